// A reader's visit, in Chromium: what comes over the wire until the first comment stands, and what the real page
// does with a thread that has been unfolded to its end.
import {setTimeout as sleep} from 'node:timers/promises';

// In the page, before anything else: notes when the first comment stands in any shadow root, and lets answers
// be held back, so that the script that they cause can be timed.
function watch() {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    const observer = new MutationObserver(() => {
      if (!root.querySelector('li.comment')) return;
      globalThis.firstComment ??= performance.now();
      observer.disconnect();
    });
    observer.observe(root, {childList: true, subtree: true});
    return root;
  };
  const {fetch} = globalThis;
  globalThis.held = undefined;
  let visitors = 0;
  globalThis.fetch = async (url, options) => {
    if (!globalThis.held || options?.method !== 'POST') return fetch(url, options);
    // By somebody new each time: the server takes eight comments of one visitor at once.
    const token = String(++visitors).padStart(43, 'B');
    const answer = await fetch(url, {...options, body: options.body.replace(/"token":"[^"]*"/, `"token":"${token}"`)});
    const {ok, status, headers} = answer;
    const text = await answer.text();
    await new Promise((release) => held.push(release));
    return {ok, status, headers, text: () => Promise.resolve(text)};
  };
  const {instantiate} = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    globalThis.wasmMemory = made.instance.exports.memory;
    return made;
  };
  // Milliseconds of `act` and of all that follows from it without waiting for anything.
  globalThis.timed = async (act) => {
    const begun = performance.now();
    act();
    for (let hop = 0; hop < 40; ++hop) await null;
    return performance.now() - begun;
  };
}

/** {bytes, requests, ms} up to the first comment, and {laterBytes, laterRequests} of what comes at leisure. */
export async function firstPage(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const loads = new Map();
  session.on('Network.requestWillBeSent', ({requestId, request, timestamp}) =>
    loads.set(requestId, {url: request.url, sent: timestamp, bytes: 0}));
  session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
    const load = loads.get(requestId);
    if (load) load.bytes = encodedDataLength;
  });
  await page.goto(url, {waitUntil: 'commit'});
  const ms = await (await page.waitForFunction(() => globalThis.firstComment)).jsonValue();
  // Quiet but for the stream of events, which has no end.
  for (let quiet = 0, count = 0; quiet < 5; count = loads.size) {
    await sleep(200);
    quiet = loads.size === count ? quiet + 1 : 0;
  }
  await context.close();
  const [document, ...rest] = [...loads.values()].filter((load) => !load.url.endsWith('/favicon.ico') && !load.url.includes('/v1/events'));
  // What the loader fetches at leisure is named so; everything else is there before the first comment.
  const later = rest.filter((load) => load.url.includes('/assets/'));
  const sum = (list) => list.reduce((total, {bytes}) => total + bytes, 0);
  return {
    ms, page: document.bytes,
    bytes: sum(rest) - sum(later), requests: rest.length - later.length,
    laterBytes: sum(later), laterRequests: later.length,
  };
}

/** Opens the page, unfolds the thread to `count` comments; answers a handle for the measures below. */
export async function unfold(browser, url, count) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.addInitScript(watch);
  await page.goto(url);
  const shown = () => page.evaluate(() => document.querySelector('parvis-comments').shadowRoot.querySelectorAll('li.comment').length);
  await page.waitForFunction(() => globalThis.wasmMemory);
  for (let before = -1, now = await shown(); now < count && now !== before; before = now, now = await shown()) {
    const more = page.locator('parvis-comments button.more');
    if (!(await more.count())) break;
    await more.evaluate((button) => button.click());
    await page.waitForFunction((known) => {
      const {shadowRoot} = document.querySelector('parvis-comments');
      return shadowRoot.querySelectorAll('li.comment').length > known;
    }, now);
  }
  return {page, context, shown: await shown()};
}

/** Script milliseconds of typing a letter, of pressing Post, and of taking in the server's answer. */
export async function post({page}, rounds) {
  const times = {key: [], press: [], answer: []};
  for (let round = 0; round < rounds; ++round) {
    const [key, press] = await page.evaluate(async (text) => {
      const {shadowRoot} = document.querySelector('parvis-comments');
      const form = shadowRoot.querySelector('form[data-act=post]');
      const field = form.querySelector('textarea');
      field.focus();
      globalThis.held = [];
      const typed = await timed(() => {
        field.value = text;
        field.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
      });
      // A reader sees the letter before pressing; else the form's own check would lay out the page within the time.
      await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
      return [typed, await timed(() => form.requestSubmit())];
    }, `Number ${round} of those that come late.`);
    await page.waitForFunction(() => held.length > 0);
    const answer = await page.evaluate(async () => {
      const {shadowRoot} = document.querySelector('parvis-comments');
      const took = await timed(() => held.splice(0).forEach((release) => release()));
      if (shadowRoot.querySelector('li.pending')) throw new Error('the comment is still on its way');
      globalThis.held = undefined;
      return took;
    });
    times.key.push(key);
    times.press.push(press);
    times.answer.push(answer);
  }
  return times;
}

/** Bytes held by the page after a collection: JavaScript, the DOM behind it, the WebAssembly memory. */
export async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const heap = await session.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => globalThis.wasmMemory?.buffer.byteLength ?? 0);
  await session.detach();
  return {js: heap.usedSize, dom: heap.embedderHeapUsedSize ?? 0, wasm};
}
