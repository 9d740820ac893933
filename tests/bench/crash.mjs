// Kills the server at random moments under write load: what it acknowledged must be there, once.
//   node crash.mjs --build FOLDER [--rounds 50] [--seed N] [--json FILE]
// A failure prints the seed; the moments of the kills follow from it.
import {Agent, request} from 'node:http';
import {join} from 'node:path';
import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {cleanUp, run, scratch, start, stop} from './support/processes.mjs';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'},
  rounds: {type: 'string', default: '50'},
  seed: {type: 'string', default: String(Date.now() % 1e6)},
  json: {type: 'string'},
}});
const rounds = Number(options.rounds);
const server = join(options.build, 'server-stub/parvis-server');
const store = join(options.build, 'tests/bench/bench_store');
const db = join(scratch, 'crash.db');
const agent = new Agent({keepAlive: true, maxSockets: 64});
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

let state = Number(options.seed) >>> 0;
/** A number from 0 to below `below`, the same for the same seed. */
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor(state / 2 ** 32 * below);
}

const page = (i) => `crash${i % 10}`;
const token = (visitor) => `V${visitor}`.padEnd(42, 'A') + 'A';
const network = (i) => `10.${i >> 16 & 255}.${i >> 8 & 255}.${i & 255}`;

/** Every write that was ever tried: its body, and what was answered when it was acknowledged. */
const tried = [];

/** The next write: a like by a new visitor, a fan, or a comment of one of fifty visitors. */
function nextWrite() {
  const i = tried.length;
  const common = {site: 'bench', key: `k${i}`, page: {key: page(i)}};
  const write = i % 3 === 0 ? {verb: 'comment', body: {...common, token: token(`c${i}`), name: 'Ana', text: `words ${i}`}}
    : i % 3 === 1 ? {verb: 'like', body: {...common, token: token(`l${i}`), on: true}}
      : {verb: 'fan', body: {...common, token: token(`f${i}`), community: page(i), on: true}};
  write.number = i;
  tried.push(write);
  return write;
}

/** The answer's body; undefined when there was none. */
function send(port, write) {
  return new Promise((done, refuse) => {
    const text = JSON.stringify(write.body);
    const sent = request({port, host: '127.0.0.1', method: 'POST', path: `/v1/${write.verb}`, agent, timeout: 20_000,
      headers: {'content-type': 'text/plain', 'content-length': Buffer.byteLength(text), 'x-forwarded-for': network(write.number * 97)}}, (answer) => {
      let body = '';
      answer.on('data', (part) => { body += part; });
      answer.on('aborted', () => done(undefined));
      answer.on('error', () => done(undefined));
      answer.on('end', () => answer.statusCode === 200 ? done(body) : refuse(new Error(`${write.verb} answers ${answer.statusCode}: ${body}`)));
    });
    sent.on('error', () => done(undefined));
    sent.on('timeout', () => sent.destroy());
    sent.end(text);
  });
}

const serve = () => start(server, ['--db', db, 'serve', '--port', '0', '--quiet', '--trusted-proxy', '127.0.0.1']);

async function writeUntil(stopped, port) {
  while (!stopped.now) {
    const write = nextWrite();
    const answer = await send(port, write);
    if (answer === undefined) return;
    write.answer = answer;
  }
}

/** Load from sixteen clients, and the end of the server somewhere in it. */
async function round() {
  const one = await serve();
  const first = tried.length;
  const stopped = {now: false};
  const clients = Array.from({length: 16}, () => writeUntil(stopped, one.port));
  while (!tried.some((write) => write.answer !== undefined && write.number >= first)) await sleep(1);
  await sleep(random(400));
  await stop(one, 'SIGKILL');
  stopped.now = true;
  await Promise.all(clients);
}

/** What was not acknowledged is sent again, and some of what was: each must be answered, as before. */
async function retry() {
  const one = await serve();
  const again = tried.filter((write) => write.answer === undefined || random(10) === 0);
  let changed = 0;
  for (let i = 0; i < again.length; i += 32) {
    await Promise.all(again.slice(i, i + 32).map(async (write) => {
      const answer = await send(one.port, write);
      if (answer === undefined) throw new Error('a retry was not answered');
      const id = (text) => JSON.parse(text).comment?.id;
      if (write.answer !== undefined && write.verb === 'comment' && id(write.answer) !== id(answer)) changed += 1;
      write.retried = answer;
    }));
  }
  await stop(one);
  return changed;
}

async function read(port, query) {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/read?site=bench&${query}`);
  if (!answer.ok) throw new Error(`${query} answers ${answer.status}`);
  return (await answer.json()).items[0];
}

/** Counts everything that the server holds against everything that it acknowledged. */
async function compare() {
  const one = await serve();
  let lost = 0;
  let doubled = 0;
  const judge = (held, wanted) => {
    lost += Math.max(0, wanted - held);
    doubled += Math.max(0, held - wanted);
  };
  for (let i = 0; i < 10; ++i) {
    const name = page(i);
    const wanted = (verb) => tried.filter((write) => write.verb === verb && write.body.page.key === name);
    judge((await read(one.port, `e=like;p=${name}`)).count, wanted('like').length);
    judge((await read(one.port, `e=fans;c=${name}`)).count, wanted('fan').length);
    const seen = new Map();
    for (let after = ''; ;) {
      const thread = await read(one.port, `e=comments;p=${name};o=oldest;limit=100${after && `;after=${after}`}`);
      for (const comment of thread.comments) {
        const text = JSON.stringify(comment.body);
        const number = /words (\d+)/.exec(text)?.[1];
        seen.set(number, (seen.get(number) ?? 0) + 1);
      }
      after = thread.next ?? '';
      if (!after) break;
    }
    for (const write of wanted('comment')) judge(seen.get(String(write.number)) ?? 0, 1);
  }
  await stop(one);
  return {lost, doubled};
}

try {
  await run(store, ['fill', db, '0', '0']);
  let changed = 0;
  let acknowledged = 0;
  for (let i = 0; i < rounds; ++i) {
    const before = tried.length;
    await round();
    acknowledged += tried.slice(before).filter((write) => write.answer !== undefined).length;
    changed += await retry();
    const checked = JSON.parse((await run(store, ['check', db])).stdout);
    if (checked.integrity !== 'ok' || checked.wrong_counts) throw new Error(`round ${i + 1}: ${JSON.stringify(checked)}`);
    for (const write of tried) write.answer ??= write.retried;
  }
  const {lost, doubled} = await compare();
  const figures = {rounds, acknowledged, retried: tried.length - acknowledged, lost, doubled: doubled + changed};
  console.log(JSON.stringify(figures));
  if (options.json) writeFileSync(options.json, JSON.stringify(figures, null, 2) + '\n');
  if (lost || doubled || changed || acknowledged < rounds) throw new Error('not every acknowledged write is there exactly once');
} catch (error) {
  console.error(`seed ${options.seed}`);
  throw error;
} finally {
  agent.destroy();
  await cleanUp();
}
