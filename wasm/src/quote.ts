// Quoting: a button beside the comment in which text is selected, and a key, open a reply with that text in it.
import { insert } from "./tools.js";
import type { Widget } from "./widget.js";

const kPatienceMs = 2_000; // for the reply's field to be drawn
const offers = new WeakMap<Widget, HTMLElement>();

interface Quotation {
  comment: HTMLElement;
  text: string;
}

// Chromium tells of a selection inside a shadow root there alone.
function selected({ root }: Widget): Quotation | undefined {
  const within = root as ShadowRoot & { getSelection?(): Selection | null };
  const selection = within.getSelection?.() ?? getSelection();
  const body = selection?.anchorNode?.parentElement?.closest<HTMLElement>(".comment .body");
  if (!selection || !body?.contains(selection.focusNode)) return undefined;
  const text = selection.toString().trim();
  return text ? { comment: body.closest(".comment") as HTMLElement, text } : undefined;
}

// The last node of the comment's footer, which no patch counts.
export function offerQuote(widget: Widget, word: string): void {
  const quotation = selected(widget);
  const reply = quotation?.comment.querySelector("[data-act=reply]");
  const footer = reply?.closest("footer");
  const offer = offers.get(widget);
  if (!footer) return offer?.remove();
  if (offer?.parentNode === footer) return;
  offer?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain quote";
  button.textContent = word;
  // Pressing it leaves the selection as it is.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => quote(widget, quotation!.comment));
  footer.append(button);
  offers.set(widget, button);
}

// What is selected in the comment, else all of it.
export async function quote(widget: Widget, comment: Element | null): Promise<void> {
  const chosen = selected(widget);
  const body = comment?.querySelector<HTMLElement>(".body");
  const text = chosen && chosen.comment === comment ? chosen.text : body?.innerText.trim();
  const reply = comment?.querySelector<HTMLElement>("[data-act=reply]");
  if (!comment || !text || !reply) return;
  offers.get(widget)?.remove();
  if (reply.dataset.arg) reply.click(); // else its form is open
  const field = await appears<HTMLTextAreaElement>(comment, "form[data-act=post-reply] textarea");
  if (!field) return;
  const before = field.value && !field.value.endsWith("\n") ? "\n\n" : "";
  insert(field, `${before}${text.replace(/^/gm, "> ")}\n\n`, field.value.length);
}

function appears<Found extends Element>(within: Element, selector: string): Promise<Found | null> {
  const found = within.querySelector<Found>(selector);
  if (found) return Promise.resolve(found);
  return new Promise((done) => {
    const observer = new MutationObserver(() => {
      const late = within.querySelector<Found>(selector);
      if (late) end(late);
    });
    const end = (late: Found | null): void => {
      observer.disconnect();
      done(late);
    };
    observer.observe(within, { childList: true, subtree: true });
    setTimeout(end, kPatienceMs, null);
  });
}
