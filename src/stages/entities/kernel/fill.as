// Loads the weights.
import { BUCKET_BITS, BUCKET_SIZE, TYPES, rows } from "./memory";

const PLACES: usize = BUCKET_SIZE << BUCKET_BITS;

/** Place in a row of a label above 0. */
// @ts-ignore
@inline
function placeOf(label: u32): usize {
  return ((label - 1) & 3) * TYPES + ((label - 1) >>> 2);
}

/**
 * Fills the rows from lists of weights, and takes the weight of "outside" from the others, so that it is always 0.
 *
 * @param counts u8, number of weights of each row
 * @param labels u8, row by row in rising order, "outside" (0) first where it has a weight
 * @param weights i8, likewise
 */
export function fill(counts: usize, labels: usize, weights: usize, places: usize): void {
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
      store<i8>(row + placeOf(load<u8>(labels + weight)), value > 127 ? 127 : value < -127 ? -127 : value);
    }
  }
}
