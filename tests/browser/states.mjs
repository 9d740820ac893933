// Every state that a reader can see a thread in, each made as a reader makes it, from a site with all settings on.
// One page goes through them in order; `look` is called in each.
import { createHash } from "node:crypto";
import { api, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const kImage = "https://images.example";
export const tokenOf = (name) => createHash("sha256").update(`token of ${name}`).digest("base64url");

// Dark where the reader wants it dark.
export const kPage = `<style>body{margin:8px;background:Canvas;color:CanvasText}:root{color-scheme:light dark}</style>`;

const kRich = `**Bold**, *italic*, ~~gone~~, \`code\`, a [link](https://example.org/teapots) and ||the butler did it||.

> A cup of tea is a comfort,
> said the cat.

1. rinse the pot
2. pour

\`\`\`cpp
int main() { return pour(teapot{.glaze = "blue", .millilitres = 750}); }
\`\`\`

![A teapot](${kImage}/pot.png) and https://example.org/${"a-very-long-address-".repeat(6)}`;

export async function fullThread(reader) {
  const own = await ownSite({
    down_votes: true,
    reactions: ["❤️", "😂", "😮", "😢", "👏"],
    image_hosts: ["images.example"],
  });
  const page = freshKey();
  const site = own.name;
  const write = (text, more = {}) => writeComment(reader, { page, site, text, ...more, token: tokenOf(more.name ?? text) });
  const pinned = await write("Read this first: refunds take *ten* days.", { name: "Shop" });
  await own.owner("role", { comment: pinned.id, role: "author" });
  await own.owner("comment", { id: pinned.id, do: "pin" });
  const rich = await write(kRich, { name: "Ana" });
  await own.owner("comment", { id: rich.id, do: "feature" });
  const team = await write("We heard you.", { name: "Team member with a rather long name that does not end", parent: rich.id });
  await own.owner("role", { comment: team.id, role: "team" });
  await write("مرحبا، هذا إبريق جميل!", { name: "ليلى", parent: team.id });
  let parent = (await write("Down we go", { name: "Ben" })).id;
  const deep = parent;
  for (let level = 1; level < 10; ++level) parent = (await write(`Level ${level}`, { name: level % 2 ? "Cleo" : "Ben", parent })).id;
  const gone = await write("to be hidden", { name: "Troll" });
  await write("What did they say?", { name: "Dan", parent: gone.id });
  await own.owner("comment", { id: gone.id, do: "hide" });
  await write("Mine, all mine.", { name: "me" });
  return { ...own, page, site, write, rich, deep };
}

const submit = (page, act) => page.locator(`form[data-act=${act}] [type=submit]`).click();
const field = (page, act) => page.locator(`form[data-act=${act}] textarea`);
const comment = (page, text) => page.locator(".comment", { has: page.locator(".body", { hasText: text }) }).first();

export async function visitStates(reader, look, { lang = "en", theme = "" } = {}) {
  const thread = await fullThread(reader);
  await reader.context.route(`${kImage}/**`, (route) => route.abort());
  await reader.context.addInitScript(([key, token]) => location.protocol === "http:" && localStorage.setItem(key, token), [`parvis:${api}:token`, tokenOf("me")]);
  const head = kPage;
  const widget = (key) => `<main><h1>Blue teapot</h1><parvis-comments page="${key}" site="${thread.site}" sort="oldest" theme="${theme}" remember></parvis-comments></main>`;
  const address = host(widget(thread.page), { head, lang });
  const page = await reader.open(address);
  await comment(page, "Mine, all mine").locator("[data-act=delete]").waitFor();
  await page.waitForLoadState("networkidle");
  await look(page, "long");

  await field(page, "post").fill("Is it **dishwasher** safe? ||I hope so||");
  await page.locator("[data-act=preview][data-arg=post]").click();
  await page.locator(".preview strong").waitFor();
  await field(page, "post").focus();
  await look(page, "writing and preview");

  await comment(page, "Bold").locator("footer [data-act=reply]").click();
  await field(page, "post-reply").fill("> A cup of tea\n\nIndeed.");
  await look(page, "replying");
  await page.locator("form[data-act=post-reply] [data-act=reply]").click();

  await comment(page, "Bold").locator("[data-act=reactions]").click();
  await comment(page, "Bold").locator(".reaction").nth(2).click();
  await comment(page, "Bold").locator(".reaction[aria-pressed=true]").waitFor();
  await page.locator(".reactions.page .reaction").first().click();
  await comment(page, "We heard you").locator("[data-act=reactions]").click();
  await comment(page, "We heard you").locator(".dislike").click();
  await look(page, "reacting");

  await comment(page, "We heard you").locator("[data-act=report]").click();
  await page.locator("form[data-act=post-report] select").waitFor();
  await look(page, "reporting");
  await submit(page, "post-report");
  await page.locator("form[data-act=post-report]").waitFor({ state: "detached" });
  await eventually(async () => (await page.locator(".status").innerText()) !== "", true);
  await look(page, "reported");

  await comment(page, "Mine, all mine").locator("[data-act=edit]").click();
  await field(page, "post-edit").waitFor();
  await look(page, "editing");
  await field(page, "post-edit").fill("Mine, all mine, and better now.");
  await submit(page, "post-edit");
  await comment(page, "and better now").locator(".edited").waitFor();
  await look(page, "edited");
  await comment(page, "and better now").locator("[data-act=delete]").click();
  await page.locator("[data-act=undo]").waitFor();
  await look(page, "deleted");
  await page.locator("[data-act=undo]").click();
  await comment(page, "and better now").waitFor();

  await comment(page, "Bold").locator("[data-act=collapse]").click();
  await look(page, "collapsed");
  await page.locator("[data-act=under][data-arg]").last().click();
  await comment(page, "Level 9").waitFor();
  await look(page, "one branch");
  await page.locator(".more[data-act=under]").click();
  await comment(page, "Mine, all mine").waitFor();

  for (const text of ["News!", "More news!", "Yet more!"]) await thread.write(text, { name: "Eve" });
  await page.locator("[data-act=show-new]").waitFor();
  await look(page, "arrived");
  await page.locator("[data-act=show-new]").click();
  await comment(page, "Yet more").waitFor();

  await page.goto("about:blank");
  await thread.write("While you were away", { name: "Eve" });
  await page.goto(address);
  await page.locator(".unread").waitFor();
  await look(page, "unread");
  await page.goto("about:blank");
  await page.goto(`${address}#c-${thread.deep}`);
  await page.locator(".comment.at").waitFor();
  await page.waitForLoadState("networkidle");
  await look(page, "linked");

  await thread.owner("thread", { page: { key: thread.page }, closed: true });
  await page.goto("about:blank");
  await page.goto(address);
  await page.locator(".closed").waitFor();
  await page.waitForLoadState("networkidle");
  await look(page, "closed");

  const empty = host(widget(freshKey()), { head, lang });
  await page.goto(empty);
  await page.locator(".empty").waitFor();
  await page.waitForLoadState("networkidle");
  await look(page, "empty");
  await reader.context.setOffline(true);
  await field(page, "post").fill("Sent from a tunnel");
  await submit(page, "post");
  await page.locator("[data-act=withdraw]").waitFor();
  await look(page, "offline");
  await reader.context.setOffline(false);
  await page.locator("[data-act=delete]").waitFor();

  await reader.context.route(`${api}/v1/paint*`, (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.goto(host(widget(freshKey()), { head, lang }));
  await page.locator("parvis-comments .status").waitFor();
  await look(page, "failed");
  reader.requests = reader.requests.filter((request) => !request.url().startsWith(kImage));
}

export const listings = (site, page) => `<main><h1>News</h1><p>Teapots <parvis-count site="${site}" page="${page}"></parvis-count></p>
<parvis-recent site="${site}"></parvis-recent></main>`;
