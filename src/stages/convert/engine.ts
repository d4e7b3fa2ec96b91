// The converter: texts into the kernel, and what it made of them back.
import type { Edit, Span } from "../../text/edits.ts";
import { LARGE_MEMORY } from "../../text/wasm.ts";
import { ConvertKernel, PART_SIZE, RUN_SIZE } from "./kernel.ts";
import type { ConvertTable } from "./table.ts";

/** Texts are converted together up to this length, in UTF-16 units. */
const BATCH_UNITS = 32_000;

/** What a conversion did. */
export interface Conversion {
  /** The same strings where nothing changed. */
  readonly texts: readonly string[];
  /** Number of runs of changed characters. */
  readonly runs: number;
  /** Characters replaced, in code points. */
  readonly chars: number;
}

/**
 * Converts texts by one table. Has a kernel, so one object serves one thread.
 *
 * A unit without a flag stands alone in every step of OpenCC's chain, and one array maps it. Where a match of some step may cover
 * a pair of units, the stretch of such pairs (a region, 2 to 6 units as a rule, 1 % of Taiwan text) goes through the steps one by
 * one. Without overrides the output is that of opencc-js, which a test checks.
 */
export class Converter {
  readonly #table: ConvertTable;
  /** Started at the first text. */
  #kernel: ConvertKernel | null = null;

  constructor(table: ConvertTable) {
    this.#table = table;
  }

  /** @param kept of each text, what must stay: sorted spans */
  convert(texts: readonly string[], kept: readonly (readonly Span[])[]): Conversion {
    const converted: string[] = [];
    let runs = 0;
    let chars = 0;
    for (let from = 0; from < texts.length; ) {
      const to = batchEnd(texts, from);
      const kernel = this.#convert(texts, kept, from, to, converted);
      runs += kernel.runs;
      chars += kernel.chars;
      from = to;
    }
    return { texts: converted, runs, chars };
  }

  /** The changes of {@link convert} in one text as edits, one for each run of changed characters; UTF-16 offsets of `text`. */
  edits(text: string, rule: string, kept: readonly Span[]): readonly Edit[] {
    const parts: number[] = [];
    addParts(text, 0, kept, parts);
    const kernel = this.#load(text.length, parts, true);
    const output = kernel.output(0, kernel.convert(text, parts.length / PART_SIZE, true));
    const edits = editsOf(kernel.changes, output, rule);
    this.#giveBack(kernel);
    return edits;
  }

  #convert(texts: readonly string[], kept: readonly (readonly Span[])[], from: number, to: number, converted: string[]): ConvertKernel {
    const parts: number[] = [];
    const length = addAllParts(texts, kept, from, to, parts);
    const kernel = this.#load(length, parts, false);
    const joined = to - from === 1 ? (texts[from] as string) : texts.slice(from, to).join("\n");
    const written = kernel.convert(joined, parts.length / PART_SIZE, false);
    if (kernel.runs === 0) for (let i = from; i < to; i++) converted.push(texts[i] as string);
    else takeTexts(kernel.output(0, written), kernel.parts, parts.length, texts, from, to, converted);
    this.#giveBack(kernel);
    return kernel;
  }

  #load(length: number, parts: readonly number[], isListed: boolean): ConvertKernel {
    this.#kernel ??= new ConvertKernel(this.#table);
    this.#kernel.reserve(length, parts.length / PART_SIZE, isListed);
    this.#kernel.parts.set(parts);
    return this.#kernel;
  }

  #giveBack(kernel: ConvertKernel): void {
    if (kernel.size > LARGE_MEMORY) this.#kernel = null;
  }
}

/** One for each run of changes. */
function editsOf(runs: Int32Array, output: string, rule: string): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < runs.length; i += RUN_SIZE) {
    const after = output.slice(runs[i + 2], runs[i + 3]);
    edits.push({ start: runs[i] as number, end: runs[i + 1] as number, rule, after });
  }
  return edits;
}

/** Adds the texts as they are now. `partsEnd`: behind the numbers of their parts. */
function takeTexts(
  output: string,
  parts: Int32Array,
  partsEnd: number,
  texts: readonly string[],
  from: number,
  to: number,
  converted: string[],
): void {
  for (let i = from, next = 0, start = 0, outStart = 0; i < to; i++) {
    const text = texts[i] as string;
    const end = start + text.length;
    let outEnd = outStart + text.length;
    let runs = 0;
    for (; next < partsEnd && (parts[next] as number) < end; next += PART_SIZE) {
      outEnd = (parts[next + 2] as number) + end - (parts[next + 1] as number);
      runs += parts[next + 3] as number;
    }
    converted.push(runs === 0 ? text : output.slice(outStart, outEnd));
    start = end + 1;
    outStart = outEnd + 1;
  }
}

/** The place behind the texts that are converted together: one at least. */
function batchEnd(texts: readonly string[], from: number): number {
  let to = from;
  let length = 0;
  while (to < texts.length && (to === from || length + (texts[to] as string).length <= BATCH_UNITS))
    length += (texts[to++] as string).length + 1;
  return to;
}

/** Adds those of texts that are joined; gives their length with a unit behind each. */
function addAllParts(texts: readonly string[], kept: readonly (readonly Span[])[], from: number, to: number, parts: number[]): number {
  let length = 0;
  for (let i = from; i < to; i++) {
    addParts(texts[i] as string, length, kept[i] as readonly Span[], parts);
    length += (texts[i] as string).length + 1;
  }
  return length;
}

/** Adds the parts of a text that may change: what lies between the spans that stay, which may overlap. */
function addParts(text: string, at: number, kept: readonly Span[], parts: number[]): void {
  let position = 0;
  for (let i = 0; i <= kept.length; i++) {
    const start = i < kept.length ? (kept[i] as Span).start : text.length;
    if (start > position) parts.push(at + position, at + start, 0, 0);
    if (i < kept.length) position = Math.max(position, (kept[i] as Span).end);
  }
}
