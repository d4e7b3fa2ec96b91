// GBK, Big5 and windows-1252 as tables, made from the platform's own decoders at first need.
import { prepareTables } from "../../data/prepare.ts";

/** Two-byte codec over UTF-16 units; 0 = no such character. */
export interface DoubleByteCodec {
  /** Character of two bytes; `lead` 0x81–0xFE, `trail` 0x40–0xFE. */
  readonly decode: (lead: number, trail: number) => number;
  /** Bytes of a character, `lead << 8 | trail`. */
  readonly encode: (unit: number) => number;
}

const cache = new Map<string, DoubleByteCodec>();

/** GBK with its user-defined rows as private-use characters, as windows-936 and the WHATWG gb18030 decoder have it. */
export function gbk(): DoubleByteCodec {
  return codecOf("gb18030");
}

/** Big5 with the Hong Kong supplement, as the WHATWG decoder has it. */
export function big5(): DoubleByteCodec {
  return codecOf("big5");
}

function codecOf(label: string): DoubleByteCodec {
  let codec = cache.get(label);
  if (!codec) {
    codec = buildCodec(label);
    cache.set(label, codec);
  }
  return codec;
}

/** Units by bytes and bytes by unit, 0 = none. */
export interface CodecTables {
  readonly units: Uint16Array;
  readonly codes: Uint16Array;
}

/** The tables of {@link gbk}. */
export function gbkTables(): CodecTables {
  return codecTables("gb18030");
}

/** The tables of {@link big5}. */
export function big5Tables(): CodecTables {
  return codecTables("big5");
}

function codecTables(label: string): CodecTables {
  return prepareTables(`repair ${label}`, () => ({ ...readCodec(label) }));
}

const LEADS = 0xff - 0x81;
const TRAILS = 0xff - 0x40;

function buildCodec(label: string): DoubleByteCodec {
  const { units, codes } = codecTables(label);
  const decode = (lead: number, trail: number): number =>
    lead < 0x81 || lead > 0xfe || trail < 0x40 || trail > 0xfe ? 0 : (units[(lead - 0x81) * TRAILS + trail - 0x40] as number);
  return { decode, encode: (unit) => codes[unit] as number };
}

function readCodec(label: string): CodecTables {
  const units = new Uint16Array(LEADS * TRAILS);
  const codes = new Uint16Array(0x10000);
  // All pairs in one go, each with a line feed behind it: what is no character leaves U+FFFD or more than one unit in its line.
  const bytes = new Uint8Array(LEADS * TRAILS * 3).fill(0x0a);
  for (let i = 0; i < LEADS * TRAILS; i++) {
    bytes[i * 3] = 0x81 + Math.floor(i / TRAILS);
    bytes[i * 3 + 1] = 0x40 + (i % TRAILS);
  }
  const chars = new TextDecoder(label).decode(bytes).split("\n");
  for (let i = 0; i < LEADS * TRAILS; i++) {
    const char = chars[i] as string;
    if (char.length !== 1 || char === "\ufffd") continue;
    const unit = char.charCodeAt(0);
    units[i] = unit;
    // Big5 has a few characters twice and the supplement below 0xA1: the standard place wins.
    if (codes[unit] === 0 || (codes[unit] as number) < 0xa140) codes[unit] = ((0x81 + Math.floor(i / TRAILS)) << 8) | (0x40 + (i % TRAILS));
  }
  if (label === "gb18030") for (const [code, unit] of OLD_PLACES) codes[unit] ||= code;
  return { units, codes };
}

/** Places that had private-use characters before GB18030-2022 gave them characters of their own: code and old unit (GB18030-2000, annex). */
const OLD_PLACES: readonly (readonly [number, number])[] = [
  ...Array.from({ length: 7 }, (_, i): [number, number] => [0xa6d9 + i, 0xe78d + i]),
  [0xa6ec, 0xe794],
  [0xa6ed, 0xe795],
  [0xa6f3, 0xe796],
  [0xa8bc, 0xe7c7],
  [0xfe59, 0xe81e],
  [0xfe61, 0xe826],
  [0xfe66, 0xe82b],
  [0xfe67, 0xe82c],
  [0xfe6d, 0xe832],
  [0xfe7e, 0xe843],
  [0xfe90, 0xe854],
  [0xfea0, 0xe864],
];

/** The 27 characters of windows-1252 in 0x80–0x9F, by byte; 0 where undefined (then the C1 control stands for the byte). */
const WINDOWS_1252: readonly number[] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
/** By units up to the last one of windows-1252, which is U+2122; 0 where it has none. */
export const LATIN_BYTES_BY_UNIT: Uint8Array = new Uint8Array(0x2123);
for (const [index, unit] of WINDOWS_1252.entries()) if (unit !== 0) LATIN_BYTES_BY_UNIT[unit] = 0x80 + index;

/** The byte that windows-1252 or latin-1 shows as this unit; -1 when there is none. */
export function latinByte(unit: number): number {
  if (unit < 0x100) return unit;
  return unit > 0x2122 ? -1 : LATIN_BYTES_BY_UNIT[unit] || -1;
}

/** What windows-1252 shows for a byte 0x80–0xFF. */
export function latinUnit(byte: number): number {
  return byte < 0xa0 ? WINDOWS_1252[byte - 0x80] || byte : byte;
}

let unassigned: Uint8Array | null = null;

/** By bytes, `lead << 8 | trail`: 1 where plain GBK has no character. */
export function unassignedCodes(): Uint8Array {
  unassigned ??= prepareTables("repair unassigned", () => ({
    codes: Uint8Array.from({ length: 0x10000 }, (_, code) => (lacksCharacter(code >> 8, code & 0xff) ? 1 : 0)),
  })).codes;
  return unassigned;
}

/** Plain GBK has no character there: none at all, one of private use, or one that only GB18030 has. */
export function isUnassigned(lead: number, trail: number): boolean {
  return unassignedCodes()[(lead << 8) | trail] === 1;
}

function lacksCharacter(lead: number, trail: number): boolean {
  const unit = gbk().decode(lead, trail);
  if (unit === 0 || (unit >= 0xe000 && unit < 0xf900) || (lead === 0xfe && trail <= 0xa0)) return true;
  return (lead === 0xa2 && trail <= 0xaa) || (lead === 0xa6 && trail >= 0xe0) || (lead === 0xa9 && trail >= 0x89 && trail <= 0x95);
}
