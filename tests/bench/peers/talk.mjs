// The thread that all systems hold: 100 comments, 60 of them at the top, 20 of these with two replies each,
// of about 145 characters.
export const kPage = '/teapot';
export const kStart = Date.UTC(2026, 9, 1);

const kWords = ('the teapot pours well and keeps warm for an hour but its lid is loose and my aunt likes the handle since it ' +
  'stays cool while the glaze on mine came with a small blue drop').split(' ');

function sentence(number) {
  let text = `Comment ${number}:`;
  for (let word = number * 7; text.length < 140; ++word) text += ` ${kWords[word % kWords.length]}`;
  return `${text}.`;
}

/** In order of time; `parent` is the index of the comment that it answers. */
export function talk() {
  const comments = [];
  const add = (parent) => comments.push({
    parent, name: `Reader ${comments.length % 17}`, text: sentence(comments.length), at: kStart + comments.length * 60_000,
  });
  for (let root = 0; root < 60; ++root) add();
  for (let root = 0; root < 20; ++root) for (let reply = 0; reply < 2; ++reply) add(root * 3);
  return comments;
}
