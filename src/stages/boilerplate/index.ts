import { loadTable } from "../../data/load.ts";
import { EMPTY_BIBLIOGRAPHY } from "../../pipeline/document.ts";
import { defineStage, keep, type Stage } from "../../pipeline/stage.ts";
import { BoundaryModel } from "./boundary.ts";
import { cleanBlocks } from "./clean.ts";
import { boilerplateDeclaration } from "./declaration.ts";
import { addFacts } from "./facts.ts";

/** Lines that are not the text. See docs/stages/boilerplate.md. */
export const boilerplate: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(boilerplateDeclaration, () => {
  const model = new BoundaryModel(loadTable("boilerplate.bin"));
  return (layers, changes) => {
    const known = layers.bibliography ?? EMPTY_BIBLIOGRAPHY;
    const { blocks, facts } = cleanBlocks(layers.blocks, known, changes, model);
    return keep({ blocks, bibliography: addFacts(known, facts) });
  };
});
