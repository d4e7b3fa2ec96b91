/** A double-array trie over UTF-16 units for tables of a few thousand keys; all numbers fit 16 bits. */
export interface DoubleArray {
  /** Where the children of a state start; the state of child `c` is `base[state] + code(c)`. */
  readonly base: Uint16Array;
  /** Parent of a state plus one; 0 = free. */
  readonly check: Uint16Array;
  /** Where the value of a state stands in `pool`; 0 = no key ends here. */
  readonly value: Uint16Array;
  /** For each value its length and then its units. Entry 0 is unused. */
  readonly pool: Uint16Array;
}

interface Node {
  readonly children: Map<number, Node>;
  value: string | null;
}

/**
 * Builds the trie. Deterministic: children in order of code, first place that fits.
 *
 * @param entries keys and values; the first entry for a key counts
 * @param codeOf dense code (1 or more) of a unit
 */
export function buildDoubleArray(entries: Iterable<readonly [string, string]>, codeOf: (unit: number) => number): DoubleArray {
  const root: Node = { children: new Map(), value: null };
  for (const [key, value] of entries) {
    let node = root;
    for (let i = 0; i < key.length; i++) {
      const code = codeOf(key.charCodeAt(i));
      let child = node.children.get(code);
      if (child === undefined) {
        child = { children: new Map(), value: null };
        node.children.set(code, child);
      }
      node = child;
    }
    node.value ??= value;
  }
  return place(root);
}

function place(root: Node): DoubleArray {
  const base: number[] = [0];
  const check: number[] = [1];
  const value: number[] = [0];
  const pool: number[] = [0];
  const places = new Map<string, number>();
  const queue: [Node, number][] = [[root, 0]];
  for (const [node, state] of queue) {
    if (node.value !== null) value[state] = placeValue(node.value, pool, places);
    const codes = [...node.children.keys()].sort((a, b) => a - b);
    if (codes.length === 0) continue;
    let start = 1;
    while (codes.some((code) => (check[start + code] ?? 0) !== 0)) start++;
    base[state] = start;
    for (const code of codes) {
      check[start + code] = state + 1;
      queue.push([node.children.get(code) as Node, start + code]);
    }
  }
  const size = check.length;
  if (size > 0xffff || pool.length > 0xffff) throw new RangeError("the table outgrew 16 bits");
  const fill = (numbers: number[]): Uint16Array => Uint16Array.from({ length: size }, (_, i) => numbers[i] ?? 0);
  return { base: fill(base), check: fill(check), value: fill(value), pool: Uint16Array.from(pool) };
}

function placeValue(value: string, pool: number[], places: Map<string, number>): number {
  let at = places.get(value);
  if (at === undefined) {
    at = pool.length;
    places.set(value, at);
    pool.push(value.length);
    for (let i = 0; i < value.length; i++) pool.push(value.charCodeAt(i));
  }
  return at;
}
