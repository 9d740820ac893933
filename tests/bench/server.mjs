// The server beside plain yardsticks, in turns in one run: reads, writes, both at once, memory and start-up.
// wrk from Debian drives, on loopback with keep-alive connections.
//   node server.mjs --build FOLDER [--seconds 2] [--rounds 3] [--sync-delay MS] [--only reads,peers,writes,mixed,start,size]
//                   [--likes 1000000] [--quick] [--json FILE]
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {peerReads} from './support/peers.mjs';
import {cleanUp, cpuSeconds, hasCommand, median, memory, run, scratch, start, stop, wrk} from './support/processes.mjs';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'},
  seconds: {type: 'string', default: '2'},
  rounds: {type: 'string', default: '3'},
  'sync-delay': {type: 'string', default: '0'},
  only: {type: 'string', default: 'start,reads,peers,writes,mixed,size'},
  quick: {type: 'boolean'},  // a look at every part, in two minutes
  likes: {type: 'string', default: '1000000'},
  json: {type: 'string'},
}});
const server = join(options.build, 'server-stub/parvis-server');
const bare = join(options.build, 'tests/bench/http_load');
const store = join(options.build, 'tests/bench/bench_store');
const slowSync = join(options.build, 'tests/bench/slow_sync.so');
const seconds = options.quick ? 1 : Number(options.seconds);
const rounds = options.quick ? 1 : Number(options.rounds);
const figures = {};
const parts = new Set(options.only.split(','));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const number = (value, digits = 0) => value.toLocaleString('en', {maximumFractionDigits: digits});

const database = (name) => join(scratch, `${name}.db`);
const bench = async (...args) => JSON.parse((await run(store, args)).stdout);
const serve = (db, env = {}) => start(server, ['--db', db, 'serve', '--port', '0', '--quiet', '--trusted-proxy', '127.0.0.1',
  '--streams-per-network', '2000'], env);

async function servePeers() {
  const db = database('peers');
  await bench('fill', db, '0', '0');
  return serve(db);
}

function table(title, heads, rows) {
  console.log(`\n${title}`);
  const lines = [heads, ...rows];
  const widths = heads.map((_, i) => Math.max(...lines.map((line) => String(line[i]).length)));
  for (const line of lines) {
    console.log('  ' + line.map((cell, i) => i ? String(cell).padStart(widths[i]) : String(cell).padEnd(widths[i])).join('  '));
  }
}

async function nginx(folder, port) {
  const file = join(scratch, 'nginx.conf');
  writeFileSync(file, `daemon off; master_process off; pid ${scratch}/nginx.pid; error_log /dev/null crit;
    events { worker_connections 4096; }
    http { access_log off; keepalive_requests 1000000000; default_type application/json; sendfile on; open_file_cache max=100;
      client_body_temp_path ${scratch}/nginx; proxy_temp_path ${scratch}/nginx; fastcgi_temp_path ${scratch}/nginx;
      uwsgi_temp_path ${scratch}/nginx; scgi_temp_path ${scratch}/nginx;
      server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const started = start('/bin/sh', ['-c', `/usr/sbin/nginx -e /dev/null -c ${file} & echo api http://127.0.0.1:${port}; wait`]);
  const {child} = await started;
  for (let i = 0; i < 100; ++i) {
    await sleep(20);
    if (existsSync(`${scratch}/nginx.pid`)) break;
  }
  const pid = Number(readFileSync(`${scratch}/nginx.pid`, 'utf8'));
  return {child, port, pid, end: () => process.kill(pid)};
}

const freePort = () => 20000 + Math.floor(Math.random() * 20000);

/** Each read beside a bare server and nginx sending the same bytes, in turns. */
async function reads() {
  const db = database('reads');
  await bench('fill', db, '10000', '100');
  const long = database('long');
  await bench('fill', long, '10', '9999');
  const [ours, longer] = [await serve(db), await serve(long)];
  const sixty = Array.from({length: 60}, (_, i) => `e=like;p=p${i}`).join('&');
  const thread = 'site=bench&e=comments;p=t0;o=newest;limit=100';
  const cases = [
    ['counts of 1 page', ours, '/v1/read?site=bench&e=like;p=p1'],
    ['counts of 60 pages', ours, `/v1/read?site=bench&${sixty}`],
    ['thread of 100, JSON', ours, `/v1/read?${thread}`],
    ['thread of 100, paint', ours, `/v1/paint?${thread}`],
    ['thread of 9,999, JSON, first page', longer, '/v1/read?site=bench&e=comments;p=t0;o=newest'],
    ['thread of 9,999, paint, first page', longer, '/v1/paint?site=bench&e=comments;p=t0;o=newest'],
    ['304 of counts', ours, '/v1/read?site=bench&e=like;p=p1', true],
    ['304 of the thread', ours, `/v1/read?${thread}`, true],
  ];
  const folder = join(scratch, 'files');
  mkdirSync(folder);
  const plain = hasCommand('nginx') || existsSync('/usr/sbin/nginx') ? await nginx(folder, freePort()) : null;
  if (!plain) console.log('nginx is not installed: its column is empty');
  const rows = [];
  for (const [index, [name, from, target, conditional]] of cases.entries()) {
    const answer = await fetch(`http://127.0.0.1:${from.port}${target}`, {headers: {'accept-encoding': 'identity'}});
    if (!answer.ok) throw new Error(`${target} answers ${answer.status}`);
    const body = join(folder, `body${index}`);
    writeFileSync(body, Buffer.from(await answer.arrayBuffer()));
    const size = readFileSync(body).length;
    if (conditional) writeFileSync(body, '');
    const constant = await start(bare, ['constant', body]);
    const args = conditional ? [`If-None-Match: ${answer.headers.get('etag')}`] : [];
    const results = {ours: [], bare: [], nginx: []};
    for (let round = 0; round < rounds; ++round) {
      const common = {script: 'reads.lua', seconds, connections: 32};
      results.ours.push(await wrk({...common, port: from.port, target, args, pids: [from.pid]}));
      results.bare.push(await wrk({...common, port: constant.port, pids: [constant.pid]}));
      if (plain) results.nginx.push(await wrk({...common, port: plain.port, target: `/body${index}`, pids: [plain.pid]}));
    }
    await stop(constant);
    const failed = results.ours.reduce((all, one) => all + one.failed, 0);
    if (failed) throw new Error(`${name}: ${failed} requests failed`);
    const of = (which, what) => results[which].length ? median(results[which].map((one) => one[what])) : 0;
    // Round by round, so that what else the machine does weighs on both sides alike.
    const ratio = (what) => median(results.ours.map((one, i) => one[what] / results.bare[i][what]));
    rows.push([name, number(conditional ? 0 : size), number(of('ours', 'rate')), number(of('bare', 'rate')), number(of('nginx', 'rate')),
      ratio('rate').toFixed(2), of('ours', 'cpu_us').toFixed(1), of('bare', 'cpu_us').toFixed(1), of('nginx', 'cpu_us').toFixed(1),
      number(of('ours', 'p50_us')), number(of('ours', 'p99_us'))]);
    const key = ['counts', 'counts_60', 'thread', 'thread_paint', 'long_thread', 'long_thread_paint', 'counts_304', 'thread_304'][index];
    figures[`${key}_vs_bare`] = Number(ratio('rate').toFixed(3));
    figures[`${key}_cpu_vs_bare`] = Number((1 / ratio('cpu_us')).toFixed(3));
  }
  table(`Reads, 32 connections, medians of ${rounds} rounds of ${seconds} s in turns`,
    ['', 'bytes', 'per s', 'cpp-httplib', 'nginx', 'ours/bare', 'CPU us', 'bare', 'nginx', 'p50 us', 'p99 us'], rows);
  if (plain) plain.end();
  await stop(ours);
  await stop(longer);
}

const syncsIn = (file) => Number(readFileSync(file).readBigUInt64LE(0));

/** Durable writes beside a bare SQLite program, on the disk as it is or with slower syncs. */
async function writes(delayMs) {
  const count = join(scratch, `syncs-${delayMs}`);
  const env = {LD_PRELOAD: slowSync, PARVIS_SYNC_DELAY_US: String(delayMs * 1000), PARVIS_SYNC_COUNT: count,
    ASAN_OPTIONS: 'verify_asan_link_order=0'};
  const db = database(`writes-${delayMs}`);
  await bench('fill', db, '1000', '0');
  const ours = await serve(db, env);
  const row = async (batch) => JSON.parse((await run(store,
    ['rows', database(`rows-${delayMs}-${batch}-${Math.random()}`), String(seconds), String(batch)], {env: {...process.env, ...env,
      PARVIS_SYNC_COUNT: `${count}-rows`}})).stdout).per_second;
  const rows = [];
  const plain = [];
  let runs = 0;
  for (const [kind, connections] of [['like', 1], ['like', 16], ['like', 64], ['comment', 1], ['comment', 16], ['comment', 64],
    ['fan', 1], ['fan', 16], ['fan', 64]]) {
    const results = [];
    for (let round = 0; round < rounds; ++round) {
      const before = syncsIn(count);
      const one = await wrk({script: 'writes.lua', port: ours.port, seconds, connections, pids: [ours.pid],
        args: [kind, `r${process.pid % 1000}${delayMs}x${++runs}`]});
      if (one.failed) throw new Error(`${kind}: ${one.failed} of ${one.requests} writes failed`);
      results.push({...one, syncs: (syncsIn(count) - before) / one.requests});
      if (kind === 'like') plain.push(await row(1));
    }
    const of = (what) => median(results.map((one) => one[what]));
    rows.push([kind, connections, number(of('rate')), (of('rate') / median(plain)).toFixed(2), of('syncs').toFixed(3),
      number(of('p50_us')), number(of('p99_us')), of('cpu_us').toFixed(0)]);
    const name = delayMs ? `durable_writes_slow_disk` : 'durable_writes';
    if (kind === 'like' && connections === 64) {
      figures[`${name}_per_s_64`] = Math.round(of('rate'));
      figures[`${name}_vs_sqlite_row`] = Number((of('rate') / median(plain)).toFixed(2));
      figures[`${name}_syncs_per_write_64`] = Number(of('syncs').toFixed(4));
      figures[`${name}_p50_us_64`] = of('p50_us');
    }
  }
  rows.push(['bare SQLite, a row each', 1, number(median(plain)), '1.00', '1.000', '', '', '']);
  rows.push(['bare SQLite, batches of 64', 1, number(await row(64)), '', '', '', '', '']);
  table(`Durable writes, syncs ${delayMs ? `slowed by ${delayMs} ms` : 'as fast as the disk is'}, medians of ${rounds} rounds of ${seconds} s`,
    ['', 'clients', 'per s', 'of row each', 'syncs/write', 'p50 us', 'p99 us', 'CPU us'], rows);
  const checked = await (async () => { await stop(ours); return bench('check', db); })();
  if (checked.integrity !== 'ok' || checked.wrong_counts) throw new Error(`after the writes: ${JSON.stringify(checked)}`);
}

function open(port, text) {
  return new Promise((done, refuse) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => done(socket)));
    socket.on('error', refuse);
    socket.on('data', () => {});
  });
}

/** Reads and writes with a thousand streams and a thousand idle connections open. */
async function mixed() {
  const db = database('mixed');
  await bench('fill', db, '10000', '1000');
  const ours = await serve(db);
  await wrk({script: 'writes.lua', port: ours.port, seconds: 1, connections: 4, args: ['mixed', 'warm']});
  const sockets = [];
  for (let i = 0; i < 1000; ++i) {
    sockets.push(await open(ours.port, `GET /v1/events?site=bench&p=p${i} HTTP/1.1\r\nHost: a\r\n\r\n`));
    sockets.push(await open(ours.port, 'GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n'));
  }
  await sleep(6_000);  // until the threads that came for the load have gone
  const held = memory(ours.pid);
  const before = cpuSeconds(ours.pid);
  const idleFor = options.quick ? 2 : 10;  // CPU is told in hundredths of a second
  await sleep(idleFor * 1000);
  const idleCpu = (cpuSeconds(ours.pid) - before) / idleFor;
  const results = [];
  for (let round = 0; round < rounds; ++round) {
    results.push(await wrk({script: 'writes.lua', port: ours.port, seconds, connections: 32, pids: [ours.pid], args: ['mixed', `m${round}`]}));
  }
  const loaded = memory(ours.pid);
  const of = (what) => median(results.map((one) => one[what]));
  table('95 % reads, 5 % writes, with 1,000 streams and 1,000 idle connections open',
    ['per s', 'p50 us', 'p99 us', 'CPU us', 'RSS MB before', 'after', 'threads before', 'CPU before, %'],
    [[number(of('rate')), number(of('p50_us')), number(of('p99_us')), of('cpu_us').toFixed(0), held.rss_mb.toFixed(1),
      loaded.rss_mb.toFixed(1), held.threads, (idleCpu * 100).toFixed(2)]]);
  Object.assign(figures, {mixed_per_s: Math.round(of('rate')), mixed_p50_us: of('p50_us'), mixed_p99_us: of('p99_us'),
    rss_mb_2000_connections: Number(held.rss_mb.toFixed(1)), idle_cpu_percent_2000_connections: Number((idleCpu * 100).toFixed(2))});
  for (const socket of sockets) socket.destroy();
  await stop(ours);
}

/** From spawn to the first answer, in ms. */
async function startUp(db) {
  const times = [];
  let idle;
  for (let round = 0; round < rounds; ++round) {
    const from = performance.now();
    const one = await serve(db);
    // Not by fetch, whose own first use takes longer than the server's start.
    const socket = await open(one.port, 'GET /v1/read?site=bench&e=like;p=p1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((done) => socket.once('data', done));
    times.push(performance.now() - from);
    socket.destroy();
    await sleep(300);
    idle = memory(one.pid);
    await stop(one);
  }
  return {ms: median(times), idle};
}

async function startAndMemory() {
  const empty = await startUp(database('empty'));
  figures.start_ms = Number(empty.ms.toFixed(1));
  figures.idle_rss_mb = Number(empty.idle.rss_mb.toFixed(1));
  table('From the command to the first answer; memory and threads with no connection open', ['database', 'ms', 'RSS MB', 'threads'],
    [['empty', empty.ms.toFixed(1), empty.idle.rss_mb.toFixed(1), empty.idle.threads]]);
}

/** The same reads, never kept from before, as the database grows. */
async function size() {
  const rows = [];
  const most = Number(options.likes);
  for (let likes = 1000; likes <= most; likes *= 10) {
    const db = database(`size-${likes}`);
    await bench('fill', db, String(likes), String(likes / 5));
    const started = await startUp(db);
    const ours = await serve(db);
    const times = [];
    for (let i = 0; i < 200; ++i) {
      const from = performance.now();
      const answer = await fetch(`http://127.0.0.1:${ours.port}/v1/read?site=bench&e=like;p=p${i * 37 % (likes / 10)}&e=comments;p=t${i % Math.max(1, likes / 500)}&lang=x${i}`);
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`a read answers ${answer.status}`);
      times.push(performance.now() - from);
    }
    rows.push([number(likes), number(likes / 5), started.ms.toFixed(1), started.idle.rss_mb.toFixed(1), median(times).toFixed(2)]);
    figures[`start_ms_${likes}`] = Number(started.ms.toFixed(1));
    figures[`read_ms_${likes}`] = Number(median(times).toFixed(3));
    await stop(ours);
    for (const end of ['', '-wal', '-shm']) rmSync(db + end, {force: true});
  }
  table('As the database grows: start-up, and a page of counts and a thread that nobody asked for before',
    ['likes', 'comments', 'start ms', 'RSS MB', 'read ms'], rows);
}

try {
  if (!hasCommand('wrk')) throw new Error('wrk is not installed (apt-get install wrk)');
  if (parts.has('start')) await startAndMemory();
  if (parts.has('reads')) await reads();
  if (parts.has('peers')) await peerReads({serve: servePeers, seconds, rounds, figures, table, number});
  if (parts.has('writes')) {
    await writes(0);
    if (Number(options['sync-delay'])) await writes(Number(options['sync-delay']));
  }
  if (parts.has('mixed')) await mixed();
  if (parts.has('size')) await size();
  console.log(`\n${JSON.stringify(figures)}`);
  if (options.json) writeFileSync(options.json, JSON.stringify(figures, null, 2) + '\n');
} finally {
  await cleanUp();
}
