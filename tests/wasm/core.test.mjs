// The module by itself, under Node, with a host of a few lines: what a page's host relies on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const module = new WebAssembly.Module(readFileSync("build/web/parvis.wasm"));
const messages = JSON.parse(readFileSync("sdk/messages/en.json", "utf8"));
const kNow = 1_795_000_000_000;

// A fresh instance with everything it asks of its host written down.
function start(stored = {}) {
  const sent = [];
  const events = [];
  const bytes = (at, length) => new Uint8Array(e.memory.buffer, at, length);
  const text = (at, length) => Buffer.from(bytes(at, length)).toString("utf8");
  const zero = (at) => text(at, bytes(at).indexOf(0));
  const parvis = {
    http_send: (client, id, method, url, body, length) => void sent.push({ client, id, method: zero(method), url: zero(url), body: text(body, length) }),
    storage_get(key, out, capacity) {
      const value = stored[zero(key)];
      if (value === undefined) return -1;
      const data = Buffer.from(value);
      if (data.length <= capacity) bytes(out, data.length).set(data);
      return data.length;
    },
    storage_set(key, value, length) {
      if (value) stored[zero(key)] = text(value, length);
      else delete stored[zero(key)];
      return 0;
    },
    random_bytes: (out, length) => void bytes(out, length).fill(7),
    event: (widget, json, length) => void events.push([widget, JSON.parse(text(json, length))]),
  };
  const e = new WebAssembly.Instance(module, { parvis }).exports;
  e._initialize();
  const lend = (value) => {
    const data = Buffer.from(value);
    const at = e.parvis_alloc(data.length || 1);
    bytes(at, data.length).set(data);
    return [at, data.length];
  };
  const sized = (value) => lend(typeof value === "string" ? value : JSON.stringify(value));
  const named = (value) => lend(`${value}\0`)[0];
  const answered = (at) => (at ? text(at, e.parvis_text_length()) : null);
  return {
    e, sent, events, stored,
    client: () => e.parvis_client_new(0, ...sized({ server: "https://community.example", language: "en", messages })),
    mount: (client, kind, options) => e.parvis_mount(client, named(kind), ...sized(options)),
    paint: (widget, now = kNow) => answered(e.parvis_paint(widget, now)),
    dispatch: (widget, act, arg, value = "") => e.parvis_dispatch(widget, named(act), named(arg), ...sized(value)),
    done: (client, id, status, body) => e.parvis_http_done(client, id, status, 0, ...sized(body)),
  };
}

const page = { key: "mug", canonical: "", address: "https://shop.example/mug" };
const item = { kind: "like", page: "mug", count: 41 };

test("a widget without a seed asks the server, and paints its answer", () => {
  const core = start();
  const client = core.client();
  assert.ok(client > 0);
  const like = core.mount(client, "like", { page });
  assert.ok(like > 0);
  core.e.parvis_poll(client, kNow);
  assert.equal(core.sent.length, 1);
  assert.match(core.sent[0].url, /^https:\/\/community\.example\/v1\/read\?/);
  core.paint(like);
  core.done(client, core.sent[0].id, 200, { now: kNow, build: "x", items: [item] });
  core.e.parvis_poll(client, kNow);
  assert.match(core.paint(like), /41/);
  assert.equal(core.paint(like) || "", "", "nothing changed, nothing to do");
  assert.deepEqual(core.stored, {}, "nothing is kept before an action");
});

test("a widget with a seed of another build paints itself whole, and an action is sent with the host's key", () => {
  const core = start();
  const client = core.client();
  const like = core.mount(client, "like", { page, seed: { item, now: kNow, build: "another", format: 1 } });
  core.e.parvis_poll(client, kNow);
  assert.ok(JSON.parse(core.paint(like)).c, "a full paint");
  core.dispatch(like, "like", "1", "key-of-the-loader");
  core.e.parvis_poll(client, kNow);
  assert.match(core.paint(like), /42/, "at once");
  const write = core.sent.find(({ url }) => url.endsWith("/v1/like"));
  const body = JSON.parse(write.body);
  assert.deepEqual([body.key, body.on], ["key-of-the-loader", true]);
  assert.match(body.token, /^[\w-]{43}$/);
  assert.equal(core.stored["parvis:https://community.example:token"], body.token);
  core.done(client, write.id, 200, { page: "mug", count: 50, liked: true });
  core.e.parvis_poll(client, kNow);
  assert.match(core.paint(like), /50/);
  assert.deepEqual(core.events.filter(([, { type }]) => type === "like"), [[like, { type: "like", page: "mug", liked: true, count: 50 }]]);
});

test("misuse is an error number, never a trap", () => {
  const core = start();
  const { e } = core;
  const client = core.client();
  for (const handle of [0, -1, 999, 2 ** 31 - 1]) {
    assert.equal(core.paint(handle), null);
    assert.ok(e.parvis_last_error() > 0);
    assert.ok(core.dispatch(handle, "like", "1") < 0);
    assert.ok(core.mount(handle, "like", { page }) <= 0);
  }
  assert.ok(core.mount(client, "applause", { page }) <= 0);
  assert.ok(core.mount(client, "like", "{broken") <= 0);
  const like = core.mount(client, "like", { page });
  e.parvis_unmount(like);
  assert.ok(core.dispatch(like, "like", "1") < 0, "a freed handle is told from a live one");
  e.parvis_client_free(client);
  assert.ok(core.mount(client, "like", { page }) <= 0);
});

test("answers of all shapes are survived", () => {
  for (const [status, body] of [[0, ""], [200, "<html>"], [200, "{}"], [200, { now: kNow, items: [{ kind: "share" }] }], [500, "oops"], [404, { code: 24, title: "Unknown" }], [200, "\u0000"]]) {
    const core = start();
    const client = core.client();
    const like = core.mount(client, "like", { page });
    core.e.parvis_poll(client, kNow);
    core.done(client, core.sent[0].id, status, body);
    core.done(client, core.sent[0].id, status, body);
    core.e.parvis_poll(client, kNow);
    assert.notEqual(core.paint(like), null);
  }
});

test("a thousand widgets come and go without the memory growing for ever", () => {
  const core = start();
  const client = core.client();
  const round = () => {
    for (let i = 0; i < 200; ++i) {
      const like = core.mount(client, "like", { page: { ...page, key: `p${i}` }, seed: { item: { ...item, page: `p${i}` }, now: kNow, build: "b", format: 1 } });
      core.paint(like);
      core.e.parvis_unmount(like);
    }
    core.e.parvis_poll(client, kNow);
  };
  round();
  const before = core.e.memory.buffer.byteLength;
  for (let i = 0; i < 5; ++i) round();
  assert.ok(core.e.memory.buffer.byteLength <= before + 2 * 65536 + 1_000_000);
});
