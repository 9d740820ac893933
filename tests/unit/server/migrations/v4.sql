PRAGMA user_version=4;
BEGIN TRANSACTION;
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
, site INTEGER NOT NULL DEFAULT 0, answers INTEGER NOT NULL DEFAULT 0, downs INTEGER NOT NULL DEFAULT 0, below INTEGER NOT NULL DEFAULT 0, edited INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0, former INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0, featured INTEGER NOT NULL DEFAULT 0, mentions TEXT NOT NULL DEFAULT '', reactions TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO comments VALUES('1m80ax1k8000d695',1,1,'','1m80ax1k8000d695',0,'Ana','Hello **you** — café 🍵',1795307767400,0,2,0,1,1,0,0,1,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80ax1m800003ga',1,2,'1m80ax1k8000d695','1m80ax1k8000d695',1,'','',1795307767432,1,0,1,1,1,1,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80ax1p80004vc4',1,3,'1m80ax1m800003ga','1m80ax1k8000d695',2,'','Deeper',1795307767496,0,0,0,0,1,2,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80ax1pf000gs9m',1,4,'','1m80ax1pf000gs9m',0,'Dan','Hidden by the owner',1795307767503,2,0,0,0,1,0,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80ax1ph000wqkx',1,4,'','1m80ax1ph000wqkx',0,'Dan','Removed by the owner',1795307767505,3,0,0,0,1,0,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80ax1pm000ns9p',1,1,'','1m80ax1pm000ns9p',0,'','',1795307767508,1,0,0,0,1,0,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80m4fs00003q3s',1,5,'','1m80m4fs00003q3s',0,'Newa','An edited thread',1795317448480,0,1,1,1,1,0,1,1,1795317448558,0,0,0,0,'','❤️ 1');
INSERT INTO comments VALUES('1m80m4fsw0001ep9',1,6,'1m80m4fs00003q3s','1m80m4fs00003q3s',1,'Newb','Answered',1795317448508,0,0,0,0,1,5,0,0,0,0,0,0,0,'','');
INSERT INTO comments VALUES('1m80m4fw6000qfff',1,8,'','1m80m4fw6000qfff',0,'','',1795317448582,1,0,0,0,1,0,0,0,0,0,0,0,0,'','');
CREATE TABLE communities (
  site INTEGER NOT NULL REFERENCES sites(id),
  name TEXT NOT NULL,
  fans INTEGER NOT NULL,
  PRIMARY KEY (site, name)
) WITHOUT ROWID, STRICT;
INSERT INTO communities VALUES(1,'',1);
INSERT INTO communities VALUES(1,'potters',1);
CREATE TABLE fans (
  site INTEGER NOT NULL REFERENCES sites(id),
  community TEXT NOT NULL,
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (site, community, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO fans VALUES(1,'',1,1795307767276);
INSERT INTO fans VALUES(1,'potters',1,1795307767336);
CREATE TABLE likes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO likes VALUES(1,1,1795307766908);
INSERT INTO likes VALUES(1,3,1795307767092);
INSERT INTO likes VALUES(2,1,1795307767168);
CREATE TABLE members (
  site INTEGER NOT NULL REFERENCES sites(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  name TEXT NOT NULL,
  blocked INTEGER NOT NULL, role TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (site, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO members VALUES(1,1,'ana',0,'');
INSERT INTO members VALUES(1,2,'Ben',0,'');
INSERT INTO members VALUES(1,4,'Dan',1,'');
INSERT INTO members VALUES(1,5,'Newa',0,'');
INSERT INTO members VALUES(1,6,'Newb',0,'');
INSERT INTO members VALUES(1,8,'Regretful name',0,'');
CREATE TABLE origins (
  origin TEXT NOT NULL,
  site INTEGER NOT NULL REFERENCES sites(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (origin, site)
) WITHOUT ROWID, STRICT;
INSERT INTO origins VALUES('http://localhost:*',1,1);
INSERT INTO origins VALUES('https://other.example',2,0);
INSERT INTO origins VALUES('https://shop.example',1,0);
CREATE TABLE page_keys (
  site INTEGER NOT NULL REFERENCES sites(id),
  key TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages(id),
  PRIMARY KEY (site, key)
) WITHOUT ROWID, STRICT;
INSERT INTO page_keys VALUES(1,'mug',1);
INSERT INTO page_keys VALUES(1,'shop.example/lamp.html',2);
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
, created INTEGER NOT NULL DEFAULT 0, reactions TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO pages VALUES(1,1,'mug','','',0,2,4,18,1795307767400,'👏 1');
INSERT INTO pages VALUES(2,1,'shop.example/lamp.html','https://shop.example/lamp.html','',1,1,0,0,1795307767168,'');
CREATE TABLE share_counts (
  page INTEGER NOT NULL REFERENCES pages(id),
  network TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (page, network)
) WITHOUT ROWID, STRICT;
INSERT INTO share_counts VALUES(1,'email',1);
INSERT INTO share_counts VALUES(1,'x',1);
CREATE TABLE shares (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  network TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, network)
) WITHOUT ROWID, STRICT;
INSERT INTO shares VALUES(1,1,'x',1795307767186);
INSERT INTO shares VALUES(1,2,'email',1795307767238);
CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  owner_key_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}'
) STRICT;
INSERT INTO sites VALUES(1,'shop','9745a8cb245071c4107b68db98a0c43eadfab6c43840f5a4b03b8ea722273675','17jGGTl3fK6SX7o1YKFKML8ub6VT1K1vJQedwHPoVuc','{"reactions":["❤️","😂","😮","😢","👏"],"image_hosts":[],"down_votes":true,"edit_window_s":900,"close_after_days":0,"webhook_url":"https://hook.invalid/x","webhook_secret":"m1ijT7ilh0OEuGr4bsrKtGyBniHg6c_m_KzfcPmidc4"}');
INSERT INTO sites VALUES(2,'other','727a3a6b88b22ba78bf2a0ef9392e8ddcbd61add10aaee69059571d1edf0b40d','ELhf2LUr-JJGEufL1vyvcP18bQkjm0QQ813YDNlg_eU','{}');
CREATE TABLE visitors (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) STRICT;
INSERT INTO visitors VALUES(1,'bf2927183eaea3d4aaba5a5f12f118bef18ab4f4f240aaae6947dec55798552b',1795307766908);
INSERT INTO visitors VALUES(2,'96e62469d772b2376b29a50a9c6b286470d9f71edddbd557aece645a906ee319',1795307767064);
INSERT INTO visitors VALUES(3,'698ba62ba4d39cfaf9c0d54ff4fc7ff75b6ff9039980f66c65a2d1592d5eccae',1795307767092);
INSERT INTO visitors VALUES(4,'b3aca764a43797a1ab46bb7fda7f0bde78b7e61f8cf3f5359e6670e058232a36',1795307767503);
INSERT INTO visitors VALUES(5,'5383cf4ab2cff7ebb2a69c0cec8a747b15060c383bb48e447c12b71ecc1f82c7',1795317448480);
INSERT INTO visitors VALUES(6,'bbfdb9b5cfb4811906e1fb15907047851986f46abf3ca23f2b6e5f11a07c2c6e',1795317448508);
INSERT INTO visitors VALUES(7,'9ce46a59b30fd933ade2c99e620518f895b320ad9a3dd06c9da201b1b300d0c4',1795317448518);
INSERT INTO visitors VALUES(8,'fa162454327df7c7ddc0c9b401e2cdfeed7c1d950b44db91fbbd8c76e155e2c9',1795317448582);
CREATE TABLE writes (
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  key TEXT NOT NULL,
  meaning TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL, forever INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (visitor, key)
) STRICT;
INSERT INTO writes VALUES(1,'saved-1','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":1,"liked":true}',1795307766908,0);
INSERT INTO writes VALUES(2,'saved-2','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":2,"liked":true}',1795307767064,0);
INSERT INTO writes VALUES(3,'saved-3','5eb4ddd97d8c5e21e03b4558bc9bc5ad64f75f71ee27b658bec7c28504250ecf','{"page":"mug","count":3,"liked":true}',1795307767092,0);
INSERT INTO writes VALUES(2,'saved-4','5bcae40407291b16c67751a54d5b5911edcaea0c09d3f4e5a972b0299eb567f9','{"page":"mug","count":2,"liked":false}',1795307767120,0);
INSERT INTO writes VALUES(1,'saved-5','d5f91826f5f87f7f2b28a926b4632ae751abe08638e3e4d7893a1231c1519b46','{"page":"shop.example/lamp.html","count":1,"liked":true}',1795307767168,0);
INSERT INTO writes VALUES(1,'saved-6','4db4aa020321e357f30f62942e4b4d2c9d77794125bcee7f01630daf822e6955','{"page":"mug","network":"x","count":1,"total":1}',1795307767186,0);
INSERT INTO writes VALUES(2,'saved-7','94084eedabec94fdec465ca0202201a92753398bf9025f6693628f59216e6f16','{"page":"mug","network":"email","count":1,"total":2}',1795307767238,0);
INSERT INTO writes VALUES(1,'saved-8','84b9641c92be089d11440a2890712d39cd791f7fa0b8bb11af111bf2cbb16766','{"community":"","count":1,"joined":true}',1795307767276,0);
INSERT INTO writes VALUES(1,'saved-9','6239ac535e9ee0c62c7ec35f42306ea23a819b2a162aa0b73e2a5a71abf8d405','{"community":"potters","count":1,"joined":true}',1795307767336,0);
INSERT INTO writes VALUES(2,'saved-10','84b9641c92be089d11440a2890712d39cd791f7fa0b8bb11af111bf2cbb16766','{"community":"","count":2,"joined":true}',1795307767360,0);
INSERT INTO writes VALUES(2,'saved-11','b56c6de9b69320b5c8e4717fd0607f7fd358b0ca308459f23b527e9d307a95b5','{"community":"","count":1,"joined":false}',1795307767384,0);
INSERT INTO writes VALUES(1,'saved-12','39e78fc29a756100b8d0876fb3578c32691c3cc76dc8f2902fd472ee27d73838','1m80ax1k8000d695',1795307767400,1);
INSERT INTO writes VALUES(2,'saved-13','ed26a2fdadae53516fb225ff93960b12be54183131b53758ab21bd420f37c71b','1m80ax1m800003ga',1795307767432,1);
INSERT INTO writes VALUES(3,'saved-14','07ad73e874c61b1fe30623ccf461339ea8accd6975f17e8184dded565d797b03','1m80ax1p80004vc4',1795307767496,1);
INSERT INTO writes VALUES(4,'saved-15','292ef11022bab09d015505e47bf9ac2afca2939fee52a4feb9813c67a8fdf66b','1m80ax1pf000gs9m',1795307767503,1);
INSERT INTO writes VALUES(4,'saved-16','a8c0e20bd4cc096cd8cce55a5375b48ba1a87b41cb5f8f80b0c2857be90eeb78','1m80ax1ph000wqkx',1795307767505,1);
INSERT INTO writes VALUES(1,'saved-17','49d6c3d94ff597aee1b3f47aa027781b8ad3386a2269240430ee3223971acaa3','1m80ax1pm000ns9p',1795307767508,1);
INSERT INTO writes VALUES(2,'saved-18','805f9aaa5c5962d782da9ce949f18a89713f4cb8e9ac72d82779d579b7a05b7d','{"id":"1m80ax1k8000d695","count":1,"liked":true}',1795307767510,0);
INSERT INTO writes VALUES(3,'saved-19','805f9aaa5c5962d782da9ce949f18a89713f4cb8e9ac72d82779d579b7a05b7d','{"id":"1m80ax1k8000d695","count":2,"liked":true}',1795307767512,0);
INSERT INTO writes VALUES(2,'saved-20','c94a8561dbadb584861fbc0e75d30325d8833333c719ae4b0410506afc2364af','{"page":"mug","total":5,"id":"1m80ax1m800003ga","comment":{"id":"1m80ax1m800003ga","parent":"1m80ax1k8000d695","depth":1,"at":1795307767432,"replies":1,"status":"deleted"}}',1795307767514,0);
INSERT INTO writes VALUES(1,'saved-21','18827eeade47e61f2ba5468f28692fddc8b75ec5cb1b7e27f18f723950cc6205','{"page":"mug","total":4,"id":"1m80ax1pm000ns9p","comment":null}',1795307767515,0);
INSERT INTO writes VALUES(5,'n1','7a46cab4e4789350613634ac492761e5c971136fccc99bbb098d831955e7894f','1m80m4fs00003q3s',1795317448480,1);
INSERT INTO writes VALUES(6,'n2','0444f9a5c7cdf64145025890cdf88612bd0013a8a47dc6f8e075c650e2729105','1m80m4fsw0001ep9',1795317448508,1);
INSERT INTO writes VALUES(6,'n3','87aa7fcb51ad211510923e1532f98d30c0a951e8a5bcecb502aab948bccb930e','{"id":"1m80m4fs00003q3s","likes":1,"down":0,"vote":1}',1795317448512,0);
INSERT INTO writes VALUES(7,'n4','66e5f009e2b58646df1410d94d4c80ac53a6b6a783ec04536836bec8939a3767','{"id":"1m80m4fs00003q3s","likes":1,"down":1,"vote":-1}',1795317448518,0);
INSERT INTO writes VALUES(6,'n5','becec558094c9eb43747472ad389f2eb083b2bbfa37fafcb1e0d13245e8f41c4','{"page":"mug","id":"1m80m4fs00003q3s","reactions":[["❤️",1]]}',1795317448531,0);
INSERT INTO writes VALUES(6,'n6','467516b2f35e340610585e21d1fa5a42c99a5aa9292dc212268d7bd1265b671c','{"page":"mug","id":"","reactions":[["❤️",0],["😂",0],["😮",0],["😢",0],["👏",1]]}',1795317448542,0);
INSERT INTO writes VALUES(5,'n7','7232ed41959359cbb26e2e9119237436498a57358663bea71ea56dbb48511a36','1m80m4fs00003q3s',1795317448558,0);
INSERT INTO writes VALUES(6,'n8','a7a5edd10a8e43f927165b03ffd42385d1ca6e911e8b49aa206e0ac144395a57','{"ok":true}',1795317448566,0);
INSERT INTO writes VALUES(8,'n9','72a3a6d2e2dcc4396101e340449d3ae13dba9655595a41aa65883c27bf3ef738','1m80m4fw6000qfff',1795317448582,1);
INSERT INTO writes VALUES(8,'n10','3e928d282aa9d6a6123076c7d0ff6b830aa42243f49525e604c38dec355bfcb9','1m80m4fw6000qfff',1795317448592,0);
CREATE TABLE comment_votes (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL REFERENCES comments(id),
  vote INTEGER NOT NULL CHECK (vote IN (1, -1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment)
) WITHOUT ROWID, STRICT;
INSERT INTO comment_votes VALUES(1,2,'1m80ax1k8000d695',1,1795307767510);
INSERT INTO comment_votes VALUES(1,3,'1m80ax1k8000d695',1,1795307767512);
INSERT INTO comment_votes VALUES(1,6,'1m80m4fs00003q3s',1,1795317448512);
INSERT INTO comment_votes VALUES(1,7,'1m80m4fs00003q3s',-1,1795317448518);
CREATE TABLE reactions (
  page INTEGER NOT NULL REFERENCES pages(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  comment TEXT NOT NULL,
  emoji TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, visitor, comment, emoji)
) WITHOUT ROWID, STRICT;
INSERT INTO reactions VALUES(1,6,'','👏',1795317448542);
INSERT INTO reactions VALUES(1,6,'1m80m4fs00003q3s','❤️',1795317448531);
CREATE TABLE comment_versions (
  comment TEXT NOT NULL REFERENCES comments(id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (comment, number)
) WITHOUT ROWID, STRICT;
INSERT INTO comment_versions VALUES('1m80m4fs00003q3s',1,1795317448480,'A newer thread @Dan ||spoiler||');
CREATE TABLE reports (
  comment TEXT NOT NULL REFERENCES comments(id),
  visitor INTEGER NOT NULL REFERENCES visitors(id),
  site INTEGER NOT NULL REFERENCES sites(id),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (comment, visitor)
) WITHOUT ROWID, STRICT;
INSERT INTO reports VALUES('1m80m4fs00003q3s',6,1,'spam','note that outlives',1795317448566);
CREATE TABLE webhook_jobs (
  id INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES sites(id),
  body TEXT NOT NULL,
  made INTEGER NOT NULL,
  next INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT;
INSERT INTO webhook_jobs VALUES(1,1,'{"event":"comment","comment":"1m80m4fs00003q3s","reason":"","note":""}',1795317448480,1795317458684,1);
INSERT INTO webhook_jobs VALUES(2,1,'{"event":"comment","comment":"1m80m4fsw0001ep9","reason":"","note":""}',1795317448508,1795317458689,1);
INSERT INTO webhook_jobs VALUES(3,1,'{"event":"report","comment":"1m80m4fs00003q3s","reason":"spam","note":"note that outlives"}',1795317448566,1795317458690,1);
CREATE TABLE rank_epochs (
  page INTEGER NOT NULL REFERENCES pages(id),
  sort INTEGER NOT NULL,
  number INTEGER NOT NULL,
  made INTEGER NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (page, sort, number)
) STRICT;
CREATE INDEX comments_roots ON comments(page, id) WHERE parent = '' AND (status = 0 OR children > 0);
CREATE INDEX comments_below ON comments(root, id) WHERE parent <> '' AND (status = 0 OR children > 0);
CREATE INDEX comments_by ON comments(page, visitor, id);
CREATE INDEX writes_passing ON writes(at) WHERE forever = 0;
CREATE INDEX comments_replies ON comments(parent, id) WHERE parent <> '' AND (status = 0 OR children > 0);
CREATE INDEX comments_pinned ON comments(page, id) WHERE pinned > 0;
CREATE INDEX comments_of_page ON comments(page, id) WHERE status = 0;
CREATE INDEX comments_of_site ON comments(site, id) WHERE status = 0;
CREATE INDEX comments_named ON comments(page, name, id) WHERE status = 0;
CREATE INDEX comments_answers ON comments(answers, site, id) WHERE answers > 0 AND status = 0;
CREATE INDEX comments_deleted ON comments(deleted) WHERE status = 1 AND deleted > 0;
CREATE INDEX reports_of_site ON reports(site, at);
CREATE INDEX webhook_jobs_due ON webhook_jobs(next);
COMMIT;
