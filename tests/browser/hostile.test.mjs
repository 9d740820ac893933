// Hostile text in every place where a page shows what people typed: painted, drawn by the WebAssembly, and set by
// a webmaster. Nothing outside the allow-list may stand in a shadow root, and nothing may run.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { api, browserTest, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const kPerPage = 100;
const kPerVisit = 5;

function ownStrings() {
  const groups = JSON.parse(readFileSync("tests/hostile/strings.json", "utf8"));
  return Object.values(groups).flat().map((one) => (typeof one === "string" ? one : one.repeat.repeat(one.times)));
}

// The outside material, where it is there.
function outsideStrings(t) {
  const folder = process.env.PARVIS_CORPORA ?? "../shared/corpora";
  const names = ["payloadbox-intruder.half", "patt-md-blocks", "patt-crlf", "patt-open-redirect", "patt-intruders.half", "blns", "owasp-filter-evasion", "live-chromium156-free"];
  const files = names.map((name) => `${folder}/xss/${name}.json`);
  if (!files.every(existsSync)) return t.skip("skipped: no corpora"), [];
  return files.flatMap((file) => JSON.parse(readFileSync(file, "utf8"))).filter((text) => typeof text === "string");
}

let posts = 0;

// Each text as a comment and as its author's name; answers how many were taken.
async function post(key, texts) {
  const statuses = await Promise.all(
    texts.map(async (text) => {
      const number = ++posts;
      const body = { site: "demo", token: `h${number}`.padStart(43, "h"), key: "only", page: { key }, text, name: [...text].slice(0, 60).join("") };
      const answer = await fetch(`${api}/v1/comment`, {
        method: "POST",
        headers: { "content-type": "text/plain", "x-forwarded-for": `21.${number >> 16}.${(number >> 8) & 255}.${number & 255}` },
        body: JSON.stringify(body),
      });
      assert.ok(answer.status === 200 || (answer.status >= 400 && answer.status < 500), `${answer.status} for ${text}`);
      return answer.status;
    }),
  );
  return statuses.filter((status) => status === 200).length;
}

// What stands in the shadow roots of the page and should not.
function judge() {
  const tags = /^(div|span|p|a|button|form|input|textarea|label|select|option|ol|ul|li|article|header|footer|time|h[1-6]|strong|em|del|code|pre|blockquote|br|hr|svg|path|img|details|summary|style|slot)$/;
  const attributes = /^(class|part|role|type|name|id|for|href|target|rel|title|lang|dir|datetime|placeholder|maxlength|rows|tabindex|hidden|disabled|required|autocomplete|viewBox|d|start|value|open|(aria|data)-[a-z-]+)$/;
  const wrong = [];
  for (const { shadowRoot } of document.querySelectorAll("*")) {
    for (const element of shadowRoot?.querySelectorAll("*") ?? []) {
      if (!tags.test(element.localName)) wrong.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes) if (!attributes.test(name)) wrong.push(`${element.localName} ${name}=${value}`);
      if (element.localName === "a" && element.href && !/^(https?|mailto):/.test(element.href)) wrong.push(element.href);
    }
  }
  if (globalThis.fired) wrong.push(`a script ran: ${globalThis.fired}`);
  return wrong;
}

const kTraps = `<script>for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => (window.fired = name);</script>`;

async function visit(reader, keys, expected) {
  const elements = keys.map((key) => `<parvis-comments page="${key}" site="demo" limit="${kPerPage}" sort="oldest"></parvis-comments>`);
  const page = await reader.open(host(elements.join(""), { head: kTraps }));
  const shown = () => page.evaluate(() => [...document.querySelectorAll("parvis-comments")].reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll("li.comment").length ?? 0), 0));
  await eventually(shown, expected);
  assert.deepEqual(await page.evaluate(judge), [], "as painted");
  // Another order is drawn by the WebAssembly.
  const firsts = () => page.evaluate(() => [...document.querySelectorAll("parvis-comments")].map(({ shadowRoot }) => shadowRoot.querySelector("li.comment").id).join());
  const painted = await firsts();
  await page.evaluate(() => {
    for (const { shadowRoot } of document.querySelectorAll("parvis-comments")) {
      const select = shadowRoot.querySelector("select");
      select.value = "newest";
      select.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    }
  });
  await page.waitForFunction(
    (before) => {
      const now = [...document.querySelectorAll("parvis-comments")].map(({ shadowRoot }) => shadowRoot.querySelector("li.comment")?.id);
      return now.every((id, i) => id && id !== before[i]);
    },
    painted.split(","),
  );
  await eventually(shown, expected);
  assert.deepEqual(await page.evaluate(judge), [], "as drawn by the WebAssembly");
}

async function check(reader, texts) {
  const pages = [];
  for (let i = 0; i < texts.length; i += kPerPage) {
    const key = freshKey("hostile");
    pages.push([key, await post(key, texts.slice(i, i + kPerPage))]);
  }
  const filled = pages.filter(([, count]) => count > 1);
  assert.ok(filled.length > 0);
  for (let i = 0; i < filled.length; i += kPerVisit) {
    const some = filled.slice(i, i + kPerVisit);
    await visit(reader, some.map(([key]) => key), some.reduce((sum, [, count]) => sum + count, 0));
  }
}

browserTest("hostile comments and names are shown as text, painted and drawn", (reader) => check(reader, ownStrings()));

browserTest("the outside attack strings are shown as text, painted and drawn", async (reader, { t }) => {
  const texts = outsideStrings(t);
  if (texts.length) await check(reader, texts);
});

browserTest("hostile titles, addresses and names of pages and communities are shown as text", async (reader) => {
  reader.allow(/status of 4\d\d/);
  const page = await reader.open(host("<parvis-like></parvis-like>", { head: kTraps }));
  await page.evaluate((texts) => {
    for (const text of texts) {
      const share = document.createElement("parvis-share");
      for (const name of ["title", "url", "image", "page"]) share.setAttribute(name, text);
      const fans = document.createElement("parvis-fans");
      fans.setAttribute("community", text);
      const like = document.createElement("parvis-like");
      like.setAttribute("page", text);
      document.body.append(share, fans, like);
    }
  }, ownStrings().filter((text) => text.length < 1000));
  // The one that is sound is shown whatever is wrong with the others.
  await page.locator("parvis-like").first().locator("button.like").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await page.evaluate(judge), []);
});

browserTest("deep lists and stacked accents of a comment stay in it, and off the page", async (reader) => {
  const { name: site } = await ownSite();
  const page = freshKey("spill");
  const texts = ["1. one", `${"- ".repeat(60)}deep`, `Z${"\u0301\u0302\u0303".repeat(60)}`];
  for (const text of texts) await writeComment(reader, { page, site, text });
  await reader.page.setViewportSize({ width: 420, height: 800 });
  const shown = await reader.open(host(
    `<parvis-comments page="${page}" site="${site}"></parvis-comments><parvis-recent site="${site}"></parvis-recent>`));
  await shown.locator("parvis-comments article").nth(2).waitFor();
  await shown.locator("parvis-recent article").nth(2).waitFor();
  const kept = await shown.evaluate(() => {
    const roots = [...document.querySelectorAll("parvis-comments, parvis-recent")].map((element) => element.shadowRoot);
    const style = (selector, of) => roots.flatMap((root) => [...root.querySelectorAll(selector)].map((found) => getComputedStyle(found)[of]));
    const each = (values) => [...new Set(values)].join();
    return [document.documentElement.scrollWidth, each(style("article", "overflowY")), each(style(".body ol", "listStyleType"))];
  });
  assert.deepEqual(kept, [420, "clip", "decimal"]);
});
