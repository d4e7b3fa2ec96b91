// Which characters a line holds, as bits: what a rule needs before its patterns are tried. One look at a line instead of one for each pattern.

/** Bits by UTF-16 unit. */
export interface Signs {
  readonly groups: readonly (readonly [bits: number, characters: string])[];
  /** Made when it is first needed. */
  table: Int32Array | null;
}

/** @param groups bits with the characters, folded, that stand for them; a character may be in several groups */
export function makeSigns(groups: Signs["groups"]): Signs {
  return { groups, table: null };
}

/** The bits of all characters of a text, folded. */
export function signsOf(folded: string, signs: Signs): number {
  signs.table ??= makeTable(signs.groups);
  const { table } = signs;
  let bits = 0;
  for (let i = 0; i < folded.length; i++) bits |= table[folded.charCodeAt(i)] as number;
  return bits;
}

function makeTable(groups: Signs["groups"]): Int32Array {
  const table = new Int32Array(0x10000);
  for (const [bits, characters] of groups) {
    for (let i = 0; i < characters.length; i++) {
      const unit = characters.charCodeAt(i);
      table[unit] = (table[unit] as number) | bits;
    }
  }
  return table;
}
