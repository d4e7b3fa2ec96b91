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

/** Kinds by ranges of units, both ends included; later ones win. */
const RANGES: readonly (readonly [first: number, last: number, kind: number])[] = [
  [0x20, 0x20, Kind.space],
  [0x22, 0x22, Kind.quote],
  [0x27, 0x27, Kind.apostrophe],
  [0x2e, 0x2e, Kind.fullStop],
  [0x30, 0x39, Kind.alnum],
  [0x41, 0x5a, Kind.alnum],
  [0x61, 0x7a, Kind.alnum],
  [0xa0, 0xa0, Kind.space],
  [0x1100, 0x11ff, Kind.kana], // jamo
  [0x2000, 0x200a, Kind.space],
  [0x202f, 0x202f, Kind.space],
  [0x205f, 0x205f, Kind.space],
  [0x2e80, 0x2fd5, Kind.compatible], // CJK radicals, Kangxi radicals
  [0x3000, 0x3000, Kind.ideographicSpace],
  [0x3005, 0x3005, Kind.han],
  [0x3007, 0x3007, Kind.han],
  [0x3041, 0x30fa, Kind.kana],
  [0x30fc, 0x30ff, Kind.kana],
  [0x3130, 0x318f, Kind.kana], // compatibility jamo
  [0x31f0, 0x31ff, Kind.kana],
  [0x3400, 0x4dbf, Kind.han],
  [0x4e00, 0x9fff, Kind.han],
  [0xac00, 0xd7a3, Kind.kana], // hangul
  [0xd840, 0xd8bf, Kind.han], // first halves of planes 2 and 3
  [0xd87e, 0xd87e, Kind.compatible], // first half of U+2F800 to U+2FA1F
  [0xf900, 0xfaff, Kind.compatible],
  [0xff10, 0xff19, Kind.fullAlnum],
  [0xff21, 0xff3a, Kind.fullAlnum],
  [0xff41, 0xff5a, Kind.fullAlnum],
];

/** Kind by UTF-16 unit. */
export const KIND: Uint8Array = makeKinds();

function makeKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (const [first, last, kind] of RANGES) kinds.fill(kind, first, last + 1);
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
 * Looks once at every unit of a text that was laid out, at units[start, end). The gate of this stage: most blocks need nothing.
 *
 * @returns bits of `Todo`; 0 in most lines of well-set text but for `fullMarkSeen`
 */
export function scanUnits(units: Uint16Array, start: number, end: number): number {
  const kinds = KIND;
  const pairs = PAIRS;
  let todo = 0;
  let left = Kind.other as number;
  for (let i = start; i < end; i++) {
    const kind = kinds[units[i] as number] as number;
    todo |= pairs[(left << 4) | kind] as number;
    left = kind;
  }
  return left === Kind.halfMark ? todo | Todo.punctuation : todo;
}

/** The same for a text by itself. */
export function scanText(text: string): number {
  const kinds = KIND;
  const pairs = PAIRS;
  let todo = 0;
  let left = Kind.other as number;
  for (let i = 0; i < text.length; i++) {
    const kind = kinds[text.charCodeAt(i)] as number;
    todo |= pairs[(left << 4) | kind] as number;
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
