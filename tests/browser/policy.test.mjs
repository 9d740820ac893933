// What the strictest host pages demand: their policies, and nothing kept or told before an action.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host, wasmRuns } from "./harness.mjs";

const all = (key) => `<parvis-like page="${key}"></parvis-like><parvis-share page="${key}" networks="x,copy"></parvis-share>
<parvis-fans community="${key}"></parvis-fans><parvis-comments page="${key}"></parvis-comments>`;
const kStrict = `default-src 'none'; script-src {api} 'wasm-unsafe-eval'; connect-src {api}; require-trusted-types-for 'script'; trusted-types 'none'`;

browserTest("a strict policy with Trusted Types is kept without one violation", async (reader) => {
  await reader.context.addInitScript(() => {
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
  });
  const address = host(all(freshKey()), { headers: { "content-security-policy": kStrict } });
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(address)]);
  await page.locator("button.like").first().click();
  await page.locator("parvis-comments textarea").fill("within the law");
  await page.locator("form[data-act=post] button[type=submit]").click();
  await eventually(() => page.locator(".comment .body").allTextContents(), ["within the law"]);
  await eventually(() => page.locator("parvis-like button").getAttribute("aria-pressed"), "true");
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  const font = await page.locator("parvis-like button.like").evaluate((button) => getComputedStyle(button).cursor);
  assert.equal(font, "pointer", "the style sheet applies");
});

browserTest("a nonce policy is kept: the host chunk inherits the script's nonce", async (reader) => {
  const address = host(all(freshKey()) + `<script nonce="abc" async src="{api}/parvis.js"></script>`, {
    script: false,
    headers: { "content-security-policy": "script-src 'nonce-abc' 'wasm-unsafe-eval'; connect-src {api}" },
  });
  await Promise.all([wasmRuns(reader.page), reader.open(address)]);
});

browserTest("nothing is stored, and no cookie set, before an action; then one token", async (reader) => {
  const kept = (page) => page.evaluate(() => ({ local: Object.keys(localStorage), session: sessionStorage.length, cookie: document.cookie }));
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(all(freshKey())))]);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await kept(page), { local: [], session: 0, cookie: "" });
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length), 0);
  await page.locator("button.like").first().click();
  await eventually(async () => (await kept(page)).local.includes(`parvis:${api}:token`), true);
  assert.match(await page.evaluate((key) => localStorage.getItem(key), `parvis:${api}:token`), /^[\w-]{43}$/);
  assert.deepEqual(await reader.context.cookies(), []);
});

browserTest("readers without a token are asked for no private answers, and no call needs a preflight", async (reader) => {
  const page = await reader.open(host(all(freshKey())));
  await page.locator("parvis-comments textarea").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(reader.data(/mine/), []);
  await page.locator("button.like").first().click();
  await page.waitForLoadState("networkidle");
  await page.reload();
  await eventually(() => reader.data(/mine/).length > 0, true);
  assert.deepEqual(reader.requests.filter((request) => request.method() === "OPTIONS"), []);
  for (const request of reader.requests.filter((one) => one.url().startsWith(api)))
    assert.equal(request.headers().cookie, undefined);
});

browserTest("where storage is refused, a visit still works", async (reader) => {
  await reader.context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  const page = await reader.open(host(all(freshKey())));
  await page.locator("button.like").first().click();
  await page.locator("parvis-fans button").click();
  await eventually(() => page.locator("parvis-like button").getAttribute("aria-pressed"), "true");
  await page.waitForLoadState("networkidle");
  const tokens = reader.requests.filter((request) => request.method() === "POST").map((request) => JSON.parse(request.postData()).token);
  assert.equal(new Set(tokens).size, 1);
});
