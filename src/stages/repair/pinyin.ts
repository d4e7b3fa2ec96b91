// Pinyin annotations that a careless replacement put behind traditional characters, and the evidence for it in a document.
import type { Edit } from "../../text/edits.ts";
import { gbk } from "./legacy-codecs.ts";
import type { RepairTables } from "./model.ts";

const SYLLABLE = /[a-zàáèéìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]{1,7}\)/uy;
const SYLLABLE_LETTER = /[a-zàáèéìíòóùúüāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]/u;
/** What stands before a syllable, and what a swallowed byte leaves there. */
const PAREN = /[(?]/gu;
const TONE = /[àáèéìíòóùúāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]/u;
const ABOUT_READING =
  /[讀读]音|[讀读]作|[讀读]成|拼音|多音字|[唸念]作|[唸念]做|生[词詞字]|注音|[聲声][調调]|[讀读][錯错]|姓氏|[异異][体體]字|生僻|部首/u;

/** What a document shows of annotations. */
export interface PinyinEvidence {
  /** Annotations are damage here. */
  readonly active: boolean;
  /** Characters that carry one. */
  readonly annotated: ReadonlySet<number>;
}

/** The pinyin syllable in front of `)` at `at`; null when there is none. `text[at]` is the first letter. */
export function syllableAt(text: string, at: number): string | null {
  SYLLABLE.lastIndex = at;
  const match = SYLLABLE.exec(text);
  return match === null ? null : match[0].slice(0, -1).normalize("NFC");
}

/** Syllables are written with it. */
export function isSyllableLetter(char: string): boolean {
  return SYLLABLE_LETTER.test(char);
}

/** A letter with which syllables may begin: small ones, and those with signs up to the end of Latin Extended-B. */
export function isPinyinLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xe0 && unit < 0x250) || unit === 0x1e3f;
}

/** The syllable has a tone mark. */
export function hasTone(syllable: string): boolean {
  return TONE.test(syllable);
}

/** GB2312 has the character: both bytes from 0xA1 on, rows 0xB0 to 0xF7. */
export function isGb2312(unit: number): boolean {
  const code = gbk().encode(unit);
  return code >= 0xb0a1 && code <= 0xf7fe && (code & 0xff) >= 0xa1;
}

interface Counts {
  annotated: number;
  total: number;
  mainReading: boolean;
  /** A character that no reader needs a gloss for. */
  readonly common: boolean;
}

/**
 * Annotations are damage when at least two different characters carry one, all outside GB2312 and with a simplified form, at most a tenth of the
 * annotated characters is of GB2312, and nearly every occurrence of them is annotated; or when a swallowed one (`?py)`) stands beside one.
 * Fewer than five characters count only where nobody talks of readings and one of them is common; a single one with its main reading, or three times.
 * Textbooks, poems with ruby and glosses of polyphones fail one of these.
 */
export function collectPinyin(lines: readonly string[], tables: RepairTables): PinyinEvidence {
  const counts = new Map<number, Counts>();
  let inGb2312 = 0;
  let swallowed = 0;
  let aboutReading = false;
  for (const line of lines) {
    for (let at = nextParen(line, 0); at >= 0; at = nextParen(line, at + 1)) {
      if (line.charCodeAt(at) === 0x3f) {
        if (isToned(line, at + 1)) swallowed++;
        continue;
      }
      const syllable = syllableAt(line, at + 1);
      if (syllable === null || at === 0) continue;
      const unit = line.charCodeAt(at - 1);
      if (tables.simplified[unit] !== 0 && !isGb2312(unit)) note(counts, unit, syllable, tables);
      else if (hasTone(syllable) && unit >= 0x3400) inGb2312++;
    }
    aboutReading ||= ABOUT_READING.test(line);
  }
  if (counts.size === 0) return { active: swallowed > 0 && !aboutReading, annotated: new Set() };
  countTotals(lines, counts);
  return { active: isDamage([...counts.values()], inGb2312, swallowed, aboutReading), annotated: new Set(counts.keys()) };
}

function nextParen(line: string, from: number): number {
  PAREN.lastIndex = from;
  return PAREN.exec(line)?.index ?? -1;
}

function isToned(line: string, at: number): boolean {
  const syllable = syllableAt(line, at);
  return syllable !== null && hasTone(syllable);
}

function note(counts: Map<number, Counts>, unit: number, syllable: string, tables: RepairTables): void {
  const readings = tables.readings();
  if (!readings.has(unit, syllable)) return;
  const entry = counts.get(unit) ?? { annotated: 0, total: 0, mainReading: true, common: (tables.unitCosts[unit] as number) < COMMON_COST };
  entry.annotated++;
  entry.mainReading &&= readings.main(unit) === syllable;
  counts.set(unit, entry);
}

function countTotals(lines: readonly string[], counts: Map<number, Counts>): void {
  for (const line of lines) {
    for (let i = 0; i < line.length; i++) {
      const entry = counts.get(line.charCodeAt(i));
      if (entry) entry.total++;
    }
  }
}

const MIN_SHARE = 0.8;
/** Unigram cost (steps of 1/16 nat) of characters that are glossed by nobody; about the 2,500 most frequent. */
const COMMON_COST = 9.5 * 16;
/** So many different characters are damage even where the text talks of readings. */
const MANY = 5;

function isDamage(entries: readonly Counts[], inGb2312: number, swallowed: number, aboutReading: boolean): boolean {
  let annotated = 0;
  let total = 0;
  for (const entry of entries) {
    annotated += entry.annotated;
    total += entry.total;
  }
  if (inGb2312 * 9 > annotated) return false;
  if (swallowed > 0) return true;
  if (annotated < total * MIN_SHARE) return false;
  if (entries.length >= MANY) return true;
  if (aboutReading || !entries.some((entry) => entry.common)) return false;
  if (entries.length >= 2) return true;
  const [only] = entries;
  return only !== undefined && (only.mainReading || only.annotated >= 3);
}

/** Takes the annotations off; only those whose syllable is a reading of the character before. */
export function pinyinEdits(text: string, evidence: PinyinEvidence, tables: RepairTables): Edit[] {
  const edits: Edit[] = [];
  if (!evidence.active) return edits;
  for (let at = text.indexOf("("); at >= 0; at = text.indexOf("(", at + 1)) {
    const syllable = at === 0 ? null : syllableAt(text, at + 1);
    if (syllable === null) continue;
    const unit = text.charCodeAt(at - 1);
    if (!tables.readings().has(unit, syllable) || isGb2312(unit)) continue;
    edits.push({ start: at, end: at + syllable.length + 2, rule: "pinyin-annotation", after: "" });
  }
  return edits;
}
