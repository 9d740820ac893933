// The elements' lives: arriving, changing, moving, leaving; custom elements and their stand-ins,
// <div class="parvis-like" data-page="…">, for editors that strip unknown tags.
import { listen } from "./actions.js";
import { live } from "./live.js";
import { fetchPaints } from "./paints.js";
import { needRuntime, runtime, whenIdle } from "./runtime.js";
import { type Kind, kKinds } from "./types.js";
import { Widget, kAttributes } from "./widget.js";

const known = new WeakMap<Element, Widget>();
const waiting = new Set<Widget>();
const kStandIns = kKinds.map((kind) => `div.parvis-${kind}`).join();
const kFirstRetryMs = 2_000;
const kLastRetryMs = 60_000;
let flushing = false;
let nearby: IntersectionObserver | undefined;

export const widgetOf = (host: Element): Widget | undefined => known.get(host);

function kindOf({ localName, className }: Element): Kind | undefined {
  const named = localName === "div" ? className : localName;
  return kKinds.find((kind) => RegExp(`\\bparvis-${kind}\\b`).test(named));
}

export function attach(host: HTMLElement, asked = false): void {
  const kind = kindOf(host);
  if (!kind) return;
  let widget = known.get(host);
  if (!widget) {
    known.set(host, (widget = new Widget(host, kind)));
    listen(widget);
  }
  widget.settle();
  if (live.has(widget) && !asked) return;
  live.add(widget);
  const loading = asked ? "" : widget.attribute("loading");
  if (loading === "lazy") watch(host);
  else if (loading !== "manual") want(widget);
}

// A move is a removal and an insertion: who is back by the end of the task never left.
export function detach(host: HTMLElement): void {
  queueMicrotask(() => {
    if (!host.isConnected) drop(host);
  });
}

export function drop(host: Element): void {
  const widget = known.get(host);
  if (!widget) return;
  nearby?.unobserve(host);
  live.delete(widget);
  waiting.delete(widget);
  runtime?.drop(widget);
  widget.item = undefined;
}

export function change(host: HTMLElement, name: string): void {
  const widget = known.get(host);
  if (!widget || !live.has(widget)) return;
  widget.settle();
  if (!/theme|loading/.test(name) && widget.item) renew(widget);
}

// From the server anew, as if just arrived.
export function renew(widget: Widget): void {
  runtime?.drop(widget);
  want(widget);
}

function watch(host: HTMLElement): void {
  nearby ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const widget = known.get(target);
        if (!isIntersecting || !widget) continue;
        nearby?.unobserve(target);
        want(widget);
      }
    },
    { rootMargin: "400px" },
  );
  nearby.observe(host);
}

function want(widget: Widget): void {
  waiting.add(widget);
  if (flushing) return;
  flushing = true;
  // While the page is still being read, one more request at its end serves all that is yet to come.
  if (document.readyState === "loading" && live.size > waiting.size)
    document.addEventListener("DOMContentLoaded", () => flush(), { once: true });
  else queueMicrotask(flush);
}

async function flush(attempt = 0): Promise<void> {
  flushing = false;
  const batch = [...waiting];
  waiting.clear();
  const failed = await fetchPaints(batch, (widget) => {
    if (!live.has(widget)) return;
    if (runtime) runtime.adopt(widget);
    whenIdle(widget);
    widget.tell("ready", { kind: widget.kind });
  });
  retry(failed, attempt);
}

function retry(failed: Widget[], attempt: number): void {
  if (!failed.length) return;
  if (failed.some(({ kind }) => kind === "comments")) needRuntime();
  setTimeout(() => {
    for (const widget of failed) if (live.has(widget) && !widget.item) waiting.add(widget);
    if (waiting.size) flush(attempt + 1);
  }, Math.min(kFirstRetryMs * 4 ** attempt, kLastRetryMs) * (0.5 + Math.random()));
}

export function defineElements(): void {
  for (const kind of kKinds) {
    if (customElements.get(`parvis-${kind}`)) continue;
    class ParvisElement extends HTMLElement {
      static observedAttributes = kAttributes.flatMap((name) => [name, `data-${name}`]);
      connectedCallback(): void {
        attach(this);
      }
      disconnectedCallback(): void {
        detach(this);
      }
      attributeChangedCallback(name: string, before: string | null, after: string | null): void {
        if (before !== after) change(this, name);
      }
    }
    customElements.define(`parvis-${kind}`, ParvisElement);
  }
}

export function watchStandIns(): void {
  const each = (node: Node, act: (host: HTMLElement) => void): void => {
    if (!(node instanceof Element)) return;
    if (node.matches(kStandIns)) act(node as HTMLElement);
    node.querySelectorAll<HTMLElement>(kStandIns).forEach(act);
  };
  each(document.documentElement, (host) => attach(host));
  new MutationObserver((records) => {
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (type === "attributes") {
        if (known.get(target as Element)?.host.localName === "div") change(target as HTMLElement, attributeName ?? "");
      } else {
        for (const node of removedNodes) each(node, detach);
        for (const node of addedNodes) each(node, (host) => host.isConnected && attach(host));
      }
    }
  }).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: kAttributes.map((name) => `data-${name}`),
  });
}
