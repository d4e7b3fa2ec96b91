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

/** White space of ECMAScript. */
export function isSpace(unit: u32): bool {
  if (unit < 0x80) return unit == 0x20 || unit - 9 < 5;
  if (unit < 0x2000) return unit == 0xa0 || unit == 0x1680;
  return (
    unit <= 0x200a || unit == 0x2028 || unit == 0x2029 || unit == 0x202f || unit == 0x205f || unit == 0x3000 || unit == 0xfeff
  );
}
