// What the server's benchmarks share: processes that come and go, what they cost, and wrk.
import {execFile, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

export const run = promisify(execFile);
export const scratch = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
const children = new Set();

/** Starts a server that prints "api http://127.0.0.1:PORT"; answers its process and port. */
export function start(file, args, env = {}) {
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, ...env}});
  children.add(child);
  child.once('exit', () => children.delete(child));
  return new Promise((done, refuse) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /api http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) done({child, pid: child.pid, port: Number(found[1])});
    });
    child.once('exit', (code) => refuse(new Error(`${file} ended with ${code}`)));
    child.once('error', refuse);
  });
}

export function stop(server, signal = 'SIGTERM') {
  return new Promise((done) => {
    if (server.child.exitCode !== null || server.child.signalCode !== null) return done();
    server.child.once('exit', done);
    server.child.kill(signal);
  });
}

/** Ends what still runs and removes the scratch folder. */
export async function cleanUp() {
  await Promise.all([...children].map((child) => stop({child}, 'SIGKILL')));
  rmSync(scratch, {recursive: true, force: true});
}

const ticksPerSecond = 100;
/** Seconds of CPU that a process and its children have used. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
export function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1]);
  return {rss_mb: number('VmRSS') / 1024, threads: number('Threads')};
}

export const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export const hasCommand = (name) => process.env.PATH.split(':').some((folder) => existsSync(join(folder, name)));

/** Runs wrk; answers what its script's done() printed, with the rate and the CPU time per request of `pids`. */
export async function wrk({port, target = '/', script, seconds, connections, args = [], pids = []}) {
  const before = pids.map(cpuSeconds);
  const threads = Math.min(connections, 2);
  const {stdout} = await run('wrk', ['-t', String(threads), '-c', String(connections), '-d', `${seconds}s`, '--timeout', '60s', '-s',
    fileURLToPath(new URL(`../${script}`, import.meta.url)), `http://127.0.0.1:${port}${target}`, '--', ...args],
  {maxBuffer: 1 << 24});
  const found = /^JSON (.*)$/m.exec(stdout);
  if (!found) throw new Error(`wrk said nothing: ${stdout}`);
  const figures = JSON.parse(found[1]);
  const cpu = pids.reduce((all, pid, i) => all + cpuSeconds(pid) - before[i], 0);
  return {...figures, rate: figures.requests / figures.seconds, cpu_us: cpu * 1e6 / figures.requests};
}
