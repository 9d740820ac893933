// window.Parvis, and the start of everything.
import { type Config, configure, configureFrom } from "./config.js";
import { attach, defineElements, drop, renew, watchStandIns, widgetOf } from "./elements.js";
import { live } from "./live.js";
import { runtime } from "./runtime.js";
import { type Kind, kKinds } from "./types.js";

export const api = {
  version: PARVIS_VERSION,

  configure(options: Partial<Config>): void {
    configure(options);
    for (const widget of live) {
      widget.settle();
      if (widget.item) renew(widget);
    }
  },

  // mount(element): starts an element with loading="manual", or a stand-in that the page's observer cannot see.
  // mount(parent, kind, attributes): makes the element in there, and answers it.
  mount(target: HTMLElement | string, kind?: Kind, attributes: Record<string, string> = {}): HTMLElement | null {
    const place = typeof target === "string" ? document.querySelector<HTMLElement>(target) : target;
    if (!place) return null;
    if (!kind || !kKinds.includes(kind)) {
      attach(place, true);
      return place;
    }
    const element = document.createElement(`parvis-${kind}`);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    place.append(element);
    return element;
  },

  // Asks the server again for one element, or for all, also after the page's address has changed.
  refresh(element?: Element): void {
    const one = element && widgetOf(element);
    if (one) renew(one);
    else for (const widget of live) if (widget.item) renew(widget);
  },

  unmount(element: Element): void {
    drop(element);
    widgetOf(element)?.box.replaceChildren();
  },
};

export function start(source: string, data: DOMStringMap): void {
  // A second copy of the script leaves the page to the first.
  if ("Parvis" in window || !("adoptedStyleSheets" in document)) return;
  configureFrom(source, data);
  Object.defineProperty(window, "Parvis", { value: Object.freeze(api), configurable: true });
  defineElements();
  watchStandIns();
  // Back from the back/forward cache: the numbers are those of then.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (runtime?.wasm) runtime.refresh();
    else api.refresh();
  });
}

