/** One entry of `stats.removed` or `stats.repairs`; `chars` = code points replaced, removed, or inserted where nothing was replaced. */
export interface RuleCount {
  readonly rule: string;
  readonly count: number;
  readonly chars: number;
}

type Sum = { -readonly [K in keyof RuleCount]: RuleCount[K] };

/** Counts by rule; there are a few rules in a list. */
export class RuleSums {
  /** Searched by `indexOf`: a loop that compares strings is compiled for literals, and again at the first rule that was put together. */
  readonly #rules: string[] = [];
  readonly #sums: Sum[] = [];

  add(rule: string, count: number, chars: number): void {
    let at = this.#rules.indexOf(rule);
    if (at < 0) {
      at = this.#rules.push(rule) - 1;
      this.#sums.push({ rule, count: 0, chars: 0 });
    }
    const sum = this.#sums[at] as Sum;
    sum.count += count;
    sum.chars += chars;
  }

  addAll(counts: readonly RuleCount[]): void {
    for (let i = 0; i < counts.length; i++) {
      const { rule, count, chars } = counts[i] as RuleCount;
      this.add(rule, count, chars);
    }
  }

  /** In the order in which the rules came. */
  get inOrder(): readonly RuleCount[] {
    return this.#sums;
  }

  /** In order of rule id. */
  get sorted(): readonly RuleCount[] {
    return this.#sums.length > 1 ? this.#sums.slice().sort(byRule) : this.#sums;
  }
}

/** For lists in which no rule comes twice. */
export function byRule(a: RuleCount, b: RuleCount): number {
  return a.rule < b.rule ? -1 : 1;
}
