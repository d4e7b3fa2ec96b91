// Lines in a two-byte encoding that have lost a byte: only the damaged character goes, not the rest of the line.
import { doubleByteGroup, isDoubleByte } from "./candidates.ts";
import { UNITS_PER_BIT } from "./classes.ts";
import { createDecoder } from "./decoder.ts";
import { decodeKernel, MOST_SAMPLE_BYTES } from "./kernel.ts";

const LINE_FEED = 0x0a;
const REPLACEMENT = "\u{fffd}";
/** Bits that a line must read better realigned: two rare characters instead of common ones give more. */
const REALIGN_MARGIN = 24;
/** Longer lines are left alone: no prose has them. */
const LONGEST_LINE = MOST_SAMPLE_BYTES;

/**
 * Decodes damaged lines anew, each byte that fits no character as U+FFFD, where the rest of the line reads far better so.
 *
 * @param text `bytes` decoded as `name`, with U+FFFD somewhere
 */
export function realignLines(bytes: Uint8Array, text: string, name: string): string {
  if (!isDoubleByte(name)) return text;
  const models = doubleByteGroup().candidates.filter(({ encoding }) => encoding === name);
  const kernel = decodeKernel();
  const lines = text.split("\n");
  let start = 0;
  for (let index = 0; index < lines.length; index++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (!(lines[index] as string).includes(REPLACEMENT) || line.length > LONGEST_LINE) continue;
    kernel.setSample(line);
    for (const { model } of models) {
      const units = kernel.align(model, line.length, line.length);
      if (kernel.score(model, line.length) - units < REALIGN_MARGIN * UNITS_PER_BIT) continue;
      lines[index] = decodeWithout(line, kernel.skipped(line.length), name);
      break;
    }
  }
  return lines.join("\n");
}

/** Decodes a line in pieces between the skipped bytes; neighbouring skipped bytes give one U+FFFD. */
function decodeWithout(line: Uint8Array, skipped: readonly number[], name: string): string {
  let text = "";
  let start = 0;
  for (const at of [...skipped, line.length]) {
    if (at > start) {
      const decoder = createDecoder(name);
      text += decoder.write(line.subarray(start, at)) + decoder.end();
    }
    if (at < line.length && (at > start || !text.endsWith(REPLACEMENT))) text += REPLACEMENT;
    start = at + 1;
  }
  return text;
}
