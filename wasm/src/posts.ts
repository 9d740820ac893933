// A thread where WebAssembly cannot run: every action is one post, and the server draws what came of it.
import type { Bridge } from "./bridge.js";
import type { Messages } from "./messages.js";
import { focusOpened, placeOf } from "./redraw.js";
import type { Answer, Runtime, Write } from "./types.js";
import type { Widget } from "./widget.js";

const kPageStep = 20;
const kLongestPage = 100;
export class Posts implements Runtime {
  readonly wasm = false;
  private readonly sending = new Set<string>();

  private plain: ReturnType<typeof import("./plain.js").start> | undefined;
  private coming: Promise<void> | undefined;

  constructor(
    private readonly bridge: Bridge,
    private readonly messages: Messages,
  ) {}

  adopt(widget: Widget): void {
    this.decorate(widget);
    if (widget.kind === "comments") void this.furnish(widget);
    for (const write of widget.writes) if (write.state !== "sent") this.answered(widget, write);
  }

  drop(): void {}

  // What a thread can do besides.
  private async furnish(widget: Widget): Promise<void> {
    this.coming ??= import(`${this.bridge.config.server}/${PARVIS_PLAIN_FILE}`).then(({ start }) => {
      this.plain = start(this.bridge);
    });
    await Promise.all([this.coming, this.messages.fetch(widget.lang)]).catch(() => (this.coming = undefined));
    if (widget.item) this.decorate(widget);
  }

  private words(widget: Widget): Record<string, string> {
    return this.messages.of(widget.lang) ?? {};
  }

  answered(widget: Widget, write: Write, answer?: Answer): void {
    const { act, arg, state } = write;
    if (state === "failed" && widget.writes.includes(write)) {
      this.bridge.undo(widget, write, arg !== "1", excuse(widget, answer));
    } else if (act === "share" && state === "answered") {
      widget.writes = widget.writes.filter((other) => other !== write);
      void this.redraw([widget]);
    }
  }

  refresh(): void {
    const shown = [...this.bridge.live].filter(({ item }) => item);
    void this.redraw(shown);
  }

  // After another runtime: what it showed beyond the paint is asked for from now on.
  takeOver(): void {
    for (const { box, view } of this.bridge.live) {
      view.o = box.querySelector<HTMLSelectElement>("select[data-act=sort]")?.value ?? "";
      view.reply = box.querySelector<HTMLInputElement>("input[name=parent]")?.value ?? "";
    }
    this.refresh();
  }

  act(widget: Widget, act: string, arg: string, value: string): void {
    const { view } = widget;
    if (this.plain?.act(widget, act, arg, this.words(widget))) return;
    if (act === "sort") [view.o, view.after] = [value, ""];
    else if (act === "reply") view.reply = arg;
    else if (act === "more") this.more(widget);
    else if (act === "prev") view.after = String(widget.item?.prev ?? "");
    else if (act === "under") [view.under, view.after] = [arg, ""];
    else return void this.write(widget, act, arg, value);
    void this.redraw([widget]).then(() => focusOpened(widget, act));
  }

  // The server's own page asks.
  ask(): void {}

  private more({ view, item }: Widget): void {
    const shown = Number(view.limit) || kPageStep;
    if (shown < kLongestPage) view.limit = String(shown + kPageStep);
    else view.after = String(item?.next ?? "");
  }

  private async write(widget: Widget, act: string, arg: string, key: string): Promise<void> {
    const form = () => widget.box.querySelector<HTMLFormElement>(`form[data-act="${act}"]`);
    const filled = form();
    const fields = filled ? Object.fromEntries(new FormData(filled)) : {};
    const [wish, id, of] = arg.split(" ");
    const writes: Record<string, [verb: string, body: object]> = {
      post: ["comment", { parent: "", name: "", ...fields }],
      "post-reply": ["comment", { parent: "", name: "", ...fields }],
      "post-edit": ["comment/edit", fields],
      "post-report": ["comment/report", fields],
      delete: ["comment/delete", { id: arg }],
      undo: ["comment/restore", { id: arg }],
      react: ["comment/react", { on: wish === "1", reaction: id, id: of ?? "" }],
      vote: ["comment/vote", { id, vote: Number(wish) }],
      like: ["like", { on: wish === "1" }],
      fan: ["fan", { on: wish === "1", community: widget.item?.community }],
      share: ["share", { network: arg }],
    };
    const known = writes[act];
    if (!known) return;
    // What is the same as what is on its way is impatience; another text is another comment.
    const sent = widget.target + JSON.stringify(known);
    if (this.sending.has(sent)) return;
    this.sending.add(sent);
    const answer = await this.bridge.send(widget, known[0], known[1], key);
    this.sending.delete(sent);
    if (!answer.ok) return this.bridge.refuse(widget, excuse(widget, answer).body);
    const left = form();
    // The reader may be at the next text already.
    if (left && new FormData(left).get("text") === fields.text) left.reset();
    widget.view.reply = "";
    await this.redraw([widget]);
    this.say(widget, act, arg);
    if (widget.kind !== "comments") return void widget.tell(act, answer.body);
    const { page, id: acted, comment } = answer.body;
    const action = act === "vote" ? "like" : act === "delete" ? "delete" : "post";
    widget.tell("comment", { page: page ?? widget.item?.page, action, id: acted ?? comment?.id });
  }

  // What shows nowhere else; a deletion can be taken back from here.
  private say(widget: Widget, act: string, arg: string): void {
    const words = this.words(widget);
    if (act === "post-report") widget.note(words["report.sent"] ?? "");
    if (act !== "delete" || !words["comment.removed"]) return;
    widget.note(words["comment.removed"]);
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "plain";
    [undo.dataset.act, undo.dataset.arg, undo.textContent] = ["undo", arg, words["comment.undo"] ?? ""];
    widget.box.querySelector(".status")?.append(undo);
  }

  private async redraw(widgets: Widget[]): Promise<void> {
    const places = new Map(widgets.map((widget) => [widget, placeOf(widget)]));
    const resume = (widget: Widget) => places.get(widget)?.resume();
    await this.bridge.fetchPaints(widgets, (widget) => this.decorate(widget), resume);
    places.forEach((place) => place.focus());
  }

  private offerDelete({ box, origin }: Widget, id: string): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.dataset.act = "delete";
    button.dataset.arg = id;
    button.textContent = origin.words?.delete ?? "";
    box.querySelector(`#${CSS.escape(`c-${id}`)} footer`)?.append(button);
  }

  // The public paint knows nothing of the reader: which comments are his own, and which he likes.
  private decorate(widget: Widget): void {
    const { mine = [], liked } = widget.mine ?? {};
    const find = (act: string, arg: string) =>
      widget.box.querySelector<HTMLElement>(`[data-act="${act}"][data-arg="${CSS.escape(arg)}"]`);
    for (const id of mine) if (!find("delete", id)) this.offerDelete(widget, id);
    for (const id of Array.isArray(liked) ? liked : []) {
      const button = find("vote", `1 ${id}`);
      button?.setAttribute("aria-pressed", "true");
      button?.setAttribute("data-arg", `0 ${id}`);
    }
    if (widget.kind === "comments") this.plain?.decorate(widget, this.words(widget));
  }
}

// Where no problem document came, there is no text of the server's to show.
function excuse(widget: Widget, answer?: Answer): Answer {
  const none: Answer = { ok: false, status: 0, retryAfter: "", text: "", body: {} };
  const { body = {}, ...rest } = answer ?? none;
  return { ...rest, body: { title: widget.origin.words?.unreachable, ...body } };
}
