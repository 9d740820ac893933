// Every widget in Firefox and in WebKit.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { firefox, kFirefox, kWebKitDriver, webkit } from "./drivers.mjs";
import { freshKey, host, ownSite } from "./harness.mjs";

const kBrowsers = { Firefox: [kFirefox, firefox], WebKit: [kWebKitDriver, webkit] };
const faults = `<script>window.faults = []; addEventListener("error", (e) => faults.push(e.message));
addEventListener("unhandledrejection", (e) => faults.push(String(e.reason)));</script>`;

// Runs in the page; answers what it saw.
async function use() {
  const eventually = async (probe, what) => {
    for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
      const found = probe();
      if (found) return found;
    }
    throw new Error(`waited in vain: ${what}; ${document.querySelector("parvis-comments").shadowRoot?.textContent}`);
  };
  const within = (kind, selector) => document.querySelector(`parvis-${kind}`)?.shadowRoot?.querySelector(selector);
  const drawn = (kind, selector) => eventually(() => within(kind, selector), `${kind} ${selector}`);
  const pressed = (kind) => eventually(() => within(kind, "button[aria-pressed=true]"), `pressed ${kind}`);
  const type = (field, text) => {
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  };
  (await drawn("like", "button")).click();
  await pressed("like");
  (await drawn("fans", "button")).click();
  await pressed("fans");
  await drawn("share", "a[data-arg=x]");
  type(await drawn("comments", "form[data-act=post] textarea"), "**hello** ||secret||");
  within("comments", "form[data-act=post] [type=submit]").click();
  await drawn("comments", ".comment strong");
  (await drawn("comments", ".comment [data-act=edit]")).click();
  type(await drawn("comments", "form[data-act=post-edit] textarea"), "edited ||secret||");
  within("comments", "form[data-act=post-edit] [type=submit]").click();
  await drawn("comments", ".edited");
  (await drawn("comments", ".comment [data-act=reply]")).click();
  const field = await drawn("comments", "form[data-act=post-reply] textarea");
  field.focus();
  await drawn("comments", "form[data-act=post-reply] .tools button");
  type(field, "an answer");
  within("comments", "form[data-act=post-reply] [type=submit]").click();
  await drawn("comments", ".comment.d1 .body");
  const hidden = within("comments", ".spoiler span");
  const before = getComputedStyle(hidden).visibility;
  within("comments", ".spoiler input").click();
  const after = getComputedStyle(hidden).visibility;
  await eventually(() => /2/.test(within("count", "span")?.textContent ?? ""), "the count");
  await drawn("recent", "li");
  const like = within("like", "button").getBoundingClientRect();
  return { before, after, height: Math.round(like.height), cursor: getComputedStyle(within("like", "button")).cursor, faults: window.faults };
}

for (const [name, [program, start]] of Object.entries(kBrowsers))
  test(`every widget works in ${name}`, { timeout: 180_000 }, async () => {
    assert.ok(existsSync(program), `${program} is missing: it is a package of .dev/install.sh`);
    const { name: site } = await ownSite();
    const key = freshKey();
    const kinds = ["like", "share", "fans", "count", "recent", "comments"];
    const address = host(kinds.map((kind) => `<parvis-${kind} page="${key}" site="${site}"></parvis-${kind}>`).join(""), { head: faults });
    const browser = await start();
    try {
      await browser.open(address);
      assert.deepEqual(await browser.run(use), { before: "hidden", after: "visible", height: 36, cursor: "pointer", faults: [] });
    } finally {
      await browser.close();
    }
  });
