// A minimal applier of patch streams (sdk/src/view/patch.hpp) onto plain objects, and their text as
// canonical_html.hpp writes it.

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function canonicalHtml(node) {
  if (typeof node === 'string') return escaped(node);
  const inner = node.children.map(canonicalHtml).join('');
  if (!node.tag) return inner;
  const attributes = [...node.attributes].filter(([name, value]) => name !== 'value' || value !== '');
  attributes.sort(([a], [b]) => (a < b ? -1 : 1));
  const written = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return `<${node.tag}${written}>${inner}</${node.tag}>`;
}

export const emptyTree = () => ({ tag: '', attributes: new Map(), children: [] });

function make(json, templates, holes) {
  if (typeof json === 'string') return json;
  const [head, ...rest] = json;
  if (typeof head === 'number') return make(templates[head], templates, rest);
  const node = { tag: head, attributes: new Map(), children: [] };
  if (rest.length && typeof rest[0] === 'object' && !Array.isArray(rest[0])) {
    for (const [name, value] of Object.entries(rest.shift())) {
      const used = typeof value === 'number' ? holes[value] : value;
      if (used !== null) node.attributes.set(name, used);
    }
  }
  for (const child of rest) {
    const used = typeof child === 'number' ? holes[child] : child;
    if (used === null) continue;
    if (typeof child === 'number' && Array.isArray(used)) {
      node.children.push(...used.map((one) => make(one, templates)));
    } else {
      node.children.push(make(used, templates, holes));
    }
  }
  return node;
}

function apply(root, [kind, path, first, second], templates) {
  const parents = [root];
  for (const index of path) parents.push(parents.at(-1).children[index]);
  const node = parents.at(-1);
  const siblings = parents.at(-2)?.children;
  const at = path.at(-1);
  if (kind === 0) siblings[at] = first;
  else if (kind === 1 && second === null) node.attributes.delete(first);
  else if (kind <= 2) node.attributes.set(first, second);
  else if (kind === 3) node.children.splice(first, 0, make(second, templates));
  else if (kind === 4) node.children.splice(first, 1);
  else if (kind === 5) node.children.splice(second, 0, node.children.splice(first, 1)[0]);
  else siblings[at] = make(first, templates);
}

export function applyPatch(root, text) {
  const patch = JSON.parse(text);
  const templates = patch.t ?? [];
  if (patch.c) root.children = patch.c.map((child) => make(child, templates));
  for (const op of patch.o ?? []) apply(root, op, templates);
}
