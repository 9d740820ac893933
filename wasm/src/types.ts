// The shapes that loader and host share. The wire's own description is server-stub/openapi.yaml.
import type { Patch } from "./applier.js";

export const kKinds = ["like", "share", "comments", "fans", "count", "recent"] as const;
export type Kind = (typeof kKinds)[number];

export interface Item {
  kind: Kind;
  page?: string;
  community?: string;
  count?: number;
  [more: string]: unknown;
}

// The four looks of a toggle: what it shows before any action, and after the reader's.
export type Look = "off" | "on" | "mine" | "unmine";

export interface PaintItem extends Item {
  paint: Patch;
  toggle?: Record<Look, Patch>;
}

export interface Mine {
  liked?: boolean | string[];
  joined?: boolean;
  mine?: string[];
  shared?: string[];
  down?: string[];
  reacted?: [id: string, emoji: string][];
  page_reacted?: string[];
}

// The answer that a paint came with. `words` is for where the core, which holds the catalogue, cannot run.
export interface Origin {
  now: number;
  build: string;
  format: number;
  words?: { delete: string; unreachable: string; blank: string };
}

export interface PageInfo {
  key: string;
  canonical: string;
  address: string;
}

// A write that was sent and that WebAssembly, when it takes over, does again with the same idempotency key.
export interface Write {
  act: string;
  arg: string;
  key: string;
  state: "sent" | "answered" | "failed";
}

export interface Answer {
  ok: boolean;
  status: number; // 0: no answer came
  retryAfter: string; // the header's value
  text: string;
  body: any; // the JSON, or an empty object
}

// What takes over from the loader once it is there: the WebAssembly core, or, where that cannot run, plain posts.
export interface Runtime {
  wasm: boolean;
  adopt(widget: import("./widget.js").Widget): void;
  drop(widget: import("./widget.js").Widget): void;
  // `value` is that of the control, or, for an action that the server counts, its idempotency key.
  act(widget: import("./widget.js").Widget, act: string, arg: string, value: string): void;
  // A network that can be shared on only once the reader has answered a question.
  ask(widget: import("./widget.js").Widget, network: string): void;
  // A write of the loader's own was answered.
  answered(widget: import("./widget.js").Widget, write: Write, answer: Answer): void;
  refresh(): void;
}
