// The SDK by itself: reading a thread of 10,000 comments, one change in it, memory, wake-ups, sizes.
// Beside nlohmann/json and simdjson that merely parse the same bytes, in turns; CPU time, medians.
//   node sdk.mjs --build FOLDER [--comments 10000] [--rounds 15] [--json FILE]
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';

const {values: options} = parseArgs({options: {
  build: {type: 'string', default: 'build/bench'},
  comments: {type: 'string', default: '10000'},
  rounds: {type: 'string', default: '15'},
  json: {type: 'string'},
}});

const figures = JSON.parse(execFileSync(join(options.build, 'tests/bench/bench_sdk'), [options.comments, options.rounds],
  {encoding: 'utf8'}));

function strippedBytes(library) {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-size-'));
  try {
    const copy = join(folder, 'library');
    copyFileSync(realpathSync(library), copy);
    execFileSync('strip', ['--strip-unneeded', copy]);
    return [statSync(copy).size, gzipSync(readFileSync(copy)).length];
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

for (const [name, library] of [['so', 'sdk/libparvis.so'], ['httplib_so', 'sdk/transports/httplib/libparvis-httplib.so'],
  ['archive', 'sdk/libparvis.a']]) {
  const path = join(options.build, library);
  if (!existsSync(path)) continue;
  if (name === 'archive') figures.archive_bytes = statSync(path).size;
  else [figures[`${name}_stripped_bytes`], figures[`${name}_gzip_bytes`]] = strippedBytes(path);
}

const ms = (value) => (value === undefined ? 'not built' : `${value.toFixed(value < 10 ? 2 : 1)} ms`);
const bytes = (value) => (value === undefined ? 'not built' : `${(value / 1e6).toFixed(2)} MB`);
console.log(`a thread of ${figures.comments} comments, ${(figures.answer_bytes / 1e6).toFixed(2)} MB of JSON
  parse and state          ${ms(figures.parse_and_state_ms)}
  nlohmann/json, DOM alone ${ms(figures.nlohmann_ms)}; Parvis beside it: ${figures.parse_vs_nlohmann.toFixed(2)} (goal: 1.5)
  simdjson, DOM alone      ${ms(figures.simdjson_ms)}; Parvis beside it: ${figures.parse_vs_fastest?.toFixed(2) ?? 'none'}
  one vote: state, patch   ${ms(figures.diff_one_ms)}
  memory of a comment      ${figures.bytes_per_comment} bytes beyond its text (goal: 1,024)
idle: ${figures.idle_wakeups_per_s} wake-ups a second with nothing due, ${figures.rereads_per_s.toFixed(4)} to read again; a poll costs ${figures.poll_us} µs
libparvis.so ${bytes(figures.so_stripped_bytes)} stripped (goal: 1 MB), libparvis-httplib.so ${bytes(figures.httplib_so_stripped_bytes)}, libparvis.a ${bytes(figures.archive_bytes)}`);
assert.equal(figures.idle_wakeups_per_s, 0, 'a client with nothing due wakes nobody');
if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
