// Takes the pictures of the demo shop: node web.mjs SHOP_ADDRESS FOLDER.
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const [shop, folder] = process.argv.slice(2);
const sizes = {wide: {width: 1280, height: 900}, narrow: {width: 390, height: 844}};
const pages = {listing: 'index.html', product: 'mug.html'};

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({executablePath, args: process.getuid() === 0 ? ['--no-sandbox'] : []});
mkdirSync(folder, {recursive: true});

/** Every widget of the page is painted. */
const painted = (page) => page.waitForFunction(() =>
  [...document.querySelectorAll('parvis-like,parvis-share,parvis-fans,parvis-comments')]
    .every((element) => element.shadowRoot?.querySelector('.parvis')?.childElementCount > 0));

/** As tall as the page's last line, which a viewport that was too tall hides. */
const contentSize = async (page, {width}) => ({width, height: await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().bottom))});

async function shoot(name, address, options, prepare = async () => {}, shot = {fullPage: true}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => console.error(`${name}: the console says: ${message.text()}`));
  await page.goto(new URL(address, shop).href);
  await painted(page);
  await prepare(page);
  // Comments out of sight are not laid out; a viewport as tall as the page has none.
  for (let tries = 0; shot.fullPage && tries < 5; tries++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({width: options.viewport.width, height});
    await page.waitForTimeout(200);
  }
  if (shot.fullPage) await page.setViewportSize(await contentSize(page, options.viewport));
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(300);
  await page.screenshot({path: join(folder, `${name}.png`), animations: 'disabled', ...shot});
  await context.close();
}

for (const [page, address] of Object.entries(pages)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      await shoot(`${page}-${size}-${colorScheme}`, address, {viewport, colorScheme, reducedMotion: 'reduce'});
    }
  }
}

/** The README's picture: a liked product and the top of its thread. */
await shoot('web', 'mug.html', {viewport: {width: 1100, height: 1000}, colorScheme: 'light', reducedMotion: 'reduce'},
  async (page) => {
    await page.locator('parvis-like button').first().click();
    await page.locator('parvis-like button[aria-pressed=true]').first().waitFor();
    await page.mouse.move(0, 0);
  }, {fullPage: false});
await browser.close();
