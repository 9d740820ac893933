// Like and fans: at once, kept, in step, and taken back when the server refuses.
import assert from "node:assert/strict";
import { api, bodyOf, browserTest, eventually, freshKey, hold, host, wasmRuns } from "./harness.mjs";

const like = (key) => `<parvis-like page="${key}"></parvis-like>`;
const look = async (page, at = "parvis-like") => {
  const button = page.locator(`${at} button.like`).first();
  return [await button.getAttribute("aria-pressed"), (await button.locator(".count").textContent()) || "0"];
};

browserTest("a like shows at once in every widget of the page, lasts, and can be taken back", async (reader) => {
  const key = freshKey();
  const address = host(`<div id="a">${like(key)}</div><div id="b">${like(key)}</div><div id="c">${like(freshKey())}</div>`);
  const page = await reader.open(address);
  await page.locator("#a button.like").click();
  assert.deepEqual(await look(page, "#a"), ["true", "1"]);
  await eventually(() => look(page, "#b"), ["true", "1"]);
  assert.deepEqual(await look(page, "#c"), ["false", "0"]);
  await eventually(() => reader.data(/like$/).length > 0, true);
  await page.waitForLoadState("networkidle");

  await page.reload();
  await eventually(() => look(page, "#a"), ["true", "1"]);
  await eventually(() => look(page, "#b"), ["true", "1"]);
  await page.locator("#b button.like").click();
  await eventually(() => look(page, "#a"), ["false", "0"]);
  await page.waitForLoadState("networkidle");
  await page.reload();
  await eventually(() => look(page, "#a"), ["false", "0"]);
});

browserTest("others see the like, and theirs is counted beside it", async (reader, { more }) => {
  const address = host(like(freshKey()));
  await (await reader.open(address)).locator("button.like").click();
  await reader.page.waitForLoadState("networkidle");
  const other = await more();
  const page = await other.open(address);
  await eventually(() => look(page), ["false", "1"]);
  await page.locator("button.like").click();
  await eventually(() => look(page), ["true", "2"]);
});

for (const stage of ["before", "after"])
  browserTest(`a refusal ${stage} WebAssembly runs takes the like back and says why`, async (reader) => {
    reader.allow(/403|status of/);
    const page = await reader.open(host(like(freshKey()) + `<parvis-fans community="${freshKey()}"></parvis-fans>`));
    await page.locator("button.like").waitFor();
    if (stage === "after") {
      await Promise.all([wasmRuns(page), page.locator("parvis-fans button").click()]);
      await page.waitForLoadState("networkidle");
    }
    await page.route(`${api}/v1/like`, (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        headers: { "access-control-allow-origin": "*" },
        body: JSON.stringify({ type: `${api}/docs/errors#blocked`, title: "You are blocked here.", status: 403, code: 28 }),
      }),
    );
    await page.evaluate(() => addEventListener("parvis:error", (event) => (window.refusal = event.detail)));
    await page.locator("button.like").click();
    await eventually(() => look(page), ["false", "0"]);
    await eventually(async () => (await page.locator("parvis-like .status").textContent()).length > 5, true);
    assert.equal((await page.evaluate(() => window.refusal)).code, 28);
  });

browserTest("a click made while WebAssembly is on its way happens exactly once", async (reader) => {
  const key = freshKey();
  const release = await hold(reader.context, /\.wasm$/);
  const page = await reader.open(host(like(key)));
  await page.evaluate(() => {
    window.told = 0;
    addEventListener("parvis:like", () => ++window.told);
  });
  await page.locator("button.like").click();
  await eventually(() => look(page), ["true", "1"]);
  await eventually(() => page.evaluate(() => window.told), 1);
  const loaded = wasmRuns(page);
  release();
  await loaded;
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await look(page), ["true", "1"]);
  const keys = reader.requests.filter((request) => request.url().endsWith("/v1/like")).map((request) => bodyOf(request).key);
  assert.equal(new Set(keys).size, 1, "one idempotency key");
  assert.equal(await page.evaluate(() => window.told), 1, "told once");
  const answer = await (await fetch(`${api}/v1/read?e=${encodeURIComponent(`like;p=${key}`)}&address=${encodeURIComponent(page.url())}`)).json();
  assert.equal(answer.items[0].count, 1);
});

browserTest("fans join and leave a community, and it lasts", async (reader) => {
  const address = host(`<parvis-fans community="${freshKey("band")}"></parvis-fans>`);
  const page = await reader.open(address);
  const pressed = () => page.locator("parvis-fans button").getAttribute("aria-pressed");
  await page.locator("parvis-fans button").click();
  await eventually(pressed, "true");
  await page.waitForLoadState("networkidle");
  await page.reload();
  await eventually(pressed, "true");
  await page.locator("parvis-fans button").click();
  await eventually(pressed, "false");
});

browserTest("fast clicking ends where the reader stopped", async (reader) => {
  const address = host(like(freshKey()));
  const page = await reader.open(address);
  const button = page.locator("button.like");
  for (let i = 0; i < 7; ++i) await button.click();
  await eventually(() => look(page), ["true", "1"]);
  await page.waitForLoadState("networkidle");
  await page.reload();
  await eventually(() => look(page), ["true", "1"]);
});
