// Requests to the Parvis server, and nobody else: without cookies, and in a form that needs no preflight.
import type { Answer } from "./types.js";

const kTimeoutMs = 20_000;
// Taken while it is the browser's own; the page may put another in its place.
export const fetch = window.fetch.bind(window);

// What the server understood and will not have.
export const refused = ({ status }: Answer): boolean => status >= 400 && status < 500 && status !== 429;

export async function request(method: string, url: string, body?: string): Promise<Answer> {
  const answer: Answer = { ok: false, status: 0, retryAfter: "", text: "", body: {} };
  try {
    const response = await fetch(url, {
      method,
      body: body ?? null,
      mode: "cors",
      credentials: "omit",
      // After a step back in the history, browsers would take stale answers as they are.
      cache: "no-cache",
      signal: AbortSignal.timeout(kTimeoutMs),
    });
    answer.text = await response.text();
    answer.status = response.status;
    answer.ok = response.ok;
    answer.retryAfter = response.headers.get("retry-after") ?? "";
    answer.body = JSON.parse(answer.text) ?? {};
  } catch {
    // No connection, or no JSON: the status tells which.
    answer.ok = false;
  }
  return answer;
}
