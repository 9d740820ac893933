-- A store as version 1 of the schema left it: one comment that its author deleted, one that is published.
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

INSERT INTO sites (id, name, owner_key_hash, salt) VALUES (1, 'shop', '', 'salt');
INSERT INTO pages (id, site, key, url, comments, changes) VALUES (1, 1, 'mug', '', 1, 3);
INSERT INTO page_keys (site, key, page) VALUES (1, 'mug', 1);
INSERT INTO visitors (id, token_hash, created) VALUES (1, 'ana', 1);
INSERT INTO comments (id, page, visitor, parent, root, depth, name, source, created, status) VALUES
  ('0000000000000001', 1, 1, '', '0000000000000001', 0, '', '', 1, 1),
  ('0000000000000002', 1, 1, '', '0000000000000002', 0, 'Ana', 'still here', 2, 0);
INSERT INTO writes (visitor, key, meaning, answer, at) VALUES
  (1, 'post-1', 'm1', '{"page":"mug","total":1,"comment":{"id":"0000000000000001","at":1,"body":[["p","taken back"]]}}', 1),
  (1, 'post-2', 'm2', '{"page":"mug","total":2,"comment":{"id":"0000000000000002","name":"Ana","at":2,"body":[["p","still here"]]}}', 2),
  (1, 'delete', 'm3', '{"page":"mug","total":1,"id":"0000000000000001","comment":{"id":"0000000000000001","at":1,"status":"deleted"}}', 3),
  (1, 'like', 'm4', '{"page":"mug","count":1,"liked":true}', 4);
PRAGMA user_version = 1;
