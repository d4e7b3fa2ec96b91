import { loadTable } from "../../data/load.ts";
import { type ChangeLog, editBibliography, editBlocks } from "../../pipeline/changes.ts";
import type { Bibliography } from "../../pipeline/document.ts";
import { defineStage, keep, type OptionValues, type Stage } from "../../pipeline/stage.ts";
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
      const fields = layers.bibliography ? fieldsOf(layers.bibliography) : [];
      const edits = repairer.editsOf(layers.blocks, fields);
      if (edits === null) return UNCHANGED;
      const blocks = editBlocks(layers.blocks, changes, edits);
      if (!layers.bibliography) return keep({ blocks });
      let next = layers.blocks.length;
      const bibliography = editBibliography(layers.bibliography, changes, () => edits.get(next++) ?? []);
      return keep({ blocks, bibliography });
    };
  },
);

const UNCHANGED = keep({});

/** The fields in the order in which editBibliography visits them. */
function fieldsOf({ title, source, authors, editors, tags }: Bibliography): string[] {
  const fields: string[] = [];
  if (title !== null) fields.push(title);
  if (source !== null) fields.push(source);
  addAll(fields, authors);
  addAll(fields, editors);
  addAll(fields, tags);
  return fields;
}

function addAll(fields: string[], list: readonly string[]): void {
  for (let i = 0; i < list.length; i++) fields.push(list[i] as string);
}
