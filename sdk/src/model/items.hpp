// What one element of a page asks for (Descriptor) and what the server answers (the items), as plain values,
// and how the first view state of a widget is made from an item. Wire forms: protocol/.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "parvis/model.hpp"

namespace parvis {

// What a share bar shows when the webmaster names no networks.
std::vector<Network> default_networks();

// The last two are drawn once and hold no state: only the server answers and draws them.
enum class WidgetKind : std::uint8_t { kLike, kShare, kFans, kComments, kCount, kRecent };

struct Descriptor {
  WidgetKind kind = WidgetKind::kLike;
  std::string page_key;           // the webmaster's own key; empty: the page's
  std::vector<Network> networks;  // share
  std::string url, title, image;  // share
  std::string community;          // fans
  Sort sort = Sort::kNewest;      // comments
  std::string after;              // comments: cursor
  std::int64_t limit = 20;        // comments: top-level comments; recent: comments
  std::string reply;              // comments: id whose reply form is open (pages without wasm)
  std::string at;                 // comments: id of the one to open the thread at
  std::string under;              // comments: id of the one whose subtree alone is shown
  std::int64_t since_ms = 0;      // comments, in mine only: what is newer is new to the reader

  friend bool operator==(const Descriptor&, const Descriptor&) = default;
};

struct LikeItem {
  std::string page;
  std::int64_t count = 0;
  friend bool operator==(const LikeItem&, const LikeItem&) = default;
};

struct ShareItem {
  std::string page, url, title, image;
  std::vector<ShareCount> networks;
  std::int64_t total = 0;
  friend bool operator==(const ShareItem&, const ShareItem&) = default;
};

struct FanItem {
  std::string community;
  std::int64_t count = 0;
  friend bool operator==(const FanItem&, const FanItem&) = default;
};

struct ThreadItem {
  std::string page;
  Sort sort = Sort::kNewest;
  std::int64_t total = 0;
  bool closed = false;
  CommentList comments;  // depth-first
  std::string next;
  std::string prev = {}, at = {}, under = {};  // see ThreadState
  std::vector<Reaction> reactions = {};
  bool down_votes = false;
  std::int64_t edit_ms = 0;
  std::string event = {};  // the newest live event that this answer knows of
  friend bool operator==(const ThreadItem&, const ThreadItem&) = default;
};

struct CountItem {
  std::string page;
  std::int64_t count = 0;
};

struct RecentComment {
  Comment comment;
  std::string page, url, title;  // where it stands
};

struct RecentItem {
  std::vector<RecentComment> comments;  // newest first
};

using Item = std::variant<LikeItem, ShareItem, FanItem, ThreadItem>;

LikeState make_like_state(const LikeItem& item);
ShareState make_share_state(const ShareItem& item);
FanState make_fan_state(const FanItem& item);
ThreadState make_thread_state(const ThreadItem& item);

}  // namespace parvis
