// A thread in every state and in several looks: nothing that axe objects to, nothing that needs sideways scrolling.
// PARVIS_SHOTS names a folder that takes a picture of each.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { api, browserTest, host } from "./harness.mjs";
import { fullThread, kPage, listings, visitStates } from "./states.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.PARVIS_SHOTS;

const kLooks = {
  light: { viewport: { width: 800, height: 900 } },
  "dark, right to left": { viewport: { width: 800, height: 900 }, colorScheme: "dark", lang: "ar" },
  // 400 % on a screen of 1280 pixels.
  "narrow, as at 400 %": { viewport: { width: 320, height: 640 } },
  "forced colours": { viewport: { width: 800, height: 900 }, forcedColors: "active" },
};

async function objections(page) {
  await page.evaluate(axe);
  // "Like 1" is named "Like, 1 like": the same in words. The rule compares letters, and joins the two to "Like1".
  const rules = { "label-content-name-mismatch": { enabled: false } };
  const { violations } = await page.evaluate((own) => window.axe.run(document, { resultTypes: ["violations"], rules: own }), rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
}

async function shoot(page, name, state) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  // Comments out of sight are not laid out; a viewport as tall as the page has none.
  const size = page.viewportSize();
  for (let tries = 0; tries < 2; ++tries) {
    await page.setViewportSize({ ...size, height: await page.evaluate(() => document.documentElement.scrollHeight) });
    await page.waitForTimeout(100);
  }
  await page.screenshot({ path: `${shots}/${name.replace(/\W+/g, "-")}-${state.replace(/\W+/g, "-")}.png`, fullPage: true, animations: "disabled" });
  await page.setViewportSize(size);
}

function looker(name, found) {
  return async (page, state) => {
    await shoot(page, name, state);
    for (const one of await objections(page)) found.push(`${state}: ${one}`);
    const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: innerWidth }));
    if (wide > view) found.push(`${state}: ${wide} pixels wide of ${view}`);
  };
}

for (const [name, { lang = "en", ...options }] of Object.entries(kLooks)) {
  browserTest(`a thread is accessible in every state, ${name}`, async (reader) => {
    reader.allow(/ERR_INTERNET_DISCONNECTED|503|ERR_FAILED/);
    const found = [];
    await visitStates(reader, looker(name, found), { lang });
    assert.deepEqual(found, []);
  }, { reducedMotion: "reduce", timeout: 240_000, ...options });

  browserTest(`listings and the page about oneself are accessible, ${name}`, async (reader) => {
    const { site, page: key } = await fullThread(reader);
    const found = [];
    const look = looker(name, found);
    const page = await reader.open(host(listings(site, key), { lang, head: kPage }));
    await page.locator("parvis-recent li").first().waitFor();
    await look(page, "listings");
    await page.goto(`${api}/me?lang=${lang}`);
    await look(page, "me");
    assert.deepEqual(found, []);
  }, { reducedMotion: "reduce", timeout: 240_000, ...options });
}
