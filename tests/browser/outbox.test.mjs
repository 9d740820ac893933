// A comment that the reader sent outlives the page, whatever became of its request.
import assert from "node:assert/strict";
import { api, bodyOf, browserTest, eventually, freshKey, hold, host, wasmRuns } from "./harness.mjs";

const bodies = (page) => page.locator(".comment .body").allTextContents();

for (const [fate, arrive] of Object.entries({ "before it reached the server": false, "after it reached the server, unanswered": true }))
  browserTest(`a comment whose page goes ${fate} is posted exactly once`, async (reader) => {
    const keys = [];
    let held;
    const holding = new Promise((resolve) => (held = resolve));
    await reader.context.route(`${api}/v1/comment`, async (route) => {
      keys.push(bodyOf(route.request()).key);
      if (keys.length > 1) return route.continue();
      if (arrive) await route.fetch();
      held();
    });
    const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(`<parvis-comments page="${freshKey()}"></parvis-comments>`))]);
    await page.waitForLoadState("networkidle");
    const outbox = () => page.evaluate((key) => localStorage.getItem(key) ?? "", `parvis:${api}:outbox`);
    await page.locator("form[data-act=post] textarea").fill("kept");
    await page.locator("form[data-act=post] button[type=submit]").click();
    await holding;
    // A page that dies has no last word: it is on the device before any answer, or failure, of the request.
    assert.match(await outbox(), /kept/);
    await page.reload();
    await eventually(() => keys.length, 2);
    assert.equal(keys[0], keys[1]);
    await eventually(() => bodies(page), ["kept"]);
    await eventually(outbox, "");
    await page.reload();
    await eventually(() => bodies(page), ["kept"]);
    assert.equal(keys.length, 2);
  });

const submit = async (page, text) => {
  await page.locator("form[data-act=post] textarea").fill(text);
  await page.locator("form[data-act=post] button[type=submit]").click();
};
// Comments of others, and of other tabs, may wait behind a button.
const shown = async (page) => {
  const button = page.locator("[data-act=show-new]");
  if (await button.count()) await button.click();
  return (await bodies(page)).sort();
};
const keysSent = (reader) => reader.requests.filter((request) => request.url() === `${api}/v1/comment`).map((request) => bodyOf(request).key);

browserTest("what two tabs of a page wrote without a network is posted once each, and shows in both", async (reader, { more }) => {
  reader.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
  const address = host(`<parvis-comments page="${freshKey()}"></parvis-comments>`);
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(address)]);
  const other = await reader.newPage();
  await Promise.all([wasmRuns(other), other.goto(address)]);
  for (const tab of [page, other]) await tab.waitForLoadState("networkidle");
  await reader.context.setOffline(true);
  await submit(page, "from the first tab");
  await page.locator("[data-act=withdraw]").waitFor();
  const outbox = () => page.evaluate((key) => localStorage.getItem(key) ?? "", `parvis:${api}:outbox`);
  assert.match(await outbox(), /from the first tab/);
  await submit(other, "from the second tab");
  await other.locator("[data-act=withdraw]").waitFor();
  const both = ["from the first tab", "from the second tab"];
  // Which tab wrote the outbox last, and which is the first to try again, is not said.
  const kept = await outbox();
  for (const text of both) assert.ok(kept.includes(text), kept);
  await reader.context.setOffline(false);
  for (const tab of [page, other]) await eventually(() => shown(tab), both);
  await eventually(outbox, "");
  await eventually(() => new Set(keysSent(reader)).size, 2);
  const somebody = await more();
  const theirs = await somebody.open(address);
  await eventually(() => shown(theirs), both);
});

browserTest("a tab opened while another waits for its answer sends the same comment, which counts once", async (reader, { more }) => {
  const address = host(`<parvis-comments page="${freshKey()}"></parvis-comments>`);
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(address)]);
  await page.waitForLoadState("networkidle");
  const letGo = await hold(page, `${api}/v1/comment`);
  const asked = page.waitForRequest(`${api}/v1/comment`);
  await submit(page, "once");
  await asked;
  const other = await reader.newPage();
  await Promise.all([other.waitForResponse(`${api}/v1/comment`), other.goto(address)]);
  await eventually(() => shown(other), ["once"]);
  letGo();
  await page.locator(".comment [data-act=delete]").waitFor();
  await eventually(() => shown(page), ["once"]);
  assert.equal(new Set(keysSent(reader)).size, 1);
  assert.equal(keysSent(reader).length, 2);
  const somebody = await more();
  const theirs = await somebody.open(address);
  await eventually(() => shown(theirs), ["once"]);
});
