/** What one look at a line says may be wrong with it; each bit opens one expensive rule. */
export const SUSPECT = {
  latin: 1,
  rare: 2,
  lost: 4,
  entity: 8,
  pinyin: 16,
  question: 32,
  invisible: 64,
  doubled: 128,
  homoglyph: 256,
  space: 512,
  repeat: 1024,
  /** Some traditional characters among simplified ones. */
  scripts: 2048,
  strange: 4096,
} as const;
