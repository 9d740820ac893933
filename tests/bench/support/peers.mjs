// The same 100 comments held by what npm offers with a server of its own, read in turns with ours.
import {installPeers} from '../peers/install.mjs';
import {kPage, talk} from '../peers/talk.mjs';
import {startTwikoo} from '../peers/twikoo.mjs';
import {startWaline} from '../peers/waline.mjs';
import {median, stop, wrk} from './processes.mjs';

const kDigits = 3;
const kLeastSeconds = 5;  // some answer a dozen requests a second, or fewer

async function fill(port) {
  const ids = [];
  for (const [i, {parent, name, text}] of talk().entries()) {
    const body = {site: 'bench', token: `T${i}`.padEnd(42, 'A') + 'A', key: `t${i}`, page: {key: kPage}, name, text,
      parent: parent === undefined ? '' : ids[parent]};
    const answer = await fetch(`http://127.0.0.1:${port}/v1/comment`, {method: 'POST', body: JSON.stringify(body),
      headers: {'content-type': 'text/plain', 'x-forwarded-for': `10.0.${i}.1`}});
    if (!answer.ok) throw new Error(`the thread cannot be written: ${await answer.text()}`);
    ids.push((await answer.json()).comment.id);
  }
}

/** `serve` starts our server on an empty database; ratios go into `figures`. */
export async function peerReads({serve, seconds, rounds, figures, table, number}) {
  installPeers();
  const ours = await serve();
  await fill(ours.port);
  const waline = await startWaline();
  const twikoo = await startTwikoo();
  const walinePort = Number(new URL(waline.url).port);
  const walineThread = new URL(waline.thread);
  const load = (port, target, more = {}) => wrk({script: 'reads.lua', connections: 32, port, target, ...more,
    seconds: port === ours.port ? seconds : Math.max(seconds, kLeastSeconds)});
  const page = encodeURIComponent(kPage);
  const runs = {
    counts: {
      Parvis: () => load(ours.port, `/v1/read?site=bench&e=count;p=${page}`, {pids: [ours.pid]}),
      Waline: () => load(walinePort, `/api/comment?type=count&url=${page}`, {pids: [waline.pid]}),
    },
    thread: {
      Parvis: () => load(ours.port, `/v1/read?site=bench&e=comments;p=${page};limit=100`, {pids: [ours.pid]}),
      Waline: () => load(walinePort, walineThread.pathname + walineThread.search, {pids: [waline.pid]}),
      'Twikoo, its function package without storage': () => load(Number(new URL(twikoo.url).port), '/', {
        script: 'twikoo.lua', args: [kPage], pids: [process.pid]}),
    },
  };
  const rows = [];
  for (const [what, systems] of Object.entries(runs)) {
    const rates = {};
    for (let round = 0; round < rounds; ++round) {
      for (const [system, run] of Object.entries(systems)) {
        const result = await run();
        if (result.failed || !result.requests) throw new Error(`${system}, ${what}: ${result.failed} of ${result.requests} requests failed`);
        (rates[system] ??= []).push(result);
      }
    }
    const rate = (system) => median(rates[system].map((one) => one.rate));
    for (const system of Object.keys(systems)) {
      rows.push([`${what}, ${system}`, number(rate(system)), (rate('Parvis') / rate(system)).toFixed(1),
        median(rates[system].map((one) => one.cpu_us)).toFixed(0), number(median(rates[system].map((one) => one.p50_us)))]);
    }
    const fastest = Math.max(...Object.keys(systems).slice(1).map(rate));
    figures[`${what}_vs_peer`] = Number((rate('Parvis') / fastest).toFixed(kDigits));
  }
  table(`Beside peers with the same thread of 100 comments, 32 connections, medians of ${rounds} rounds of ${seconds} s in turns`,
    ['', 'per s', 'Parvis is x times', 'CPU us', 'p50 us'], rows);
  await waline.stop();
  await twikoo.stop();
  await stop(ours);
}
