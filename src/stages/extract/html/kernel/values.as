/** Where the values of the tag at hand begin and end, by the number of the attribute, 8 bytes each; of a missing one both are 0. */
export const VALUES: usize = memory.data(96, 16);

/** V8 calls a function of its own for `memory.fill`, which takes longer. */
export function clearValues(): void {
  const none = i32x4.splat(0);
  v128.store(VALUES, none);
  v128.store(VALUES, none, 16);
  v128.store(VALUES, none, 32);
  v128.store(VALUES, none, 48);
  v128.store(VALUES, none, 64);
  v128.store(VALUES, none, 80);
}
