// Classes of UTF-16 units.

/** What `String.prototype.trim` takes away. */
// @ts-ignore
@inline
export function isBlank(unit: u32): bool {
  // Most units lie behind all of them but one.
  return unit <= 0xa0 ? unit == 0x20 || unit - 9 < 5 || unit == 0xa0 : (unit <= 0x3000 || unit == 0xfeff) && isWideBlank(unit);
}

function isWideBlank(unit: u32): bool {
  return (
    unit == 0x3000 ||
    unit == 0x1680 ||
    unit - 0x2000 <= 10 ||
    unit == 0x2028 ||
    unit == 0x2029 ||
    unit == 0x202f ||
    unit == 0x205f ||
    unit == 0xfeff
  );
}

/** The same as `isWideUnit` of ../width.ts: two cells. */
// @ts-ignore
@inline
export function isWide(unit: u32): bool {
  return unit - 0x4e00 < 0x5200 || isRareWide(unit);
}

function isRareWide(unit: u32): bool {
  if (unit < 0x3000) return unit == 0x201c || unit == 0x201d || unit == 0x2014 || unit == 0x2026;
  return (
    unit < 0x3040 ||
    (unit - 0x3041 <= 0xbe && unit != 0x30fb) ||
    unit - 0x31f0 < 16 ||
    unit - 0x3400 < 0x19c0 ||
    unit - 0xf900 < 0x200 ||
    unit - 0xff01 < 0x60
  );
}

/** Ends of sentences and of speech; a wrapped line may end so by chance, and is then not joined. */
const ENDS = "。！？…；：.!?:;”’」』）)";

export function isEnd(unit: u32): bool {
  return holds(ENDS, unit);
}

/** A line that begins with another unit does not begin with a marker: see `LIST_MARKER` of ../markers.ts. */
export function mayOpenMarker(unit: u32): bool {
  if (unit - 0x4e00 < 0x5200) return false;
  return unit - 0x30 < 10 || unit - 0x2460 < 20 || holds(MARKERS, unit);
}

const MARKERS = "-*+•·●○◦▪■◆（(";

/** Marks of Markdown that count at the beginning of a line. */
export function opensMarkup(unit: u32): bool {
  return unit < 0x40 && holds("#>*+-", unit);
}

function holds(characters: string, unit: u32): bool {
  const start = changetype<usize>(characters);
  const end = start + (<usize>characters.length << 1);
  for (let at = start; at < end; at += 2) if (load<u16>(at) == unit) return true;
  return false;
}
