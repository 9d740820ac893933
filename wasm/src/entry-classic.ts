// parvis.js, for <script async src>.
import { start } from "./api.js";

const script = document.currentScript as HTMLScriptElement | null;
if (script) start(script.src, script.dataset);
