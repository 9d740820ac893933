// Pages that make it hard: their policies, their styles, their scripts, and a server that is not there.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host, ownSite, wasmRuns, writeComment } from "./harness.mjs";

const all = (key, more = "") => `<parvis-like page="${key}" ${more}></parvis-like><parvis-share page="${key}" networks="x,copy" ${more}></parvis-share>
<parvis-fans community="${key}" ${more}></parvis-fans><parvis-comments page="${key}" sort="oldest" ${more}></parvis-comments>`;
const policy = (text) => ({ "content-security-policy": text });
const kNothing = "default-src 'none'; connect-src {api}; require-trusted-types-for 'script'; trusted-types 'none'; script-src {api}";
const noModule = /wasm|WebAssembly|Content.Security|unsafe-eval/i;
const bodies = (page) => page.locator("parvis-comments .comment .body").allInnerTexts();
const pressed = (page) => page.locator("parvis-like button").getAttribute("aria-pressed");
const field = (page, act) => page.locator(`form[data-act=${act}] textarea`);
const submit = (page, act) => page.locator(`form[data-act=${act}] [type=submit]`).click();

// Every widget does what it is there for.
async function works(page, texts = ["works"]) {
  await page.locator("parvis-like button").click();
  await eventually(() => pressed(page), "true");
  await eventually(() => page.locator("parvis-like .count").innerText(), "1");
  await page.locator("parvis-fans button").click();
  await eventually(() => page.locator("parvis-fans button").getAttribute("aria-pressed"), "true");
  assert.match(await page.locator("parvis-share a[data-arg=x]").getAttribute("href"), /^https:\/\//);
  for (const text of texts) {
    await field(page, "post").fill(text);
    await submit(page, "post");
    await eventually(async () => (await bodies(page)).includes(text), true);
  }
  await page.locator(".comment [data-act=reply]").first().click();
  await field(page, "post-reply").fill("an answer");
  await submit(page, "post-reply");
  await eventually(async () => (await bodies(page)).includes("an answer"), true);
}

browserTest("under default-src 'none' and without WebAssembly all of a thread works by plain posts", async (reader) => {
  reader.allow(noModule);
  const { name: site } = await ownSite({ down_votes: true });
  const page = await reader.open(host(all(freshKey(), `site="${site}"`), { headers: policy(kNothing) }));
  await works(page, ["one", "two"]);
  const comment = (text) => page.locator(".comment", { has: page.locator(".body", { hasText: text }) });

  await comment("one").locator("[data-act=edit]").click();
  await field(page, "post-edit").fill("one, **edited**");
  await page.locator("[data-act=preview][data-arg=edit]").click();
  await eventually(() => page.locator(".preview strong").innerText(), "edited");
  await submit(page, "post-edit");
  await comment("one, edited").locator(".edited").waitFor();

  await comment("two").locator("[data-act=reactions]").click();
  await comment("two").locator("[data-act=react]").nth(1).click();
  await comment("two").locator(".reaction[aria-pressed=true]").waitFor();
  await comment("two").locator(".dislike").click();
  await comment("two").locator(".dislike[aria-pressed=true]").waitFor();

  await comment("one, edited").locator("[data-act=collapse]").click();
  await comment("an answer").waitFor({ state: "hidden" });
  await comment("one, edited").locator("[data-act=collapse]").click();
  await comment("an answer").waitFor();

  await comment("two").locator("[data-act=delete]").click();
  await comment("two").waitFor({ state: "detached" });
  await page.locator("[data-act=undo]").click();
  await comment("two").waitFor();

  await field(page, "post").fill("- ||secret||");
  await page.locator("[data-act=preview][data-arg=post]").click();
  assert.equal(await page.locator(".preview li .spoiler span").textContent(), "secret");
  await page.locator("select").selectOption("newest");
  await eventually(async () => (await bodies(page))[0], "two");
});

browserTest("without WebAssembly another's comment can be reported", async (reader) => {
  reader.allow(noModule);
  const { name: site, owner } = await ownSite();
  const key = freshKey();
  await writeComment(reader, { page: key, site, text: "buy now" });
  const page = await reader.open(host(all(key, `site="${site}"`), { headers: policy(kNothing) }));
  await page.locator("button.mine, .tools").first().waitFor({ state: "attached" });
  await page.locator("[data-act=report]").click();
  await page.locator("form[data-act=post-report] select").selectOption("spam");
  await submit(page, "post-report");
  await eventually(async () => (await owner("reports", {})).reports.map(({ reason }) => reason), ["spam"]);
  await eventually(() => page.locator("parvis-comments .status").innerText(), "Thank you. The moderators will look at it.");
});

browserTest("an isolated page (COOP and COEP) has every widget", async (reader) => {
  const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey()), { headers }))]);
  assert.equal(await page.evaluate(() => crossOriginIsolated), true);
  await works(page);
});

browserTest("a <base href> leads nothing astray", async (reader) => {
  const head = `<base href="https://elsewhere.example/deep/" target="_top">`;
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey()), { head }))]);
  await works(page);
  const before = new URL(page.url());
  await page.locator("a.when").first().click();
  assert.equal(new URL(page.url()).pathname, before.pathname);
  assert.match(new URL(page.url()).hash, /^#c-/);
});

browserTest("a page's resets, down to unset !important, leave the widgets whole", async (reader) => {
  const head = `<style>*, *::before, *::after { all: unset !important } html { font-size: 10px } button { display: none !important }
div { float: left !important; width: 1px !important }</style>`;
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey()), { head }))]);
  await works(page);
  const box = await page.locator("parvis-comments form[data-act=post]").boundingBox();
  assert.ok(box.width > 300 && box.height > 60, JSON.stringify(box));
  const like = await page.locator("parvis-like button").boundingBox();
  assert.equal(Math.round(like.height), 36);
});

browserTest("a page whose scripts replace the language's own functions keeps its widgets", async (reader) => {
  const rude = `<script>
addEventListener("parvis:ready", () => {
  Object.prototype.inherited = function () {};
  Array.prototype.inherited = function () {};
  Array.prototype.remove = function (one) { this.splice(this.indexOf(one), 1); };
  for (const name of ["map", "filter", "includes", "flatMap"]) {
    const own = Array.prototype[name];
    Array.prototype[name] = function (...given) { return own.apply(this, given); };
  }
  window.fetch = () => Promise.reject(new Error("no fetch today"));
  window.XMLHttpRequest = undefined;
  customElements.define = () => { throw new Error("no elements today"); };
  document.createElement = new Proxy(document.createElement, {});
}, { once: true });
</script>`;
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey()), { head: rude }))]);
  await page.waitForLoadState("networkidle");
  await works(page);
});

// What an ad blocker, a proxy or a bad hour may take away, each alone.
const kLost = {
  "the module": /\.wasm$/,
  "the host chunk": /parvis-host-\w+\.js$/,
  "the thread chunk": /parvis-thread-\w+\.js$/,
  "the events chunk": /parvis-events-\w+\.js$/,
  "the stream": /\/v1\/events/,
  "the words": /messages-\w+-\w+\.json$/,
  "the module and the plain chunk": /(\.wasm|parvis-plain-\w+\.js)$/,
};
for (const [what, pattern] of Object.entries(kLost))
  browserTest(`without ${what} likes, fans and shares work, and nothing but the browser complains`, async (reader) => {
    reader.allow(/net::ERR_FAILED/);
    await reader.context.route(pattern, (route) => route.abort());
    const page = await reader.open(host(all(freshKey())));
    await page.locator("parvis-like button").click();
    await eventually(() => pressed(page), "true");
    await eventually(() => page.locator("parvis-like .count").innerText(), "1");
    await page.locator("parvis-fans button").click();
    await eventually(() => page.locator("parvis-fans button").getAttribute("aria-pressed"), "true");
    await field(page, "post").fill("still here");
    await submit(page, "post");
    // The host chunk is asked for again by the next action once it can be had.
    if (/host|words/.test(what)) {
      const asked = () => reader.requests.filter((request) => pattern.test(request.url()));
      await eventually(() => asked().every((request) => request.failure()), true);
      await reader.context.unroute(pattern);
      await page.locator("parvis-like button").click();
    }
    await eventually(async () => (await bodies(page)).includes("still here"), true);
  });

const kBad = {
  "is down": (route) => route.abort(),
  "answers 500 with a page of its own": (route) => route.fulfill({ status: 500, contentType: "text/html", body: "<h1>Oh no" }),
  "answers garbage": (route) => route.fulfill({ status: 200, contentType: "application/json", body: "\u0000{]" }),
  "answers another thing": (route) => route.fulfill({ status: 200, contentType: "application/json", body: '{"hello":[1,2,3]}' }),
  "answers null": (route) => route.fulfill({ status: 200, contentType: "application/json", body: "null" }),
};
for (const [how, answer] of Object.entries(kBad))
  browserTest(`a server that ${how} is told of in plain words, and the widgets come by themselves later`, async (reader) => {
    reader.allow(/net::ERR_FAILED|status of 500/);
    await reader.context.route(`${api}/v1/paint*`, answer);
    const page = await reader.open(host(all(freshKey()), { lang: "fr" }));
    await eventually(() => page.locator("parvis-comments .status").innerText(), "Le serveur est injoignable. Vérifiez votre connexion.");
    assert.equal(await page.locator("parvis-like .status").count(), 0);
    const [status, thread] = await Promise.all(["parvis-comments .status", "parvis-comments"].map((one) => page.locator(one).boundingBox()));
    assert.ok(status.y >= thread.y && status.y + status.height <= thread.y + thread.height, JSON.stringify([status, thread]));
    await reader.context.unroute(`${api}/v1/paint*`);
    await field(page, "post").waitFor();
    await page.locator("parvis-like button").waitFor();
    assert.equal(await page.locator("parvis-comments .status").innerText(), "");
  });

browserTest("a slow server is waited for, and what was typed and pressed meanwhile counts once", async (reader) => {
  await reader.context.route(/\/v1\/(like|comment)$/, async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  const page = await reader.open(host(all(freshKey())));
  await page.locator("parvis-like button").click();
  await eventually(() => pressed(page), "true");
  await field(page, "post").fill("slow");
  await submit(page, "post");
  await eventually(() => bodies(page), ["slow"]);
  await page.reload();
  await eventually(() => bodies(page), ["slow"]);
  await eventually(() => page.locator("parvis-like .count").innerText(), "1");
});

for (const [how, shift] of Object.entries({ "a day behind": -86_400_000, "a day ahead": 86_400_000 }))
  browserTest(`a clock ${how} changes neither what is shown nor what is done`, async (reader) => {
    const key = freshKey();
    await writeComment(reader, { page: key, text: "by somebody" });
    await reader.page.clock.install({ time: Date.now() + shift });
    const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(key)))]);
    await page.clock.resume();
    await works(page);
    await eventually(async () => new Set(await page.locator(".comment time").allInnerTexts()), new Set(["just now"]));
    await page.locator(".comment [data-act=edit]").first().waitFor();
    await page.reload();
    await eventually(() => pressed(page), "true");
    await eventually(() => page.locator("parvis-like .count").innerText(), "1");
    await page.locator(".comment [data-act=delete]").first().waitFor();
  });
