// Every verb of widgets.hpp has its way in parvis.h, and every act that is named there is one: node verbs.mjs
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';

const read = (path) => readFileSync(path, 'utf8');
const table = new Map();
for (const [, verb, act] of read('sdk/include/parvis/parvis.h').matchAll(/^ \*   (\w+::\w+) +(\S+)/gm)) table.set(verb, act);

const verbs = [];
for (const [, name, body] of read('sdk/include/parvis/widgets.hpp').matchAll(/class PARVIS_PUBLIC (\w+) \{(.*?)private:/gs)) {
  for (const [, verb] of body.matchAll(/^ {2}(?:void|bool|std::string) (\w+)\(/gm)) {
    if (verb !== 'on_change') verbs.push(`${name}::${verb}`);
  }
}
assert.ok(verbs.length > 30, `only ${verbs.length} verbs found`);
const lacking = verbs.filter((verb) => !table.has(verb));
assert.deepEqual(lacking, [], 'these cannot be done from C');

const known = new Set([...(read('sdk/src/capi_dispatch.cpp') + read('sdk/src/capi_thread_acts.cpp')).matchAll(/"([a-z-]+)"/g)]
  .map(([, word]) => word));
for (const [verb, act] of table) assert.ok(act.startsWith('(') || known.has(act), `${verb}: there is no act ${act}`);
console.log(`${verbs.length} verbs, all of them from C too`);
