// A thread used from the first to the last thing that a reader can do in it, by the keys that the README names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { browserTest, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const kMostStops = 120;
// The second column of the README's table of keys, in Playwright's words.
const documented = () => {
  const table = /^\*\*Keys\.\*\*.*?\n\n(\|.*?)\n\n/ms.exec(readFileSync("README.md", "utf8"))[1];
  const cells = table.split("\n").slice(2).map((row) => row.split("|")[2]);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key.replace(/^Ctrl\+(\w)$/, (_, letter) => `Control+${letter.toLowerCase()}`).replace("Ctrl", "Control")));
};

// What has the focus: "ACT ARG", the name of a tool or what stands on it, and the first words of its comment.
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { act = element.type === "submit" ? element.form.dataset.act : element.localName, arg = "" } = element.dataset;
    const body = element.closest(".comment")?.querySelector(".body, .gone");
    return { act, arg, kind: element.type ?? "", title: element.title || element.textContent, of: body?.textContent ?? "" };
  });

function fingers(page) {
  const pressed = new Set();
  const press = async (key) => {
    pressed.add(key);
    await page.keyboard.press(key);
  };
  // Tab, or another key, until what has the focus is what is wanted.
  const reach = async (wanted, key = "Tab") => {
    const seen = new Set();
    for (let stop = 0; stop < kMostStops; ++stop) {
      const at = await focused(page);
      if (Object.entries(wanted).every(([name, value]) => at[name] === value)) return;
      seen.add(JSON.stringify(at));
      await press(key);
    }
    assert.fail(`${JSON.stringify(wanted)} is out of reach by ${key}: ${[...seen].join("\n")}`);
  };
  const type = (text) => page.keyboard.type(text);
  const on = (wanted) => eventually(async () => Object.entries(await focused(page)).filter(([name]) => name in wanted), Object.entries(wanted));
  return { press, reach, type, on, pressed };
}

browserTest("all of a thread is done by the documented keys alone", async (reader) => {
  const { site: own, name: site, owner } = await ownSite({ down_votes: true, reactions: ["❤️", "👏"] });
  const key = freshKey();
  const write = (name, parent = "") => writeComment(reader, { page: key, site, name, text: `by ${name}`, parent });
  const ana = await write("Ana");
  await write("Ben", ana.id);
  for (const name of ["Cleo", "Dan"]) await write(name);
  await reader.context.addInitScript(() => addEventListener("pointerdown", () => (window.pointed = true), true));
  const address = host(`<parvis-comments page="${key}" site="${site}" sort="oldest" limit="3"></parvis-comments>`);
  const page = await reader.open(address);
  const bodies = () => page.locator(".comment .body").allInnerTexts();
  const comment = (text) => page.locator(".comment", { has: page.locator(".body", { hasText: text }) });
  const { press, reach, type, on, pressed } = fingers(page);
  await comment("by Dan").waitFor();
  await page.waitForLoadState("networkidle");

  await reach({ act: "vote", of: "by Ana" });
  await press("Enter");
  await comment("by Ana").locator(".like[aria-pressed=true]").waitFor();
  // From the first action on it is known what is new at the next visit.
  await eventually(() => page.evaluate(() => Object.keys(localStorage).some((name) => name.includes(":seen:"))), true);
  await page.goto("about:blank");
  // The browser's clock may be ahead of the site's by what a request takes.
  await own.advance(60_000);
  const eve = await write("Eve");
  await page.goto(address);
  await comment("by Dan").waitFor();
  await page.waitForLoadState("networkidle");

  await reach({ act: "sort" });
  await press("ArrowUp");
  await eventually(async () => (await bodies())[0], "by Eve");
  await on({ act: "sort" });
  await press("ArrowDown");
  await eventually(async () => (await bodies())[0], "by Ana");
  await reach({ act: "more" });
  await press("Enter");
  await eventually(bodies, ["by Ana", "by Ben", "by Cleo", "by Dan", "by Eve"]);
  await page.locator(".unread").waitFor();

  await reach({ act: "reply", of: "by Dan" });
  await press("n");
  await on({ act: "li", of: "by Eve" });
  await press("l");
  await comment("by Eve").locator(".like[aria-pressed=true]").waitFor();
  await reach({ act: "vote", arg: `-1 ${eve.id}` });
  await press("Enter");
  await comment("by Eve").locator(".dislike[aria-pressed=true]").waitFor();
  await reach({ act: "reactions", of: "by Eve" });
  await press("Enter");
  await comment("by Eve").locator("[data-act=react]").first().waitFor();
  await reach({ act: "react", title: "👏", of: "by Eve" });
  await press("Space");
  await comment("by Eve").locator(".reaction[aria-pressed=true]").waitFor();

  for (const name of ["Dan", "Cleo", "Ben", "Ana"]) {
    await press("k");
    await on({ of: `by ${name}` });
  }
  await press("c");
  await comment("by Ben").waitFor({ state: "detached" });
  await press("c");
  await comment("by Ben").waitFor();
  await press("j");
  await on({ of: "by Ben" });
  await press("q");
  await on({ act: "reply-draft", of: "by Ben" });
  await type("indeed");
  await reach({ act: "post-reply", kind: "submit" });
  await press("Enter");
  await comment("indeed").locator("blockquote").waitFor();

  await reach({ act: "reply", of: "by Cleo" });
  await press("r");
  await on({ act: "reply-draft", of: "by Cleo" });
  await type("Thanks @");
  await page.locator(".people [role=option]").first().waitFor();
  await press("Escape");
  await type("D");
  await page.getByRole("option", { name: "Dan" }).waitFor();
  await press("ArrowDown");
  await press("Enter");
  await press("Control+Enter");
  await comment("Thanks").locator(".mention").waitFor();

  await reach({ act: "draft" });
  for (const [key_, text] of [["b", "bold"], ["i", "slanted"], ["e", "code"], ["k", "linked"]]) {
    await press(`Control+${key_}`);
    await type(text);
    await press("End");
    await type(" ");
  }
  await reach({ title: "Bold" });
  await reach({ title: "Emoji" }, "ArrowRight");
  await press("Enter");
  await on({ title: "😀" });
  await press("ArrowRight");
  await press("Enter");
  await on({ act: "draft" });
  await reach({ act: "preview" });
  await press("Enter");
  await page.locator(".preview strong").waitFor();
  await reach({ act: "post", kind: "submit" });
  await press("Space");
  await comment("slanted").locator("[data-act=edit]").waitFor();
  assert.match(await comment("slanted").locator(".body").innerHTML(), /<strong>bold<\/strong> <em>slanted<\/em> <code>code<\/code> .*linked.*😃/s);

  await reach({ act: "edit", of: await comment("slanted").locator(".body").textContent() });
  await press("Enter");
  await on({ act: "edit-draft" });
  await eventually(async () => /slanted/.test(await page.locator("form[data-act=post-edit] textarea").inputValue()), true);
  await press("Control+a");
  await type("better");
  await press("Control+Enter");
  await comment("better").locator(".edited").waitFor();
  await reach({ act: "delete", of: "better" });
  await press("Space");
  await comment("better").waitFor({ state: "detached" });
  await reach({ act: "undo" });
  await press("Enter");
  await comment("better").waitFor();

  await reach({ act: "report", of: "by Dan" });
  await press("Enter");
  await on({ act: "report-reason" });
  await type("s");
  await reach({ act: "report-note" });
  await type("not tea");
  await reach({ act: "post-report", kind: "submit" });
  await press("Enter");
  await eventually(async () => (await owner("reports", {})).reports.map(({ note }) => note), ["not tea"]);

  assert.equal(await page.evaluate(() => window.pointed), undefined);
  assert.deepEqual(documented().filter((name) => !pressed.has(name)), [], "keys of the README that were not used");
}, { timeout: 180_000 });
