// One reader's first visit of a page, in Chromium with an empty cache.
import {setTimeout as sleep} from 'node:timers/promises';

const kSlow = {latency: 150, download: 1.6e6 / 8, upload: 0.75e6 / 8, cpu: 4}; // Lighthouse's slow 4G
const kPatience = 120_000;
const kLeisure = 1_500; // what still comes after the first comment

// In the page, before anything else.
function watch({host, comment, likeHost, like}) {
  const seen = (globalThis.seen = {shift: 0, blocked: 0, longest: 0});
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
  observe('layout-shift', ({value, hadRecentInput}) => hadRecentInput || (seen.shift += value));
  observe('longtask', ({duration}) => ((seen.blocked += duration - 50), (seen.longest = Math.max(seen.longest, duration))));
  const shown = (within, selector) => {
    const root = within ? document.querySelector(within)?.shadowRoot : document;
    return selector && root?.querySelector(selector)?.getBoundingClientRect().height > 0;
  };
  const look = () => {
    // Found in this frame, it is on the screen by the next.
    if (!seen.comment && shown(host, comment)) requestAnimationFrame((now) => (seen.comment = now));
    if (!seen.like && shown(likeHost ?? host, like)) requestAnimationFrame((now) => (seen.like = now));
    if (!seen.comment || !seen.like) return requestAnimationFrame(look);
    globalThis.bothSeen?.('');
  };
  requestAnimationFrame(look);
}

/** {comment, like (ms), requests, bytes (until both), totalRequests, totalBytes, shift, blocked, longest, heap} */
export async function visit(browser, page, slow) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  const wire = {requests: 0, bytes: 0};
  // Only what is answered: pictures of outside hosts, which some ask for, are not.
  session.on('Network.responseReceived', ({response}) => response.url.startsWith('http') && ++wire.requests);
  session.on('Network.dataReceived', ({encodedDataLength}) => (wire.bytes += encodedDataLength));
  session.on('Network.responseReceivedExtraInfo', ({headersText}) => (wire.bytes += headersText?.length ?? 0));
  for (const domain of ['Network', 'Performance', 'Runtime']) await session.send(`${domain}.enable`);
  await session.send('Runtime.addBinding', {name: 'bothSeen'});
  const both = new Promise((done) => session.on('Runtime.bindingCalled', () => done({...wire})));
  if (slow) {
    await session.send('Network.emulateNetworkConditions', {offline: false, latency: kSlow.latency, downloadThroughput: kSlow.download, uploadThroughput: kSlow.upload});
    await session.send('Emulation.setCPUThrottlingRate', {rate: kSlow.cpu});
  }
  const {host, comment, likeHost, like} = page;
  await tab.addInitScript(watch, {host, comment, likeHost, like});
  await tab.goto(page.url);
  const until = page.clientOnly ? (await sleep(slow ? 4 * kLeisure : kLeisure), {...wire}) : await Promise.race([both, sleep(kPatience, undefined, {ref: false})]);
  if (!until) throw new Error(`${page.name} shows no comment`);
  await sleep(kLeisure);
  const seen = await tab.evaluate(() => globalThis.seen);
  await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  const heap = metrics.find(({name}) => name === 'JSHeapUsedSize').value;
  const result = {...seen, ...until, totalRequests: wire.requests, totalBytes: wire.bytes, heap};
  await context.close();
  return result;
}
