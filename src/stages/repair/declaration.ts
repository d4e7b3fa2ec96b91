import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";
import { REPAIR_RULES } from "./rules.ts";

export const repairDeclaration: StageDeclaration<"blocks", "bibliography", "blocks" | "bibliography"> = declareStage({
  name: "repair",
  summary: "damage mended: mojibake, byte slips, pinyin annotations, doubled punctuation, homoglyphs and more",
  needs: ["blocks"],
  uses: ["bibliography"],
  gives: ["blocks", "bibliography"],
  options: [{ name: "skip", type: "list", choices: REPAIR_RULES, default: [], summary: "rules to leave out" }],
});
