// The chunk that is fetched when it is needed: starts the WebAssembly core, or, where the page's policy or the
// browser will not have it, the plain posts of posts.ts.
import type { Bridge } from "./bridge.js";
import { loadCore } from "./core.js";
import { Failsafe } from "./failsafe.js";
import { Messages } from "./messages.js";
import type { Runtime } from "./types.js";
import { WasmRuntime } from "./wasm-runtime.js";

export async function start(bridge: Bridge): Promise<Runtime> {
  const messages = new Messages(bridge);
  try {
    const languages = [...bridge.live].map(({ lang }) => messages.fetch(lang));
    const [core] = await Promise.all([loadCore(bridge), ...languages]);
    return new Failsafe(bridge, messages, core, new WasmRuntime(bridge, core, messages));
  } catch {
    return new Failsafe(bridge, messages);
  }
}
