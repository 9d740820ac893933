// Installs what is in package-lock.json, for those benchmarks alone that compare with it.
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

export const kFolder = dirname(fileURLToPath(import.meta.url));

const npm = (...words) => execFileSync('npm', words, {cwd: kFolder, stdio: ['ignore', 'ignore', 'inherit']});

export function installPeers() {
  if (!existsSync(`${kFolder}/node_modules/@waline/client`)) npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  // Compiled here: Waline's store. The other packages' scripts do nothing that is needed.
  if (!existsSync(`${kFolder}/node_modules/sqlite3/build/Release/node_sqlite3.node`)) npm('rebuild', 'sqlite3');
}
