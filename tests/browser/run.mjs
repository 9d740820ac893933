// Runs the browser tests in one process, with one server and one browser: node tests/browser/run.mjs [part of a
// file's name]. PARVIS_SERVER and PARVIS_CHROMIUM name other executables.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(join(here, "../.."));
const wanted = process.argv[2] ?? "";
for (const file of readdirSync(here).sort())
  if (file.endsWith(".test.mjs") && file.includes(wanted)) await import(join(here, file));
