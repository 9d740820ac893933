// What the browser keeps for the reader: a token from the first action on, never before it. Where storage is
// refused, memory does for this visit.
import { config } from "./config.js";

const memory = new Map<string, string>();

export const storage = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key) ?? memory.get(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: string, value: string | null): boolean {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      memory.delete(key);
      return true;
    } catch {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      return false;
    }
  },
};

// base64url of `bytes` secure random bytes.
export function random(bytes: number): string {
  const letters = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

const tokenKey = (): string => `parvis:${config.server}:token`;

export const storedToken = (): string | null => storage.get(tokenKey());

// Only ever called on behalf of an action.
export function token(): string {
  let value = storedToken();
  if (!value) storage.set(tokenKey(), (value = random(32)));
  return value;
}
