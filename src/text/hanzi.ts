// Character classes by UTF-16 code unit, for scanners that walk a string with charCodeAt. Ranges: Unicode 16 block tables.

/** A Han character of the basic plane: URO, extension A, compatibility ideographs, 〇 and 々. Not radicals. */
export function isHanUnit(unit: number): boolean {
  return (
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0x3400 && unit <= 0x4dbf) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    unit === 0x3007 ||
    unit === 0x3005
  );
}

/** Hiragana, katakana and their phonetic extensions; not the half-width forms. */
export function isKanaUnit(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x30ff && unit !== 0x30fb) || (unit >= 0x31f0 && unit <= 0x31ff);
}

/** Hangul syllables and jamo. */
export function isHangulUnit(unit: number): boolean {
  return (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0x3130 && unit <= 0x318f);
}

export function isAsciiDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

export function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

/** Space, tab, CR, LF, no-break space, ideographic space and the other separators of category Z that occur in pages. */
export function isSpaceUnit(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0xfeff
  );
}
