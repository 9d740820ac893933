// What others do shows without a reload; the tabs of a browser share one stream, and none of it is lost.
import assert from "node:assert/strict";
import { browserTest, eventually, freshKey, host, post, randomText, writeComment } from "./harness.mjs";

const streaming = (page) => page.waitForResponse(/v1\/events/);
const thread = (key) => `<parvis-comments page="${key}"></parvis-comments>`;
const likes = (page) => page.locator("parvis-like .count").first().textContent();
const like = (reader, key, on = true) =>
  post(reader.context, "like", { token: randomText(32), key: randomText(16), page: { key, canonical: "", address: host("") }, on });

// A comment shows at once, or behind the button that says how many have come.
async function shows(page, text) {
  const button = page.locator("[data-act=show-new]");
  if (await button.count()) await button.click();
  return (await page.locator("parvis-comments .body").allInnerTexts()).includes(text);
}

browserTest("likes and comments by others show without a reload", async (reader) => {
  const key = freshKey();
  const address = host(`<parvis-like page="${key}"></parvis-like><parvis-count page="${key}"></parvis-count>${thread(key)}`);
  const page = await reader.open(address);
  await streaming(page);
  await like(reader, key);
  await eventually(() => likes(page), "1");
  await writeComment(reader, { page: key, text: "from elsewhere" });
  await eventually(() => shows(page, "from elsewhere"), true);
  await eventually(() => page.locator("parvis-count span").textContent(), "1 comment");
  assert.equal(reader.streams().length, 1);
});

browserTest("two tabs share one stream, for the pages of both, and the second goes on when the first is closed", async (reader) => {
  const [one, other] = [freshKey(), freshKey()];
  const page = await reader.open(host(`<parvis-like page="${one}"></parvis-like>${thread(one)}`));
  await streaming(page);
  const second = await reader.newPage();
  const widened = page.waitForRequest((request) => new URL(request.url()).searchParams.getAll("p").includes(other));
  await second.goto(host(`<parvis-like page="${other}"></parvis-like>${thread(other)}`));
  await widened;
  await like(reader, other);
  await eventually(() => likes(second), "1");
  assert.equal(reader.requests.filter((request) => request.frame().page() === second && request.url().includes("/v1/events")).length, 0);
  const taken = streaming(second);
  await page.close();
  await taken;
  await like(reader, other);
  await eventually(() => likes(second), "2");
});

browserTest("a stream that breaks goes on behind the last event, and nothing is missing", async (reader) => {
  reader.allow(/ERR_FAILED|ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
  const key = freshKey();
  const page = await reader.open(host(`<parvis-like page="${key}"></parvis-like>${thread(key)}`));
  await streaming(page);
  await like(reader, key);
  await eventually(() => likes(page), "1");
  const cut = new Set();
  await page.route(/v1\/events/, (route) => (cut.add(route.request().url()), route.abort()));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await eventually(() => cut.size > 0, true);
  await writeComment(reader, { page: key, text: "in between" });
  await page.unroute(/v1\/events/);
  await eventually(() => shows(page, "in between"), true);
  const last = reader.streams().at(-1);
  assert.match(last.searchParams.get("after") ?? "", /\.\d+$/);
  assert.deepEqual((await page.locator("parvis-comments .body").allInnerTexts()).filter((text) => text === "in between").length, 1);
});

browserTest("a hidden tab lets go of the stream and catches up when it is seen again", async (reader) => {
  const key = freshKey();
  const page = await reader.open(host(`<parvis-like page="${key}"></parvis-like>${thread(key)}`));
  await streaming(page);
  const show = (state) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/v1/events"));
  await show("hidden");
  await ended;
  await like(reader, key);
  await show("visible");
  await eventually(() => likes(page), "1");
});

browserTest("without Web Locks every tab has its own stream", async (reader) => {
  await reader.context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  const key = freshKey();
  const page = await reader.open(host(`<parvis-like page="${key}"></parvis-like>${thread(key)}`));
  await streaming(page);
  await like(reader, key);
  await eventually(() => likes(page), "1");
});
