// What the rivals of the benchmark render: the markup of a comment as Parvis draws it, and what of it depends on
// the comment. From this both rivals get the straight-line code that one would write by hand.

const kHues = 6;
const label = (comment) => comment.name || 'Anonymous';
const likes = (comment) => comment.likes ?? 0;
const date = (comment) => `${new Date(comment.at).toISOString().slice(0, 19)}Z`;

function hue({tag}) {
  let sum = 0;
  for (let i = 0; i < tag.length; ++i) sum = (sum * 31 + tag.charCodeAt(i)) >>> 0;
  return sum % kHues;
}

/** [where, attribute or "" for the text, value of a comment]. */
export const kHoles = (now) => [
  ['', 'class', (comment) => `comment d${Math.min(comment.depth ?? 0, 6)}`],
  ['', 'id', (comment) => `c-${comment.id}`],
  ['.avatar', 'class', (comment) => `avatar h${hue(comment)}`],
  ['.avatar', '', (comment) => label(comment).slice(0, 1).toUpperCase()],
  ['.name', '', label],
  ['.tag', '', (comment) => `#${comment.tag}`],
  ['time', 'datetime', date],
  ['time', '', (comment) => age(now - comment.at)],
  ['article', 'aria-label', label],
  ['.when', 'href', (comment) => `#c-${comment.id}`],
  ['.fold', 'data-arg', (comment) => `1 ${comment.id}`],
  ['.fold', 'aria-label', (comment) => `Hide the replies to ${label(comment)}`],
  ['.reactions', 'aria-label', (comment) => `Reactions to the comment by ${label(comment)}`],
  ['[data-act=reactions]', 'data-arg', (comment) => comment.id],
  ['[data-act=report]', 'data-arg', (comment) => comment.id],
  ['.like', 'data-arg', (comment) => `1 ${comment.id}`],
  ['.like', 'aria-label', (comment) => `Like the comment by ${label(comment)}, ${likes(comment)} likes`],
  ['.like .count', 'class', (comment) => (likes(comment) ? 'count' : 'count none')],
  ['.like .count', '', (comment) => `${likes(comment)}`],
  ['[data-act=reply]', 'data-arg', (comment) => comment.id],
  ['[data-act=reply]', 'aria-label', (comment) => `Reply to ${label(comment)}`],
];

/** [where, whether a comment has it]. */
const kParts = [['.fold', (comment) => (comment.replies ?? 0) > 0]];

function age(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
}

/** The template: one comment of Parvis with an empty body, and where each hole of it is. */
export function templateOf(item, now) {
  const template = item.cloneNode(true);
  template.querySelector('.body').replaceChildren();
  const holes = kHoles(now).map(([where, attribute, value]) => {
    const node = where ? template.querySelector(where) : template;
    if (!node) throw new Error(`a comment of Parvis has no ${where} any more: bring markup.mjs up to date`);
    return {node, attribute, value};
  });
  const parts = kParts.map(([where, has]) => ({node: template.querySelector(where), has}));
  return {template, holes, parts, body: template.querySelector('.body')};
}

// The tags of the safe tree, as sdk/src/view/view_rich.cpp has them.
export const kTags = {p: 'p', em: 'em', strong: 'strong', del: 'del', code: 'code', quote: 'blockquote', ul: 'ul', ol: 'ol', li: 'li', a: 'a', br: 'br', hr: 'hr'};
export const kLink = {target: '_blank', rel: 'noopener noreferrer nofollow ugc'};

/** The markup with attributes in one order, for comparing. */
export function canonical(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.data;
  const attributes = [...node.attributes].map(({name, value}) => ` ${name}="${value}"`).sort().join('');
  return `<${node.localName}${attributes}>${[...node.childNodes].map(canonical).join('')}</>`;
}
