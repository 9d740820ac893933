// Rival: Preact, a component per comment that is drawn again only when its comment has changed.
import {Component, h, render} from 'preact';
import {kLink, kTags, templateOf} from './markup.mjs';

function rich(node) {
  if (typeof node === 'string') return node;
  if (node[0] === 'a') return h('a', {href: node[1], ...kLink}, node.slice(2).map(rich));
  return h(kTags[node[0]], null, node.slice(node[0] === 'ol' ? 2 : 1).map(rich));
}

/** The calls of h() that JSX of this markup becomes. */
function compile({template, holes, parts, body}) {
  const holeAt = (node, attribute) => holes.findIndex((hole) => hole.node === node && hole.attribute === attribute);
  const write = (node) => {
    const text = holeAt(node, '');
    const attributes = [...node.attributes].map(({name, value}) => {
      const hole = holeAt(node, name);
      const literal = value === '' && name === 'hidden' ? 'true' : JSON.stringify(value);
      return `${JSON.stringify(name)}: ${hole < 0 ? literal : `values[${hole}](comment)`}`;
    });
    let children = [...node.childNodes].map((child) => (child.nodeType === 3 ? JSON.stringify(child.data) : write(child)));
    if (text >= 0) children = [`values[${text}](comment)`];
    if (node === body) children = ['comment.body.map(rich)'];
    const part = parts.findIndex((one) => one.node === node);
    const condition = part < 0 ? '' : `has[${part}](comment) && `;
    return `${condition}h(${[JSON.stringify(node.localName), `{${attributes.join(', ')}}`, ...children].join(', ')})`;
  };
  const make = new Function('h', 'values', 'has', 'rich', `return (comment) => ${write(template)}`);
  return make(h, holes.map(({value}) => value), parts.map(({has}) => has), rich);
}

export function preact(sample, now) {
  const draw = compile(templateOf(sample, now));
  class Item extends Component {
    shouldComponentUpdate(next) {
      return next.comment !== this.props.comment;
    }
    render({comment}) {
      return draw(comment);
    }
  }
  const show = (root, comments) => {
    root.comments = comments;
    render(h('ol', {role: 'list'}, comments.map((comment) => h(Item, {key: comment.id, comment}))), root);
  };
  return {
    build: (root, text) => show(root, JSON.parse(text).items[0].comments),
    append: (root, text) => show(root, [...root.comments, ...JSON.parse(text).items[0].comments]),
  };
}
