// The server under measurement, with a thread of any size, and web pages on another site that show it.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {brotliCompressSync} from 'node:zlib';

const kNames = ['Ana', 'Théo', 'Priya', 'Jonas', 'Bea', 'Ravi', 'Lotte', 'Oskar', 'Noor', 'Sam', 'Élodie', 'Camille'];
const kTexts = [
  'It really *never* drips. I stopped looking for the catch after a week.',
  'Oui ! Trois doigts passent sans souci.\n\n- anse : 32 mm × 68 mm\n- poids : 340 g\n- contenance : 33 cl',
  '> Holds a third of a litre.\n\nI can confirm the litre. The slow morning depends on the **children**.',
  'Does anybody know whether it survives a microwave? The [care page](https://shop.example/care) does not say.',
  'Fountain pen test: no bleed with iron gall, a little show-through with `Ultramarine`. Lies flat as promised.',
  'Perfect, thanks.',
  'The kiln opens on Thursday, forty grey ones are inside. ~~Tuesday~~ Thursday, sorry.',
];
// One top-level comment in ten; which earlier one of its ten each answers to.
const kParents = [-1, 0, 1, 0, 3, 4, 0, 6, 2, 0];
const kAtOnce = 16;

/** Starts parvis-server in memory and answers {api, post, read, pages, stop}. */
export async function startServer(build) {
  const child = spawn(join(build, 'server-stub/parvis-server'),
    ['serve', '--memory', '--seed', 'demo', '--port', '0', '--web', 'build/web', '--quiet', '--trusted-proxy', '127.0.0.1'],
    {stdio: ['ignore', 'pipe', 'inherit']});
  const api = await new Promise((done, refuse) => {
    let said = '';
    child.stdout.on('data', (text) => {
      const found = /^api (http:\S+)/m.exec(said += text);
      if (found) done(found[1]);
    });
    child.on('exit', (code) => refuse(new Error(`parvis-server ended with ${code}`)));
    child.on('error', refuse);
  });
  return {api, stop: () => child.removeAllListeners('exit').kill(), ...using(api)};
}

function using(api) {
  let visitors = 0;

  /** A comment by somebody new from somewhere new, since limits count both; answers its id. */
  async function post(key, text, parent = '') {
    const number = ++visitors;
    const token = String(number).padStart(43, 'A');
    const name = kNames[number % kNames.length];
    const answer = await fetch(`${api}/v1/comment`, {
      method: 'POST',
      headers: {'content-type': 'text/plain', 'x-forwarded-for': `20.${number >> 16}.${number >> 8 & 255}.${number & 255}`},
      body: JSON.stringify({site: 'demo', token, key: 'only', page: {key}, parent, name, text}),
    });
    const body = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(body));
    return body.comment.id;
  }

  /** Fills the page with that many comments, ten to a conversation. */
  async function fill(key, count) {
    let begun = 0;
    const conversations = async () => {
      while (begun * kParents.length < count) {
        const first = begun++ * kParents.length;
        const ids = [];
        for (const [index, parent] of kParents.entries())
          if (first + index < count) ids.push(await post(key, kTexts[(first + index) % kTexts.length], ids[parent]));
      }
    };
    await Promise.all(Array.from({length: kAtOnce}, conversations));
  }

  /** The answers, as text, that a client gets which asks for the whole thread page by page. */
  async function pages(verb, key) {
    const texts = [];
    for (let after = ''; ;) {
      const element = encodeURIComponent(`comments;p=${key};o=oldest;limit=100${after && `;after=${after}`}`);
      const answer = await fetch(`${api}/v1/${verb}?site=demo&lang=en&address=${encodeURIComponent('http://localhost/')}&e=${element}`);
      const text = await answer.text();
      assert.equal(answer.status, 200, text);
      texts.push(text);
      after = JSON.parse(text).items[0].next;
      if (!after) return texts;
    }
  }

  return {post, fill, pages};
}

/** Serves texts by path, compressed as a good server would; answers {origin, add, stop}. */
export async function startPages() {
  const files = new Map();
  const server = createServer(({url}, response) => {
    const file = files.get(url);
    if (!file) return void response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, {'content-type': file.type, 'content-encoding': 'br'}).end(file.body);
  });
  await new Promise((done) => server.listen(0, done));
  const origin = `http://localhost:${server.address().port}`;
  const add = (path, text, type = 'text/html; charset=utf-8') => {
    files.set(path, {type, body: brotliCompressSync(text)});
    return origin + path;
  };
  return {origin, add, stop: () => (server.closeAllConnections?.(), server.close())};
}
