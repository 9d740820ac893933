// Stands between the loader and what runs the page: the WebAssembly core, or plain posts where there is none.
// Should the core trap, the posts take over, with what the reader was just doing.
import css from "../css/host.css";
import type { Bridge } from "./bridge.js";
import type { Core } from "./core.js";
import type { Messages } from "./messages.js";
import { refusedBlank } from "./blank.js";
import { addStyles } from "./host-style.js";
import { isStatic } from "./listings.js";
import { Posts } from "./posts.js";
import { focusOpened } from "./redraw.js";
import type { Answer, Runtime, Write } from "./types.js";
import type { WasmRuntime } from "./wasm-runtime.js";
import type { Widget } from "./widget.js";

const kKeyed = /^(like|fan|share|post|delete|undo|vote|react$)/;

export class Failsafe implements Runtime {
  private current: Runtime;
  private threads: Promise<(widget: Widget) => void> | undefined;
  private readonly watched = new WeakSet<Widget>();

  constructor(
    private readonly bridge: Bridge,
    private readonly messages: Messages,
    core?: Core,
    wasm?: WasmRuntime,
  ) {
    const posts = new Posts(bridge, messages);
    for (const widget of bridge.live) {
      const words = messages.of(widget.lang);
      if (!words || widget.item || widget.kind !== "comments") continue;
      addStyles(widget, css);
      widget.note(words["error.network"] ?? "");
    }
    this.current = wasm ?? posts;
    if (!core || !wasm) return;
    wasm.onReady = (widget) => this.adopt(widget);
    core.onTrap = () => {
      wasm.stop();
      this.current = posts;
      posts.takeOver();
    };
  }

  get wasm(): boolean {
    return this.current.wasm;
  }

  adopt(widget: Widget): void {
    addStyles(widget, css);
    if (isStatic(widget)) return;
    this.watch(widget);
    this.current.adopt(widget);
    // Not yet: its words are on the way.
    if (this.wasm && !widget.handle) return;
    for (const [act, arg, value] of widget.queue.splice(0)) this.act(widget, act, arg, value);
    if (widget.kind === "comments") this.furnish(widget);
  }

  private furnish(widget: Widget): void {
    const perform = (one: Widget, act: string, arg: string) => this.act(one, act, arg, "");
    const words = (one: Widget) => this.messages.of(one.lang) ?? {};
    this.threads ??= import(`${this.bridge.config.server}/${PARVIS_THREAD_FILE}`).then(({ start }) =>
      start(this.bridge, perform, words),
    );
    this.threads.then((furnish) => furnish(widget), () => (this.threads = undefined));
  }

  drop(widget: Widget): void {
    this.current.drop(widget);
  }

  act(widget: Widget, act: string, arg: string, value: string): void {
    if (refusedBlank(widget, act)) return;
    if (kKeyed.test(act)) value = this.bridge.random(16);
    const asked = this.current;
    asked.act(widget, act, arg, value);
    // Under the same key, so that it happens once even if the core had sent it before it trapped.
    if (asked !== this.current) this.current.act(widget, act, arg, value);
    if (this.wasm) focusOpened(widget, act);
  }

  ask(widget: Widget, network: string): void {
    this.current.ask(widget, network);
    focusOpened(widget, "ask");
  }

  answered(widget: Widget, write: Write, answer: Answer): void {
    this.current.answered(widget, write, answer);
  }

  refresh(): void {
    this.current.refresh();
  }

  // Escape takes back the question, and the word that something was done.
  private watch(widget: Widget): void {
    if (this.watched.has(widget)) return;
    this.watched.add(widget);
    widget.root.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key !== "Escape") return;
      widget.box.querySelector(".note")?.replaceChildren();
      if ((event.target as Element).closest("[data-act=instance]")) this.act(widget, "instance-cancel", "", "");
    });
  }
}
