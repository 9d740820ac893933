// The thread, with WebAssembly and, in the same words, where a page's policy forbids it.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, hold, host, wasmRuns } from "./harness.mjs";

const thread = (key, more = "") => `<parvis-comments page="${key}" ${more}></parvis-comments>`;
const bodies = (page) => page.locator("parvis-comments .comment .body").allTextContents();

const kinds = {
  "with WebAssembly": { policy: undefined, complaint: /never/ },
  "without WebAssembly": {
    policy: "script-src {api} 'unsafe-inline'; connect-src {api}; object-src 'none'",
    complaint: /wasm|WebAssembly|Content.Security|unsafe-eval/i,
  },
};

async function post(page, text, name = "") {
  if (name) await page.locator("form[data-act=post] input[name=name]").fill(name);
  await page.locator("form[data-act=post] textarea").fill(text);
  await page.locator("form[data-act=post] button[type=submit]").click();
}

for (const [kind, { policy, complaint }] of Object.entries(kinds)) {
  const open = (reader, body) => {
    reader.allow(complaint);
    return reader.open(host(body, { headers: policy ? { "content-security-policy": policy } : {} }));
  };

  browserTest(`${kind}: a comment is posted, seen by others, and deleted`, async (reader, { more }) => {
    const body = thread(freshKey());
    const page = await open(reader, body);
    await post(page, "A **fine** mug", "Ana");
    await eventually(() => bodies(page), ["A fine mug"]);
    assert.equal(await page.locator(".comment .body strong").textContent(), "fine");
    assert.equal(await page.locator(".comment .name").textContent(), "Ana");
    await eventually(() => page.locator("form[data-act=post] textarea").inputValue(), "");

    const other = await more();
    const theirs = await open(other, body);
    await eventually(() => bodies(theirs), ["A fine mug"]);
    assert.equal(await theirs.locator("[data-act=delete]:visible").count(), 0);

    assert.match(await page.locator("[data-act=delete]").innerText(), /^Delete$/);
    await page.locator("[data-act=delete]").click();
    await eventually(() => bodies(page), []);
    await theirs.reload();
    await theirs.locator("form[data-act=post]").waitFor();
    assert.deepEqual(await bodies(theirs), []);
  });

  browserTest(`${kind}: replies stand below their comment, and one with replies leaves a tombstone`, async (reader) => {
    const page = await open(reader, thread(freshKey()));
    await post(page, "first");
    await eventually(() => bodies(page), ["first"]);
    await page.locator(".comment [data-act=reply]").first().click();
    await page.locator("form[data-act=post-reply] textarea:focus").fill("second");
    await page.locator("form[data-act=post-reply] button[type=submit]").click();
    await eventually(() => bodies(page), ["first", "second"]);
    await eventually(() => page.locator("form[data-act=post-reply]").count(), 0);
    assert.equal(await page.locator(".comment.d1 .body").textContent(), "second");
    await page.locator(".comment.d0 [data-act=delete]").click();
    await eventually(() => page.locator(".comment.d0 .gone").count(), 1);
    assert.deepEqual(await bodies(page), ["second"]);
  });

  browserTest(`${kind}: what is written while the last comment is on its way stays, and follows it`, async (reader) => {
    const page = await open(reader, thread(freshKey()));
    await post(page, "first");
    await eventually(() => bodies(page), ["first"]);
    const letGo = await hold(page, `${api}/v1/comment`);
    const asked = page.waitForRequest(`${api}/v1/comment`);
    await post(page, "second");
    await asked;
    await page.locator("form[data-act=post] textarea").fill("third");
    letGo();
    await eventually(async () => (await bodies(page)).slice().sort(), ["first", "second"]);
    assert.equal(await page.locator("form[data-act=post] textarea").inputValue(), "third");
    await page.locator("form[data-act=post] button[type=submit]").click();
    await eventually(async () => (await bodies(page)).slice().sort(), ["first", "second", "third"]);
  });

  browserTest(`${kind}: a comment is liked and unliked, and it lasts`, async (reader) => {
    const page = await open(reader, thread(freshKey()));
    await post(page, "like me");
    const button = page.locator("[data-act=vote]");
    const look = async () => [await button.getAttribute("aria-pressed"), await button.locator(".count").textContent()];
    await button.click();
    await eventually(look, ["true", "1"]);
    await page.waitForLoadState("networkidle");
    await page.reload();
    await eventually(look, ["true", "1"]);
    await button.click();
    await eventually(async () => (await look())[0], "false");
  });

  browserTest(`${kind}: sorted and continued`, async (reader) => {
    const page = await open(reader, thread(freshKey(), `limit="2"`));
    for (const text of ["one", "two", "three"]) {
      await post(page, text);
      await eventually(async () => (await bodies(page)).includes(text), true);
    }
    await page.waitForLoadState("networkidle");
    await page.reload();
    await eventually(() => bodies(page), ["three", "two"]);
    await page.locator("[data-act=more]").click();
    await eventually(() => bodies(page), ["three", "two", "one"]);
    await page.locator("select[data-act=sort]").selectOption("oldest");
    await eventually(async () => (await bodies(page)).slice(0, 2), ["one", "two"]);
  });

  browserTest(`${kind}: what the server refuses is said, and the text stays`, async (reader) => {
    reader.allow(/status of 4/);
    const page = await open(reader, thread(freshKey()));
    await page.locator("form[data-act=post] textarea").waitFor();
    await page.route(`${api}/v1/comment`, (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        headers: { "access-control-allow-origin": "*" },
        body: JSON.stringify({ type: `${api}/docs/errors#thread_closed`, title: "This thread is closed.", status: 403, code: 29 }),
      }),
    );
    await post(page, "too late");
    await eventually(async () => (await page.locator("parvis-comments .status").textContent()).length > 5, true);
    await eventually(() => page.locator("form[data-act=post] textarea").inputValue(), "too late");
  });
}

browserTest("what was typed and sent before WebAssembly arrived is posted exactly once", async (reader) => {
  const release = await hold(reader.context, /\.wasm$/);
  const page = await reader.open(host(thread(freshKey())));
  await post(page, "eager", "Zoé");
  await post(page, "eager", "Zoé");
  const loaded = wasmRuns(page);
  release();
  await loaded;
  await eventually(() => bodies(page), ["eager"]);
  await page.waitForLoadState("networkidle");
  assert.equal(reader.data(/comment$/).length, 1);
  await page.reload();
  await eventually(() => bodies(page), ["eager"]);
});

browserTest("a half-written text is still there, and still focused, when WebAssembly takes over", async (reader) => {
  const release = await hold(reader.context, /\.wasm$/);
  const page = await reader.open(host(thread(freshKey())));
  const field = page.locator("form[data-act=post] textarea");
  await field.pressSequentially("half a ");
  const loaded = wasmRuns(page);
  release();
  await loaded;
  await field.pressSequentially("thought", { delay: 20 });
  assert.equal(await field.inputValue(), "half a thought");
  await page.locator("form[data-act=post] button[type=submit]").click();
  await eventually(() => bodies(page), ["half a thought"]);
});

browserTest("markup in a comment is text, and its links are safe", async (reader) => {
  const page = await reader.open(host(thread(freshKey())));
  await post(page, "<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://example.org/)");
  await eventually(async () => (await bodies(page))[0]?.includes("<img src=x"), true);
  const links = await page.locator(".comment .body a").evaluateAll((all) => all.map(({ href, rel }) => [href, rel]));
  assert.equal(links.length, 1);
  assert.equal(links[0][0], "https://example.org/");
  assert.match(links[0][1], /nofollow|ugc/);
});
