// Holds the server to openapi.yaml by what it really said: node openapi.mjs OPENAPI.yaml TRAFFIC_FOLDER.
// The contract tests record every exchange; server and SDK share code, so this reads with neither.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {contractOf} from './validator.mjs';

const [specFile, trafficFolder] = process.argv.slice(2);
const {spec, routes, seen, check} = contractOf(specFile);
const methods = ['get', 'post', 'put', 'delete', 'options', 'head'];
const problems = new Map();

function complain(what, example) {
  const entry = problems.get(what) ?? {count: 0, example};
  entry.count += 1;
  problems.set(what, entry);
}

let exchanges = 0;
for (const file of readdirSync(trafficFolder).filter((name) => name.endsWith('.jsonl'))) {
  for (const line of readFileSync(join(trafficFolder, file), 'utf8').split('\n').filter(Boolean)) {
    exchanges += 1;
    check(JSON.parse(line), complain);
  }
}

const untried = [];
for (const [template, item] of Object.entries(spec.paths)) {
  for (const method of methods.filter((name) => item[name])) {
    for (const status of Object.keys(item[method].responses)) {
      const label = `${method.toUpperCase()} ${template} ${status}`;
      if (seen.has(label) || status === 'default') continue;
      if (status < 300) complain(`${label} is declared, but no test ever saw it`, '');
      else untried.push(label);
    }
  }
}

console.log(`${exchanges} recorded exchanges against ${routes.length} declared paths`);
if (untried.length) console.log(`declared, not seen: ${untried.join(', ')}`);
for (const [what, {count, example}] of problems) console.error(`\n${what} (${count} times)\n  ${example}`);
if (exchanges === 0) console.error('nothing was recorded: did the contract tests run with PARVIS_RECORD?');
process.exit(problems.size > 0 || exchanges === 0 ? 1 : 0);
