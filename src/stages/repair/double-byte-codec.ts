// Text that was read in the wrong double-byte codec: UTF-8 as GBK, Big5 as GBK, GBK as Big5.
import type { Edit } from "../../text/edits.ts";
import { type GbkBytes, LOST_BYTE, type Stretch, toGbk } from "./gbk-bytes.ts";
import { CODEC } from "./kernel.ts";
import { big5, type DoubleByteCodec, gbk } from "./legacy-codecs.ts";
import { decodeLossy } from "./lossy-utf8.ts";
import type { CharacterModel, RepairTables } from "./model.ts";
import type { RuleContext } from "./rules.ts";

/** Nats that decoding a stretch as UTF-8 must gain, and decoded characters that it must have. */
const MIN_GAIN = 10;
const MIN_DECODED = 2;
/** Mean nats a character that the decoded stretch may cost; ordinary text has about 5. */
const MAX_DECODED_COST = 9.5;
/** Searches for lost bytes that came to nothing in one line: then it has none. */
const MAX_FAILURES = 6;

/** UTF-8 read as GBK, whole lines or parts. For lines with a window of rare characters and the bytes of two UTF-8 sequences in a row. */
export function repairUtf8AsGbk(text: string, context: RuleContext): readonly Edit[] {
  return context.isOn("utf8-as-gbk") ? utf8Edits(text, context.tables) : [];
}

/** What the search for UTF-8 in the bytes of a line asks of two neighbours before it looks closer (kernel/closer.as). */
export function utf8Traits(unit: number): { readonly mayBegin: boolean; readonly mayFollow: boolean } {
  const code = gbk().encode(unit);
  return {
    mayBegin: code >= 0xe280 && code < 0xf000 && isContinuation(code & 0xff),
    mayFollow: isLostUnit(unit) || isContinuation(code >> 8),
  };
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function isLostUnit(unit: number): boolean {
  return unit === 0xfffd || unit === 0x3f;
}

function utf8Edits(text: string, tables: RepairTables): Edit[] {
  const coded = toGbk(text);
  const model = tables.model();
  const edits: Edit[] = [];
  let failures = 0;
  for (let at = 0; at < coded.length; ) {
    const start = coded.units[at] as number;
    const mayBegin = start >= 0 && (coded.bytes[at] as number) >= 0xc2;
    const stretch = mayBegin ? readUtf8(coded, at) : null;
    const lossy = mayBegin && failures < MAX_FAILURES && beginsLossy(coded, at) ? decodeLossy(coded, at, tables) : null;
    const best = stretch === null && lossy === null ? null : pickStretch(text, start, stretch, lossy, model);
    if (best !== lossy && lossy !== null) failures++;
    if (best === null) at++;
    else {
      edits.push({ start, end: best.end, rule: "utf8-as-gbk", after: best.after });
      at = best.next;
    }
  }
  return edits;
}

/** A lead byte of Chinese text, then continuation bytes, the second of which may be lost. */
function beginsLossy({ bytes }: GbkBytes, at: number): boolean {
  const lead = bytes[at] as number;
  if (lead < 0xe2 || at + 2 >= bytes.length) return false;
  const second = bytes[at + 1] as number;
  const third = bytes[at + 2] as number;
  const isLead = (lead >= 0xe2 && lead <= 0xe9) || lead === 0xef;
  return isLead && second >= 0x80 && second <= 0xbf && ((third >= 0x80 && third <= 0xbf) || third === LOST_BYTE || third === 0x3f);
}

function pickStretch(text: string, start: number, strict: Stretch | null, lossy: Stretch | null, model: CharacterModel): Stretch | null {
  let best: Stretch | null = null;
  let bestGain = MIN_GAIN;
  const previous = start > 0 ? model.idOf(text.charCodeAt(start - 1)) : 0;
  for (const one of [strict, lossy]) {
    if (one === null || countBeyondAscii(one.after) < MIN_DECODED) continue;
    const cost = model.textCost(one.after, previous);
    if (cost > one.after.length * MAX_DECODED_COST) continue;
    const gain = model.textCost(text.slice(start, one.end), previous) - cost;
    if (gain > bestGain) {
      best = one;
      bestGain = gain;
    }
  }
  return best;
}

function countBeyondAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) count++;
  return count;
}

/** The longest valid UTF-8 from byte `at` that ends where a character ends; ASCII may stand inside. */
function readUtf8(coded: GbkBytes, at: number): Stretch | null {
  let after = "";
  let best: Stretch | null = null;
  let index = at;
  while (index < coded.length) {
    const byte = coded.bytes[index] as number;
    const length = byte < 0 ? 0 : byte < 0x80 ? 1 : sequenceLength(coded.bytes, index);
    if (length === 0) break;
    let code = length === 1 ? byte : byte & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) code = (code << 6) | ((coded.bytes[index + i] as number) & 0x3f);
    if (!isPlausibleCode(code)) break;
    after += String.fromCodePoint(code);
    index += length;
    const end = coded.units[index] as number;
    if (end >= 0 && (length > 1 || coded.units[index - 1] === -1)) best = { next: index, end, after };
  }
  return best;
}

/** ASCII, latin-1, marks and signs, CJK: what a page in Chinese may hold. */
function isPlausibleCode(code: number): boolean {
  return (
    code < 0x100 ||
    (code >= 0x2010 && code < 0xa000) ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe10 && code < 0x10000) ||
    (code >= 0x1f300 && code < 0x1fb00)
  );
}

function sequenceLength(bytes: Int16Array, at: number): number {
  const lead = bytes[at] as number;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe1 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf3 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] as number;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return lead === 0xed && (bytes[at + 1] as number) > 0x9f ? 0 : length;
}

/** The whole line in the other of GBK and Big5, when the model likes it far better. For lines of rare characters; Japanese ones are left alone. */
export function repairOtherCodec(text: string, context: RuleContext): readonly Edit[] {
  const allowed = (context.isOn("big5-as-gbk") ? CODEC.big5 : 0) | (context.isOn("gbk-as-big5") ? CODEC.gbk : 0);
  const codec = context.tables.kernel().otherCodec(text, allowed);
  if (codec === 0) return [];
  const isBig5 = codec === CODEC.big5;
  const after = isBig5 ? recode(text, gbk(), big5()) : recode(text, big5(), gbk());
  return [{ start: 0, end: text.length, rule: isBig5 ? "big5-as-gbk" : "gbk-as-big5", after }];
}

function recode(text: string, from: DoubleByteCodec, to: DoubleByteCodec): string {
  let after = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const code = from.encode(unit);
    after += String.fromCharCode(unit < 0x80 ? unit : to.decode(code >> 8, code & 0xff));
  }
  return after;
}
