// The server among clients who wish it ill or are merely slow: it keeps answering the others.
//   node hostile.mjs PARVIS_SERVER
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const program = process.argv[2];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
let failures = 0;
const check = (well, what) => {
  console.log(`${well ? 'ok  ' : 'FAIL'}  ${what}`);
  failures += well ? 0 : 1;
};

function serve(files, store = ['--memory']) {
  const child = spawn('/bin/sh', ['-c', `ulimit -n ${files}; exec "$0" "$@"`, program, ...store, 'serve', '--seed', 'demo',
    '--port', '0', '--quiet'], {stdio: ['ignore', 'pipe', 'inherit']});
  return new Promise((done, refuse) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /api http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) done({child, port: Number(found[1])});
    });
    child.once('exit', (code) => refuse(new Error(`the server ended with ${code}`)));
  });
}

/** True when the server ends well. */
function stop({child}) {
  return new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => done(code === 0));
    child.kill('SIGTERM');
  });
}

function open(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(socket));
    socket.on('error', () => done(socket));
  });
}

/** The status line of the answer to `text` on `socket`; empty when none comes. */
function ask(socket, text, patience = 10_000) {
  return new Promise((done) => {
    let said = '';
    const end = () => {
      socket.removeListener('data', hear);
      clearTimeout(timer);
      done(said.split('\r\n')[0]);
    };
    const hear = (data) => {
      said += data;
      if (said.includes('\r\n\r\n')) end();
    };
    const timer = setTimeout(end, patience);
    socket.on('data', hear);
    socket.once('close', end);
    socket.write(text);
  });
}

const health = 'GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n';

async function answersAnew(port) {
  const socket = await open(port);
  const said = await ask(socket, health);
  socket.destroy();
  return said.includes('200');
}

async function idleSockets() {
  const server = await serve(8192);
  const sockets = await Promise.all(Array.from({length: 2000}, () => open(server.port)));
  const from = performance.now();
  check(await answersAnew(server.port), '2,000 sockets that say nothing keep nobody out');
  check(performance.now() - from < 2_000, 'nor do they make anybody wait');
  for (const socket of sockets) socket.destroy();
  check(await stop(server), 'and the server ends well');
}

/** Where files run out, whoever is connected is served, and others as soon as some go. */
async function fewFiles() {
  const server = await serve(300);
  const known = await open(server.port);
  check((await ask(known, health)).includes('200'), 'a server with 300 files answers');
  const crowd = await Promise.all(Array.from({length: 600}, () => open(server.port)));
  await sleep(200);
  let served = 0;
  for (let i = 0; i < 5; ++i) served += (await ask(known, health, 3_000)).includes('200') ? 1 : 0;
  check(served === 5 || known.destroyed, 'with all files taken, who was there before is served or was let go');
  check(await answersAnew(server.port), 'with all files taken, a new visitor is answered');
  for (const socket of crowd) socket.destroy();
  check(await answersAnew(server.port), 'when the crowd has gone, too');
  known.destroy();
  check(await stop(server), 'and the server ends well');
}

/** With no file left to open, a write is kept or refused, and the store works again as soon as there are some. */
async function noFileLeft() {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-hostile-'));
  const server = await serve(48, ['--db', join(folder, 'few.db')]);
  const likes = async () => (await (await fetch(`http://127.0.0.1:${server.port}/v1/read?site=demo&e=like;p=mug`,
    {headers: {connection: 'close'}})).json()).items[0].count;
  let kept = 0;
  const like = async (socket) => {
    const body = JSON.stringify({site: 'demo', token: `F${kept}`.padEnd(42, 'A') + 'A', key: 'k', page: {key: 'mug'}, on: true});
    const said = await ask(socket, `POST /v1/like HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    kept += said.includes('200') ? 1 : 0;
    return said;
  };
  const before = await likes();
  const known = await open(server.port);
  const crowd = await Promise.all(Array.from({length: 100}, () => open(server.port)));
  await sleep(200);
  const said = await like(known);
  check(/ (200|503) /.test(said), `without a file left, a write is kept or refused: ${said}`);
  for (const socket of crowd) socket.destroy();
  const after = await open(server.port);
  let healed = '';
  for (const end = Date.now() + 20_000; Date.now() < end && !healed.includes('200'); await sleep(100)) healed = await like(after);
  check(healed.includes('200'), 'as soon as there are some, writes are kept');
  check(await likes() === before + kept, 'and what was answered counts once');
  known.destroy();
  after.destroy();
  check(await stop(server), 'and the server ends well');
  rmSync(folder, {recursive: true});
}

const modes = {'slow headers': ['-H'], 'slow bodies': ['-B'], 'slow readers': ['-X', '-r', '100', '-w', '10', '-y', '20', '-n', '1', '-z', '5', '-k', '3'],
  'range headers': ['-R']};

async function slowhttptest() {
  if (!['/usr/bin/slowhttptest', '/usr/local/bin/slowhttptest'].some(existsSync)) {
    console.log('skip  slowhttptest is not installed');
    return;
  }
  const server = await serve(8192);
  const paths = {'slow bodies': '/v1/like'};
  for (const [name, args] of Object.entries(modes)) {
    const url = `http://127.0.0.1:${server.port}${paths[name] ?? '/v1/paint?site=demo&e=comments;p=mug'}`;
    const attack = spawn('slowhttptest', [...args, '-c', '500', '-r', '500', '-l', '4', '-i', '2', '-p', '2', '-u', url],
      {stdio: ['ignore', 'pipe', 'inherit']});
    let said = '';
    attack.stdout.on('data', (text) => { said += text; });
    const ended = new Promise((done) => attack.once('exit', done));
    let asked = 0;
    let answered = 0;
    let running = true;
    void ended.then(() => { running = false; });
    while (running) {
      asked += 1;
      answered += await answersAnew(server.port) ? 1 : 0;
      await sleep(200);
    }
    check(asked > 0 && answered === asked, `${name} by slowhttptest: ${answered} of ${asked} others were answered`);
    check(!/service available:\s*\S*NO/.test(said), `${name}: slowhttptest finds the service available`);
  }
  check(await stop(server), 'and the server ends well');
}

await idleSockets();
await fewFiles();
await noFileLeft();
await slowhttptest();
process.exit(failures ? 1 : 0);
