import { isAsciiDigit, isAsciiLetter, isHangulUnit, isHanHighSurrogate, isHanUnit, isKanaUnit } from "../../text/hanzi.ts";

/** What a UTF-16 unit is to the rules of house style. */
export const Kind = {
  other: 0,
  /** Han characters; both halves of those outside the basic plane. */
  han: 1,
  /** Marks that are full-width by themselves: 。、《》「」【】 … but not the seven that `fullMark` names. */
  wide: 2,
  /** ，！？：；（）: the marks whose width tells how a document is punctuated. */
  fullMark: 3,
  /** “ ” ‘ ’ … — ·: shared by Chinese and Latin text. */
  sharedMark: 4,
  /** ASCII letters and digits. */
  alnum: 5,
  /** Blanks, but for tabs (they part columns) and U+3000. */
  space: 6,
  ideographicSpace: 7,
  /** , ! ? : ; ( ) */
  halfMark: 8,
  quote: 9,
  apostrophe: 10,
  fullStop: 11,
  /** Dots that stand for the dot in foreign names: • ・ ‧ ⋅ ∙ */
  dot: 12,
  /** Full-width letters and digits. */
  fullAlnum: 13,
  /** Kangxi radicals and compatibility ideographs, also the first half of those outside the basic plane. */
  compatible: 14,
  kana: 15,
} as const;

const WIDE = "。、《》〈〉「」『』【】〔〕〖〗〝〞～";
const FULL_MARKS = "，！？：；（）";
const SHARED_MARKS = "“”‘’…—·";
const HALF_MARKS = ",!?:;()";
const DOTS = "•・‧⋅∙";

/** Ranges of units that are all of one kind: extension A, URO, Yi to the syllables of Hangul, those, private use. */
const ONE_KIND: readonly (readonly [number, number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xabff],
  [0xac00, 0xd7a3],
  [0xe000, 0xf8ff],
];

/** Kind by UTF-16 unit. */
export const KIND: Uint8Array = makeKinds();

function makeKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  // Nothing runs faster than before its first document: five of six units lie in ranges of one kind.
  let next = 0;
  for (const [first, last] of ONE_KIND) {
    for (let unit = next; unit < first; unit++) kinds[unit] = kindOf(unit);
    kinds.fill(kindOf(first), first, last + 1);
    next = last + 1;
  }
  for (let unit = next; unit < 0x10000; unit++) kinds[unit] = kindOf(unit);
  const lists: readonly (readonly [string, number])[] = [
    [WIDE, Kind.wide],
    [FULL_MARKS, Kind.fullMark],
    [SHARED_MARKS, Kind.sharedMark],
    [HALF_MARKS, Kind.halfMark],
    [DOTS, Kind.dot],
  ];
  for (const [marks, kind] of lists) for (let i = 0; i < marks.length; i++) kinds[marks.charCodeAt(i)] = kind;
  return kinds;
}

function kindOf(unit: number): number {
  if (isCompatibilityUnit(unit)) return Kind.compatible;
  if (isHanUnit(unit) || isHanHighSurrogate(unit)) return Kind.han;
  if (isAsciiLetter(unit) || isAsciiDigit(unit)) return Kind.alnum;
  if (isFullWidthAlnum(unit)) return Kind.fullAlnum;
  if (isKanaUnit(unit) || isHangulUnit(unit)) return Kind.kana;
  if (unit === 0x3000) return Kind.ideographicSpace;
  if (unit === 0x20 || unit === 0xa0 || unit === 0x202f || unit === 0x205f || (unit >= 0x2000 && unit <= 0x200a)) return Kind.space;
  if (unit === 0x22) return Kind.quote;
  if (unit === 0x27) return Kind.apostrophe;
  return unit === 0x2e ? Kind.fullStop : Kind.other;
}

/** CJK radicals, Kangxi radicals, compatibility ideographs, and U+D87E, the first half of U+2F800 to U+2FA1F. */
function isCompatibilityUnit(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x2fd5) || (unit >= 0xf900 && unit <= 0xfaff) || unit === 0xd87e;
}

/** Full-width ASCII letters and digits. */
export function isFullWidthAlnum(unit: number): boolean {
  return (unit >= 0xff10 && unit <= 0xff19) || (unit >= 0xff21 && unit <= 0xff3a) || (unit >= 0xff41 && unit <= 0xff5a);
}

/** What there may be to do in a block: bits of the result of `scanBlock`. */
export const Todo = {
  spacing: 1,
  forms: 2,
  punctuation: 4,
  quotes: 8,
  nameDot: 16,
  fullMarkSeen: 32,
  halfAfterHan: 64,
  stopSeen: 128,
} as const;

const PAIRS: Uint8Array = makePairs();

/** Bits of `Todo` by two neighbouring kinds (`left << 4 | right`). */
function makePairs(): Uint8Array {
  const pairs = new Uint8Array(256);
  const all = [...Array(16).keys()];
  const add = (lefts: readonly number[], rights: readonly number[], bits: number): void => {
    for (const left of lefts)
      for (const right of rights) {
        const place = (left << 4) | right;
        pairs[place] = (pairs[place] as number) | bits;
      }
  };
  const chinese = [Kind.han, Kind.wide, Kind.fullMark, Kind.compatible];
  const marks = [Kind.wide, Kind.fullMark, Kind.sharedMark, Kind.dot];
  add([Kind.han, Kind.compatible, ...marks], [Kind.space], Todo.spacing);
  add([Kind.space], [Kind.han, Kind.compatible, ...marks], Todo.spacing);
  add([Kind.han, ...marks], [Kind.ideographicSpace], Todo.spacing);
  add(all, [Kind.fullAlnum, Kind.compatible], Todo.forms);
  add([...chinese, Kind.sharedMark], [Kind.halfMark], Todo.punctuation);
  add([Kind.halfMark], [...chinese, Kind.sharedMark], Todo.punctuation);
  add([Kind.halfMark], [Kind.space], Todo.punctuation);
  add(all, [Kind.quote], Todo.quotes);
  add([...chinese, Kind.sharedMark], [Kind.apostrophe], Todo.quotes);
  add([Kind.apostrophe], [...chinese, Kind.sharedMark], Todo.quotes);
  add([Kind.han], [Kind.fullStop, Kind.dot], Todo.nameDot);
  add([Kind.space], [Kind.dot], Todo.nameDot);
  add(all, [Kind.fullMark], Todo.fullMarkSeen);
  return pairs;
}

/**
 * Looks once at every unit of a block. The gate of this stage: most blocks need nothing.
 *
 * @returns bits of `Todo`; 0 in most lines of well-set text but for `fullMarkSeen`
 */
export function scanBlock(text: string): number {
  let todo = 0;
  let left = Kind.other as number;
  for (let i = 0; i < text.length; i++) {
    const kind = KIND[text.charCodeAt(i)] as number;
    todo |= PAIRS[(left << 4) | kind] as number;
    left = kind;
  }
  return left === Kind.halfMark ? todo | Todo.punctuation : todo;
}

/** How many of , ! ? : ; ( ) stand directly after a Han character, up to `enough`. */
export function countHalfAfterHan(text: string, enough: number): number {
  let count = 0;
  for (let i = 1; i < text.length && count < enough; i++) {
    if (KIND[text.charCodeAt(i)] !== Kind.halfMark) continue;
    const isLow = (text.charCodeAt(i - 1) & 0xfc00) === 0xdc00;
    const left = KIND[text.charCodeAt(isLow ? i - 2 : i - 1)];
    if (left === Kind.han || left === Kind.compatible) count++;
  }
  return count;
}
