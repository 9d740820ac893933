// parvis.mjs, for <script type="module" src> and import.
import { api, start } from "./api.js";

const script = [...document.scripts].find(({ src }) => src === import.meta.url);
start(import.meta.url, script?.dataset ?? {});

export const { version, configure, mount, refresh, unmount } = api;
