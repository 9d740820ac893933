// Makes the web files in build/web: parvis.wasm by CMake (wasm/CMakeLists.txt), the rest from the TypeScript
// here. `--web-only` takes the module as it is, `--tests` also builds the core's unit tests for Node.
//
//   parvis.js, parvis.mjs                 the loader under its stable names
//   parvis-embed.js                       fits a frame to the page in it
//   assets/…-<hash>.{js,mjs,wasm}         everything under names that never change meaning
//   assets/messages-<language>-<hash>.json  the words of sdk/messages, one hash for all languages
//   docs.html, docs.css                   the API reference (server-stub/docs)
//   *.br, *.gz                            precompressed for the server
//   manifest.json                         stable name -> hashed file, integrity and sizes
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildReference } from "../server-stub/docs/build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.env.PARVIS_WEB_DIR ?? join(here, "../build/web");
const { version } = JSON.parse(readFileSync(join(here, "../package.json"), "utf8"));
const manifest = { version, files: {} };

const minifiedCss = {
  name: "minified-css",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, minify: true, target: "es2022" });
      // esbuild leaves the spaces in custom properties; no string of ours holds any of these.
      const tight = outputFiles[0].text.replace(/(--[\w-]+): /g, "$1:").replace(/, /g, ",").trim();
      return { contents: tight, loader: "text" };
    });
  },
};

async function bundle(entry, format, define) {
  const { outputFiles } = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    write: false,
    minify: true,
    format,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [minifiedCss],
    define: Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  return Buffer.from(outputFiles[0].contents);
}

function integrityOf(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

// Which way of writing distances suits a file best is only known afterwards.
function smallest(bytes) {
  const ways = [0, 1].flatMap((postfix) => [0, 4, 8, 12, 14].map((direct) => [postfix, direct]));
  const tries = ways.map(([postfix, direct]) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
        [constants.BROTLI_PARAM_NDIRECT]: direct,
      },
    }),
  );
  return tries.reduce((best, one) => (one.length < best.length ? one : best));
}

// Writes `bytes` under a name with its hash, and under `stable` when given; answers the hashed name.
function keep(bytes, base, extension, stable, hash = hashOf(bytes)) {
  const file = `assets/${base}-${hash}.${extension}`;
  const compressed = smallest(bytes);
  for (const name of stable ? [file, stable] : [file]) {
    writeFileSync(join(out, name), bytes);
    writeFileSync(join(out, `${name}.br`), compressed);
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  const integrity = integrityOf(bytes);
  manifest.files[stable ?? `${base}.${extension}`] = {
    file,
    integrity,
    bytes: bytes.length,
    brotli: compressed.length,
  };
  return { file, integrity };
}

// The module comes from CMake; Ninja knows whether anything has changed.
function buildModule() {
  const folder = join(here, "../build/wasm");
  // Where Debian's Emscripten finds its JavaScript parser.
  const env = { NODE_PATH: "/usr/share/nodejs", ...process.env };
  const run = (...command) => {
    const { status } = spawnSync(command[0], command.slice(1), { stdio: ["ignore", "inherit", "inherit"], env });
    if (status !== 0) process.exit(status ?? 1);
  };
  if (!existsSync(join(folder, "build.ninja")))
    run("cmake", "-S", join(here, ".."), "-B", folder, "-G", "Ninja", "--log-level=WARNING",
        `-DCMAKE_TOOLCHAIN_FILE=${join(here, "toolchain.cmake")}`);
  run("cmake", "--build", folder, "--target", "parvis_wasm");
  if (process.argv.includes("--tests")) run("cmake", "--build", folder, "--target", "unit_tests");
}

// The host chunk finds them all by one hash.
function keepMessages() {
  const folder = join(here, "../sdk/messages");
  const languages = readdirSync(folder).map((name) => name.replace(/\.json$/, "")).sort();
  // These pages are the server's alone, but for the link that leads to /me.
  const ours = (key, text) => (/^(me|embed)\./.test(key) && key !== "me.title" ? undefined : text);
  const texts = languages.map((language) => JSON.stringify(JSON.parse(readFileSync(join(folder, `${language}.json`), "utf8")), ours));
  const hash = hashOf(texts.join("\n"));
  languages.forEach((language, i) => keep(Buffer.from(texts[i]), `messages-${language}`, "json", undefined, hash));
  return { languages, hash };
}

if (!process.argv.includes("--web-only")) buildModule();

rmSync(join(out, "assets"), { recursive: true, force: true });
mkdirSync(join(out, "assets"), { recursive: true });
const core = keep(readFileSync(join(out, "parvis.wasm")), "parvis", "wasm", "parvis.wasm");
const messages = keepMessages();
const events = keep(await bundle("following.ts", "esm", {}), "parvis-events", "js", "parvis-events.js");
const emoji = keep(await bundle("emoji.ts", "esm", {}), "parvis-emoji", "js", "parvis-emoji.js");
const thread = keep(await bundle("thread.ts", "esm", { PARVIS_EMOJI_FILE: emoji.file }), "parvis-thread", "js", "parvis-thread.js");
const plain = keep(await bundle("plain.ts", "esm", {}), "parvis-plain", "js", "parvis-plain.js");
const host = keep(
  await bundle("host.ts", "esm", {
    PARVIS_EVENTS_FILE: events.file,
    PARVIS_THREAD_FILE: thread.file,
    PARVIS_PLAIN_FILE: plain.file,
    PARVIS_WASM_FILE: core.file,
    PARVIS_WASM_INTEGRITY: core.integrity,
    PARVIS_LANGUAGES: messages.languages.join(" "),
    PARVIS_MESSAGES_HASH: messages.hash,
  }),
  "parvis-host",
  "js",
);
const define = { PARVIS_VERSION: version, PARVIS_HOST_FILE: host.file };
keep(await bundle("entry-classic.ts", "iife", define), "parvis", "js", "parvis.js");
keep(await bundle("entry-module.ts", "esm", define), "parvis", "mjs", "parvis.mjs");
keep(await bundle("embed.ts", "iife", {}), "parvis-embed", "js", "parvis-embed.js");
for (const typing of readdirSync(join(here, "typings"))) copyFileSync(join(here, "typings", typing), join(out, typing));
buildReference(out);
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
