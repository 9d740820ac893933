// The words that the WebAssembly core shows: it holds none itself, and each reader needs one language.
const kLanguages = PARVIS_LANGUAGES.split(" ");

export class Messages {
  private readonly known = new Map<string, object>();
  private readonly coming = new Map<string, Promise<void>>();

  constructor(private readonly server: string) {}

  // Of the language "fr" for "fr-CA", English for one that there is not; undefined until fetch() brought them.
  of(tag: string): object | undefined {
    return this.known.get(nearest(tag));
  }

  fetch(tag: string): Promise<void> {
    const language = nearest(tag);
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
    const response = await fetch(`${this.server}/assets/messages-${language}-${PARVIS_MESSAGES_HASH}.json`, {
      mode: "cors",
      credentials: "omit",
    });
    if (!response.ok) throw new Error(String(response.status));
    this.known.set(language, await response.json());
  }
}

function nearest(tag: string): string {
  const first = (of: string) => of.toLowerCase().split(/[-_]/)[0];
  return kLanguages.find((language) => first(language) === first(tag)) ?? "en";
}
