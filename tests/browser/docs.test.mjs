// The pages that the server has for people: the API reference, and what it holds of a visitor.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { api, browserTest, eventually, freshKey, host } from "./harness.mjs";

browserTest("the API reference has every request and value, and no link that leads nowhere", async (reader) => {
  const page = await reader.open(`${api}/docs`);
  const spec = parse(readFileSync("server-stub/openapi.yaml", "utf8"));
  const methods = ["get", "post", "put", "delete"];
  const wanted = Object.entries(spec.paths).flatMap(([path, item]) => methods.filter((one) => item[one]).map((one) => `${one.toUpperCase()} ${path}`));
  const shown = await page.locator("main h3").allTextContents();
  assert.deepEqual(shown.slice(0, wanted.length), wanted);
  assert.deepEqual(shown.slice(wanted.length), Object.keys(spec.components.schemas));
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#") || !document.getElementById(href.slice(1))));
  assert.deepEqual(dead, []);
  assert.match(await page.locator("main").textContent(), /Idempotency key/);
});

browserTest("the API reference is a text with a style sheet: no scripts, no strangers, a strict policy", async (reader) => {
  const answer = await fetch(`${api}/docs`);
  assert.match(answer.headers.get("content-security-policy"), /^default-src 'none'; style-src 'self';/);
  assert.doesNotMatch(await answer.text(), /<script|style=|onclick/);
  const page = await reader.open(`${api}/docs`);
  assert.deepEqual(reader.requests.map((request) => new URL(request.url()).pathname).filter((path) => path !== "/favicon.ico"), ["/docs", "/docs.css"]);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).display), "block", "the style sheet is applied");
  await page.setViewportSize({ width: 360, height: 700 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "fits a phone");
});

browserTest("visitors see what is held of them and have it forgotten, without scripts", async (reader, { more }) => {
  const key = freshKey();
  const page = await reader.open(host(`<parvis-like page="${key}"></parvis-like>`));
  await page.locator("button.like").click();
  await eventually(() => reader.data(/like$/).length > 0, true);
  await page.waitForLoadState("networkidle");
  const token = await page.evaluate(() => Object.entries(localStorage).find(([name]) => name.endsWith(":token"))[1]);

  const plain = await more({ javaScriptEnabled: false });
  plain.allow(/422/);
  const form = await plain.open(`${api}/me`);
  await form.locator("input[name=token]").fill(token);
  await form.locator("button[value=export]").click();
  assert.match(await form.locator("main li").first().textContent(), new RegExp(key));
  await form.locator("button[value=forget]").click();
  assert.match(await form.locator("[role=status]").textContent(), /Nothing was deleted/);
  await form.locator("input[name=sure]").check();
  await form.locator("button[value=forget]").click();
  assert.match(await form.locator("[role=status]").textContent(), /Everything was deleted/);
  const answer = await (await fetch(`${api}/v1/read?site=demo&e=${encodeURIComponent(`like;p=${key}`)}`)).json();
  assert.equal(answer.items[0].count, 0);
});
