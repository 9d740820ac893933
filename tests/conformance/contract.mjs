// What a check has at hand: requests to the server under test, each held to openapi.yaml, and a way to say what the
// contract promises. A promise is a sentence of openapi.yaml, word for word: one that is not there is an error.
import {randomBytes} from 'node:crypto';

const words = (text) => text.replace(/\s+/g, ' ');
const kPatience = 10_000;
export const kAnswered = 'Every request is answered, and as this document declares it: status, headers, schema.';

export class Contract {
  failures = [];
  exchanges = 0;
  #text;
  #validate;

  constructor(declared, text, {url, site, ownerKey, origin}) {
    this.#text = words(text);
    this.#validate = declared.check;
    Object.assign(this, {url: url.replace(/\/$/, ''), site, ownerKey, origin});
  }

  /** The promise that what follows holds to. */
  promise(sentence) {
    if (!this.#text.includes(words(sentence))) throw new Error(`openapi.yaml does not say: ${sentence}`);
    return sentence;
  }

  fail(sentence, what) {
    this.failures.push({sentence, what});
  }

  expect(sentence, holds, what) {
    if (!holds) this.fail(sentence, typeof what === 'function' ? what() : what);
  }

  /** A page that nobody used before. */
  page(name = 'page') {
    return `conformance-${name}-${randomBytes(6).toString('hex')}`;
  }

  visitor() {
    const token = randomBytes(32).toString('base64url');
    const post = (verb, members, options) => this.post(`/v1/${verb}`, {site: this.site, token, key: this.key(), ...members}, options);
    return {token, post};
  }

  key() {
    return randomBytes(9).toString('base64url');
  }

  get(path, query = {}, headers = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) [value].flat().forEach((one) => search.append(name, one));
    return this.#send('GET', `${path}?${search}`, undefined, headers);
  }

  read(elements, query = {}, headers = {}) {
    return this.get('/v1/read', {site: this.site, e: elements, ...query}, headers);
  }

  /** The first item of a read; empty when there is none. */
  async item(element, query) {
    return (await this.read(element, query)).json?.items?.[0] ?? {};
  }

  post(path, body, {type = 'text/plain', headers = {}} = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#send('POST', path, text, {'content-type': type, ...headers});
  }

  async #send(method, target, body, headers) {
    for (;;) {
      const answer = await this.#once(method, target, body, headers);
      if (answer.status !== 429 || !answer.headers['retry-after']) return answer;
      await new Promise((done) => setTimeout(done, Math.min(Number(answer.headers['retry-after']) * 1000, kPatience)));
    }
  }

  async #once(method, target, body, headers) {
    const signal = AbortSignal.timeout(kPatience);
    this.exchanges += 1;
    let answer;
    try {
      const response = await fetch(this.url + target, {method, body, headers, signal, redirect: 'manual'});
      answer = {status: response.status, headers: Object.fromEntries(response.headers), text: await response.text()};
    } catch (error) {
      this.fail(kAnswered, `${method} ${target}: ${error.cause?.message ?? error.message}`);
      return {status: 0, headers: {}, text: '', json: undefined};
    }
    this.#hold(method, target, body, headers, answer);
    try {
      answer.json = JSON.parse(answer.text);
    } catch {
      answer.json = undefined;
    }
    return answer;
  }

  #hold(method, target, body, headers, answer) {
    const exchange = {method, target, request: answer.status < 300 ? body ?? '' : '', requestType: headers['content-type'],
      status: answer.status, headers: answer.headers, response: answer.text};
    this.#validate(exchange, (what) => this.fail(kAnswered, what));
  }
}
