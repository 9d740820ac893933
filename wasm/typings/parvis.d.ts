// Types of the elements, their events and window.Parvis. Use them with
//   /// <reference path="parvis.d.ts" />
// or by listing the file in tsconfig.json. They declare globals only; nothing is imported at run time.

type ParvisKind = "like" | "share" | "comments" | "fans" | "count" | "recent";
type ParvisNetwork =
  | "facebook" | "x" | "threads" | "linkedin" | "whatsapp" | "telegram" | "bluesky" | "mastodon" | "reddit"
  | "pinterest" | "email" | "copy" | "native";

/** Attributes of every Parvis element; on a stand-in `<div class="parvis-like">` each is written `data-…`. */
interface ParvisCommonAttributes {
  /** The page's own key. Default: the canonical link, else the address without tracking parameters. */
  page?: string;
  /** The site's name on the server. Default: the site that allows the page's origin. */
  site?: string;
  /** A BCP 47 tag. Default: the nearest `lang` attribute, else the first of the reader's languages that there is. */
  lang?: string;
  /** Texts of your own, as JSON: '{"like.label":"Love it"}', with the keys of sdk/messages/en.json. */
  words?: string;
  /** Default: the reader's own setting. */
  theme?: "light" | "dark" | "";
  /** When to ask the server: at once, near the viewport, or by Parvis.mount(element). */
  loading?: "eager" | "lazy" | "manual";
}
type ParvisLikeAttributes = ParvisCommonAttributes;
interface ParvisShareAttributes extends ParvisCommonAttributes {
  /** Names separated by commas, in the order to show. */
  networks?: string;
  /** What is shared. Default: the page. */
  url?: string;
  title?: string;
  image?: string;
}
interface ParvisCommentsAttributes extends ParvisCommonAttributes {
  sort?: "newest" | "oldest" | "best" | "discussed" | "controversial";
  /** Top-level comments in one go, 1 to 100. */
  limit?: string | number;
}
interface ParvisFansAttributes extends ParvisCommonAttributes {
  /** A named community of the site. Default: the site's own. */
  community?: string;
}
/** "3 comments", for listings: the comments of another page. */
type ParvisCountAttributes = ParvisCommonAttributes;
/** The latest comments of the whole site. */
interface ParvisRecentAttributes extends ParvisCommonAttributes {
  /** 1 to 20; default: 5. */
  limit?: string | number;
}

interface ParvisAttributes {
  like: ParvisLikeAttributes;
  share: ParvisShareAttributes;
  comments: ParvisCommentsAttributes;
  fans: ParvisFansAttributes;
  count: ParvisCountAttributes;
  recent: ParvisRecentAttributes;
}

/** Cancelable, before anything is accepted: `preventDefault()` and nothing is sent or stored. */
interface ParvisBeforeDetail {
  action: "like" | "share" | "comment" | "fan";
  /** The exact verb: "like", "fan", "share", "post", "post-reply", "delete" or "comment-like". */
  act: string;
  /** "1" or "0" for toggles, the network of a share, the comment's id. */
  arg: string;
  page?: string;
  community?: string;
}
interface ParvisReadyDetail {
  kind: ParvisKind;
}
interface ParvisLikeDetail {
  page: string;
  liked: boolean;
  count: number;
}
interface ParvisShareDetail {
  page: string;
  network: ParvisNetwork;
  count: number;
  total: number;
}
interface ParvisCommentDetail {
  page: string;
  action: "post" | "delete" | "like";
  id: string;
}
interface ParvisFanDetail {
  community: string;
  joined: boolean;
  count: number;
}
interface ParvisErrorDetail {
  /** The number of the one error list (docs/errors on the server). */
  code: number;
  name: string;
  detail: string;
}

interface ParvisEventMap {
  "parvis:before": CustomEvent<ParvisBeforeDetail>;
  "parvis:ready": CustomEvent<ParvisReadyDetail>;
  "parvis:like": CustomEvent<ParvisLikeDetail>;
  "parvis:share": CustomEvent<ParvisShareDetail>;
  "parvis:comment": CustomEvent<ParvisCommentDetail>;
  "parvis:fan": CustomEvent<ParvisFanDetail>;
  "parvis:error": CustomEvent<ParvisErrorDetail>;
}
interface HTMLElementEventMap extends ParvisEventMap {}
interface DocumentEventMap extends ParvisEventMap {}
interface WindowEventMap extends ParvisEventMap {}

interface ParvisElement extends HTMLElement {
  readonly shadowRoot: ShadowRoot;
}
interface HTMLElementTagNameMap {
  "parvis-like": ParvisElement;
  "parvis-share": ParvisElement;
  "parvis-comments": ParvisElement;
  "parvis-fans": ParvisElement;
  "parvis-count": ParvisElement;
  "parvis-recent": ParvisElement;
}

interface ParvisConfig {
  /** Where the server is, when it is not where the script came from. */
  server?: string;
  site?: string;
  lang?: string;
  theme?: "light" | "dark";
  networks?: string;
  words?: string;
}

interface ParvisApi {
  readonly version: string;
  configure(options: ParvisConfig): void;
  /** Starts an element that waits to be mounted; answers it. */
  mount(element: HTMLElement | string): HTMLElement | null;
  /** Makes an element in `parent`, and answers it. */
  mount<Kind extends ParvisKind>(
    parent: HTMLElement | string,
    kind: Kind,
    attributes?: { [Name in keyof ParvisAttributes[Kind]]?: string },
  ): HTMLElement | null;
  /** Asks the server again, for one element or for all. */
  refresh(element?: Element): void;
  /** Empties the element and forgets it. */
  unmount(element: Element): void;
}
declare var Parvis: ParvisApi;
interface Window {
  readonly Parvis: ParvisApi;
}
