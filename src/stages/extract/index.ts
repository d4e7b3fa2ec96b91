import { EMPTY_BIBLIOGRAPHY } from "../../pipeline/document.ts";
import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { extractDeclaration } from "./declaration.ts";
import { extractHtml } from "./html/extract.ts";
import { readMarkdown } from "./markdown.ts";
import { plainBlocks } from "./plain.ts";
import { sniffFormat } from "./sniff.ts";

export const extract: Stage<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = defineStage(
  extractDeclaration,
  (options) => {
    const keepCaptions = options["captions"] === true;
    return (layers, changes) => {
      const format = layers.format ?? sniffFormat(layers.raw);
      const incoming = layers.bibliography ?? EMPTY_BIBLIOGRAPHY;
      const raw = layers.raw.includes("\r") ? layers.raw.replace(CARRIAGE_RETURN, "\n") : layers.raw;
      if (format === "html") return { kind: "keep", layers: { ...extractHtml(raw, incoming, changes, keepCaptions), format } };
      if (format === "markdown") return { kind: "keep", layers: { ...readMarkdown(raw, incoming, changes), format } };
      return { kind: "keep", layers: { blocks: plainBlocks(raw), bibliography: incoming, format } };
    };
  },
);

const CARRIAGE_RETURN = /\r\n?/gu;
