// What an answer of the API costs, beside a bare server that answers the same bytes.
// Keep-alive GETs to parvis-server, in memory with the demo shop, and to cpp-httplib, in turns in the same run.
//   node server.mjs --build FOLDER [--seconds 2] [--rounds 5] [--json FILE]
import {execFile, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs, promisify} from 'node:util';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'},
  seconds: {type: 'string', default: '2'},
  rounds: {type: 'string', default: '5'},
  json: {type: 'string'},
}});
const run = promisify(execFile);
const load = join(options.build, 'tests/bench/http_load');
const scratch = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
const children = [];

/** Starts a server that prints "api http://127.0.0.1:PORT" and answers its port. */
function start(file, args) {
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'inherit']});
  children.push(child);
  return new Promise((done, refuse) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /api http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) done(Number(found[1]));
    });
    child.on('exit', (code) => refuse(new Error(`${file} ended with ${code}`)));
    child.on('error', refuse);
  });
}

const measure = async (port, target, connections) =>
  JSON.parse((await run(load, ['load', String(port), target, options.seconds, String(connections)])).stdout);

const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function report(rows) {
  const figures = {};
  console.log('answer                          size B  connections    requests/s     p50 us     p99 us');
  for (const {name, connections, results} of rows) {
    const rate = median(results.map((result) => result.requests / result.seconds));
    const p50 = median(results.map((result) => result.p50_us));
    const p99 = median(results.map((result) => result.p99_us));
    console.log(`${name.padEnd(30)}${String(results[0].bytes).padStart(8)}${String(connections).padStart(13)}` +
      `${rate.toFixed(0).padStart(14)}${p50.toFixed(0).padStart(11)}${p99.toFixed(0).padStart(11)}`);
    figures[`${name} c${connections}`] = {requests_per_second: Math.round(rate), p50_us: p50, p99_us: p99};
  }
  console.log(`medians of ${options.rounds} rounds of ${options.seconds} s each, alternating`);
  if (options.json) writeFileSync(options.json, JSON.stringify(figures, null, 2) + '\n');
}

async function main() {
  const page = '&site=demo&address=http%3A%2F%2Flocalhost%2Fmug.html';
  const targets = {
    'read like': `/v1/read?e=like;p=mug${page}`,
    'paint like share fans': `/v1/paint?e=like;p=mug&e=share;p=mug&e=fans${page}`,
    'paint comments': `/v1/paint?e=comments;p=mug${page}`,
  };
  const server = await start(join(options.build, 'server-stub/parvis-server'),
    ['serve', '--memory', '--seed', 'demo', '--port', '0', '--quiet']);
  const rows = [];
  for (const [name, target] of Object.entries(targets)) {
    const answer = await fetch(`http://127.0.0.1:${server}${target}`);
    if (!answer.ok) throw new Error(`${target} answers ${answer.status}`);
    const body = join(scratch, 'body');
    writeFileSync(body, Buffer.from(await answer.arrayBuffer()));
    const constant = await start(load, ['constant', body]);
    for (const connections of [1, 8]) {
      const ours = {name, connections, results: []};
      const bare = {name: `${name}, bare`, connections, results: []};
      for (let round = 0; round < Number(options.rounds); round++) {
        ours.results.push(await measure(server, target, connections));
        bare.results.push(await measure(constant, '/', connections));
      }
      rows.push(ours, bare);
    }
  }
  report(rows);
}

try {
  await main();
} finally {
  for (const child of children) child.removeAllListeners('exit').kill();
  rmSync(scratch, {recursive: true});
}
