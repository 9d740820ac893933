// Asks the server for the paints of many elements in one request, a long thread in one of its own.
import { config } from "./config.js";
import { kPaintFormat } from "./format.js";
import { storedToken } from "./keep.js";
import { live } from "./live.js";
import { refused, request } from "./net.js";
import type { Mine, PaintItem } from "./types.js";
import type { Widget } from "./widget.js";

const kStatic = /^(count|recent)$/;
const kMostElements = 100;
// Below the 8 KB that proxies allow for an address.
const kLongestQuery = 5500;

interface Batch {
  site: string;
  query: string;
  descriptors: string[];
  widgets: Widget[][]; // for each descriptor, the elements that share it
}

type Told = (widget: Widget) => void;

// Calls `shown` for each widget as its paint is drawn, `painted` once it is known what of it is the reader's own;
// answers those that may get a paint later.
export async function fetchPaints(widgets: Iterable<Widget>, painted: Told, shown?: Told): Promise<Widget[]> {
  const failed: Widget[] = [];
  await Promise.all(
    batchesOf(widgets).map(async (batch) => {
      const answer = await request("GET", `${config.server}/v1/paint?${batch.query}`);
      const { items, ...origin } = answer.body;
      batch.widgets.forEach((sharing, index) => {
        const item: PaintItem | undefined = answer.ok ? items?.[index] : undefined;
        for (const widget of sharing) {
          // It may have left while the answer was on its way.
          if (!live.has(widget)) continue;
          if (item) {
            widget.show(origin.format === kPaintFormat ? item : { ...item, paint: {} }, origin);
            shown?.(widget);
          } else {
            refuse(widget, answer.body);
            if (!refused(answer)) failed.push(widget);
          }
        }
      });
      const drawn = batch.widgets.flat().filter((widget) => widget.item);
      if (drawn.some(({ kind }) => !kStatic.test(kind)) && storedToken()) await fetchMine(batch);
      drawn.forEach(painted);
    }),
  );
  return failed;
}

function batchesOf(widgets: Iterable<Widget>): Batch[] {
  const batches: Batch[] = [];
  const open = new Map<string, Batch>();
  for (const widget of widgets) {
    const { canonical, address } = widget.page;
    const site = widget.setting("site");
    const words = widget.setting("words");
    const said = Object.entries({ address, canonical, site, lang: widget.lang, words }).filter(([, value]) => value);
    const common = String(new URLSearchParams(said));
    const descriptor = widget.descriptor;
    const key = `${common}${widget.kind === "comments" ? descriptor : ""}`;
    const part = `&e=${encodeURIComponent(descriptor)}`;
    let batch = open.get(key);
    const known = batch?.descriptors.indexOf(descriptor) ?? -1;
    if (batch && known >= 0) {
      batch.widgets[known]?.push(widget);
      continue;
    }
    if (!batch || batch.widgets.length >= kMostElements || batch.query.length + part.length > kLongestQuery) {
      batch = { site, query: common, descriptors: [], widgets: [] };
      batches.push(batch);
      open.set(key, batch);
    }
    batch.query += part;
    batch.descriptors.push(descriptor);
    batch.widgets.push([widget]);
  }
  return batches;
}

// What is the reader's own. A second, private request, made only by readers who have acted before.
async function fetchMine({ site, descriptors, widgets }: Batch): Promise<void> {
  const { canonical, address } = widgets[0]?.[0]?.page ?? {};
  const body = { site: site || undefined, token: storedToken(), canonical, address, e: descriptors };
  const answer = await request("POST", `${config.server}/v1/mine`, JSON.stringify(body));
  if (!answer.ok) return;
  widgets.forEach((sharing, index) => {
    const mine: Mine | undefined = answer.body.items?.[index];
    for (const widget of sharing) {
      widget.mine = mine;
      if (mine?.liked !== true && !mine?.joined) continue;
      // An action of the meantime stands; only what the painted count holds is news.
      widget.counted = true;
      if (!widget.writes.length) widget.on = true;
      widget.showToggle();
    }
  });
}

// A problem document of the server, as an event and as a line for the reader.
export function refuse(widget: Widget, problem: { code?: number; type?: string; title?: string; detail?: string }): void {
  const { code = 10, type = "network", title, detail = "" } = problem;
  // Before the first answer there are no words of the reader's language; the host chunk brings some.
  widget.note(title ?? (widget.kind === "comments" ? "Not available now" : ""));
  widget.tell("error", { code, name: type.replace(/.*#/, ""), detail });
}
