// What the widgets know, as plain immutable values. A widget's state is replaced whole whenever anything
// in it changes; nothing here refers to anything else, so a copy may be kept or handed to any thread.
// Times are milliseconds since the Unix epoch, ids are opaque strings that sort by time of creation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parvis/comment_list.hpp"
#include "parvis/error.hpp"

namespace parvis {

// How a page names itself. The server alone turns this into a page key: `key` where the webmaster chose
// one, else the canonical link, else the address without fragment and tracking parameters.
struct PageRef {
  std::string key = {};
  std::string canonical = {};
  std::string address = {};

  friend bool operator==(const PageRef&, const PageRef&) = default;
};

enum class Phase : std::uint8_t {
  kLoading,  // no answer yet
  kReady,
  kFailed,  // the first answer could not be had; `error` says why, the client keeps trying
};

struct WidgetStatus {
  Phase phase = Phase::kLoading;
  bool pending = false;  // an action of the reader is on its way to the server
  std::optional<Error>
      error;  // the last action's refusal, or why loading failed; cleared by the next success

  friend bool operator==(const WidgetStatus&, const WidgetStatus&) = default;
};

// A count that the reader can add themselves to. `shown` is what to draw: the wish when one is pending,
// else what the server confirmed last.
struct Toggle {
  std::int64_t count = 0;
  bool on = false;

  friend bool operator==(const Toggle&, const Toggle&) = default;
};

struct LikeState {
  std::uint64_t version = 0;  // grows with every change
  WidgetStatus status;
  Toggle shown;
  Toggle confirmed;
};

struct FanState {
  std::uint64_t version = 0;
  WidgetStatus status;
  std::string community;  // empty: the fans of the whole site
  Toggle shown;
  Toggle confirmed;
};

// Wire names are the lower-case words in network_name(). kCopy and kNative are actions, not networks, and
// are counted all the same.
enum class Network : std::uint8_t {
  kFacebook,
  kX,
  kThreads,
  kLinkedIn,
  kWhatsApp,
  kTelegram,
  kBluesky,
  kMastodon,
  kReddit,
  kPinterest,
  kEmail,
  kCopy,
  kNative,
};
inline constexpr int kNetworkCount = 13;

struct ShareCount {
  Network network = Network::kFacebook;
  std::int64_t count = 0;

  friend bool operator==(const ShareCount&, const ShareCount&) = default;
};

struct ShareState {
  std::uint64_t version = 0;
  WidgetStatus status;
  std::string url;  // what is shared
  std::string title;
  std::string image;                 // for Pinterest; may be empty
  std::vector<ShareCount> networks;  // in the webmaster's order, each with its own count
  std::int64_t total = 0;            // over all networks, shown ones or not
  std::string mastodon_instance;     // host name; empty until the reader gave one
  bool asking_instance = false;      // the reader chose Mastodon and is asked for the instance
};

// One node of a comment's safe tree, made by the server from the Markdown source.
struct RichNode {
  enum class Kind : std::uint8_t {
    kText,  // text
    kParagraph,
    kEmphasis,
    kStrong,
    kStrike,
    kCode,       // text
    kCodeBlock,  // text, detail = language label
    kQuote,
    kBulletList,
    kOrderedList,  // detail = first number
    kListItem,
    kLink,     // detail = address, scheme already checked by the server
    kHeading,  // detail = level 1-6
    kRule,
    kLineBreak,
    kSpoiler,  // hidden until the reader asks
    kMention,  // detail = name, text = tag of the person
    kImage,    // detail = address, host already checked by the server; text = what stands for it
  };
  Kind kind = Kind::kText;
  std::string text;
  std::string detail;
  std::vector<RichNode> children;

  friend bool operator==(const RichNode&, const RichNode&) = default;
};

enum class CommentStatus : std::uint8_t {
  kPublished,
  kDeleted,  // tombstone: kept in place because it has replies
  kHidden,   // by the owner, tombstone too
};

// How often an emoji was given as a reaction.
struct Reaction {
  std::string emoji;
  std::int64_t count = 0;
  bool on = false;  // by this reader

  friend bool operator==(const Reaction&, const Reaction&) = default;
};

// What the site says its author is.
enum class Role : std::uint8_t { kNone, kAuthor, kTeam, kModerator };

struct Comment {
  std::string id;
  std::string parent;      // empty for a top-level comment
  std::int32_t depth = 0;  // 0 for top level
  std::string name;        // empty: anonymous
  std::string tag;         // short stable mark of the author, so that names cannot be borrowed
  std::int64_t created_ms = 0;
  std::int64_t edited_ms = 0;  // 0: never
  std::int64_t likes = 0;
  std::int64_t down = 0;     // votes against, where the site has them
  std::int64_t replies = 0;  // direct replies, published ones
  bool liked = false;        // by this reader
  bool mine = false;         // by this reader
  bool pending = false;      // not yet confirmed by the server
  bool pinned = false;       // stands first in every order
  bool featured = false;
  Role role = Role::kNone;
  CommentStatus status = CommentStatus::kPublished;
  std::vector<RichNode> body;
  std::vector<Reaction> reactions;

  friend bool operator==(const Comment&, const Comment&) = default;
};

enum class Sort : std::uint8_t { kNewest, kOldest, kBest, kDiscussed, kControversial };

struct ThreadState {
  std::uint64_t version = 0;
  WidgetStatus status;
  Sort sort = Sort::kNewest;
  std::int64_t total = 0;  // published comments of the page
  bool closed = false;
  CommentList comments;  // depth-first: every comment stands right after its parent's subtree so far
  std::string next;               // cursor of the next page; empty at the end
  std::string prev;               // cursor of the page before, where the thread was opened at a comment
  std::string at;                 // the comment that the thread was opened at
  std::string under;              // the comment whose subtree alone is shown
  std::vector<Reaction> reactions;  // to the page; all that the site knows, in its order
  bool down_votes = false;
  std::int64_t edit_ms = 0;  // how long one's own comment may be edited
  bool loading_more = false;
  std::string author_name;  // what the reader signs with; empty: anonymous
  std::string draft;        // text of the top-level composer
  std::string reply_to;     // id of the comment being answered; empty: none
  std::string reply_draft;
};

}  // namespace parvis
