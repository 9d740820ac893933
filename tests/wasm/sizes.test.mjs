// Byte budgets of everything a page may have to fetch.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

test("every web file keeps its budget", () => {
  const { status, stdout } = spawnSync(process.execPath, ["wasm/size.mjs"], { encoding: "utf8" });
  console.log(stdout);
  assert.equal(status, 0, stdout);
});
