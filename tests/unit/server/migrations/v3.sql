PRAGMA user_version=3;
BEGIN TRANSACTION;
CREATE TABLE comment_likes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL REFERENCES comments(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment)
) WITHOUT ROWID, STRICT;
INSERT INTO "comment_likes" VALUES(1,2,'1m80ax1k8000d695',1795307767510);
INSERT INTO "comment_likes" VALUES(1,3,'1m80ax1k8000d695',1795307767512);
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
INSERT INTO "comments" VALUES('1m80ax1k8000d695',1,1,'','1m80ax1k8000d695',0,'Ana','Hello **you** — café 🍵',1795307767400,0,2,0,1);
INSERT INTO "comments" VALUES('1m80ax1m800003ga',1,2,'1m80ax1k8000d695','1m80ax1k8000d695',1,'','',1795307767432,1,0,1,1);
INSERT INTO "comments" VALUES('1m80ax1p80004vc4',1,3,'1m80ax1m800003ga','1m80ax1k8000d695',2,'','Deeper',1795307767496,0,0,0,0);
INSERT INTO "comments" VALUES('1m80ax1pf000gs9m',1,4,'','1m80ax1pf000gs9m',0,'Dan','Hidden by the owner',1795307767503,2,0,0,0);
INSERT INTO "comments" VALUES('1m80ax1ph000wqkx',1,4,'','1m80ax1ph000wqkx',0,'Dan','Removed by the owner',1795307767505,3,0,0,0);
INSERT INTO "comments" VALUES('1m80ax1pm000ns9p',1,1,'','1m80ax1pm000ns9p',0,'','',1795307767508,1,0,0,0);
CREATE TABLE communities (
  site INTEGER NOT NULL REFERENCES sites(id),
  name TEXT NOT NULL,
  fans INTEGER NOT NULL,
  PRIMARY KEY (site, name)
) WITHOUT ROWID, STRICT;
INSERT INTO "communities" VALUES(1,'',1);
INSERT INTO "communities" VALUES(1,'potters',1);
CREATE TABLE fans (
  site INTEGER NOT NULL REFERENCES sites(id),
  community TEXT NOT NULL,
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (site, community, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO "fans" VALUES(1,'',1,1795307767276);
INSERT INTO "fans" VALUES(1,'potters',1,1795307767336);
CREATE TABLE likes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO "likes" VALUES(1,1,1795307766908);
INSERT INTO "likes" VALUES(1,3,1795307767092);
INSERT INTO "likes" VALUES(2,1,1795307767168);
CREATE TABLE members (
  site INTEGER NOT NULL REFERENCES sites(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  name TEXT NOT NULL,
  blocked INTEGER NOT NULL,
  PRIMARY KEY (site, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO "members" VALUES(1,1,'ana',0);
INSERT INTO "members" VALUES(1,2,'Ben',0);
INSERT INTO "members" VALUES(1,4,'Dan',1);
CREATE TABLE origins (
  origin TEXT NOT NULL,
  site INTEGER NOT NULL REFERENCES sites(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (origin, site)
) WITHOUT ROWID, STRICT;
INSERT INTO "origins" VALUES('http://localhost:*',1,1);
INSERT INTO "origins" VALUES('https://other.example',2,0);
INSERT INTO "origins" VALUES('https://shop.example',1,0);
CREATE TABLE page_keys (
  site INTEGER NOT NULL REFERENCES sites(id),
  key TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages(id),
  PRIMARY KEY (site, key)
) WITHOUT ROWID, STRICT;
INSERT INTO "page_keys" VALUES(1,'mug',1);
INSERT INTO "page_keys" VALUES(1,'shop.example/lamp.html',2);
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
INSERT INTO "pages" VALUES(1,1,'mug','','',0,2,2,12);
INSERT INTO "pages" VALUES(2,1,'shop.example/lamp.html','https://shop.example/lamp.html','',1,1,0,0);
CREATE TABLE rank_epochs (
  page INTEGER NOT NULL REFERENCES pages(id),
  number INTEGER NOT NULL,
  made INTEGER NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (page, number)
) STRICT;
CREATE TABLE share_counts (
  page INTEGER NOT NULL REFERENCES pages(id),
  network TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (page, network)
) WITHOUT ROWID, STRICT;
INSERT INTO "share_counts" VALUES(1,'email',1);
INSERT INTO "share_counts" VALUES(1,'x',1);
CREATE TABLE shares (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  network TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, network)
) WITHOUT ROWID, STRICT;
INSERT INTO "shares" VALUES(1,1,'x',1795307767186);
INSERT INTO "shares" VALUES(1,2,'email',1795307767238);
CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  owner_key_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}'
) STRICT;
INSERT INTO "sites" VALUES(1,'shop','9745a8cb245071c4107b68db98a0c43eadfab6c43840f5a4b03b8ea722273675','17jGGTl3fK6SX7o1YKFKML8ub6VT1K1vJQedwHPoVuc','{}');
INSERT INTO "sites" VALUES(2,'other','727a3a6b88b22ba78bf2a0ef9392e8ddcbd61add10aaee69059571d1edf0b40d','ELhf2LUr-JJGEufL1vyvcP18bQkjm0QQ813YDNlg_eU','{}');
CREATE TABLE visitors (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) STRICT;
INSERT INTO "visitors" VALUES(1,'bf2927183eaea3d4aaba5a5f12f118bef18ab4f4f240aaae6947dec55798552b',1795307766908);
INSERT INTO "visitors" VALUES(2,'96e62469d772b2376b29a50a9c6b286470d9f71edddbd557aece645a906ee319',1795307767064);
INSERT INTO "visitors" VALUES(3,'698ba62ba4d39cfaf9c0d54ff4fc7ff75b6ff9039980f66c65a2d1592d5eccae',1795307767092);
INSERT INTO "visitors" VALUES(4,'b3aca764a43797a1ab46bb7fda7f0bde78b7e61f8cf3f5359e6670e058232a36',1795307767503);
CREATE TABLE writes (
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  key TEXT NOT NULL,
  meaning TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL, forever INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (visitor, key)
) STRICT;
INSERT INTO "writes" VALUES(1,'saved-1','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":1,"liked":true}',1795307766908,0);
INSERT INTO "writes" VALUES(2,'saved-2','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":2,"liked":true}',1795307767064,0);
INSERT INTO "writes" VALUES(3,'saved-3','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":3,"liked":true}',1795307767092,0);
INSERT INTO "writes" VALUES(2,'saved-4','5bcae40407291b16c67751a54d5b5911edcaea0c09d3f4e5a972b0299eb567f9','{"page":"mug","count":2,"liked":false}',1795307767120,0);
INSERT INTO "writes" VALUES(1,'saved-5','d5f91826f5f87f7f2b28a926b4632ae751abe08638e3e4d7893a1231c1519b46','{"page":"shop.example/lamp.html","count":1,"liked":true}',1795307767168,0);
INSERT INTO "writes" VALUES(1,'saved-6','4db4aa020321e357f30f62942e4b4d2c9d77794125bcee7f01630daf822e6955','{"page":"mug","network":"x","count":1,"total":1}',1795307767186,0);
INSERT INTO "writes" VALUES(2,'saved-7','94084eedabec94fdec465ca0202201a92753398bf9025f6693628f59216e6f16','{"page":"mug","network":"email","count":1,"total":2}',1795307767238,0);
INSERT INTO "writes" VALUES(1,'saved-8','84b9641c92be089d11440a2890712d39cd791f7fa0b8bb11af111bf2cbb16766','{"community":"","count":1,"joined":true}',1795307767276,0);
INSERT INTO "writes" VALUES(1,'saved-9','6239ac535e9ee0c62c7ec35f42306ea23a819b2a162aa0b73e2a5a71abf8d405','{"community":"potters","count":1,"joined":true}',1795307767336,0);
INSERT INTO "writes" VALUES(2,'saved-10','84b9641c92be089d11440a2890712d39cd791f7fa0b8bb11af111bf2cbb16766','{"community":"","count":2,"joined":true}',1795307767360,0);
INSERT INTO "writes" VALUES(2,'saved-11','b56c6de9b69320b5c8e4717fd0607f7fd358b0ca308459f23b527e9d307a95b5','{"community":"","count":1,"joined":false}',1795307767384,0);
INSERT INTO "writes" VALUES(1,'saved-12','39e78fc29a756100b8d0876fb3578c32691c3cc76dc8f2902fd472ee27d73838','1m80ax1k8000d695',1795307767400,1);
INSERT INTO "writes" VALUES(2,'saved-13','ed26a2fdadae53516fb225ff93960b12be54183131b53758ab21bd420f37c71b','1m80ax1m800003ga',1795307767432,1);
INSERT INTO "writes" VALUES(3,'saved-14','07ad73e874c61b1fe30623ccf461339ea8accd6975f17e8184dded565d797b03','1m80ax1p80004vc4',1795307767496,1);
INSERT INTO "writes" VALUES(4,'saved-15','292ef11022bab09d015505e47bf9ac2afca2939fee52a4feb9813c67a8fdf66b','1m80ax1pf000gs9m',1795307767503,1);
INSERT INTO "writes" VALUES(4,'saved-16','a8c0e20bd4cc096cd8cce55a5375b48ba1a87b41cb5f8f80b0c2857be90eeb78','1m80ax1ph000wqkx',1795307767505,1);
INSERT INTO "writes" VALUES(1,'saved-17','49d6c3d94ff597aee1b3f47aa027781b8ad3386a2269240430ee3223971acaa3','1m80ax1pm000ns9p',1795307767508,1);
INSERT INTO "writes" VALUES(2,'saved-18','805f9aaa5c5962d782da9ce949f18a89713f4cb8e9ac72d82779d579b7a05b7d','{"id":"1m80ax1k8000d695","count":1,"liked":true}',1795307767510,0);
INSERT INTO "writes" VALUES(3,'saved-19','805f9aaa5c5962d782da9ce949f18a89713f4cb8e9ac72d82779d579b7a05b7d','{"id":"1m80ax1k8000d695","count":2,"liked":true}',1795307767512,0);
INSERT INTO "writes" VALUES(2,'saved-20','c94a8561dbadb584861fbc0e75d30325d8833333c719ae4b0410506afc2364af','{"page":"mug","total":5,"id":"1m80ax1m800003ga","comment":{"id":"1m80ax1m800003ga","parent":"1m80ax1k8000d695","depth":1,"at":1795307767432,"replies":1,"status":"deleted"}}',1795307767514,0);
INSERT INTO "writes" VALUES(1,'saved-21','18827eeade47e61f2ba5468f28692fddc8b75ec5cb1b7e27f18f723950cc6205','{"page":"mug","total":4,"id":"1m80ax1pm000ns9p","comment":null}',1795307767515,0);
CREATE INDEX comments_roots ON comments(page, id) WHERE parent = '' AND (status = 0 OR children > 0);
CREATE INDEX comments_ranked ON comments(page, likes DESC, id) WHERE parent = '' AND (status = 0 OR children > 0);
CREATE INDEX comments_below ON comments(root, id) WHERE parent <> '' AND (status = 0 OR children > 0);
CREATE INDEX comments_by ON comments(page, visitor, id);
CREATE INDEX writes_passing ON writes(at) WHERE forever = 0;
COMMIT;
