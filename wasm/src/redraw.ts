// When nodes of a widget are replaced, the reader goes on where he was, with what he had typed.
import type { Widget } from "./widget.js";

const kFields = "textarea,input[type=text]";

// `all`: every node is replaced, not only some. Threads may be long, so that they are searched only then.
export function redraw(widget: Widget, draw: () => void, all: boolean): void {
  const place = placeOf(widget, all);
  draw();
  place.resume();
  place.focus();
}

// `resume` brings back what is being typed and the cursor in it, `focus` any other focus, once all nodes are there.
export function placeOf(widget: Widget, all = true): { resume(): void; focus(): void } {
  const { box, root } = widget;
  const focused = root.activeElement as HTMLElement | null;
  const fields = (all ? [...box.querySelectorAll(kFields)] : focused?.matches(kFields) ? [focused] : []) as HTMLInputElement[];
  const heirs = focused ? heirsOf(focused, widget) : () => null;
  const lost = () => focused && !root.activeElement && isFree(widget);
  return {
    resume() {
      for (const field of fields) {
        const heir = box.querySelector<HTMLInputElement>(whereabouts(field));
        if (!heir || heir === field) continue;
        heir.value ||= field.value;
        if (field === focused && lost()) heir.focus();
      }
    },
    focus() {
      if (lost()) (focused?.isConnected ? focused : heirs())?.focus();
    },
  };
}

const kOpened: Record<string, string> = {
  reply: "form[data-act=post-reply] textarea",
  edit: "form[data-act=post-edit] textarea",
  report: "form[data-act=post-report] select",
  ask: "form[data-act=instance] input",
};

// Who opens a form means to fill it in.
export function focusOpened(widget: Widget, act: string): void {
  const opened = kOpened[act];
  const field = opened && widget.box.querySelector<HTMLElement>(opened);
  if (field && isFree(widget)) field.focus();
}

// Brought there by a link, a button or a key.
export function focusComment(widget: Widget | undefined, id = ""): void {
  const comment = widget?.box.querySelector<HTMLElement>(`#${CSS.escape(`c-${id}`)}`);
  comment?.focus({ preventScroll: true });
  comment?.scrollIntoView({ block: "center" });
}

// The reader's focus is nowhere else on the page.
function isFree({ host, root }: Widget): boolean {
  const { activeElement } = host.getRootNode() as Document | ShadowRoot;
  return !activeElement || activeElement === host || activeElement === root.ownerDocument.body;
}

// Where the focus goes when the node that has it goes: to the one that does the same, to what opened its form,
// to its comment, to the comment next to it.
function heirsOf(element: HTMLElement, { box, root }: Widget): () => HTMLElement | null {
  const comment = element.closest(".comment");
  const within = comment ? `#${CSS.escape(comment.id)}` : "";
  const near = [comment, comment?.nextElementSibling, comment?.previousElementSibling].map((one) => one?.id ?? "");
  const opener = comment ? "[data-act=reply]" : "[data-arg=mastodon]";
  const wanted = [`${within} ${whereabouts(element, !comment)}`, `${within} ${opener}`];
  return () => {
    for (const selector of wanted) {
      const heir = box.querySelector<HTMLElement>(selector);
      if (heir) return heir;
    }
    const next = near.map((id) => root.getElementById(id)).find((left) => left);
    const heir = next || box.querySelector("h2");
    heir?.setAttribute("tabindex", "-1");
    return heir;
  };
}

// A selector for the node that does what this one did. Of a comment's button the argument changes with each press.
function whereabouts(element: HTMLElement, exact = true): string {
  const { act, arg } = element.dataset;
  const acts = act === undefined ? "" : `[data-act="${act}"]`;
  const own = element.localName + acts + (arg === undefined || !exact ? "" : `[data-arg="${CSS.escape(arg)}"]`);
  const form = element.parentElement?.closest("form");
  return (form ? `form[data-act="${form.dataset.act ?? ""}"] ` : "") + own;
}
