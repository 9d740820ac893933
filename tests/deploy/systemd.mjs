// examples/deploy/parvis.service is understood to the last line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { example, folder, need, server } from './support.mjs';

need('systemd-analyze', '--version');
const unit = readFileSync(example('parvis.service'), 'utf8');
assert.ok(unit.includes('/usr/bin/parvis-server '));
const file = join(folder, 'parvis.service');
writeFileSync(file, unit.replace('/usr/bin/parvis-server', server));
const checked = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', file], { encoding: 'utf8' });
assert.equal(checked.status, 0, checked.stderr);
assert.doesNotMatch(checked.stderr, /parvis\.service/);
console.log('systemd: the unit is valid');
