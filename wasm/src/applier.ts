// Applies the patch stream (sdk/src/view/patch.hpp) to a DOM tree. The one place where nodes come into
// being: by createElement and createTextNode, from lists of allowed tags and attributes.

type Tree = string | number | unknown[];
type Slot<Place> = [place: Place, attribute: string | null, hole: number];
interface Template {
  node: Node;
  slots: Slot<number>[]; // places in the order of the document
}
export interface Patch {
  t?: unknown[];
  c?: unknown[];
  o?: unknown[][];
}

const kTags =
  /^(div|span|p|a|button|form|input|textarea|label|select|option|[ou]l|li|article|header|footer|time|h[1-6]|strong|em|del|code|pre|blockquote|[bh]r|img|svg|path)$/;
const kAttributes =
  /^(class|part|role|type|name|id|for|href|target|rel|title|lang|dir|datetime|placeholder|maxlength|rows|tabindex|hidden|disabled|required|autocomplete|viewBox|d|start|value|src|alt|loading|referrerpolicy|(aria|data)-[a-z-]+)$/;
const kAddress = /^(https?:|mailto:|[/?#]|[^:]*$)/i;

const known: Record<string, boolean> = Object.create(null);

function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) {
    element.removeAttribute(name);
  } else if (name === "value" && element.matches("input,textarea,select")) {
    setProperty(element, value);
  } else if ((known[name] ??= kAttributes.test(name)) && (name !== "href" || kAddress.test(value)) && (name !== "src" || "alt" in element)) {
    element.setAttribute(name, value);
  }
}

function setProperty(field: Element & { value?: string }, value: string): void {
  // Writing an unchanged value would still move the caret.
  if (field.value !== value) field.value = value;
}

export function apply(root: Element, patch: Patch): void {
  const templates: Template[] = (patch.t ?? []).map((tree) => {
    const open: Slot<Node>[] = [];
    const node = build(tree as Tree, open);
    const nodes = nodesOf(node);
    return { node, slots: open.map(([target, ...rest]) => [nodes.indexOf(target), ...rest]) };
  });

  function build(tree: Tree, slots: Slot<Node>[]): Node {
    if (!Array.isArray(tree)) {
      const text = document.createTextNode(tree as string);
      if (typeof tree === "number") slots.push([text, null, tree]);
      return text;
    }
    const tag = tree[0];
    if (typeof tag === "number") return instance(tag, tree);
    const element = createElement(tag as string);
    const attributes = isPlain(tree[1]) ? (tree[1] as Record<string, string | number>) : 0;
    for (const child of tree.slice(attributes ? 2 : 1)) element.appendChild(build(child as Tree, slots));
    // After the children: the value of a select is one of its options.
    for (const name in attributes as object) {
      const value = (attributes as Record<string, string | number>)[name]!;
      if (typeof value === "number") slots.push([element, name, value]);
      else setAttribute(element, name, value);
    }
    return element;
  }

  function instance(number: number, holes: unknown[]): Node {
    const { node, slots } = templates[number] as Template;
    const nodes = nodesOf(node.cloneNode(true));
    for (const [place, attribute, hole] of slots) {
      const value = holes[hole + 1] ?? null;
      const target = nodes[place] as Element & Text;
      if (attribute) setAttribute(target, attribute, value as string | null);
      else if (Array.isArray(value)) target.replaceWith(...value.map(create));
      else if (value === null) target.remove();
      else target.data = value as string;
    }
    return nodes[0]!;
  }

  const create = (node: unknown): Node => build(node as Tree, []);

  if (patch.c) root.replaceChildren(...patch.c.map(create));
  for (const [kind, path, ...rest] of patch.o ?? []) {
    const node = follow(root, path as number[]) as Element & Text;
    const [first, second] = rest as [never, never];
    if (kind === 0) node.data = first;
    else if (kind === 1) setAttribute(node, first, second);
    else if (kind === 2) setProperty(node, second);
    else if (kind === 3) node.insertBefore(create(second), node.childNodes[first] ?? null);
    else if (kind === 4) node.childNodes[first]?.remove();
    else if (kind === 5) node.insertBefore(node.childNodes[first]!, node.childNodes[second > first ? second + 1 : second] ?? null);
    else node.replaceWith(create(first));
  }
}

function nodesOf(node: Node): Node[] {
  const walker = document.createTreeWalker(node);
  const nodes = [node];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

const newElement = (tag: string): Element =>
  /^(svg|path)$/.test(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);

// A copy is faster than a new element, and each tag is looked up in the list once.
const made: Record<string, Element> = Object.create(null);

function createElement(tag: string): Element {
  return (made[tag] ??= newElement(kTags.test(tag) ? tag : "span")).cloneNode() as Element;
}

function follow(node: Node, path: number[]): Node {
  for (const index of path) node = node.childNodes[index] as Node;
  return node;
}

function isPlain(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
