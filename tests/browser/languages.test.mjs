// Which language is chosen and fetched, a webmaster's own words, and texts that run from right to left.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { browserTest, eventually, freshKey, host } from "./harness.mjs";

const kLanguages = readdirSync("sdk/messages").map((name) => name.replace(".json", ""));
const wordsOf = (language) => JSON.parse(readFileSync(`sdk/messages/${language}.json`, "utf8"));

const fetched = (reader) =>
  reader.requests.map((request) => /assets\/messages-(.+)-\w+\.json$/.exec(request.url())?.[1]).filter(Boolean);
const label = (page) => page.locator("button.like .label").first();

for (const language of kLanguages)
  browserTest(`a page in ${language} fetches that language and no other`, async (reader) => {
    const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`, { lang: language }));
    assert.equal(await label(page).textContent(), wordsOf(language)["like.label"]);
    await page.locator("button.like").click();
    await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "true");
    await eventually(() => fetched(reader), [language]);
    const root = page.locator(".like-box");
    assert.equal(await root.getAttribute("lang"), language);
    assert.equal(await root.getAttribute("dir"), wordsOf(language)["text.direction"] === "rtl" ? "rtl" : null);
  });

browserTest("the element's language wins over the page's, and the nearest of the page's over the reader's", async (reader) => {
  const body = `<parvis-like lang="iw-IL"></parvis-like><div lang="pt-BR"><parvis-like></parvis-like></div>
<div lang="zh-CN"><p lang="zh-Hans-SG"><parvis-like></parvis-like></p></div><parvis-like></parvis-like><div lang="tlh"><parvis-like></parvis-like></div>`;
  const page = await reader.open(host(body, { lang: "de-AT" }));
  const labels = page.locator("button.like .label");
  const expected = ["he", "pt", "zh-Hans", "de", "en"].map((language) => wordsOf(language)["like.label"]);
  await eventually(() => labels.allTextContents(), expected);
}, { locale: "uk-UA" });

browserTest("without any of these it is the first of the reader's languages that there are words for", async (reader) => {
  await reader.context.addInitScript(() => Object.defineProperty(navigator, "languages", { value: ["eo", "pl-PL", "en"] }));
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`, { lang: "" }));
  assert.equal(await label(page).textContent(), wordsOf("pl")["like.label"]);
  await page.locator("button.like").click();
  await eventually(() => fetched(reader), ["pl"]);
  assert.equal(await label(page).textContent(), wordsOf("pl")["like.label"]);
});

browserTest("a webmaster's words are in the first paint and stay when the core takes over", async (reader) => {
  const own = JSON.stringify({ "like.label": "<i>Love</i> it", "no.such.key": "x", "share.on": "Share!", "like.count.one": "{count} lover" });
  const key = freshKey();
  const body = `<parvis-like page="${key}" words='${own}'></parvis-like><div class="parvis-like" data-page="${key}" data-words='${own}'></div><parvis-like page="${key}"></parvis-like>`;
  const page = await reader.open(host(body));
  const labels = page.locator("button.like .label");
  await eventually(() => labels.allTextContents(), ["<i>Love</i> it", "<i>Love</i> it", "Like"]);
  await page.locator("button.like").first().click();
  await eventually(() => page.locator("button.like .count").allTextContents(), ["1", "1", "1"]);
  await eventually(() => fetched(reader), ["en"]);
  await page.locator("parvis-like").last().evaluate((element) => element.setAttribute("words", '{"like.label":"Applaud"}'));
  await eventually(() => labels.allTextContents(), ["<i>Love</i> it", "<i>Love</i> it", "Applaud"]);
});

browserTest("words on the script are those of all elements", async (reader) => {
  const head = `<script async src="{api}/parvis.js" data-words='{"like.label":"Bravo"}'></script>`;
  const page = await reader.open(host(`<parvis-like></parvis-like>`, { head, script: false }));
  assert.equal(await label(page).textContent(), "Bravo");
});

async function talk(page, name, text) {
  const form = page.locator("form[data-act=post]");
  await form.locator("textarea").fill(text);
  await form.locator("input[name=name]").fill(name);
  await form.locator("button[type=submit]").click();
  await page.locator(".comment .body", { hasText: text.slice(0, 9) }).waitFor();
}
const box = (locator) => locator.boundingBox();

for (const language of ["ar", "he"])
  browserTest(`a thread in ${language} begins at the right, and each text on its own side`, async (reader) => {
    const page = await reader.open(host(`<parvis-comments page="${freshKey()}"></parvis-comments>`, { lang: language }));
    const [ours, theirs] = [wordsOf(language)["thread.write"], { ar: "نص عربي مع English في وسطه", he: "טקסט עברי עם English באמצע" }[language]];
    await page.locator("textarea").waitFor();
    const field = page.locator("textarea");
    assert.equal(await field.getAttribute("placeholder"), ours);
    assert.equal(await field.evaluate((element) => getComputedStyle(element).direction), "rtl", "the placeholder's side");
    await talk(page, "Anna (42)", "Plain English, with a full stop.");
    await talk(page, "שלום 1 ابو", theirs);
    const english = page.locator(".comment", { hasText: "Plain English" });
    const other = page.locator(".comment", { hasText: theirs });
    const direction = (comment) => comment.locator(".body > *").first().evaluate((element) => getComputedStyle(element).direction);
    const side = (comment) => comment.locator(".body").evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const [text, all] = [range.getClientRects()[0], element.getBoundingClientRect()];
      const line = [...range.getClientRects()].at(-1) ?? text;
      return Math.abs(line.left - all.left) < Math.abs(line.right - all.right) ? "left" : "right";
    });
    assert.equal(await direction(english), "ltr");
    assert.equal(await direction(other), "rtl");
    assert.equal(await side(other), "right");
    // The face is at the right of the name, our words at the right of the bar, and the reply button names the author apart.
    const avatar = await box(english.locator(".avatar"));
    const name = await box(english.locator(".name"));
    assert.ok(avatar.x > name.x, "the face stands at the right of the name");
    const [title, sort] = [await box(page.locator("h2")), await box(page.locator("select"))];
    assert.ok(title.x > sort.x, "the title stands at the right of the order");
    const reply = await english.locator("[data-act=reply]").getAttribute("aria-label");
    assert.ok(reply.includes("\u2068Anna (42)\u2069"), reply);
  });
