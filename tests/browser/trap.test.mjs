// A core that traps while it runs: the page lives on with plain posts, and the reader's action happens all the same.
import assert from "node:assert/strict";
import { api, bodyOf, browserTest, eventually, freshKey, host, wasmRuns } from "./harness.mjs";

const all = (key) => `<parvis-like page="${key}"></parvis-like><parvis-fans community="${key}"></parvis-fans>
<parvis-share page="${key}" networks="x,copy"></parvis-share><parvis-comments page="${key}"></parvis-comments>`;
const liked = (page) => page.locator("parvis-like button").getAttribute("aria-pressed");
const bodies = (page) => page.locator(".comment .body").allTextContents();
const posts = (reader, verb) => reader.requests.filter((one) => one.method() === "POST" && one.url() === `${api}/v1/${verb}`).map(bodyOf);

// From `Parvis` on the page: trap("parvis_poll") lets that export trap from now on, as a broken module would.
async function openTrappable(reader) {
  await reader.context.addInitScript(() => {
    const original = WebAssembly.instantiate;
    let broken = "";
    window.trap = (name) => (broken = name);
    WebAssembly.instantiate = async (...values) => {
      const { module, instance } = await original(...values);
      const guard = (name, run) => (...numbers) => {
        if (name === broken) throw new WebAssembly.RuntimeError("unreachable");
        return run(...numbers);
      };
      const exports = Object.entries(instance.exports).map(([name, value]) => [name, value instanceof Function ? guard(name, value) : value]);
      return { module, instance: { exports: Object.fromEntries(exports) } };
    };
  });
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey())))]);
  await page.locator("form[data-act=post] textarea").fill("first");
  await page.locator("form[data-act=post] button[type=submit]").click();
  await eventually(() => bodies(page), ["first"]);
  await page.locator(".comment [data-act=delete]").waitFor();
  return page;
}

async function everythingWorks(page) {
  const wanted = (await liked(page)) === "true" ? "false" : "true";
  await page.locator("parvis-like button").click();
  await eventually(() => liked(page), wanted);
  await page.locator("parvis-fans button").click();
  await eventually(() => page.locator("parvis-fans button").getAttribute("aria-pressed"), "true");
  const field = page.locator("form[data-act=post-reply] textarea");
  if (!(await field.count())) await page.locator(".comment [data-act=reply]").first().click();
  await field.fill("an answer");
  await page.locator("form[data-act=post-reply] button[type=submit]").click();
  await eventually(async () => (await bodies(page)).includes("an answer"), true);
  assert.equal(await page.locator("parvis-comments .status").textContent(), "");
}

browserTest("a like over which the core traps is counted, and every widget goes on", async (reader) => {
  const page = await openTrappable(reader);
  await page.locator("form[data-act=post] textarea").fill("half a thought");
  await page.evaluate(() => window.trap("parvis_dispatch"));
  await page.locator("parvis-like button").click();
  await eventually(() => page.locator("parvis-like .count").textContent(), "1");
  await eventually(() => liked(page), "true");
  assert.equal(await page.locator("form[data-act=post] textarea").inputValue(), "half a thought");
  await page.waitForLoadState("networkidle");
  await everythingWorks(page);
  assert.equal(posts(reader, "like").length, 2);
});

browserTest("a comment over which the core traps is posted once, and its field is empty", async (reader) => {
  const page = await openTrappable(reader);
  await page.evaluate(() => window.trap("parvis_paint"));
  await page.locator("form[data-act=post] textarea").fill("second");
  await page.locator("form[data-act=post] button[type=submit]").click();
  await eventually(async () => (await bodies(page)).sort(), ["first", "second"]);
  await eventually(() => page.locator("form[data-act=post] textarea").inputValue(), "");
  await page.waitForLoadState("networkidle");
  await everythingWorks(page);
  const keys = posts(reader, "comment").filter(({ text }) => text === "second").map(({ key }) => key);
  assert.equal(new Set(keys).size, 1);
  await page.reload();
  await eventually(async () => (await bodies(page)).filter((text) => text === "second").length, 1);
});

browserTest("a trap in the background brings the page back without the reader's doing", async (reader) => {
  const page = await openTrappable(reader);
  await page.locator(".comment [data-act=reply]").click();
  await page.locator("form[data-act=post-reply] textarea").fill("an ans");
  await page.evaluate(() => {
    window.trap("parvis_poll");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await page.waitForResponse(/v1\/mine/);
  await page.waitForLoadState("networkidle");
  await eventually(() => page.locator("form[data-act=post-reply] textarea:focus").inputValue(), "an ans");
  assert.equal(await page.locator(".comment [data-act=delete]").count(), 1);
  await everythingWorks(page);
});
