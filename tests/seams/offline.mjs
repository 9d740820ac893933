// Acts without a server, killed; sends with one, killed again and again: node offline.mjs READER PARVIS_SERVER
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, statSync, readdirSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const [reader, program] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'parvis-offline-'));
const children = [];

function start(file, ...given) {
  const child = spawn(file, given, {stdio: ['ignore', 'pipe', 'ignore']});
  children.push(child);
  child.lines = createInterface({input: child.stdout});
  return child;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function killed(child) {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

const port = await freePort();
const address = `http://127.0.0.1:${port}`;
async function counts() {
  const read = await (await fetch(`${address}/v1/read?site=demo&e=like;p=mug&e=fans;p=mug&e=share;p=mug;n=x&e=comments;p=mug`)).json();
  const [like, fans, share, comments] = read.items;
  return [like.count, fans.count, share.total, comments.total];
}

try {
  const offline = start(reader, address, folder, 'act');
  assert.deepEqual(await once(offline.lines, 'line'), ['acted']);
  await killed(offline);
  for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);

  const server = start(program, 'serve', '--memory', '--seed', 'demo', '--port', String(port), '--quiet');
  await once(server.lines, 'line');
  const before = await counts();
  let kills = 0;
  for (let wait = 4; ; wait += 6) {
    const online = start(reader, address, folder, 'send');
    const ended = once(online, 'exit');
    const timer = setTimeout(() => online.kill('SIGKILL'), wait);
    const [code] = await ended;
    clearTimeout(timer);
    if (code === 0) break;
    assert.equal(online.signalCode, 'SIGKILL');
    kills += 1;
    assert.ok(kills < 500, 'it never comes to its end');
  }
  assert.deepEqual(await counts(), before.map((count) => count + 1), 'each action counts exactly once');
  const again = start(reader, address, folder, 'send');
  assert.deepEqual(await once(again, 'exit'), [0, null]);
  assert.deepEqual(await counts(), before.map((count) => count + 1), 'and not again later');
  console.log(`${kills} kills, each action counted exactly once`);
} finally {
  await Promise.all(children.map(killed));
  rmSync(folder, {recursive: true, force: true});
}
