// The first paint: one request, no WebAssembly, nothing kept.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host } from "./harness.mjs";

browserTest("like, share and fans are painted by one data request and no WebAssembly", async (reader) => {
  const key = freshKey();
  const page = await reader.open(
    host(`<parvis-like page="${key}"></parvis-like><parvis-share page="${key}"></parvis-share><parvis-fans></parvis-fans>`),
  );
  await page.locator("parvis-like button[aria-pressed=false]").waitFor();
  await page.locator("parvis-share a[data-arg=facebook]").waitFor();
  await page.locator("parvis-fans button[aria-pressed]").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(reader.data(), ["GET /v1/paint"]);
  assert.deepEqual(reader.requests.map((request) => request.url()).filter((url) => url.includes("/assets/")), []);
});

browserTest("a listing of forty products is one request", async (reader) => {
  const items = Array.from({ length: 40 }, (_, i) => `<parvis-like page="p${i}"></parvis-like>`);
  const page = await reader.open(host(items.join("\n")));
  await eventually(() => page.locator("parvis-like button.like").count(), 40);
  assert.deepEqual(reader.data(), ["GET /v1/paint"]);
});

browserTest("more elements than fit one address are several requests, each below 8 KB", async (reader) => {
  const items = Array.from({ length: 120 }, (_, i) => `<parvis-like page="a-rather-long-page-key-of-a-shop-${i}"></parvis-like>`);
  const page = await reader.open(host(items.join("\n")));
  await eventually(() => page.locator("parvis-like button.like").count(), 120);
  assert.ok(reader.data().length >= 2 && reader.data().length <= 4, String(reader.data().length));
  assert.ok(reader.requests.every((request) => request.url().length < 8000));
});

browserTest("elements of the same page share one question, and one read again is not sent anew", async (reader) => {
  const key = freshKey();
  const address = host(`<parvis-like page="${key}"></parvis-like>`.repeat(3));
  const page = await reader.open(address);
  await eventually(() => page.locator("button.like").count(), 3);
  const [paint] = reader.requests.filter((request) => request.url().includes("/v1/paint"));
  assert.equal(new URL(paint.url()).searchParams.getAll("e").length, 1);
  const [again] = await Promise.all([page.waitForResponse(/v1\/paint/), page.reload()]);
  assert.ok([200, 304].includes(again.status()));
  assert.ok(again.headers().etag);
});

browserTest("elements that come after the first question are asked for together", async (reader) => {
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`));
  await page.locator("button.like").waitFor();
  await page.evaluate((key) => {
    for (let i = 0; i < 5; ++i) {
      const like = document.createElement("parvis-like");
      like.setAttribute("page", key + i);
      document.body.append(like);
    }
  }, freshKey());
  await eventually(() => page.locator("button.like").count(), 6);
  assert.equal(reader.data().length, 2);
});

browserTest("the page is known by its attribute, else its canonical link, else its address", async (reader) => {
  const key = freshKey();
  const asked = async (body, head) => {
    const [request] = await Promise.all([
      reader.page.waitForRequest(/v1\/paint/),
      reader.open(host(body, { head })),
    ]);
    return new URL(request.url()).searchParams;
  };
  const own = await asked(`<parvis-like page="${key}"></parvis-like>`);
  assert.equal(own.get("e"), `like;p=${key}`);
  const linked = await asked("<parvis-like></parvis-like>", `<link rel="canonical" href="/mug?utm_source=x">`);
  assert.match(linked.get("canonical"), /^http:\/\/localhost:\d+\/mug\?utm_source=x$/);
  const bare = await asked("<parvis-like></parvis-like>");
  assert.equal(bare.get("canonical"), null);
  assert.match(bare.get("address"), /^http:\/\/localhost/);
});

browserTest("French pages speak French, and an element may speak another language", async (reader) => {
  const page = await reader.open(
    host(`<parvis-fans id="a"></parvis-fans><parvis-fans id="b" lang="en"></parvis-fans>`, { lang: "fr" }),
  );
  await page.locator("#a button").waitFor();
  await page.locator("#b button").waitFor();
  assert.equal(await page.locator("#a [lang]").first().getAttribute("lang"), "fr");
  assert.notEqual(await page.locator("#a button").textContent(), await page.locator("#b button").textContent());
});

browserTest("lazy elements ask when they come near, manual ones when they are mounted", async (reader) => {
  const far = `<div class="far"></div>`;
  const page = await reader.open(
    host(`<parvis-fans></parvis-fans><parvis-like id="manual" loading="manual" page="${freshKey()}"></parvis-like>${far}
<parvis-like id="lazy" loading="lazy" page="${freshKey()}"></parvis-like>`, { head: "<style>.far{height:5000px}</style>" }),
  );
  await page.locator("parvis-fans button").waitFor();
  assert.equal(await page.locator("button.like").count(), 0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator("#lazy button").waitFor();
  assert.equal(await page.locator("#manual button").count(), 0);
  await page.evaluate(() => Parvis.mount("#manual"));
  await page.locator("#manual button").waitFor();
});

browserTest("an unreachable server is asked again, and the page stays whole", async (reader) => {
  let refusals = 1;
  await reader.context.route(`${api}/v1/paint*`, (route) => (refusals-- > 0 ? route.abort() : route.continue()));
  reader.allow(/net::ERR_FAILED/);
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`));
  await page.locator("button.like").waitFor();
});

browserTest("an unknown site is said in the element and in an event", async (reader) => {
  reader.allow(/404/);
  const page = await reader.open(
    host(`<parvis-like site="nobody"></parvis-like>`, {
      head: `<script>addEventListener("parvis:error", (event) => (window.seen = event.detail))</script>`,
    }),
  );
  await page.locator("parvis-like .status").waitFor();
  const { code, name } = await page.evaluate(() => window.seen);
  assert.deepEqual({ code, name }, { code: 24, name: "unknown_site" });
});
