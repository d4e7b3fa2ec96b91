import { loadTable } from "../../data/load.ts";
import { type ChangeLog, editBibliography } from "../../pipeline/changes.ts";
import type { Block, ScriptInfo } from "../../pipeline/document.ts";
import { defineStage, keep, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import { Held, heldBy } from "../../text/characters.ts";
import type { Edit, Span } from "../../text/edits.ts";
import { KANA_BIT, type ScriptEvidence } from "../../text/script.ts";
import { convertDeclaration } from "./declaration.ts";
import { Converter } from "./engine.ts";
import { type DocumentScript, isLeftAlone, readScript, type Treatment, treatmentOfHeld } from "./gate.ts";
import { japaneseSpans, mergeSpans, protectedSpans } from "./protect.ts";
import { strayEdits } from "./stray.ts";
import { readConvertTable, type TableName } from "./table.ts";

/** Rule ids: characters and words of traditional text; 著 for 着 in simplified text. */
const RULE = "traditional";
const PARTICLE_RULE = "particle-zhe";

/** The table for the options `from` and `vocabulary`. */
function tableName({ from, vocabulary }: OptionValues): TableName {
  const words = vocabulary === true;
  switch (from) {
    case "t":
      return words ? "twp" : "t";
    case "tw":
      return words ? "twp" : "tw";
    case "hk":
      return words ? "hkp" : "hk";
    default:
      return words ? "autop" : "auto";
  }
}

/** Traditional to simplified. `from` other than `auto` converts every paragraph without asking for its script. */
export const convert: Stage<"blocks", "bibliography", "blocks" | "bibliography" | "script"> = defineStage(convertDeclaration, (options) => {
  const converter = new Converter(readConvertTable(loadTable("convert.bin"), tableName(options)));
  const isGated = options["from"] === "auto";
  // Of the document that is converted. A function made for each of them would be compiled again after each collection of garbage.
  let current: ScriptEvidence | null = null;
  const convertField = (text: string): readonly Edit[] => {
    const held = heldBy(text);
    const treatment = isGated ? treatmentOfHeld(text, held, current as ScriptEvidence) : "full";
    return treatment === "none" ? NO_EDITS : editsOf(converter, text, treatment, spansToKeep(text, held, isGated));
  };
  return ({ blocks, bibliography }, changes) => {
    const document = readScript(blocks);
    const { evidence } = document;
    current = evidence;
    const converted = isGated && isLeftAlone(blocks, document) ? blocks : convertBlocks(converter, changes, blocks, document, isGated);
    const script: ScriptInfo = {
      scriptIn: evidence.script,
      script: evidence.script === "Hant" || evidence.script === "Mixed" ? "Hans" : evidence.script,
      lang: evidence.lang,
    };
    if (bibliography === undefined) return keep({ blocks: converted, script });
    return keep({ blocks: converted, script, bibliography: editBibliography(bibliography, changes, convertField) });
  };
});

const NO_EDITS: readonly Edit[] = [];
const NO_SPANS: readonly Span[] = [];

/** The same list when nothing changes. */
function convertBlocks(
  converter: Converter,
  changes: ChangeLog,
  blocks: readonly Block[],
  { held, evidence }: DocumentScript,
  isGated: boolean,
): readonly Block[] {
  const places: number[] = [];
  const texts: string[] = [];
  const kept: (readonly Span[])[] = [];
  let result: Block[] | null = null;
  for (let index = 0; index < blocks.length; index++) {
    const { text } = blocks[index] as Block;
    const bits = held[index] as number;
    const treatment = isGated ? treatmentOfHeld(text, bits, evidence) : "full";
    if (treatment === "none") continue;
    const spans = spansToKeep(text, bits, isGated);
    if (changes.tracing || treatment === "stray") {
      const block = convertAlone(blocks[index] as Block, index, editsOf(converter, text, treatment, spans), changes);
      if (block === null) continue;
      result ??= blocks.slice();
      result[index] = block;
    } else {
      places.push(index);
      texts.push(text);
      kept.push(spans);
    }
  }
  if (places.length === 0) return result ?? blocks;
  const { texts: converted, runs, chars } = converter.convert(texts, kept);
  if (runs === 0) return result ?? blocks;
  changes.tally(RULE, runs, chars);
  return replaceTexts(result ?? blocks.slice(), places, texts, converted);
}

function convertAlone({ text, role }: Block, index: number, edits: readonly Edit[], changes: ChangeLog): Block | null {
  return edits.length === 0 ? null : { text: changes.edit("text", index, text, edits), role };
}

/** Puts texts that changed into a list of blocks, at their places. */
function replaceTexts(blocks: Block[], places: readonly number[], before: readonly string[], after: readonly string[]): readonly Block[] {
  for (let i = 0; i < places.length; i++) {
    const index = places[i] as number;
    const text = after[i] as string;
    if (text !== before[i]) blocks[index] = { text, role: (blocks[index] as Block).role };
  }
  return blocks;
}

/** @param held bits of the text's characters: without marks that Chinese text lacks there are no addresses, tags and code */
function spansToKeep(text: string, held: number, isGated: boolean): readonly Span[] {
  if ((held & Held.mixed) === 0) return NO_SPANS;
  const spans = protectedSpans(text);
  return isGated && (held & KANA_BIT) !== 0 ? mergeSpans(spans, japaneseSpans(text)) : spans;
}

function editsOf(converter: Converter, text: string, treatment: Treatment, kept: readonly Span[]): readonly Edit[] {
  const edits = converter.edits(text, RULE, kept);
  return treatment === "stray" ? strayEdits(text, edits, PARTICLE_RULE) : edits;
}
