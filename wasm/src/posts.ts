// A thread where WebAssembly cannot run: every action is one post, and the server draws what came of it.
import type { Bridge } from "./bridge.js";
import { focusOpened, placeOf } from "./redraw.js";
import type { Answer, Runtime, Write } from "./types.js";
import type { Widget } from "./widget.js";

const kPageStep = 20;
const kLongestPage = 100;
export class Posts implements Runtime {
  readonly wasm = false;
  private readonly sending = new Set<string>();

  constructor(private readonly bridge: Bridge) {}

  adopt(widget: Widget): void {
    this.decorate(widget);
    for (const write of widget.writes) if (write.state !== "sent") this.answered(widget, write);
  }

  drop(): void {}

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
    if (act === "sort") view.o = value;
    else if (act === "reply") view.reply = arg;
    else if (act === "more") this.more(widget);
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
    const [wish, id] = arg.split(" ");
    const writes: Record<string, [verb: string, body: object]> = {
      post: ["comment", { parent: "", name: "", ...fields }],
      "post-reply": ["comment", { parent: "", name: "", ...fields }],
      delete: ["comment/delete", { id: arg }],
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
    if (widget.kind !== "comments") return void widget.tell(act, answer.body);
    const { page, id: acted, comment } = answer.body;
    const action = act === "vote" ? "like" : act === "delete" ? "delete" : "post";
    widget.tell("comment", { page: page ?? widget.item?.page, action, id: acted ?? comment?.id });
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
  }
}

// Where no problem document came, there is no text of the server's to show.
function excuse(widget: Widget, answer?: Answer): Answer {
  const none: Answer = { ok: false, status: 0, retryAfter: "", text: "", body: {} };
  const { body = {}, ...rest } = answer ?? none;
  return { ...rest, body: { title: widget.origin.words?.unreachable, ...body } };
}
