// The thread chunk: what a reader of a thread may do beyond its buttons. Formatting, names, quotes and keys work on
// the text field and on the buttons that are there; the core knows nothing of them.
import css from "../css/thread.css";
import type { Bridge } from "./bridge.js";
import { addStyles } from "./host-style.js";
import { addOwnData } from "./own.js";
import { close, offerPeople, onPeopleKey } from "./people.js";
import { offerQuote, quote } from "./quote.js";
import { type Choose, addTools, insert, onFieldKey } from "./tools.js";
import type { Widget } from "./widget.js";

export type Perform = (widget: Widget, act: string, arg: string) => void;
export type Words = (widget: Widget) => Record<string, string>;

const kKeys: Record<string, string> = { r: "reply", l: "vote", c: "collapse", n: "next-new" };
const kSelectedMs = 150;
const known = new WeakSet<Widget>();

export function start(bridge: Bridge, perform: Perform, words: Words): (widget: Widget) => void {
  const { config, live } = bridge;
  const threads = () => [...live].filter(({ kind }) => kind === "comments");
  addEventListener("hashchange", () => {
    const id = linked();
    if (id) for (const widget of threads()) perform(widget, "open", id);
  });
  // Not while it changes: to ask for it makes the browser lay out what was just drawn.
  let selecting: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("selectionchange", () => {
    clearTimeout(selecting);
    selecting = setTimeout(() => {
      for (const widget of threads()) offerQuote(widget, words(widget)["comment.quote"] ?? "");
    }, kSelectedMs);
  });
  let emoji: Promise<Choose> | undefined;
  const choose: Choose = (...asked) => {
    emoji ??= import(`${config.server}/${PARVIS_EMOJI_FILE}`).then((chunk) => chunk.choose(insert));
    // Again at the next press.
    emoji.then((open) => open(...asked), () => (emoji = undefined));
  };
  return (widget) => {
    const furnish = (target: HTMLElement) => {
      addTools(target, words(widget), choose);
      // With the first focus: of itself it would push what stands below the thread.
      addOwnData(bridge, widget, words(widget)["me.title"]);
    };
    addStyles(widget, css);
    if (known.has(widget)) return;
    known.add(widget);
    const { root } = widget;
    root.addEventListener("keydown", (event) => onKey(widget, event as KeyboardEvent));
    root.addEventListener("focusin", ({ target }) => furnish(target as HTMLElement));
    // The reader may have been here before this chunk.
    if (root.activeElement) furnish(root.activeElement as HTMLElement);
    root.addEventListener("focusout", close);
    root.addEventListener("input", ({ target }) => {
      if ((target as Element).matches("textarea"))
        offerPeople(widget, target as HTMLTextAreaElement, words(widget));
    });
    root.addEventListener("click", (event) => onClick(widget, event, words(widget)));
  };
}

const linked = (): string => /^#c-([\w-]+)$/.exec(location.hash)?.[1] ?? "";

// Only where the focus is inside the thread and in no field: the page's own keys stay the page's.
function onKey(widget: Widget, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (target.matches("textarea")) return void (onPeopleKey(event) || onFieldKey(event, target as HTMLTextAreaElement));
  if (target.matches("input,select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const comment = target.closest(".comment");
  if (key === "j" || key === "k") step(widget, comment, key === "j" ? 1 : -1);
  else if (key === "q" && comment) void quote(widget, comment);
  else if (kKeys[key]) button(key === "n" ? widget.box : comment, kKeys[key])?.click();
  else return;
  event.preventDefault();
}

const button = (within: Element | null, act: string): HTMLElement | null | undefined =>
  within?.querySelector<HTMLElement>(`[data-act="${act}"]`);

function step({ box }: Widget, from: Element | null, by: number): void {
  const comments = [...box.querySelectorAll<HTMLElement>(".comment")];
  const next = comments[from ? comments.indexOf(from as HTMLElement) + by : 0];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
}

function onClick(widget: Widget, event: Event, words: Record<string, string>): void {
  const link = (event.target as Element).closest("a.when")?.getAttribute("href");
  if (!link) return;
  event.preventDefault();
  // Not the link's own address, which a <base> of the page would change.
  location.hash = link;
  navigator.clipboard?.writeText(location.href).then(() => widget.note(words["share.copied"] ?? ""), () => {});
}
