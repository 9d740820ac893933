// Counts for listings and the latest comments of a site: painted, in step with the rest of the page's questions.
import assert from "node:assert/strict";
import { browserTest, eventually, freshKey, host, writeComment } from "./harness.mjs";

browserTest("the counts of a whole listing and the latest comments come with the page's one request", async (reader) => {
  const keys = Array.from({ length: 12 }, () => freshKey());
  const address = host(
    `<h2>Mugs <parvis-count page="${keys[0]}"></parvis-count></h2>` +
      keys.slice(1).map((key) => `<div class="parvis-count" data-page="${key}"></div>`).join("") +
      `<parvis-like page="${keys[0]}"></parvis-like><parvis-recent limit="2"></parvis-recent>`,
  );
  for (const text of ["first", "second", "third"]) await writeComment(reader, { page: keys[0], text });
  await writeComment(reader, { page: keys[3], text: "<b>elsewhere</b>" });
  const page = await reader.open(address);
  await eventually(() => page.locator("parvis-count span").innerText(), "3 comments");
  assert.equal(await page.locator(".parvis-count span").nth(2).innerText(), "1 comment");
  assert.equal(await page.locator(".parvis-count span").nth(3).innerText(), "0 comments");
  assert.deepEqual(await page.locator("parvis-recent .body").allInnerTexts(), ["<b>elsewhere</b>", "third"]);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(reader.data(/GET|mine/), ["GET /v1/paint"]);
});

browserTest("a count stands in its line and takes its type from there", async (reader) => {
  const page = await reader.open(host(`<h1>Mug <span>(<parvis-count page="${freshKey()}"></parvis-count>)</span></h1>`));
  await page.locator("parvis-count span").waitFor();
  const [count, around] = await page.evaluate(() => {
    const of = (element) => [getComputedStyle(element).fontSize, getComputedStyle(element).fontWeight];
    return [of(document.querySelector("parvis-count").shadowRoot.querySelector("span")), of(document.querySelector("h1"))];
  });
  assert.deepEqual(count, around);
  const boxes = await page.locator("parvis-count").evaluate((element) =>
    [element, ...element.shadowRoot.querySelectorAll("*")].map((each) => [each.className, getComputedStyle(each).display]),
  );
  assert.deepEqual(boxes.map(([, display]) => display), ["inline", "inline", "inline", "inline"], String(boxes));
});

browserTest("a reader who has acted before is not asked after among counts alone", async (reader) => {
  const key = freshKey();
  const page = await reader.open(host(`<parvis-like page="${key}"></parvis-like>`));
  await Promise.all([page.waitForResponse(/v1\/like/), page.locator("button.like").click()]);
  await page.goto("about:blank");
  reader.requests.length = 0;
  await reader.open(host(`<parvis-count page="${key}"></parvis-count>`));
  await eventually(() => page.locator("parvis-count span").innerText(), "0 comments");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(reader.data(), ["GET /v1/paint"]);
});

browserTest("counts and the latest comments follow when the page is told to refresh", async (reader) => {
  const key = freshKey();
  const page = await reader.open(host(`<parvis-count page="${key}"></parvis-count><parvis-recent limit="1"></parvis-recent>`));
  await eventually(() => page.locator("parvis-count span").innerText(), "0 comments");
  await writeComment(reader, { page: key, name: "Ada", text: "now" });
  await page.evaluate(() => Parvis.refresh());
  await eventually(() => page.locator("parvis-count span").innerText(), "1 comment");
  await eventually(() => page.locator("parvis-recent .body").innerText(), "now");
  assert.equal(await page.locator("parvis-recent .name").innerText(), "Ada");
  const where = await page.locator("parvis-recent .where").getAttribute("href");
  assert.ok(where === null || where.includes("#c-"), where);
});
