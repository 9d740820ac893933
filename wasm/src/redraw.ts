// When all nodes of a widget are replaced, the reader goes on where he was, with what he had typed.
import type { Widget } from "./widget.js";

export async function redraw(widget: Widget, draw: () => Promise<unknown> | void): Promise<void> {
  const { box, root } = widget;
  const fields = [...box.querySelectorAll<HTMLInputElement>("textarea,input[type=text]")];
  const focused = root.activeElement;
  const drawing = draw();
  if (drawing) await drawing;
  for (const field of fields) {
    const heir = box.querySelector<HTMLInputElement>(whereabouts(field));
    if (heir && heir !== field && !heir.value) heir.value = field.value;
  }
  if (!focused || root.activeElement) return;
  const heir = focused.isConnected ? focused : box.querySelector(whereabouts(focused));
  (heir as HTMLElement | null)?.focus();
}

// Who opens a reply means to write one.
export function focusReply({ box }: Widget): void {
  box.querySelector<HTMLElement>("form[data-act=post-reply] textarea")?.focus();
}

// A selector for the node that does what this one did.
function whereabouts(element: Element): string {
  const own = ({ localName, dataset: { act, arg } }: HTMLElement): string => {
    const acts = act === undefined ? "" : `[data-act="${act}"]`;
    return localName + acts + (arg === undefined ? "" : `[data-arg="${CSS.escape(arg)}"]`);
  };
  const form = element.parentElement?.closest("form");
  return (form ? `form[data-act="${form.dataset.act ?? ""}"] ` : "") + own(element as HTMLElement);
}
