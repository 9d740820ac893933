// Rival: hand-written DOM, a cloned template per comment and a direct assignment for each value.
import {kLink, kTags, templateOf} from './markup.mjs';

function fill(parent, nodes) {
  for (const node of nodes) {
    if (typeof node === 'string') {
      parent.append(node);
      continue;
    }
    const element = document.createElement(kTags[node[0]]);
    let from = 1;
    if (node[0] === 'a') {
      element.href = node[from++];
      element.target = kLink.target;
      element.rel = kLink.rel;
    } else if (node[0] === 'ol') {
      from++;
    }
    fill(element, node.slice(from));
    parent.append(element);
  }
}

/** Code that clones the template and sets its holes, one statement each, as by hand. */
function compile({template, holes, parts, body}) {
  const names = new Map([[template, 'item']]);
  const code = ['const item = template.cloneNode(true);'];
  const nameOf = (node) => {
    if (names.has(node)) return names.get(node);
    const parent = nameOf(node.parentNode);
    const step = node.previousSibling ? `${nameOf(node.previousSibling)}.nextSibling` : `${parent}.firstChild`;
    const name = `n${names.size}`;
    code.push(`const ${name} = ${step};`);
    names.set(node, name);
    return name;
  };
  // All nodes are found before any changes.
  const targets = holes.map(({node, attribute}) => nameOf(attribute ? node : node.firstChild));
  const partNames = parts.map(({node}) => nameOf(node));
  const bodyName = nameOf(body);
  holes.forEach(({attribute}, i) => {
    const value = `values[${i}](comment)`;
    if (!attribute) code.push(`${targets[i]}.data = ${value};`);
    else if (attribute === 'class') code.push(`${targets[i]}.setAttribute('class', ${value});`);
    else if (attribute === 'id') code.push(`${targets[i]}.id = ${value};`);
    else code.push(`${targets[i]}.setAttribute('${attribute}', ${value});`);
  });
  partNames.forEach((name, i) => code.push(`if (!has[${i}](comment)) ${name}.remove();`));
  code.push(`fill(${bodyName}, comment.body);`, 'return item;');
  const make = new Function('template', 'values', 'has', 'fill', `return (comment) => {${code.join('\n')}}`);
  return make(template, holes.map(({value}) => value), parts.map(({has}) => has), fill);
}

export function clone(sample, now) {
  const item = compile(templateOf(sample, now));
  return {
    build(root, text) {
      const list = document.createElement('ol');
      list.setAttribute('role', 'list');
      for (const comment of JSON.parse(text).items[0].comments) list.append(item(comment));
      root.replaceChildren(list);
    },
    append(root, text) {
      for (const comment of JSON.parse(text).items[0].comments) root.firstChild.append(item(comment));
    },
  };
}
