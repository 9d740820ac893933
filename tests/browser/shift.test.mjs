// Nothing on the page moves while the widgets come, if it keeps the room that the README tells of: measured by the
// library that measures it on the web's real pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browserTest, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const vitals = readFileSync(createRequire(import.meta.url).resolve("web-vitals").replace(/[^/]+$/, "web-vitals.iife.js"), "utf8");
const kWatch = `${vitals}; webVitals.onCLS((metric) => (window.cls = metric), { reportAllChanges: true });`;
// The rules that the README tells a webmaster to put into the page.
const kSnippet = [...readFileSync("README.md", "utf8").matchAll(/```css\n(.*?)```/gs)].find(([, css]) => css.includes("min-height"))[1];
const kKinds = {
  "with WebAssembly": { policy: undefined, complaint: /never/ },
  "without WebAssembly": { policy: "script-src {api} 'unsafe-inline'; connect-src {api}", complaint: /wasm|WebAssembly|Content.Security|unsafe-eval/i },
};

async function shiftOf(reader, head, kind) {
  const { policy, complaint } = kKinds[kind];
  reader.allow(complaint);
  const { name: site } = await ownSite();
  const key = freshKey();
  for (const name of ["Ana", "Ben", "Cleo", "Dan", "Eve", "Fay"])
    await writeComment(reader, { page: key, site, name, text: `${name} has something to say about this teapot, at some length. `.repeat(4) });
  await reader.context.addInitScript({ content: kWatch });
  // The script arrives late, so that the page is drawn first.
  await reader.context.route(/parvis\.js$/, async (route) => {
    await reader.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).catch(() => {});
    await route.continue();
  });
  const of = (name) => `<parvis-${name} page="${key}" site="${site}"></parvis-${name}>`;
  const main = `<p>Before ${of("count")}</p>${["like", "share", "fans"].map((name) => `${of(name)}<p>After ${name}</p>`).join("")}
<div class="parvis-like" data-page="${key}" data-site="${site}"></div><p>After the div</p>${of("comments")}`;
  const body = `<div style="display: grid; grid-template-columns: 2fr 1fr"><main>${main}</main><aside>${of("recent")}</aside></div>`;
  const page = await reader.open(host(body, { head, headers: policy ? { "content-security-policy": policy } : {} }));
  for (const drawn of ["div.parvis-like button", "parvis-fans button", "parvis-recent li", "parvis-count span", ".comment .body", "[data-act=post]"])
    await page.locator(drawn).first().waitFor();
  await page.waitForLoadState("networkidle");
  // A page that is hidden tells its last word.
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await eventually(() => page.evaluate(() => typeof window.cls?.value), "number");
  return page.evaluate(() => ({
    value: window.cls.value,
    moved: window.cls.entries.flatMap(({ sources }) => sources.map(({ node }) => node?.textContent.slice(0, 40))),
  }));
}

for (const kind of Object.keys(kKinds)) {
  browserTest(`${kind}: with the documented snippet the page does not shift by a pixel`, async (reader) => {
    assert.deepEqual(await shiftOf(reader, `<style>${kSnippet}</style>`, kind), { value: 0, moved: [] });
  });
}

browserTest("without the snippet it does, which shows that the measure measures", async (reader) => {
  const { value } = await shiftOf(reader, "", "with WebAssembly");
  assert.ok(value > 0.001, String(value));
});
