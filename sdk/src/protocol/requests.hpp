// Intents as HTTP requests, and HTTP answers as values or errors. Nothing here knows about queues or time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/items.hpp"
#include "parvis/error.hpp"
#include "parvis/host.hpp"
#include "parvis/model.hpp"

namespace parvis {

class JsonValue;

enum class Verb : std::uint8_t {
  kLike,
  kShare,
  kFan,
  kComment,
  kCommentDelete,
  kCommentVote,
  kCommentEdit,
  kCommentReact,
  kCommentRestore,
  kCommentReport,
};
inline constexpr int kVerbCount = 10;

// The path of the verb below /v1/, which is also its name in the outbox.
std::string_view verb_path(Verb verb);
std::optional<Verb> verb_from_path(std::string_view path);

// One action of the reader. Only the members that its verb needs are set.
struct Write {
  Verb verb = Verb::kLike;
  PageRef page;
  bool on = false;
  std::int32_t vote = 0;  // 1, 0 or -1
  Network network = Network::kFacebook;
  std::string community;
  std::string id;  // of a comment; a reaction without one is to the page
  std::string parent, name;
  std::string text;  // of the comment; the emoji of a reaction; the reason of a report
  std::string note;  // of a report
};

// The body of a write without its token, so that a body at rest holds no secret.
std::string write_body(const Write& write, std::string_view site, std::string_view key);
// What the body says, but for the page.
Write read_write(Verb verb, JsonValue body);
// `body` from write_body; the same arguments always make the same bytes, as idempotency keys require.
HttpRequest write_request(std::string_view server, Verb verb, std::string_view token, std::string_view body);

// What the server says after a write. Only the members of its verb are set.
struct WriteAnswer {
  Verb verb = Verb::kLike;
  std::string page;
  std::int64_t count = 0;
  std::int64_t total = 0;
  bool on = false;        // liked, joined
  std::int32_t vote = 0;  // then `count` is the likes and `total` the votes against
  std::vector<Reaction> reactions;
  Network network = Network::kFacebook;
  std::string community;
  std::string id;
  std::optional<Comment> comment;  // none after a delete that left no tombstone
};
Result<WriteAnswer> read_write_answer(Verb verb, const HttpResponse& response);

// Reads of one page: everything that shares an address and a canonical link.
HttpRequest read_request(std::string_view server, std::string_view site, const PageRef& page,
                         const std::vector<Descriptor>& descriptors);
// As many items as asked, in that order, each of the asked kind.
Result<std::vector<Item>> read_read_answer(const HttpResponse& response,
                                           const std::vector<Descriptor>& asked);

HttpRequest mine_request(std::string_view server, std::string_view site, std::string_view token,
                         const PageRef& page, const std::vector<Descriptor>& descriptors);
// What one element's answer holds of the reader's own.
struct MineItem {
  bool on = false;  // liked, joined
  std::vector<Network> shared;
  std::vector<std::string> mine, liked, down;                // ids of comments
  std::vector<std::pair<std::string, std::string>> reacted;  // id of a comment, emoji
  std::vector<std::string> page_reacted;
  Role role = Role::kNone;
  std::int64_t fresh = 0;              // comments since the asked time
  std::vector<std::string> fresh_ids;  // the first of them, oldest first
  std::string feed;                    // capability of the feed of replies
};
struct MineAnswer {
  std::string name;
  std::vector<MineItem> items;  // as many as asked
};
Result<MineAnswer> read_mine_answer(const HttpResponse& response, std::size_t asked);
MineItem read_mine_item(JsonValue value);

// {"body":[…]}, and {"id","text"}.
HttpRequest preview_request(std::string_view server, std::string_view site, const PageRef& page,
                            std::string_view text);
HttpRequest source_request(std::string_view server, std::string_view site, std::string_view token,
                           const PageRef& page, std::string_view id);

// The error that a response stands for; kBadAnswer for a success that cannot be read.
Error response_error(const HttpResponse& response);

}  // namespace parvis
