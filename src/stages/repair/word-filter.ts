/** Bits that a word sets. */
const HASHES = 5;

/** One step of the two hashes of a word: FNV-1a and a multiplicative one. */
export interface WordHash {
  one: number;
  two: number;
}

export function startHash(): WordHash {
  return { one: 0x811c9dc5, two: 0x9e3779b1 };
}

export function addUnit(hash: WordHash, unit: number): void {
  hash.one = Math.imul(hash.one ^ unit, 0x01000193);
  hash.two = Math.imul(hash.two ^ unit, 0x85ebca6b) ^ (hash.two >>> 13);
}

/** The i-th bit of a Bloom filter of `size` bits that stands for a word. */
export function slotOf({ one, two }: WordHash, i: number, size: number): number {
  return ((one + Math.imul(i, two | 1)) >>> 0) % size;
}

/** Sets the bits of a word (UTF-16 units, simplified). */
export function addWord(filter: Uint8Array, units: readonly number[]): void {
  const hash = startHash();
  for (const unit of units) addUnit(hash, unit);
  for (let i = 0; i < HASHES; i++) {
    const slot = slotOf(hash, i, filter.length * 8);
    filter[slot >> 3] = (filter[slot >> 3] as number) | (1 << (slot & 7));
  }
}

/** Whether the filter has the word; wrong for about one in a hundred others. */
export function hasWord(filter: Uint8Array, hash: WordHash): boolean {
  for (let i = 0; i < HASHES; i++) {
    const slot = slotOf(hash, i, filter.length * 8);
    if (((filter[slot >> 3] as number) & (1 << (slot & 7))) === 0) return false;
  }
  return true;
}
