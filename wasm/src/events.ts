// One tab of a browser holds the server's stream of events for all of them,
// and passes on what comes. Read with fetch, for an EventSource tells the console of every break.
import type { Bridge } from "./bridge.js";

const kGatherMs = 100; // for what the other tabs want, before the stream is opened
const kSilenceMs = 50_000; // the server says something every 20 seconds
const kFirstRetryMs = 1_000;
const kLastRetryMs = 60_000;
const kMostPages = 100;

export interface Listener {
  // What this tab shows, and the newest event that it holds already ("" = not known).
  pages(): string[];
  known(): string;
  push(data: string): void;
  // Something may have been missed.
  reset(): void;
}

interface Message {
  pages?: string[]; // of a tab that has come, or has something new to show
  who?: boolean; // from the holder: which pages does everybody show?
  at?: string; // from the holder: the event that the stream has got to
  id?: string;
  data?: string; // of an event; empty: some may be missing
}

export class Stream {
  private last = "";
  private wanted = new Set<string>();
  private open = "";
  private channel: BroadcastChannel | undefined;
  private shown: AbortController | undefined;
  private reading: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private holding = false;

  constructor(
    private readonly bridge: Bridge,
    private readonly site: string,
    private readonly listener: Listener,
  ) {
    const look = () => (document.visibilityState === "visible" ? this.enter() : this.leave());
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", look);
    addEventListener("online", () => this.holding && this.reopen(0));
    look();
  }

  // Elements have come: their pages may not be among those that are listened to.
  update(): void {
    if (!this.shown) return;
    this.last ||= this.listener.known();
    const pages = this.listener.pages();
    this.tell({ pages });
    this.want(pages);
  }

  private enter(): void {
    if (this.shown) return;
    const shown = (this.shown = new AbortController());
    const name = `parvis:${this.bridge.config.server}:${this.site}:events`;
    if ("BroadcastChannel" in window) {
      this.channel = new BroadcastChannel(name);
      this.channel.onmessage = ({ data }) => this.hear(data);
    }
    this.update();
    const hold = () => this.hold(shown.signal);
    if (!navigator.locks) void hold();
    else navigator.locks.request(name, { signal: shown.signal }, hold).catch(() => {});
  }

  private leave(): void {
    this.shown?.abort();
    this.shown = undefined;
    this.channel?.close();
    this.stop();
  }

  // Until this tab is hidden or gone.
  private hold(signal: AbortSignal): Promise<void> {
    this.holding = true;
    this.tell({ who: true });
    this.want(this.listener.pages());
    return new Promise((done) =>
      signal.addEventListener("abort", () => {
        this.holding = false;
        done();
      }),
    );
  }

  private tell(message: Message): void {
    this.channel?.postMessage(message);
  }

  private hear({ pages, who, at, id, data }: Message): void {
    if (pages && this.holding) {
      this.tell({ at: this.last });
      this.want(pages);
    }
    if (who) this.tell({ pages: this.listener.pages() });
    if (at) {
      const missed = this.last && isNewer(at, this.last);
      if (missed || !this.last) this.last = at;
      if (missed) this.listener.reset();
    }
    if (id) this.take(id, data ?? "");
  }

  private want(pages: string[]): void {
    // The youngest are kept where there are too many.
    this.wanted = new Set([...pages, ...this.wanted].slice(0, kMostPages));
    const wish = [...this.wanted].sort().join("\n");
    if (!this.holding || !wish || wish === this.open) return;
    this.open = wish;
    this.reopen(kGatherMs);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    this.open = "";
  }

  private reopen(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.reading?.abort();
      const reading = (this.reading = new AbortController());
      this.read(reading).then(
        (again) => again && reading === this.reading && this.retry(),
        () => reading === this.reading && this.retry(),
      );
    }, delay);
  }

  private retry(): void {
    // Without a connection there is nothing to try; the browser tells when it is back.
    if (!this.holding || !navigator.onLine) return;
    const delay = Math.min(kFirstRetryMs * 2 ** this.failures++, kLastRetryMs);
    this.reopen(delay * (0.5 + Math.random()));
  }

  // Answers whether it is to be tried again.
  private async read(reading: AbortController): Promise<boolean> {
    const { server } = this.bridge.config;
    const asked = new URLSearchParams({ address: location.href });
    if (this.site) asked.set("site", this.site);
    if (this.last) asked.set("after", this.last);
    for (const page of this.wanted) asked.append("p", page);
    let silence: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(() => reading.abort(), kSilenceMs);
    };
    try {
      wait();
      const response = await this.bridge.fetch(`${server}/v1/events?${asked}`, {
        mode: "cors",
        credentials: "omit",
        cache: "no-store",
        signal: reading.signal,
      });
      // What the server will not have is left to the core, which asks again by and by.
      if (!response.ok || !response.body) return response.status === 429 || response.status >= 500;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ""; ; ) {
        const { done, value } = await reader.read();
        if (done) return true;
        wait();
        this.failures = 0;
        const blocks = (text + value).split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.hearServer(block);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private hearServer(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1] ?? "";
    const id = field("id");
    const reset = field("event") === "reset";
    const data = reset ? "" : field("data");
    if (!id && !reset) return;
    this.tell({ id: id || this.last, data });
    this.take(id, data, reset);
  }

  private take(id: string, data: string, reset = !data): void {
    if (!reset && this.last && !isNewer(id, this.last)) return;
    if (id) this.last = id;
    if (reset) this.listener.reset();
    else this.listener.push(data);
  }
}

// Ids are "EPOCH.NUMBER"; of another epoch, the one that comes later counts.
function isNewer(id: string, than: string): boolean {
  const [epoch, number] = id.split(".");
  const [before, last] = than.split(".");
  return epoch !== before || Number(number) > Number(last);
}
