// What a reader of a thread may do beyond its buttons: formatting, keys, links to a comment.
import assert from "node:assert/strict";
import { browserTest, eventually, freshKey, host, writeComment } from "./harness.mjs";

const field = (page) => page.locator("form[data-act=post] textarea");
const furnished = (page) => page.waitForResponse(/parvis-thread-\w+\.js/);
const open = async (reader, key, hash = "") => {
  const [, page] = await Promise.all([furnished(reader.page), reader.open(host(`<parvis-comments page="${key}"></parvis-comments>`) + hash)]);
  await page.waitForLoadState("networkidle");
  return page;
};
const focused = (page) => page.evaluate(() => document.querySelector("parvis-comments").shadowRoot.activeElement?.id ?? "");

browserTest("the toolbar and its shortcuts put marks around what is selected, and the draft has them", async (reader) => {
  const page = await open(reader, freshKey());
  await field(page).fill("so good");
  assert.equal(await page.locator(".tools button").count(), 8);
  await field(page).evaluate((text) => text.setSelectionRange(3, 7));
  await page.locator(".tools button").first().click();
  assert.equal(await field(page).inputValue(), "so **good**");
  await field(page).evaluate((text) => text.setSelectionRange(0, 2));
  await field(page).press("Control+i");
  assert.equal(await field(page).inputValue(), "*so* **good**");
  await field(page).fill("one\ntwo");
  await field(page).evaluate((text) => text.setSelectionRange(0, 7));
  await page.getByRole("button", { name: "Quote" }).click();
  assert.equal(await field(page).inputValue(), "> one\n> two");
  await field(page).press("Control+Enter");
  await eventually(() => page.locator(".comment blockquote").innerText(), "one two");
});

browserTest("the toolbar is one stop of the tab key, and arrows go through it", async (reader) => {
  const page = await open(reader, freshKey());
  await field(page).focus();
  await page.locator(".tools button").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  const names = await page.locator(".tools button").evaluateAll((all) => all.map(({ title, tabIndex }) => `${title} ${tabIndex}`));
  assert.deepEqual(names.filter((name) => name.endsWith(" 0")), ["Emoji 0"]);
});

browserTest("keys go from comment to comment and answer, inside of the thread alone", async (reader) => {
  const key = freshKey();
  for (const text of ["one", "two"]) await writeComment(reader, { page: key, text });
  const page = await open(reader, key);
  await page.keyboard.press("j");
  assert.equal(await focused(page), "");
  const ids = await page.locator(".comment").evaluateAll((all) => all.map(({ id }) => id));
  await page.locator(".comment button").first().focus();
  await page.keyboard.press("j");
  assert.equal(await focused(page), ids[1]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), ids[0]);
  await page.keyboard.press("r");
  await eventually(() => page.locator("form[data-act=post-reply] textarea").count(), 1);
  await page.keyboard.type("jk");
  assert.equal(await page.locator("form[data-act=post-reply] textarea").inputValue(), "jk");
});

browserTest("a link to a comment asks for the part of the thread that it is in", async (reader) => {
  const key = freshKey();
  const { id } = await writeComment(reader, { page: key, text: "linked" });
  const page = await open(reader, key, `#c-${id}`);
  await page.locator(`#c-${id}`).waitFor();
  const [paint] = reader.requests.filter((request) => request.url().includes("/v1/paint"));
  assert.match(new URL(paint.url()).searchParams.get("e"), new RegExp(`;at=${id}$`));
});
