// Everything that a server does at once: readers, writers, a moderator, streams, idle, hasty and broken connections,
// figures and backups; told to stop in the midst of it. Under ThreadSanitizer a race ends it with a status other than 0.
//   node load.mjs PARVIS_SERVER SECONDS; 77: there is no such program
import {execFile, execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {tokenOf} from '../../server-stub/testing/index.mjs';

const [program, seconds] = process.argv.slice(2);
if (!existsSync(program)) {
  console.log(`${program} is not there`);
  process.exit(77);
}
const idleConnections = 200;
const steadyStreams = 50;
const run = promisify(execFile);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const folder = mkdtempSync(join(tmpdir(), 'parvis-load-'));
const db = ['--db', join(folder, 'load.db')];
const environment = {...process.env, TSAN_OPTIONS: 'exitcode=66'};
const added = execFileSync(program, [...db, 'site', 'add', 'shop', '--origin', 'http://localhost:*'], {env: environment, encoding: 'utf8'});
const ownerKey = /once: (\S+)/.exec(added)[1];
const server = spawn(program, [...db, 'serve', '--port', '0', '--quiet', '--trusted-proxy', '127.0.0.1', '--streams-per-network', '1000'],
  {stdio: ['ignore', 'pipe', 'inherit'], env: environment});
process.once('exit', () => server.kill('SIGKILL'));
const ended = new Promise((done) => server.once('close', (code, signal) => done(code ?? signal)));
const url = await Promise.race([
  new Promise((done) => server.stdout.once('data', (text) => done(/api (\S+)/.exec(text)[1]))),
  ended.then((code) => { throw new Error(`the server ended with ${code} before it listened`); }),
]);
const port = Number(new URL(url).port);
const counts = {reads: 0, writes: 0, refused: 0, hidden: 0, pipelined: 0, broken: 0, streams: 0, backups: 0};
let over = false;

/** Does it again and again until the end, at which the server may leave it unanswered. */
async function repeat(act) {
  for (let n = 0; !over; ++n) {
    try {
      await act(n);
    } catch (error) {
      if (!over) throw error;
    }
  }
}

const page = (n) => ({key: `page-${n % 20}`});
const read = (n) => `/v1/paint?site=shop&e=like&e=fans&e=comments;o=newest&page=page-${n % 20}`;
let asked = 0;
async function post(verb, body) {
  const network = `10.${asked >> 8 & 255}.${asked++ & 255}.1`;
  const answer = await fetch(`${url}/v1/${verb}`, {method: 'POST', headers: {'content-type': 'text/plain', 'x-forwarded-for': network}, body: JSON.stringify(body)});
  return {ok: answer.ok, body: await answer.json()};
}

async function write(verb, by, members) {
  const {ok, body} = await post(verb, {site: 'shop', token: tokenOf(by), key: `k${asked}`, ...members});
  counts[ok ? 'writes' : 'refused'] += 1;
  return body;
}

const newest = [];
const writer = (id) => repeat(async (n) => {
  const by = `${id}-${n % 50}`;
  await write('like', by, {page: page(n), on: n % 3 > 0});
  const {comment} = await write('comment', by, {page: page(n), text: `Comment **${n}** of ${id}`});
  if (comment && n % 5 === 0) await write('comment/delete', by, {page: page(n), id: comment.id});
  else if (comment) newest[0] = comment.id;
  if (n % 40 === 39) await post('me/forget', {token: tokenOf(by)});
});

const moderator = () => repeat(async () => {
  await sleep(100);
  const id = newest.pop();
  if (id) counts.hidden += (await post('owner/comment', {site: 'shop', owner_key: ownerKey, id, do: 'hide'})).ok ? 1 : 0;
});

const reader = (id) => repeat(async (n) => {
  await (await fetch(url + read(id + n))).text();
  if (n % 50 === 0) await (await fetch(`${url}/metrics`)).text();
  counts.reads += 1;
});

const open = () => new Promise((done) => {
  const socket = connect(port, '127.0.0.1', () => done(socket));
  socket.on('error', () => done(socket));
});
const line = (target) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;

/** Connections that idle, and now and then ask for three things in one breath. */
async function crowd() {
  const sockets = await Promise.all(Array.from({length: idleConnections}, open));
  for (const socket of sockets) socket.on('data', () => { counts.pipelined += 1; });
  await repeat(async (n) => {
    sockets[n * 7 % sockets.length].write(line(read(n)) + line('/v1/health') + line(read(n + 1)));
    await sleep(5);
  });
}

const breaker = () => repeat(async (n) => {
  const socket = await open();
  socket.write(n % 2 ? 'GET / HTTP/1.1\r\nHos' : 'POST /v1/like HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\n{');
  await sleep(20);
  if (n % 3) socket.resetAndDestroy();
  else socket.end();
  counts.broken += 1;
});

/** Those that stay, and those that come and go. */
async function watchers() {
  const target = '/v1/events?site=shop&p=page-1&p=page-2';
  for (const socket of await Promise.all(Array.from({length: steadyStreams}, open))) socket.on('data', () => {}).write(line(target));
  await repeat(async () => {
    const leave = AbortSignal.timeout(300);
    await fetch(url + target, {signal: leave}).then((answer) => answer.text()).catch((error) => { if (!leave.aborted) throw error; });
    counts.streams += 1;
  });
}

const keeper = () => repeat(async (n) => {
  await sleep(1000);
  await run(program, [...db, 'backup', join(folder, `copy-${n}.db`)], {env: environment});
  counts.backups += 1;
});

const all = Promise.all([...[1, 2, 3, 4].map(writer), ...[1, 2, 3, 4].map(reader), moderator(), crowd(), breaker(), watchers(), keeper()]);
await Promise.race([sleep(Number(seconds) * 1000), all, ended]);
over = true;
server.kill('SIGTERM');
const status = await ended;
await all;
const sound = execFileSync(program, [...db, 'verify'], {encoding: 'utf8', env: environment});
rmSync(folder, {recursive: true});
console.log(JSON.stringify(counts), sound.trim());
if (status !== 0) throw new Error(`the server ended with ${status}`);
for (const [what, count] of Object.entries(counts)) if (count === 0 && what !== 'refused') throw new Error(`there were no ${what}`);
process.exit(0);
