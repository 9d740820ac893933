// The applier against the format in sdk/src/view/patch.hpp, and against hostile patches.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { browserTest, host } from "./harness.mjs";

const { outputFiles } = await build({ entryPoints: ["wasm/src/applier.ts"], bundle: true, write: false, format: "iife", globalName: "applier" });
const source = outputFiles[0].text;

// Applies patches one after the other to an empty div and answers its HTML.
const draw = (page, ...patches) =>
  page.evaluate(
    ([all]) => {
      const root = document.createElement("div");
      for (const patch of all) applier.apply(root, patch);
      return root.innerHTML;
    },
    [patches],
  );

const cases = {
  "text, elements and attributes": [['<p class="x">a</p>'], { c: [["p", { class: "x" }, "a"]] }],
  "templates with text, attribute and child holes": [
    ['<li id="c-1">one</li>', '<li>two</li>', '<li id="c-3"><em>x</em>y</li>'],
    { t: [["li", { id: 0 }, 1]], c: [[0, "c-1", "one"], [0, null, "two"], [0, "c-3", [["em", "x"], "y"]]] },
  ],
  "a hole that is null leaves no node": [["<p>z</p>"], { t: [["p", 0, 1]], c: [[0, null, "z"]] }],
  "instances within holes": [["<ol><li>a</li><li>b</li></ol>"], { t: [["li", 0]], c: [["ol", [0, "a"], [0, "b"]]] }],
  "set text": [["<p>b</p>"], { c: [["p", "a"]] }, { o: [[0, [0, 0], "b"]] }],
  "set and remove attributes": [['<p class="y"></p>'], { c: [["p", { id: "x" }]] }, { o: [[1, [0], "class", "y"], [1, [0], "id", null]] }],
  "insert, remove, move, replace": [
    ["<p>c</p><p>a</p><p>new</p><em>e</em>"],
    { c: [["p", "a"], ["p", "b"], ["p", "c"], ["p", "d"]] },
    { o: [[4, [], 1], [5, [], 1, 0], [3, [], 2, ["p", "new"]], [6, [3], ["em", "e"]]] },
  ],
  "move to the end": [["<p>b</p><p>c</p><p>a</p>"], { c: [["p", "a"], ["p", "b"], ["p", "c"]] }, { o: [[5, [], 0, 2]] }],
  "tags and attributes that are not allowed stay out": [
    ['<span>alert(1)</span><a rel="x">y</a><a>z</a>'],
    { c: [["script", { src: "//evil" }, "alert(1)"], ["a", { href: "javascript:alert(1)", rel: "x" }, "y"], ["a", { href: " java\nscript:alert(1)", onclick: "x", style: "x" }, "z"]] },
  ],
  "addresses that are allowed": [
    ['<a href="https://a.example/x:y"></a><a href="mailto:a@b"></a><a href="/p?q=a:b"></a><a href="x/y"></a>'],
    { c: [["a", { href: "https://a.example/x:y" }], ["a", { href: "mailto:a@b" }], ["a", { href: "/p?q=a:b" }], ["a", { href: "x/y" }]] },
  ],
};

browserTest("the applier draws what the format says", async (reader) => {
  const page = await reader.open(host("", { script: false }));
  await page.evaluate(`${source};window.applier=applier`);
  for (const [name, [html, ...patches]] of Object.entries(cases)) assert.equal(await draw(page, ...patches), html.join(""), name);
});

browserTest("fields get their value as a property, a select after its options, a caret stays", async (reader) => {
  const page = await reader.open(host("<main></main>", { script: false }));
  await page.evaluate(`${source};window.applier=applier`);
  const found = await page.evaluate(() => {
    const root = document.querySelector("main");
    const field = (value) => ["textarea", { value }];
    applier.apply(root, { t: [["div", ["textarea", { value: 0 }], ["select", { value: 1 }, ["option", { value: "a" }, "A"], ["option", { value: "b" }, "B"]]]], c: [[0, "hello", "b"], field("plain")] });
    const [first] = root.querySelectorAll("textarea");
    first.focus();
    first.setSelectionRange(2, 2);
    applier.apply(root, { o: [[2, [0, 0], "value", "hello"]] });
    const caret = first.selectionStart;
    applier.apply(root, { o: [[2, [0, 0], "value", "bye"]] });
    return [caret, first.value, root.querySelector("select").value, root.querySelectorAll("textarea")[1].value, first.hasAttribute("value")];
  });
  assert.deepEqual(found, [2, "bye", "b", "plain", false]);
});
