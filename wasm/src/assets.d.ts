// What esbuild fills in (wasm/build.mjs).
declare module "*.css" {
  const text: string;
  export default text;
}
declare const PARVIS_VERSION: string;
declare const PARVIS_HOST_FILE: string; // "assets/parvis-host-<hash>.js"
declare const PARVIS_EVENTS_FILE: string;
declare const PARVIS_THREAD_FILE: string;
declare const PARVIS_EMOJI_FILE: string;
declare const PARVIS_PLAIN_FILE: string;
declare const PARVIS_WASM_FILE: string;
declare const PARVIS_WASM_INTEGRITY: string;
declare const PARVIS_LANGUAGES: string; // "ar de …"
declare const PARVIS_MESSAGES_HASH: string; // assets/messages-<language>-<hash>.json
