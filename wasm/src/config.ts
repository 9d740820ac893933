// Settings of the whole page: from the script's address and its data-* attributes, or Parvis.configure().

export interface Config {
  server: string; // without a trailing slash
  site: string;
  lang: string;
  theme: string;
  networks: string;
  words: string;
}

export const config: Config = { server: "", site: "", lang: "", theme: "", networks: "", words: "" };

// `source` is the address of this script: the server is where it came from.
export function configureFrom(source: string, data: DOMStringMap): void {
  config.server = new URL(source, location.href).href.replace(/[?#].*/, "").replace(/\/(assets\/)?[^/]*$/, "");
  configure(data as Partial<Config>);
}

export function configure(options: Partial<Config>): void {
  for (const name of Object.keys(config) as (keyof Config)[])
    if (options[name]) config[name] = String(options[name]).replace(/\/$/, "");
}
