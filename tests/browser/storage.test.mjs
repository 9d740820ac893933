// What a browser refuses to keep is forgotten with the page, and nothing else is amiss.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserTest, elsewhere, eventually, freshKey, host, shop, wasmRuns } from "./harness.mjs";

const body = (key) => `<parvis-like page="${key}"></parvis-like><parvis-comments page="${key}"></parvis-comments>`;
// A page, or a frame in one.
const like = (at) => [at.locator("parvis-like button").getAttribute("aria-pressed"), at.locator("parvis-like .count").innerText()];
const look = (at) => Promise.all([...like(at), at.locator(".comment .body").allInnerTexts(), at.locator("[data-act=delete]").count()]);
const kKnown = ["true", "1", ["kept?"], 1];
const kForgotten = ["false", "1", ["kept?"], 0];

async function likeAndComment(at) {
  await at.locator("parvis-like button").click();
  await at.locator("form[data-act=post] textarea").fill("kept?");
  await at.locator("form[data-act=post] [type=submit]").click();
  await eventually(() => look(at), kKnown);
}

const opened = async (reader, address) => (await Promise.all([reader.open(address), wasmRuns(reader.page)]))[0];

// A Chromium with a profile of its own on the disk, whose owner has chosen `preferences`.
function profile(t, preferences) {
  const folder = mkdtempSync(join(tmpdir(), "parvis-profile-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  mkdirSync(join(folder, "Default"));
  writeFileSync(join(folder, "Default/Preferences"), JSON.stringify({ profile: preferences }));
  return folder;
}

const canStore = (frame) =>
  frame.evaluate(() => {
    try {
      return Boolean(localStorage);
    } catch {
      return false;
    }
  });

browserTest("an ordinary window knows its reader when it is opened again, a private one does not", async (reader, { more, t }) => {
  const folder = profile(t, {});
  const [kept, forgotten] = [host(body(freshKey())), host(body(freshKey()))];
  const before = await more({ profile: folder });
  await likeAndComment(await opened(before, kept));
  await before.page.reload();
  await eventually(() => look(before.page), kKnown);
  await before.context.close();
  const after = await more({ profile: folder });
  await after.open(kept);
  await eventually(() => look(after.page), kKnown);

  await likeAndComment(await opened(reader, forgotten));
  await reader.page.reload();
  await eventually(() => look(reader.page), kKnown);
  const later = await more();
  await later.open(forgotten);
  await eventually(() => look(later.page), kForgotten);
});

browserTest("where the reader allows no storage at all, a visit works and is forgotten", async (_, { more, t }) => {
  const reader = await more({ profile: profile(t, { default_content_setting_values: { cookies: 2 } }) });
  const page = await opened(reader, host(body(freshKey())));
  assert.equal(await canStore(page.mainFrame()), false);
  await likeAndComment(page);
  await page.reload();
  await eventually(() => look(page), kForgotten);
});

browserTest("with third-party cookies blocked, a page keeps its reader: it needs none", async (_, { more, t }) => {
  const reader = await more({ profile: profile(t, { block_third_party_cookies: true, cookie_controls_mode: 1 }) });
  const page = await opened(reader, host(body(freshKey())));
  await likeAndComment(page);
  await page.reload();
  await eventually(() => look(page), kKnown);
  assert.deepEqual(await reader.context.cookies(), []);
});

browserTest("in a frame of another site that may keep nothing, a visit works and is forgotten", async (_, { more, t }) => {
  const blocked = { default_content_setting_values: { cookies: 1 }, content_settings: { exceptions: { cookies: { [`${shop},*`]: { setting: 2 } } } } };
  const reader = await more({ profile: profile(t, blocked) });
  const inner = host(body(freshKey()));
  const address = host(`<iframe src="${inner}" width="800" height="900" title="shop"></iframe>`, { script: false });
  const page = await opened(reader, address.replace(shop, elsewhere));
  const frame = page.frame({ url: inner });
  assert.equal(await canStore(page.mainFrame()), true);
  assert.equal(await canStore(frame), false);
  await likeAndComment(frame);
  await page.reload();
  await eventually(() => look(page.frameLocator("iframe")), kForgotten);
});

browserTest("in a sandbox without an origin one can read; the server refuses to write, and that is said", async (reader) => {
  reader.allow(/status of 403/);
  const inner = host(body(freshKey()));
  await opened(reader, host(`<iframe src="${inner}" sandbox="allow-scripts allow-forms" width="800" height="900" title="shop"></iframe>`, { script: false }));
  const frame = reader.page.frame({ url: inner });
  assert.equal(await canStore(frame), false);
  await frame.locator("parvis-like button").click();
  await frame.locator("form[data-act=post] textarea").fill("may I?");
  await frame.locator("form[data-act=post] [type=submit]").click();
  await eventually(async () => (await frame.locator("parvis-comments .status").innerText()) !== "", true);
  await eventually(() => Promise.all(like(frame)), ["false", "0"]);
  assert.equal(await frame.locator("form[data-act=post] textarea").inputValue(), "may I?");
});

// To the last byte.
const fill = (page) =>
  page.evaluate(() => {
    for (let size = 1 << 20, serial = 0; size; )
      try {
        localStorage.setItem(`f${serial++}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
  });

browserTest("with a full storage a visit works; a reader who is known already stays so", async (reader) => {
  const address = host(body(freshKey()));
  const page = await opened(reader, address);
  await fill(page);
  await likeAndComment(page);
  await page.reload();
  await eventually(() => look(page), kForgotten);

  await page.evaluate(() => localStorage.clear());
  await page.goto(host(body(freshKey())));
  await page.locator("parvis-like button").click();
  await eventually(() => Promise.all(like(page)), ["true", "1"]);
  await fill(page);
  await page.locator("form[data-act=post] textarea").fill("kept?");
  await page.locator("form[data-act=post] [type=submit]").click();
  await eventually(() => look(page), kKnown);
  await page.reload();
  await eventually(() => look(page), kKnown);
});
