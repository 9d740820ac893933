// examples/deploy/Caddyfile means what its comments say.
import assert from 'node:assert/strict';

import { example, need, run } from './support.mjs';

need('caddy', 'version');
run('caddy', 'validate', '--adapter', 'caddyfile', '--config', example('Caddyfile'));
const adapted = run('caddy', 'adapt', '--adapter', 'caddyfile', '--config', example('Caddyfile'));
for (const part of ['"dial":"127.0.0.1:8080"', '"max_size":64', 'Strict-Transport-Security', 'community.example'])
  assert.ok(adapted.includes(part), `${part} in ${adapted}`);
console.log('caddy: the Caddyfile is valid');
