// Word classes from running text: the exchange algorithm on a class bigram model (Kneser and Ney 1993; Martin, Liermann and Ney 1998).

/** Words of a text as numbers, sentence after sentence; -1 between sentences. */
export type WordStream = Int32Array;

/** Pairs of neighbours of each word, as sparse rows. */
interface Neighbours {
  readonly start: Int32Array;
  readonly word: Int32Array;
  readonly count: Int32Array;
}

const ROUNDS = 12;

/**
 * Classes of `size` words.
 *
 * @param stream word numbers below `size`, -1 at breaks; words are numbered by falling frequency
 * @returns the class of each word, 0 to classes - 1
 */
export function clusterWords(stream: WordStream, size: number, classes: number): Uint8Array {
  const after = countNeighbours(stream, size, 1);
  const before = countNeighbours(stream, size, -1);
  const state = new Exchange(after, before, size, classes);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (let word = 0; word < size; word++) if (state.improve(word)) moved++;
    if (moved * 1000 < size) break;
  }
  return state.classOf;
}

function countNeighbours(stream: WordStream, size: number, step: number): Neighbours {
  const rows: Map<number, number>[] = Array.from({ length: size }, () => new Map());
  for (let i = 0; i < stream.length; i++) {
    const [one, two] = [stream[i] ?? -1, stream[i + step] ?? -1];
    if (one < 0 || two < 0) continue;
    const row = rows[one];
    row?.set(two, (row.get(two) ?? 0) + 1);
  }
  const start = new Int32Array(size + 1);
  rows.forEach((row, word) => {
    start[word + 1] = (start[word] ?? 0) + row.size;
  });
  const word = new Int32Array(start[size] ?? 0);
  const count = new Int32Array(word.length);
  let at = 0;
  for (const row of rows) {
    for (const [other, times] of row) {
      word[at] = other;
      count[at++] = times;
    }
  }
  return { start, word, count };
}

/** The class bigram counts, and moves of words between classes. */
class Exchange {
  readonly classOf: Uint8Array;
  private readonly classes: number;
  private readonly pairs: Int32Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly logs: Float64Array;
  private readonly after: Neighbours;
  private readonly before: Neighbours;
  private readonly toClass: Int32Array;
  private readonly fromClass: Int32Array;

  constructor(after: Neighbours, before: Neighbours, size: number, classes: number) {
    this.after = after;
    this.before = before;
    this.classes = classes;
    this.classOf = Uint8Array.from({ length: size }, (_, word) => word % classes);
    this.pairs = new Int32Array(classes * classes);
    this.left = new Int32Array(classes);
    this.right = new Int32Array(classes);
    this.toClass = new Int32Array(classes);
    this.fromClass = new Int32Array(classes);
    let total = 0;
    for (let word = 0; word < size; word++) {
      for (let i = after.start[word] as number; i < (after.start[word + 1] as number); i++) {
        const times = after.count[i] as number;
        this.add(this.classOf[word] as number, this.classOf[after.word[i] as number] as number, times);
        total += times;
      }
    }
    this.logs = new Float64Array(total + 2);
    for (let n = 1; n < this.logs.length; n++) this.logs[n] = n * Math.log(n);
  }

  private add(one: number, two: number, times: number): void {
    const pair = one * this.classes + two;
    this.pairs[pair] = (this.pairs[pair] as number) + times;
    this.left[one] = (this.left[one] as number) + times;
    this.right[two] = (this.right[two] as number) + times;
  }

  /** Moves a word to the class where the text becomes likeliest; true when that is another one. */
  improve(word: number): boolean {
    const own = this.classOf[word] as number;
    const self = this.gather(word);
    this.shift(own, self, -1);
    let best = own;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (let candidate = 0; candidate < this.classes; candidate++) {
      const gain = this.gain(candidate, self);
      if (gain > bestGain + 1e-9) {
        bestGain = gain;
        best = candidate;
      }
    }
    this.shift(best, self, 1);
    this.classOf[word] = best;
    return best !== own;
  }

  /** Counts the classes of a word's neighbours; pairs of the word with itself are counted apart. */
  private gather(word: number): number {
    this.toClass.fill(0);
    this.fromClass.fill(0);
    let self = 0;
    for (let i = this.after.start[word] as number; i < (this.after.start[word + 1] as number); i++) {
      const other = this.after.word[i] as number;
      const times = this.after.count[i] as number;
      if (other === word) self += times;
      else this.toClass[this.classOf[other] as number] = (this.toClass[this.classOf[other] as number] as number) + times;
    }
    for (let i = this.before.start[word] as number; i < (this.before.start[word + 1] as number); i++) {
      const other = this.before.word[i] as number;
      if (other === word) continue;
      this.fromClass[this.classOf[other] as number] =
        (this.fromClass[this.classOf[other] as number] as number) + (this.before.count[i] as number);
    }
    return self;
  }

  /** Takes the gathered word out of a class (sign -1) or puts it in (1). */
  private shift(into: number, self: number, sign: number): void {
    for (let c = 0; c < this.classes; c++) {
      if (this.toClass[c] !== 0) this.add(into, c, sign * (this.toClass[c] as number));
      if (this.fromClass[c] !== 0) this.add(c, into, sign * (this.fromClass[c] as number));
    }
    if (self !== 0) this.add(into, into, sign * self);
  }

  /** Gain in log-likelihood of the gathered word in a class. */
  private gain(into: number, self: number): number {
    const { logs, pairs, classes, toClass, fromClass } = this;
    let gain = 0;
    let out = self;
    let back = self;
    for (let c = 0; c < classes; c++) {
      const to = toClass[c] as number;
      const from = fromClass[c] as number;
      if (c === into) {
        const both = to + from + self;
        out += to;
        back += from;
        if (both > 0) {
          const known = pairs[into * classes + into] as number;
          gain += (logs[known + both] as number) - (logs[known] as number);
        }
        continue;
      }
      if (to > 0) {
        const known = pairs[into * classes + c] as number;
        gain += (logs[known + to] as number) - (logs[known] as number);
        out += to;
      }
      if (from > 0) {
        const known = pairs[c * classes + into] as number;
        gain += (logs[known + from] as number) - (logs[known] as number);
        back += from;
      }
    }
    const left = this.left[into] as number;
    const right = this.right[into] as number;
    return gain - (logs[left + out] as number) + (logs[left] as number) - (logs[right + back] as number) + (logs[right] as number);
  }
}
