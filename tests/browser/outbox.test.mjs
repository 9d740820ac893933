// A comment that the reader sent outlives the page, whatever became of its request.
import assert from "node:assert/strict";
import { api, bodyOf, browserTest, eventually, freshKey, host, wasmRuns } from "./harness.mjs";

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
