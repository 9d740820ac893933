// Sharing: real links, own counts, copy, the device's sheet, Mastodon.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host, shop } from "./harness.mjs";

const bar = (key, more = "") => `<parvis-share page="${key}" url="/mug?a=1&amp;b=2" title="A mug" ${more}></parvis-share>`;
// The networks themselves are never asked: what opens is stopped at the door.
const closed = async (reader) => {
  const opened = [];
  await reader.context.route((url) => !url.href.startsWith(api) && !url.href.startsWith(shop), (route) => {
    opened.push(route.request().url());
    route.fulfill({ body: "elsewhere" });
  });
  reader.check = () => {};
  return opened;
};
const count = (page, network) => page.locator(`parvis-share [data-arg=${network}] .count`).textContent();

browserTest("the links carry the page's address and title, and need no script", async (reader) => {
  const page = await reader.open(host(bar(freshKey(), `networks="facebook,x,email"`)));
  const link = (network) => page.locator(`[data-arg=${network}]`).getAttribute("href");
  const address = encodeURIComponent(`${shop}/mug?a=1&b=2`);
  assert.ok((await link("facebook")).includes(`u=${address}`));
  assert.ok((await link("x")).includes(`url=${address}`) && (await link("x")).includes("text=A%20mug"));
  assert.match(await link("email"), /^mailto:/);
  assert.deepEqual(await page.locator("parvis-share li [data-act=share]").evaluateAll((all) => all.map((one) => one.dataset.arg)), ["facebook", "x", "email"]);
});

browserTest("a share opens a window inside the click and counts once per reader", async (reader) => {
  const opened = await closed(reader);
  const address = host(bar(freshKey(), `networks="facebook,x"`));
  const page = await reader.open(address);
  for (let i = 0; i < 2; ++i) {
    const [popup] = await Promise.all([page.context().waitForEvent("page"), page.locator("[data-arg=x]").click()]);
    await popup.waitForURL(/^https:/);
    assert.equal(await popup.evaluate(() => window.opener), null);
    await popup.close();
  }
  assert.ok(opened.every((url) => url.startsWith("https://x.com/")), String(opened));
  await eventually(() => count(page, "x"), "1");
  await page.reload();
  await eventually(() => count(page, "x"), "1");
});

browserTest("copy puts the address on the clipboard, says so and counts", async (reader) => {
  await reader.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop });
  const page = await reader.open(host(bar(freshKey(), `networks="copy"`)));
  await page.locator("[data-arg=copy]").click();
  await eventually(() => page.locator("parvis-share .note").textContent(), "Link copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${shop}/mug?a=1&b=2`);
  await eventually(() => count(page, "copy"), "1");
});

browserTest("where WebAssembly may not run, the word that a link was copied outlives the count's repaint", async (reader) => {
  reader.allow(/wasm|WebAssembly|Content.Security|unsafe-eval/i);
  await reader.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: shop });
  // The line is emptied after five seconds, which a slow machine may take for the rest.
  await reader.context.addInitScript(() => {
    const own = window.setTimeout;
    window.setTimeout = (run, delay, ...given) => (delay === 5000 ? 0 : own(run, delay, ...given));
  });
  const policy = "script-src {api} 'unsafe-inline'; connect-src {api}";
  const page = await reader.open(host(bar(freshKey(), `networks="copy"`), { headers: { "content-security-policy": policy } }));
  await page.locator("[data-arg=copy]").click();
  await eventually(() => count(page, "copy"), "1");
  assert.equal(await page.locator("parvis-share .note").textContent(), "Link copied");
});

browserTest("the device's share sheet is offered where it exists, and a closed sheet is no share", async (reader) => {
  await reader.context.addInitScript(() => {
    window.shared = [];
    navigator.share = (data) => {
      window.shared.push(data);
      return window.shared.length === 1 ? Promise.reject(new DOMException("closed", "AbortError")) : Promise.resolve();
    };
  });
  const page = await reader.open(host(bar(freshKey(), `networks="x,native"`)));
  const button = page.locator("[data-arg=native]");
  await button.click();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(reader.data(/share$/), []);
  await button.click();
  await eventually(() => count(page, "native"), "1");
  assert.deepEqual(await page.evaluate(() => window.shared[1]), { url: `${shop}/mug?a=1&b=2`, title: "A mug" });
});

browserTest("Mastodon asks for the instance once, then opens it", async (reader) => {
  const opened = await closed(reader);
  const address = host(bar(freshKey(), `networks="x,mastodon,copy"`));
  const page = await reader.open(address);
  // WebAssembly comes with the first action, and only it can ask.
  await Promise.all([page.context().waitForEvent("page"), page.locator("[data-arg=x]").click()]);
  await eventually(() => count(page, "x"), "1");
  await page.locator("[data-arg=mastodon]").click();
  await page.locator("input[name=instance]").fill("https://Mastodon.Example/@me");
  await Promise.all([page.context().waitForEvent("page"), page.locator("form[data-act=instance] button[type=submit]").click()]);
  await eventually(() => opened.some((url) => url.startsWith("https://mastodon.example/share?text=")), true);
  await eventually(() => count(page, "mastodon"), "1");
  assert.equal(await page.locator("input[name=instance]").count(), 0);
});

browserTest("Mastodon works without WebAssembly through the server's own page", async (reader) => {
  const page = await reader.open(host(bar(freshKey(), `networks="mastodon"`)));
  const href = await page.locator("[data-arg=mastodon]").getAttribute("href");
  assert.ok(href.startsWith(`${api}/v1/mastodon?text=`), href);
});
