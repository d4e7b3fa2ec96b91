import { declareStage, type StageDeclaration } from "../../pipeline/stage.ts";

export const entitiesDeclaration: StageDeclaration<"text", "paragraphs" | "sentences", "entities" | "relations"> = declareStage({
  name: "entities",
  summary: "names, organisations, places, products, works, dates, money and who holds which title",
  needs: ["text"],
  uses: ["paragraphs", "sentences"],
  gives: ["entities", "relations"],
  options: [
    { name: "types", type: "list", default: [], summary: "entity types to give; all when empty" },
    { name: "minScore", type: "number", minimum: 0, maximum: 1, default: 0, summary: "mentions below this score are left out" },
  ],
});
