// A chunk of its own, which the host fetches: brings the live events to the core, one stream for each site on the
// page.
import type { Bridge } from "./bridge.js";
import { type Listener, Stream } from "./events.js";
import type { Widget } from "./widget.js";

export type Push = (site: string, data: string) => void;

// Answers what is to be called when elements have come.
export function start(bridge: Bridge, push: Push, reset: () => void): () => void {
  const streams = new Map<string, Stream>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function listenerOf(site: string): Listener {
    const items = () => [...bridge.live].filter((widget) => widget.setting("site") === site).map(itemOf);
    return {
      pages: () => [...new Set(items().map(({ page }) => page ?? ""))].filter(Boolean),
      known: () => String(items().find(({ event }) => event)?.event ?? ""),
      push: (data) => push(site, data),
      reset,
    };
  }

  function follow(): void {
    const sites = new Set([...bridge.live].filter(({ item }) => item?.page).map((widget) => widget.setting("site")));
    for (const site of sites) {
      const known = streams.get(site);
      if (known) known.update();
      else streams.set(site, new Stream(bridge, site, listenerOf(site)));
    }
  }

  return () => {
    clearTimeout(timer);
    timer = setTimeout(follow, 0); // all that come together are told of together
  };
}

const itemOf = ({ item }: Widget): { page?: string; event?: unknown } => item ?? {};
