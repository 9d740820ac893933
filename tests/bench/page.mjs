// A page with a like button and a thread of 100 comments, beside Waline, Twikoo and Artalk's client; also on slow 4G.
// Each served from this machine, in turns in one Chromium, with an empty cache; medians.
//   node page.mjs --build FOLDER [--rounds 7] [--no-peers] [--json FILE]
import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {chromium} from 'playwright-core';
import {clientPages, emptyPage, parvisPage, twikooPage, walinePage} from './page/systems.mjs';
import {visit} from './page/visit.mjs';
import {installPeers, kFolder} from './peers/install.mjs';
import {startTwikoo} from './peers/twikoo.mjs';
import {startWaline} from './peers/waline.mjs';
import {startServer} from './thread/server.mjs';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'}, rounds: {type: 'string', default: '7'},
  'no-peers': {type: 'boolean', default: false}, json: {type: 'string'},
}});
const rounds = Number(options.rounds);
const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const mediansOf = (visits) => Object.fromEntries(Object.keys(visits[0]).map((name) => [name, median(visits.map((one) => one[name] ?? NaN))]));

function table(title, rows) {
  console.log(`\n${title}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(`  ${row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[0]))).join('  ')}`);
}

async function peerPages(stops) {
  installPeers();
  const waline = await startWaline();
  stops.push(waline.stop);
  const twikoo = await startTwikoo();
  stops.push(twikoo.stop);
  return [await walinePage(kFolder, waline), await twikooPage(kFolder, twikoo), ...(await clientPages(kFolder))];
}

/** Each page's visits, in turns; the first turn warms up and is not counted. */
async function measure(browser, pages, slow) {
  const visits = new Map(pages.map(({name}) => [name, []]));
  for (let round = rounds > 1 ? -1 : 0; round < rounds; ++round)
    for (const page of pages) {
      const seen = await visit(browser, page, slow);
      if (round >= 0) visits.get(page.name).push(seen);
    }
  return new Map([...visits].map(([name, all]) => [name, {...mediansOf(all), worst: Math.max(...all.map(({comment}) => comment ?? NaN))}]));
}

function report(title, pages, seen) {
  const own = seen.get('parvis');
  const empty = seen.get('empty page').comment;
  const ms = (value) => (value ? `${value.toFixed(0)} ms` : '–');
  const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  const ratio = (value, to) => (value && to > 0 ? `${(value / to).toFixed(2)}x` : '–');
  table(`${title}: until first comment and like (medians of ${rounds})`, [
    ['', 'requests', 'bytes', 'of parvis', 'first comment', 'adds', 'of parvis', 'usable like', 'in all'],
    ...pages.map(({name}) => {
      const one = seen.get(name);
      const added = one.comment - empty;
      return [name, `${one.requests}`, kilobytes(one.bytes), ratio(one.bytes, own.bytes), ms(one.comment), name === 'empty page' ? '–' : ms(added),
        name === 'empty page' ? '–' : ratio(added, own.comment - empty), ms(one.like), `${kilobytes(one.totalBytes)} in ${one.totalRequests}`];
    })]);
  table('  and what it costs the page', [
    ['', 'layout shift', 'longest task', 'blocking', 'JS heap'],
    ...pages.map(({name}) => {
      const one = seen.get(name);
      return [name, one.shift.toFixed(4), `${one.longest.toFixed(0)} ms`, `${one.blocked.toFixed(0)} ms`, `${(one.heap / 1048576).toFixed(2)} MB`];
    })]);
}

function figuresOf(pages, lan, slow) {
  const own = {lan: lan.get('parvis'), slow: slow.get('parvis')};
  const added = (name) => slow.get(name).comment - slow.get('empty page').comment;
  const peers = pages.filter(({name, clientOnly}) => !clientOnly && name !== 'parvis' && name !== 'empty page');
  const fastest = Math.min(...peers.map(({name}) => added(name)));
  const round = (value) => Math.round(value * 1000) / 1000;
  return {
    requests: own.lan.requests, bytes: own.lan.bytes, total_requests: own.lan.totalRequests, total_bytes: own.lan.totalBytes,
    first_comment_ms_lan: round(own.lan.comment), first_comment_ms_slow4g: round(own.slow.comment),
    usable_like_ms_lan: round(own.lan.like), usable_like_ms_slow4g: round(own.slow.like), added_ms_slow4g: round(added('parvis')),
    ...(peers.length ? {added_vs_fastest_peer_slow4g: round(added('parvis') / fastest)} : {}),
    cls: round(Math.max(own.lan.shift, own.slow.shift)), tbt_ms_slow4g: round(own.slow.blocked), heap: own.lan.heap,
    ...Object.fromEntries(peers.flatMap(({name}) => [[`${name}_bytes`, lan.get(name).bytes], [`${name}_first_comment_ms_slow4g`, round(slow.get(name).comment)]])),
  };
}

const stops = [];
let browser;
try {
  const server = await startServer(options.build);
  stops.push(server.stop);
  const pages = [await emptyPage(), await parvisPage(server), ...(options['no-peers'] ? [] : await peerPages(stops))];
  stops.push(...pages.map(({stop}) => stop));
  // Others' pages ask outside hosts; here they get no answer at once.
  browser = await chromium.launch({executablePath: process.env.PARVIS_CHROMIUM ?? '/usr/bin/chromium', args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']});
  const lan = await measure(browser, pages, false);
  report('This machine', pages, lan);
  const slow = await measure(browser, pages, true);
  report('Slow 4G, CPU 4x slower', pages, slow);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figuresOf(pages, lan, slow), null, 2)}\n`);
} finally {
  await browser?.close();
  for (const stop of stops) await stop();
}
