import { type ChangeLog, editBibliography, editBlocks } from "../../pipeline/changes.ts";
import type { Block } from "../../pipeline/document.ts";
import { defineStage, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import { type Characters, Held, heldBy, readCharacters } from "../../text/characters.ts";
import type { Edit } from "../../text/edits.ts";
import { KIND, Kind } from "../../text/kinds.ts";
import { HAN_BIT } from "../../text/script.ts";
import { isChinese, readContext } from "./context.ts";
import { normalizeDeclaration } from "./declaration.ts";
import { Draft } from "./draft.ts";
import { mendForms } from "./forms.ts";
import { mendNameDots } from "./names.ts";
import { tightenPlain } from "./plain.ts";
import { widenMarks } from "./punctuation.ts";
import { curlQuotes } from "./quotes.ts";
import { tightenSpaces } from "./spacing.ts";

/** Half-width marks after Han from which a document without full-width ones counts as one that lost them (DESIGN §2). */
const ENOUGH_HALF_WIDTH = 3;
/** Rules wait for each other's results (a mark is judged by its neighbours); rounds until none has anything to do. */
const MOST_ROUNDS = 8;

/** What holds for the whole document. */
interface Style {
  readonly forms: boolean;
  /** Straight quotation marks and name dots. */
  readonly marks: boolean;
  /** Half-width punctuation. */
  readonly widen: boolean;
  readonly tighten: boolean;
  readonly hasStops: boolean;
}

/** House style. See docs/stages/normalize.md. */
export const normalize: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(normalizeDeclaration, (options) => {
  const draft = new Draft();
  return (layers, changes) => {
    const characters = readCharacters(layers.blocks);
    const style = readStyle(layers.blocks, characters, options);
    const wanted = wantedBits(style);
    const blocks =
      (characters.all & wanted) === 0 ? layers.blocks : restyleBlocks(layers.blocks, characters, style, wanted, draft, changes);
    const bibliography =
      layers.bibliography &&
      editBibliography(layers.bibliography, changes, (text) => {
        const held = heldBy(text);
        return (held & wanted) === 0 ? NO_EDITS : restyle(draft, text, held, style, true);
      });
    return { kind: "keep", layers: bibliography ? { blocks, bibliography } : { blocks } };
  };
});

function restyleBlocks(
  blocks: readonly Block[],
  { held }: Characters,
  style: Style,
  wanted: number,
  draft: Draft,
  changes: ChangeLog,
): readonly Block[] {
  return editBlocks(blocks, changes, (text, index) => {
    const bits = held[index] as number;
    return (bits & wanted) === 0 ? NO_EDITS : restyle(draft, text, bits, style, false);
  });
}

function readStyle(blocks: readonly Block[], characters: Characters, options: OptionValues): Style {
  const punctuation = options["punctuation"];
  const widen = punctuation === "full" || (punctuation === "auto" && lostFullWidth(blocks, characters));
  return {
    forms: options["width"] === "ascii",
    marks: punctuation !== "keep",
    widen,
    tighten: options["spacing"] === "tight",
    hasStops: !widen || blocks.some(({ text }) => text.includes("。")),
  };
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

function wantedBits(style: Style): number {
  return (
    (style.forms ? Held.forms : 0) |
    (style.marks ? Held.quotes | Held.nameDot : 0) |
    (style.widen ? Held.punctuation | Held.nameDot : 0) |
    (style.tighten ? Held.spacing : 0)
  );
}

/** A text of Han, letters and digits with marks of Chinese, which cannot be code (but for SQL): there is nothing to do but to take out blanks. */
function isPlain(held: number): boolean {
  return (held & (Held.mixed | Held.forms | HAN_BIT)) === HAN_BIT;
}

/** The rules that a text gives work, then all of them, round after round until it stands: what one changes is a new neighbour to the others. */
function restyle(draft: Draft, text: string, found: number, style: Style, isField: boolean): readonly Edit[] {
  const edits = isPlain(found) && !isField && !text.includes("SELECT") ? tightenPlain(text) : null;
  if (edits !== null) return edits;
  draft.load(text);
  const hasForms = style.forms && (found & Held.forms) !== 0;
  let todo = hasForms ? EVERYTHING : found;
  if (hasForms) mendForms(draft);
  const context = readContext(text);
  if (isChinese(context) && !context.isCode) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      draft.changed = false;
      if (style.marks && (todo & Held.nameDot) !== 0) mendNameDots(draft);
      if (style.marks && (todo & Held.quotes) !== 0) curlQuotes(draft);
      if (style.widen && (todo & (Held.punctuation | Held.nameDot | Held.quotes)) !== 0) widenMarks(draft, style.hasStops);
      if (style.tighten) tightenSpaces(draft, isField);
      if (!draft.changed) break;
      todo = EVERYTHING;
    }
  }
  return draft.edits();
}

const EVERYTHING = -1;
const NO_EDITS: readonly Edit[] = [];
