// Runs in the page: builds the same thread three ways, in turns, and times the script of it.
import {clone} from './clone.mjs';
import {canonical} from './markup.mjs';
import {parvis} from './parvis.mjs';
import {preact} from './preact.mjs';

const kMakers = {parvis, clone, preact};

function stand() {
  const host = document.createElement('div');
  document.body.append(host);
  const root = document.createElement('div');
  host.attachShadow({mode: 'open'}).append(root);
  return {host, root};
}

/** How one of the three builds; the rivals take their markup from what Parvis paints. */
function makerOf(name, paint) {
  const {host, root} = stand();
  parvis().build(root, paint);
  const maker = kMakers[name](root.querySelector('ol > li:has(.fold)'), JSON.parse(paint).now);
  host.remove();
  return maker;
}

function buildAll(maker, texts) {
  const stands = texts.map(stand);
  globalThis.gc?.();
  const begun = performance.now();
  stands.forEach(({root}, i) => maker.build(root, texts[i]));
  return {took: performance.now() - begun, stands};
}

/** Milliseconds of script for each way, `rounds` of them; `answers` = {paint: [text…], read: [text…]}. */
export function time(answers, rounds) {
  const textsOf = (name) => (name === 'parvis' ? answers.paint : answers.read);
  const makers = Object.entries(kMakers).map(([name]) => [name, makerOf(name, answers.paint[0])]);
  const times = {};
  // The first round only warms up.
  for (let round = -1; round < rounds; ++round) {
    for (const [name, maker] of makers) {
      const {took, stands} = buildAll(maker, textsOf(name));
      if (round >= 0) (times[name] ??= []).push(took);
      stands.forEach(({host}) => host.remove());
    }
    makers.push(makers.shift());
  }
  return times;
}

/** What the first page looks like each way: the same, or the benchmark compares different things. */
export function markups(answers) {
  return Object.keys(kMakers).map((name) => {
    const {stands} = buildAll(makerOf(name, answers.paint[0]), (name === 'parvis' ? answers.paint : answers.read).slice(0, 1));
    const markup = canonical(stands[0].root.querySelector('ol'));
    stands[0].host.remove();
    return markup;
  });
}

/** The first page as HTML. */
export function html(paint) {
  const {host, root} = stand();
  parvis().build(root, paint);
  const markup = root.innerHTML;
  host.remove();
  return markup;
}

/** Builds and stays, so that what it holds can be counted; `append` may follow. */
export function keep(name, answers) {
  const {stands} = buildAll(makerOf(name, answers.paint[0]), name === 'parvis' ? answers.paint : answers.read);
  globalThis.kept = stands;
}

/** One comment more, `rounds` times, in a list that holds all pages. */
export function append(name, answers, text, rounds) {
  const maker = makerOf(name, answers.paint[0]);
  const {host, root} = stand();
  maker.build(root, answers.read[0]);
  for (const page of answers.read.slice(1)) maker.append(root, page);
  const added = JSON.parse(text);
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    added.items[0].comments[0].id = `new${round}`;
    const one = JSON.stringify(added);
    const begun = performance.now();
    maker.append(root, one);
    times.push(performance.now() - begun);
  }
  host.remove();
  return times;
}
