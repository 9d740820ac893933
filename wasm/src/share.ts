// Sharing happens inside the reader's click: a moment later the browser would refuse the window, the clipboard
// and the device's share sheet.
import { config } from "./config.js";
import type { Widget } from "./widget.js";

const kSaidMs = 5_000;

// True when the link or button was dealt with here, so the browser's own way must not happen; `done` is called
// when the reader has shared.
export function share(widget: Widget, control: HTMLElement, event: MouseEvent | undefined, done: () => void): boolean {
  const { url = "", title, done: said = "" } = control.dataset;
  if (control.dataset.arg === "native") {
    // Closing the sheet is no error, and no share.
    navigator.share({ url, title: title ?? "" }).then(done, () => {});
    return true;
  }
  if (control.dataset.arg === "copy") {
    copy(url).then(() => {
      done();
      say(widget, said);
    }, () => {});
    return true;
  }
  const { href, protocol } = control as HTMLAnchorElement;
  done();
  const plain = event && !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!plain || !protocol.startsWith("http")) return false;
  open(href, "_blank", "popup,noopener,noreferrer,width=640,height=640");
  return true;
}

function say(widget: Widget, text: string): void {
  widget.said?.replaceChildren(text);
  setTimeout(() => widget.said?.replaceChildren(), kSaidMs);
}

export const needsInstance = (link: HTMLElement): boolean =>
  link.dataset.arg === "mastodon" && (link as HTMLAnchorElement).href.startsWith(`${config.server}/`);

async function copy(text: string): Promise<void> {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  // A page without https has no clipboard: the reader copies from a field that is selected already.
  else prompt("", text);
}
