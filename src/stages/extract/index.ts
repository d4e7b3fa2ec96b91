import type { ChangeLog } from "../../pipeline/changes.ts";
import { type Bibliography, EMPTY_BIBLIOGRAPHY, type Format } from "../../pipeline/document.ts";
import { defineStage, type Stage } from "../../pipeline/stage.ts";
import { extractDeclaration } from "./declaration.ts";
import { type Extracted, extractHtml } from "./html/extract.ts";
import { PageTooLarge } from "./html/kernel.ts";
import { readMarkdown } from "./markdown.ts";
import { plainBlocks } from "./plain.ts";
import { sniffFormat } from "./sniff.ts";

export const extract: Stage<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = defineStage(
  extractDeclaration,
  (options) => {
    const keepCaptions = options["captions"] === true;
    const read = (raw: string, format: Format, incoming: Bibliography, changes: ChangeLog): Extracted => {
      if (format === "html") return extractHtml(raw, incoming, changes, keepCaptions);
      if (format === "markdown") return readMarkdown(raw, incoming, changes);
      return { blocks: plainBlocks(raw), bibliography: incoming };
    };
    return (layers, changes) => {
      const format = layers.format ?? sniffFormat(layers.raw);
      const raw = layers.raw.includes("\r") ? layers.raw.replace(CARRIAGE_RETURN, "\n") : layers.raw;
      try {
        return { kind: "keep", layers: { ...read(raw, format, layers.bibliography ?? EMPTY_BIBLIOGRAPHY, changes), format } };
      } catch (error) {
        if (error instanceof PageTooLarge) return { kind: "drop", reason: "too-large" };
        throw error;
      }
    };
  },
);

const CARRIAGE_RETURN = /\r\n?/gu;
