// The running server on a disk that fails it: reads go on where they can, writes are refused precisely, what
// was answered is kept, and all but a damaged file heals without a restart.
//   node disk_faults.mjs PARVIS_SERVER BENCH_STORE
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {cleanUp, run, scratch, start, stop} from '../bench/support/processes.mjs';

const [program, store] = process.argv.slice(2).map((file) => resolve(file));
const isRoot = process.getuid() === 0;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const serve = (db) => start(program, ['--db', db, 'serve', '--port', '0', '--quiet', '--trusted-proxy', '127.0.0.1']);

let sent = 0;
/** A like by somebody new, or another verb; the status and the problem's or the answer's JSON. */
async function post(port, verb = 'like', more = {on: true}) {
  const number = sent++;
  const body = {site: 'bench', token: `D${number}`.padEnd(42, 'A') + 'A', key: `d${number}`, page: {key: 'faults'}, ...more};
  const answer = await fetch(`http://127.0.0.1:${port}/v1/${verb}`, {method: 'POST', body: JSON.stringify(body),
    headers: {'content-type': 'text/plain', 'x-forwarded-for': `10.${number >> 16 & 255}.${number >> 8 & 255}.${number & 255}`}});
  return {status: answer.status, retryAfter: answer.headers.get('retry-after'), type: answer.headers.get('content-type'), body: await answer.json()};
}

async function read(port, query = 'e=like;p=faults') {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/read?site=bench&${query}&lang=x${sent++}`);
  return {status: answer.status, body: await answer.json()};
}
const likes = async (port) => (await read(port)).body.items[0].count;

function isPreciseRefusal(answer) {
  assert.equal(answer.status, 503);
  assert.equal(answer.type, 'application/problem+json');
  assert.equal(answer.body.code, 51);
  assert.ok(Number(answer.retryAfter) > 0);
}

/** Waits until the condition holds. */
async function until(condition, what, patience = 60_000) {
  for (const end = Date.now() + patience; ; await sleep(50)) {
    if (await condition()) return;
    assert.ok(Date.now() < end, `waited in vain: ${what}`);
  }
}

async function isSound(db) {
  const checked = JSON.parse((await run(store, ['check', db])).stdout);
  assert.deepEqual(checked, {integrity: 'ok', wrong_counts: 0});
}

async function failingSync(folder) {
  const db = join(folder, 'sync.db');
  await run(store, ['fill', db, '10', '10']);
  const server = await serve(db);
  for (let i = 0; i < 3; ++i) assert.equal((await post(server.port)).status, 200);
  const tracer = spawn('strace', ['-f', '-qq', '-p', String(server.pid), '-o', '/dev/null', '-e', 'trace=fsync,fdatasync',
    '-e', 'inject=fsync,fdatasync:error=EIO'], {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  tracer.stderr.on('data', (text) => { said += text; });
  const gone = new Promise((done) => tracer.once('exit', done));
  const traced = () => /^TracerPid:\s+[1-9]/m.test(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
  let left = false;
  void gone.then(() => { left = true; });
  await until(() => left || traced(), 'strace');
  if (left) {
    await stop(server);
    return `strace cannot trace here: ${said.trim()}`;
  }
  await sleep(300);  // until strace holds all threads
  const refused = await post(server.port);
  isPreciseRefusal(refused);
  assert.equal(await likes(server.port), 3, 'reads go on');
  isPreciseRefusal(await post(server.port));
  tracer.kill('SIGINT');
  await gone;
  let kept = 3;
  await until(async () => (await post(server.port)).status === 200, 'writes to heal');
  kept += 1;
  assert.equal(await likes(server.port), kept, 'what was refused is not there');
  await stop(server);
  await isSound(db);
}

/** A file system of its own in `folder`; undefined where that cannot be had. */
function mountSmall(folder, megabytes) {
  if (!isRoot) return 'only root can mount a small disk';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'parvis-test', folder], {encoding: 'utf8'});
  return mounted.status === 0 ? '' : `cannot mount a small disk: ${mounted.stderr || mounted.error}`;
}

async function fullDisk(folder) {
  const skipped = mountSmall(folder, 4);
  if (skipped) return skipped;
  try {
    const db = join(folder, 'full.db');
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(2 << 20));
    await run(store, ['fill', db, '10', '10']);
    const server = await serve(db);
    const text = (number) => `${number} `.padEnd(9_000, 'long ');
    const kept = [];
    let refused;
    for (let i = 0; i < 2_000 && !refused; ++i) {
      const answer = await post(server.port, 'comment', {text: text(i), name: ''});
      if (answer.status === 200) kept.push(answer.body.comment.id);
      else refused = answer;
    }
    isPreciseRefusal(refused);
    assert.ok(kept.length > 10);
    assert.equal((await read(server.port, 'e=comments;p=faults;limit=1')).body.items[0].total, kept.length, 'reads go on');
    rmSync(ballast);
    await until(async () => (await post(server.port)).status === 200, 'writes to heal');
    const after = (await read(server.port, 'e=comments;p=faults;limit=1')).body.items[0].total;
    assert.equal(after, kept.length, 'all that was answered is kept, and nothing that was refused');
    await stop(server);
    await isSound(db);
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
}

/** A start that must fail; the one line that it says. */
function refusedStart(db, wrap = []) {
  const command = [...wrap, program, '--db', db, 'serve', '--port', '0', '--quiet'];
  const ended = spawnSync(command[0], command.slice(1), {encoding: 'utf8', timeout: 60_000});
  assert.equal(ended.status, 1, ended.stderr);
  assert.equal(ended.stderr.trim().split('\n').length, 1, ended.stderr);
  assert.ok(ended.stderr.includes(db), ended.stderr);
  return ended.stderr;
}

async function readOnlyFile(folder) {
  const db = join(folder, 'readonly.db');
  await run(store, ['fill', db, '10', '0']);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  // Root may write to everything.
  const wrap = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (isRoot && spawnSync(wrap[0], [...wrap.slice(1), program, '--version']).status !== 0)
    return 'nobody may not run the program where it is';
  assert.match(refusedStart(db, wrap), /readonly|read-only|cannot be written|unable to open/);
  chmodSync(folder, 0o755);
}

async function lockedFile(folder) {
  const db = join(folder, 'locked.db');
  await run(store, ['fill', db, '10', '10']);
  const server = await serve(db);
  assert.equal((await post(server.port)).status, 200);
  const holder = spawn(store, ['hold', db], {stdio: ['pipe', 'pipe', 'inherit']});
  await new Promise((done) => holder.stdout.once('data', done));
  const waiting = post(server.port);
  assert.equal(await likes(server.port), 1, 'reads do not wait for the lock');
  isPreciseRefusal(await waiting);
  holder.stdin.end();
  await new Promise((done) => holder.once('exit', done));
  await until(async () => (await post(server.port)).status === 200, 'writes to heal');
  assert.equal(await likes(server.port), 2);
  await stop(server);
  await isSound(db);
}

/** Overwrites all pages of 4 KB from the one after `from` on. */
function damage(db, from) {
  const file = openSync(db, 'r+');
  const pages = statSync(db).size / 4096;
  for (let page = from; page < pages; ++page) writeSync(file, Buffer.alloc(4096, 0xA5), 0, 4096, page * 4096);
  closeSync(file);
}

async function damagedFile(folder) {
  const db = join(folder, 'damaged.db');
  await run(store, ['fill', db, '1000', '2000']);
  const backup = join(folder, 'backup.db');
  await run(program, ['backup', backup, '--db', db]);
  damage(db, 30);
  const server = await serve(db);
  const answers = new Set();
  for (let i = 0; i < 20; ++i) {
    const {status} = await read(server.port, `e=comments;p=t${i};limit=5`);
    answers.add(status);
  }
  assert.deepEqual([...answers].filter((status) => status !== 200 && status !== 503), [], 'reads answer, or say that they cannot');
  assert.ok(answers.has(503));
  await until(async () => (await post(server.port, 'comment', {text: 'x', name: ''})).status === 503, 'writes to stop');
  assert.equal((await fetch(`http://127.0.0.1:${server.port}/v1/health`)).status, 200);
  await stop(server);

  assert.equal(spawnSync(program, ['verify', '--db', db]).status, 1);
  damage(db, 0);
  assert.match(refusedStart(db), /parvis-server restore/);
  for (const log of ['-wal', '-shm']) rmSync(db + log, {force: true});
  execFileSync(program, ['restore', backup, '--db', db]);
  const healed = await serve(db);
  assert.equal((await post(healed.port)).status, 200);
  await stop(healed);
  await isSound(db);
}

/** Told to stop under load, the server answers what it has begun, and keeps all that it answered. */
async function stopUnderLoad(folder) {
  const db = join(folder, 'stop.db');
  await run(store, ['fill', db, '10', '0']);
  const server = await serve(db);
  let answered = 0;
  let broken = 0;
  let stopping = false;
  const client = async () => {
    while (!stopping || broken === 0) {
      try {
        const {status} = await post(server.port);
        assert.equal(status, 200);
        answered += 1;
      } catch (error) {
        if (error.code === 'ERR_ASSERTION') throw error;
        // Refused before it was sent, or the connection was closed between two requests: never within an answer.
        assert.match(String(error.cause?.code ?? error.cause), /ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_SOCKET|other side closed/);
        broken += 1;
        if (stopping) return;
      }
    }
  };
  const clients = Array.from({length: 16}, client);
  await until(() => answered > 50, 'some writes');
  stopping = true;
  const ended = new Promise((done) => server.child.once('exit', (code) => done(code)));
  server.child.kill('SIGTERM');
  assert.equal(await ended, 0);
  await Promise.all(clients);
  const again = await serve(db);
  assert.ok(await likes(again.port) >= answered, 'all that was answered is there');
  await stop(again);
  await isSound(db);
  for (const end of ['', '-wal']) {
    if (existsSync(db + end)) assert.ok(!/10\.0\.\d+\.\d+/.test(readFileSync(db + end, 'latin1')), 'no address of a visitor is kept');
  }
}

const cases = {failingSync, fullDisk, readOnlyFile, lockedFile, damagedFile, stopUnderLoad};
let failures = 0;
for (const [name, test] of Object.entries(cases)) {
  if (process.argv[4] && process.argv[4] !== name) continue;
  const folder = join(scratch, name);
  mkdirSync(folder);
  if (isRoot) chmodSync(scratch, 0o755);
  try {
    const skipped = await test(folder);
    console.log(skipped ? `skip  ${name}: ${skipped}` : `ok    ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAIL  ${name}: ${error.stack}`);
  }
}
await cleanUp();
process.exit(failures ? 1 : 0);
