// Twikoo's client and what its function package makes of stored comments. The package itself runs on its vendor's
// cloud only, and the project's own server is not on npm: so the comments are kept here, in memory.
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {kFolder} from './install.mjs';
import {kPage, talk} from './talk.mjs';

function rows() {
  const url = kPage;
  return talk().map(({parent, name, text, at}, index) => ({
    _id: `c${index}`, url, nick: name, mail: `${name.replace(' ', '.')}@example.org`, link: '', comment: `<p>${text}</p>`,
    ua: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    ip: '127.0.0.1', master: false, ups: [], downs: [], rid: parent === undefined ? '' : `c${parent}`,
    pid: parent === undefined ? '' : `c${parent}`, isSpam: false, uid: 'someone', created: at, updated: at,
  }));
}

/** {url, stop} */
export async function startTwikoo() {
  const require = createRequire(join(kFolder, 'package.json'));
  const {parseComment, getConfig} = require('twikoo-func/utils');
  const {version} = require('twikoo-func/package.json');
  const config = {COMMENT_PAGE_SIZE: '100', SHOW_REGION: 'false', SHOW_EMOTION: 'false', SHOW_IMAGE: 'false', HIGHLIGHT: 'false'};
  const stored = rows();
  const answer = async ({event}) => {
    if (event === 'COMMENT_GET') {
      const main = stored.filter(({rid}) => !rid).reverse();
      return {data: parseComment([...main, ...stored.filter(({rid}) => rid)], 'reader', config), more: false, count: main.length};
    }
    if (event === 'GET_CONFIG') return getConfig({config, VERSION: version, isAdmin: false});
    return {code: 0};
  };
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*').setHeader('access-control-allow-credentials', 'true')
      .setHeader('access-control-allow-headers', 'content-type').setHeader('content-type', 'application/json');
    if (request.method !== 'POST') return response.end();
    let body = '';
    request.on('data', (part) => (body += part)).on('end', async () => response.end(JSON.stringify(await answer(JSON.parse(body)))));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => server.close(done))};
}
