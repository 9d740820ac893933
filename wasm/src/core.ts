// parvis.wasm in JavaScript's terms: text in and out, and the five functions it imports (wasm/host.cpp).
import type { Bridge } from "./bridge.js";

type Exported = (...values: number[]) => number;
type Exports = Record<string, Exported> & { memory: WebAssembly.Memory };

export interface Core {
  // Calls a function of parvis.h; texts become pointer and length, `zero` texts a pointer only.
  call(name: string, ...values: (number | string | Zero)[]): number;
  text(name: string, ...values: (number | string | Zero)[]): string;
  onEvent: (widget: number, event: { type: string }) => void;
  onAnswer: (client: number) => void;
  // The module has trapped, and from now on answers 0 to everything.
  onTrap: () => void;
}

export class Zero {
  constructor(readonly text: string) {}
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export async function loadCore(bridge: Bridge): Promise<Core> {
  const bytes = await fetchModule(bridge);
  let exports: Exports;
  let trapped = false;
  // The memory may have grown since the last look.
  const view = (at: number, length?: number) => new Uint8Array(exports.memory.buffer, at, length);
  const read = (at: number, length: number) => decoder.decode(view(at, length));
  const readZero = (at: number) => read(at, view(at).indexOf(0));

  function pass(text: string, zero: boolean): number[] {
    const data = encoder.encode(zero ? `${text}\0` : text);
    const at = exports.parvis_alloc!(data.length || 1);
    view(at, data.length).set(data);
    return zero ? [at] : [at, data.length];
  }

  function call(name: string, ...values: (number | string | Zero)[]): number {
    if (trapped) return 0;
    try {
      return enter(name, values);
    } catch {
      trapped = true;
      core.onTrap();
      return 0;
    }
  }

  function enter(name: string, values: (number | string | Zero)[]): number {
    const lent: number[] = [];
    const numbers = values.flatMap((value) => {
      if (typeof value === "number") return value;
      const passed = value instanceof Zero ? pass(value.text, true) : pass(value, false);
      lent.push(passed[0] as number);
      return passed;
    });
    const answer = exports[name]!(...numbers);
    lent.forEach((at) => exports.parvis_free!(at));
    return answer;
  }

  async function send(client: number, id: number, method: string, url: string, body: string | undefined) {
    const answer = await bridge.request(method, url, body);
    call("parvis_http_done", client, id, answer.status, milliseconds(answer.retryAfter), answer.text);
    core.onAnswer(client);
  }

  const core: Core = {
    call,
    text(name, ...values) {
      const at = call(name, ...values);
      return at ? read(at, exports.parvis_text_length!()) : "";
    },
    onEvent: () => {},
    onAnswer: () => {},
    onTrap: () => {},
  };

  const imports = {
    http_send(client: number, id: number, method: number, url: number, body: number, length: number) {
      const verb = readZero(method);
      void send(client, id, verb, readZero(url), verb === "POST" ? read(body, length) : undefined);
    },
    storage_get(key: number, out: number, capacity: number): number {
      const value = bridge.storage.get(readZero(key));
      if (value === null) return -1;
      const data = encoder.encode(value);
      if (data.length <= capacity) view(out, data.length).set(data);
      return data.length;
    },
    storage_set: (key: number, value: number, length: number): number =>
      bridge.storage.set(readZero(key), value ? read(value, length) : null) ? 0 : 1,
    random_bytes(out: number, length: number): void {
      crypto.getRandomValues(view(out, length));
    },
    event(widget: number, json: number, length: number): void {
      core.onEvent(widget, JSON.parse(read(json, length)));
    },
  };

  const { instance } = await WebAssembly.instantiate(bytes, { parvis: imports });
  exports = instance.exports as Exports;
  exports._initialize!();
  enter("parvis_version", []);
  return core;
}

// The address of the module is its hash, and the browser holds it to that.
async function fetchModule({ config, fetch }: Bridge): Promise<ArrayBuffer> {
  const response = await fetch(`${config.server}/${PARVIS_WASM_FILE}`, {
    mode: "cors",
    credentials: "omit",
    integrity: PARVIS_WASM_INTEGRITY,
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.arrayBuffer();
}

// Retry-After: seconds, or a date.
function milliseconds(header: string): number {
  const seconds = Number(header);
  return Math.max(0, Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000) || 0;
}
