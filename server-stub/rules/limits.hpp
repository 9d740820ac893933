// Every limit of the server, in one place. openapi.yaml and docs quote these numbers; a contract test holds
// each of them at its edge.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/limits.hpp"

namespace parvis::server::limits {

// Lengths in code points.
inline constexpr std::size_t kCommentText = kMaxCommentLength;
inline constexpr std::size_t kName = kMaxNameLength;
inline constexpr std::size_t kPageField = 2'000;  // page key, canonical link, address, share url and image
inline constexpr std::size_t kTitle = 300;
inline constexpr std::size_t kCommunity = 64;
inline constexpr std::size_t kSiteName = 64;
inline constexpr std::size_t kIdempotencyKey = 64;  // bytes, [A-Za-z0-9_-]
inline constexpr std::size_t kToken = 43;           // base64url of 32 bytes, exactly
inline constexpr std::size_t kWords = 1'500;        // a webmaster's own texts, as JSON

// Requests.
inline constexpr std::size_t kBody = 64 * 1024;  // bytes
inline constexpr std::size_t kElements = 100;    // per page
inline constexpr std::size_t kThreads = 10;      // of which are threads

// Threads.
inline constexpr std::int64_t kRootsPerPage = 100;    // asked for; 20 when not
inline constexpr std::int64_t kRepliesPerPage = 200;  // below one top-level comment
inline constexpr std::int64_t kCommentsPerAnswer = 1'000;
inline constexpr std::int64_t kMineIds = 1'000;
inline constexpr std::int64_t kNewIds = 100;     // of comments since the last visit
inline constexpr std::int64_t kContext = 200;    // comments above the one that a thread is opened at
inline constexpr std::size_t kPinned = 10;       // per page
inline constexpr std::size_t kMentions = 20;     // names that are looked up, per comment
inline constexpr std::size_t kReactions = 8;     // emoji of a site
inline constexpr std::size_t kImageHosts = 50;   // of a site
inline constexpr std::size_t kReportNote = 500;  // code points
inline constexpr std::int64_t kListed = 100;     // reports that the owner sees, entries of a feed: at most
inline constexpr std::int64_t kUndoWindow = 5 * 60'000;     // ms that a deleted text can be brought back
inline constexpr int kRichDepth = 100;                      // deeper Markdown is flattened
inline constexpr std::int64_t kEpochLife = 30'000;          // ms that a ranking is reused
inline constexpr std::int64_t kEpochKept = 24 * 3'600'000;  // ms that a cursor into it works

// Idempotency keys. A comment keeps its own for ever. After this time another write sent again acts again,
// which at worst sets a switch once more; each write forgets a few that are older, so that none takes long.
inline constexpr std::int64_t kKeyKept = 30 * 24 * 3'600'000LL;  // ms
inline constexpr std::int64_t kKeysForgottenPerWrite = 4;

// Token buckets: so many at once, then one more every so many milliseconds.
struct Rate {
  std::int64_t burst;
  std::int64_t every_ms;
};
inline constexpr Rate kWritesPerVisitor{60, 1'000};
inline constexpr Rate kCommentsPerVisitor{8, 10'000};
inline constexpr Rate kWritesPerNetwork{600, 100};  // IPv4 /24, IPv6 /48
// Reads of pages and of what is one's own. An office behind one address may open a thousand pages in the
// same moment, and keep three thousand open that read again every minute. This machine itself is
// not limited, and an answer that the HTTP layer still holds is not counted.
inline constexpr Rate kReadsPerNetwork{1'200, 20};
inline constexpr Rate kMePerVisitor{6, 10'000};
inline constexpr Rate kOwnerFailuresPerNetwork{10, 10'000};
inline constexpr Rate kPreviewsPerNetwork{60, 500};

}  // namespace parvis::server::limits
