// The servers that the snippets need: Parvis in memory with the demo shop, and a host for pages.
import {spawn} from 'node:child_process';
import {createServer} from 'node:http';

/** Resolves to {api, stop}. `args` follow `parvis-server serve`. */
export function startParvis(binary, args) {
  const child = spawn(binary, ['serve', ...args], {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
  const stop = () => (child.kill('SIGINT'), ended);
  return new Promise((done, refuse) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /api (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found) done({api: found[1], stop});
    });
    child.on('error', refuse);
    ended.then((code) => refuse(new Error(`parvis-server ${args.join(' ')} ended with ${code}`)));
  });
}

/** Serves `pages` (name -> HTML) on localhost, which is another site than 127.0.0.1, under this policy. */
export async function startPages(pages, policy) {
  const server = createServer((request, response) => {
    const html = pages[request.url.slice(1)];
    if (html === undefined) return response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy}).end(html);
  });
  await new Promise((done) => server.listen(0, 'localhost', done));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return {address: `http://localhost:${server.address().port}`, stop};
}
