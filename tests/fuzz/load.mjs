// Readers, writers, streams, moderators and backups at once on one server: node load.mjs PARVIS_SERVER MINUTES.
// Under ThreadSanitizer a race ends the server with a status other than 0.
import {execFileSync, execFile, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {tokenOf} from '../../server-stub/testing/index.mjs';

const [program, minutes] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'parvis-load-'));
const db = ['--db', join(folder, 'load.db')];
const environment = {...process.env, TSAN_OPTIONS: 'exitcode=66'};
execFileSync(program, [...db, 'site', 'add', 'shop', '--origin', 'http://localhost:*'], {env: environment});
const server = spawn(program, [...db, 'serve', '--port', '0', '--quiet'], {stdio: ['ignore', 'pipe', 'inherit'], env: environment});
const ended = new Promise((done) => server.once('close', (code, signal) => done(code ?? signal)));
const url = await new Promise((done) => server.stdout.once('data', (text) => done(/api (\S+)/.exec(text)[1])));
const until = Date.now() + Number(minutes) * 60_000;
const counts = {reads: 0, writes: 0, refused: 0, streams: 0, backups: 0};

const page = (n) => ({key: `page-${n % 20}`});
async function write(verb, by, members) {
  const answer = await fetch(`${url}/v1/${verb}`, {method: 'POST', body: JSON.stringify({site: 'shop', token: tokenOf(by), key: `k${Math.random()}`.replace('.', ''), ...members})});
  counts[answer.ok ? 'writes' : 'refused'] += 1;
  return answer.json();
}

async function writer(id) {
  for (let n = 0; Date.now() < until; ++n) {
    const by = `${id}-${n % 50}`;
    await write('like', by, {page: page(n), on: n % 3 > 0});
    const {comment} = await write('comment', by, {page: page(n), text: `Comment **${n}** of ${id}`});
    if (comment && n % 5 === 0) await write('comment/delete', by, {page: page(n), id: comment.id});
    if (n % 40 === 39) await fetch(`${url}/v1/me/forget`, {method: 'POST', body: JSON.stringify({token: tokenOf(by)})});
  }
}

async function reader(id) {
  for (let n = id; Date.now() < until; ++n, ++counts.reads)
    await (await fetch(`${url}/v1/paint?site=shop&e=like&e=fans&e=comments;o=newest&page=page-${n % 20}`)).text();
}

async function watcher() {
  while (Date.now() < until) {
    const cut = AbortSignal.timeout(500);
    await fetch(`${url}/v1/events?site=shop&p=page-1&p=page-2`, {signal: cut}).then((answer) => answer.text()).catch(() => {});
    counts.streams += 1;
  }
}

async function keeper() {
  for (let n = 0; Date.now() < until; ++n, ++counts.backups) {
    await new Promise((done) => setTimeout(done, 1000));
    await new Promise((done, refuse) => execFile(program, [...db, 'backup', join(folder, `copy-${n}.db`)], {env: environment}, (error) => (error ? refuse(error) : done())));
  }
}

await Promise.all([1, 2, 3, 4].map(writer).concat([1, 2, 3, 4].map(reader), [1, 2].map(watcher), keeper()));
server.kill('SIGTERM');
const status = await ended;
const sound = execFileSync(program, [...db, 'verify'], {encoding: 'utf8', env: environment});
rmSync(folder, {recursive: true});
console.log(JSON.stringify(counts), sound.trim());
if (status !== 0 || counts.writes === 0 || counts.reads === 0) throw new Error(`the server ended with ${status}`);
