// C++, C and CMake snippets: a project of its own, made of nothing but the README's text, against an
// installed Parvis; and the examples hold the very same text.
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const kExamples = {cpp: ['examples/cpp-hello/main.cpp', '//'], c: ['examples/c-hello/main.c', '//']};

export async function checkNative(snippets, {binary, scratch, api}, check) {
  const programs = snippets.filter((snippet) => snippet.lang in kExamples && snippet.text.includes('main('));
  const project = snippets.find((snippet) => snippet.lang === 'cmake');
  for (const program of programs) {
    await check(`the ${program.lang} program is the one in examples/`, () => sameAsExample(program));
  }
  const installed = join(scratch, 'installed');
  await check('cmake --install', () => run('cmake', ['--install', 'build/release', '--prefix', installed]));
  for (const program of programs) {
    const folder = join(scratch, program.lang);
    await check(`the ${program.lang} program builds with the README's CMakeLists.txt`,
      () => buildProgram(program, project.text, folder, installed, api));
    await check(`the ${program.lang} program runs`, () => {
      const said = run(join(folder, 'build/hello'), []);
      if (!/\d/.test(said)) throw new Error(`it said: ${said}`);
      return true;
    });
  }
  const tests = snippets.filter((snippet) => snippet.lang === 'cpp' && snippet.text.includes('TEST_CASE'));
  const withTesting = project.text.replace('parvis::transport_httplib', 'parvis::transport_httplib parvis::testing');
  for (const one of tests) {
    const folder = join(scratch, `test-${one.line}`);
    await check(`the test of line ${one.line} builds`, () => buildProgram(one, withTesting, folder, installed, api));
    await check(`the test of line ${one.line} passes`, () =>
      execFileSync(join(folder, 'build/hello'), {encoding: 'utf8', env: {...process.env, PARVIS_SERVER: binary}}).includes('SUCCESS'));
  }
}

function sameAsExample({lang, text}) {
  const example = readFileSync(kExamples[lang][0], 'utf8');
  const [, part] = /\/\/ \[readme\]\n([\s\S]*?)^\/\/ \[\/readme\]/m.exec(example) ?? [];
  return part === text;
}

function buildProgram(program, cmake, folder, installed, api) {
  mkdirSync(folder, {recursive: true});
  const lines = program.lang === 'c' ? cmake.replace('CXX', 'C CXX').replaceAll('main.cpp', 'main.c') : cmake;
  writeFileSync(join(folder, 'CMakeLists.txt'), lines);
  writeFileSync(join(folder, `main.${program.lang}`), program.text.replaceAll('https://community.example', api));
  run('cmake', ['-S', folder, '-B', join(folder, 'build'), '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${installed}`]);
  run('cmake', ['--build', join(folder, 'build')]);
  return true;
}

function run(file, args) {
  try {
    return execFileSync(file, args, {encoding: 'utf8', timeout: 240000, stdio: ['ignore', 'pipe', 'pipe']}) || true;
  } catch (error) {
    throw new Error(`${file} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`);
  }
}
