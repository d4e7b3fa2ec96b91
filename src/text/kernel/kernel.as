// AssemblyScript: `node scripts/kernel.mjs` compiles this file to ../kernel-code.ts. ../survey.ts says what the addresses hold.
//
// Looks once at every unit of texts that lie one behind another, a unit between them: which units and which pairs of neighbours they hold.
// One load from a table for each unit and no branch on what it says.

/** i32 by text, and one more: its first unit. */
export const STARTS: usize = 0;
/** u32 by text, or the places of some texts: what was found. */
export const FOUND: usize = 0x5000;
/** u16, 2^SLOT_BITS: where four units in a row stood last. */
const RECENT: usize = 0x9000;
const SLOT_BITS: u64 = 13;
/** u8: what the units of one text cost, but for ASCII. Two zeros stand in front. */
const COSTS: usize = 0xd000;
/** u64 by script bits of an entry: nine numbers of seven bits, as they are added to the counts. */
const SPREAD: usize = 0x15200;
/** Nine i32: how many units of each sort. */
const COUNTS: usize = 0x15a00;
/** u16: the units. */
export const UNITS: usize = 0x16000;
/** u32, beside FOUND where that holds places: what was found there. */
const SIGNS: usize = 0x27000;
/** u32 by unit: the tables, one behind another. */
export const TABLES: usize = 0x2b000;

/** Bits of a table's entries: cost or script, eight bits; right and left side of a pair; others. */
const SCRIPT_BITS: u32 = 0xff;
const PAIRS: u32 = 0x1ff00;
/** From the left side to the right side. */
const SIDE_SHIFT: u32 = 9;
const SINGLES: u32 = 0xfc000000;

/** What ../../stages/repair/sieve.ts makes of the others. */
const TRADITIONAL: u32 = 1 << 26;
const SIMPLIFIED: u32 = 1 << 27;
/** Says something whatever stands beside it. */
const ALWAYS: u32 = (1 << 28) | (1 << 30);
/** Does not stand in a caption. */
const BREAK: u32 = 1 << 29;
const ASCII_SHIFT: u32 = 31;
/** Two neighbours that may be UTF-8: they say something only of a text with rare characters. */
const MAY_BE_UTF8: u32 = 1 << 16;
/** Signs of a text, beside bits of entries: a caption twice in a row; rare characters that stand together; many of them. */
const TWICE: u32 = 1;
const RARE: u32 = 2;
const STRANGE: u32 = 4;

/** Three neighbouring costs whose sum is higher are rare; one in so many is much. */
const RARE_SUM: i32 = 451;
const STRANGE_SHARE: i32 = 4;
/** A text of 6 to 40 units that stands twice in a row. */
const LEAST_REPEAT: usize = 6;
const MOST_REPEAT: usize = 40;

/** Where the last text ended, so that no four units of another are near. */
let base: u32 = 0;

/**
 * Lists the texts that may be damaged: those with a pair or unit of the table, with some traditional characters among simplified ones, with rare
 * characters, or with a caption that stands twice in a row. Gives their number.
 */
export function sift(table: usize, texts: i32): i32 {
  let suspects = 0;
  for (let n = 0; n < texts; n++) {
    const starts = STARTS + (<usize>n << 2);
    const first = UNITS + (<usize>load<i32>(starts) << 1);
    const end = UNITS + (<usize>load<i32>(starts, 4) << 1) - 2;
    let before: u32 = 0;
    let pairs: u32 = 0;
    let all: u32 = 0;
    let cost = COSTS + 2;
    for (let at = first; at < end; at += 2) {
      const entry = load<u32>(table + (<usize>load<u16>(at) << 2));
      pairs |= (before >>> SIDE_SHIFT) & entry;
      all |= entry;
      before = entry;
      store<u8>(cost, <u8>entry);
      cost += 1 - <usize>(entry >>> ASCII_SHIFT);
    }
    let signs = (pairs & PAIRS) | (all & ALWAYS) | rarity(cost);
    if (isTwice(table, first, end)) signs |= TWICE;
    if ((all & TRADITIONAL) != 0 && (all & SIMPLIFIED) != 0 && isMixed(table, first, end)) signs |= TRADITIONAL | SIMPLIFIED;
    if ((signs & ~(MAY_BE_UTF8 | RARE)) == 0 && (signs & (MAY_BE_UTF8 | RARE)) != (MAY_BE_UTF8 | RARE)) continue;
    store<i32>(FOUND + (<usize>suspects << 2), n);
    store<u32>(SIGNS + (<usize>suspects << 2), signs);
    suspects++;
  }
  return suspects;
}

/** Whether rare characters stand together in a text whose costs end before `end`: anywhere (RARE), and in many places (STRANGE). */
// @ts-ignore
@inline
function rarity(end: usize): u32 {
  v128.store(end, i64x2.splat(0));
  let sum = i16x8.splat(0);
  for (let at = COSTS; at < end - 2; at += 8) {
    const three = i16x8.add(i16x8.add(v128.load8x8_u(at), v128.load8x8_u(at + 1)), v128.load8x8_u(at + 2));
    sum = i16x8.sub(sum, i16x8.gt_s(three, i16x8.splat(<i16>RARE_SUM)));
  }
  const sums = i32x4.extadd_pairwise_i16x8_s(sum);
  let windows = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  if (windows == 0) return 0;
  const costs = <i32>(end - COSTS - 2);
  // The last eight may have gone one beyond the last three.
  if ((costs & 7) != 0 && <i32>load<u8>(end - 2) + <i32>load<u8>(end - 1) > RARE_SUM) windows--;
  return windows == 0 ? 0 : windows * STRANGE_SHARE >= costs ? RARE | STRANGE : RARE;
}

/** Whether characters of simplified text are there, half as many again as of traditional text where they are three or more, and no kana. */
function isMixed(table: usize, first: usize, end: usize): bool {
  let simplified = 0;
  let traditional = 0;
  for (let at = first; at < end; at += 2) {
    const unit = <u32>load<u16>(at);
    if (unit - 0x3041 <= 0x31ff - 0x3041 && ((unit <= 0x30ff && unit != 0x30fb) || unit >= 0x31f0)) return false;
    const entry = load<u32>(table + (<usize>unit << 2));
    traditional += <i32>((entry / TRADITIONAL) & 1);
    simplified += <i32>((entry / SIMPLIFIED) & 1);
  }
  return simplified < 3 || simplified * 2 >= traditional * 3;
}

/** Units that are counted before the sums of seven bits are full. */
const MOST_COUNTED: usize = 127;

/**
 * Gives for each text the bits of its pairs of neighbours (right sides), of its scripts and its single units, and counts units by script.
 *
 * @param last an entry for what follows the last unit of a text
 */
export function look(table: usize, texts: i32, last: u32): void {
  memory.fill(COUNTS, 0, 36);
  let counts: u64 = 0;
  let room: usize = 2 * MOST_COUNTED;
  for (let n = 0; n < texts; n++) {
    const starts = STARTS + (<usize>n << 2);
    let at = UNITS + (<usize>load<i32>(starts) << 1);
    const end = UNITS + (<usize>load<i32>(starts, 4) << 1) - 2;
    let before: u32 = 0;
    let pairs: u32 = 0;
    let all: u32 = 0;
    while (at < end) {
      if (room == 0) {
        addCounts(counts);
        counts = 0;
        room = 2 * MOST_COUNTED;
      }
      const stop = min(end, at + room);
      room -= stop - at;
      for (; at < stop; at += 2) {
        const entry = load<u32>(table + (<usize>load<u16>(at) << 2));
        pairs |= (before >>> SIDE_SHIFT) & entry;
        all |= entry;
        before = entry;
        counts += load<u64>(SPREAD + (<usize>(entry & SCRIPT_BITS) << 3));
      }
    }
    pairs |= (before >>> SIDE_SHIFT) & last;
    store<u32>(FOUND + (<usize>n << 2), (pairs & PAIRS) | (all & (SINGLES | SCRIPT_BITS)));
  }
  addCounts(counts);
}

function addCounts(counts: u64): void {
  for (let at = COUNTS; at < COUNTS + 36; at += 4) {
    store<i32>(at, load<i32>(at) + <i32>(counts & 127));
    counts >>>= 7;
  }
}

/**
 * Whether 6 to 40 units that may be a caption stand there twice in a row. Of the four-unit ends of the second copy at least three stand 6 to 40 units behind their
 * first ones, so that every third place is enough: has the slot of these four units been used within 40? As a rule it has not.
 */
function isTwice(table: usize, first: usize, end: usize): bool {
  const shift = base - <u32>(first >>> 1);
  base = shift + <u32>(end >>> 1) + <u32>MOST_REPEAT;
  if (end - first < 4 * LEAST_REPEAT) return false;
  for (let at = first; at <= end - 8; at += 6) {
    const here = shift + <u32>(at >>> 1);
    const slot = slotOf(at);
    const distance = (here - load<u16>(slot)) & 0xffff;
    store<u16>(slot, <u16>here);
    store<u16>(slotOf(at + 2), <u16>(here + 1));
    store<u16>(slotOf(at + 4), <u16>(here + 2));
    if (distance - 1 < <u32>MOST_REPEAT && isInCopy(table, at, first, end)) return true;
  }
  return false;
}

// @ts-ignore
@inline
function slotOf(at: usize): usize {
  return RECENT + (<usize>((load<u64>(at) * 0x9e3779b97f4a7c15) >>> (64 - SLOT_BITS)) << 1);
}

/** Whether the four units at `at` are part of something that stands twice in a row, of its second copy, and may be a caption. */
function isInCopy(table: usize, at: usize, first: usize, end: usize): bool {
  const most = min<usize>(2 * MOST_REPEAT, at - first);
  for (let length: usize = 2 * LEAST_REPEAT; length <= most; length += 2) {
    if (load<u64>(at) != load<u64>(at - length)) continue;
    let left = at;
    while (left - length > first && load<u16>(left - 2) == load<u16>(left - 2 - length)) left -= 2;
    let right = at + 8;
    while (right < end && load<u16>(right) == load<u16>(right - length)) right += 2;
    if (right - left >= length && !hasBreak(table, right - length, right)) return true;
  }
  return false;
}

function hasBreak(table: usize, first: usize, end: usize): bool {
  for (let at = first; at < end; at += 2) if ((load<u32>(table + (<usize>load<u16>(at) << 2)) & BREAK) != 0) return true;
  return false;
}
