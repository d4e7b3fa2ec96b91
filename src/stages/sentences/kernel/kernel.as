// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// Splits a text into sentences: ../kernel.ts writes the text into the memory, and reads where they begin and end.
import { setClasses } from "./classes";
import { beginDots } from "./dots";
import { endOf, isSoft, isWhole, lineCount, readLines, startOf } from "./lines";
import { beginText, CLASSES } from "./memory";
import { markWords } from "./reporting";
import { beginSentences, push, scan, sentenceCount } from "./scanner";

export { FOLDS, SENTENCES, TEXT } from "./memory";

/** Once, while the memory is zero. */
export function start(): void {
  if (__heap_base > CLASSES) unreachable();
  setClasses();
  markWords();
}

/**
 * Finds the sentences of the text; gives their number, and their address at `SENTENCES`.
 *
 * @param units length of the text
 * @param paragraphs address of the paragraphs, behind the text; without any all is body text
 */
export function split(units: i32, paragraphs: usize, paragraphCount: i32): i32 {
  beginText(units);
  beginDots();
  beginSentences(readLines(paragraphs, paragraphCount));
  for (let line = 0; line < lineCount; line++) {
    const first = line;
    while (isSoft(line)) line++;
    const start = startOf(first);
    if (start == endOf(first)) continue;
    if (isWhole(first)) push(start, endOf(line));
    else scan(start, endOf(line));
  }
  return sentenceCount();
}
