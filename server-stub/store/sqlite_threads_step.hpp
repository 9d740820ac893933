// The step of the tables that brought votes, reactions, edits, roles, reports and webhooks.
#pragma once

namespace parvis::server {

inline constexpr const char* kThreadsStep = R"sql(
-- created: 0 where nobody knows any more. reactions: derived.
ALTER TABLE pages ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
UPDATE pages SET created = coalesce((SELECT min(created) FROM comments WHERE page = pages.id),
                                    (SELECT min(at) FROM likes WHERE page = pages.id), 0);
ALTER TABLE members ADD COLUMN role TEXT NOT NULL DEFAULT '';

-- site, answers: copies, for the indexes. downs, below, reactions: derived.
ALTER TABLE comments ADD COLUMN site INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN downs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN below INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN former INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN featured INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN mentions TEXT NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
UPDATE comments SET site = (SELECT site FROM pages WHERE id = page),
  answers = coalesce((SELECT visitor FROM comments parent WHERE parent.id = comments.parent), 0);
UPDATE comments SET below = (SELECT count(*) FROM comments reply WHERE reply.root = comments.id
  AND reply.parent <> '' AND reply.status = 0) WHERE parent = '';
DROP INDEX comments_ranked;
CREATE INDEX comments_replies ON comments(parent, id) WHERE parent <> '' AND (status = 0 OR children > 0);
CREATE INDEX comments_pinned ON comments(page, id) WHERE pinned > 0;
CREATE INDEX comments_of_page ON comments(page, id) WHERE status = 0;
CREATE INDEX comments_of_site ON comments(site, id) WHERE status = 0;
CREATE INDEX comments_named ON comments(page, name, id) WHERE status = 0;
CREATE INDEX comments_answers ON comments(answers, site, id) WHERE answers > 0 AND status = 0;
CREATE INDEX comments_deleted ON comments(deleted) WHERE status = 1 AND deleted > 0;

CREATE TABLE comment_votes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL REFERENCES comments(id),
  vote INTEGER NOT NULL CHECK (vote IN (1, -1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment)
) WITHOUT ROWID, STRICT;
INSERT INTO comment_votes SELECT page, visitor, comment, 1, at FROM comment_likes;
DROP TABLE comment_likes;

-- comment: '' for the page itself.
CREATE TABLE reactions (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL,
  emoji TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment, emoji)
) WITHOUT ROWID, STRICT;

CREATE TABLE comment_versions (
  comment TEXT NOT NULL REFERENCES comments(id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (comment, number)
) WITHOUT ROWID, STRICT;

CREATE TABLE reports (
  comment TEXT NOT NULL REFERENCES comments(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  site INTEGER NOT NULL REFERENCES sites(id),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (comment, visitor)
) WITHOUT ROWID, STRICT;
CREATE INDEX reports_of_site ON reports(site, at);

CREATE TABLE webhook_jobs (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES sites(id),
  body TEXT NOT NULL,
  made INTEGER NOT NULL,
  next INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_jobs_due ON webhook_jobs(next);

-- Of the one order that was ranked before; a cursor into them gets a fresh ranking.
DROP TABLE rank_epochs;
CREATE TABLE rank_epochs (
  page INTEGER NOT NULL REFERENCES pages(id),
  sort INTEGER NOT NULL,
  number INTEGER NOT NULL,
  made INTEGER NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (page, sort, number)
) STRICT;
)sql";

}  // namespace parvis::server
