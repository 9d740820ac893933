// What a reader does, from the event on a node to the server. Until WebAssembly has taken over, toggles and
// shares are sent from here, and what a thread needs it for waits.
import { config } from "./config.js";
import { random, token } from "./keep.js";
import { live } from "./live.js";
import { refused, request } from "./net.js";
import { refuse } from "./paints.js";
import { needRuntime, runtime } from "./runtime.js";
import { needsInstance, share } from "./share.js";
import type { Answer, Write } from "./types.js";
import type { Widget } from "./widget.js";

const kCounted = /^(like|fan|share)$/;
const kThreadActions = /^(post|delete|undo|vote|react$)/;
const kSilent = /^(name$|report-)|draft$/;

export function listen(widget: Widget): void {
  for (const type of ["click", "submit", "input", "change"])
    widget.root.addEventListener(type, (event) => onEvent(widget, event));
}

function onEvent(widget: Widget, event: Event): void {
  const target = event.target as HTMLElement;
  const wanted = { click: "a,button", submit: "form", input: "textarea,input", change: "select" }[event.type];
  const control = target.closest<HTMLElement>("[data-act]");
  if (!control?.matches(wanted ?? "")) return;
  if (event.type === "submit") event.preventDefault();
  const { act = "", arg = "" } = control.dataset;
  if (!allowed(widget, act, arg)) return event.preventDefault();
  if (act === "share") onShare(widget, control, event as MouseEvent);
  else perform(widget, act, arg, (control as HTMLInputElement).value ?? "");
}

// The moment for a consent manager to say no.
function allowed(widget: Widget, act: string, arg: string): boolean {
  const action = kThreadActions.test(act) ? "comment" : act;
  if (action !== "comment" && !kCounted.test(act)) return true;
  const { page, community } = widget.item ?? {};
  return widget.tell("before", { action, act, arg, page, community }, true);
}

function onShare(widget: Widget, control: HTMLElement, event?: MouseEvent): void {
  const network = control.dataset.arg ?? "";
  const counted = () => perform(widget, "share", network, "");
  if (runtime?.wasm && needsInstance(control)) {
    event?.preventDefault();
    runtime.ask(widget, network);
  } else if (share(widget, control, event, counted)) {
    event?.preventDefault();
  }
}

function perform(widget: Widget, act: string, arg: string, value: string): void {
  if (!kSilent.test(act)) widget.note("");
  if (kCounted.test(act) && !runtime?.wasm) performHere(widget, act, arg);
  else if (runtime) runtime.act(widget, act, arg, value);
  else if (!kSilent.test(act)) wait(widget, act, arg, value);
  needRuntime();
}

// A second click on what already waits is impatience, not a second wish.
function wait({ queue }: Widget, act: string, arg: string, value: string): void {
  if (act === "sort" || !queue.some(([other, of]) => other === act && of === arg)) queue.push([act, arg, value]);
}

function performHere(widget: Widget, act: string, arg: string): void {
  const write: Write = { act, arg, key: random(16), state: "sent" };
  const toggle = act !== "share";
  const before = widget.on;
  const on = arg === "1";
  // Of a toggle only the last wish matters.
  widget.writes = toggle ? [write] : [...widget.writes, write];
  if (toggle) setToggle(widget, on);
  const wish = toggle ? { on, community: widget.item?.community } : { network: arg };
  send(widget, act, wish, write.key).then((answer) => {
    write.state = answer.ok ? "answered" : "failed";
    // WebAssembly has the same write by now, and tells of it.
    if (widget.handle) return;
    if (answer.ok) widget.tell(act, answer.body);
    else if (refused(answer)) undo(widget, write, before, answer);
    runtime?.answered(widget, write, answer);
  });
}

// What the server will not have is not tried again; what it could not be told is left to the runtime.
export function undo(widget: Widget, write: Write, before: boolean, answer: Answer): void {
  const last = widget.writes.includes(write);
  widget.writes = widget.writes.filter((other) => other !== write);
  if (last && write.act !== "share") setToggle(widget, before);
  refuse(widget, answer.body);
}

// In every element that shows the same.
function setToggle(widget: Widget, on: boolean): void {
  for (const other of live) {
    if (other.target !== widget.target || other.handle) continue;
    other.on = on;
    other.showToggle();
  }
}

export function send(widget: Widget, verb: string, wish: object, key: string): Promise<Answer> {
  const { site, page } = { site: widget.setting("site") || undefined, page: widget.page };
  const body = JSON.stringify({ site, token: token(), key, page, lang: widget.lang, ...wish });
  return request("POST", `${config.server}/v1/${verb}`, body);
}
