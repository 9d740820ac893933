// Elements in living pages: stand-ins, single-page apps, two scripts, the back/forward cache, events, the API.
import assert from "node:assert/strict";
import { api, browserTest, eventually, freshKey, host, wasmRuns } from "./harness.mjs";

browserTest("a div with data attributes does what the element does, also when it comes later", async (reader) => {
  const key = freshKey();
  const page = await reader.open(
    host(`<parvis-like page="${key}"></parvis-like><div class="parvis-like" data-page="${key}"></div><main></main>`),
  );
  await page.locator("div.parvis-like button.like").click();
  await eventually(() => page.locator("parvis-like button.like").getAttribute("aria-pressed"), "true");
  await page.evaluate((page_) => {
    const share = document.createElement("div");
    share.className = "parvis-share";
    share.dataset.page = page_;
    share.dataset.networks = "copy";
    share.dataset.theme = "dark";
    document.querySelector("main").append(share);
  }, key);
  await page.locator("div.parvis-share [data-arg=copy]").waitFor();
  assert.equal(await page.locator("div.parvis-share .parvis.dark").count(), 1);
  assert.equal(await page.locator("div.parvis-share [data-act=share]").count(), 1);
});

browserTest("changing the page attribute asks anew; changing the theme does not", async (reader) => {
  const [one, two] = [freshKey(), freshKey()];
  const page = await reader.open(host(`<parvis-like page="${one}"></parvis-like>`));
  await page.locator("button.like").click();
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "true");
  await page.waitForLoadState("networkidle");
  const before = reader.data(/paint/).length;
  await page.evaluate(() => document.querySelector("parvis-like").setAttribute("theme", "dark"));
  await page.locator("parvis-like .parvis.dark").waitFor();
  assert.equal(reader.data(/paint/).length, before);
  await page.evaluate((key) => document.querySelector("parvis-like").setAttribute("page", key), two);
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "false");
  await page.evaluate((key) => document.querySelector("parvis-like").setAttribute("page", key), one);
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "true");
});

browserTest("an element that moves keeps its life; one that leaves is forgotten", async (reader) => {
  const address = host(`<div id="a"><parvis-comments page="${freshKey()}"></parvis-comments></div><div id="b"></div>`);
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(address)]);
  // What is fetched late must not be taken for a consequence of the move.
  await page.locator("textarea").fill("moving house");
  await page.locator(".mine").waitFor();
  await page.waitForLoadState("networkidle");
  const before = reader.data().length;
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("parvis-comments")));
  assert.equal(await page.locator("#b textarea").inputValue(), "moving house");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(reader.data().length, before);

  const session = await page.context().newCDPSession(page);
  await page.evaluate(async () => {
    const gone = [];
    for (let round = 0; round < 20; ++round) {
      const all = ["like", "share", "fans", "comments"].map((kind) => document.createElement(`parvis-${kind}`));
      const stand = document.createElement("div");
      stand.className = "parvis-like";
      document.body.append(...all, stand);
      await new Promise((resolve) => setTimeout(resolve, 20));
      [...all, stand].forEach((one) => {
        one.remove();
        gone.push(new WeakRef(one));
      });
    }
    window.gone = gone;
  });
  await page.waitForLoadState("networkidle");
  await eventually(async () => {
    await session.send("HeapProfiler.collectGarbage");
    return page.evaluate(() => window.gone.filter((one) => one.deref()).length);
  }, 0);
});

browserTest("a removed element that comes back works again", async (reader) => {
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`));
  await page.locator("button.like").click();
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const like = document.querySelector("parvis-like");
    like.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    document.body.append(like);
  });
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "true");
  await page.locator("button.like").click();
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "false");
});

browserTest("an element adopted from another document keeps its looks", async (reader) => {
  const page = await reader.open(host(`<iframe srcdoc="<p>frame</p>"></iframe><parvis-like page="${freshKey()}"></parvis-like>`));
  await page.locator("button.like").waitFor();
  await page.evaluate(async () => {
    const like = document.querySelector("parvis-like");
    const { contentDocument } = document.querySelector("iframe");
    contentDocument.body.append(like);
    await new Promise((resolve) => setTimeout(resolve, 20));
    document.body.append(like);
  });
  const cursor = () => page.locator("parvis-like button.like").evaluate((button) => getComputedStyle(button).cursor);
  await eventually(cursor, "pointer");
});

browserTest("two copies of the script, and the module beside them, do no harm", async (reader) => {
  const scripts = `<script async src="{api}/parvis.js?copy"></script><script type="module" src="{api}/parvis.mjs"></script>`;
  const page = await reader.open(host(`<parvis-like page="${freshKey()}"></parvis-like>`, { head: scripts }));
  await page.locator("button.like").click();
  await eventually(() => page.locator("button.like").getAttribute("aria-pressed"), "true");
  await page.waitForLoadState("networkidle");
  assert.equal(reader.data(/paint/).length, 1);
});

browserTest("the module alone does what the script does, and exports its words", async (reader) => {
  const page = await reader.open(
    host(`<parvis-like page="${freshKey()}"></parvis-like>`, {
      script: false,
      head: `<script type="module">
import { version, mount } from "{api}/parvis.mjs";
window.found = [version, typeof mount, Parvis.version];
</script>`,
    }),
  );
  await page.locator("button.like").waitFor();
  const [version, mount, global] = await page.evaluate(() => window.found);
  assert.equal(version, global);
  assert.equal(mount, "function");
});

browserTest("only window.Parvis is added to the page", async (reader) => {
  await reader.context.addInitScript(() => {
    const before = new Set(Object.getOwnPropertyNames(window));
    window.added = () => Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && name !== "added");
  });
  const [, page] = await Promise.all([wasmRuns(reader.page), reader.open(host(`<parvis-comments page="${freshKey()}"></parvis-comments>`))]);
  assert.deepEqual(await page.evaluate(() => window.added()), ["Parvis"]);
});

browserTest("coming back from the back/forward cache brings the numbers of now", async (reader) => {
  const key = freshKey();
  const address = host(`<parvis-like page="${key}"></parvis-like><a href="/elsewhere">on</a>`);
  host("<p>elsewhere</p>", { path: "/elsewhere", script: false });
  const page = await reader.open(address);
  await page.locator("button.like").waitFor();
  await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted)));
  await page.locator("a").last().click();
  await page.getByText("elsewhere").waitFor();
  const token = "t".repeat(43);
  const write = { token, key: "k1", page: { key, canonical: "", address }, on: true };
  const answer = await fetch(`${api}/v1/like`, { method: "POST", body: JSON.stringify(write) });
  assert.equal(answer.status, 200);
  await page.goBack();
  await eventually(() => page.locator("button.like .count").textContent(), "1");
  // Chromium may have thrown the page away; then it was loaded anew, which is as good.
  assert.notEqual(await page.evaluate(() => window.persisted), false);
});

browserTest("events tell what happened, bubble out of shadow roots, and the one before can say no", async (reader) => {
  const key = freshKey();
  const page = await reader.open(
    host(`<section><parvis-like page="${key}"></parvis-like><parvis-fans community="${key}"></parvis-fans><parvis-comments page="${key}"></parvis-comments></section>`, {
      head: `<script>
window.seen = [];
for (const type of ["before", "ready", "like", "fan", "comment", "error"])
  addEventListener("parvis:" + type, (event) => {
    seen.push([type, event.target.localName, event.detail]);
    if (type === "before" && window.refuse) event.preventDefault();
  });
</script>`,
    }),
  );
  await page.locator("textarea").waitFor();
  const seen = (type) => page.evaluate((wanted) => window.seen.filter(([kind]) => kind === wanted), type);
  await eventually(async () => (await seen("ready")).map(([, , { kind }]) => kind).sort(), ["comments", "fans", "like"]);

  await page.evaluate(() => (window.refuse = true));
  await page.locator("button.like").first().click();
  await page.locator("textarea").fill("not yet");
  await page.locator("form[data-act=post] button[type=submit]").click();
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("button.like").first().getAttribute("aria-pressed"), "false");
  assert.deepEqual(reader.data(/POST/), []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.deepEqual((await seen("before")).map(([, , { action }]) => action), ["like", "comment"]);

  await page.evaluate(() => (window.refuse = false));
  await page.locator("button.like").first().click();
  await page.locator("parvis-fans button").click();
  await page.locator("form[data-act=post] button[type=submit]").click();
  await eventually(async () => (await seen("like"))[0]?.slice(1), ["parvis-like", { page: key, liked: true, count: 1 }]);
  await eventually(async () => (await seen("fan"))[0]?.[2], { community: key, joined: true, count: 1 });
  await eventually(async () => (await seen("comment"))[0]?.[2].action, "post");
  assert.equal((await seen("like")).length, 1);
});

browserTest("the API makes, refreshes, configures and removes elements", async (reader) => {
  const key = freshKey();
  const page = await reader.open(host(`<main></main><parvis-fans></parvis-fans>`));
  await page.locator("parvis-fans button").waitFor();
  await page.evaluate((page_) => Parvis.mount("main", "like", { page: page_ }), key);
  await page.locator("main parvis-like button.like").waitFor();
  const before = reader.data(/paint/).length;
  await page.evaluate(() => Parvis.refresh());
  await eventually(() => reader.data(/paint/).length, before + 1);
  await page.evaluate(() => Parvis.configure({ theme: "dark", lang: "fr" }));
  await eventually(() => page.locator(".parvis.dark").count(), 2);
  await eventually(() => page.locator("main [lang=fr] button.like").count(), 1);
  await page.evaluate(() => Parvis.unmount(document.querySelector("parvis-like")));
  await eventually(() => page.locator("button.like").count(), 0);
});

browserTest("an element that was unmounted while its paint was on the way stays empty", async (reader) => {
  const page = await reader.open(host(`<parvis-like></parvis-like>`));
  await page.locator("button.like").waitFor();
  let release;
  const released = new Promise((done) => (release = done));
  await reader.context.route(`${api}/v1/paint*`, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(/paint/);
  const answered = page.waitForResponse(/paint/);
  await page.evaluate(() => Parvis.refresh());
  await asked;
  await page.evaluate(() => Parvis.unmount(document.querySelector("parvis-like")));
  release();
  await (await answered).finished();
  // The script has its turn with the answer before this one, which was asked for later.
  await page.evaluate(async () => void (await (await fetch(location.href)).text()));
  assert.equal(await page.locator("button.like").count(), 0);
});
