// The elements that are on the page now.
import type { Widget } from "./widget.js";

export const live = new Set<Widget>();
