// Compatibility forms of Han characters and the unified ones.
import { prepareTables } from "../../data/prepare.ts";

/**
 * Simplified radicals that Unicode gives no decomposition, with the unified ideograph of the same shape
 * (EquivalentUnifiedIdeograph.txt of the Unicode Character Database): text copied out of PDF files is full of them.
 * The bound forms (⺅ ⺡ ⻏ …), which only dictionaries write, stay.
 */
const RADICALS = new Map<string, string>(
  "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** Radicals, ideographs, ideographs outside the basic plane; places in the first table. */
const RADICALS_FIRST = 0x2e80;
const RADICALS_LAST = 0x2fd5;
const IDEOGRAPHS_FIRST = 0xf900;
const IDEOGRAPHS_LAST = 0xfaff;
const IDEOGRAPHS_PLACE = 0x200;
const SUPPLEMENT_FIRST = 0x2f800;
const SUPPLEMENT_LAST = 0x2fa1f;

/** Where kernel/memory.as says: the units of the basic plane, and two units for each character outside it. */
export interface Unified {
  readonly units: Uint16Array;
  readonly pairs: Uint16Array;
}

export function unifiedForms(): Unified {
  return prepareTables("unified", () => {
    const units = new Uint16Array(IDEOGRAPHS_PLACE + IDEOGRAPHS_LAST + 1 - IDEOGRAPHS_FIRST);
    for (let unit = RADICALS_FIRST; unit <= RADICALS_LAST; unit++) units[unit - RADICALS_FIRST] = unify(unit);
    for (let unit = IDEOGRAPHS_FIRST; unit <= IDEOGRAPHS_LAST; unit++) units[unit - IDEOGRAPHS_FIRST + IDEOGRAPHS_PLACE] = unify(unit);
    const pairs = new Uint16Array(2 * (SUPPLEMENT_LAST + 1 - SUPPLEMENT_FIRST));
    for (let point = SUPPLEMENT_FIRST; point <= SUPPLEMENT_LAST; point++) {
      const unified = String.fromCodePoint(point).normalize("NFKC");
      const at = 2 * (point - SUPPLEMENT_FIRST);
      pairs[at] = unified.charCodeAt(0);
      pairs[at + 1] = unified.length === 2 ? unified.charCodeAt(1) : 0;
    }
    return { units, pairs };
  });
}

/** The unit itself where its unified form is longer. */
function unify(unit: number): number {
  const character = String.fromCharCode(unit);
  const unified = RADICALS.get(character) ?? character.normalize("NFKC");
  return unified.length === 1 ? unified.charCodeAt(0) : unit;
}
