// Brings in what takes over from the loader: at leisure where there is a thread, else at the first action.
import { config } from "./config.js";
import { kPaintFormat } from "./format.js";
import { live } from "./live.js";
import type { Runtime } from "./types.js";
import type { Widget } from "./widget.js";
import { bridge } from "./bridge.js";

export let runtime: Runtime | undefined;
let coming: Promise<void> | undefined;

export function needRuntime(): void {
  coming ??= import(`${config.server}/${PARVIS_HOST_FILE}`)
    .then((host: { start(bridge: object): Promise<Runtime> }) => host.start(bridge()))
    .then(
      (started) => {
        runtime = started;
        for (const widget of live) if (widget.item) runtime.adopt(widget);
      },
      // Again at the next action.
      () => (coming = undefined),
    );
}

export function whenIdle(widget: Widget): void {
  if (runtime) return;
  // A pinned loader cannot draw the paint of a server with another format; WebAssembly draws from the state.
  if (widget.origin.format !== kPaintFormat) return needRuntime();
  if (widget.kind !== "comments") return;
  if ("requestIdleCallback" in window) requestIdleCallback(() => needRuntime(), { timeout: 3000 });
  else setTimeout(needRuntime, 300);
}
