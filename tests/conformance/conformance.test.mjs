// The conformance suite finds nothing wrong with our own server, and finds each thing that is wrong on purpose.
import assert from 'node:assert/strict';
import {execFile, execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {startStub} from '../../server-stub/testing/index.mjs';

const program = process.env.PARVIS_SERVER ?? 'build/release/server-stub/parvis-server';
let stub;

before(async () => (stub = await startStub({program})));
after(() => stub.stop());

const conformance = (...words) => new Promise((done) =>
  execFile('node', ['tests/conformance/run.mjs', ...words], {encoding: 'utf8'}, (error, out) => done({status: error ? error.code : 0, out})));

test('the real server, on disk, keeps the whole contract', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-conformance-'));
  const db = ['--db', join(folder, 'test.db')];
  const key = execFileSync(program, [...db, 'site', 'add', 'shop', '--origin', 'http://localhost:*'], {encoding: 'utf8'}).split(': ')[1].trim();
  const server = spawn(program, [...db, 'serve', '--port', '0', '--quiet'], {stdio: ['ignore', 'pipe', 'ignore']});
  t.after(async () => {
    server.kill();
    await new Promise((done) => server.once('close', done));
    rmSync(folder, {recursive: true});
  });
  const url = await new Promise((done) => server.stdout.once('data', (text) => done(/api (\S+)/.exec(text)[1])));
  const {status, out} = await conformance(url, '--site', 'shop', '--owner-key', key);
  assert.equal(status, 0, out);
  assert.match(out, /^\d{2} passed, 0 failed$/m);
});

const kBroken = [
  ['counts that do not count', 'a like counts once',
    {route: 'POST /v1/like', status: 200, content_type: 'application/json', headers: {'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store'}, body: '{"page":"x","count":1,"liked":true}'},
    'Like a page, or take it back'],
  ['a write that is lost after its answer', 'the same key and wish',
    {route: 'POST /v1/comment', status: 200, content_type: 'application/json', body: '{"page":"x","total":1,"comment":{"id":"0123456789abcdef","at":1}}'},
    'The same key with the same wish answers the same again and changes nothing'],
  ['an answer of another shape', 'a share counts once',
    {route: 'POST /v1/share', status: 200, content_type: 'application/json', body: '{"page":"x","count":"one"}'},
    'Every request is answered, and as this document declares it: status, headers, schema.'],
  ['connections that are cut', 'items come in the order', {route: 'GET /v1/read', drop: 'after'},
    'Every request is answered, and as this document declares it: status, headers, schema.'],
  ['half answers', 'an unknown page', {route: 'GET /v1/read', truncate: 20},
    'Every request is answered, and as this document declares it: status, headers, schema.'],
  ['garbage', 'numbers are whole', {route: 'GET /v1/read', garbage: true},
    'Every request is answered, and as this document declares it: status, headers, schema.'],
  ['errors that are none', 'errors are problem documents', {route: 'POST /v1/like', status: 200, body: '{}', content_type: 'application/json'},
    'Errors are problem documents (RFC 9457); `code` is their stable number.'],
  ['any origin let in', 'an origin must be on the list', {route: 'POST /v1/like', status: 200, content_type: 'application/json', body: '{"page":"x","count":1,"liked":true}'},
    "An `Origin` header must be on the site's list."],
];

test('the test double keeps the whole contract while it has no faults', async () => {
  const {status, out} = await conformance(stub.url, '--owner-key', stub.sites[0].ownerKey);
  assert.equal(status, 0, out);
});

for (const [what, only, fault, sentence] of kBroken)
  test(`finds ${what}, and names the sentence`, async () => {
    await stub.reset();
    await stub.fault(fault);
    const {status, out} = await conformance(stub.url, '--only', only);
    assert.equal(status, 1, out);
    assert.ok(out.includes(`the contract says: ${sentence}`), out);
  });
