// Reads the labelled sentences of ../shared/train/ner and turns them into tokens with labels.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LABELS, TAGGED_TYPES } from "../../../stages/entities/labels.ts";
import type { Tokens } from "./pieces.ts";

/** A labelled mention, UTF-16 offsets. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Index in TAGGED_TYPES. */
  readonly type: number;
}

/** A labelled sentence. */
export interface Sentence {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** True when only persons, organisations and places are labelled: a token outside may belong to another type. */
  readonly partial: boolean;
}

interface Line {
  readonly text: string;
  readonly entities: readonly { readonly start: number; readonly end: number; readonly type: string }[];
}

const NAMES: Readonly<Record<string, string>> = { PER: "PERSON", LOC: "PLACE" };

/** Index of a type by its name in the data, -1 when it is not learnt. */
function indexOfType(type: string): number {
  return TAGGED_TYPES.findIndex((name) => name === (NAMES[type] ?? type));
}

/** Sentences of one file. */
export function readSentences(folder: string, file: string, partial: boolean): Sentence[] {
  return readFileSync(join(folder, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const { text, entities } = JSON.parse(line) as Line;
      const mentions = entities.flatMap(({ start, end, type }) => {
        const index = indexOfType(type);
        return index < 0 ? [] : [{ start, end, type: index }];
      });
      return { text, mentions: mentions.sort((one, two) => one.start - two.start), partial };
    });
}

/**
 * Labels of the tokens of a sentence.
 *
 * @returns null when a mention does not begin and end with tokens
 */
export function labelTokens(sentence: Sentence, tokens: Tokens): Uint8Array | null {
  const labels = new Uint8Array(tokens.count);
  let at = 0;
  for (const { start, end, type } of sentence.mentions) {
    while (at < tokens.count && (tokens.start[at] as number) < start) at++;
    const first = at;
    while (at < tokens.count && (tokens.end[at] as number) < end) at++;
    if (at >= tokens.count || tokens.start[first] !== start || tokens.end[at] !== end) return null;
    const base = 1 + 4 * type;
    if (first === at) labels[first] = base + 3;
    else {
      labels.fill(base + 1, first, at);
      labels[first] = base;
      labels[at] = base + 2;
    }
    at++;
  }
  return labels;
}

const FIRST_UNKNOWN = 1 + 4 * 3;

/** 1 for each label that a token of a sentence with partial labels may have. */
export function allowedLabels(labels: Uint8Array): Uint8Array {
  const allowed = new Uint8Array(labels.length * LABELS);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    allowed[i * LABELS + label] = 1;
    if (label === 0) allowed.fill(1, i * LABELS + FIRST_UNKNOWN, (i + 1) * LABELS);
  }
  return allowed;
}

const MARK = /\[([A-Z]+) ([^[\]]+)\]/gu;

/** Sentences with marks in the text, one a line: `[PER 某人]来到[LOC 某地]。` */
export function readMarked(lines: string): Sentence[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const mentions: Mention[] = [];
      let text = "";
      let at = 0;
      for (const match of line.matchAll(MARK)) {
        const [whole, type = "", name = ""] = match;
        text += line.slice(at, match.index);
        mentions.push({ start: text.length, end: text.length + name.length, type: typeOf(type) });
        text += name;
        at = match.index + whole.length;
      }
      return { text: text + line.slice(at), mentions, partial: false };
    });
}

/** @throws RangeError when there is no such type */
function typeOf(type: string): number {
  const index = indexOfType(type);
  if (index < 0) throw new RangeError(`no type ${type}`);
  return index;
}
