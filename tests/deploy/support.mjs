// What the tests of examples/deploy share.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const server = process.env.PARVIS_SERVER;
export const example = (name) => new URL(`../../examples/deploy/${name}`, import.meta.url).pathname;
export const folder = mkdtempSync(join(tmpdir(), 'parvis-deploy-'));

const running = [];
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

export function need(program, ...argument) {
  const tried = spawnSync(program, argument);
  if (tried.error === undefined) return;
  console.log(`skipped: ${program} is not installed`);
  process.exit(77);
}

export function run(program, ...argument) {
  const done = spawnSync(program, argument, { encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: folder } });
  if (done.status !== 0) throw new Error(`${program} ${argument.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

export async function until(what, condition) {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((wake) => setTimeout(wake, 20))) {
    const found = await condition().catch(() => undefined);
    if (found) return found;
  }
  throw new Error(`${what} did not happen`);
}

export function start(program, ...argument) {
  const child = spawn(program, argument, { stdio: ['ignore', 'ignore', 'inherit'] });
  running.push(child);
  return child;
}

// A server with the demo's site; answers its port.
export async function startServer(name, ...option) {
  const ready = join(folder, `${name}.json`);
  start(server, '--memory', 'serve', '--port', '0', '--seed', 'demo', '--quiet', '--ready-file', ready, ...option);
  const { url } = await until(`the start of ${name}`, async () => JSON.parse(readFileSync(ready, 'utf8')));
  return Number(new URL(url).port);
}

export async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}
