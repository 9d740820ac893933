// Help while writing: names of the people in the thread, quotes of what they said, emoji; and spoilers, which show when
// asked to.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const open = async (reader, key) => {
  const [, page] = await Promise.all([
    reader.page.waitForResponse(/parvis-thread-\w+\.js/),
    reader.open(host(`<parvis-comments page="${key}" sort="oldest"></parvis-comments>`)),
  ]);
  await eventually(async () => {
    await page.locator("h2").evaluate((title) => title.getRootNode().querySelector("textarea").blur());
    await page.locator("form[data-act=post] textarea").focus();
    return page.locator(".mine").count();
  }, 1);
  return page;
};
const field = (page, act = "post") => page.locator(`form[data-act=${act}] textarea`);
const focused = (page) => page.evaluate(() => document.querySelector("parvis-comments").shadowRoot.activeElement?.outerHTML ?? "");

browserTest("a spoiler is hidden from eyes and ears until it is ticked, by keyboard too", async (reader) => {
  const key = freshKey();
  await writeComment(reader, { page: key, text: "It was ||the *butler*|| again" });
  const page = await open(reader, key);
  const box = page.getByRole("checkbox", { name: "Show spoiler" });
  const hidden = page.locator(".spoiler span");
  assert.equal(await hidden.isVisible(), false);
  assert.doesNotMatch(await page.locator(".comment .body").ariaSnapshot?.() ?? "", /butler/);
  await box.focus();
  await page.keyboard.press("Space");
  assert.equal(await hidden.isVisible(), true);
  assert.equal(await hidden.innerHTML(), "the <em>butler</em>");
  await page.locator("label.spoiler").click();
  assert.equal(await hidden.isVisible(), false);
});

browserTest("what is selected in a comment is quoted in a reply, by the button or by q", async (reader) => {
  const key = freshKey();
  for (const text of ["First line here\n\nSecond line", "Another"]) await writeComment(reader, { page: key, name: "Ana", text });
  const page = await open(reader, key);
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("parvis-comments");
    const [text] = shadowRoot.querySelector(".comment .body p").childNodes;
    (shadowRoot.getSelection?.() ?? getSelection()).setBaseAndExtent(text, 6, text, 10);
  });
  await page.locator("button.plain.quote").click();
  await eventually(() => field(page, "post-reply").inputValue(), "> line\n\n");
  assert.match(await focused(page), /^<textarea/);
  await page.keyboard.type("which?");
  await page.keyboard.press("Control+Enter");
  await eventually(() => page.locator(".comment blockquote").allInnerTexts(), ["line"]);
  await page.evaluate(() => getSelection().empty());
  await page.locator(".comment", { hasText: "Another" }).locator("[data-act=reply]").focus();
  await page.keyboard.press("q");
  await eventually(() => field(page, "post-reply").inputValue(), "> Another\n\n");
});

browserTest("behind an @ the people of the thread are offered, and the keyboard chooses", async (reader) => {
  const key = freshKey();
  for (const name of ["Ana", "Anders And", "Ben", ""]) await writeComment(reader, { page: key, name, text: `from ${name}` });
  const page = await open(reader, key);
  const offered = () => page.locator(".people > *").allInnerTexts();
  await field(page).focus();
  await page.keyboard.type("mail@");
  assert.deepEqual(await offered(), []);
  await field(page).fill("");
  await page.keyboard.type("Hi @");
  await eventually(offered, ["Ana", "Anders And", "Ben"]);
  await page.keyboard.type("an");
  await eventually(offered, ["Ana", "Anders And"]);
  await page.keyboard.press("ArrowDown");
  const active = await field(page).getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).innerText(), "Anders And");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await field(page).inputValue(), 'Hi @"Anders And" ');
  assert.deepEqual(await offered(), []);
  await page.keyboard.type("and @B");
  await page.keyboard.press("Escape");
  assert.deepEqual(await offered(), []);
  await page.keyboard.type("e");
  await page.getByRole("option", { name: "Ben" }).click();
  assert.equal(await field(page).inputValue(), 'Hi @"Anders And" and @Ben ');
  await page.keyboard.press("Control+Enter");
  await eventually(() => page.locator(".mention").allInnerTexts(), ["@Anders And", "@Ben"]);
});

browserTest("emoji are chosen with the arrows and land at the caret; no font is fetched", async (reader) => {
  const page = await open(reader, freshKey());
  await field(page).fill("ab");
  await field(page).evaluate((text) => text.setSelectionRange(1, 1));
  assert.equal(reader.requests.filter((request) => /emoji/.test(request.url())).length, 0);
  const opener = page.getByRole("button", { name: "Emoji" });
  await opener.click();
  await page.locator(".emojis button").first().waitFor();
  assert.equal(await opener.getAttribute("aria-expanded"), "true");
  await eventually(async () => /😀/.test(await focused(page)), true);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowUp", "ArrowRight"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  assert.equal(await field(page).inputValue(), "a😄b");
  assert.equal(await opener.getAttribute("aria-expanded"), "false");
  await opener.click();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".emojis").count(), 0);
  assert.match(await focused(page), /emoji/);
  assert.deepEqual(reader.requests.filter((request) => request.resourceType() === "font"), []);
});

browserTest("what the server holds of the reader is one press away, and the token is in no address", async (reader) => {
  const key = freshKey();
  const page = await open(reader, key);
  await field(page).fill("remember me");
  await page.keyboard.press("Control+Enter");
  await page.locator(".comment").first().waitFor();
  const [shown] = await Promise.all([reader.context.waitForEvent("page"), page.locator("button.mine").click()]);
  await shown.getByText("remember me").first().waitFor();
  assert.equal(shown.url(), `${api}/me`);
  await shown.close();
});

browserTest("a picture of an allowed host is drawn, without telling that host of the page", async (reader) => {
  const { name: site } = await ownSite({ image_hosts: ["images.example"] });
  await reader.context.route("https://images.example/**", (route) => route.abort());
  reader.allow(/ERR_FAILED/);
  const key = freshKey();
  await writeComment(reader, { page: key, site, text: "![A pot](https://images.example/pot.png) ![No](https://other.example/x.png)" });
  const asked = reader.context.waitForEvent("request", (request) => request.url().includes("images.example"));
  const page = await reader.open(host(`<parvis-comments page="${key}" site="${site}"></parvis-comments>`));
  assert.equal((await (await asked).allHeaders()).referer, undefined);
  assert.equal(await page.locator(".comment img").getAttribute("alt"), "A pot");
  assert.equal(await page.locator(".comment .body a").innerText(), "No");
  reader.requests = reader.requests.filter((request) => !request.url().includes("images.example"));
});
