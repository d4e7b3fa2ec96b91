// What the fast path of the converter needs of a chain of dictionaries: units that always stand alone, and pairs that may not be parted.
import * as OpenCC from "opencc-js/t2cn";
import { type Entries, FIRST, LAST, NORMALIZATION, PHRASES } from "./opencc.ts";

/** One configuration: OpenCC's chain for a source locale, with overrides that come before it. */
export interface Chain {
  /** Key of {@link FIRST} and `from` of opencc-js. */
  readonly locale: string;
  readonly own: Entries;
}

/** Units with another single unit as their conversion, and units whose conversion is longer. */
export interface UnitMap {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly slow: readonly number[];
}

const isSurrogate = (unit: number): boolean => (unit & 0xf800) === 0xd800;

/** Converts every unit by itself with opencc-js, overrides first. */
export function fuseUnits(chain: Chain, alphabet: Iterable<number>): UnitMap {
  const convert = OpenCC.Converter({ from: chain.locale as "t", to: "cn" });
  const own = new Map(chain.own);
  const map = { from: [] as number[], to: [] as number[], slow: [] as number[] };
  for (const unit of alphabet) {
    if (isSurrogate(unit)) continue;
    const character = String.fromCharCode(unit);
    const result = own.get(character) ?? convert(character);
    if (result.length !== 1) map.slow.push(unit);
    else if (result !== character) {
      map.from.push(unit);
      map.to.push(result.charCodeAt(0));
    }
  }
  return map;
}

/**
 * Pairs of neighbouring units that some match of some step may cover. Between the units of any other pair every step has a
 * boundary, so that what stands left and right converts independently: this is what makes the fused table exact.
 *
 * A pair of a key of the last step counts through everything that the regional step may turn into it.
 */
export function livePairs(chain: Chain): ReadonlySet<string> {
  const first = FIRST[chain.locale];
  const pairs = new Set<string>();
  addPairs(PHRASES, pairs);
  addPairs(chain.own, pairs);
  addPairs(LAST, pairs);
  addPairs(NORMALIZATION, pairs);
  if (first) {
    addPairs(first, pairs);
    const last = new Set<string>();
    addPairs(LAST, last);
    const origins = originsOf(first);
    for (const pair of last) {
      for (const left of origins(pair.charAt(0))) for (const right of origins(pair.charAt(1))) pairs.add(left + right);
    }
  }
  addCompatibility(pairs);
  return pairs;
}

function addPairs(entries: Entries, pairs: Set<string>): void {
  for (const [key] of entries) for (let i = 0; i + 1 < key.length; i++) pairs.add(key.slice(i, i + 2));
}

/** For each unit the units that a step may turn into it: by place in values as long as their keys, else by the ends. */
function originsOf(entries: Entries): (unit: string) => ReadonlySet<string> {
  const origins = new Map<string, Set<string>>();
  const add = (to: string, from: string): void => {
    const set = origins.get(to);
    if (set) set.add(from);
    else origins.set(to, new Set([from]));
  };
  for (const [key, value] of entries) {
    if (key.length === value.length) for (let i = 0; i < key.length; i++) add(value.charAt(i), key.charAt(i));
    else {
      add(value.charAt(0), key.charAt(0));
      add(value.charAt(value.length - 1), key.charAt(key.length - 1));
    }
  }
  return (unit) => new Set([unit, ...(origins.get(unit) ?? [])]);
}

/** A pair is live, too, when one of its sides is a compatibility ideograph for a side of a live pair. */
function addCompatibility(pairs: Set<string>): void {
  const byFirst = new Map<string, string[]>();
  const byLast = new Map<string, string[]>();
  const push = (map: Map<string, string[]>, key: string, value: string): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const [key, value] of NORMALIZATION) {
    push(byFirst, value.charAt(0), key.charAt(0));
    push(byLast, value.charAt(value.length - 1), key.charAt(key.length - 1));
  }
  for (const pair of [...pairs]) for (const left of byLast.get(pair.charAt(0)) ?? []) pairs.add(left + pair.charAt(1));
  for (const pair of [...pairs]) for (const right of byFirst.get(pair.charAt(1)) ?? []) pairs.add(pair.charAt(0) + right);
}
