// The conformance suite: does a server keep the contract of openapi.yaml?
//   node run.mjs URL [--site demo] [--owner-key KEY] [--origin http://localhost:8080] [--spec openapi.yaml] [--only NAME]
// It writes to pages of its own that nobody else uses. Without the owner's key the owner's verbs are left out.
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {contractOf} from '../contract/validator.mjs';
import {Contract, kAnswered} from './contract.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const {values, positionals} = parseArgs({allowPositionals: true, options: {
  site: {type: 'string', default: 'demo'},
  'owner-key': {type: 'string', default: ''},
  origin: {type: 'string', default: 'http://localhost:8080'},
  spec: {type: 'string', default: join(here, '../../server-stub/openapi.yaml')},
  only: {type: 'string', default: ''},
}});
if (positionals.length !== 1) {
  console.error('usage: ./dev conformance URL [--site demo] [--owner-key KEY] [--origin ORIGIN]');
  process.exit(2);
}

const declared = contractOf(values.spec);
const text = readFileSync(values.spec, 'utf8');
let kept = 0;
let broken = 0;
let exchanges = 0;
for (const file of readdirSync(join(here, 'checks')).sort()) {
  const {checks} = await import(join(here, 'checks', file));
  for (const [name, check] of Object.entries(checks)) {
    if (!name.includes(values.only)) continue;
    const contract = new Contract(declared, text,
      {url: positionals[0], site: values.site, ownerKey: values['owner-key'], origin: values.origin});
    if (file.startsWith('owner') && !contract.ownerKey) continue;
    await run(name, check, contract);
  }
}

async function run(name, check, contract) {
  try {
    await check(contract);
  } catch (error) {
    contract.fail(kAnswered, error.message);
  }
  exchanges += contract.exchanges;
  if (contract.failures.length === 0) {
    kept += 1;
    return;
  }
  broken += 1;
  console.log(`BROKEN: ${name}`);
  const told = new Set(contract.failures.map(({sentence, what}) => `  the contract says: ${sentence}\n  but: ${what}`));
  for (const text of [...told].slice(0, 20)) console.log(text);
}

console.log(`${exchanges} exchanges with ${positionals[0]}`);
console.log(`${kept} passed, ${broken} failed`);
process.exit(broken > 0 || kept === 0 ? 1 : 0);
