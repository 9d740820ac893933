// Pages of /embed without any script: every action by forms, in a frame of another site.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, hold, host, shop, writeComment } from "./harness.mjs";

const kNoScript = { javaScriptEnabled: false };
const kSandbox = "allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox";

const frameOf = (key, { kind = "comments", query = "", sandbox = kSandbox } = {}) =>
  host(`<iframe src="{api}/embed/${kind}?p=${key}&amp;site=demo${query}" title="Comments" sandbox="${sandbox}"
    width="600" height="2000"></iframe>`, { script: false });
const texts = (frame) => frame.locator("li.comment .body").allTextContents();
// Looking may fall between two pages.
const soon = (probe, expected, what) => eventually(() => Promise.resolve(probe()).catch(() => "between two pages"), expected, what);
const write = async (frame, text, form = "form.composer:not(.reply-form)") => {
  await frame.locator(`${form} textarea`).fill(text);
  await frame.locator(`${form} button.primary`).click();
};

async function inFrame(reader, ...given) {
  reader.allow(/Blocked script execution/); // Playwright's own, in a sandbox
  const page = await reader.open(frameOf(...given));
  return page.frameLocator("iframe");
}

browserTest("without scripts, a reader posts, answers, edits, deletes and takes that back", async (reader) => {
  const frame = await inFrame(reader, freshKey());
  await frame.locator("textarea").fill("First *words*");
  await frame.locator("input[name=name]").fill("Zoe");
  await frame.locator("button.primary").click();
  await soon(() => texts(frame), ["First words"]);
  assert.equal(await frame.locator("li .name").textContent(), "Zoe");
  assert.equal(await frame.locator(".status").textContent(), "Comment posted");
  assert.equal(await frame.locator("li em").textContent(), "words");

  await frame.locator("li footer [data-act=reply]").click();
  await write(frame, "An answer", "form.reply-form");
  await soon(() => texts(frame), ["First words", "An answer"]);
  assert.match(await frame.locator("li").nth(1).getAttribute("class"), /\bd1\b/);

  await frame.locator("li").nth(1).locator("[data-act=edit]").click();
  await soon(() => frame.locator("form.edit-form textarea").inputValue(), "An answer");
  await write(frame, "A better answer", "form.edit-form");
  await soon(() => texts(frame), ["First words", "A better answer"]);
  assert.equal(await frame.locator("li .edited").count(), 1);

  await frame.locator("li").nth(1).locator("[data-act=delete]").click();
  await soon(() => texts(frame), ["First words"]);
  await frame.locator("[data-act=undo]").click();
  await soon(() => texts(frame), ["First words", "A better answer"]);
}, kNoScript);

browserTest("without scripts, likes, votes, reactions and fans are switched on and off", async (reader) => {
  const key = freshKey();
  await writeComment(reader, { page: key, text: "Hello", name: "Ben" });
  const frame = await inFrame(reader, key, { kind: "page", query: `&amp;show=like,fans,comments&amp;community=${key}` });
  const look = async (at) => [await frame.locator(at).getAttribute("aria-pressed"), await frame.locator(at).textContent()];
  for (const [at, off, on] of [
    ["button.like[part]", ["false", "Like0"], ["true", "Like1"]],
    ["li button.like", ["false", "0"], ["true", "1"]],
    [".reactions.page button >> nth=1", ["false", "😂"], ["true", "😂1"]],
  ]) {
    assert.deepEqual(await look(at), off);
    await frame.locator(at).click();
    await soon(() => look(at), on);
    await frame.locator(at).click();
    await soon(() => look(at), off);
  }
  await frame.locator("button.fan").click();
  await soon(() => frame.locator("button.fan").getAttribute("aria-pressed"), "true");
  await frame.locator("li [data-act=reactions]").click();
  await frame.locator("li .reactions button", { hasText: "👏" }).click();
  await soon(() => frame.locator("li .reactions button").first().textContent(), "👏1");
}, kNoScript);

browserTest("without scripts, a thread is sorted, paged, folded, previewed and reported", async (reader) => {
  const key = freshKey();
  const first = await writeComment(reader, { page: key, text: "One" });
  await writeComment(reader, { page: key, text: "Reply", parent: first.id });
  for (const text of ["Two", "Three"]) await writeComment(reader, { page: key, text });
  const frame = await inFrame(reader, key, { query: "&amp;limit=2" });
  await soon(() => texts(frame), ["Three", "Two"]);
  await frame.locator("[data-act=more]").click();
  await soon(() => texts(frame), ["One", "Reply"]);
  await frame.locator("select.sort").selectOption("oldest");
  await frame.locator("button.go").click();
  await soon(() => texts(frame), ["One", "Reply", "Two"]);
  await frame.locator("[data-act=collapse]").click();
  await soon(() => texts(frame), ["One", "Two"]);
  await frame.locator("[data-act=collapse]").click();
  await soon(() => texts(frame), ["One", "Reply", "Two"]);

  await frame.locator("form.composer textarea").fill("A **draft**");
  await frame.locator("[data-act=preview]").click();
  await soon(() => frame.locator(".preview strong").allTextContents(), ["draft"]);
  assert.equal(await frame.locator("form.composer textarea").inputValue(), "A **draft**");
  assert.deepEqual(await texts(frame), ["A draft", "One", "Reply", "Two"].slice(1));

  await frame.locator("li").first().locator("[data-act=report]").click();
  await frame.locator("form.report-form input[type=text]").fill("Not nice");
  await frame.locator("form.report-form button.primary").click();
  await soon(() => frame.locator("form.report-form").count(), 0);
}, kNoScript);

browserTest("without scripts, a refusal is told and the text is still there", async (reader) => {
  reader.allow(/422/);
  const key = freshKey();
  const parent = await writeComment(reader, { page: key, text: "Hello" });
  const frame = await inFrame(reader, key);
  const blank = "[x]: https://y.example\n\n&#8203;";
  await write(frame, blank);
  await soon(async () => (await frame.locator(".status").textContent()).length > 10, true);
  assert.equal(await frame.locator("textarea").inputValue(), blank);
  await frame.locator("li [data-act=reply]").click();
  await write(frame, "&#8203;", "form.reply-form");
  await soon(() => frame.locator("form.reply-form textarea").inputValue(), "&#8203;");
  assert.equal(await frame.locator("form.reply-form input[name=parent]").inputValue(), parent.id);
}, kNoScript);

browserTest("without scripts, the share links lead to the networks", async (reader) => {
  const frame = await inFrame(reader, freshKey(), { kind: "share", query: "&amp;url=https%3A%2F%2Fshop.example%2Fmug&amp;title=Mug" });
  const links = await frame.locator("a.net").evaluateAll((all) => all.map((one) => one.href));
  assert.ok(links.length >= 6);
  assert.ok(links.every((link) => /^(https:|mailto:)|\/v1\/mastodon/.test(link)), String(links));
  assert.equal(await frame.locator("button.net").count(), 0);
}, kNoScript);

browserTest("nothing is stored before the first form is sent, then one cookie that scripts cannot read", async (reader) => {
  const frame = await inFrame(reader, freshKey(), { kind: "like" });
  assert.deepEqual(await reader.context.cookies(), []);
  await frame.locator("button.like").click();
  await soon(() => frame.locator("button.like").getAttribute("aria-pressed"), "true");
  const [cookie, ...others] = await reader.context.cookies();
  assert.deepEqual(others, []);
  assert.deepEqual([cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], [true, true, "None", "/embed"]);
}, kNoScript);

browserTest("a form from another site does nothing before the reader has said so", async (reader) => {
  const key = freshKey();
  const fields = `<input name="view" value="site=demo&amp;p=${key}&amp;show=like"><input name="act" value="like 1">`;
  const evil = `data:text/html,${encodeURIComponent(`<form method="post" action="${api}/embed/act">${fields}<button>Win</button></form>`)}`;
  const page = await reader.open(evil);
  await page.locator("button").click();
  await page.locator("form button.primary").waitFor();
  const count = async () => (await (await reader.context.request.get(`${api}/v1/read?site=demo&e=like%3Bp%3D${key}`)).json()).items[0].count;
  assert.equal(await count(), 0);
  await page.locator("form button.primary").click();
  await soon(count, 1);
  await page.locator("button.like").waitFor();
}, kNoScript);

browserTest("in a sandbox without an origin, the reader is asked and then heard", async (reader) => {
  const frame = await inFrame(reader, freshKey(), { sandbox: "allow-forms" });
  await write(frame, "From a box\nof sand");
  await frame.locator("form button.primary").click();
  await soon(() => texts(frame), ["From a box\nof sand"]);
}, kNoScript);

browserTest("only the site's own pages may frame it", async (reader) => {
  reader.allow(/frame-ancestors|Framing/i);
  const key = freshKey();
  const page = await reader.open(`data:text/html,${encodeURIComponent(`<iframe src="${api}/embed/like?site=demo&p=${key}"></iframe>`)}`);
  assert.equal(await page.frameLocator("iframe").locator("button.like").count(), 0);
  const answer = await reader.context.request.get(`${api}/embed/like?site=demo&p=${key}`);
  assert.match(answer.headers()["content-security-policy"], /default-src 'none'.*frame-ancestors http:\/\/localhost:\*/);
}, kNoScript);

browserTest("with the small script on both sides, a frame is as high as what is in it", async (reader) => {
  const key = freshKey();
  for (const text of ["One", "Two", "Three"]) await writeComment(reader, { page: key, text });
  const page = await reader.open(host(`<iframe src="{api}/embed/comments?p=${key}&amp;site=demo&amp;height=auto" title="Comments" height="150"></iframe>
    <iframe id="other" srcdoc="&lt;script>parent.postMessage({parvis: 'height', height: 999}, '*')&lt;/script>" title="Other"></iframe>
    <script async src="{api}/parvis-embed.js"></script>`, { script: false }));
  const heights = () => page.locator("iframe").evaluateAll((all) => all.map((one) => one.offsetHeight));
  const inside = page.frames().find((frame) => frame.url().startsWith(api));
  await soon(async () => Math.abs((await heights())[0] - (await inside.evaluate(() => document.documentElement.offsetHeight))) <= 6, true);
  assert.ok((await heights())[0] > 300);
  assert.ok((await heights())[1] < 200, "a stranger's message counted");
  await page.frameLocator("iframe").first().locator("[data-act=reply]").first().click();
  const before = (await heights())[0];
  await soon(async () => (await heights())[0] > before || before > 600, true);
});

browserTest("a page that includes the fragment shows the thread, and its forms lead to the reader's own view", async (reader) => {
  const key = freshKey();
  await writeComment(reader, { page: key, text: "Included", at: "/thing" });
  const piece = await (await reader.context.request.get(`${api}/embed/fragment?site=demo&p=${key}&address=${encodeURIComponent(`${shop}/thing`)}`)).text();
  const page = await reader.open(host(`<parvis-comments page="${key}">${piece}</parvis-comments>`, { script: false }));
  await soon(() => page.locator("li.comment .body").allTextContents(), ["Included"]);
  await page.locator("form.composer textarea").fill("Sent from the page");
  await page.locator("form.composer button.primary").click();
  await soon(() => page.locator("li.comment .body").allTextContents(), ["Sent from the page", "Included"]);
  assert.ok(page.url().startsWith(`${api}/embed/comments?`));
  assert.equal(await page.locator("[data-act=delete]").count(), 1);
  assert.equal(await page.locator(".back a").getAttribute("href"), `${shop}/thing`);
}, kNoScript);

browserTest("an included fragment is seen until the script has painted, and then nothing moves", async (reader) => {
  const key = freshKey();
  for (const text of ["One", "Two", "A **third** one"]) await writeComment(reader, { page: key, text, name: "Ben" });
  const piece = await (await reader.context.request.get(`${api}/embed/fragment?site=demo&p=${key}`)).text();
  const release = await hold(reader.page, /\/v1\/paint\?/);
  const page = await reader.open(host(`<parvis-comments page="${key}" site="demo">${piece}</parvis-comments><p id="after">After</p>`,
    { head: `<link rel="stylesheet" href="{api}/embed/fragment.css"><style>parvis-comments { display: block; min-height: 15rem; }</style>` }));
  await page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) => window.shifts.push([value, ...sources.map(({ node, previousRect, currentRect }) => [node?.className ?? node?.nodeName, previousRect, currentRect])]))).observe({ type: "layout-shift", buffered: true });
  });
  await soon(() => page.evaluate(() => !!document.querySelector("parvis-comments").shadowRoot), true);
  const included = page.locator(".parvis-fallback li.comment");
  assert.equal(await included.count(), 3);
  const height = () => page.locator(".parvis-fallback").evaluate((piece) => piece.getBoundingClientRect().height);
  assert.ok((await height()) > 300);
  const bottom = () => page.locator("#after").evaluate((after) => after.getBoundingClientRect().top);
  const before = await bottom();
  release();
  await page.locator("parvis-comments .thread .body").nth(2).waitFor();
  await soon(height, 0);
  assert.ok(Math.abs((await bottom()) - before) < 1, `${before} ${await bottom()}`);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await page.evaluate(() => window.shifts), []);
});
