// Optional, on both sides of a frame: the page inside says how high it is, the page outside makes the frame that
// high. Either believes only whom it knows.
const home = new URL((document.currentScript as HTMLScriptElement).src).origin;
const kHighest = 100_000;

// Who may frame the page is up to its frame-ancestors; a height is no secret to them.
const tell = (): void => parent.postMessage({ parvis: "height", height: document.documentElement.offsetHeight }, "*");

const fit = ({ origin, source, data }: MessageEvent): void => {
  if (origin !== home || data?.parvis !== "height" || !(data.height > 0 && data.height < kHighest)) return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.style.height = `${Math.ceil(data.height)}px`;
};

if (location.origin === home && parent !== window) {
  addEventListener("message", ({ source, data }) => source === parent && data?.parvis === "ask" && tell());
  new ResizeObserver(tell).observe(document.documentElement);
} else {
  addEventListener("message", fit);
  // Those that were ready before this script was.
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.src.startsWith(`${home}/`)) frame.contentWindow?.postMessage({ parvis: "ask" }, "*");
}
