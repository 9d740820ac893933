// What holds for every answer.
export const checks = {
  async 'answers can be read by scripts everywhere'(contract) {
    const sentence = contract.promise('Every answer, errors too, may be read by scripts of any origin.');
    const page = contract.page();
    const answers = [
      await contract.read(`like;p=${page}`),
      await contract.read('nonsense'),
      await contract.get('/v1/nothing'),
      await contract.get('/v1/like'),
      await contract.post('/v1/like', 'no json'),
      await contract.read(`like;p=${page}`, {site: 'conformance-no-such-site'}),
    ];
    for (const {status, headers} of answers) {
      contract.expect(sentence, headers['access-control-allow-origin'] === '*',
        `an answer with status ${status} has access-control-allow-origin: ${headers['access-control-allow-origin']}`);
    }
  },

  async 'numbers are whole'(contract) {
    const sentence = contract.promise('JSON with whole numbers only');
    const {text} = await contract.read(['like', 'share', 'fans', 'comments'], {page: contract.page()});
    const strings = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    contract.expect(sentence, !/\d[.eE]/.test(strings), `a number with a fraction: ${text.slice(0, 200)}`);
  },

  async 'errors are problem documents with a number'(contract) {
    const sentence = contract.promise('Errors are problem documents (RFC 9457); `code` is their stable number.');
    const page = {key: contract.page()};
    const visitor = contract.visitor();
    const cases = [
      [404, 24, contract.read('like;p=x', {site: 'conformance-no-such-site'})],
      [404, 25, contract.get('/v1/nothing')],
      [405, 32, contract.get('/v1/like')],
      [400, 20, contract.post('/v1/like', '{')],
      [400, 20, contract.post('/v1/like', '[1]')],
      [415, 34, contract.post('/v1/like', 'a=b', {type: 'application/x-www-form-urlencoded'})],
      [422, 21, visitor.post('like', {page, on: 'yes'})],
      [422, 21, visitor.post('like', {page, on: true, token: 'short'})],
      [422, 21, visitor.post('share', {page, network: 'myspace'})],
    ];
    for (const [status, code, asked] of cases) {
      const answer = await asked;
      contract.expect(sentence, answer.status === status && answer.json?.code === code && answer.json?.status === status &&
        answer.headers['content-type']?.startsWith('application/problem+json'),
      `expected ${status} with code ${code}, got ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  },

  async 'bodies are JSON of either type, and more than asked for'(contract) {
    const sentence = contract.promise('POST bodies are JSON, sent as `text/plain` by browsers (no preflight) or as `application/json`; unknown members are ignored.');
    for (const type of ['text/plain', 'text/plain;charset=UTF-8', 'application/json']) {
      const {status, text} = await contract.visitor().post('like', {page: {key: contract.page()}, on: true, mood: ['fine']}, {type});
      contract.expect(sentence, status === 200, `${type}: ${status} ${text}`);
    }
  },

  async 'limits stand where they are said to'(contract) {
    const sentence = contract.promise('body 64 KiB; 100 elements a page, 10 of them threads; comment 10,000 code points; name 60; report note 500; page key, canonical link and address 2,000; community 64');
    const page = {key: contract.page()};
    const visitor = contract.visitor();
    const like = (key) => visitor.post('like', {page: {key}, on: true});
    const comment = (text, name = '') => contract.visitor().post('comment', {page, text, name});
    const cases = [
      [200, () => contract.read(Array(100).fill('like'), {page: page.key})],
      [422, () => contract.read(Array(101).fill('like'), {page: page.key})],
      [422, () => contract.read(Array(11).fill('comments'), {page: page.key})],
      [200, () => comment('\u{1F375}'.repeat(10_000))],
      [422, () => comment('x'.repeat(10_001))],
      [200, () => comment('Hello', '\u00e9'.repeat(60))],
      [422, () => comment('Hello', 'n'.repeat(61))],
      [200, () => like(page.key.padEnd(2000, 'k'))],
      [422, () => like(page.key.padEnd(2001, 'k'))],
      [200, () => visitor.post('fan', {community: 'c'.repeat(64), on: false})],
      [422, () => visitor.post('fan', {community: 'c'.repeat(65), on: true})],
      [413, () => visitor.post('like', {page, on: true, padding: 'x'.repeat(65_536)})],
    ];
    for (const [index, [status, ask]] of cases.entries()) {
      const answer = await ask();
      contract.expect(sentence, answer.status === status, `limit ${index + 1}: expected ${status}, got ${answer.status} ${answer.text.slice(0, 120)}`);
    }
  },
};
