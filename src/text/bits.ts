const LAST_BIT = 31;

/** The number of the lowest bit that is set, 0 to 31; -1 where none is. */
export function lowestBit(bits: number): number {
  return LAST_BIT - Math.clz32(bits & -bits);
}
