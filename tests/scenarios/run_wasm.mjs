// run_wasm.mjs MODULE STORIES TRANSCRIPTS: replays every story on the WebAssembly module with the answers that
// run_native recorded. The transcripts must be the same to the byte, requests and HTML included.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { applyPatch, canonicalHtml, emptyTree } from './canonical_html.mjs';
import { WasmHost } from './wasm_host.mjs';

class Story {
  now = 1_800_000_000_000;
  widgets = new Map(); // name -> {handle, tree}
  values = [];

  constructor(module, recorded) {
    this.host = new WasmHost(module);
    this.recorded = recorded;
  }

  step(line) {
    for (const [name, value] of this.values) line = line.replaceAll(name, value);
    this.host.log.push(`> ${line}`);
    const [verb, ...words] = line.split(' ');
    this[`do_${verb}`]?.(...words); // what is not here happens outside the client, or only looks at it
    this.paintAll();
  }

  do_client(...words) {
    this.options = { server: 'https://c.example', site: 'shop', language: 'en', ...JSON.parse(words.join(' ')) };
    this.start();
  }
  start() {
    this.options.messages = JSON.parse(readFileSync(`sdk/messages/${this.options.language.slice(0, 2)}.json`, 'utf8'));
    this.client = this.host.call('parvis_client_new', 0, { bytes: JSON.stringify(this.options) });
  }
  do_mount(name, kind, ...words) {
    this.mount(name, kind, JSON.parse(words.join(' ')));
  }
  mount(name, kind, options) {
    const handle = this.host.call('parvis_mount', this.client, kind, { bytes: JSON.stringify(options) });
    this.host.names.set(handle, name);
    this.widgets.set(name, { handle, tree: emptyTree() });
  }
  do_resume(name, kind, ...words) {
    const { seed, patch } = this.recorded.paints.shift();
    this.mount(name, kind, { ...JSON.parse(words.join(' ')), seed });
    const { tree } = this.widgets.get(name);
    applyPatch(tree, JSON.stringify(patch));
    this.host.log.push(`painted ${name} ${canonicalHtml(tree)}`);
  }
  do_unmount(name) {
    this.host.call('parvis_unmount', this.widgets.get(name).handle);
    this.widgets.delete(name);
  }
  do_refresh() {
    this.host.call('parvis_refresh', this.client);
  }
  do_push(...words) {
    if (this.host.call('parvis_push', this.client, { bytes: words.join(' ') }) < 0) {
      this.host.log.push(`refused ${this.host.call('parvis_last_error')}`);
    }
  }
  do_restart() {
    this.host.call('parvis_client_free', this.client);
    this.widgets.clear();
    this.host.open = [];
    this.start();
  }
  do_do(name, act, arg = '', ...words) {
    const value = words.join(' ').replaceAll('\\n', '\n');
    const given = arg === '-' ? '' : arg.replaceAll('+', ' ');
    const handle = this.widgets.get(name).handle;
    if (this.host.call('parvis_dispatch', handle, act, given, { bytes: value }) < 0) {
      this.host.log.push(`refused ${this.host.call('parvis_last_error')}`);
    }
  }
  do_poll(advance) {
    this.now += Number(advance);
    for (const { client, request } of this.host.open.splice(0)) {
      const { status, retry, body } = this.recorded.answers.shift();
      this.host.log.push(`answer ${status}`);
      this.host.call('parvis_http_done', client, request, status, retry, { bytes: body });
    }
    const next = this.host.call('parvis_poll', this.client, this.now);
    this.host.log.push(next === Infinity ? 'next never' : `next ${next - this.now}`);
    this.paintAll();
  }
  do_settle() {
    for (let i = 0; i < 20 && (i === 0 || this.host.open.length > 0); ++i) this.do_poll(10);
  }
  do_let(name, widget, path) {
    let value = JSON.parse(this.host.callForText('parvis_state', this.widgets.get(widget).handle));
    for (const step of path.split('.')) value = value?.[step];
    this.values.push([name, typeof value === 'string' ? value : JSON.stringify(value)]);
  }

  paintAll() {
    for (const [name, widget] of this.widgets) {
      const patch = this.host.callForText('parvis_paint', widget.handle, this.now);
      if (!patch) continue;
      applyPatch(widget.tree, patch);
      this.host.log.push(`html ${name} ${canonicalHtml(widget.tree)}`);
    }
  }
}

function firstDifference(native, wasm) {
  const at = native.findIndex((line, i) => line !== wasm[i]);
  const line = at < 0 ? native.length : at;
  return `line ${line + 1}\n    native: ${native[line] ?? '(end)'}\n    wasm:   ${wasm[line] ?? '(end)'}`;
}

function play(module, story, transcripts) {
  const name = basename(story, '.txt');
  const native = readFileSync(join(transcripts, `${name}.transcript`), 'utf8').trimEnd().split('\n');
  const played = new Story(module, JSON.parse(readFileSync(join(transcripts, `${name}.recorded.json`), 'utf8')));
  let trouble = '';
  try {
    for (const line of readFileSync(story, 'utf8').split('\n')) {
      if (line && !line.startsWith('#')) played.step(line);
    }
  } catch (error) {
    trouble = `${error.stack}\n`;
  }
  // A kept value may hold line ends, as in the native transcript's file.
  const wasm = played.host.log.join('\n').trimEnd().split('\n');
  writeFileSync(join(transcripts, `${name}.wasm.transcript`), `${wasm.join('\n')}\n`);
  const same = !trouble && native.length === wasm.length && native.every((line, i) => line === wasm[i]);
  console.log(same ? `ok      ${name}` : `FAILED  ${name}: ${trouble}${firstDifference(native, wasm)}`);
  return same;
}

const [module, stories, transcripts] = process.argv.slice(2);
if (!transcripts) {
  console.error('usage: run_wasm.mjs MODULE STORIES TRANSCRIPTS');
  process.exit(2);
}
const files = readdirSync(stories).filter((file) => file.endsWith('.txt')).sort();
const results = files.map((file) => play(module, join(stories, file), transcripts));
process.exit(files.length > 0 && results.every(Boolean) ? 0 : 1);
