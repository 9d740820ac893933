// parvis-server render: a thread as files for sites that are built before they are served.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {jsonLdOf, vocabularyErrors} from './json_ld.mjs';

const program = process.env.PARVIS_SERVER ?? 'build/release/server-stub/parvis-server';
const folder = mkdtempSync(join(tmpdir(), 'parvis-render-'));
const run = (...words) => spawnSync(program, ['--db', join(folder, 'a.db'), ...words], {encoding: 'utf8'});
const render = (...words) => run('render', '--site', 'shop', '--public-url', 'https://community.example/', ...words);

before(() => assert.equal(run('site', 'add', 'shop', '--origin', 'https://shop.example').status, 0));
after(() => rmSync(folder, {recursive: true}));

test('files are named after the page, and hold HTML and JSON-LD', () => {
  const out = join(folder, 'out');
  const address = 'https://shop.example/a/../b?c=d';
  for (const page of ['mug', address, '..', 'ü'.repeat(900)]) {
    const {status, stderr} = render('--page', page, '--address', address, '--out', out);
    assert.equal(status, 0, stderr);
  }
  const names = readdirSync(out);
  assert.equal(names.length, 8);
  assert.ok(names.includes('mug.html') && names.includes('mug.jsonld'));
  assert.ok(names.every((name) => name.length < 255));
  const html = readFileSync(join(out, 'mug.html'), 'utf8');
  assert.match(html, /^<div class="parvis-fallback">[\s\S]*action="https:\/\/community\.example\/embed\/act"/);
  const data = JSON.parse(readFileSync(join(out, 'mug.jsonld'), 'utf8'));
  assert.equal(data.url, address);
  assert.deepEqual(vocabularyErrors([data]), []);
});

test('without a folder, both go to the standard output, ready to be included', () => {
  const {stdout} = render('--page', 'mug', '--show', 'like,comments', '--lang', 'fr');
  assert.equal(jsonLdOf(stdout)[0].inLanguage, 'fr');
  assert.match(stdout, /class="like-box" lang="fr"[\s\S]*class="thread" lang="fr"/);
});

test('what cannot be is said, and nothing is written', () => {
  for (const words of [['--page', 'mug', '--show', 'cat'], ['--page', 'mug', '--sort', 'up'], ['--page', '']])
    assert.notEqual(render(...words).status, 0, words.join(' '));
  const {status, stderr} = run('render', '--site', 'none', '--page', 'x', '--public-url', 'https://c.example');
  assert.equal(status, 1);
  assert.match(stderr, /no site of this name/);
});
