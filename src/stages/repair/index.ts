import { loadTable } from "../../data/load.ts";
import { type ChangeLog, editBibliography, editBlocks } from "../../pipeline/changes.ts";
import type { Bibliography, Block } from "../../pipeline/document.ts";
import { defineStage, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import { repairDeclaration } from "./declaration.ts";
import { readTables } from "./model.ts";
import { Repairer } from "./repairer.ts";
import type { RuleId } from "./rules.ts";

/** Mends damage in blocks and bibliography; undamaged documents come back as the same objects. */
export const repair: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(
  repairDeclaration,
  (options: OptionValues) => {
    const skip = new Set((options["skip"] ?? []) as readonly string[]);
    const repairer = new Repairer(readTables(loadTable("repair.bin")), (rule: RuleId) => !skip.has(rule));
    return (layers, changes: ChangeLog) => {
      const lines = layers.blocks.map((block: Block) => block.text);
      const edits = repairer.editsOf(lines.concat(layers.bibliography ? fieldsOf(layers.bibliography) : []));
      if (edits === null) return { kind: "keep", layers: {} };
      const blocks = editBlocks(layers.blocks, changes, (_text, index) => edits[index] ?? []);
      if (!layers.bibliography) return { kind: "keep", layers: { blocks } };
      let next = lines.length;
      const bibliography = editBibliography(layers.bibliography, changes, () => edits[next++] ?? []);
      return { kind: "keep", layers: { blocks, bibliography } };
    };
  },
);

/** The fields in the order in which editBibliography visits them. */
function fieldsOf({ title, source, authors, editors, tags }: Bibliography): string[] {
  return [title, source].filter((one) => one !== null).concat(authors, editors, tags);
}
