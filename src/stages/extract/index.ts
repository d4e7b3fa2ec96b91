import type { ChangeLog } from "../../pipeline/changes.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY, type Format } from "../../pipeline/document.ts";
import { defineStage, keep, type Stage } from "../../pipeline/stage.ts";
import { extractDeclaration } from "./declaration.ts";
import { type Extracted, extractHtml } from "./html/extract.ts";
import { PageTooLarge } from "./html/kernel.ts";
import { type Lines, readText } from "./lines.ts";
import { readMarkdown } from "./markdown.ts";
import { plainBlocks } from "./plain.ts";
import { opensTag, sniffFormat } from "./sniff.ts";

export const extract: Stage<"raw", "format" | "bibliography", "blocks" | "bibliography" | "format"> = defineStage(
  extractDeclaration,
  (options) => {
    const keepCaptions = options["captions"] === true;
    const read = (raw: string, format: Format, incoming: Bibliography, changes: ChangeLog): Extracted =>
      format === "html" ? extractHtml(raw, incoming, changes, keepCaptions) : readMarkdown(raw, incoming, changes);
    return ({ raw, format: given, bibliography: incoming = EMPTY_BIBLIOGRAPHY }, changes) => {
      const isPage = given === "html" || (given === undefined && opensTag(raw));
      const lines = isPage || given === "markdown" ? null : readText(raw);
      const format = given ?? (lines === null || lines.mayBeMarkup ? sniffFormat(raw) : "text");
      try {
        if (format === "text") return keep({ blocks: blocksOf(raw, lines ?? readText(raw)), bibliography: incoming, format });
        const { blocks, bibliography } = read(withLineFeeds(raw), format, incoming, changes);
        return keep({ blocks, bibliography, format });
      } catch (error) {
        if (error instanceof PageTooLarge) return { kind: "drop", reason: "too-large" };
        throw error;
      }
    };
  },
);

function blocksOf(raw: string, lines: Lines): Block[] {
  if (!lines.holdsReturn) return plainBlocks(raw, lines);
  const text = withLineFeeds(raw);
  return plainBlocks(text, readText(text));
}

/** All line ends as line feeds. */
function withLineFeeds(raw: string): string {
  return raw.includes("\r") ? raw.replace(CARRIAGE_RETURN, "\n") : raw;
}

const CARRIAGE_RETURN = /\r\n?/gu;
