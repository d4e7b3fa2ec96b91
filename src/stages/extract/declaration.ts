import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const extractDeclaration: StageDeclaration<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = declareStage({
  name: "extract",
  summary: "HTML, Markdown with HTML or plain text to paragraphs of main text, title and metadata",
  needs: ["raw"],
  uses: ["format", "bibliography"],
  gives: ["blocks", "bibliography", "format"],
  counts: "removed",
  options: [{ name: "captions", type: "boolean", default: false, summary: "keep the captions of figures in pages, with the role caption" }],
});
