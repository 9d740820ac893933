// The WebAssembly core as the page's state: mounts a widget for each element from what its paint was drawn
// from, hands it what the reader does, and applies the differences it answers.
import type { Bridge } from "./bridge.js";
import { type Core, Zero } from "./core.js";
import { repaintListings } from "./listings.js";
import { type Messages, knownLanguage } from "./messages.js";
import { focusComment, redraw } from "./redraw.js";
import type { Runtime } from "./types.js";
import type { Widget } from "./widget.js";

// Relative times ("3 minutes ago") go on while nothing else happens.
const kRepaintMs = 30_000;
const kTrustedMs = 300_000;
// New children all over, or an op that removes, moves or replaces (sdk/src/view/patch.hpp).
const kReplaces = /"c":|\[[456],/;
// Many comments at once are one question.
const kRepaintListingsMs = 500;

export class WasmRuntime implements Runtime {
  readonly wasm = true;
  private readonly clients = new Map<string, number>();
  private readonly widgets = new Map<number, { widget: Widget; client: number }>();
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private events: [handle: number, event: { type: string }][] = [];
  // Answered writes that are done again at the hand-over: the page has been told of them.
  private readonly told = new Map<number, number>();

  private following: Promise<() => void> | undefined;
  // What this device's clock lacks, where it is badly wrong: times of comments are the server's.
  private skew = 0;
  private repainting: ReturnType<typeof setTimeout> | undefined;

  // Told of a widget that can be adopted now.
  onReady = (widget: Widget): void => this.adopt(widget);

  constructor(
    private readonly bridge: Bridge,
    private readonly core: Core,
    private readonly messages: Messages,
  ) {
    core.onEvent = (handle, event) => this.events.push([handle, event]);
    core.onAnswer = (client) => this.settle(client);
  }

  adopt(widget: Widget): void {
    if (widget.handle) return;
    const messages = this.messages.of(widget.lang);
    if (!messages) return this.adoptLater(widget);
    // The state that the paint shows, so that the first difference is told from there.
    if (widget.toggle) widget.paint(widget.toggle.off);
    if (widget.kind === "comments") this.setClock(widget.origin.now);
    const client = this.clientOf(widget, messages);
    const handle = this.core.call("parvis_mount", client, new Zero(widget.kind), this.mountOptions(widget));
    if (handle <= 0) return;
    widget.handle = handle;
    this.widgets.set(handle, { widget, client });
    this.told.set(handle, widget.writes.filter(({ state }) => state === "answered").length);
    this.dispatchDrafts(widget);
    this.settle(client);
    for (const { act, arg, key } of widget.writes.splice(0)) this.dispatch(widget, act, arg, key);
    this.settle(client);
    this.follow();
  }

  // A thread's paint is never older than a minute; other answers may be.
  private setClock(server: number): void {
    const lacks = server - Date.now();
    this.skew = Math.abs(lacks) > kTrustedMs ? lacks : 0;
  }

  // Where the chunk does not come, the core still asks again by and by.
  private follow(): void {
    this.following ??= import(`${this.bridge.config.server}/${PARVIS_EVENTS_FILE}`).then(({ start }) =>
      start(this.bridge, (site: string, data: string) => this.push(site, data), () => this.refresh()),
    );
    this.following.then((update) => update(), () => {});
  }

  // An event of the server's stream.
  private push(site: string, data: string): void {
    for (const [key, client] of this.clients) {
      if (JSON.parse(key)[0] !== site) continue;
      this.core.call("parvis_push", client, data);
      this.settle(client);
    }
    if (!/^.{0,9}"type":"(comment|delete)"/.test(data)) return;
    clearTimeout(this.repainting);
    this.repainting = setTimeout(() => void repaintListings(this.bridge), kRepaintListingsMs);
  }

  // Without its words there is nothing to show; what the reader does until then waits in the widget's queue.
  private adoptLater(widget: Widget): void {
    const adopt = () => widget.item && this.onReady(widget);
    this.messages.fetch(widget.lang).then(adopt, () => {});
  }

  drop(widget: Widget): void {
    const { handle } = widget;
    if (!handle) return;
    widget.handle = 0;
    this.widgets.delete(handle);
    this.told.delete(handle);
    this.core.call("parvis_unmount", handle);
  }

  act(widget: Widget, act: string, arg: string, value: string): void {
    const mounted = this.widgets.get(widget.handle);
    if (!mounted) {
      widget.queue.push([act, arg, value]);
      if (widget.item) this.onReady(widget);
      return;
    }
    // A form may hold what no event told of, filled in by the browser itself. Who sends it is mostly in it.
    if (/^post/.test(act)) this.dispatchDrafts(widget, widget.root.activeElement?.closest("form") ?? widget.box);
    if (act === "instance") value = widget.box.querySelector<HTMLInputElement>("form[data-act=instance] input")?.value ?? "";
    this.dispatch(widget, act, arg, value);
    this.settle(mounted.client);
    if (act === "instance") this.openInstance(widget);
  }

  ask(widget: Widget, network: string): void {
    // Without a key: not shared yet, but asked for.
    this.act(widget, "share", network, "");
  }

  // The page lives on without it.
  stop(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    for (const { widget } of this.widgets.values()) widget.handle = 0;
    this.widgets.clear();
  }

  // Done again at the hand-over, with the same key; the core's own answer counts.
  answered(): void {}

  refresh(): void {
    for (const client of this.clients.values()) {
      this.core.call("parvis_refresh", client);
      this.settle(client);
    }
    void repaintListings(this.bridge);
  }

  // The core has counted the share; the window must open while this click still counts as one.
  private openInstance(widget: Widget): void {
    const link = widget.box.querySelector<HTMLElement>("a[data-arg=mastodon]");
    if (link && !this.bridge.needsInstance(link)) this.bridge.share(widget, link, new MouseEvent("click"), () => {});
  }

  private clientOf(widget: Widget, messages: object): number {
    const site = widget.setting("site");
    const language = knownLanguage(widget.lang);
    const own = widget.setting("words");
    const key = JSON.stringify([site, language, own]);
    let client = this.clients.get(key);
    if (!client) {
      const options = JSON.stringify({ server: this.bridge.config.server, site, language, messages, words: parsed(own) });
      client = this.core.call("parvis_client_new", 0, options);
      this.clients.set(key, client);
    }
    return client;
  }

  private mountOptions(widget: Widget): string {
    const networks = widget.setting("networks").split(/[\s,]+/).filter(Boolean);
    const options: Record<string, unknown> = {
      page: widget.page,
      networks: networks.length ? networks : undefined,
      limit: Number(widget.attribute("limit")) || undefined,
      at: widget.item?.at,
      sort: widget.view.o || widget.attribute("sort") || undefined,
      seed: {
        ...widget.origin,
        words: undefined,
        build: widget.redrawn ? "" : widget.origin.build,
        item: widget.item,
        mine: widget.mine,
      },
    };
    for (const name of ["url", "title", "image", "community"]) options[name] = widget.attribute(name) || undefined;
    return JSON.stringify(options);
  }

  private dispatch(widget: Widget, act: string, arg: string, value: string): void {
    this.core.call("parvis_dispatch", widget.handle, new Zero(act), new Zero(arg), value);
  }

  private dispatchDrafts(widget: Widget, within: Element = widget.box): void {
    for (const field of within.querySelectorAll<HTMLInputElement>("textarea[data-act],input[data-act]"))
      if (field.value) this.dispatch(widget, field.dataset.act ?? "", field.dataset.arg ?? "", field.value);
  }

  // After anything that may have changed the state: timers, the differences, and then what happened.
  private settle(client: number): void {
    const now = Date.now() + this.skew;
    const next = this.core.call("parvis_poll", client, now);
    clearTimeout(this.timers.get(client));
    const mounted = [...this.widgets].filter(([, { client: own }]) => own === client);
    if (mounted.length) {
      const delay = Math.min(Math.max(next - now, 0), kRepaintMs);
      this.timers.set(client, setTimeout(() => this.settle(client), delay));
    }
    for (const [handle, { widget }] of mounted) {
      const patch = this.core.text("parvis_paint", handle, now);
      const draw = () => widget.paint(JSON.parse(patch));
      // Where no node goes or moves, nothing that the reader has is at stake, and long threads are not searched.
      if (kReplaces.test(patch)) redraw(widget, draw, patch.includes('"c":'));
      else if (patch) draw();
    }
    for (const [handle, { type, ...detail }] of this.events.splice(0)) this.tell(handle, type, detail);
  }

  private tell(handle: number, type: string, detail: object): void {
    // The loader told of the paint.
    if (type === "ready") return;
    if (type === "focus") return focusComment(this.widgets.get(handle)?.widget, (detail as { id?: string }).id);
    const told = this.told.get(handle) ?? 0;
    if (told && type !== "error") this.told.set(handle, told - 1);
    else this.widgets.get(handle)?.widget.tell(type, detail);
  }
}

// The server refuses to paint with words that are no JSON; they may have become so since.
function parsed(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}
