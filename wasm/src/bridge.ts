// What the host chunk, which is fetched later, uses of the loader.
export { send, undo } from "./actions.js";
export { config } from "./config.js";
export { random, storage, storedToken } from "./keep.js";
export { live } from "./live.js";
export { request } from "./net.js";
export { fetchPaints, refuse } from "./paints.js";
