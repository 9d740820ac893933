// The second style sheet, behind the loader's own: what only the host chunk brings about.
import css from "../css/host.css";
import type { Widget } from "./widget.js";

const sheets = new WeakMap<Document, CSSStyleSheet>();

export function addStyles({ root, host: { ownerDocument: owner } }: Widget): void {
  let sheet = sheets.get(owner);
  if (!sheet) {
    sheet = new ((owner.defaultView ?? window) as typeof window).CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(owner, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
