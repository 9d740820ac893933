// The formatting tools of a text field: marks around what is selected, or before its lines.
type Words = Record<string, string>;
// Line drawings, since no font is sure to have such signs.
const kTools: [name: string, face: string, before: string, after: string, key?: string][] = [
  ["bold", "B", "**", "**", "b"],
  ["italic", "I", "*", "*", "i"],
  ["link", "M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1", "[", "](https://)", "k"],
  ["quote", "M4 5v14M9 8h11M9 13h11M9 18h6", "> ", ""],
  ["code", "M8 7l-5 5 5 5M16 7l5 5-5 5", "`", "`", "e"],
  ["list", "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01", "- ", ""],
  ["spoiler", "M3 3l18 18M10 6a10 10 0 0 1 11 6 12 12 0 0 1-2 3M6 8a12 12 0 0 0-3 4 10 10 0 0 0 11 6", "||", "||"],
];
const kEmojiFace = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 14a5 5 0 0 0 8 0M9 9h.01M15 9h.01";

// Opens or closes the choice of emoji; what is chosen goes into the field.
export type Choose = (bar: HTMLElement, opener: HTMLElement, field: HTMLTextAreaElement, words: Words) => void;

// There from the first focus on: were they to go with the focus, what the reader presses next would move from under
// the pointer. The core leaves their place empty.
export function addTools(field: HTMLElement, words: Words, choose: Choose): void {
  const bar = field.closest("form")?.querySelector<HTMLElement>(".tools:empty");
  if (!bar || !field.matches("textarea")) return;
  const text = field as HTMLTextAreaElement;
  bar.part.add("toolbar");
  bar.role = "toolbar";
  bar.ariaLabel = words["editor.toolbar"] ?? "";
  for (const tool of kTools) {
    const [name, face, , , key] = tool;
    const button = buttonOf(bar, name, face, words, () => mark(text, tool));
    if (key) button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
  }
  const opener = buttonOf(bar, "emoji", kEmojiFace, words, () => choose(bar, opener, text, words));
  opener.ariaExpanded = "false";
  (bar.firstElementChild as HTMLElement).tabIndex = 0; // one stop for all, as toolbars have it
  bar.addEventListener("keydown", (event) => move(bar, event));
}

function buttonOf(bar: HTMLElement, name: string, face: string, words: Words, press: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  if (face.length > 1) button.append(drawing(face));
  else button.textContent = face;
  button.title = button.ariaLabel = words[`editor.${name}`] ?? name;
  button.tabIndex = -1;
  button.addEventListener("click", press);
  bar.append(button);
  return button;
}

function drawing(lines: string): Element {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "line");
  svg.ariaHidden = "true";
  path.setAttribute("d", lines);
  svg.append(path);
  return svg;
}

function move(bar: HTMLElement, event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...bar.querySelectorAll<HTMLElement>(":scope > button")];
  const from = buttons.indexOf(event.target as HTMLElement);
  if (!by || from < 0) return;
  const way = getComputedStyle(bar).direction === "rtl" ? -by : by;
  const next = buttons[(from + way + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
  event.preventDefault();
}

export function onFieldKey(event: KeyboardEvent, field: HTMLTextAreaElement): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const tool = kTools.find(([, , , , key]) => key === event.key.toLowerCase());
  if (tool && !event.shiftKey) mark(field, tool);
  else if (event.key === "Enter") field.form?.requestSubmit();
  else return;
  event.preventDefault();
}

function mark(field: HTMLTextAreaElement, [, , before, after]: (typeof kTools)[number]): void {
  const { value, selectionStart: from, selectionEnd: to } = field;
  const start = after ? from : value.lastIndexOf("\n", from - 1) + 1;
  const text = value.slice(start, to);
  insert(field, after ? before + text + after : text.replace(/^/gm, before), start, to);
  // Between the marks, to write on.
  if (after && from === to) field.setSelectionRange(from + before.length, from + before.length);
}

// In the place of the text between `from` and `to`, as if it had been typed.
export function insert(field: HTMLTextAreaElement, text: string, from = field.selectionStart, to = field.selectionEnd): void {
  field.setRangeText(text, from, to, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
}
