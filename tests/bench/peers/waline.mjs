// Waline's own server on its SQLite store. It asks OAUTH_URL at every request, so that a stand-in answers at once.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {kFolder} from './install.mjs';
import {kPage, talk} from './talk.mjs';

// As in the project's own assets/waline.sqlite, which its npm package leaves out.
const kSchema = `
CREATE TABLE wl_Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, comment TEXT, insertedAt TIMESTAMP,
  ip TEXT, link TEXT, mail TEXT, nick TEXT, pid INTEGER, rid INTEGER, sticky NUMERIC, status TEXT NOT NULL DEFAULT '',
  "like" INTEGER, ua TEXT, url TEXT, createdAt TIMESTAMP, updatedAt TIMESTAMP);
CREATE TABLE wl_Counter (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER, reaction0 INTEGER, reaction1 INTEGER,
  reaction2 INTEGER, reaction3 INTEGER, reaction4 INTEGER, reaction5 INTEGER, reaction6 INTEGER, reaction7 INTEGER,
  reaction8 INTEGER, url TEXT, createdAt TIMESTAMP, updatedAt TIMESTAMP);
CREATE TABLE wl_Users (id INTEGER PRIMARY KEY AUTOINCREMENT, display_name TEXT, email TEXT, password TEXT, type TEXT,
  label TEXT, url TEXT, avatar TEXT, github TEXT, twitter TEXT, facebook TEXT, google TEXT, weibo TEXT, qq TEXT,
  "2fa" TEXT, createdAt TIMESTAMP, updatedAt TIMESTAMP);`;

const sqlTime = (ms) => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);

async function fill(file) {
  const {default: sqlite} = await import(createRequire(join(kFolder, 'package.json')).resolve('sqlite3'));
  const db = new sqlite.Database(file);
  const run = (sql, ...values) => new Promise((done, failed) => db.run(sql, values, (error) => (error ? failed(error) : done())));
  for (const statement of kSchema.split(';').slice(0, -1)) await run(statement);
  await run('BEGIN');
  for (const {parent, name, text, at} of talk()) {
    const above = parent === undefined ? null : parent + 1;
    await run(`INSERT INTO wl_Comment (comment, insertedAt, ip, mail, nick, pid, rid, status, "like", ua, url, createdAt, updatedAt)
      VALUES (?, ?, '127.0.0.1', ?, ?, ?, ?, 'approved', 0, 'Mozilla/5.0', ?, ?, ?)`,
      text, sqlTime(at), `${name.replace(' ', '.')}@example.org`, name, above, above, kPage, sqlTime(at), sqlTime(at));
  }
  await run('COMMIT');
  await new Promise((done) => db.close(done));
}

async function answers(url, child) {
  for (let tries = 0; tries < 300; ++tries) {
    if (child.exitCode !== null) throw new Error('Waline ended before it answered');
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok && JSON.parse(await response.text()).data?.data?.length) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('Waline does not answer');
}

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const {port} = probe.address();
    probe.close(() => done(port));
  });
});

/** {url, pid, thread: the address of the whole thread, stop} */
export async function startWaline() {
  const folder = mkdtempSync(join(tmpdir(), 'waline-'));
  await fill(join(folder, 'waline.sqlite'));
  const oauth = createServer((_, response) => response.setHeader('content-type', 'application/json').end('{"services":[]}'));
  await new Promise((done) => oauth.listen(0, '127.0.0.1', done));
  const port = await freePort();
  const child = spawn(process.execPath, [join(kFolder, 'node_modules/@waline/vercel/vanilla.js'), `${port}`], {
    stdio: ['ignore', 'ignore', process.env.PEER_LOG ? 'inherit' : 'ignore'],
    env: {...process.env, SQLITE_PATH: folder, SQLITE_DB: 'waline', JWT_TOKEN: 'bench', AKISMET_KEY: 'false', IPQPS: '0',
      OAUTH_URL: `http://127.0.0.1:${oauth.address().port}`},
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill();
    await ended;
    oauth.close();
    rmSync(folder, {recursive: true});
  };
  const url = `http://127.0.0.1:${port}`;
  const thread = `${url}/api/comment?path=${encodeURIComponent(kPage)}&pageSize=100&page=1&lang=en&sortBy=insertedAt_desc`;
  try {
    await answers(thread, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {url, pid: child.pid, thread, stop};
}
