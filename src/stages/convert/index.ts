import { loadTable } from "../../data/load.ts";
import { type ChangeLog, editBibliography } from "../../pipeline/changes.ts";
import type { Bibliography, Block, ScriptInfo } from "../../pipeline/document.ts";
import { defineStage, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import type { Edit } from "../../text/edits.ts";
import { convertDeclaration } from "./declaration.ts";
import { Converter } from "./engine.ts";
import { countsOf, isLeftAlone, readScript, type Treatment, treatmentOf, treatmentOfHeld } from "./gate.ts";
import { gapsBetween, japaneseSpans, mergeSpans, protectedSpans } from "./protect.ts";
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

const UNGATED = { treatment: "full", hasKana: false } as const;

/** Traditional to simplified. `from` other than `auto` converts every paragraph without asking for its script. */
export const convert: Stage<"blocks", "bibliography", "blocks" | "bibliography" | "script"> = defineStage(convertDeclaration, (options) => {
  const converter = new Converter(readConvertTable(loadTable("convert.bin"), tableName(options)));
  const { from } = options;
  const gated = from === "auto";
  return ({ blocks, bibliography }, changes) => {
    const document = readScript(blocks);
    const { evidence } = document;
    const converted =
      gated && isLeftAlone(document)
        ? blocks
        : convertBlocks(converter, changes, blocks, (text, index) =>
            gated ? treatmentOfHeld(text, document.held[index] as number, evidence) : UNGATED,
          );
    const script: ScriptInfo = {
      scriptIn: evidence.script,
      script: evidence.script === "Hant" || evidence.script === "Mixed" ? "Hans" : evidence.script,
      lang: evidence.lang,
    };
    const convertField = (text: string): readonly Edit[] => {
      const own = countsOf(text);
      const treatment = gated ? treatmentOf(own, evidence) : "full";
      return treatment === "none" ? [] : editsOf(converter, text, treatment, own.kana > 0 && gated);
    };
    return {
      kind: "keep",
      layers: { blocks: converted, script, ...convertBibliography(bibliography, changes, convertField) },
    };
  };
});

/** The same list when nothing changes. */
function convertBlocks(
  converter: Converter,
  changes: ChangeLog,
  blocks: readonly Block[],
  treat: (text: string, index: number) => { readonly treatment: Treatment; readonly hasKana: boolean },
): readonly Block[] {
  let result: Block[] | null = null;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const { treatment, hasKana } = treat(block.text, index);
    if (treatment === "none") continue;
    const text = convertText(converter, changes, block.text, index, treatment, hasKana);
    if (text === block.text) continue;
    result ??= blocks.slice();
    result[index] = { text, role: block.role };
  }
  return result ?? blocks;
}

function convertBibliography(
  bibliography: Bibliography | undefined,
  changes: ChangeLog,
  edit: (text: string) => readonly Edit[],
): { readonly bibliography?: Bibliography } {
  return bibliography === undefined ? {} : { bibliography: editBibliography(bibliography, changes, edit) };
}

/** Converts one block; the same string when nothing changes. */
function convertText(converter: Converter, changes: ChangeLog, text: string, index: number, treatment: Treatment, kana: boolean): string {
  if (changes.tracing || treatment === "stray") return changes.edit("text", index, text, editsOf(converter, text, treatment, kana));
  const kept = spansToKeep(text, kana);
  if (kept.length === 0) {
    const { text: converted, runs, chars } = converter.convert(text);
    if (runs > 0) changes.tally(RULE, runs, chars);
    return converted;
  }
  let converted = "";
  let position = 0;
  for (const { start, end } of gapsBetween(kept, text.length)) {
    const part = converter.convert(text, start, end);
    converted += text.slice(position, start) + part.text;
    position = end;
    if (part.runs > 0) changes.tally(RULE, part.runs, part.chars);
  }
  converted += text.slice(position);
  return converted === text ? text : converted;
}

function spansToKeep(text: string, kana: boolean): ReturnType<typeof protectedSpans> {
  return kana ? mergeSpans(protectedSpans(text), japaneseSpans(text)) : protectedSpans(text);
}

function editsOf(converter: Converter, text: string, treatment: Treatment, kana: boolean): readonly Edit[] {
  const kept = spansToKeep(text, kana);
  const edits =
    kept.length === 0
      ? converter.edits(text, RULE)
      : gapsBetween(kept, text.length).flatMap(({ start, end }) => converter.edits(text, RULE, start, end));
  return treatment === "stray" ? strayEdits(text, edits, PARTICLE_RULE) : edits;
}
