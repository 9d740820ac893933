// Shows what readers think of a page, likes it and says something: the WebAssembly module under node, without a browser.
//   node hello.mjs parvis.wasm http://127.0.0.1:8080 mug
// An app would send the requests side by side, and keep the values in a file.
import {readFileSync} from 'node:fs';
import {webcrypto} from 'node:crypto';

const utf8 = new TextEncoder();
const text = new TextDecoder();

class Parvis {
  waiting = [];
  values = new Map();
  events = [];

  constructor(file, options) {
    const module = new WebAssembly.Module(readFileSync(file));
    this.wasm = new WebAssembly.Instance(module, {...this.#unused(module), parvis: this.#host()}).exports;
    this.wasm._initialize?.();
    this.client = this.#checked(this.#call('parvis_client_new', 0, {bytes: JSON.stringify(options)}));
  }

  mount(kind, options) {
    return this.#checked(this.#call('parvis_mount', this.client, kind, {bytes: JSON.stringify(options)}));
  }

  state(widget) {
    const at = this.wasm.parvis_state(widget);
    return JSON.parse(this.#read(at, this.wasm.parvis_text_length()));
  }

  dispatch(widget, act, arg = '', value = '') {
    this.#checked(this.#call('parvis_dispatch', widget, act, arg, {bytes: value}));
  }

  // Polls until nothing is on its way any more.
  async settle() {
    for (;;) {
      this.wasm.parvis_poll(this.client, Date.now());
      if (!this.waiting.length) return;
      for (const request of this.waiting.splice(0)) await this.#carry(request);
    }
  }

  close() {
    this.#checked(this.wasm.parvis_client_free(this.client));
  }

  // What the module calls from inside its own functions, so that here it is only noted.
  #host() {
    return {
      http_send: (client, number, method, url, body, length) => this.waiting.push(
        {number, method: this.#readCString(method), url: this.#readCString(url), body: this.#read(body, length)}),
      storage_get: (key, out, capacity) => {
        const value = this.values.get(this.#readCString(key));
        if (value === undefined) return -1;
        this.#memory(out, capacity).set(value.subarray(0, capacity));
        return value.length;
      },
      storage_set: (key, value, length) => {
        if (value) this.values.set(this.#readCString(key), this.#memory(value, length).slice());
        else this.values.delete(this.#readCString(key));
        return 0;
      },
      random_bytes: (out, length) => webcrypto.getRandomValues(this.#memory(out, length)),
      event: (widget, json, length) => this.events.push(JSON.parse(this.#read(json, length))),
    };
  }

  // The C library names a few functions of the system that the module never calls.
  #unused(module) {
    const imports = {};
    for (const {module: from, name} of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
    return imports;
  }

  async #carry({number, method, url, body}) {
    let [status, wait, answer] = [0, 0, ''];
    try {
      const response = await fetch(url, method === 'POST'
        ? {method, body, headers: {'Content-Type': 'text/plain;charset=UTF-8'}} : {});
      [status, answer] = [response.status, await response.text()];
      wait = Number(response.headers.get('Retry-After') ?? 0) * 1000;
    } catch {
      // No answer came: status 0.
    }
    this.#call('parvis_http_done', this.client, number, status, wait, {bytes: answer});
  }

  // Strings become NUL-terminated text, {bytes} a pointer and a length.
  #call(name, ...values) {
    const blocks = [];
    const put = (bytes) => {
      blocks.push(this.wasm.parvis_alloc(bytes.length + 1));
      const room = this.#memory(blocks.at(-1), bytes.length + 1);
      room.set(bytes);
      room[bytes.length] = 0;
      return blocks.at(-1);
    };
    const given = values.flatMap((value) => {
      if (typeof value === 'number') return [value];
      const bytes = utf8.encode(value.bytes ?? value);
      return value.bytes === undefined ? [put(bytes)] : [put(bytes), bytes.length];
    });
    const answer = this.wasm[name](...given);
    for (const block of blocks) this.wasm.parvis_free(block);
    return answer;
  }

  #checked(answer) {
    if (answer < 0) throw new Error(`parvis refused with error ${-answer}`);
    return answer;
  }

  // Made anew each time, for memory that grows moves.
  #memory(at, length) {
    return new Uint8Array(this.wasm.memory.buffer, at, length);
  }
  #read(at, length) {
    return text.decode(this.#memory(at, length));
  }
  #readCString(at) {
    const rest = new Uint8Array(this.wasm.memory.buffer, at);
    return text.decode(rest.subarray(0, rest.indexOf(0)));
  }
}

const [file, server, page] = process.argv.slice(2);
const parvis = new Parvis(file, {server, site: 'demo'});
const like = parvis.mount('like', {page: {key: page}});
const thread = parvis.mount('comments', {page: {key: page}});
await parvis.settle();
console.log('likes:', parvis.state(like).count);
console.log('comments:', parvis.state(thread).total);

parvis.dispatch(like, 'like', '1');
parvis.dispatch(thread, 'name', '', 'Zoë');
parvis.dispatch(thread, 'draft', '', 'Written in *JavaScript*.');
parvis.dispatch(thread, 'post');
await parvis.settle();
console.log('likes after ours:', parvis.state(like).count);
const newest = parvis.state(thread).comments[0];
console.log('newest:', newest.name, JSON.stringify(newest.body));
console.log('events:', parvis.events.map((event) => event.type).join(' '));
parvis.close();
