import type { Block } from "../../pipeline/document.ts";
import { judgeEnd, judgeLine, type Place } from "./judge.ts";
import { Ask, Lines } from "./kernel.ts";

/** One for each thread, and one document at a time. */
let lines: Lines | null = null;

/** Takes the blocks of a document and judges them: see {@link judgeAll}. */
export function openLines(blocks: readonly Block[]): Lines {
  if (lines === null || lines.isLarge) lines = new Lines();
  answerAll(lines, lines.open(blocks));
  return lines;
}

/** Judges every line that is left by itself, then the ends: up to the first prose and back to the last. Sets the rules of those that go. */
export function judgeAll(lines: Lines): void {
  answerAll(lines, lines.judge());
}

function answerAll(lines: Lines, questions: number): void {
  for (let count = questions; count > 0; count = lines.judge()) {
    for (let n = 0; n < count; n++) answer(lines, lines.listed(n));
  }
}

/** The four places, by twin and tail. */
const PLACES: readonly Place[] = [0, 1, 2, 3].map((bits) => ({ hasTwin: (bits & 1) !== 0, isTail: (bits & 2) !== 0 }));

function answer(lines: Lines, question: number): void {
  const line = lines.read(lines.lineOf(question));
  const families = lines.familiesOf(question);
  const place = PLACES[lines.placeOf(question) & 3] as Place;
  const judge = lines.sortOf(question) === Ask.atEnd ? judgeEnd : judgeLine;
  lines.answer(question, judge(line, families, place));
}
