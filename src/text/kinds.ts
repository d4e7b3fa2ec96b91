// What UTF-16 units are to house style and to the marks of Chinese text.

/** Sorts of units. */
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
