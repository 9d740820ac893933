// The safe tree of a text as nodes, as sdk/src/view/view_rich.cpp draws it.
type Rich = string | [kind: string, ...rest: unknown[]];

const kTags: Record<string, string> = {
  p: "p", em: "em", strong: "strong", del: "del", code: "code", pre: "pre", quote: "blockquote", ul: "ul", ol: "ol",
  li: "li", a: "a", hr: "hr", br: "br", img: "img", mention: "span",
};
const kSafe = /^(https?|mailto):/i;

export const richNodes = (all: Rich[], spoiler: string): Node[] => all.map((one) => richNode(one, spoiler));

function richNode(node: Rich, spoiler: string): Node {
  if (typeof node === "string") return document.createTextNode(node);
  const [kind, ...rest] = node;
  if (kind === "spoiler") return hidden(richNodes(rest as Rich[], spoiler), spoiler);
  const level = Math.min(Math.max(Number(rest[0]) || 1, 1), 4);
  const made = document.createElement(kind === "h" ? `h${level + 2}` : (kTags[kind] ?? "span"));
  const detailed = /^(pre|ol|a|h|img|mention)$/.test(kind);
  const detail = String(rest[0] ?? "");
  const children = (detailed ? rest.slice(1) : rest) as Rich[];
  if (kind === "img") {
    if (kSafe.test(detail)) Object.assign(made, { referrerPolicy: "no-referrer", loading: "lazy", src: detail });
    (made as HTMLImageElement).alt = String(rest[1] ?? "");
    return made;
  }
  if (kind === "mention") {
    made.className = "mention";
    made.textContent = `@${detail}`;
    return made;
  }
  if (kind === "a" && kSafe.test(detail))
    Object.assign(made, { href: detail, target: "_blank", rel: "noopener noreferrer nofollow ugc" });
  if (kind === "ol" && detail !== "1") (made as HTMLOListElement).start = Number(detail);
  const within = kind === "pre" ? made.appendChild(document.createElement("code")) : made;
  within.append(...richNodes(children, spoiler));
  return made;
}

function hidden(children: Node[], word: string): Node {
  const label = document.createElement("label");
  label.className = "spoiler";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.ariaLabel = word;
  const text = document.createElement("span");
  text.append(...children);
  label.append(box, text);
  return label;
}
