// One element of the page: its settings, its shadow root, and what is known about it.
import { type Patch, apply } from "./applier.js";
import { config } from "./config.js";
import { adoptStyles } from "./style.js";
import type { Item, Kind, Look, Mine, Origin, PageInfo, PaintItem, Write } from "./types.js";

export const kAttributes = [
  "page", "site", "lang", "theme", "networks", "community", "sort", "url", "title", "image", "limit", "loading", "words",
];

// Descriptor letter of each attribute that the server needs to know of.
const kDescribed: Record<Kind, Record<string, string>> = {
  like: { p: "page" },
  share: { p: "page", n: "networks", u: "url", t: "title", i: "image" },
  fans: { c: "community" },
  comments: { p: "page", o: "sort", limit: "limit" },
  count: { p: "page" },
  recent: { n: "limit" },
};

export class Widget {
  readonly box = document.createElement("div");
  readonly root: ShadowRoot;
  // Where the paint came from; undefined until there is one.
  item: Item | undefined;
  toggle: Record<Look, Patch> | undefined;
  origin: Origin = { now: 0, build: "", format: 0 };
  mine: Mine | undefined;
  // Toggles: what the reader wants, and whether the painted count already holds it.
  on = false;
  counted = false;
  writes: Write[] = [];
  queue: [act: string, arg: string, value: string][] = [];
  // Number of the WebAssembly widget, once that has taken over.
  handle = 0;
  // The nodes are no longer those of the paint, so no difference can be told from it.
  redrawn = false;
  // Settings that only a reader without WebAssembly changes through the address of the next paint.
  view: Record<string, string> = {};
  private note_: Text | undefined;

  constructor(
    readonly host: HTMLElement,
    readonly kind: Kind,
  ) {
    this.root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.box.part.add("root");
    // What the page brought along is seen until the first paint.
    this.root.append(this.box, document.createElement("slot"));
    this.settle();
  }

  // Again after a move to another document or a change of theme.
  settle(): void {
    adoptStyles(this.root, this.host.ownerDocument);
    const sheet = "share" in navigator ? " sheet" : "";
    this.box.className = `parvis ${this.setting("theme")}${sheet}`;
  }

  attribute(name: string): string {
    const own = this.host.localName.startsWith("parvis-") ? this.host.getAttribute(name) : null;
    const value = own ?? this.host.getAttribute(`data-${name}`) ?? "";
    if (!value || !/^(url|image)$/.test(name)) return value;
    try {
      return new URL(value, document.baseURI).href;
    } catch {
      return ""; // no address: as if it were not there
    }
  }

  setting(name: "site" | "theme" | "networks" | "words"): string {
    return this.attribute(name) || config[name];
  }

  // What the element or its page says; else all that the reader asks for, of which the server takes the first
  // that it knows.
  get lang(): string {
    const nearest = this.host.closest<HTMLElement>("[lang]")?.lang;
    return this.attribute("lang") || config.lang || nearest || String(navigator.languages);
  }

  get page(): PageInfo {
    const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href ?? "";
    return { key: this.attribute("page"), canonical, address: location.href };
  }

  // What the element asks the server for: "share;n=x,copy;p=%2Fmug".
  get descriptor(): string {
    let text: string = this.kind;
    const values: Record<string, string> = { ...this.view };
    for (const [letter, name] of Object.entries(kDescribed[this.kind]))
      values[letter] ||= name === "networks" ? this.setting("networks").replace(/\s/g, "") : this.attribute(name);
    // A link to a comment opens the thread there.
    const linked = /^#c-([\w-]+)$/.exec(location.hash);
    if (linked && this.kind === "comments") values.at = linked[1]!;
    for (const [letter, value] of Object.entries(values))
      if (value) text += `;${letter}=${value.split(",").map(encodeURIComponent).join(",")}`;
    return text;
  }

  // What two elements have in common when an action on one shows in the other.
  get target(): string {
    return `${this.kind} ${this.setting("site")} ${this.item?.page ?? this.item?.community}`;
  }

  show(painted: PaintItem, origin: Origin): void {
    const { paint, toggle, ...item } = painted;
    // That there was no answer.
    if (!this.item) this.note("");
    this.item = item;
    this.toggle = toggle;
    this.origin = origin;
    this.redrawn = this.counted = false;
    this.writes = this.writes.filter(({ state }) => state === "sent");
    this.on = this.writes.some(({ arg }) => arg === "1");
    this.root.children[1]?.remove();
    this.paint(paint);
    if (this.on) this.showToggle();
  }

  paint(patch: Patch): void {
    // Asked for only then: in a long thread the search for it takes longer than a patch.
    const said = patch.c && this.said?.textContent;
    apply(this.box, patch);
    // Among new nodes, what the reader was told stays.
    if (!patch.c) return;
    if (this.note_) this.note(this.note_.data);
    this.said?.append(said ?? "");
  }

  // The line that the views leave to us.
  get said(): Element | null {
    return this.box.querySelector(".note");
  }

  showToggle(): void {
    const look: Look = this.on ? (this.counted ? "mine" : "on") : this.counted ? "unmine" : "off";
    if (this.toggle) this.paint(this.toggle[look]);
  }

  // A line in the live region, until the next action: a last node of its own, which no patch knows of.
  note(text: string): void {
    this.note_?.remove();
    this.note_ = undefined;
    if (!text) return;
    let status = this.box.querySelector(".status");
    if (!status) {
      status = document.createElement("p");
      status.className = "status";
      this.box.append(status);
    }
    status.append((this.note_ = document.createTextNode(text)));
  }

  tell(type: string, detail: object, cancelable = false): boolean {
    return this.host.dispatchEvent(
      new CustomEvent(`parvis:${type}`, { detail, cancelable, bubbles: true, composed: true }),
    );
  }
}
