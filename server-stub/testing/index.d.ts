export interface StubOptions {
  /** The executable; default: PARVIS_SERVER, else parvis-server of the PATH. */
  program?: string;
  /** "demo", or paths of seed files; default: ["demo"]. */
  seeds?: string[];
  port?: number;
  /** Folder of the SDK's files, to serve parvis.js as well. */
  web?: string;
  /** Folder of example pages, served at an address of their own. */
  shop?: string;
  /** Milliseconds since 1970, "now" (stands still) or "running"; default: 2026-01-01 12:00 UTC, standing still. */
  clock?: number | 'now' | 'running';
  /** Equal numbers give equal ids and keys. */
  luck?: number;
  rateLimits?: boolean;
}

export interface SiteOptions {
  name?: string;
  origins?: string[];
  /** "demo" (default), "" for nothing, or the name of a seed file that the stub was started with. */
  seed?: string;
  /** The text of a seed file. */
  lines?: string;
  now?: number;
  running?: boolean;
  luck?: number;
  rateLimits?: boolean;
}

/** Which requests go wrong, and how. */
export interface FaultRule {
  /** "POST /v1/like", "/v1/*" or "*" (default). */
  route?: string;
  /** Only requests whose body holds this. */
  body_part?: string;
  /** Lets so many through first, */
  skip?: number;
  /** then hits each so-many-th, */
  every?: number;
  /** at most so often (0: no end), */
  times?: number;
  /** with this chance in percent. */
  chance?: number;
  delay_ms?: number;
  jitter_ms?: number;
  /** Ends the connection before or after the write took effect. */
  drop?: 'before' | 'after';
  /** Answers this in place of the server. */
  status?: number;
  body?: string;
  content_type?: string;
  headers?: Record<string, string>;
  /** Seconds, as the header Retry-After. */
  retry_after?: number;
  /** Bytes of the body that still go out. */
  truncate?: number;
  garbage?: boolean;
  drip?: {bytes: number; every_ms: number};
}

export interface SeenRequest {
  number: number;
  /** By the site's clock. */
  at: number;
  site: string;
  method: string;
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  body: string;
  json?: unknown;
  /** 0: its answer was dropped. */
  status: number;
  /** Number of the rule that hit it; 0: none. */
  fault: number;
}

export interface Site {
  readonly name: string;
  readonly url: string;
  readonly ownerKey: string;
  /** Of the comments that the seed file named with "as". */
  readonly ids: Record<string, string>;
  fault(rule: FaultRule): Promise<{id: number}>;
  clearFaults(): Promise<unknown>;
  requests(path?: string): Promise<SeenRequest[]>;
  clearRequests(): Promise<unknown>;
  advance(milliseconds: number): Promise<number>;
  setClock(now: number, options?: {running?: boolean}): Promise<number>;
  reset(): Promise<unknown>;
  post(verb: string, by: string, members: Record<string, unknown>): Promise<{status: number; body: any}>;
}

export interface Stub {
  readonly url: string;
  /** Of the example pages. */
  readonly shop?: string;
  readonly version: string;
  readonly sites: Site[];
  site(options?: SiteOptions): Promise<Site>;
  fault(rule: FaultRule & {site?: string}): Promise<{id: number}>;
  control(path: string, body?: object): Promise<any>;
  reset(): Promise<unknown>;
  stop(): Promise<number | string>;
}

export function startStub(options?: StubOptions): Promise<Stub>;
/** The token of a visitor of a seed file, or of post(), by name. */
export function tokenOf(name: string): string;
