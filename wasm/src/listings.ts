// <parvis-count> and <parvis-recent>: painted by the server, and without a state of their own here.
import type { Bridge } from "./bridge.js";
import type { Widget } from "./widget.js";

export const isStatic = ({ kind }: Widget): boolean => kind === "count" || kind === "recent";

// Their paints anew, all in one request.
export async function repaintListings({ live, fetchPaints }: Bridge): Promise<void> {
  await fetchPaints([...live].filter((widget) => widget.item && isStatic(widget)), () => {});
}
