// Every page without scripts is valid HTML, and says to search engines what schema.org has words for, whatever readers
// write.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {HtmlValidate} from 'html-validate';
import {startStub} from '../../server-stub/testing/index.mjs';
import {jsonLdOf, vocabularyErrors} from './json_ld.mjs';

const program = process.env.PARVIS_SERVER ?? 'build/release/server-stub/parvis-server';
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    // Taste, or about pages with a server that adds headers.
    'attribute-boolean-style': 'off', 'attribute-empty-style': 'off', 'doctype-style': 'off', 'void-style': 'off',
    'long-title': 'off', 'no-inline-style': 'error', 'no-trailing-whitespace': 'off', 'require-sri': 'off',
    // Safari takes a list's role away with its bullets.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // Labelled by aria-label, in every case that axe-core knows too (tests/browser).
    'input-missing-label': 'off',
  },
});
const kHostile = [
  '</script><script>alert(1)</script>', '<!--<script>', ']]>--><b>', '"><img src=x onerror=alert(1)>', '`\' " & &amp; &#0; \u2028\u2029',
  '</textarea></form></li></ol></body>', 'javascript:alert(1) [x](javascript:alert(1))', '\u202e\u0007 bidi \u200b', '🙂'.repeat(50),
  '> a\n\n- b\n\n1. c\n\n```html\n<b>\n```\n\n# d\n\n***\n\n||e|| ~~f~~ <i>g</i>', 'https://example.org/?a=1&b="2"<3>', '{{x}} ${y} <%= z %>',
];
let stub;
let site;
let ids;

before(async () => {
  stub = await startStub({program});
  [site] = stub.sites;
  ids = [];
  let parent = '';
  for (const [index, text] of kHostile.entries()) {
    const answer = await site.post('comment', index % 2 ? 'ana' : 'ben', {page: {key: 'hostile', title: kHostile[index], address: 'http://localhost:1/x'}, text, name: text.slice(0, 40), parent});
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    parent = index % 3 ? answer.body.comment.id : '';
    ids.push(answer.body.comment.id);
  }
  await site.post('comment/delete', 'ben', {id: ids[0]});
});
after(async () => assert.equal(await stub.stop(), 0));

const get = async (path, query = {}, headers = {}) => {
  const answer = await fetch(`${stub.url}${path}?${new URLSearchParams({site: 'demo', ...query})}`, {headers});
  return {status: answer.status, html: await answer.text(), headers: answer.headers};
};

async function check(html, what) {
  const {results} = await validator.validateString(html);
  const messages = results.flatMap(({messages}) => messages).map(({ruleId, message, line, column}) => `${ruleId}: ${message} (${line}:${column}) ${html.split('\n')[line - 1].slice(Math.max(0, column - 60), column + 100)}`);
  assert.deepEqual(messages, [], what);
}

const pages = () => [
  ['/embed/comments', {p: 'nothing'}], ['/embed/comments', {p: 'mug'}], ['/embed/comments', {p: 'mug', lang: 'ar', theme: 'dark', limit: 2, sort: 'best'}],
  ['/embed/comments', {p: 'hostile', limit: 100}], ['/embed/comments', {p: 'hostile', reply: ids[1], report: ids[2], reactions: ids[3], fold: ids[1]}],
  ['/embed/comments', {p: 'hostile', at: ids[4]}], ['/embed/comments', {p: 'hostile', under: ids[1]}],
  ['/embed/comments', {p: kHostile[3], title: kHostile[0], address: `http://localhost:1/${encodeURIComponent(kHostile[3])}`}],
  ['/embed/like', {p: 'mug'}], ['/embed/fans', {p: 'mug', community: kHostile[3]}], ['/embed/share', {p: 'mug', url: 'https://shop.example/?a=1&b=2', title: kHostile[0]}],
  ['/embed/page', {p: 'mug', show: 'like,share,fans,comments', height: 'auto'}],
];

test('every page is valid HTML, whatever stands in it', async () => {
  for (const [path, query] of pages()) {
    const {status, html} = await get(path, query);
    assert.equal(status, 200, html);
    await check(html, `${path} ${JSON.stringify(query)}`);
  }
});

test('refusals are valid pages too', async () => {
  for (const query of [{site: 'nobody', p: 'mug'}, {p: 'mug', sort: 'x'}, {p: 'mug', at: '<b>'}, {}]) {
    const {status, html, headers} = await get('/embed/comments', query);
    assert.ok(status >= 400 && status < 500);
    assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'/);
    await check(html, JSON.stringify(query));
  }
});

test('the fragment is valid inside of the page that includes it', async () => {
  for (const query of [{p: 'mug'}, {p: 'hostile', limit: 100}, {p: 'mug', show: 'like'}]) {
    const {html} = await get('/embed/fragment', query);
    await check(`<!doctype html>\n<html lang="en"><head><title>Shop</title></head><body><h1>Shop</h1><main><parvis-comments>${html}</parvis-comments></main></body></html>\n`, JSON.stringify(query));
  }
});

test('the JSON-LD uses the words of schema.org only, and holds what is shown', async () => {
  const found = [];
  for (const [path, query] of [...pages(), ['/embed/fragment', {p: 'hostile', limit: 100}]]) {
    const objects = jsonLdOf((await get(path, query)).html);
    assert.equal(objects.length, 1, path);
    found.push(...objects);
  }
  assert.deepEqual(vocabularyErrors(found), []);
  const hostile = JSON.stringify(found.at(-1));
  for (const text of ['</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>'])
    assert.equal(hostile.includes(JSON.stringify(text).slice(1, -1)), text !== kHostile[0], `${text}: the first was deleted`);
  const mug = found[1];
  assert.equal(mug['@type'], 'DiscussionForumPosting');
  const counts = Object.fromEntries(mug.interactionStatistic.map((one) => [one.interactionType['@type'], one.userInteractionCount]));
  const read = await (await fetch(`${stub.url}/v1/read?site=demo&e=like;p=mug&e=share;p=mug&e=comments;p=mug`)).json();
  assert.deepEqual(counts, {LikeAction: read.items[0].count, ShareAction: read.items[1].total, CommentAction: read.items[2].total});
  const all = (object) => (object.comment ?? []).flatMap((one) => [one, ...all(one)]);
  assert.deepEqual(all(mug).map(({identifier}) => identifier).sort(), read.items[2].comments.filter(({status}) => status !== 'deleted').map(({id}) => id).sort());
});

test('the check of the vocabulary finds what is not in it', () => {
  const good = {'@context': 'https://schema.org', '@type': 'DiscussionForumPosting', headline: 'x'};
  assert.deepEqual(vocabularyErrors([good]), []);
  assert.equal(vocabularyErrors([{...good, headlin: 'x'}]).length, 1);
  assert.equal(vocabularyErrors([{...good, '@type': 'ForumDiscussionPosting'}]).length, 1);
  assert.equal(vocabularyErrors([{...good, comment: [{'@type': 'Comment', upvoteCount: {'@type': 'Person'}}]}]).length, 1);
});

test('oEmbed answers a frame for a page of a site, and nothing for others', async () => {
  const ask = (query) => fetch(`${stub.url}/oembed?${new URLSearchParams(query)}`);
  const answer = await (await ask({url: 'http://localhost:1/mug.html', maxwidth: 300, format: 'json'})).json();
  assert.deepEqual([answer.version, answer.type, answer.width, answer.height], ['1.0', 'rich', 300, 480]);
  await check(`<!doctype html>\n<html lang="en"><head><title>Other</title></head><body>${answer.html}</body></html>\n`, 'oEmbed');
  const [, src] = /src="([^"]+)"/.exec(answer.html);
  assert.equal((await fetch(src.replaceAll('&amp;', '&'))).status, 200);
  assert.match(await (await ask({url: 'http://localhost:1/mug.html', format: 'xml'})).text(), /^<\?xml[\s\S]*<oembed><version>1.0</);
  for (const query of [{url: 'https://elsewhere.example/'}, {url: 'x'}, {url: 'http://localhost:1/', format: 'yaml'}, {url: 'http://localhost:1/', maxwidth: '-1'}, {}])
    assert.ok([404, 422].includes((await ask(query)).status), JSON.stringify(query));
});
