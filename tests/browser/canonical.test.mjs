// One state, three ways to the page: HTML for readers without scripts, the paint applied by the loader, and the tree
// that WebAssembly draws. All are the same markup, but for hidden fields, what makes buttons send forms, and the button
// that sends the chosen order.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { api, browserTest, eventually, freshKey, host, ownerKey, post, randomText, shop, wasmRuns, writeComment } from "./harness.mjs";

const { outputFiles } = await build({ entryPoints: ["wasm/src/applier.ts"], bundle: true, write: false, format: "iife", globalName: "applier" });

// Runs in the page: the widgets in `root`, one node a line.
function canonical(root) {
  const kSending = { BUTTON: /^(type|form.*|name|value)$/, FORM: /^(method|action|enctype)$/, SELECT: /^(form|name)$/ };
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE) return void lines.push(" ".repeat(depth) + JSON.stringify(node.data));
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("input[type=hidden], button.go")) return;
    const kept = [...node.attributes].filter(({ name }) => name !== "value" && name !== "selected" && !kSending[node.tagName]?.test(name));
    const said = kept.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).sort();
    if (node.matches("input, textarea, select")) said.push(`:${JSON.stringify(node.value)}`);
    lines.push(" ".repeat(depth) + [node.localName, ...said].join(" "));
    if (node.localName === "textarea") return;
    node.normalize();
    node.childNodes.forEach((child) => walk(child, depth + 1));
  };
  root.childNodes.forEach((child) => walk(child, 0));
  return lines.join("\n");
}

const kKinds = ["like", "share", "fans", "comments"];
const kNetworks = "facebook,x,mastodon,email";
const kShared = { url: "https://shop.example/mug?a=1&b=2", title: 'Blue "mug" & <saucer>' };

const descriptors = (key) => [`like;p=${key}`, `share;p=${key};n=${kNetworks};u=${encodeURIComponent(kShared.url)};t=${encodeURIComponent(kShared.title)}`,
                              `fans;c=${key}`, `comments;p=${key}`];

async function withoutScripts(reader, key) {
  const query = new URLSearchParams({ site: "demo", p: key, show: String(kKinds), networks: kNetworks, community: key, lang: "en", ...kShared });
  await reader.page.goto(`${api}/embed/page?${query}`);
  return reader.page.evaluate(`[...document.querySelectorAll(".parvis")].map(${canonical})`);
}

async function painted(reader, key) {
  const query = new URLSearchParams([["site", "demo"], ["lang", "en"], ...descriptors(key).map((one) => ["e", one])]);
  const { items } = await (await reader.context.request.get(`${api}/v1/paint?${query}`)).json();
  await reader.page.goto(host("", { script: false }));
  await reader.page.evaluate(`${outputFiles[0].text};window.applier=applier`);
  return reader.page.evaluate(`(${String((all, draw) => all.map(({ paint }) => {
    const root = document.createElement("div");
    applier.apply(root, paint);
    return draw(root);
  }))})(${JSON.stringify(items)}, ${canonical})`);
}

const elements = (key) => kKinds.map((kind) => `<parvis-${kind} site="demo" page="${key}" community="${key}" networks="${kNetworks}" lang="en"
  url="${kShared.url.replaceAll("&", "&amp;")}" title="${kShared.title.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></parvis-${kind}>`).join("");

// A paint of another build is no use to the module: it draws everything itself.
async function byWebAssembly(reader, key, address = host(elements(key))) {
  let overruled = 0;
  await reader.page.route(/\/v1\/paint\?/, async (route) => {
    const response = await route.fetch();
    overruled += 1;
    await route.fulfill({ response, json: { ...(await response.json()), build: "another" } });
  });
  await Promise.all([wasmRuns(reader.page), reader.page.goto(address)]);
  await reader.page.waitForLoadState("networkidle");
  assert.ok(overruled > 0);
  await reader.page.unroute(/\/v1\/paint\?/);
  return reader.page.evaluate(`${JSON.stringify(kKinds)}.map((kind) => (${canonical})(document.querySelector("parvis-" + kind).shadowRoot.querySelector(".parvis")))`);
}

function same(ways, what) {
  ways.withoutScripts.forEach((drawn, i) => assert.match(drawn, /div class="(like|share|fans)-box"|div class="thread"/, kKinds[i]));
  assert.equal(ways.withoutScripts.length, kKinds.length);
  for (const [name, drawn] of Object.entries(ways))
    kKinds.forEach((kind, i) => assert.equal(drawn[i], ways.withoutScripts[i], `${what}: ${kind}, ${name}`));
}

const owner = async (reader, verb, body) => {
  const answer = await reader.context.request.post(`${api}/v1/owner/${verb}`, { data: JSON.stringify({ site: "demo", owner_key: ownerKey, ...body }), headers: { "content-type": "text/plain" } });
  assert.ok(answer.ok(), await answer.text());
};

// Each fills a page with one state.
const kStates = {
  "nothing yet": async () => {},
  "replies, a tombstone, a pinned, an edited and a featured one, reactions and counts": async (reader, key) => {
    const token = randomText(32);
    const page = { key, canonical: "", address: `${shop}/` };
    const write = (text, more) => writeComment(reader, { page: key, text, name: "Ana", token, ...more });
    const by = (verb, body) => post(reader.context, verb, { token, key: randomText(16), page, ...body });
    const gone = await write("Gone soon");
    await write("A reply to it", { parent: gone.id, name: "" });
    const rich = await write("**Bold** _and_ `code`\n\n> quoted\n\n1. one\n2. two\n\n```c\nint x < 3;\n```\n\n||hidden|| <https://a.example/?b&c>");
    const deep = await write("Deeper", { parent: rich.id });
    await write("And deeper", { parent: deep.id, name: "Ben <b>" });
    const pinned = await write("Pinned");
    await by("comment/edit", { id: rich.id, text: "Edited **words** ~~once~~\nand a second line" });
    await by("comment/vote", { id: rich.id, vote: 1 });
    await by("comment/react", { id: rich.id, reaction: "👏", on: true });
    await by("comment/react", { id: "", reaction: "😂", on: true });
    await by("comment/delete", { id: gone.id });
    await by("like", { on: true });
    await by("fan", { community: key, on: true });
    await by("share", { network: "x" });
    await owner(reader, "comment", { id: pinned.id, do: "pin" });
    await owner(reader, "comment", { id: deep.id, do: "feature" });
  },
  "a closed thread": async (reader, key) => {
    await writeComment(reader, { page: key, text: "Last words" });
    await owner(reader, "thread", { page: { key }, closed: true });
  },
  "more than one page": async (reader, key) => {
    for (let i = 0; i < 22; ++i) await writeComment(reader, { page: key, text: `Number ${i}` });
  },
};

for (const [state, fill] of Object.entries(kStates))
  browserTest(`without scripts, painted and by WebAssembly, the markup is the same: ${state}`, async (reader) => {
    const key = freshKey();
    await fill(reader, key);
    same({ withoutScripts: await withoutScripts(reader, key), painted: await painted(reader, key), byWebAssembly: await byWebAssembly(reader, key) }, state);
  });

browserTest("what is the reader's own is the same markup without scripts and by WebAssembly", async (reader) => {
  const key = freshKey();
  await writeComment(reader, { page: key, text: "By somebody", name: "Ben" });
  const address = host(elements(key));
  const page = await reader.open(address);
  await page.locator("parvis-like button.like").click();
  await page.locator("parvis-fans button").click();
  await page.locator("parvis-comments li button.like").click();
  await page.locator("parvis-comments .reactions.page button").first().click();
  await page.locator("parvis-comments textarea").fill("By me");
  await page.locator("parvis-comments input[name=name]").fill("Zoe");
  await page.locator("parvis-comments button.primary").click();
  await eventually(() => page.locator("parvis-comments [data-act=delete]").count(), 1);
  await page.waitForLoadState("networkidle");
  const token = await page.evaluate(() => Object.entries(localStorage).find(([name]) => name.endsWith(":token"))[1]);
  const drawn = await byWebAssembly(reader, key, address);
  await reader.context.addCookies([{ name: "__Secure-parvis", value: token, domain: "127.0.0.1", path: "/embed", secure: true, sameSite: "None" }]);
  const plain = await withoutScripts(reader, key);
  assert.match(plain[0], /aria-pressed="true"/);
  assert.match(plain[3], /data-act="delete"/);
  same({ withoutScripts: plain, byWebAssembly: drawn }, "own");
});
