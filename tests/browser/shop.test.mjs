// The demo shop as a reader meets it: what a screen reader is told, and nothing that hides something else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browserTest, demo, eventually } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// "Like 1" is named "Like, 1 like": the same in words. The rule compares letters, and joins the two to "Like1".
const kRules = { "label-content-name-mismatch": { enabled: false } };

async function objections(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], rules }), kRules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
}

// WebAssembly has taken over, so that it can ask for the Mastodon server.
async function openProduct(reader) {
  const page = await reader.open(`${demo}/mug.html`);
  await page.locator("parvis-comments .comment").first().waitFor();
  await page.locator("parvis-fans button").waitFor();
  await eventually(() => reader.requests.some((request) => request.url().endsWith(".wasm")), true);
  await page.waitForLoadState("networkidle");
  return page;
}

for (const colorScheme of ["light", "dark"])
  browserTest(`axe finds nothing to object to in the shop, ${colorScheme}`, async (reader) => {
    const listing = await reader.open(`${demo}/index.html`);
    await eventually(() => listing.locator("parvis-like button").count(), 6);
    await eventually(() => listing.locator("parvis-share [data-arg=copy]").count(), 6);
    assert.deepEqual(await objections(listing), []);
    const page = await openProduct(reader);
    await page.locator("parvis-like button").click();
    await page.locator("a[data-arg=mastodon]").click();
    await page.locator("form[data-act=instance]").waitFor();
    await page.locator(".comment [data-act=reply]").first().click();
    await page.locator("form[data-act=post-reply] textarea").fill(" ");
    await page.locator("form[data-act=post-reply] [type=submit]").click();
    await page.getByRole("alert").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await objections(page), []);
  }, { colorScheme, reducedMotion: "reduce" });

browserTest("a screen reader is told what each widget is, says and does", async (reader) => {
  const page = await openProduct(reader);
  const heard = async (kind) => (await page.locator(`parvis-${kind}`).ariaSnapshot()).replace(/^ *- \/url:.*\n/gm, "");
  assert.equal(await heard("like"), '- button "Like, 1.2K likes": Like 1.2K\n- status');
  assert.match(await heard("fans"), /^- button "Join, \d+ fans": Join\n- text: \d+ fans\n- status$/);
  const share = await heard("share");
  assert.match(share, /- list "Share":\n/);
  assert.match(share, /- link "Share on X, \d+ shares":/);
  assert.match(share, /- button "Copy link, \d+ shares"/);
  const thread = await heard("comments");
  for (const line of [/^- heading "\d+ comments" \[level=2\]$/m, /^- combobox "Sort comments":$/m, /^- textbox "Write a comment…"$/m,
                      /^- textbox "Your name \(optional\)"$/m, /^- button "Post"$/m, /^ +- button "Like the comment by Nils, \d+ likes?"/m,
                      /^ +- button "Reply to Nils": Reply$/m, /^ +- time: /m])
    assert.match(thread, line);
  await page.locator("parvis-like button").click();
  await eventually(() => heard("like").then((text) => text.split("\n")[0]), '- button "Like, 1.2K likes" [pressed]: Like 1.2K');
});

// Controls, in all shadow roots, whose middle is not theirs to click.
const covered = (page) =>
  page.evaluate(() => {
    const deep = (x, y) => {
      let hit = document.elementFromPoint(x, y);
      while (hit?.shadowRoot?.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) hit = hit.shadowRoot.elementFromPoint(x, y);
      return hit;
    };
    const controls = [...document.querySelectorAll(".social > *")].flatMap((host) => [...host.shadowRoot.querySelectorAll("a,button,input")]);
    return controls
      .filter((control) => control.checkVisibility())
      .filter((control) => {
        control.scrollIntoView({ block: "center", inline: "nearest" });
        const { x, y, width, height } = control.getBoundingClientRect();
        return !control.contains(deep(x + width / 2, y + height / 2));
      })
      .map((control) => control.outerHTML.slice(0, 80));
  });

for (const width of [1280, 320])
  browserTest(`at ${width} pixels, neither "Link copied" nor Mastodon's question covers a control, and Escape ends both`, async (reader) => {
    await reader.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo });
    const page = await openProduct(reader);
    const note = page.locator("parvis-share .note");
    const copy = page.locator("[data-arg=copy]");
    await copy.press("Enter");
    await eventually(() => note.textContent(), "Link copied");
    assert.deepEqual(await covered(page), []);
    await copy.press("Escape");
    assert.equal(await note.textContent(), "");
    const focused = () => page.evaluate(() => document.querySelector("parvis-share").shadowRoot.activeElement?.outerHTML);

    const form = page.locator("form[data-act=instance]");
    for (const end of ["Escape", "Enter"]) {
      await page.locator("a[data-arg=mastodon]").press("Enter");
      await form.waitFor();
      assert.match((await focused()) ?? "", /^<input/);
      assert.deepEqual(await covered(page), []);
      await (end === "Escape" ? form.locator("input") : form.locator("[data-act=instance-cancel]")).press(end);
      await eventually(() => form.count(), 0);
      assert.match((await focused()) ?? "", /Share on Mastodon/);
    }
    const { wide, view } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, view: innerWidth }));
    assert.ok(wide <= view, `${wide} > ${view}`);
  }, { viewport: { width, height: 700 } });

browserTest("in a page that is written from right to left, the widgets are mirrored", async (reader) => {
  const page = await openProduct(reader);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const middle = async (selector) => {
    const { x, width } = await page.locator(selector).first().boundingBox();
    return x + width / 2;
  };
  const order = [
    ["parvis-like .count", "parvis-like svg"],
    ["parvis-share [data-arg=copy]", "parvis-share [data-arg=facebook]"],
    ["parvis-fans .count", "parvis-fans button"],
    ["parvis-comments select", "parvis-comments h2"],
    [".comment .name", ".comment .avatar"],
    [".comment.d1 .avatar", ".comment.d0 .avatar"],
  ];
  for (const [left, right] of order) assert.ok((await middle(left)) < (await middle(right)), `${left} is left of ${right}`);
});
