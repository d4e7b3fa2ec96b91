import { EMPTY_BIBLIOGRAPHY } from "../../pipeline/document.ts";
import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { extractDeclaration } from "./declaration.ts";
import { extractHtml } from "./html/extract.ts";
import { sniffFormat } from "./sniff.ts";

export const extract: Stage<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = defineStage(
  extractDeclaration,
  () => (layers, changes) => {
    const format = layers.format ?? sniffFormat(layers.raw);
    const incoming = layers.bibliography ?? EMPTY_BIBLIOGRAPHY;
    if (format === "html") return { kind: "keep", layers: { ...extractHtml(layers.raw, incoming, changes), format } };
    return {
      kind: "keep",
      layers: {
        blocks: layers.raw
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((text) => ({ text, role: "body" })),
        bibliography: incoming,
        format,
      },
    };
  },
);
