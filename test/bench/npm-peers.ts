// The npm packages that do a part of the same work, behind one shape. What is not installed is left out.

/** One tool, or a chain of them. */
export interface Peer {
  readonly name: string;
  readonly takes: "bytes" | "html" | "text";
  readonly work: (input: never) => unknown;
}

/** What is used of each package. */
interface Packages {
  readonly jschardet: { detect(bytes: Buffer): { encoding: string | null } };
  readonly iconv: { decode(bytes: Buffer, encoding: string): string; encodingExists(encoding: string): boolean };
  readonly opencc: { Converter(options: { from: string; to: string }): (text: string) => string };
  readonly jsdom: { JSDOM: new (html: string) => { window: { document: unknown; close(): void } } };
  readonly readability: { Readability: new (document: unknown) => { parse(): { textContent: string } | null } };
  readonly jieba: { Jieba: { withDict(dict: Uint8Array): { tag(text: string): unknown[] } } };
  readonly dict: { dict: Uint8Array };
}

/** Loads what `npm run bench:peers` installed; an empty list without it. */
export async function loadNpmPeers(): Promise<Peer[]> {
  const packages = await loadPackages();
  if (packages === null) return [];
  const { jschardet, iconv, jsdom, readability, opencc } = packages;
  const convert = opencc.Converter({ from: "t", to: "cn" });
  const sentences = new Intl.Segmenter("zh", { granularity: "sentence" });
  const jieba = packages.jieba.Jieba.withDict(packages.dict.dict);
  const decode = (bytes: Buffer): string => {
    const { encoding } = jschardet.detect(bytes);
    return iconv.decode(bytes, encoding !== null && iconv.encodingExists(encoding) ? encoding : "utf8");
  };
  const extract = (html: string): string => {
    const { window } = new jsdom.JSDOM(html);
    const text = new readability.Readability(window.document).parse()?.textContent ?? "";
    window.close();
    return text;
  };
  const split = (text: string): string[] => Array.from(sentences.segment(text), ({ segment }) => segment);
  const tag = (text: string): unknown[] => jieba.tag(text);
  const chain = (bytes: Buffer): unknown => split(convert(extract(decode(bytes)))).map(tag);
  return [
    { name: "jschardet + iconv-lite", takes: "bytes", work: decode },
    { name: "readability + jsdom", takes: "html", work: extract },
    { name: "opencc-js", takes: "text", work: convert },
    { name: "Intl.Segmenter", takes: "text", work: split },
    { name: "@node-rs/jieba tags", takes: "text", work: tag },
    { name: "npm chain", takes: "bytes", work: chain },
  ];
}

async function loadPackages(): Promise<Packages | null> {
  try {
    const [jschardet, iconv, opencc, jsdom, readability, jieba, dict] = await Promise.all(
      ["jschardet", "iconv-lite", "opencc-js", "jsdom", "@mozilla/readability", "@node-rs/jieba", "@node-rs/jieba/dict.js"].map(
        async (name) => {
          const loaded = (await import(name)) as { default?: unknown };
          return { ...(loaded.default as object), ...loaded };
        },
      ),
    );
    return { jschardet, iconv, opencc, jsdom, readability, jieba, dict } as unknown as Packages;
  } catch (error) {
    console.error(`npm peers are left out (${error instanceof Error ? error.message : String(error)}); npm run bench:peers installs them`);
    return null;
  }
}
