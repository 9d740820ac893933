// Installs Parvis, moves it, and builds other people's programs with it: node package.mjs STEP RELEASE SCRATCH
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {gunzipSync} from 'node:zlib';

const [step, release, scratch] = [process.argv[2], ...process.argv.slice(3).map((path) => resolve(path))];
const moved = join(scratch, 'moved');
const libraries = join(moved, 'lib');
const sources = process.cwd();
const environment = {
  ...process.env, LD_LIBRARY_PATH: libraries, PKG_CONFIG_PATH: join(libraries, 'pkgconfig'), CCACHE_BASEDIR: sources,
  CCACHE_NOHASHDIR: '1',
};

function run(program, ...given) {
  const done = spawnSync(program, given, {encoding: 'utf8', env: environment});
  assert.equal(done.status, 0, `${program} ${given.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

function buildProject(name, ...options) {
  // As deep as build/release, so that the compiler's cache knows what was compiled there.
  const folder = join(sources, 'build', `package-${name}`);
  rmSync(folder, {recursive: true, force: true});
  run('cmake', '-S', `examples/package/${name}`, '-B', folder, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release',
    '-DCMAKE_CXX_COMPILER_LAUNCHER=ccache', ...options);
  run('cmake', '--build', folder);
  return folder;
}

const steps = {
  install() {
    rmSync(scratch, {recursive: true, force: true});
    mkdirSync(scratch, {recursive: true});
    const first = join(scratch, 'first');
    run('cmake', '--install', release, '--prefix', first);
    renameSync(first, moved);
    // Not the checkout's own path: in a folder called /parvis that is part of every installed one.
    const origins = [first, ...['build', 'sdk', 'server-stub'].map((folder) => join(sources, folder))];
    const texts = spawnSync('grep', ['-rlI', '--include=*.cmake', '--include=*.pc', ...origins.flatMap((path) => ['-e', path]), moved],
      {encoding: 'utf8'}).stdout;
    assert.equal(texts, '', 'these know where they were made');
  },

  'find-package'() {
    const folder = buildProject('find-package', `-DCMAKE_PREFIX_PATH=${moved}`);
    for (const name of ['hello', 'hello-plain']) assert.equal(run(join(folder, name)), '1 like\n');
    for (const name of ['hello-shared', 'hello-shared-plain']) assert.match(run(join(folder, name)), /cannot be reached/);
    assert.match(run('ldd', join(folder, 'hello-shared')), new RegExp(`libparvis\\.so\\.\\d+ => ${moved}`));

    const asking = join(scratch, 'asking');
    mkdirSync(asking, {recursive: true});
    const find = (what) => {
      writeFileSync(join(asking, 'CMakeLists.txt'), `cmake_minimum_required(VERSION 3.25)\nproject(asking CXX)\n${what}\n`);
      return spawnSync('cmake', ['-S', asking, '-B', join(asking, 'build'), '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${moved}`],
        {encoding: 'utf8'});
    };
    assert.match(find('find_package(parvis 9.0 REQUIRED)').stderr, /version/);
    assert.match(find('find_package(parvis REQUIRED COMPONENTS tea)').stderr, /no component tea/);
    assert.equal(find('find_package(parvis COMPONENTS tea)').status, 0);
  },

  'add-subdirectory'() {
    const folder = buildProject('add-subdirectory', `-DPARVIS_SOURCES=${sources}`);
    assert.match(run(join(folder, 'hello')), /serveur/);
    assert.ok(!existsSync(join(folder, 'parvis/server-stub')), 'a guest builds no server');
  },

  'pkg-config'() {
    const folder = join(scratch, 'pkg-config');
    mkdirSync(folder, {recursive: true});
    for (const file of readdirSync('examples/package/pkg-config')) {
      writeFileSync(join(folder, file), readFileSync(join('examples/package/pkg-config', file)));
    }
    run('make', '-C', folder);
    const version = /VERSION ([\d.]+)/.exec(readFileSync('CMakeLists.txt', 'utf8').split('project(')[1])[1];
    for (const name of ['hello', 'hello-static']) assert.equal(run(join(folder, name)), `parvis ${version}\n`);
    assert.doesNotMatch(run('ldd', join(folder, 'hello-static')), /libparvis/);
    assert.equal(run('pkg-config', '--modversion', 'parvis-httplib').trim(), version);
  },

  // Older C++ has parvis.h; the other headers say so themselves.
  'older-cxx'() {
    const compile = (standard, header) => spawnSync('g++', [`-std=${standard}`, '-Wall', '-Wextra', '-Wpedantic', '-Werror',
      '-fsyntax-only', '-x', 'c++', '-I', join(moved, 'include'), '-'],
    {encoding: 'utf8', input: `#include "parvis/${header}"\n`});
    for (const header of readdirSync(join(moved, 'include/parvis'))) {
      const done = compile('c++20', header);
      assert.equal(done.status, 0, `${header} stands alone\n${done.stderr}`);
    }
    assert.equal(compile('c++11', 'parvis.h').status, 0);
    const older = compile('c++17', 'parvis.hpp').stderr;
    assert.match(older, /need C\+\+20\. From older C\+\+ and from C use parvis\/parvis\.h/);
  },

  // Every snippet of the guide compiles: a whole file as it stands, else with the SDK included before it.
  guide() {
    const snippets = [...readFileSync('sdk/README.md', 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)];
    const kinds = {cpp: 0, c: 0, cmake: 0, sh: 0};
    const preamble = ['cstdio', 'utility', 'vector', 'parvis/parvis.hpp', 'parvis/httplib_transport.hpp']
      .map((header) => `#include <${header}>\n`).join('');
    for (const [, kind, text] of snippets) {
      assert.ok(kind in kinds, kind);
      kinds[kind] += 1;
      if (kind === 'sh') continue;
      if (kind === 'cmake') {
        const folder = join(scratch, 'guide');
        mkdirSync(folder, {recursive: true});
        writeFileSync(join(folder, 'CMakeLists.txt'), text);
        writeFileSync(join(folder, 'main.cpp'), '');
        run('cmake', '-S', folder, '-B', join(folder, 'build'), '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${moved}`);
        continue;
      }
      const [compiler, standard, language] = kind === 'c' ? ['gcc', 'c99', 'c'] : ['g++', 'c++20', 'c++'];
      const done = spawnSync(compiler, [`-std=${standard}`, '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only',
        '-I', join(moved, 'include'), '-x', language, '-'],
      {encoding: 'utf8', input: text.includes('#include') ? text : preamble + text});
      assert.equal(done.status, 0, `${text}\n${done.stderr}`);
    }
    for (const [kind, count] of Object.entries(kinds)) assert.ok(count > 0, `no ${kind} snippet`);
  },

  // The packages, installed into a folder as dpkg does it, used there, and removed without a trace but the database.
  debian() {
    const made = join(scratch, 'debian');
    run('cpack', '--config', join(release, 'CPackConfig.cmake'), '-B', made);
    const files = readdirSync(made).filter((name) => name.endsWith('.deb')).sort();
    assert.deepEqual(files.map((name) => name.replace(/_.*/, '')), ['libparvis-dev', 'libparvis0', 'parvis-server']);
    const of = (name) => join(made, files.find((file) => file.startsWith(`${name}_`)));
    assert.match(run('dpkg-deb', '-f', of('libparvis0'), 'Depends'), /libc6 .*libcpp-httplib0/);
    assert.match(run('dpkg-deb', '-f', of('parvis-server'), 'Depends'), /libsqlite3-0/);
    assert.match(run('dpkg-deb', '-f', of('libparvis-dev'), 'Depends'), /libparvis0 \(= /);
    assert.match(run('dpkg-deb', '-I', of('libparvis0'), 'shlibs'), /^libparvis 0 libparvis0/m);
    for (const file of files) {
      const owners = run('dpkg-deb', '-c', join(made, file)).split('\n').filter((line) => line && !/ root\/root /.test(line));
      assert.deepEqual(owners, [], `${file}: all belongs to root`);
    }

    const root = join(scratch, 'root');
    const admin = join(root, 'var/lib/dpkg');
    for (const folder of ['info', 'updates', 'triggers']) mkdirSync(join(admin, folder), {recursive: true});
    for (const file of ['status', 'available']) writeFileSync(join(admin, file), '');
    // Its own root without a system in it: what the packages depend on is on this machine.
    const dpkg = (...given) => run('dpkg', `--root=${root}`, '--force-not-root', '--force-script-chrootless', '--force-depends',
      '--force-bad-path', `--log=${join(scratch, 'dpkg.log')}`, ...given);
    dpkg('--install', ...files.map((file) => join(made, file)));
    const usr = join(root, 'usr');
    const library = spawnSync('sh', ['-c',
      `cc -std=c99 examples/package/pkg-config/main.c -I${usr}/include -L${usr}/lib -lparvis -o ${scratch}/by-package &&
       LD_LIBRARY_PATH=${usr}/lib ${scratch}/by-package`], {encoding: 'utf8'});
    assert.match(library.stdout, /^parvis \d/, library.stderr);
    assert.match(run(join(usr, 'bin/parvis-server'), '--version'), /\d+\.\d+/);
    const unit = readFileSync(join(usr, 'lib/systemd/system/parvis.service'), 'utf8');
    const commands = unit.match(/(?<=^ExecStart=)\S+/gm);
    for (const command of commands) assert.ok(existsSync(join(root, command)), command);
    assert.match(unit, /^ProtectSystem=strict$/m);
    assert.match(readFileSync(join(root, 'etc/parvis/parvis.conf'), 'utf8'), /^web = "\/usr\/share\/parvis\/web"$/m);
    assert.ok(existsSync(join(usr, 'share/parvis/web/parvis.js')), 'the web files are in it');
    const help = run(join(usr, 'bin/parvis-server'), '--help').split('Subcommands:')[1];
    for (const command of help.match(/(?<=^ {2})\w\S*/gm)) {
      const page = gunzipSync(readFileSync(join(usr, `share/man/man1/parvis-server-${command}.1.gz`))).toString();
      assert.match(page, /^\.SH DESCRIPTION\n\S/m, command);
    }

    const own = join(root, 'etc/parvis/parvis.conf');
    writeFileSync(own, 'port = 1\n');
    dpkg('--install', of('parvis-server'));
    assert.equal(readFileSync(own, 'utf8'), 'port = 1\n', 'an administrator keeps what they wrote');
    dpkg('--remove', 'parvis-server', 'libparvis-dev', 'libparvis0');
    assert.ok(existsSync(own));
    dpkg('--purge', 'parvis-server', 'libparvis-dev', 'libparvis0');
    const left = run('find', root, '-type', 'f', '-not', '-path', `${admin}/*`).trim();
    assert.equal(left, '', 'nothing is left');
  },

  // What the shared libraries show is what this list says: a symbol that goes breaks programs, one that comes is a promise.
  symbols() {
    const shown = ['libparvis.so', 'libparvis-httplib.so'].map((name) => [`[${name}]`,
      ...run('nm', '-D', '--defined-only', '-C', '--format=just-symbols', join(libraries, name)).trim().split('\n')
        .filter((symbol) => !/^(_init|_fini|PARVIS_\d+)$/.test(symbol)).map((symbol) => symbol.replace(/@.*$/, ''))
        .filter((symbol, at, all) => all.indexOf(symbol) === at).sort()].join('\n')).join('\n') + '\n';
    const file = 'tests/package/symbols.txt';
    if (process.env.PARVIS_REBASELINE) writeFileSync(file, shown);
    assert.equal(shown, readFileSync(file, 'utf8'), 'PARVIS_REBASELINE=1 accepts these symbols');
  },
};

steps[step]();
console.log(`${step}: as promised`);
