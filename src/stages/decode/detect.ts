import { isAscii, isUtf8 } from "node:buffer";
import type { Encoding, EncodingHints } from "../../pipeline/document.ts";
import { findDeclaration } from "./declared.ts";
import { detectEscapes } from "./escapes.ts";
import { decodeKernel, SAMPLE_BYTES } from "./kernel.ts";
import { reportedName, resolveEncodingLabel } from "./labels.ts";
import { findOtherEncoding } from "./mixed.ts";
import { race } from "./race.ts";
import { type Controls, isKnownBinary } from "./signatures.ts";
import { detectWide } from "./wide.ts";

/** How much of a file the cheap tests read for escapes and controls, bytes. */
const PREFIX = 65536;
/** How much is read for control characters, bytes. */
const CONTROL_BYTES = 4096;
/** Noise has 11 % controls; logs with colour codes under 1 %. */
const BINARY_CONTROLS = 0.05;
const SUSPICIOUS_CONTROLS = 0.005;
const NOISE_BITS_PER_BYTE = 8;
/** Valid UTF-8 of so many non-ASCII bytes in a sample of that size is UTF-8; a shorter one is scored against the other encodings. */
const SURE_UTF8_BYTES = 48;
const UTF8_SAMPLE = 256;

/** By what they begin with. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
];

/**
 * The encoding of bytes: name as in `metadata.encoding`, `utf-8+NAME` where lines in UTF-8 and another one are mixed; confidence 0.001
 * to 0.999; null when they hold no text. An unknown forced name counts as none: check it with `resolveEncodingLabel` first.
 * Reads a bounded sample: of a file that does not sit in memory, hand over its beginning and a few pieces, cut at line ends.
 */
export function detectEncoding(bytes: Uint8Array, hints: EncodingHints = {}): Encoding | null {
  const forced = hints.forced === undefined ? null : resolveEncodingLabel(hints.forced);
  if (forced !== null) return { name: reportedName(forced), confidence: 0.999 };
  decodeKernel().load(bytes);
  const found = detectMainEncoding(bytes, hints);
  if (found === null || !MIXABLE.has(found.name) || (found.name === "utf-8" && isUtf8(bytes))) return found;
  const other = findOtherEncoding(bytes, found.name);
  return other === null ? found : { name: `utf-8+${other === "utf-8" ? found.name : other}`, confidence: found.confidence };
}

/** Encodings of which a line can be told from UTF-8. */
const MIXABLE: ReadonlySet<string> = new Set(["utf-8", "gb18030", "big5", "euc-tw", "shift_jis", "euc-jp", "euc-kr"]);

function detectMainEncoding(bytes: Uint8Array, hints: EncodingHints): Encoding | null {
  const marked = findMark(bytes);
  if (marked !== null) return { name: marked, confidence: 0.999 };
  if (isKnownBinary(bytes)) return null;
  const prefix = Math.min(bytes.length, PREFIX);
  const controls = decodeKernel().countControls(Math.min(prefix, CONTROL_BYTES));
  const isClean = controls.zeros + controls.others === 0;
  const valid = isUtf8(bytes);
  if (valid && isClean && isRichUtf8(bytes)) return { name: "utf-8", confidence: 0.999 };
  if (isAscii(bytes)) {
    const escaped = detectEscapes(bytes, prefix);
    if (escaped !== null) return { name: escaped, confidence: 0.97 };
    if (isClean) return { name: "utf-8", confidence: 0.99 };
  }
  if (valid && isClean) return detectPoorUtf8(bytes, hints);
  return detectLegacy(bytes, declaredNames(bytes, hints), valid, controls);
}

/** Bytes that marks begin with. */
const MARK_BEGINNINGS: ReadonlySet<number> = new Set(MARKS.map(([, mark]) => mark[0] as number));

function findMark(bytes: Uint8Array): string | null {
  return MARK_BEGINNINGS.has(bytes[0] as number) ? readMark(bytes) : null;
}

function readMark(bytes: Uint8Array): string | null {
  return MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
}

function declaredNames(bytes: Uint8Array, hints: EncodingHints): string[] {
  const own = findDeclaration(bytes);
  const given = hints.declared === undefined ? null : resolveEncodingLabel(hints.declared);
  return [own, given === null ? null : reportedName(given)].filter((name) => name !== null);
}

function isRichUtf8(bytes: Uint8Array): boolean {
  const kernel = decodeKernel();
  return kernel.countHigh(kernel.takeSample(0, bytes.length, UTF8_SAMPLE)) >= SURE_UTF8_BYTES;
}

function detectPoorUtf8(bytes: Uint8Array, hints: EncodingHints): Encoding {
  const sample = decodeKernel().takeSample(0, bytes.length, UTF8_SAMPLE);
  const result = race(sample, { declared: declaredNames(bytes, hints), validUtf8: true });
  return { name: result.best.name, confidence: toConfidence(result.margin) };
}

function detectLegacy(bytes: Uint8Array, declared: readonly string[], valid: boolean, { zeros, others }: Controls): Encoding | null {
  const options = { declared, validUtf8: valid };
  const wide = detectWide(bytes, (end) => {
    decodeKernel().setSample(bytes.subarray(0, end));
    return race(end, options).best.bits;
  });
  if (wide !== null) return { name: wide.best.name, confidence: toConfidence(wide.margin) };
  const sample = decodeKernel().takeSample(0, bytes.length, SAMPLE_BYTES);
  const result = race(sample, options);
  const read = Math.min(bytes.length, CONTROL_BYTES);
  // Zero bytes are damage, however many stand before the text; nothing else is no text.
  if (zeros === read || others > BINARY_CONTROLS * (read - zeros)) return null;
  if (zeros + others > SUSPICIOUS_CONTROLS * read && result.best.bits > NOISE_BITS_PER_BYTE * sample) return null;
  return { name: result.best.name, confidence: toConfidence(result.margin) };
}

/**
 * Confidence from the margin in bits. Were characters independent, it would be 1 / (1 + 2^-margin); two bits of margin are worth about
 * one. Fitted on 33,000 cut pieces of held-out texts (docs/stages/decode.md).
 */
function toConfidence(margin: number): number {
  return Math.max(0.001, Math.min(0.999, 1 - 0.5 * 2 ** (-margin / 2)));
}
