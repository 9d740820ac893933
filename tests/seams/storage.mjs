// Two processes write to one folder and are killed again and again: node storage.mjs STORAGE_WRITER
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const writer = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'parvis-storage-'));
const kept = {one: 0, two: 0};

async function writeUntilKilled(name, lines) {
  const child = spawn(writer, [folder, name], {stdio: ['ignore', 'pipe', 'inherit']});
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.exitCode, null, `${name} found damage: ${child.exitCode}`);
  const numbers = said.split('\n').slice(0, -1).map(Number);
  // What was kept before the last kill is there after it.
  assert.ok(numbers[0] > kept[name], `${name} went back from ${kept[name]} to ${numbers[0]}`);
  kept[name] = numbers.at(-1);
}

try {
  for (let round = 0; round < 12; round++) {
    await Promise.all([writeUntilKilled('one', 3 + round), writeUntilKilled('two', 4 + (round * 7) % 5)]);
  }
  for (const name of ['one', 'two']) {
    assert.equal(spawnSync(writer, [folder, name, '1']).status, 0);
  }
  console.log(`24 kills, ${kept.one} and ${kept.two} values, none lost and none broken`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
