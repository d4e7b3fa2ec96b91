import { nextHigh, wordsOf } from "./high-bytes.ts";

/** How many bytes around the non-ASCII characters are looked at. Every model has decided long before; see docs/stages/decode.md. */
export const SAMPLE_BYTES = 4096;
/** So many ASCII bytes in a row end a stretch. */
const GAP_BYTES = 8;
/** ASCII before the first non-ASCII byte of a stretch. */
const CONTEXT_BYTES = 6;
/** Files beyond this size are sampled at several places. */
const WHOLE_BYTES = 16384;
const PLACES = 8;

/**
 * The non-ASCII stretches of a file with a little ASCII around them, joined by line feeds. A stretch begins where no encoding can be
 * inside a character: behind eight ASCII bytes. A big file gives its beginning and pieces from seven places further on.
 */
export function takeSample(bytes: Uint8Array, limit: number = SAMPLE_BYTES): Uint8Array {
  const sample = new Uint8Array(limit + 1);
  if (bytes.length <= WHOLE_BYTES) return sample.subarray(0, collect(bytes, 0, bytes.length, sample, 0, limit));
  const share = limit / PLACES;
  let used = collect(bytes, 0, bytes.length >> 1, sample, 0, 2 * share);
  for (let place = 1; place < PLACES; place++) {
    const from = findStart(bytes, Math.floor((bytes.length / PLACES) * place));
    used = collect(bytes, from, Math.min(bytes.length, from + 65536), sample, used, Math.min(limit, used + share));
  }
  return sample.subarray(0, collect(bytes, 0, used === 0 ? bytes.length : 0, sample, used, limit));
}

/** A place behind a control or a space (never part of a longer character) at or after `at`. */
function findStart(bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + 4096);
  for (let i = at; i < end; i++) if ((bytes[i] as number) < 0x30) return i + 1;
  return at;
}

/** Copies stretches from [from, to) behind `used` bytes of the sample until it holds `limit`; returns the bytes used. */
function collect(bytes: Uint8Array, from: number, to: number, sample: Uint8Array, used: number, limit: number): number {
  const words = wordsOf(bytes);
  let at = from;
  let out = used;
  while (at < to && out < limit) {
    at = nextHigh(bytes, words, at, to);
    if (at >= to) break;
    let start = Math.max(from, at - CONTEXT_BYTES);
    while (start > from && start < at && (bytes[start] as number) >= 0x80) start++;
    if (out > 0) sample[out++] = 0x0a;
    let quiet = 0;
    at = start;
    while (at < to && out < limit && quiet < GAP_BYTES) {
      const byte = bytes[at++] as number;
      quiet = byte < 0x80 && at > start + CONTEXT_BYTES ? quiet + 1 : 0;
      sample[out++] = byte;
    }
  }
  return out;
}
