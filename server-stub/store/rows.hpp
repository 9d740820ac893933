// What the stores hold, as plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parvis::server {

using RowId = std::int64_t;  // 0: none

// Stands where the hash of a token was; no token has it.
inline std::string forgotten_hash(RowId visitor) { return "forgotten-" + std::to_string(visitor); }

// A tenant.
struct Site {
  RowId id = 0;
  std::string name;
  std::vector<std::string> origins;  // "https://shop.example"; the port may be "*"
  std::string owner_key_hash;        // SHA-256, hex
  std::string salt;                  // secret; author tags are made with it
  std::string settings = {};         // JSON, see rules/settings.hpp; empty: all as usual
};

struct Page {
  RowId id = 0;
  RowId site = 0;
  std::string key;
  std::string url;    // where it was first seen; may be empty
  std::string title;  // as its writers told it; may be empty
  bool closed = false;
  std::int64_t created_ms = 0;  // 0: not known
  // Derived, see Reader::recount.
  std::int64_t likes = 0;
  std::int64_t comments = 0;  // published ones
  std::int64_t changes = 0;   // grows with everything that may change the order of its comments
  std::string reactions;      // see reaction_counts.hpp
};

// What a site knows of a visitor.
struct Member {
  std::string name;  // last one signed with
  bool blocked = false;
  std::string role = {};  // empty, author, team or moderator
};

struct NetworkCount {
  std::string network;
  std::int64_t count = 0;
};

struct CommentRow {
  enum class Status : std::uint8_t {
    kPublished = 0,
    kErased = 1,   // by its author: the text is gone, or goes soon
    kHidden = 2,   // by the owner
    kRemoved = 3,  // deleted by the owner: looks like kErased, but can be restored
  };

  std::string id;  // sorts by time of creation
  RowId page = 0;
  RowId visitor = 0;
  std::string parent;  // empty: top level
  std::string root;    // its top-level comment; itself for one of these
  std::int32_t depth = 0;
  std::string name;
  std::string source;  // Markdown
  std::int64_t created_ms = 0;
  Status status = Status::kPublished;
  Status former = Status::kPublished;  // before its author deleted it
  std::int64_t deleted_ms = 0;         // by its author, who may still take that back; 0: not, or too late
  std::int64_t edited_ms = 0;          // 0: never
  std::int64_t pinned_ms = 0;          // 0: not
  bool featured = false;
  RowId answers = 0;     // whom it answers: the author of its parent
  std::string mentions;  // lines of visitor, space, name
  // Derived.
  std::int64_t likes = 0;
  std::int64_t downs = 0;
  std::int64_t below = 0;     // published comments of the thread under a top-level one
  std::string reactions;      // see reaction_counts.hpp
  std::int64_t replies = 0;   // direct, published
  std::int64_t children = 0;  // direct, visible
  // Published, or a tombstone that stands above something visible.
  bool visible() const { return status == Status::kPublished || children > 0; }
};

// One thing that a visitor left here; which members say something depends on the kind.
struct Belonging {
  std::string kind;  // "member", "like", "share", "fan", "comment", "vote", "reaction", "report"
  RowId site = 0;    // known by name where there is no page
  RowId page = 0;
  std::string value;      // name, network, community, or id of a comment
  std::int64_t at = 0;    // 0: not kept
  std::string text = {};  // emoji, note, "for" or "against"
};

// A write that was done, kept so that the same write can be answered again.
struct SavedWrite {
  std::string meaning;  // hash of what was asked; empty: nobody knows any more
  std::string answer;   // or what leads to it; never a text of readers, which they may want to take back
  bool forever = false;
};

// What a comment said before it was edited.
struct CommentVersion {
  std::int64_t at_ms = 0;  // when it was written
  std::string source;
};

struct ReportRow {
  std::string comment;
  RowId visitor = 0;
  std::string reason;
  std::string note;
  std::int64_t at_ms = 0;
};

// Something that the owner is to be told of at the site's webhook address.
struct WebhookJob {
  std::int64_t id = 0;
  RowId site = 0;
  std::string body;
  std::int64_t made_ms = 0;
  std::int64_t next_ms = 0;  // not before; 0: at once
  std::int64_t tries = 0;
};

// What a ranking of top-level comments is made from.
struct RankedRoot {
  std::string id;
  std::int64_t likes = 0, downs = 0, replies = 0, below = 0;
};

// Comments of others that came after one.
struct NewComments {
  std::int64_t count = 0;
  std::vector<std::string> ids;  // the first of them, oldest first
};

// A frozen ranking of a page's top-level comments.
struct RankEpoch {
  std::int64_t number = 0;  // Page::changes when it was made
  std::int64_t made_ms = 0;
};

}  // namespace parvis::server
