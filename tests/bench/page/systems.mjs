// The pages under measurement: each system as its own manual has it, with one and the same thread.
import {readFileSync} from 'node:fs';
import {createServer, request as ask} from 'node:http';
import {join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import {kPage, talk} from '../peers/talk.mjs';

const head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Teapot</title>';
const body = '</head><body><h1>Teapot</h1><p id="text">A blue teapot that never drips.</p>';
const types = {js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8'};

/** A good web server for pages, files and what a system's own server says: static files are compressed beforehand. */
export async function startFront({files = {}, upstream = {}} = {}) {
  const served = new Map(Object.entries(files).map(([path, text]) => [path, {
    type: types[path.split('.').at(-1)] ?? types.html,
    body: brotliCompressSync(text, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}),
  }]));
  const server = createServer((request, response) => {
    const file = served.get(request.url);
    if (file) return void response.writeHead(200, {'content-type': file.type, 'content-encoding': 'br', 'cache-control': 'max-age=3600'}).end(file.body);
    const prefix = Object.keys(upstream).find((start) => request.url.startsWith(start));
    if (!prefix) return void response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    const {hostname, port} = new URL(upstream[prefix]);
    request.pipe(ask({hostname, port, path: request.url, method: request.method, headers: {...request.headers, 'accept-encoding': 'identity'}}, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part)).on('end', () => {
        const {'content-length': _, 'transfer-encoding': __, ...headers} = answer.headers;
        response.writeHead(answer.statusCode, {...headers, 'content-encoding': 'gzip'}).end(gzipSync(Buffer.concat(parts), {level: 6}));
      });
    }).on('error', () => response.writeHead(502).end()));
  });
  await new Promise((done) => server.listen(0, done));
  return {url: `http://localhost:${server.address().port}/`, stop: () => (server.closeAllConnections?.(), server.close())};
}

export async function emptyPage() {
  const front = await startFront({files: {'/': `${head}${body}</body></html>`}});
  return {name: 'empty page', ...front, comment: '#text', like: '#text'};
}

/** `server`: of ../thread/server.mjs. */
export async function parvisPage(server) {
  const ids = [];
  for (const {parent, text} of talk()) ids.push(await server.post('teapot', text, ids[parent]));
  const keep = 'parvis-like{display:inline-block;min-height:2.25rem;vertical-align:middle}parvis-comments{display:block;min-height:15rem}';
  const front = await startFront({files: {'/': `${head}<style>${keep}</style><script async src="${server.api}/parvis.js"></script>${body}
<parvis-like page="teapot" site="demo"></parvis-like><parvis-comments page="teapot" site="demo" limit="100"></parvis-comments></body></html>`}});
  return {name: 'parvis', ...front, host: 'parvis-comments', comment: 'li.comment', likeHost: 'parvis-like', like: 'button.like'};
}

const fileOf = (folder, path) => readFileSync(join(folder, 'node_modules', path), 'utf8');

export async function walinePage(folder, waline) {
  const front = await startFront({
    files: {
      '/': `${head}<link rel="stylesheet" href="/waline.css"><script defer src="/waline.js"></script>${body}<div id="waline"></div>
<script>addEventListener('DOMContentLoaded', () => Waline.init({el: '#waline', serverURL: location.origin, path: '${kPage}', lang: 'en', emoji: false, search: false, imageUploader: false, pageSize: 100}))</script></body></html>`,
      '/waline.js': fileOf(folder, '@waline/client/dist/waline.umd.js'), '/waline.css': fileOf(folder, '@waline/client/dist/waline.css'),
    },
    upstream: {'/api/': waline.url},
  });
  return {name: 'waline', ...front, comment: '.wl-card-item', like: '.wl-like'};
}

export async function twikooPage(folder, twikoo) {
  const front = await startFront({
    files: {
      '/': `${head}<script defer src="/twikoo.js"></script>${body}<div id="twikoo"></div>
<script>addEventListener('DOMContentLoaded', () => twikoo.init({envId: location.origin + '/twikoo', el: '#twikoo', path: '${kPage}', lang: 'en'}))</script></body></html>`,
      '/twikoo.js': fileOf(folder, 'twikoo/dist/twikoo.min.js'),
    },
    upstream: {'/twikoo': twikoo.url},
  });
  return {name: 'twikoo', ...front, comment: '.tk-comment', like: '.tk-comment .tk-action-link'};
}

/** Their servers are not on npm: what their pages load before they could ask them. */
export async function clientPages(folder) {
  const artalk = await startFront({files: {
    '/': `${head}<link rel="stylesheet" href="/artalk.css"><script defer src="/artalk.js"></script>${body}<div id="artalk"></div>
<script>addEventListener('DOMContentLoaded', () => Artalk.init({el: '#artalk', server: location.origin, pageKey: '${kPage}', site: 'shop', locale: 'en'}))</script></body></html>`,
    '/artalk.js': fileOf(folder, 'artalk/dist/Artalk.js'), '/artalk.css': fileOf(folder, 'artalk/dist/Artalk.css'),
  }});
  return [{name: 'artalk (client)', ...artalk, clientOnly: true}];
}
