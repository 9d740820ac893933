// The Parvis test double for JavaScript test runners; README.md, "For testers", shows it in ten lines.
import {spawn} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';

/** Starts `parvis-server --stub`; it ends with stop(), or with this process. */
export async function startStub(options = {}) {
  const program = options.program ?? process.env.PARVIS_SERVER ?? 'parvis-server';
  const child = spawn(program, ['--stub', '--with-parent', ...argumentsOf(options)], {stdio: ['ignore', 'pipe', 'pipe']});
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal)));
  const ready = JSON.parse(await firstLine(child, ended, program));
  const stop = async () => {
    process.removeListener('exit', end);
    child.kill('SIGTERM');
    return ended;
  };
  return new Stub(ready, stop);
}

function argumentsOf({seeds = ['demo'], port, web, shop, clock, luck, rateLimits}) {
  const given = {'--port': port, '--web': web, '--shop': shop, '--clock': clock, '--luck': luck};
  const words = Object.entries(given).filter(([, value]) => value !== undefined).flatMap(([name, value]) => [name, String(value)]);
  return [...words, ...seeds.flatMap((seed) => ['--seed', seed]), ...(rateLimits ? ['--rate-limits'] : [])];
}

function firstLine(child, ended, program) {
  return new Promise((done, refuse) => {
    let said = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes('\n')) done(said.slice(0, said.indexOf('\n')));
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));
    child.once('error', (error) => refuse(new Error(`${program} cannot be started: ${error.message}`)));
    ended.then((code) => refuse(new Error(`${program} --stub ended with ${code}: ${complaints.trim()}`)));
  });
}

/** The token of a visitor of a seed file, by name. */
export const tokenOf = (name) => createHash('sha256').update(`parvis stub visitor\n${name}`).digest('base64url');

class Stub {
  #stop;

  constructor(ready, stop) {
    this.url = ready.url;
    this.shop = ready.shop;
    this.version = ready.version;
    this.sites = ready.sites.map((site) => new Site(this, site));
    this.#stop = stop;
  }

  /** A site of its own, so that tests side by side never see one another. */
  async site(options = {}) {
    const {name, rateLimits, ...rest} = options;
    const body = {seed: 'demo', ...rest};
    if (name !== undefined) body.site = name;
    if (rateLimits !== undefined) body.rate_limits = rateLimits;
    return new Site(this, await this.control('/stub/sites', body));
  }

  async control(path, body) {
    const answer = await fetch(this.url + path, body && {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${said.title} ${said.detail ?? ''} ${said.field ?? ''}`.trim());
    return said;
  }

  /** A fault for every site. */
  fault(rule) {
    return this.control('/stub/faults', rule);
  }

  reset() {
    return this.control('/stub/reset', {});
  }

  /** Its exit status: 0 when all went well. */
  stop() {
    return this.#stop();
  }
}

class Site {
  #stub;

  constructor(stub, {site, owner_key: ownerKey, ids}) {
    this.#stub = stub;
    this.name = site;
    this.ownerKey = ownerKey;
    this.ids = ids;
  }

  get url() {
    return this.#stub.url;
  }

  /** See README.md for the members of a rule. */
  fault(rule) {
    return this.#stub.control('/stub/faults', {...rule, site: this.name});
  }

  clearFaults() {
    return this.#stub.control('/stub/forget', {site: this.name, what: 'faults'});
  }

  /** What the server received for this site, in order; `path` narrows it. */
  async requests(path = '') {
    const query = new URLSearchParams({site: this.name, path});
    return (await this.#stub.control(`/stub/requests?${query}`)).requests;
  }

  clearRequests() {
    return this.#stub.control('/stub/forget', {site: this.name, what: 'requests'});
  }

  /** Moves the clock on; answers the new time in milliseconds. */
  async advance(milliseconds) {
    return (await this.#stub.control('/stub/clock', {site: this.name, advance_ms: milliseconds})).now;
  }

  async setClock(now, {running = false} = {}) {
    return (await this.#stub.control('/stub/clock', {site: this.name, now, running})).now;
  }

  /** Back to how it was made: data, ids, clock; no faults, no record. */
  reset() {
    return this.#stub.control('/stub/reset', {site: this.name});
  }

  /** Writes as a visitor of this name: `post('like', 'ana', {page: {key: 'mug'}, on: true})`. */
  async post(verb, by, members) {
    const body = {site: this.name, token: tokenOf(by), key: randomUUID(), ...members};
    const answer = await fetch(`${this.url}/v1/${verb}`, {method: 'POST', body: JSON.stringify(body)});
    return {status: answer.status, body: await answer.json()};
  }
}
