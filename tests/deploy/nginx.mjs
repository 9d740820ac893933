// examples/deploy/nginx.conf in front of a real server.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';

import { example, folder, freePort, need, run, start, startServer, until } from './support.mjs';

need('nginx', '-v');
need('openssl', 'version');

const certificate = join(folder, 'cert.pem');
const secret = join(folder, 'key.pem');
run('openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
  '-subj', '/CN=community.example', '-out', certificate, '-keyout', secret);

function replaced(text, from, to) {
  assert.ok(text.includes(from), `nginx.conf says ${from}`);
  return text.replaceAll(from, to);
}

// The example with ports, paths and the certificate of this test, and nothing else changed.
function adapted(ports) {
  let site = readFileSync(example('nginx.conf'), 'utf8');
  for (const [from, to] of [
    ['127.0.0.1:8080', `127.0.0.1:${ports.server}`],
    ['listen 80;', `listen 127.0.0.1:${ports.plain};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${ports.tls} ssl http2;`],
    ['    listen [::]:80;\n', ''],
    ['    listen [::]:443 ssl http2;\n', ''],
    ['/etc/letsencrypt/live/community.example/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/community.example/privkey.pem', secret],
  ]) site = replaced(site, from, to);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ');
  return `daemon off; pid ${join(folder, `${ports.tls}.pid`)}; error_log stderr warn; worker_processes 1;
events {} http { access_log off; ${places}\n${site}\n}\n`;
}

async function startProxy(serverPort) {
  const ports = { server: serverPort, plain: await freePort(), tls: await freePort() };
  const file = join(folder, `${ports.tls}.conf`);
  writeFileSync(file, adapted(ports));
  run('nginx', '-t', '-q', '-e', 'stderr', '-c', file);
  start('nginx', '-e', 'stderr', '-c', file);
  await until('the start of nginx', () => ask(ports.tls, { path: '/v1/health' }));
  return ports;
}

function ask(port, { path, body, from = '127.0.0.1', headers = {}, agent = https }) {
  return new Promise((resolve, reject) => {
    const request = agent.request({
      host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', localAddress: from,
      servername: 'community.example', rejectUnauthorized: false, agent: false,
      headers: { host: 'community.example', 'content-type': 'text/plain', ...headers },
    }, (answer) => {
      let text = '';
      answer.on('data', (part) => (text += part)).on('end', () => resolve({ ...answer, status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on('error', reject);
    request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

// Wrong owner keys are limited per network, which shows whom the server takes us for.
const wrongKey = { path: '/v1/owner/thread', body: { site: 'demo', owner_key: 'wrong', page: { key: 'mug' }, closed: true } };
async function exhaust(port, from) {
  for (let tries = 0; tries < 40; ++tries) if ((await ask(port, { ...wrongKey, from })).status === 429) return;
  assert.fail('the limit was never reached');
}
const refusedFor = async (port, from, headers) => (await ask(port, { ...wrongKey, from, headers })).status;

const trusting = await startProxy(await startServer('trusting', '--trusted-proxy', '127.0.0.1'));
const likes = async () => JSON.parse((await ask(trusting.tls, { path: '/v1/read?site=demo&page=mug&e=like' })).text).items[0].count;
const before = await likes();
const like = await ask(trusting.tls, {
  path: '/v1/like',
  headers: { origin: 'http://localhost:5173' },
  body: { site: 'demo', token: 'n'.repeat(43), key: 'one', page: { key: 'mug' }, on: true },
});
assert.equal(like.status, 200, like.text);
assert.equal(JSON.parse(like.text).count, before + 1);
assert.equal(await likes(), before + 1);
assert.match(like.headers['strict-transport-security'], /^max-age=\d+$/);
assert.equal(like.headers['access-control-allow-origin'], '*');

const plain = await ask(trusting.plain, { path: '/parvis.js', agent: http });
assert.equal(plain.status, 301);
assert.equal(plain.headers.location, 'https://community.example/parvis.js');
assert.equal((await ask(trusting.tls, { path: '/v1/like', body: 'x'.repeat(64 * 1024 + 1) })).status, 413);
assert.equal((await ask(trusting.tls, { path: `/v1/read?site=demo&page=mug&e=like&address=https://shop.example/${'a'.repeat(5_900)}` })).status, 422,
  'a long address reaches the server');

await exhaust(trusting.tls, '127.1.1.1');
assert.equal(await refusedFor(trusting.tls, '127.1.1.1', { 'x-forwarded-for': '198.51.100.1' }), 429, 'a claimed address is dropped');
assert.equal(await refusedFor(trusting.tls, '127.2.2.2'), 401, 'another address has its own limit');

const distrusting = await startProxy(await startServer('distrusting'));
await exhaust(distrusting.tls, '127.1.1.1');
assert.equal(await refusedFor(distrusting.tls, '127.2.2.2'), 429, 'an untrusted proxy is taken for the visitor');
console.log('nginx: likes pass, addresses are believed from a trusted proxy only');
process.exit(0);
