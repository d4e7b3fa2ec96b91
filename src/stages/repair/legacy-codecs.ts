// GBK, Big5 and windows-1252 as tables, made from the platform's own decoders at first need.

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

const LEADS = 0xff - 0x81;
const TRAILS = 0xff - 0x40;

function buildCodec(label: string): DoubleByteCodec {
  const decoder = new TextDecoder(label);
  const units = new Uint16Array(LEADS * TRAILS);
  const codes = new Uint16Array(0x10000);
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const char = decoder.decode(pair);
      if (char.length !== 1 || char === "\ufffd") continue;
      const unit = char.charCodeAt(0);
      units[(lead - 0x81) * TRAILS + trail - 0x40] = unit;
      // Big5 has a few characters twice and the supplement below 0xA1: the standard place wins.
      if (codes[unit] === 0 || (codes[unit] as number) < 0xa140) codes[unit] = (lead << 8) | trail;
    }
  }
  const decode = (lead: number, trail: number): number =>
    lead < 0x81 || lead > 0xfe || trail < 0x40 || trail > 0xfe ? 0 : (units[(lead - 0x81) * TRAILS + trail - 0x40] as number);
  return { decode, encode: (unit) => codes[unit] as number };
}

/** The 27 characters of windows-1252 in 0x80–0x9F, by byte; 0 where undefined (then the C1 control stands for the byte). */
const WINDOWS_1252: readonly number[] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
const WINDOWS_1252_BYTES: ReadonlyMap<number, number> = new Map(
  WINDOWS_1252.flatMap((unit, index) => (unit === 0 ? [] : [[unit, 0x80 + index]])),
);

/** The byte that windows-1252 or latin-1 shows as this unit; -1 when there is none. */
export function latinByte(unit: number): number {
  if (unit < 0x100) return unit;
  return unit > 0x2122 ? -1 : (WINDOWS_1252_BYTES.get(unit) ?? -1);
}

/** What windows-1252 shows for a byte 0x80–0xFF. */
export function latinUnit(byte: number): number {
  return byte < 0xa0 ? WINDOWS_1252[byte - 0x80] || byte : byte;
}
