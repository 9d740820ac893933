// Runs every snippet of README.md: node readme.mjs BUILD_FOLDER, from the checkout.
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {checkModules} from './modules.mjs';
import {checkNative} from './native.mjs';
import {startParvis} from './server.mjs';
import {checkShell} from './shell.mjs';
import {anchorsOf, linksOf, snippetsOf} from './snippets.mjs';
import {checkWeb} from './web.mjs';

const kLanguages = ['sh', 'html', 'css', 'js', 'mjs', 'csp', 'cpp', 'c', 'cmake', 'text'];
const build = resolve(process.argv[2]);
const binary = join(build, 'server-stub/parvis-server');
const readme = readFileSync('README.md', 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'parvis-readme-'));
let failed = 0;

async function check(what, holds) {
  try {
    if (!(await holds())) throw new Error('it does not hold');
    console.log(`ok: ${what}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${what}\n${String(error.message ?? error).replace(/^/gm, '    ')}`);
  }
}

const snippets = snippetsOf(readme);
const server = await startParvis(binary, ['--memory', '--seed', 'demo', '--port', '0', '--web', 'build/web']);
try {
  await check('every snippet names a language that is tested here', () => {
    const others = snippets.filter((snippet) => !kLanguages.includes(snippet.lang));
    if (others.length) throw new Error(others.map((snippet) => `line ${snippet.line}: "${snippet.lang}"`).join('\n'));
    return true;
  });
  const anchors = anchorsOf(readme);
  for (const link of linksOf(readme).filter((target) => !/^https?:/.test(target))) {
    await check(`link ${link}`, () => (link.startsWith('#') ? anchors.includes(link) : existsSync(link)));
  }
  const tools = {build, binary, scratch, api: server.api};
  await checkWeb(snippets, server.api, check);
  await checkShell(snippets, tools, check);
  await checkNative(snippets, tools, check);
  await checkModules(snippets, tools, check);
} finally {
  await server.stop();
  rmSync(scratch, {recursive: true, force: true});
}
console.log(`${failed} failed`);
process.exit(failed ? 1 : 0);
