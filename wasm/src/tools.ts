// The formatting tools of a text field: marks around what is selected, or before its lines.
const kTools: [name: string, face: string, before: string, after: string, key?: string][] = [
  ["bold", "B", "**", "**", "b"],
  ["italic", "I", "*", "*", "i"],
  ["link", "🔗︎", "[", "](https://)", "k"],
  ["quote", "❝", "> ", ""],
  ["code", "<>", "`", "`", "e"],
  ["list", "•", "- ", ""],
  ["spoiler", "▒", "||", "||"],
];

// The last node of the form, which no patch counts. There from the first focus on: were it to go with the focus, what
// the reader presses next would move from under the pointer.
export function addTools(field: HTMLElement, words: Record<string, string>): void {
  const form = field.closest("form");
  if (!form || !field.matches("textarea") || form.querySelector(".tools")) return;
  const bar = document.createElement("div");
  bar.className = "tools";
  bar.part.add("toolbar");
  bar.role = "toolbar";
  bar.ariaLabel = words["editor.toolbar"] ?? "";
  for (const tool of kTools) bar.append(buttonOf(tool, form, words));
  bar.addEventListener("keydown", (event) => move(bar, event));
  form.append(bar);
}

function buttonOf(tool: (typeof kTools)[number], form: HTMLFormElement, words: Record<string, string>): HTMLElement {
  const [name, face, , , key] = tool;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = face;
  button.title = button.ariaLabel = words[`editor.${name}`] ?? name;
  if (key) button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
  button.tabIndex = name === "bold" ? 0 : -1; // one stop for all, as toolbars have it
  button.addEventListener("click", () => {
    const field = form.querySelector("textarea");
    if (field) mark(field, tool);
  });
  return button;
}

function move(bar: HTMLElement, event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const buttons = [...bar.children] as HTMLElement[];
  const from = buttons.indexOf(event.target as HTMLElement);
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
  const marked = after ? before + text + after : text.replace(/^/gm, before);
  field.setRangeText(marked, start, to, "end");
  // Between the marks, to write on.
  if (after && from === to) field.setSelectionRange(from + before.length, from + before.length);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
}
