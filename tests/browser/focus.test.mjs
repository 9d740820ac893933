// Where the reader's focus is after what they did: never lost to the page's body.
import assert from "node:assert/strict";
import { browserTest, eventually, freshKey, hold, host } from "./harness.mjs";

const kinds = {
  "with WebAssembly": [undefined, /never/],
  "without WebAssembly": ["script-src {api} 'unsafe-inline'; connect-src {api}; object-src 'none'", /wasm|WebAssembly|Content.Security|unsafe-eval/i],
};

// "ACT of TEXT": what the focused control does, and the first words of the comment that it stands in.
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const act = element.dataset.act ?? element.form?.dataset.act ?? element.localName;
    const words = element.closest(".comment")?.querySelector(".body, .gone")?.textContent;
    return words ? `${act} of ${words}` : act;
  });

const comment = (page, text) => page.locator(".comment", { has: page.locator(".body", { hasText: text }) });
const reply = (page, text) => comment(page, text).locator("footer [data-act=reply]");

async function openThread(reader, kind, texts) {
  const [policy, complaint] = kinds[kind];
  reader.allow(complaint);
  const headers = policy ? { "content-security-policy": policy } : {};
  const page = await reader.open(host(`<a href="#">before</a><parvis-comments page="${freshKey()}"></parvis-comments>`, { headers }));
  for (const text of texts) {
    await page.locator("form[data-act=post] textarea").fill(text);
    await page.locator("form[data-act=post] button[type=submit]").click();
    await comment(page, text).locator("[data-act=delete]").waitFor();
  }
  await page.waitForLoadState("networkidle");
  return page;
}

for (const kind of Object.keys(kinds)) {
  browserTest(`${kind}: one reply after the other opened by keyboard has the cursor in its field`, async (reader) => {
    const page = await openThread(reader, kind, ["one", "two", "three"]);
    await page.locator("select").focus();
    for (const text of ["three", "two", "one"]) {
      for (let i = 0; i < 24 && (await focused(page)) !== `reply of ${text}`; ++i) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await eventually(() => focused(page), `reply-draft of ${text}`);
      assert.equal(await page.locator("form[data-act=post-reply]").count(), 1);
    }
    await reply(page, "one").focus();
    await page.keyboard.press("Enter");
    await eventually(() => page.locator("form[data-act=post-reply]").count(), 0);
    await eventually(() => focused(page), "reply of one");
  });

  browserTest(`${kind}: a cancelled and a posted reply give the focus back to the button that opened them`, async (reader) => {
    const page = await openThread(reader, kind, ["one", "two"]);
    const form = page.locator("form[data-act=post-reply]");
    for (const end of ["[data-act=reply]", "[type=submit]"]) {
      await reply(page, "one").press("Enter");
      await eventually(() => focused(page), "reply-draft of one");
      await page.keyboard.type("answer");
      await form.locator(end).press("Enter");
      await eventually(() => form.count(), 0);
      await eventually(() => focused(page), "reply of one");
    }
    await eventually(() => comment(page, "answer").count(), 1);
  });

  browserTest(`${kind}: an edit opened by keyboard has the cursor in its field`, async (reader) => {
    const page = await openThread(reader, kind, ["one"]);
    await comment(page, "one").locator("[data-act=edit]").press("Enter");
    await page.locator("form[data-act=post-edit] textarea:focus").waitFor();
    await eventually(() => page.locator("form[data-act=post-edit] textarea").inputValue(), "one");
  });

  browserTest(`${kind}: a like keeps the focus, and a deleted comment hands it to its gap or the next one`, async (reader) => {
    const page = await openThread(reader, kind, ["one", "two"]);
    const like = comment(page, "two").locator("[data-act=vote]");
    await like.press("Enter");
    await eventually(() => like.getAttribute("aria-pressed"), "true");
    await page.waitForLoadState("networkidle");
    assert.equal(await focused(page), "vote of two");
    await comment(page, "two").locator("[data-act=delete]").press("Enter");
    // The core keeps the gap, to take the deletion back.
    if (kind === "with WebAssembly") {
      const gap = "li of You deleted this comment.Undo";
      await page.locator("[data-act=undo]").waitFor();
      await eventually(() => focused(page), gap);
      await page.locator("[data-act=undo]").press("Enter");
      await eventually(() => focused(page), "reply of two");
      for (const text of ["two", "one"]) {
        await comment(page, text).locator("[data-act=delete]").press("Enter");
        await comment(page, text).waitFor({ state: "detached" });
        await eventually(() => focused(page), gap);
      }
      await eventually(() => page.locator(".comment").count(), 1);
      return;
    }
    await eventually(() => page.locator(".comment").count(), 1);
    await eventually(() => focused(page), "li of one");
    await comment(page, "one").locator("[data-act=delete]").press("Enter");
    await eventually(() => page.locator(".comment").count(), 0);
    await eventually(() => focused(page), "h2");
  });

  browserTest(`${kind}: a comment of spaces is refused by its field, aloud, and the focus goes there`, async (reader) => {
    const page = await openThread(reader, kind, ["one"]);
    const before = reader.data(/comment$/).length;
    const sayings = [];
    for (const act of ["post", "post-reply"]) {
      if (act === "post-reply") await reply(page, "one").press("Enter");
      const form = page.locator(`form[data-act=${act}]`);
      await form.locator("textarea").fill(" \n\t ");
      for (let i = 0; i < 2; ++i) await form.locator("[type=submit]").press("Enter");
      assert.match(await form.getByRole("alert").innerText(), /\w \w.*\.$/);
      assert.equal(await form.getByRole("alert").count(), 1);
      assert.equal(await form.locator("textarea").getAttribute("aria-invalid"), "true");
      sayings.push(await focused(page));
      await page.keyboard.type("words");
      assert.equal(await form.getByRole("alert").count(), 0);
      assert.equal(await form.locator("textarea").getAttribute("aria-invalid"), null);
    }
    assert.deepEqual(sayings, ["draft", "reply-draft of one"]);
    assert.equal(reader.data(/comment$/).length, before);
  });
}

browserTest("a blank comment sent before WebAssembly arrived is refused as one sent later", async (reader) => {
  const release = await hold(reader.context, /\.wasm$/);
  const page = await reader.open(host(`<parvis-comments page="${freshKey()}"></parvis-comments>`));
  await page.locator("form[data-act=post] textarea").fill("   ");
  await page.locator("form[data-act=post] button[type=submit]").click();
  release();
  await page.locator("form[data-act=post]").getByRole("alert").waitFor();
  assert.deepEqual(reader.data(/POST/), []);
});
