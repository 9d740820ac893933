// The test double, through its JavaScript package.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {startStub, tokenOf} from '../../server-stub/testing/index.mjs';

const program = process.env.PARVIS_SERVER ?? 'build/release/server-stub/parvis-server';
const like = {page: {key: 'mug'}, on: true};
let stub;

before(async () => (stub = await startStub({program})));
after(async () => assert.equal(await stub.stop(), 0));

const read = (site, e = 'like;p=mug') => fetch(`${stub.url}/v1/read?${new URLSearchParams({site: site.name, e})}`);
const count = async (site) => (await (await read(site)).json()).items[0].count;

test('the first line of output is one JSON object with the addresses', async () => {
  assert.match(stub.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(stub.sites[0].name, 'demo');
  assert.match(stub.sites[0].ownerKey, /^[\w-]{43}$/);
});

test('each site is a world of its own', async () => {
  const [one, other] = [await stub.site({seed: ''}), await stub.site({seed: ''})];
  assert.equal((await one.post('like', 'ana', like)).body.count, 1);
  assert.equal(await count(other), 0);
  const now = await one.advance(60_000);
  assert.equal((await (await read(one)).json()).now, now);
  assert.equal((await (await read(other)).json()).now, now - 60_000);
  assert.equal((await one.requests('/v1/like')).length, 1);
  assert.equal((await other.requests('/v1/like')).length, 0);
});

test('the clock stands still until it is moved', async () => {
  const site = await stub.site({now: 1_800_000_000_000});
  const now = async () => (await (await read(site)).json()).now;
  assert.equal(await now(), 1_800_000_000_000);
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(await now(), 1_800_000_000_000);
  await site.setClock(1_800_000_000_000, {running: true});
  await new Promise((done) => setTimeout(done, 20));
  assert.ok((await now()) > 1_800_000_000_000);
});

test('the same calls give the same ids and keys, run for run', async () => {
  const other = await startStub({program});
  const runs = [];
  for (const one of [stub, other]) {
    const site = await one.site({name: 'same', seed: 'demo'});
    runs.push([site.ownerKey, (await site.post('comment', 'ana', {page: {key: 'mug'}, text: 'Hi'})).body.comment.id]);
  }
  assert.equal(await other.stop(), 0);
  assert.deepEqual(runs[0], runs[1]);
});

test('a seed file plays writes, by name, at their times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-stub-'));
  const file = join(folder, 'talk.jsonl');
  writeFileSync(file, [
    {verb: 'like', page: 'mug', by: 'crowd', times: 12},
    {verb: 'comment', page: 'mug', by: 'ana', name: 'Ana', text: 'Hello', as: 'first', at: -60_000},
    {verb: 'comment', page: 'mug', by: 'ben', text: 'Hi', parent: '$first'},
    {verb: 'owner/thread', page: 'lamp', closed: true},
  ].map((line) => JSON.stringify(line)).join('\n'));
  const seeded = await startStub({program, seeds: [file]});
  const site = await seeded.site({seed: 'talk'});
  const answer = await (await fetch(`${seeded.url}/v1/read?site=${site.name}&e=like;p=mug&e=comments;p=mug&e=comments;p=lamp`)).json();
  assert.equal(answer.items[0].count, 12);
  const [first, reply] = answer.items[1].comments;
  assert.deepEqual([first.id, first.name, answer.now - first.at, reply.parent], [site.ids.first, 'Ana', 60_000, first.id]);
  assert.equal(answer.items[2].closed, true);
  const mine = await fetch(`${seeded.url}/v1/mine`, {method: 'POST', body: JSON.stringify({site: site.name, token: tokenOf('ana'), e: ['comments;p=mug']})});
  assert.deepEqual((await mine.json()).items[0].mine, [first.id]);
  await seeded.stop();
  rmSync(folder, {recursive: true});
});

test('reset brings back the data, the clock and the ids of the start', async () => {
  const site = await stub.site({seed: 'demo'});
  const before = await (await read(site)).text();
  await site.post('like', 'ana', like);
  await site.advance(1);
  await site.fault({status: 500});
  await site.reset();
  assert.equal(await (await read(site)).text(), before);
  assert.equal((await site.requests()).length, 1);
});

test('a connection dropped before the write takes no effect, after it does', async () => {
  const site = await stub.site({seed: ''});
  for (const [drop, expected] of [['before', 0], ['after', 1]]) {
    await site.fault({route: 'POST /v1/like', drop, times: 1});
    await assert.rejects(site.post('like', 'ana', like), /fetch failed/);
    assert.equal(await count(site), expected);
  }
  assert.deepEqual((await site.requests('/v1/like')).map(({status, fault}) => [status, fault > 0]), [[0, true], [0, true]]);
});

test('statuses, bodies and headers are as the rule says, and nothing takes effect', async () => {
  const site = await stub.site({seed: ''});
  await site.fault({route: 'POST /v1/*', status: 429, retry_after: 7, times: 1});
  const busy = await site.post('like', 'ana', like);
  assert.deepEqual([busy.status, busy.body.code], [429, 31]);
  await site.fault({route: 'GET /v1/read', status: 503, body: 'down', content_type: 'text/plain', headers: {'X-Why': 'test'}, times: 1});
  const down = await read(site);
  assert.deepEqual([down.status, await down.text(), down.headers.get('x-why'), down.headers.get('content-type')], [503, 'down', 'test', 'text/plain']);
  assert.equal(await count(site), 0);
});

test('half an answer, garbage, drips and delays', async () => {
  const site = await stub.site({seed: ''});
  const whole = await (await read(site)).text();
  await site.fault({truncate: 10, times: 1});
  await assert.rejects(read(site).then((answer) => answer.text()), /terminated/);
  await site.fault({garbage: true, times: 1});
  await assert.rejects(read(site).then((answer) => answer.json()), SyntaxError);
  await site.fault({drip: {bytes: 50, every_ms: 1}, times: 1});
  assert.equal(await (await read(site)).text(), whole);
  await site.fault({delay_ms: 150, jitter_ms: 50, times: 1});
  const started = performance.now();
  await read(site);
  assert.ok(performance.now() - started >= 149);
});

test('rules skip, count, tire and roll dice', async () => {
  const site = await stub.site({seed: ''});
  await site.fault({status: 500, skip: 1, every: 2, times: 2});
  const statuses = [];
  for (let i = 0; i < 8; ++i) statuses.push((await read(site)).status);
  assert.deepEqual(statuses, [200, 200, 500, 200, 500, 200, 200, 200]);
  await site.clearFaults();
  await site.fault({status: 500, chance: 50});
  let failed = 0;
  for (let i = 0; i < 40; ++i) failed += (await read(site)).status === 500;
  assert.ok(failed > 5 && failed < 35, `${failed} of 40`);
  await site.clearFaults();
  assert.equal((await read(site)).status, 200);
});

test('a misspelt fault is refused by name', async () => {
  await assert.rejects(stub.fault({rout: '/v1/like'}), /rout/);
  await assert.rejects(stub.fault({drop: 'sometimes'}), /drop/);
  await assert.rejects(stub.fault({route: 'v1/like'}), /route/);
});

test('the record holds what was sent', async () => {
  const site = await stub.site({seed: ''});
  await site.post('like', 'ana', {...like, key: 'k1'});
  const [seen] = await site.requests('/v1/like');
  assert.deepEqual([seen.method, seen.json.key, seen.json.page.key, seen.status], ['POST', 'k1', 'mug', 200]);
  await site.clearRequests();
  assert.deepEqual(await site.requests(), []);
});

test('a page in a browser cannot steer it', async () => {
  const answer = await fetch(`${stub.url}/stub/reset`, {method: 'POST', body: '{}', headers: {Origin: 'http://localhost:3000'}});
  assert.equal(answer.status, 403);
});

test('it ends at once, even in the middle of a delay', async () => {
  const slow = await startStub({program});
  await slow.fault({delay_ms: 60_000});
  const waiting = fetch(`${slow.url}/v1/health`).catch(() => 'cut');
  while ((await slow.control('/stub/requests')).requests.length === 0);
  const started = performance.now();
  assert.equal(await slow.stop(), 0);
  assert.ok(performance.now() - started < 10_000);
  await waiting;
});

test('it is refused beside anything of a real server', () => {
  const refused = (words, environment = {}) =>
    spawnSync(program, words, {env: {...process.env, ...environment}, encoding: 'utf8', timeout: 10_000});
  for (const words of [['--stub', '--db', 'x.db'], ['--db=x.db', 'serve', '--stub'], ['--stub', '--public-url', 'https://c.example'],
                       ['--stub', '--trusted-proxy', '10.0.0.0/8'], ['--stub', '--config', 'parvis.conf'], ['--stub', '--host', '0.0.0.0']])
    assert.equal(refused(words).status, 2, words.join(' '));
  const production = refused(['--stub'], {PARVIS_PRODUCTION: '1'});
  assert.equal(production.status, 2);
  assert.match(production.stderr, /PARVIS_PRODUCTION/);
});

test('a server without --stub has no controls', async () => {
  const server = spawn(program, ['--memory', 'serve', '--port', '0', '--quiet'], {stdio: ['ignore', 'pipe', 'ignore']});
  const url = await new Promise((done) => server.stdout.once('data', (text) => done(/api (\S+)/.exec(text)[1])));
  for (const path of ['/stub', '/stub/faults', '/stub/reset'])
    assert.deepEqual([(await fetch(url + path)).status, (await fetch(url + path, {method: 'POST', body: '{}'})).status], [404, 404], path);
  server.kill();
  await new Promise((done) => server.once('close', done));
});
