// How it looks and is operated: accessibility in both themes, keyboard, narrow screens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browserTest, eventually, freshKey, host } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const product = (key) => `<main><h1>Mug</h1>
<parvis-like page="${key}"></parvis-like> <parvis-fans community="${key}"></parvis-fans>
<parvis-share page="${key}" networks="facebook,x,threads,linkedin,whatsapp,telegram,bluesky,mastodon,reddit,pinterest,email,copy"></parvis-share>
<parvis-comments page="${key}"></parvis-comments></main>`;

async function converse(page) {
  for (const text of ["A mug with **character**.", "> quoted\n\n- one\n- two\n\n`code` and [a link](https://example.org)"]) {
    await page.locator("form[data-act=post] textarea").fill(text);
    await page.locator("form[data-act=post] button[type=submit]").click();
    await eventually(async () => (await page.locator("form[data-act=post] textarea").inputValue()) === "", true);
  }
  await eventually(() => page.locator(".comment .body").count(), 2);
  await page.locator("[data-act=reply]").first().click();
  await page.locator("form[data-act=post-reply]").waitFor();
}

for (const colorScheme of ["light", "dark"])
  browserTest(`axe finds nothing to object to, ${colorScheme}`, async (reader) => {
    const colours = { light: ["#fff", "#111"], dark: ["#111", "#eee"] }[colorScheme];
    const head = `<style>body{background:${colours[0]};color:${colours[1]}}</style>`;
    const page = await reader.open(host(product(freshKey()), { head }));
    await page.locator("button.like").first().click();
    await converse(page);
    await page.waitForLoadState("networkidle");
    await page.evaluate(axe);
    // "Like 1" is named "Like, 1 like": the same in words. The rule compares letters, and joins the two to "Like1".
    const rules = { "label-content-name-mismatch": { enabled: false } };
    const { violations } = await page.evaluate((rules_) => window.axe.run(document, { resultTypes: ["violations"], rules: rules_ }), rules);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
    assert.deepEqual(found, []);
  }, { colorScheme, reducedMotion: "reduce" });

browserTest("everything is done from the keyboard, with the focus to be seen", async (reader) => {
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like><parvis-comments page="${freshKey()}"></parvis-comments>`));
  for (const control of ["parvis-like button", "textarea"]) await page.locator(control).waitFor();
  await page.keyboard.press("Tab");
  const outline = await page.locator("button.like").first().evaluate((button) => getComputedStyle(button).outlineStyle);
  assert.notEqual(outline, "none");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator("button.like").first().getAttribute("aria-pressed"), "true");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Space");
  await eventually(() => page.locator("button.like").first().getAttribute("aria-pressed"), "false");
  await page.locator("textarea").focus();
  await page.keyboard.type("by keyboard");
  const send = () => page.evaluate(() => document.querySelector("parvis-comments").shadowRoot.activeElement?.type === "submit");
  for (let i = 0; i < 6 && !(await send()); ++i) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator(".comment .body").allTextContents(), ["by keyboard"]);
});

browserTest("a narrow screen needs no sideways scrolling", async (reader) => {
  const page = await reader.open(host(product(freshKey())));
  await converse(page);
  const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: innerWidth }));
  assert.ok(wide <= view, `${wide} > ${view}`);
}, { viewport: { width: 320, height: 640 } });

browserTest("large letters in a narrow column keep the order's choice inside of the thread", async (reader) => {
  const page = await reader.open(host(`<parvis-comments page="${freshKey("large")}"></parvis-comments>`, { head: "<style>html { font-size: 200% }</style>" }));
  await page.setViewportSize({ width: 350, height: 800 });
  await page.locator("parvis-comments .sort").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 350);
});
