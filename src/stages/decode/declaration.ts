import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const decodeDeclaration: StageDeclaration<"bytes", "encodingHints", "raw" | "encoding"> = declareStage({
  name: "decode",
  summary: "bytes to text: encoding detection and decoding, line by line where a file mixes encodings",
  needs: ["bytes"],
  uses: ["encodingHints"],
  gives: ["raw", "encoding"],
  options: [],
});
