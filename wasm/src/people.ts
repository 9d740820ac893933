// Behind an @, the people of the thread whose names begin with what follows: chosen with the arrows and Enter or Tab,
// or by a click. The list stands in the place of the tools, which the core leaves empty.
import { insert } from "./tools.js";
import type { Widget } from "./widget.js";

const kMost = 6;
const kAsked = /(?:^|[\s(])@"?([^\s@"][^@"\n]{0,40}|)$/u;

interface Open {
  field: HTMLTextAreaElement;
  list: HTMLElement;
  from: number; // where the @ stands
  at: number; // the option that Enter takes
}

let open: Open | undefined;
let serial = 0;

export function offerPeople({ box }: Widget, field: HTMLTextAreaElement, words: Record<string, string>): void {
  const end = field.selectionStart;
  const asked = kAsked.exec(field.value.slice(0, end));
  const wish = asked?.[1]?.toLocaleLowerCase() ?? "";
  const names = asked ? namesIn(box, words["comment.anonymous"]).filter((name) => name.toLocaleLowerCase().startsWith(wish)).slice(0, kMost) : [];
  close();
  if (!names.length || !asked) return;
  const list = document.createElement("div");
  list.className = "people";
  list.role = "listbox";
  list.id = `people-${++serial}`;
  list.ariaLabel = words["editor.people"] ?? "";
  const from = end - asked[0].length + asked[0].indexOf("@");
  for (const name of names) {
    const option = document.createElement("div");
    option.role = "option";
    option.id = `${list.id}-${list.childElementCount}`;
    option.dir = "auto";
    option.textContent = name;
    // Before the field would lose the focus, and with it the list.
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(name);
    });
    list.append(option);
  }
  field.form?.querySelector(".tools")?.append(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  open = { field, list, from, at: 0 };
  point(0);
}

// True when the key was meant for the list.
export function onPeopleKey(event: KeyboardEvent): boolean {
  if (!open || event.isComposing || event.ctrlKey || event.metaKey) return false;
  const { list, at } = open;
  const count = list.childElementCount;
  if (event.key === "ArrowDown") point((at + 1) % count);
  else if (event.key === "ArrowUp") point((at + count - 1) % count);
  else if (event.key === "Enter" || event.key === "Tab") take(list.children[at]?.textContent ?? "");
  else if (event.key === "Escape") close();
  else return false;
  event.preventDefault();
  return true;
}

function point(at: number): void {
  if (!open) return;
  open.at = at;
  [...open.list.children].forEach((option, index) => (option.ariaSelected = String(index === at)));
  open.field.setAttribute("aria-activedescendant", open.list.children[at]?.id ?? "");
}

function take(name: string): void {
  const { field, from } = open ?? {};
  close();
  if (field) insert(field, /\s/.test(name) ? `@"${name}" ` : `@${name} `, from, field.selectionStart);
}

export function close(): void {
  open?.list.remove();
  for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete"]) open?.field.removeAttribute(name);
  open = undefined;
}

// Who signed nothing cannot be named.
function namesIn(box: HTMLElement, nobody = ""): string[] {
  const names = [...box.querySelectorAll(".comment .name")].map(({ textContent }) => textContent ?? "");
  return [...new Set(names)].filter((name) => name !== nobody && !/"/.test(name));
}
