// Snippets for a JavaScript test runner: run by node's own, with the package installed as npm would.
import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

export async function checkModules(snippets, {binary, scratch}, check) {
  const folder = join(scratch, 'modules');
  mkdirSync(join(folder, 'node_modules'), {recursive: true});
  symlinkSync(resolve('server-stub/testing'), join(folder, 'node_modules/parvis-testing'));
  for (const {line, text} of snippets.filter(({lang}) => lang === 'mjs')) {
    const file = join(folder, `line-${line}.test.mjs`);
    writeFileSync(file, text);
    await check(`the test of line ${line} passes`, () => {
      const env = {...process.env, PARVIS_SERVER: binary};
      delete env.NODE_TEST_CONTEXT;  // set, even to nothing, it makes node skip the file
      const said = execFileSync('node', ['--test', file], {encoding: 'utf8', env, timeout: 30000});
      return /^# pass [1-9]/m.test(said) || /^ℹ pass [1-9]/m.test(said);
    });
  }
}
