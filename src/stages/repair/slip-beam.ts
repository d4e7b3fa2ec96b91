// Beam search over the GBK bytes behind a slip. A state is what the clean text may be up to here: the lead byte that waits for its trail
// byte, the last two bytes, the text so far and its cost under the character model.
import { isAsciiDigit, isAsciiLetter } from "../../text/hanzi.ts";
import { type DoubleByteCodec, gbk, isUnassigned } from "./legacy-codecs.ts";
import { type CharacterModel, HIGHEST_BONUS, type RepairTables } from "./model.ts";
import { syllableAt } from "./pinyin.ts";
import { Cheapest, FULL_WIDTH, LOST_ROWS, MARKS, markBytes, wrongScript } from "./slip-bytes.ts";

const BEAM = 32;
/** States that cost this much more than the best one are given up (nats). */
const MARGIN = 22;
/** Units behind an aligned single state that are still compared, and the longest slip. */
const LOOKAHEAD = 3;
const MAX_LENGTH = 150;
const MAX_ANNOTATION = 9;
const COST_MARK_SLIP = 7;
const COST_LOST_ASCII = 4;
const COST_LOST_PAIR = 3.5;
/** A simplified character in traditional text, or the other way round. */
const COST_WRONG_SCRIPT = 4;
const COST_OPEN_END = 40;
const BONUS_ANNOTATION = 3;
const BEST_LOST_LEADS = 6;
const BEST_LOST_TRAILS = 10;
const LOST_PAIR_STATES = 4;
/** Only the best states may slip anew. */
const SLIP_STATES = 8;
const QUESTION = 0x3f;
const PAREN = 0x28;
const EURO = 0x20ac;

/** What is waiting at one offset: the cheapest state for each pending byte and character, in the order in which they came. */
interface Place {
  readonly states: Map<number, State>;
  best: number;
}

function keyOf(pending: number, previous: number, slipped: boolean): number {
  return ((pending << 14) | previous) * 2 + (slipped ? 1 : 0);
}

interface State {
  /** Lead byte without its trail; 0 = aligned. */
  readonly pending: number;
  readonly last: number;
  readonly beforeLast: number;
  /** Model id of the last character. */
  readonly previous: number;
  readonly cost: number;
  readonly out: string;
  /** Bytes have been read otherwise than they stand. */
  readonly slipped: boolean;
}

/** A decoded stretch: [`?`, `end`) becomes `after`, which costs `gain` nats less than what stands there. */
export interface SlipResult {
  readonly end: number;
  readonly after: string;
  readonly gain: number;
}

/** Decodes the slip that may begin at the `?` at `start`; null when the text as it stands is the best reading. */
export function decodeSlip(text: string, start: number, keepsPrivate: boolean, tables: RepairTables): SlipResult | null {
  const search = new Search(text, start, keepsPrivate, tables);
  return search.run();
}

class Search {
  readonly #text: string;
  readonly #start: number;
  readonly #tables: RepairTables;
  readonly #model: CharacterModel;
  readonly #codec: DoubleByteCodec = gbk();
  readonly #wrongScript: number;
  readonly #before: string;
  readonly #keepsPrivate: boolean;
  readonly #queue = new Map<number, Place>();
  readonly #trails = new Map<number, readonly number[]>();

  constructor(text: string, start: number, keepsPrivate: boolean, tables: RepairTables) {
    this.#keepsPrivate = keepsPrivate;
    this.#text = text;
    this.#start = start;
    this.#tables = tables;
    this.#model = tables.model();
    this.#wrongScript = wrongScript(text, start, tables);
    const end = this.#contextEnd();
    this.#before = text.slice(Math.max(0, end - 3), end);
  }

  run(): SlipResult | null {
    const before = this.#text.charCodeAt(this.#contextEnd() - 1);
    const code = before < 0x80 ? before : this.#codec.encode(before);
    const first: State = {
      pending: 0,
      last: code & 0xff,
      beforeLast: code >> 8,
      previous: this.#model.idOf(before),
      cost: 0,
      out: "",
      slipped: false,
    };
    this.#push(this.#start, first);
    const limit = Math.min(this.#text.length, this.#start + MAX_LENGTH);
    for (let at = this.#start; at <= limit; at++) {
      const states = this.#take(at);
      if (states.length === 0) continue;
      const done = this.#settled(states, at);
      if (done) return this.#result(done, at, first);
      if (at === this.#text.length) return this.#result(cheapestAtEnd(states), at, first);
      for (let rank = 0; rank < states.length; rank++) this.#expand(states[rank] as State, at, rank);
    }
    return null;
  }

  /** Offset behind the character before the slip; an annotation between them is no text. */
  #contextEnd(): number {
    if (this.#text.charAt(this.#start - 1) !== ")") return this.#start;
    const open = this.#text.lastIndexOf("(", this.#start - 1);
    if (open < 1 || this.#start - open > MAX_ANNOTATION) return this.#start;
    const syllable = syllableAt(this.#text, open + 1);
    if (syllable === null || !this.#tables.readings().has(this.#text.charCodeAt(open - 1), syllable)) return this.#start;
    return open;
  }

  #push(at: number, state: State): void {
    if (!this.#wants(at, state.pending, state.previous, state.slipped, state.cost)) return;
    let place = this.#queue.get(at);
    if (place === undefined) {
      place = { states: new Map(), best: state.cost };
      this.#queue.set(at, place);
    }
    const key = keyOf(state.pending, state.previous, state.slipped);
    // Of equal costs the one that came first goes first: a better state takes the place behind all others.
    place.states.delete(key);
    place.states.set(key, state);
    if (state.cost < place.best) place.best = state.cost;
  }

  /** Whether a state of so low a cost at least would be kept: asked before it is made, for most are not. */
  #wants(at: number, pending: number, previous: number, slipped: boolean, cost: number): boolean {
    const place = this.#queue.get(at);
    if (place === undefined) return true;
    if (cost > place.best + MARGIN) return false;
    const known = place.states.get(keyOf(pending, previous, slipped));
    return known === undefined || cost < known.cost;
  }

  /** The best states at a place, one for each pending byte and text. */
  #take(at: number): State[] {
    const place = this.#queue.get(at);
    if (place === undefined) return [];
    this.#queue.delete(at);
    const limit = place.best + MARGIN;
    const kept: State[] = [];
    for (const state of place.states.values()) if (state.cost <= limit) kept.push(state);
    kept.sort((a, b) => a.cost - b.cost);
    if (kept.length > BEAM) kept.length = BEAM;
    return kept;
  }

  /** The one state left, aligned, with no other slip near. */
  #settled(states: readonly State[], at: number): State | null {
    const [best, second] = states;
    if (at === this.#start || best === undefined || best.pending !== 0 || this.#queue.size > 0) return null;
    if (second !== undefined && second.cost < best.cost + MARGIN / 2) return null;
    if (this.#text.charCodeAt(at) === PAREN && this.#annotationEnd(best, at) > 0) return null;
    for (let i = at; i < Math.min(this.#text.length, at + LOOKAHEAD); i++) if (this.#text.charCodeAt(i) === QUESTION) return null;
    return best;
  }

  #result(state: State | null, end: number, first: State): SlipResult | null {
    if (state === null || !state.slipped) return null;
    const literal = this.#model.textCost(this.#text.slice(this.#start, end), first.previous);
    return { end, after: state.out, gain: literal - state.cost };
  }

  #expand(state: State, at: number, rank: number): void {
    const unit = this.#text.charCodeAt(at);
    if (unit === PAREN && this.#skipAnnotation(state, at)) return;
    if (unit === QUESTION && rank < SLIP_STATES) this.#expandQuestion(state, at);
    this.#expandLiteral(state, at, unit);
    if (!this.#keepsPrivate && state.pending !== 0 && state.slipped && rank < LOST_PAIR_STATES && unit > 0x80)
      this.#expandLostPair(state, at);
  }

  /** `(py)` behind two bytes that are read so. */
  #skipAnnotation(state: State, at: number): boolean {
    const end = this.#annotationEnd(state, at);
    if (end > 0) this.#push(end, { ...state, cost: state.cost - BONUS_ANNOTATION });
    return end > 0;
  }

  #annotationEnd(state: State, at: number): number {
    const syllable = syllableAt(this.#text, at + 1);
    return syllable !== null && this.#reads(state.beforeLast, state.last, syllable) ? at + syllable.length + 2 : 0;
  }

  #reads(lead: number, trail: number, syllable: string): boolean {
    const unit = this.#codec.decode(lead, trail);
    return unit !== 0 && this.#tables.readings().has(unit, syllable);
  }

  #expandQuestion(state: State, at: number): void {
    const syllable = syllableAt(this.#text, at + 1);
    if (syllable !== null) this.#swallowedAnnotation(state, at + syllable.length + 2, syllable);
    const next = at + 1 < this.#text.length ? this.#text.charCodeAt(at + 1) : 0;
    if (state.pending === 0) this.#markSlip(state, at, next);
    else this.#swallowedTrail(state, at, next);
  }

  /** `?py)`: a lost byte that made a character read `py` with the byte before it. */
  #swallowedAnnotation(state: State, at: number, syllable: string): void {
    const codes = this.#tables.readings().codes(syllable);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] as number;
      if (code >> 8 !== state.last || (code & 0xff) < 0x81) continue;
      const fed = this.#feed(state, code & 0xff);
      if (fed) this.#push(at, { ...fed, cost: fed.cost - BONUS_ANNOTATION, slipped: true });
    }
    if (state.pending === 0 || !state.slipped || this.#keepsPrivate) return;
    for (const lead of this.#lostLeads(state)) {
      for (let i = 0; i < codes.length; i++) {
        const code = codes[i] as number;
        if (!isUnassigned(lead.last, code >> 8)) continue;
        const unit = this.#codec.decode(code >> 8, code & 0xff);
        if (this.#wantsUnit(at, lead, unit, 0)) this.#push(at, { ...this.#emit(lead, unit, 0), beforeLast: code >> 8, last: code & 0xff });
      }
    }
  }

  /** `?` and a mark: a lost lead byte, and the bytes of the mark behind it (a comma was inserted before what looked like the mark). */
  #markSlip(state: State, at: number, mark: number): void {
    const bytes = markBytes(mark, this.#codec);
    if (bytes === 0) return;
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      const unit = this.#codec.decode(lead, bytes >> 8);
      if (unit === 0 || this.#model.unigram(unit) > 15) continue;
      if (!this.#wants(at + 2, bytes & 0xff, this.#model.idOf(unit), true, state.cost + COST_MARK_SLIP - HIGHEST_BONUS)) continue;
      const made = this.#emitMark(state, unit, at);
      this.#push(at + 2, { ...made, pending: bytes & 0xff, beforeLast: bytes >> 8, last: bytes & 0xff, slipped: true });
    }
  }

  /** The character of a mark slip; a mark may follow what stands before an inserted comma. */
  #emitMark(state: State, unit: number, at: number): State {
    const made = this.#emit(state, unit, COST_MARK_SLIP);
    const comma = this.#text.charAt(at - 1);
    if (at !== this.#start || at < 2 || (comma !== "," && comma !== "，")) return made;
    const cost = state.cost + COST_MARK_SLIP + this.#model.cost(this.#model.idOf(this.#text.charCodeAt(at - 2)), unit);
    return MARKS.includes(String.fromCharCode(unit)) && cost < made.cost ? { ...made, cost } : made;
  }

  /** `?` while a byte waits: its trail byte was lost with an ASCII unit behind it. At a line's end, or before a mark, that unit was no text. */
  #swallowedTrail(state: State, at: number, next: number): void {
    const free = next === 0 || markBytes(next, this.#codec) !== 0;
    // What was lost is most often of the kind of what follows: the first digit of a number, the first letter of a word.
    const lost = isAsciiDigit(next) || isAsciiLetter(next) ? next : 0x20;
    for (let trail = 0x81; trail <= 0xfe; trail++) {
      const unit = this.#codec.decode(state.pending, trail);
      if (unit === 0 || this.#model.unigram(unit) > 14) continue;
      const least = state.cost + 1 + this.#model.cost(state.previous, unit) - HIGHEST_BONUS;
      const isFree = free && this.#wants(at + 1, 0, this.#model.idOf(unit), true, least);
      if (!isFree && (next === 0 || !this.#wants(at + 1, 0, this.#model.idOf(lost), true, least + COST_LOST_ASCII))) continue;
      const made = this.#emit(state, unit, 1);
      if (free) this.#push(at + 1, { ...made, beforeLast: state.pending, last: trail, slipped: true });
      if (next === 0) continue;
      const cost = made.cost + COST_LOST_ASCII + this.#model.cost(made.previous, lost);
      this.#push(at + 1, {
        ...made,
        cost,
        previous: this.#model.idOf(lost),
        out: `${made.out}\ufffd`,
        beforeLast: 0,
        last: 0,
        slipped: true,
      });
    }
  }

  #expandLiteral(state: State, at: number, unit: number): void {
    if (unit < 0x80) {
      const plain = this.#feed(state, unit);
      if (plain) this.#push(at + 1, plain);
      const second = state.pending === 0 ? undefined : FULL_WIDTH.get(unit);
      if (second !== undefined) this.#pushBytes(state, at + 1, 0xa3, second);
      return;
    }
    const code = unit === EURO ? 0x80 : this.#codec.encode(unit);
    if (code === 0) {
      if (state.pending === 0) this.#push(at + 1, this.#emit(state, unit, 0));
    } else if (code < 0x100) {
      const fed = this.#feed(state, code);
      if (fed) this.#push(at + 1, fed);
    } else if (state.pending === 0) {
      this.#push(at + 1, { ...this.#emit(state, unit, 0), beforeLast: code >> 8, last: code & 0xff });
    } else this.#pushBytes(state, at + 1, code >> 8, code & 0xff);
  }

  #pushBytes(state: State, at: number, first: number, second: number): void {
    const one = this.#feed(state, first);
    const two = one && this.#feed(one, second);
    if (two) this.#push(at, two);
  }

  /** A private-use pair that the shift made and a later program dropped: the best few of them. */
  #expandLostPair(state: State, at: number): void {
    const code = this.#codec.encode(this.#text.charCodeAt(at));
    if (code < 0x8000) return;
    for (const lead of this.#lostLeads(state)) this.#lostTrails(lead, at, code);
  }

  /** The best characters that the waiting byte makes with the first byte of a dropped pair; that byte is `last`. */
  #lostLeads(state: State): State[] {
    const best = new Cheapest(BEST_LOST_LEADS);
    for (const lead of LOST_ROWS) {
      const unit = this.#codec.decode(state.pending, lead);
      if (unit !== 0) best.add(lead, this.#model.cost(state.previous, unit));
    }
    return best.keys.map((lead) => {
      const made = this.#emit(state, this.#codec.decode(state.pending, lead), COST_LOST_PAIR);
      return { ...made, last: lead, beforeLast: state.pending, slipped: true };
    });
  }

  #lostTrails(state: State, at: number, code: number): void {
    const pending = code & 0xff;
    for (const trail of this.#bestTrails(state, code >> 8)) {
      const unit = this.#codec.decode(trail, code >> 8);
      if (!this.#wantsUnit(at + 1, state, unit, pending)) continue;
      const made = { ...this.#emit(state, unit, 0), beforeLast: code >> 8, last: pending };
      if (pending > 0x80) this.#push(at + 1, { ...made, pending });
      else this.#push(at + 1, { ...this.#emit(made, pending, 0), beforeLast: made.beforeLast, last: made.last });
    }
  }

  /** The best second bytes of a dropped pair, before a byte that makes a character with them: the same for all states with that lead. */
  #bestTrails(state: State, next: number): readonly number[] {
    const key = (((state.last << 8) | next) << 14) | state.previous;
    let trails = this.#trails.get(key);
    if (trails === undefined) {
      const best = new Cheapest(BEST_LOST_TRAILS);
      for (let trail = 0x81; trail <= 0xfe; trail++) {
        const unit = isUnassigned(state.last, trail) ? this.#codec.decode(trail, next) : 0;
        if (unit !== 0) best.add(trail, this.#model.cost(state.previous, unit));
      }
      trails = best.keys;
      this.#trails.set(key, trails);
    }
    return trails;
  }

  /** Whether a state of a slip would be kept with this character and what follows it, a byte or (below 0x80) a character: see `#wants`. */
  #wantsUnit(at: number, state: State, unit: number, follower: number): boolean {
    const id = this.#model.idOf(unit);
    const least = state.cost + this.#model.cost(state.previous, unit) - HIGHEST_BONUS;
    if (follower === 0 || follower > 0x80) return this.#wants(at, follower, id, true, least);
    return this.#wants(at, 0, this.#model.idOf(follower), true, least + this.#model.cost(id, follower));
  }

  /** Reads one more byte; null when the bytes make no character. */
  #feed(state: State, byte: number): State | null {
    if (state.pending === 0) {
      if (byte < 0x80) return { ...this.#emit(state, byte, 0), beforeLast: state.last, last: byte };
      if (byte === 0x80) return { ...this.#emit(state, EURO, 0), beforeLast: state.last, last: byte };
      return byte === 0xff ? null : { ...state, pending: byte, beforeLast: state.last, last: byte };
    }
    const unit = this.#codec.decode(state.pending, byte);
    return unit === 0 ? null : { ...this.#emit(state, unit, 0), beforeLast: state.last, last: byte };
  }

  #emit(state: State, unit: number, penalty: number): State {
    const out = state.out + String.fromCharCode(unit);
    let cost = state.cost + penalty + this.#model.cost(state.previous, unit);
    if (this.#tables.scripts[unit] === this.#wrongScript) cost += COST_WRONG_SCRIPT;
    if (unit >= 0x3400 && (state.slipped || penalty > 0)) cost -= this.#tables.wordBonus(out.length < 4 ? this.#before + out : out);
    return {
      pending: 0,
      last: state.last,
      beforeLast: state.beforeLast,
      previous: this.#model.idOf(unit),
      cost,
      out,
      slipped: state.slipped,
    };
  }
}

function cheapestAtEnd(states: readonly State[]): State | null {
  let best: State | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const state of states) {
    const cost = state.cost + (state.pending === 0 ? 0 : COST_OPEN_END);
    if (cost < bestCost) {
      best = state;
      bestCost = cost;
    }
  }
  return best === null || best.pending !== 0 ? null : best;
}
