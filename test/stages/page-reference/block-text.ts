// What kernel/blocks.as does, in TypeScript: gathers the text between two block boundaries and measures it.
import { measure } from "../../../src/stages/extract/html/block-text.ts";
import { decodeEntities } from "../../../src/stages/extract/html/entities.ts";
import type { PageBlock } from "./page.ts";

/** The text of the block that is being read; offsets are those of the raw page. */
export class BlockText {
  /** Depth of `<pre>`. */
  preformatted = 0;
  readonly #raw: string;
  #pieces: string[] = [];
  #start = -1;
  #length = 0;
  #linkLength = 0;
  #boldLength = 0;
  #links = 0;
  #inLink = false;
  #linkSeen = false;
  #inBold = false;

  constructor(raw: string) {
    this.#raw = raw;
  }

  add(start: number, end: number): void {
    const inked = inkLength(this.#raw, start, end);
    if (inked === 0) {
      if (this.#pieces.length > 0) this.#pieces.push(this.preformatted > 0 ? this.#raw.slice(start, end) : " ");
      return;
    }
    if (this.#start < 0) this.#start = start;
    this.#pieces.push(this.#raw.slice(start, end));
    this.#length += inked;
    if (this.#inBold) this.#boldLength += inked;
    if (!this.#inLink) return;
    this.#linkLength += inked;
    if (!this.#linkSeen) this.#links++;
    this.#linkSeen = true;
  }

  openLink(): void {
    this.#inLink = true;
    this.#linkSeen = false;
  }

  closeLink(): void {
    this.#inLink = false;
  }

  setBold(isBold: boolean): void {
    this.#inBold = isBold;
  }

  /** Ends the block; an empty one leaves nothing. */
  flush(node: number, blocks: PageBlock[]): void {
    if (this.#pieces.length > 0) {
      const joined = decodeEntities(this.#pieces.length === 1 ? (this.#pieces[0] as string) : this.#pieces.join(""));
      if (this.preformatted > 0) this.#pushLines(joined, node, blocks);
      else this.#push(collapseSpace(joined), node, blocks);
      this.#pieces = [];
      this.#start = -1;
      this.#length = this.#linkLength = this.#boldLength = this.#links = 0;
      this.#linkSeen = false;
    }
  }

  #pushLines(text: string, node: number, blocks: PageBlock[]): void {
    for (const line of text.split(LINE_END)) this.#push(line.trimEnd(), node, blocks);
  }

  #push(text: string, node: number, blocks: PageBlock[]): void {
    if (text.trim() === "") return;
    const { weight, stops } = measure(text);
    blocks.push({
      node,
      text,
      weight,
      stops,
      linkShare: this.#length === 0 ? 0 : this.#linkLength / this.#length,
      boldShare: this.#length === 0 ? 0 : this.#boldLength / this.#length,
      links: this.#links,
      start: this.#start,
    });
  }
}

const LINE_END = /\r\n?|\n/u;

/** Characters that are not white space, as far as it matters for shares. */
function inkLength(raw: string, start: number, end: number): number {
  let ink = 0;
  for (let i = start; i < end; i++) {
    const unit = raw.charCodeAt(i);
    if (unit > 0x20 && unit !== 0xa0 && unit !== 0x3000) ink++;
  }
  return ink;
}

const SPACES = /\s+/gu;
const HAS_SPACE_RUN = /\s\s|[\t\n\r\f\u00a0\u3000\u2002\u2003]/u;

/** White space as a browser shows it; a line break inside Chinese text is no space. No-break and ideographic spaces count as space. */
function collapseSpace(text: string): string {
  const trimmed = text.trim();
  if (!HAS_SPACE_RUN.test(trimmed)) return trimmed;
  return trimmed.replace(SPACES, (run, at: number) =>
    run.includes("\n") && isWide(trimmed.charCodeAt(at - 1)) && isWide(trimmed.charCodeAt(at + run.length)) ? "" : " ",
  );
}

/** CJK characters, kana and full-width forms; not hangul, which is written with spaces. */
function isWide(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xff60);
}
