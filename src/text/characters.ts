// What the characters of a document's texts say, by one look at each: scripts, and what house style may have to do. `convert` and `normalize`
// ask for it.
import { prepareTables } from "../data/prepare.ts";
import { KIND, Kind } from "./kinds.ts";
import { addClass, countScript, noCounts, type ScriptCounts, scriptClasses, TRADITIONAL_BIT } from "./script.ts";
import { LEFT_SHIFT, RIGHT_SHIFT, Survey, TABLE, type Texts } from "./survey.ts";

const CHINESE: readonly number[] = [Kind.han, Kind.wide, Kind.fullMark, Kind.compatible];
const MARKS: readonly number[] = [Kind.wide, Kind.fullMark, Kind.sharedMark, Kind.dot];

/** Pairs of neighbours, by their kinds: what stands there may have to change. */
const RULES: readonly (readonly [lefts: readonly number[], rights: readonly number[]])[] = [
  [[Kind.han, Kind.compatible, ...MARKS], [Kind.space]],
  [[Kind.space], [Kind.han, Kind.compatible, ...MARKS]],
  [[Kind.han, ...MARKS], [Kind.ideographicSpace]],
  [[...CHINESE, Kind.sharedMark], [Kind.halfMark]],
  [[Kind.halfMark], [...CHINESE, Kind.sharedMark, Kind.space]],
  [[...CHINESE, Kind.sharedMark], [Kind.apostrophe]],
  [[Kind.apostrophe], [...CHINESE, Kind.sharedMark]],
  [[Kind.han], [Kind.fullStop, Kind.dot]],
  [[Kind.space], [Kind.dot]],
];
const pairBits = (...rules: readonly number[]): number => rules.reduce((bits, rule) => bits | (1 << (RIGHT_SHIFT + rule)), 0);
/** A half-width mark before a blank, or at the end. */
const BEHIND_HALF_MARK: number = pairBits(4);

/** Bits of what a text holds; the lowest eight are those of `scriptClasses`. */
export const Held: Readonly<
  Record<"spacing" | "punctuation" | "quotes" | "nameDot" | "forms" | "fullMark" | "mixed" | "traditional", number>
> = {
  /** A blank beside Han or a mark of Chinese text. */
  spacing: pairBits(0, 1, 2),
  /** A half-width mark beside one of those, before a blank or at the end. */
  punctuation: pairBits(3, 4),
  /** A straight quotation mark; an apostrophe beside Chinese. */
  quotes: pairBits(5, 6) | (1 << 26),
  /** A dot that may stand in a foreign name. */
  nameDot: pairBits(7, 8),
  /** Full-width letters and digits, compatibility forms of Han. */
  forms: 1 << 27,
  /** One of ，！？：；（） */
  fullMark: 1 << 28,
  /** Kana or Hangul, half-width marks, dots, quotation marks, signs of code or blanks other than U+0020. */
  mixed: 1 << 29,
  /** A character that only traditional text holds: not 著, which has the bits of both scripts. */
  traditional: 1 << 30,
};

/** Signs of code beside the half-width marks. */
const SIGNS = "{}=&|<>/#`";

const ZHU = 0x8457;

function makeEntries(): Int32Array {
  const entries = Int32Array.from(scriptClasses());
  const signs = new Set(Array.from(SIGNS, (char) => char.charCodeAt(0)));
  const bitsOfKind = Array.from({ length: 16 }, (_, kind) => bitsOf(kind));
  for (let unit = 0; unit < entries.length; unit++) {
    const kind = KIND[unit] as number;
    entries[unit] =
      (entries[unit] as number) |
      (bitsOfKind[kind] as number) |
      (signs.has(unit) || isOddBlank(unit, kind) ? Held.mixed : 0) |
      (((entries[unit] as number) & TRADITIONAL_BIT) !== 0 && unit !== ZHU ? Held.traditional : 0);
  }
  return entries;
}

function isOddBlank(unit: number, kind: number): boolean {
  return unit !== 0x20 && (kind === Kind.space || kind === Kind.ideographicSpace);
}

function bitsOf(kind: number): number {
  let bits = 0;
  for (const [rule, [lefts, rights]] of RULES.entries()) {
    if (lefts.includes(kind)) bits |= 1 << (LEFT_SHIFT + rule);
    if (rights.includes(kind)) bits |= 1 << (RIGHT_SHIFT + rule);
  }
  if (kind === Kind.quote) bits |= Held.quotes & ~pairBits(5, 6);
  if (kind === Kind.fullAlnum || kind === Kind.compatible) bits |= Held.forms;
  if (kind === Kind.fullMark) bits |= Held.fullMark;
  if (MIXED.includes(kind)) bits |= Held.mixed;
  return bits;
}

const MIXED: readonly number[] = [Kind.quote, Kind.apostrophe, Kind.fullStop, Kind.dot, Kind.halfMark, Kind.kana];

/** Made at the first call. */
let survey: Survey | null = null;

function startSurvey(): Survey {
  survey = new Survey(TABLE.characters, prepareTables("characters", () => ({ entries: makeEntries() })).entries);
  survey.spread((bits) => {
    const counts = noCounts();
    if (bits !== 0) addClass(bits, 1, counts);
    const { traditional, simplified, functions, zhu, kana, han, hangul, latin, cyrillic } = counts;
    return [traditional, simplified, functions, zhu, kana, han, hangul, latin, cyrillic];
  });
  return survey;
}

/** What the characters of texts say. */
export interface Characters {
  /** Of each text. */
  readonly held: readonly number[];
  /** Of any. */
  readonly all: number;
  readonly counts: ScriptCounts;
}

/** Documents go through a stage some hundred at a time, at most. */
const MOST_KNOWN = 256;
/** Lists that were looked at, until {@link forgetCharacters}. Longer ones are not kept from the garbage collector. */
let known = new Map<Texts, Characters>();
const MOST_TEXTS = 1_024;

/**
 * Looks at all characters of some texts.
 *
 * @param texts a list that is never changed: whoever asks next is told what was found
 */
export function readCharacters(texts: Texts): Characters {
  const characters = known.get(texts);
  if (characters === undefined) return lookAtAll(texts);
  known.delete(texts);
  return characters;
}

/** Lets go of all. By a new map: V8 ties the contents of one that is cleared to what it holds later, and they outlive their documents. */
export function forgetCharacters(): void {
  known = new Map();
}

function lookAtAll(texts: Texts): Characters {
  const survey_ = survey ?? startSurvey();
  const looked = survey_.look(texts, 0, BEHIND_HALF_MARK);
  const characters = looked > 0 && looked === texts.length ? readFound(survey_, looked) : lookInParts(survey_, texts);
  if (known.size >= MOST_KNOWN) forgetCharacters();
  if (texts.length < MOST_TEXTS) known.set(texts, characters);
  return characters;
}

function readFound({ found, counts }: Survey, count: number): Characters {
  const held: number[] = []; // a typed array takes longer to make
  let all = 0;
  for (let i = 0; i < count; i++) {
    const bits = found[i] as number;
    held.push(bits);
    all |= bits;
  }
  return { held, all, counts: readCounts(counts) };
}

/** More texts than the kernel has room for, or longer ones; or none. */
function lookInParts(survey_: Survey, texts: Texts): Characters {
  const counts = noCounts();
  const held: number[] = [];
  let all = 0;
  for (let from = 0; from < texts.length; ) {
    const to = survey_.look(texts, from, BEHIND_HALF_MARK);
    if (to > from) {
      const part = readFound(survey_, to - from);
      for (const bits of part.held) held.push(bits);
      all |= part.all;
      addCounts(part.counts, counts);
      from = to;
    } else {
      const { text } = texts[from++] as Texts[number];
      const bits = heldBy(text);
      held.push(bits);
      all |= bits;
      countScript(text, 0, text.length, counts);
    }
  }
  return { held, all, counts };
}

/** In the order of `startSurvey`. */
function readCounts(found: Int32Array): ScriptCounts {
  return {
    traditional: found[0] as number,
    simplified: found[1] as number,
    functions: found[2] as number,
    zhu: found[3] as number,
    kana: found[4] as number,
    han: found[5] as number,
    hangul: found[6] as number,
    latin: found[7] as number,
    cyrillic: found[8] as number,
  };
}

function addCounts(found: ScriptCounts, counts: ScriptCounts): void {
  for (const sort of Object.keys(counts) as (keyof ScriptCounts)[]) counts[sort] += found[sort];
}

/** The characters of one text by class. */
export function countCharacters(text: string): ScriptCounts {
  const survey_ = survey ?? startSurvey();
  if (survey_.lookAtOne(text, BEHIND_HALF_MARK)) return readCounts(survey_.counts);
  const counts = noCounts();
  countScript(text, 0, text.length, counts);
  return counts;
}

/** What one text holds. */
export function heldBy(text: string): number {
  return (survey ?? startSurvey()).lookAt(text, BEHIND_HALF_MARK);
}
