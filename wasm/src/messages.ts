// The words that the WebAssembly core shows: it holds none itself, and each reader needs one language.
import type { Bridge } from "./bridge.js";

const kLanguages = PARVIS_LANGUAGES.split(" ");

export class Messages {
  private readonly known = new Map<string, Record<string, string>>();
  private readonly coming = new Map<string, Promise<void>>();

  constructor(private readonly bridge: Bridge) {}

  // Undefined until fetch() brought them.
  of(asked: string): Record<string, string> | undefined {
    return this.known.get(knownLanguage(asked));
  }

  fetch(asked: string): Promise<void> {
    const language = knownLanguage(asked);
    let coming = this.coming.get(language);
    if (!coming) {
      coming = this.load(language).catch((error) => {
        this.coming.delete(language); // again when they are needed next
        throw error;
      });
      this.coming.set(language, coming);
    }
    return coming;
  }

  private async load(language: string): Promise<void> {
    const response = await this.bridge.fetch(`${this.bridge.config.server}/assets/messages-${language}-${PARVIS_MESSAGES_HASH}.json`, {
      mode: "cors",
      credentials: "omit",
    });
    if (!response.ok) throw new Error(String(response.status));
    this.known.set(language, await response.json());
  }
}

// As the server decides: the first of "pt-BR,fr" that there are words for, by the tag's first part.
export function knownLanguage(asked: string): string {
  for (const tag of asked.toLowerCase().split(",")) {
    const first = tag.split(/[-_]/)[0]?.replace(/^iw$/, "he");
    const known = kLanguages.find((language) => language.split("-")[0] === first);
    if (known) return known;
  }
  return "en";
}
