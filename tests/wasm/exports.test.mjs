// The C ABI is the module's surface: exports and imports are compared with parvis.h name by name.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const header = readFileSync("sdk/include/parvis/parvis.h", "utf8");
const module = new WebAssembly.Module(readFileSync("build/web/parvis.wasm"));

test("exports what parvis.h marks, its memory and the start-up of WASI reactors, and nothing else", () => {
  const declared = [...header.matchAll(/^PARVIS_API .*?\b(parvis_\w+)\(/gm)].map((match) => match[1]);
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.deepEqual(exported.sort(), [...declared, "memory", "_initialize"].sort());
});

test("imports the five functions of the host, and nothing else", () => {
  const host = /typedef struct parvis_host \{(.*?)\} parvis_host;/s.exec(header)[1];
  const members = [...host.matchAll(/\(\*(\w+)\)/g)].map((match) => match[1]);
  const imported = WebAssembly.Module.imports(module);
  assert.deepEqual(imported.map(({ name }) => name).sort(), members.sort());
  assert.ok(imported.every(({ module: from, kind }) => from === "parvis" && kind === "function"));
});
