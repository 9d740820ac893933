// What the host chunk, which is fetched later, uses of the loader.
import { send, undo } from "./actions.js";
import { config } from "./config.js";
import { random, storage } from "./keep.js";
import { live } from "./live.js";
import { fetch, request } from "./net.js";
import { fetchPaints, refuse } from "./paints.js";
import { needsInstance, share } from "./share.js";

export const bridge = () => ({
  send, undo, config, random, storage, live, fetch, request, fetchPaints, refuse, needsInstance, share,
});
export type Bridge = ReturnType<typeof bridge>;
