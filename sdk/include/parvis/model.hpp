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
#include "parvis/visibility.hpp"

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
  std::int32_t vote = 0;     // of this reader: 1 liked, -1 voted against
  bool mine = false;         // by this reader
  bool fresh = false;        // written since the reader's last visit
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

// A comment of the reader's own that is being changed.
struct CommentEdit {
  std::string id;  // empty: none
  std::string draft;
  bool loading = false;  // the source is on its way

  friend bool operator==(const CommentEdit&, const CommentEdit&) = default;
};

enum class Composer : std::uint8_t { kNone, kPost, kReply, kEdit };

// What a draft will look like, made by the server.
struct Preview {
  Composer of = Composer::kNone;
  bool loading = false;
  std::vector<RichNode> body;

  friend bool operator==(const Preview&, const Preview&) = default;
};

// A report that is being written.
struct Report {
  std::string id;               // of the comment; empty: none
  std::string reason = "spam";  // spam, abuse, illegal, other
  std::string note;

  friend bool operator==(const Report&, const Report&) = default;
};

// What is new since the reader's last visit.
struct Unread {
  std::int64_t count = 0;
  std::int64_t since_ms = 0;  // 0: not known

  friend bool operator==(const Unread&, const Unread&) = default;
};

// The comment that the reader is to be brought to: the host scrolls there and puts the focus on it whenever
// `turn` has grown.
struct Focus {
  std::string id;
  std::uint32_t turn = 0;

  friend bool operator==(const Focus&, const Focus&) = default;
};

struct ThreadState {
  std::uint64_t version = 0;
  WidgetStatus status;
  Sort sort = Sort::kNewest;
  std::int64_t total = 0;  // published comments of the page
  bool closed = false;
  CommentList comments;  // depth-first: every comment stands right after its parent's subtree so far
  std::string next;      // cursor of the next page; empty at the end
  std::string prev;      // cursor of the page before, where the thread was opened at a comment
  std::string at;        // the comment that the thread was opened at
  std::string under;     // the comment whose subtree alone is shown
  std::vector<std::string> collapsed;  // ids of comments whose replies are folded away
  std::vector<Reaction> reactions;     // to the page; all that the site knows, in its order
  bool down_votes = false;
  std::int64_t edit_ms = 0;  // how long one's own comment may be edited
  bool loading_more = false;
  bool loading_previous = false;
  std::int64_t waiting = 0;  // comments that came while the reader read, and are not shown yet
  Unread unread;
  std::string author_name;  // what the reader signs with; empty: anonymous
  std::string draft;        // text of the top-level composer
  std::string reply_to;     // id of the comment being answered; empty: none
  std::string reply_draft;
  CommentEdit edit;
  Preview preview;
  std::string undo;  // id of a comment just deleted that can still be brought back
  Report report;
  std::string reacting;  // id of the comment whose choice of reactions is open
  bool offline = false;  // posts wait for a connection
  // What just happened, for those who cannot see it: a key of the catalogue, and the number in it.
  std::string notice;
  std::int64_t notice_count = 0;
  std::string event;  // id of the newest live event that this state knows of
  Focus focus;
};

// The comments to draw, in order: without what is folded away, and without what lies too deep to be indented,
// which has a view of its own (ThreadState::under).
PARVIS_PUBLIC CommentList shown_comments(const ThreadState& thread);
inline constexpr std::int32_t kDeepestIndent = 6;
// How far in it stands where `thread` is shown: 0 to kDeepestIndent.
PARVIS_PUBLIC std::int32_t indent_of(const Comment& comment, const ThreadState& thread);
// Whether the comment's replies are left out of shown_comments for their depth.
PARVIS_PUBLIC bool continues_elsewhere(const Comment& comment, const ThreadState& thread);
PARVIS_PUBLIC bool is_collapsed(const Comment& comment, const ThreadState& thread);
// Whether the comment may be edited at this time.
PARVIS_PUBLIC bool may_edit(const Comment& comment, const ThreadState& thread, std::int64_t now_ms);

}  // namespace parvis
