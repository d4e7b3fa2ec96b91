// What every text that a pattern matches holds: pairs of neighbouring units, derived from the pattern's source.

/** Stands for any unit in a pair, and for the two ends of a line. */
export const ANY = 0x10000;
export const EDGE = 0x0a;

export const PAIR = 0x20000;

/** Of which every text that matches holds one. */
export interface Clause {
  /** Pairs of UTF-16 units, `first * PAIR + second`; a pair (ANY, u) is a unit alone. */
  readonly pairs: ReadonlySet<number>;
  /** About how often a unit of prose fulfils it. */
  readonly cost: number;
}

/** Units that may stand somewhere; null where that could be nearly all. */
type Units = readonly number[] | null;

/** What is known of the texts that a part of a pattern matches. */
interface Part {
  readonly isNullable: boolean;
  readonly first: Units;
  readonly last: Units;
  /** Each holds by itself; best first. */
  readonly clauses: readonly Clause[];
}

const NO_UNITS: Units = [];
const EMPTY: Part = { isNullable: true, first: NO_UNITS, last: NO_UNITS, clauses: [] };
const ANYTHING: Part = { isNullable: false, first: null, last: null, clauses: [] };

/** So many clauses are kept for a part, and so many pairs in one. */
const MOST_CLAUSES = 12;
const MOST_PAIRS = 30_000;

/**
 * Clauses that hold for each text that one of some patterns matches, those that prose seldom fulfils first. The ends of a text count as units (`EDGE`).
 *
 * Read are literals, classes, groups, alternatives, quantifiers, `^` and `$`; what a lookahead asks for counts, all else that takes no room is passed over.
 *
 * @param most none of so many implies another
 */
export function clausesOf(patterns: readonly RegExp[], most: number): readonly Clause[] {
  const parts = patterns.map(({ source, ignoreCase }) => new Reader(source, ignoreCase).read());
  return independent(either(parts).clauses, most);
}

/** Reads one pattern. */
class Reader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = plainSource(source);
    this.#ignoreCase = ignoreCase;
  }

  read(): Part {
    const part = this.#readAlternatives();
    if (this.#at < this.#source.length) throw new Error(`cannot read ${this.#source.slice(this.#at)}`);
    return part;
  }

  #readAlternatives(): Part {
    const parts = [this.#readSequence()];
    while (this.#source[this.#at] === "|") {
      this.#at++;
      parts.push(this.#readSequence());
    }
    return parts.length === 1 ? (parts[0] as Part) : either(parts);
  }

  #readSequence(): Part {
    let part = EMPTY;
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) part = inOrder(part, this.#readRepeated());
    return part;
  }

  #readRepeated(): Part {
    const part = this.#readAtom();
    const rest = this.#source.slice(this.#at);
    const match = QUANTIFIER.exec(rest);
    if (match === null) return part;
    this.#at += match[0].length;
    const isOptional = match[0].startsWith("*") || match[0].startsWith("?") || match[0].startsWith("{0");
    if (isOptional) return { ...part, isNullable: true, clauses: [] };
    return part;
  }

  #readAtom(): Part {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) as number);
    this.#at += character.length;
    if (character === "(") return this.#readGroup();
    if (character === "[") return this.#readClass();
    if (character === "^" || character === "$") return unitsPart([EDGE]);
    if (character === ".") return ANYTHING;
    if (character === "\\") return this.#readEscape();
    return characterPart([character], this.#ignoreCase);
  }

  #readGroup(): Part {
    const head = GROUP.exec(this.#source.slice(this.#at))?.[0] ?? "";
    this.#at += head.length;
    const part = this.#readAlternatives();
    this.#at++; // the bracket
    if (head === "?=") return { ...EMPTY, clauses: part.clauses };
    return head === "" || head === "?:" ? part : EMPTY;
  }

  #readEscape(): Part {
    const escaped = this.#takeEscape();
    if (escaped === "b" || escaped === "B") return EMPTY;
    const units = escaped === "s" ? BLANKS : escaped === "d" ? DIGITS : null;
    if (units !== null) return unitsPart(units);
    return escaped.length > 1 || LETTER.test(escaped) ? ANYTHING : characterPart([escaped], this.#ignoreCase);
  }

  /** Behind the backslash: a letter, a mark, or `p{…}`. */
  #takeEscape(): string {
    const escaped = ESCAPE.exec(this.#source.slice(this.#at))?.[0] as string;
    this.#at += escaped.length;
    return escaped;
  }

  #readClass(): Part {
    const isNegative = this.#source[this.#at] === "^";
    const units: number[] = [];
    const characters: string[] = [];
    let isWide = isNegative;
    while (this.#source[this.#at] !== "]") {
      const character = String.fromCodePoint(this.#source.codePointAt(this.#at) as number);
      this.#at += character.length;
      const escaped = character === "\\" ? this.#takeEscape() : "";
      if (escaped === "s") units.push(...BLANKS);
      else if (escaped === "d") units.push(...DIGITS);
      else if (escaped !== "" && (escaped.length > 1 || LETTER.test(escaped))) isWide = true;
      else if (escaped === "" && this.#source[this.#at] === "-" && this.#source[this.#at + 1] !== "]") {
        const end = this.#source.charCodeAt(this.#at + 1);
        this.#at += 2;
        for (let unit = character.charCodeAt(0); unit <= end; unit++) characters.push(String.fromCharCode(unit));
      } else characters.push(escaped === "" ? character : escaped);
    }
    this.#at++;
    if (isWide) return ANYTHING;
    const part = characterPart(characters, this.#ignoreCase);
    return unitsPart([...units, ...(part.first as readonly number[])], [...units, ...(part.last as readonly number[])]);
  }
}

/** The source of a pattern in characters: the bundle is ASCII. */
export function plainSource(source: string): string {
  return source.replace(CODE, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

const CODE = /\\u\{?([0-9A-Fa-f]{4,6})\}?/gu;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/u;
const GROUP = /^\?(?:[:=!]|<[=!])/u;
const ESCAPE = /^(?:[pP]\{[^}]*\}|.)/u;
const LETTER = /[A-Za-z]/u;
const DIGITS = [...Array(10).keys()].map((digit) => 0x30 + digit);
const BLANKS = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
];

/** One of some characters; of those beyond the basic plane the halves count. */
function characterPart(characters: readonly string[], ignoreCase: boolean): Part {
  const all = ignoreCase ? characters.flatMap(casesOf) : characters;
  return unitsPart(
    all.map((character) => character.charCodeAt(0)),
    all.map((character) => character.charCodeAt(character.length - 1)),
  );
}

/** All that a pattern blind to case takes for a character: ſ and the Kelvin sign are letters of ASCII to it. */
function casesOf(character: string): string[] {
  const lower = character.toLowerCase();
  return [lower, lower.toUpperCase(), ...(lower === "s" ? ["\u017f"] : lower === "k" ? ["\u212a"] : [])];
}

function unitsPart(first: readonly number[], last: readonly number[] = first): Part {
  return { isNullable: false, first, last, clauses: [clauseOf(first.map((unit) => ANY * PAIR + unit))] };
}

function inOrder(left: Part, right: Part): Part {
  const clauses = [...left.clauses, ...right.clauses];
  if (!left.isNullable && !right.isNullable && left.last !== null && right.first !== null) {
    const { last } = left;
    const { first } = right;
    if (last.length * first.length <= MOST_PAIRS) clauses.push(clauseOf(last.flatMap((one) => first.map((two) => one * PAIR + two))));
  }
  return {
    isNullable: left.isNullable && right.isNullable,
    first: left.isNullable ? joined([left.first, right.first]) : left.first,
    last: right.isNullable ? joined([left.last, right.last]) : right.last,
    clauses: best(clauses),
  };
}

function either(parts: readonly Part[]): Part {
  const clauses: Clause[] = [];
  if (parts.every((part) => part.clauses.length > 0)) {
    const ranks = Math.max(...parts.map((part) => part.clauses.length));
    for (let rank = 0; rank < ranks; rank++) {
      clauses.push(clauseOf(parts.flatMap((part) => [...(part.clauses[rank] ?? (part.clauses[0] as Clause)).pairs])));
    }
  }
  return {
    isNullable: parts.some(({ isNullable }) => isNullable),
    first: joined(parts.map(({ first }) => first)),
    last: joined(parts.map(({ last }) => last)),
    clauses: best(clauses),
  };
}

function joined(units: readonly Units[]): Units {
  if (units.includes(null)) return null;
  return [...new Set((units as readonly (readonly number[])[]).flat())];
}

function best(clauses: Clause[]): readonly Clause[] {
  return clauses.sort((a, b) => a.cost - b.cost).slice(0, MOST_CLAUSES);
}

/** The first of those that no other one implies: first such as differ much, then the rest. */
function independent(clauses: readonly Clause[], most: number): readonly Clause[] {
  const chosen: Clause[] = [];
  for (const share of [MUCH, 1]) {
    for (const clause of clauses) {
      if (
        chosen.length < most &&
        (chosen.length === 0 || clause.cost < MOST_COST) &&
        !chosen.some((other) => impliedShare(other, clause) >= share)
      )
        chosen.push(clause);
    }
  }
  return chosen;
}
const MUCH = 0.7;
/** What prose fulfils oftener tells too little. */
const MOST_COST = 0.02;

/** Which share of the pairs of one clause fulfils the other one, too. */
function impliedShare(one: Clause, other: Clause): number {
  let held = 0;
  for (const pair of one.pairs) {
    if (other.pairs.has(pair) || other.pairs.has(ANY * PAIR + (pair % PAIR)) || other.pairs.has(ANY * PAIR + Math.floor(pair / PAIR)))
      held++;
  }
  return held / one.pairs.size;
}

function clauseOf(pairs: readonly number[]): Clause {
  const set = new Set(pairs);
  let cost = 0;
  for (const pair of set) {
    const first = rateOf(Math.floor(pair / PAIR));
    const second = rateOf(pair % PAIR);
    if (first === 1) cost += pair % PAIR === EDGE ? 1 : second;
    else cost += Math.min(first * second * ATTRACTION, first, second);
  }
  return { pairs: set, cost };
}

/** How much oftener than by chance two units stand side by side that do so in a word. */
const ATTRACTION = 8;
/** The commonest characters, commonest first. */
const COMMON =
  ",的.一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";
const RATES = new Map([...COMMON].map((character, rank) => [character.charCodeAt(0), 0.03 / (rank + 1) ** 0.8]));
const RARE = 0.0002;

function rateOf(unit: number): number {
  if (unit === ANY) return 1;
  if (unit === EDGE) return 0.02;
  if (unit >= 0x30 && unit <= 0x39) return 0.004;
  if (unit < 0x80)
    return unit === 0x20 || unit === 0x3a || unit === 0x28 || unit === 0x29 ? 0.004 : unit === 0x2e || unit === 0x2c ? 0.03 : 0.001;
  return RATES.get(unit) ?? RARE;
}
