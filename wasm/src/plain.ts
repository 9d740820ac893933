// A thread's further doings where WebAssembly cannot run, a chunk of its own: forms and choices that the core would
// draw are made here, and what they send goes the way of posts.ts.
import type { Bridge } from "./bridge.js";
import { richNodes } from "./rich.js";
import type { Item, Mine } from "./types.js";
import type { Widget } from "./widget.js";

export type Words = Record<string, string>;
type Act = (widget: Widget, arg: string, words: Words) => void;

const kReasons = { spam: "report.spam", abuse: "report.abuse", illegal: "report.illegal", other: "report.else" };
const folded = new WeakMap<Widget, Set<string>>();

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, given: object = {}, ...children: Node[]): HTMLElementTagNameMap[Tag] {
  const { data = {}, ...properties } = given as { data?: Record<string, string> };
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

const button = (className: string, textContent: string, act: string, arg: string): HTMLButtonElement =>
  make("button", { type: "button", className, textContent, data: { act, arg } });

const send = (textContent: string) => make("button", { type: "submit", className: "primary", textContent });
const hidden = (value: string) => make("input", { type: "hidden", name: "id", value });

const find = ({ box }: Widget, act: string, arg: string): HTMLElement | null =>
  box.querySelector(`[data-act="${act}"][data-arg="${CSS.escape(arg)}"]`);
const commentOf = ({ box }: Widget, id: string): HTMLElement | null => box.querySelector(`#${CSS.escape(`c-${id}`)}`);

// Answers true when it has dealt with the act.
export function start(bridge: Bridge): { act(widget: Widget, act: string, arg: string, words: Words): boolean; decorate(widget: Widget, words: Words): void } {
  const acts: Record<string, Act> = {
    collapse: fold,
    reactions: openReactions,
    report: openReport,
    edit: (widget, id, words) => void openEdit(bridge, widget, id, words),
    "cancel-edit": (widget, id) => closeEdit(widget, id),
    preview: (widget, of, words) => void preview(bridge, widget, of, words),
  };
  return {
    act(widget, act, arg, words) {
      acts[act]?.(widget, arg, words);
      return act in acts;
    },
    decorate,
  };
}

// What is the reader's own, which the public paint knows nothing of.
function decorate(widget: Widget, words: Words): void {
  const { mine = [], down = [], reacted = [], page_reacted: onPage = [] } = (widget.mine ?? {}) as Mine;
  const within = Number(widget.item?.edit_ms ?? 0);
  for (const id of mine) {
    const comment = commentOf(widget, id);
    const written = Date.parse(comment?.querySelector("time")?.dateTime ?? "");
    comment?.querySelector(".report")?.remove();
    if (widget.item?.closed || find(widget, "edit", id) || !(Date.now() - written < within)) continue;
    comment?.querySelector("footer")?.append(button("plain", words["comment.edit"] ?? "", "edit", id));
  }
  for (const id of down) press(find(widget, "vote", `-1 ${id}`), `0 ${id}`);
  for (const [id, emoji] of reacted) press(find(widget, "react", `1 ${emoji} ${id}`), `0 ${emoji} ${id}`);
  for (const emoji of onPage) press(find(widget, "react", `1 ${emoji} `), `0 ${emoji} `);
  for (const id of folded.get(widget) ?? []) hide(widget, id, true);
}

function press(control: HTMLElement | null, arg: string): void {
  control?.setAttribute("aria-pressed", "true");
  if (control) control.dataset.arg = arg;
}

function fold(widget: Widget, arg: string): void {
  const [on, id = ""] = arg.split(" ");
  const known = folded.get(widget) ?? new Set();
  folded.set(widget, known);
  if (on === "1") known.add(id);
  else known.delete(id);
  hide(widget, id, on === "1");
}

function hide(widget: Widget, id: string, away: boolean): void {
  const comment = commentOf(widget, id);
  const depth = (one: Element | null): number => Number(/\bd(\d)/.exec(one?.className ?? "")?.[1] ?? 0);
  const own = depth(comment);
  const control = comment?.querySelector<HTMLElement>(".fold");
  if (!comment || !control) return;
  control.dataset.arg = `${away ? 0 : 1} ${id}`;
  control.ariaExpanded = String(!away);
  control.textContent = away ? "+" : "−";
  for (let next = comment.nextElementSibling; next && depth(next) > own; next = next.nextElementSibling)
    (next as HTMLElement).hidden = away;
}

function openReactions(widget: Widget, id: string): void {
  const opener = find(widget, "reactions", id);
  if (!opener) return;
  const open = opener.ariaExpanded === "true";
  opener.ariaExpanded = String(!open);
  if (open) {
    while (opener.nextElementSibling) opener.nextElementSibling.remove();
    return;
  }
  for (const [emoji] of ((widget.item as Item).reactions ?? []) as [string, number][]) {
    if (find(widget, "react", `1 ${emoji} ${id}`) || find(widget, "react", `0 ${emoji} ${id}`)) continue;
    opener.parentElement?.append(button("reaction", emoji, "react", `1 ${emoji} ${id}`));
  }
}

function openReport(widget: Widget, id: string, words: Words): void {
  const open = widget.box.querySelector("form[data-act=post-report]");
  open?.remove();
  const comment = commentOf(widget, id);
  if (!comment || (open && comment.contains(open))) return;
  const reasons = Object.entries(kReasons).map(([value, key]) => make("option", { value, textContent: words[key] ?? value }));
  const reason = make("select", { name: "reason", ariaLabel: words["report.reason"] ?? "" }, ...reasons);
  const said = words["report.note"] ?? "";
  const note = make("input", { type: "text", name: "note", maxLength: 500, placeholder: said, ariaLabel: said });
  const cancel = button("plain", words["common.cancel"] ?? "", "report", id);
  const form = make("form", { className: "report-form", data: { act: "post-report" } }, reason, note, hidden(id), cancel, send(words["report.send"] ?? ""));
  (comment.querySelector("article") ?? comment).append(form);
  reason.focus();
}

async function openEdit(bridge: Bridge, widget: Widget, id: string, words: Words): Promise<void> {
  const { ok, body } = await bridge.send(widget, "mine/source", { id }, bridge.random(16));
  const drawn = commentOf(widget, id)?.querySelector<HTMLElement>(".body");
  if (!ok) return bridge.refuse(widget, body);
  if (!drawn || drawn.hidden) return;
  const field = make("textarea", { name: "text", rows: 3, dir: "auto", required: true, ariaLabel: words["comment.edit_field"] ?? "" });
  const row = make("div", { className: "row" }, button("plain", words["common.cancel"] ?? "", "cancel-edit", id), button("plain", words["editor.preview"] ?? "", "preview", "edit"), send(words["comment.save"] ?? ""));
  drawn.before(make("form", { className: "composer edit-form", data: { act: "post-edit" } }, field, make("div", { className: "tools" }), hidden(id), row));
  drawn.hidden = true;
  field.value = String(body.text ?? "");
  field.focus();
}

function closeEdit(widget: Widget, id: string): void {
  const comment = commentOf(widget, id);
  comment?.querySelector(".edit-form")?.remove();
  const body = comment?.querySelector<HTMLElement>(".body");
  if (body) body.hidden = false;
  find(widget, "edit", id)?.focus();
}

// The server's own reading of the text, drawn as the comment will be.
async function preview(bridge: Bridge, widget: Widget, of: string, words: Words): Promise<void> {
  const form = widget.box.querySelector<HTMLFormElement>(`form[data-act="${of === "post" ? of : `post-${of}`}"]`);
  const text = form?.querySelector("textarea")?.value ?? "";
  const open = form?.querySelector(".preview");
  open?.remove();
  if (!form || open) return;
  const box = make("div", { className: "body preview", role: "region", ariaLabel: words["editor.preview"] ?? "", dir: "auto" });
  form.append(box);
  if (!text.trim()) return box.append(make("p", { textContent: words["editor.preview_empty"] ?? "" }));
  const asked = { site: widget.setting("site") || undefined, page: widget.page, text };
  const { ok, body } = await bridge.request("POST", `${bridge.config.server}/v1/preview`, JSON.stringify(asked));
  if (ok) box.replaceChildren(...richNodes(body.body, words["spoiler.show"] ?? ""));
  else bridge.refuse(widget, body);
}
