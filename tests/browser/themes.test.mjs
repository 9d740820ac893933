// What a webmaster may restyle: the README's table is the style sheet's, and the ready themes are readable.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { browserTest, eventually, freshKey, host, ownSite, writeComment } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const readme = readFileSync("README.md", "utf8");
const sheets = readdirSync("wasm/css").map((name) => readFileSync(`wasm/css/${name}`, "utf8")).join("");
const unique = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

test("the README's table has each variable of the style sheets, and no other", () => {
  assert.deepEqual(unique(readme, /^\| `(--parvis-[a-z-]+)`/gm), unique(sheets, /var\((--parvis-[a-z-]+)/g));
});

test("the README names each part that is drawn", () => {
  const views = readdirSync("sdk/src/view").map((name) => readFileSync(`sdk/src/view/${name}`, "utf8")).join("");
  const drawn = [...unique(views, /"part", "([a-z-]+)"/g), "root", "toolbar"].sort();
  const named = /styled with `::part\(\)`: `([^`]+)`/.exec(readme)[1].split(/\s+/).sort();
  assert.deepEqual(named, drawn);
});

const kThemes = readdirSync("examples/themes").filter((name) => name.endsWith(".css"));

// The page of themes and their sheets, on a thread of its own; answers the page's address.
function hostThemes(site, key) {
  const folder = `/${freshKey("themes")}`;
  for (const name of kThemes)
    host("", { whole: readFileSync(`examples/themes/${name}`, "utf8"), path: `${folder}/${name}`, headers: { "content-type": "text/css" } });
  const html = readFileSync("examples/themes/index.html", "utf8")
    .replace(/https:\/\/community\.example/g, "{api}")
    .replace(/page="mug"/g, `page="${key}"`)
    .replace(/<(parvis-[a-z]+)/g, `<$1 site="${site}"`);
  return host("", { whole: html, path: `${folder}/index.html` });
}

for (const theme of kThemes)
  browserTest(`the theme ${theme} is readable, and used`, async (reader) => {
    const { name: site } = await ownSite({ reactions: ["❤️", "👏"] });
    const key = freshKey();
    await writeComment(reader, { page: key, site, name: "Ana", text: "A `pot` of **tea**, [here](https://example.org)\n\n> quoted" });
    const page = await reader.open(hostThemes(site, key));
    await page.getByRole("link", { name: theme.replace(".css", ""), exact: false }).click();
    await eventually(() => page.evaluate(() => document.getElementById("look").sheet?.href?.split("/").pop()), theme);
    await page.locator("form[data-act=post] textarea").focus();
    await page.locator(".tools button").first().waitFor();
    await page.locator("parvis-like button").click();
    await page.locator("parvis-like button[aria-pressed=true]").waitFor();
    await page.evaluate(axe);
    const rules = { "label-content-name-mismatch": { enabled: false }, region: { enabled: false }, "landmark-one-main": { enabled: false } };
    const { violations } = await page.evaluate((own) => window.axe.run(document, { rules: own }), rules);
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html: at }) => at)}`), []);
    if (process.env.PARVIS_SHOTS) await page.screenshot({ path: `${process.env.PARVIS_SHOTS}/theme-${theme}.png`, fullPage: true });
  }, { reducedMotion: "reduce" });

browserTest("a thread in a narrow column of a wide window is laid out for its column", async (reader) => {
  const key = freshKey();
  await writeComment(reader, { page: key, name: "Ana", text: "narrow" });
  const thread = `<parvis-comments page="${key}"></parvis-comments>`;
  const page = await reader.open(host(`<div style="width: 300px">${thread}</div><div style="width: 800px">${thread}</div>`));
  const indents = () => page.locator("article").evaluateAll((all) => all.map((one) => getComputedStyle(one).paddingInlineStart));
  await eventually(indents, ["0px", "38px"]);
});
