// AssemblyScript: `node scripts/kernel.mjs` compiles it to ../kernel-code.ts.
//
// The inner loop of the tagger, and the loop that loads its weights. For each token the weights of its features, looked up and added up without a branch that the processor
// could guess wrong. 128-bit SIMD: the eight checks of a bucket are compared at a time, eight labels added at a time.

/** Bits of a hash that choose a bucket. */
const BUCKET_BITS = 16;

/**
 * Adds up rows of 32 int8 into 32 int16 for each token.
 *
 * @param hashes u32, `templates` a token
 * @param tokens i32, the tokens to do
 * @param count number of those
 * @param index 2^BUCKET_BITS buckets of eight u16: checks of hashes, 0 where there is none
 * @param rows 32 int8 a row: those of the first places of all buckets, then of the second places …
 * @param none a row of zeros
 * @param emissions 32 int16 a token
 */
export function weigh(
  hashes: usize,
  templates: i32,
  tokens: usize,
  count: i32,
  index: usize,
  rows: usize,
  none: usize,
  emissions: usize,
): void {
  for (let n = 0; n < count; n++) {
    const token = load<i32>(tokens + ((<usize>n) << 2));
    let at: usize = hashes + (<usize>(token * templates) << 2);
    const end: usize = at + ((<usize>templates) << 2);
    let sum0 = i16x8.splat(0);
    let sum1 = i16x8.splat(0);
    let sum2 = i16x8.splat(0);
    let sum3 = i16x8.splat(0);
    while (at < end) {
      const hash = load<u32>(at);
      const bucket: usize = hash >>> (32 - BUCKET_BITS);
      const bits: u32 = (hash << BUCKET_BITS) >>> 16;
      const check: u32 = bits + u32(bits == 0);
      const found = i16x8.bitmask(i16x8.eq(v128.load(index + (bucket << 4)), i16x8.splat(<i16>check)));
      const own: usize = rows + ((((<usize>ctz(found)) << BUCKET_BITS) + bucket) << 5);
      const row: usize = select<usize>(own, none, found != 0);
      sum0 = i16x8.add(sum0, v128.load_ext<i8>(row));
      sum1 = i16x8.add(sum1, v128.load_ext<i8>(row, 8));
      sum2 = i16x8.add(sum2, v128.load_ext<i8>(row, 16));
      sum3 = i16x8.add(sum3, v128.load_ext<i8>(row, 24));
      at += 4;
    }
    const out: usize = emissions + ((<usize>token) << 6);
    v128.store(out, sum0);
    v128.store(out, sum1, 16);
    v128.store(out, sum2, 32);
    v128.store(out, sum3, 48);
  }
}

/**
 * Fills the rows from lists of weights, and takes the weight of "outside" from the others, so that it is always 0.
 *
 * @param counts u8, number of weights of each row
 * @param labels u8, row by row in rising order, "outside" (0) first where it has a weight
 * @param weights i8, likewise
 * @param rows see `weigh`; zeros before
 * @param places number of rows
 */
export function fill(counts: usize, labels: usize, weights: usize, rows: usize, places: usize): void {
  let weight: usize = 0;
  for (let place: usize = 0; place < places; place++) {
    const row: usize = rows + (place << 5);
    const end: usize = weight + load<u8>(counts + place);
    let outside: i32 = 0;
    if (weight < end && load<u8>(labels + weight) == 0) {
      outside = load<i8>(weights + weight);
      weight++;
      const all = i8x16.splat(<i8>-outside);
      v128.store(row, all);
      v128.store(row, all, 16);
    }
    for (; weight < end; weight++) {
      const value: i32 = <i32>load<i8>(weights + weight) - outside;
      store<i8>(row + load<u8>(labels + weight) - 1, value > 127 ? 127 : value < -127 ? -127 : value);
    }
  }
}
