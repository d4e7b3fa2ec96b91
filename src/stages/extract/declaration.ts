import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const extractDeclaration: StageDeclaration<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = declareStage({
  name: "extract",
  summary: "HTML, Markdown with HTML or plain text to paragraphs of main text, title and metadata",
  needs: ["raw"],
  uses: ["format", "bibliography"],
  gives: ["blocks", "bibliography", "format"],
  counts: "removed",
  options: [],
});
