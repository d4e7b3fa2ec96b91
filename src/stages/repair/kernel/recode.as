// A line in the other of GBK and Big5, and what it costs there: fed in pieces, so that lines of any length fit. Costs are in steps of 1/16 nat.
import { BIG5_CODES, BIG5_UNITS, GBK_CODES, GBK_UNITS, LINE, READINGS_OF_LINE, TRAILS } from "./memory";
import { costOf, idOf } from "./model";
import { isKana } from "./units";

// Three readings of the line: as it stands; what Big5 has for its bytes in GBK; what GBK has for its bytes in Big5. i32 each: cost and number of
// the units beyond ASCII, id of the last unit, whether some unit has none.
const OWN: usize = READINGS_OF_LINE;
const BIG5: usize = READINGS_OF_LINE + 16;
const GBK: usize = READINGS_OF_LINE + 32;
/** i32: CJK and kana of the line. */
const CJK: usize = READINGS_OF_LINE + 48;
const KANA: usize = READINGS_OF_LINE + 52;

/** Mean nats a character that the other reading must gain, and what it may cost at most. */
const MIN_MEAN_GAIN: f64 = 1.6;
const MAX_MEAN_COST: f64 = 9.2;
const LOG_STEP: f64 = 1.0 / 16.0;
/** Which readings may be chosen. */
const MAY_BE_BIG5: u32 = 1;
const MAY_BE_GBK: u32 = 2;

export function beginLine(): void {
  memory.fill(READINGS_OF_LINE, 0, 56);
}

/** Reads on; false where neither codec is left. */
export function feedLine(length: i32): bool {
  for (let at = LINE, end = LINE + (<usize>length << 1); at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    if (load<i32>(BIG5, 12) == 0) add(BIG5, recoded(GBK_CODES, BIG5_UNITS, unit), unit);
    if (load<i32>(GBK, 12) == 0) add(GBK, recoded(BIG5_CODES, GBK_UNITS, unit), unit);
    if (load<i32>(BIG5, 12) != 0 && load<i32>(GBK, 12) != 0) return false;
    add(OWN, unit, unit);
    if (isCjk(unit)) store<i32>(CJK, load<i32>(CJK) + 1);
    if (isKana(unit)) store<i32>(KANA, load<i32>(KANA) + 1);
  }
  return true;
}

/**
 * The one of the allowed readings that the model likes far better than the line as it stands, as its bit; 0 = none. Japanese lines are left
 * alone.
 */
export function chooseReading(allowed: u32): u32 {
  const cjk = load<i32>(CJK);
  if (cjk < 3 || load<i32>(KANA) * 2 >= cjk) return 0;
  let best: u32 = 0;
  let bestCost = min(MAX_MEAN_COST, meanOf(OWN) - MIN_MEAN_GAIN);
  if ((allowed & MAY_BE_BIG5) != 0 && load<i32>(BIG5, 12) == 0 && meanOf(BIG5) < bestCost) {
    best = MAY_BE_BIG5;
    bestCost = meanOf(BIG5);
  }
  if ((allowed & MAY_BE_GBK) != 0 && load<i32>(GBK, 12) == 0 && meanOf(GBK) < bestCost) best = MAY_BE_GBK;
  return best;
}

/** The reading of a line in one piece that may be chosen, of both. */
export function otherCodec(length: i32): u32 {
  beginLine();
  return feedLine(length) ? chooseReading(MAY_BE_BIG5 | MAY_BE_GBK) : 0;
}

/** Mean cost of a reading in nats. */
function meanOf(reading: usize): f64 {
  const count = load<i32>(reading, 4);
  return count == 0 ? 0 : (<f64>load<i32>(reading) * LOG_STEP) / <f64>count;
}

/** Adds a unit to a reading, which it ends where it is 0 and stands for another one. */
function add(reading: usize, unit: u32, original: u32): void {
  if (unit == 0 && original != 0) {
    store<i32>(reading, 1, 12);
    return;
  }
  if (unit >= 0x80) {
    store<i32>(reading, load<i32>(reading) + costOf(load<u32>(reading, 8), unit));
    store<i32>(reading, load<i32>(reading, 4) + 1, 4);
  }
  store<u32>(reading, idOf(unit), 8);
}

/** The unit that another codec has for the bytes of a unit; 0 = none. */
function recoded(codes: usize, units: usize, unit: u32): u32 {
  if (unit < 0x80) return unit;
  const code = <u32>load<u16>(codes + (<usize>unit << 1));
  const lead = code >>> 8;
  const trail = code & 0xff;
  if (lead - 0x81 > 0xfe - 0x81 || trail - 0x40 > 0xfe - 0x40) return 0;
  return load<u16>(units + (<usize>((lead - 0x81) * TRAILS + trail - 0x40) << 1));
}

/** Han, kana, CJK or full-width punctuation; private use. */
function isCjk(unit: u32): bool {
  return (
    unit - 0x2e80 <= 0x9fff - 0x2e80 ||
    unit - 0xe000 <= 0xfaff - 0xe000 ||
    unit - 0xff00 <= 0xffef - 0xff00 ||
    unit - 0xd840 <= 0xd8bf - 0xd840
  );
}
