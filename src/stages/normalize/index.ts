import { type ChangeLog, editBibliography, editBlocks } from "../../pipeline/changes.ts";
import type { Block } from "../../pipeline/document.ts";
import { defineStage, keep, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import { type Characters, Held, heldBy, readCharacters } from "../../text/characters.ts";
import type { Edit } from "../../text/edits.ts";
import { KIND, Kind } from "../../text/kinds.ts";
import { normalizeDeclaration } from "./declaration.ts";
import { restyleEdits, restyleTexts, Style } from "./kernel.ts";

/** Half-width marks after Han from which a document without full-width ones counts as one that lost them (DESIGN §2). */
const ENOUGH_HALF_WIDTH = 3;
/** House style. See docs/stages/normalize.md. */
export const normalize: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(normalizeDeclaration, (options) => {
  // Of the document that is restyled. A function made for each of them would be compiled again after each collection of garbage.
  let style = 0;
  let wanted = 0;
  const restyleField = (text: string): readonly Edit[] => {
    const held = heldBy(text);
    return (held & wanted) === 0 ? NO_EDITS : restyleEdits(text, held, style | Style.field);
  };
  return (layers, changes) => {
    const characters = readCharacters(layers.blocks);
    style = readStyle(layers.blocks, characters, options);
    wanted = wantedBits(style);
    const blocks = (characters.all & wanted) === 0 ? layers.blocks : restyleBlocks(layers.blocks, characters, style, wanted, changes);
    const bibliography = layers.bibliography && editBibliography(layers.bibliography, changes, restyleField);
    return bibliography ? keep({ blocks, bibliography }) : keep({ blocks });
  };
});

const NO_EDITS: readonly Edit[] = [];

/** The same list when nothing changes. */
function restyleBlocks(
  blocks: readonly Block[],
  { held }: Characters,
  style: number,
  wanted: number,
  changes: ChangeLog,
): readonly Block[] {
  if (changes.tracing) {
    const edits = new Map<number, readonly Edit[]>();
    for (const [index, bits] of held.entries()) {
      if ((bits & wanted) !== 0) edits.set(index, restyleEdits((blocks[index] as Block).text, bits, style));
    }
    return editBlocks(blocks, changes, edits);
  }
  const places: number[] = [];
  const texts: string[] = [];
  const bits: number[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const own = held[index] as number;
    if ((own & wanted) === 0) continue;
    places.push(index);
    texts.push((blocks[index] as Block).text);
    bits.push(own);
  }
  const restyled = restyleTexts(texts, bits, style, changes);
  let result: Block[] | null = null;
  for (let i = 0; i < places.length; i++) {
    const text = restyled[i] as string;
    if (text === texts[i]) continue;
    result ??= blocks.slice();
    const index = places[i] as number;
    result[index] = { text, role: (blocks[index] as Block).role };
  }
  return result ?? blocks;
}

function readStyle(blocks: readonly Block[], characters: Characters, options: OptionValues): number {
  const punctuation = options["punctuation"];
  const widen = punctuation === "full" || (punctuation === "auto" && lostFullWidth(blocks, characters));
  const hasStops = !widen || blocks.some(({ text }) => text.includes("。"));
  return (
    (options["width"] === "ascii" ? Style.forms : 0) |
    (punctuation !== "keep" ? Style.marks : 0) |
    (widen ? Style.widen : 0) |
    (options["spacing"] === "tight" ? Style.tighten : 0) |
    (hasStops ? Style.hasStops : 0)
  );
}

/** The rule of `punctuation=auto`: none of ，！？：；（） anywhere, at least three half-width ones after Han. */
function lostFullWidth(blocks: readonly Block[], { all }: Characters): boolean {
  if ((all & Held.fullMark) !== 0) return false;
  let count = 0;
  for (let i = 0; i < blocks.length && count < ENOUGH_HALF_WIDTH; i++) {
    count += countHalfAfterHan((blocks[i] as Block).text, ENOUGH_HALF_WIDTH - count);
  }
  return count >= ENOUGH_HALF_WIDTH;
}

/** How many of , ! ? : ; ( ) stand directly after a Han character, up to `enough`. */
function countHalfAfterHan(text: string, enough: number): number {
  let count = 0;
  for (let i = 1; i < text.length && count < enough; i++) {
    if (KIND[text.charCodeAt(i)] !== Kind.halfMark) continue;
    const isLow = (text.charCodeAt(i - 1) & 0xfc00) === 0xdc00;
    const left = KIND[text.charCodeAt(isLow ? i - 2 : i - 1)];
    if (left === Kind.han || left === Kind.compatible) count++;
  }
  return count;
}

function wantedBits(style: number): number {
  return (
    ((style & Style.forms) !== 0 ? Held.forms : 0) |
    ((style & Style.marks) !== 0 ? Held.quotes | Held.nameDot : 0) |
    ((style & Style.widen) !== 0 ? Held.punctuation | Held.nameDot : 0) |
    ((style & Style.tighten) !== 0 ? Held.spacing : 0)
  );
}
