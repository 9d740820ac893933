// The tables, as a list of steps. A step that was released is never changed: a new one is added.
#include <array>

#include "store/sqlite_database.hpp"
#include "store/sqlite_threads_step.hpp"

namespace parvis::server {

namespace {

// The one step that cannot be part of a transaction; doing it twice is harmless.
constexpr const char* kVacuum = "VACUUM";

constexpr std::array<const char*, 5> kSteps = {
    R"sql(
CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  owner_key_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE origins (
  origin TEXT NOT NULL,
  site INTEGER NOT NULL REFERENCES sites(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (origin, site)
) WITHOUT ROWID, STRICT;

-- likes, comments: derived. changes: grows with all that may change the order of comments.
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES sites(id),
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  closed INTEGER NOT NULL DEFAULT 0,
  likes INTEGER NOT NULL DEFAULT 0,
  comments INTEGER NOT NULL DEFAULT 0,
  changes INTEGER NOT NULL DEFAULT 0
) STRICT;
-- A page's own key and its aliases.
CREATE TABLE page_keys (
  site INTEGER NOT NULL REFERENCES sites(id),
  key TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages(id),
  PRIMARY KEY (site, key)
) WITHOUT ROWID, STRICT;

CREATE TABLE visitors (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) STRICT;
CREATE TABLE members (
  site INTEGER NOT NULL REFERENCES sites(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  name TEXT NOT NULL,
  blocked INTEGER NOT NULL,
  PRIMARY KEY (site, visitor)
) WITHOUT ROWID, STRICT;

CREATE TABLE likes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor)
) WITHOUT ROWID, STRICT;
CREATE TABLE shares (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  network TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, network)
) WITHOUT ROWID, STRICT;
CREATE TABLE share_counts (
  page INTEGER NOT NULL REFERENCES pages(id),
  network TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (page, network)
) WITHOUT ROWID, STRICT;
CREATE TABLE fans (
  site INTEGER NOT NULL REFERENCES sites(id),
  community TEXT NOT NULL,
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (site, community, visitor)
) WITHOUT ROWID, STRICT;
CREATE TABLE communities (
  site INTEGER NOT NULL REFERENCES sites(id),
  name TEXT NOT NULL,
  fans INTEGER NOT NULL,
  PRIMARY KEY (site, name)
) WITHOUT ROWID, STRICT;

-- parent: '' at the top level. likes, replies, children: derived.
CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  parent TEXT NOT NULL,
  root TEXT NOT NULL,
  depth INTEGER NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  created INTEGER NOT NULL,
  status INTEGER NOT NULL,
  likes INTEGER NOT NULL DEFAULT 0,
  replies INTEGER NOT NULL DEFAULT 0,
  children INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX comments_roots ON comments(page, id) WHERE parent = '' AND (status = 0 OR children > 0);
CREATE INDEX comments_ranked ON comments(page, likes DESC, id) WHERE parent = '' AND (status = 0 OR children > 0);
CREATE INDEX comments_below ON comments(root, id) WHERE parent <> '' AND (status = 0 OR children > 0);
CREATE INDEX comments_by ON comments(page, visitor, id);
CREATE TABLE comment_likes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL REFERENCES comments(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment)
) WITHOUT ROWID, STRICT;

-- ids: of 16 characters each, in the order of the ranking.
CREATE TABLE rank_epochs (
  page INTEGER NOT NULL REFERENCES pages(id),
  number INTEGER NOT NULL,
  made INTEGER NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (page, number)
) STRICT;

CREATE TABLE writes (
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  key TEXT NOT NULL,
  meaning TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (visitor, key)
) STRICT;
)sql",
    // A saved answer to the post of a comment held its text, which outlived the comment.
    R"sql(
ALTER TABLE writes ADD COLUMN forever INTEGER NOT NULL DEFAULT 0;
UPDATE writes SET answer = json_extract(answer, '$.comment.id'), forever = 1
  WHERE json_type(answer, '$.comment.id') = 'text' AND json_type(answer, '$.id') IS NULL;
CREATE INDEX writes_passing ON writes(at) WHERE forever = 0;
)sql",
    // What was deleted before it was also overwritten leaves the file.
    kVacuum,
    kThreadsStep,
    // What outlived its comment: the author's name, a note inside a job, and a hash of the text that who has
    // the file could try guesses on. An empty meaning fits every write.
    R"sql(
DROP INDEX comments_by;
CREATE INDEX comments_by ON comments(visitor, page, id);
UPDATE members SET name = '' WHERE name <> '' AND NOT EXISTS (SELECT 1 FROM comments c
  WHERE c.visitor = members.visitor AND c.site = members.site AND c.name = members.name);
UPDATE webhook_jobs SET body = json_remove(body, '$.note');
UPDATE writes SET meaning = '';
)sql",
};

}  // namespace

std::int64_t newest_schema() { return static_cast<std::int64_t>(kSteps.size()); }

Status migrate(Database& database) {
  const std::int64_t newest = newest_schema();
  for (;;) {
    // Another process may be at it too: look only once the file is ours.
    if (!database.execute("BEGIN IMMEDIATE")) break;
    std::int64_t version = 0;
    {
      Query query(database, "PRAGMA user_version");
      if (query.next()) version = query.integer(0);
    }
    if (version > newest) {
      database.execute("ROLLBACK");
      return storage_error("the file was written by a newer version of this server");
    }
    if (version == newest) {
      if (database.failed() || !database.execute("COMMIT")) break;
      return Unit{};
    }
    const std::string mark = "PRAGMA user_version=" + std::to_string(version + 1);
    const char* step = kSteps[static_cast<std::size_t>(version)];
    const bool alone = step == kVacuum;
    const bool done = (!alone || database.execute("COMMIT")) && database.execute(step) &&
                      database.execute(mark.c_str()) && (alone || database.execute("COMMIT"));
    if (!done) break;
    database.owe_truncation();
  }
  const std::string why = database.last_error();
  if (database.in_transaction()) database.execute("ROLLBACK");
  return storage_error(why);
}

}  // namespace parvis::server
