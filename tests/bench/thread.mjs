// A thread of 100, 1,000 and 10,000 comments, beside hand-written DOM and Preact that render the same.
// All three in turns in one Chromium, from answers of one server; medians.
//   node thread.mjs --build FOLDER [--sizes 100,1000,10000] [--rounds 15] [--posts 50] [--json FILE]
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {brotliCompressSync} from 'node:zlib';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {startPages, startServer} from './thread/server.mjs';
import {firstPage, memory, post, unfold} from './thread/visit.mjs';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'},
  sizes: {type: 'string', default: '100,1000,10000'},
  rounds: {type: 'string', default: '15'},
  posts: {type: 'string', default: '50'},
  json: {type: 'string'},
}});
const sizes = options.sizes.split(',').map(Number);
const rounds = Number(options.rounds);
const here = join(dirname(fileURLToPath(import.meta.url)), 'thread');
const kWays = ['parvis', 'clone', 'preact'];

const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;
const milliseconds = (ms) => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;

const bundle = async (contents) => (await build({
  stdin: {contents, resolveDir: here}, bundle: true, write: false, minify: true, format: 'iife', target: 'es2022', logLevel: 'error',
})).outputFiles[0].text;

function table(title, rows) {
  console.log(`\n${title}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(`  ${row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[0]))).join('  ')}`);
}

// Each way to say the first page: as it is, and compressed (brotli 11).
const bytesOf = (texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) =>
  [name, {raw: Buffer.byteLength(text), brotli: brotliCompressSync(text).length}]));

async function stagePage(browser, pages, stage) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(pages.add('/stage', '<!doctype html><meta charset="utf-8"><title>Stage</title>'));
  await page.evaluate(stage);
  return page;
}

/** The same thread built each way, once they have been shown to be the same. */
async function builds(browser, pages, server, stage, size) {
  const answers = {paint: await server.pages('paint', `page${size}`), read: await server.pages('read', `page${size}`)};
  const page = await stagePage(browser, pages, stage);
  const markups = await page.evaluate((given) => stage.markups(given), answers);
  kWays.forEach((way, i) => assert.equal(markups[i], markups[0], `${way} draws another thread than Parvis`));
  const {paint, ...state} = JSON.parse(answers.paint[0]).items[0];
  const wire = {ops: JSON.stringify(paint), html: await page.evaluate((given) => stage.html(given), answers.paint[0]), json: JSON.stringify(state)};
  const turns = Math.max(3, Math.min(rounds * 3, Math.round((rounds * 1000) / size)));
  const times = await page.evaluate(([given, n]) => stage.time(given, n), [answers, turns]);
  const held = {};
  for (const way of kWays) {
    const fresh = await stagePage(browser, pages, stage);
    const empty = await memory(fresh);
    await fresh.evaluate(([name, given]) => stage.keep(name, given), [way, answers]);
    const full = await memory(fresh);
    held[way] = {js: full.js - empty.js, dom: full.dom - empty.dom};
    await fresh.context().close();
  }
  const appended = {};
  for (const way of ['clone', 'preact'])
    appended[way] = median(await page.evaluate(([name, given, n]) => {
      const one = JSON.parse(given.read[0]);
      one.items[0].comments.length = 1;
      return stage.append(name, given, JSON.stringify(one), n);
    }, [way, answers, Number(options.posts)]));
  await page.context().close();
  return {built: Object.fromEntries(kWays.map((way) => [way, median(times[way])])), turns, held, appended, wire: bytesOf(wire)};
}

const template = async (browser, pages, server, stage, size) => {
  const page = await stagePage(browser, pages, stage);
  const answers = {paint: await server.pages('paint', `page${size}`), read: []};
  const html = await page.evaluate((given) => (stage.keep('parvis', given), kept[0].root.querySelector('ol > li').outerHTML), answers);
  await page.context().close();
  return html;
};

/** Each way as a page of its own, over the network. */
async function visits(browser, pages, server, stage, size) {
  const markup = await template(browser, pages, server, stage, size);
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>';
  const urls = {parvis: pages.add(`/parvis${size}`,
    `${head}<script async src="${server.api}/parvis.js"></script><parvis-comments page="page${size}" site="demo" sort="oldest"></parvis-comments>`)};
  for (const way of ['clone', 'preact']) {
    const script = await bundle(`import {rival} from './rival.mjs'; import {${way}} from './${way}.mjs'; rival(${way});`);
    pages.add(`/${way}.js`, script, 'text/javascript');
    urls[way] = pages.add(`/${way}${size}`,
      `${head}<script defer src="/${way}.js"></script><template id="comment">${markup}</template><div id="thread" data-api="${server.api}" data-key="page${size}"></div>`);
  }
  const seen = Object.fromEntries(kWays.map((way) => [way, []]));
  for (let round = 0; round < Math.min(rounds, 5); ++round)
    for (const way of kWays) seen[way].push(await firstPage(browser, urls[way]));
  return Object.fromEntries(kWays.map((way) => [way, {...seen[way][0], ms: median(seen[way].map(({ms}) => ms))}]));
}

/** The real element, unfolded to the end of the thread; then new comments. */
async function product(browser, pages, server, size) {
  const url = pages.add(`/unfold${size}`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<script async src="${server.api}/parvis.js"></script><parvis-comments page="page${size}" site="demo" sort="oldest" limit="100"></parvis-comments>`);
  const opened = await unfold(browser, url, size);
  const held = await memory(opened.page);
  const times = await post(opened, Number(options.posts));
  await opened.context.close();
  const {key, press, answer} = times;
  return {shown: opened.shown, held, key: median(key), press: median(press), answer: median(answer)};
}

function report(size, {built, turns, held, appended, wire}, seen, real) {
  table(`${size} comments: script to build all of them (medians of ${turns}), and what they hold then`, [
    ['', 'build', 'of Parvis', 'JS heap', 'DOM heap'],
    ...kWays.map((way) => [way, milliseconds(built[way]), `${(built[way] / built.parvis).toFixed(2)}x`, megabytes(held[way].js), megabytes(held[way].dom)]),
  ]);
  table('the first page as op stream, as HTML of the same nodes, and as the state in JSON', [
    ['', 'bytes', 'brotli', 'of the HTML'],
    ...Object.entries(wire).map(([name, {raw, brotli}]) => [name, kilobytes(raw), kilobytes(brotli), `${(brotli / wire.html.brotli).toFixed(2)}x`]),
  ]);
  table('first page over the network, no cache', [
    ['', 'page', 'bytes (br)', 'requests', 'first comment', 'at leisure'],
    ...kWays.map((way) => [way, kilobytes(seen[way].page), kilobytes(seen[way].bytes), `${seen[way].requests}`, milliseconds(seen[way].ms),
      `${kilobytes(seen[way].laterBytes)} in ${seen[way].laterRequests}`]),
  ]);
  table(`one new comment below ${real.shown} that are unfolded (medians of ${options.posts})`, [
    ['parvis: press Post', milliseconds(real.press)], ['parvis: the answer', milliseconds(real.answer)],
    ['parvis: type a letter', milliseconds(real.key)],
    ['clone: append', milliseconds(appended.clone)], ['preact: append', milliseconds(appended.preact)],
    ['parvis page holds', `${megabytes(real.held.js)} JS, ${megabytes(real.held.dom)} DOM, ${megabytes(real.held.wasm)} wasm`],
  ]);
}

function figuresOf(size, {built, held, appended, wire}, seen, real) {
  const round = (value) => Math.round(value * 1000) / 1000;
  return {
    [`build_${size}_ms`]: round(built.parvis),
    // How many times as fast as the rival.
    [`build_${size}_vs_clone`]: round(built.clone / built.parvis),
    [`build_${size}_vs_preact`]: round(built.preact / built.parvis),
    [`ops_${size}_vs_html_brotli`]: round(wire.ops.brotli / wire.html.brotli),
    [`append_in_${size}_ms`]: round(real.press + real.answer),
    [`keystroke_in_${size}_ms`]: round(real.key),
    [`append_in_${size}_clone_ms`]: round(appended.clone),
    [`append_in_${size}_preact_ms`]: round(appended.preact),
    [`first_page_requests_${size}`]: seen.parvis.requests,
    [`first_page_bytes_${size}`]: seen.parvis.bytes,
    [`first_comment_${size}_ms`]: round(seen.parvis.ms),
    [`memory_${size}_js`]: real.held.js,
    [`memory_${size}_dom`]: real.held.dom,
    [`memory_${size}_wasm`]: real.held.wasm,
    [`memory_${size}_clone_js`]: held.clone.js,
    [`memory_${size}_preact_js`]: held.preact.js,
  };
}

async function main() {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const server = await startServer(options.build);
  const pages = await startPages();
  const browser = await chromium.launch({
    executablePath: process.env.PARVIS_CHROMIUM ?? '/usr/bin/chromium',
    args: [...asRoot, '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
  });
  try {
    const stage = `${await bundle('import * as stage from "./stage.mjs"; globalThis.stage = stage;')}`;
    const figures = {};
    for (const size of sizes) {
      await server.fill(`page${size}`, size);
      const built = await builds(browser, pages, server, stage, size);
      const seen = await visits(browser, pages, server, stage, size);
      const real = await product(browser, pages, server, size);
      assert.equal(real.shown, size, 'the thread could not be unfolded to its end');
      report(size, built, seen, real);
      Object.assign(figures, figuresOf(size, built, seen, real));
    }
    console.log('\nthe rivals draw the list alone: no composer, no actions, no styles; Parvis\'s bytes and requests hold all of these');
    if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await browser.close();
    pages.stop();
    server.stop();
  }
}

await main();
