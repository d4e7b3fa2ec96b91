/** Seeded pseudo-random integers (Marsaglia's xorshift, 13-17-5): the same in every run. Gives a function from `below` to 0 ≤ n < below. */
export function generator(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
