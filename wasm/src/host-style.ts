// Style sheets behind the loader's own: what only the later chunks bring about.
import type { Widget } from "./widget.js";

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

export function addStyles({ root, host: { ownerDocument: owner } }: Widget, css: string): void {
  let known = sheets.get(owner);
  if (!known) sheets.set(owner, (known = new Map()));
  let sheet = known.get(css);
  if (!sheet) {
    sheet = new ((owner.defaultView ?? window) as typeof window).CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
