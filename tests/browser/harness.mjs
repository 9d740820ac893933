// One Parvis server, one web server for host pages on another site, and one Chromium for all browser tests.
// A test that ends with an uncaught error, a console entry or a request to anybody else has failed.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { startStub } from "../../server-stub/testing/index.mjs";

const kBrowser = process.env.PARVIS_CHROMIUM ?? "/usr/bin/chromium";
const kServer = process.env.PARVIS_SERVER ?? "build/release/server-stub/parvis-server";
const kWait = 10_000;

export let api; // "http://127.0.0.1:PORT"
export let shop; // "http://localhost:PORT"
export let elsewhere; // the same pages on another site: "http://127.0.0.1:PORT"
export let ownerKey; // of its site "demo"
export let demo; // the demo shop, from the Parvis server: "http://localhost:PORT"
export let browser;
let stub;
let pages;
const served = new Map();
let serial = 0;

// A page key that no other test uses.
export const freshKey = (name = "page") => `${name}-${process.pid}-${++serial}`;

before(async () => {
  [[api, demo], shop, browser] = await Promise.all([startServer(), startPages(), chromium.launch(launchOptions())]);
  elsewhere = shop.replace("localhost", "127.0.0.1");
});

after(async () => {
  await browser?.close();
  pages?.closeAllConnections?.();
  pages?.close();
  await stub?.stop();
});

function launchOptions() {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    executablePath: kBrowser,
    args: [...asRoot, "--disable-gpu", "--disable-background-networking", "--disable-component-update",
           "--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage"],
  };
}

async function startServer() {
  assert.ok(existsSync(kServer), `${kServer} is missing: build it, or name it in PARVIS_SERVER`);
  stub = await startStub({ program: kServer, web: "build/web", shop: "examples/shop", clock: "running" });
  ownerKey = stub.sites[0].ownerKey;
  return [stub.url, stub.shop];
}

// A site of its own on the same server, with settings as its owner made them.
export async function ownSite(settings = {}) {
  const site = await stub.site({ seed: "", running: true, now: Date.now(), origins: ["http://localhost:*"] });
  const owner = async (verb, body) => {
    const answer = await fetch(`${api}/v1/owner/${verb}`, {
      method: "POST",
      body: JSON.stringify({ site: site.name, owner_key: site.ownerKey, ...body }),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  if (Object.keys(settings).length) await owner("settings", { settings });
  return { site, name: site.name, owner };
}

function startPages() {
  pages = createServer((request, response) => {
    const page = served.get(new URL(request.url, "http://localhost").pathname);
    if (!page) return void response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers });
    response.end(page.html);
  });
  return new Promise((resolve) => pages.listen(0, () => resolve(`http://localhost:${pages.address().port}`)));
}

// Serves a host page and answers its address. `{api}` in the text is the Parvis server.
export function host(body, { head = "", lang = "en", headers = {}, script = true, path = `/${freshKey()}`, whole } = {}) {
  const loader = script ? `<script async src="{api}/parvis.js"></script>` : "";
  const html = whole ?? `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width">${loader}${head}</head><body>${body}</body></html>`;
  const fill = (text) => text.replaceAll("{api}", api);
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  served.set(path, { html: fill(html), headers: filled });
  return shop + path;
}

// A reader: a browser profile of his own, watched. It is a private one, unless `profile` names a folder to keep it in.
class Visitor {
  requests = [];
  complaints = [];
  allowed = [];

  static async create({ profile, ...options }) {
    const visitor = new Visitor();
    visitor.context = await (profile
      ? chromium.launchPersistentContext(profile, { ...launchOptions(), ...options })
      : browser.newContext(options));
    visitor.context.setDefaultTimeout(kWait);
    visitor.page = await visitor.newPage();
    return visitor;
  }

  async newPage() {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.complaints.push(`uncaught: ${error.stack ?? error}`));
    page.on("console", (entry) => this.complaints.push(`console: ${entry.text()}`));
    page.on("request", (request) => this.requests.push(request));
    stillIdleWhileStreaming(page);
    return page;
  }

  async open(url) {
    await this.page.goto(url);
    return this.page;
  }

  // The streams of live events that were asked for.
  streams() {
    return this.requests.map((request) => new URL(request.url())).filter(({ pathname }) => pathname === "/v1/events");
  }

  // Requests for data, not for files, nor for the stream: "GET /v1/paint", …
  data(pattern = /./) {
    return this.requests
      .filter((request) => request.url().startsWith(`${api}/v1/`))
      .map((request) => `${request.method()} ${new URL(request.url()).pathname}`)
      .filter((line) => !line.endsWith("/v1/events") && pattern.test(line));
  }

  allow(pattern) {
    this.allowed.push(pattern);
  }

  check() {
    const foreign = this.requests.map((request) => request.url()).filter((url) => !known(url));
    assert.deepEqual(foreign, [], "requests to third parties");
    const real = this.complaints.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
    assert.deepEqual(real, [], "errors and console entries");
  }
}

// Playwright's "networkidle" waits for all requests, and the stream of live events has no end.
function stillIdleWhileStreaming(page) {
  const open = new Set();
  let since = Date.now();
  const note = (change) => (request) => {
    if (request.url().includes("/v1/events")) return;
    open[change](request);
    since = Date.now();
  };
  page.on("request", note("add"));
  page.on("requestfinished", note("delete"));
  page.on("requestfailed", note("delete"));
  const wait = page.waitForLoadState.bind(page);
  page.waitForLoadState = async (state) => {
    if (state !== "networkidle") return wait(state);
    await wait("load");
    await eventually(() => open.size === 0 && Date.now() - since > 500, true, "requests that do not end");
  };
}

const known = (url) => [api, shop, elsewhere, demo].some((own) => url.startsWith(own)) || /^(data|blob|about):/.test(url);

// A test with one visitor; `more()` brings another with a profile of his own.
export function browserTest(name, run, options = {}) {
  test(name, { timeout: options.timeout ?? 60_000 }, async (t) => {
    const visitors = [];
    const more = async (own = {}) => {
      const visitor = await Visitor.create({ ...options, ...own });
      visitors.push(visitor);
      return visitor;
    };
    try {
      await run(await more(), { more, t });
      visitors.forEach((visitor) => visitor.check());
    } catch (error) {
      const complaints = visitors.flatMap(({ complaints }) => complaints);
      if (complaints.length) error.message += `\n${complaints.join("\n")}`;
      throw error;
    } finally {
      await Promise.all(visitors.map(({ context }) => context.close()));
    }
  });
}

// Waits until `probe` answers what is expected; the last answer is in the failure.
export async function eventually(probe, expected, what = "") {
  const end = Date.now() + kWait;
  let last;
  do {
    last = await probe();
    try {
      assert.deepEqual(last, expected);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } while (Date.now() < end);
  assert.deepEqual(last, expected, what);
}

export const wasmRuns = (page) => page.waitForResponse((response) => /\/assets\/parvis-\w+\.wasm$/.test(response.url()));

// Requests for `address` of a page or context are kept back until the answer is called.
export async function hold(where, address) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await where.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

// A comment by somebody else, behind the browser's back; answers it. `token` makes it the same somebody again.
export async function writeComment({ context }, { page, site, text, name = "", parent = "", token = randomText(32), at = "/" }) {
  const body = { site, token, key: randomText(16), page: { key: page, canonical: "", address: shop + at }, parent, name, text };
  const answer = await post(context, "comment", body);
  return answer.comment;
}

export async function post(context, verb, body) {
  const answer = await context.request.post(`${api}/v1/${verb}`, {
    data: JSON.stringify(body),
    headers: { origin: shop, "content-type": "text/plain;charset=UTF-8" },
  });
  const text = await answer.text();
  assert.ok(answer.ok(), text);
  return JSON.parse(text);
}

export const randomText = (bytes) => randomBytes(bytes).toString("base64url");

// What a request told the server.
export const bodyOf = (request) => JSON.parse(request.postData());
