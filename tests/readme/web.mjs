// HTML, CSS and JavaScript snippets in Chromium, on a page of another site than the server, under the very
// policy that the README gives.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {startPages} from './server.mjs';

const kElements = 'parvis-like,parvis-share,parvis-fans,parvis-comments,' +
  'div.parvis-like,div.parvis-share,div.parvis-fans,div.parvis-comments';

export async function checkWeb(snippets, api, check) {
  const of = (lang) => snippets.filter((snippet) => snippet.lang === lang);
  const policies = of('csp');
  await check('the README gives one Content-Security-Policy', () => policies.length === 1);
  const policy = "default-src 'none'; " + policies[0].text.trim().replaceAll('https://community.example', api);
  const pages = {};
  const frames = {};
  for (const snippet of of('html')) (snippet.text.includes('<iframe') ? frames : pages)[`line-${snippet.line}.html`] = asPage(snippet.text, api);
  const host = await startPages(pages, policy);
  const framing = await startPages(frames, `default-src 'none'; script-src ${api}; frame-src ${api}`);
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  const browser = await chromium.launch({executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : []});
  try {
    for (const name of Object.keys(pages)) {
      await check(`HTML of ${name.slice(0, -5)}: painted, liked, silent`, () => useEmbed(browser, `${host.address}/${name}`));
    }
    for (const name of Object.keys(frames)) {
      await check(`HTML of ${name.slice(0, -5)}: framed, silent`, () => useFrame(browser, `${framing.address}/${name}`, frames[name]));
    }
    const first = `${host.address}/${Object.keys(pages)[0]}`;
    for (const snippet of of('js')) {
      await check(`JavaScript of line ${snippet.line} runs`, () => runScript(browser, first, snippet.text));
    }
    for (const snippet of of('css')) {
      await check(`CSS of line ${snippet.line} is understood`, () => readStyles(browser, snippet.text));
    }
  } finally {
    await browser.close();
    host.stop();
    framing.stop();
  }
}

function asPage(html, api) {
  const here = html.replaceAll('https://community.example', api);
  return here.includes('<html') ? here : `<!doctype html><html lang="en"><title>Snippet</title>${here}</html>`;
}

async function open(browser, address) {
  const page = await (await browser.newContext()).newPage();
  const heard = [];
  page.on('console', (message) => message.type() !== 'info' && heard.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(String(error)));
  // The stream of live events ends with its page.
  page.on('requestfailed', (request) => request.url().includes('/v1/events?') || heard.push(`request failed: ${request.url()}`));
  await page.goto(address);
  await page.waitForFunction((elements) => [...document.querySelectorAll(elements)]
    .every((element) => element.shadowRoot?.querySelector('.parvis')?.childElementCount > 0), kElements, {timeout: 15000});
  return {page, heard};
}

async function useEmbed(browser, address) {
  const {page, heard} = await open(browser, address);
  const like = page.locator('parvis-like, div.parvis-like').first().locator('button').first();
  await like.click();
  await like.and(page.locator('[aria-pressed=true]')).waitFor({timeout: 5000});
  await page.waitForTimeout(1500);
  await page.reload();
  await page.locator('[aria-pressed=true]').first().waitFor({timeout: 5000});
  await page.context().close();
  if (heard.length) throw new Error(heard.join('\n'));
  return true;
}

async function useFrame(browser, address, html) {
  const {page, heard} = await open(browser, address);
  const frame = page.frameLocator('iframe');
  await frame.locator('form.composer textarea').waitFor({timeout: 5000});
  if (html.includes('height=auto')) {
    const inside = await page.waitForFunction(() => document.querySelector('iframe').offsetHeight > 300, undefined, {timeout: 5000});
    await inside.dispose();
  }
  await page.context().close();
  const real = heard.filter((text) => !text.includes('Blocked script execution')); // Playwright's own, in a sandbox
  if (real.length) throw new Error(real.join('\n'));
  return true;
}

async function runScript(browser, address, text) {
  const {page, heard} = await open(browser, address);
  await page.evaluate(text);
  await page.locator('parvis-like button').first().click();
  await page.waitForTimeout(1000);
  await page.context().close();
  if (heard.length) throw new Error(heard.join('\n'));
  return true;
}

/** Every rule parses and keeps a declaration; every variable is one that the style sheet reads. */
async function readStyles(browser, text) {
  const page = await browser.newPage();
  const empty = await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].filter((rule) => rule.style && !rule.style.length).map((rule) => rule.cssText)
      .concat(sheet.cssRules.length ? [] : ['no rule at all']);
  }, text);
  await page.close();
  if (empty.length) throw new Error(`not understood: ${empty}`);
  const known = readdirSync('wasm/css').map((name) => readFileSync(`wasm/css/${name}`, 'utf8')).join('');
  const unknown = [...text.matchAll(/--parvis-[\w-]+/g)].map(String).filter((name) => !known.includes(`var(${name}`));
  if (unknown.length) throw new Error(`variables that wasm/css does not read: ${unknown}`);
  return true;
}
