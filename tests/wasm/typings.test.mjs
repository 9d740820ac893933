// The types that users get describe what their code does, and refuse what it must not do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

for (const project of ["wasm", "tests/wasm/typings"])
  test(`the TypeScript of ${project} compiles in strict mode`, () => {
    const { status, stdout } = spawnSync("node_modules/.bin/tsc", ["-p", project], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
