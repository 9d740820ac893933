// parvis.wasm with a host that writes everything it is asked to do into a transcript (host.cpp in JavaScript).
import { readFileSync } from 'node:fs';

const utf8 = new TextEncoder();
const text = new TextDecoder();

export class WasmHost {
  log = [];
  open = [];
  storage = new Map();
  names = new Map();
  #random = 1;

  constructor(path) {
    const module = new WebAssembly.Module(readFileSync(path));
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      // What the C library names but this host never has, such as WASI's process functions, must not be called.
      (imports[from] ??= {})[name] = () => {
        throw new Error(`${from}.${name} was called`);
      };
    }
    imports.parvis = {
      http_send: (client, request, method, url, body, length) =>
        this.#send(client, request, this.#cString(method), this.#cString(url), this.#string(body, length)),
      storage_get: (key, out, capacity) => this.#get(this.#cString(key), out, capacity),
      storage_set: (key, value, length) => this.#set(this.#cString(key), value ? this.#string(value, length) : null),
      random_bytes: (out, length) => this.#fill(out, length),
      event: (widget, json, length) =>
        this.log.push(`event ${this.names.get(widget) ?? '?'} ${this.#string(json, length)}`),
    };
    this.wasm = new WebAssembly.Instance(module, imports).exports;
    this.wasm._initialize?.();
  }

  // Calls an export; strings become NUL-terminated text, {bytes} becomes pointer and length.
  call(name, ...values) {
    const blocks = [];
    const put = (bytes) => {
      const block = this.wasm.parvis_alloc(bytes.length + 1);
      const room = new Uint8Array(this.wasm.memory.buffer, block, bytes.length + 1);
      room.set(bytes);
      room[bytes.length] = 0;
      blocks.push(block);
      return block;
    };
    const given = values.flatMap((value) => {
      if (typeof value === 'string') return [put(utf8.encode(value))];
      if (value?.bytes === undefined) return [value];
      const bytes = utf8.encode(value.bytes);
      return [put(bytes), bytes.length];
    });
    const answer = this.wasm[name](...given);
    for (const block of blocks) this.wasm.parvis_free(block);
    return answer;
  }

  callForText(name, ...values) {
    const at = this.call(name, ...values);
    return at ? this.#string(at, this.wasm.parvis_text_length()) : null;
  }

  #string(at, length) {
    return text.decode(new Uint8Array(this.wasm.memory.buffer, at, length));
  }
  #cString(at) {
    const bytes = new Uint8Array(this.wasm.memory.buffer, at);
    return text.decode(bytes.subarray(0, bytes.indexOf(0)));
  }
  #send(client, request, method, url, body) {
    this.log.push(`send ${method} ${url}${body && ` ${body}`}`);
    this.open.push({ client, request });
  }
  #get(key, out, capacity) {
    if (!this.storage.has(key)) return -1;
    const bytes = utf8.encode(this.storage.get(key));
    if (bytes.length <= capacity) new Uint8Array(this.wasm.memory.buffer, out, bytes.length).set(bytes);
    return bytes.length;
  }
  #set(key, value) {
    if (value === null) {
      if (this.storage.delete(key)) this.log.push(`forget ${key}`);
      return 0;
    }
    this.storage.set(key, value);
    this.log.push(`keep ${key} ${value}`);
    return 0;
  }
  #fill(out, length) {
    const bytes = new Uint8Array(this.wasm.memory.buffer, out, length);
    for (let i = 0; i < length; ++i) {
      this.#random = (Math.imul(this.#random, 1103515245) + 12345) >>> 0;
      bytes[i] = this.#random >>> 16;
    }
  }
}
