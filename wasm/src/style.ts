// One constructable style sheet for each document: no inline style, so no exception in a strict CSP.
import css from "../css/parvis.css";

const sheets = new WeakMap<Document, CSSStyleSheet>();

export function adoptStyles(root: ShadowRoot, owner: Document): void {
  let sheet = sheets.get(owner);
  if (!sheet) {
    // A sheet may only be adopted in the document that its constructor belongs to.
    const view = (owner.defaultView ?? window) as typeof window;
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(owner, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet];
}
