// UTF-8 read as GBK where some bytes became `?` or U+FFFD: a beam search over the lost bytes.
import { type GbkBytes, LOST_BYTE, NO_BYTE, type Stretch } from "./gbk-bytes.ts";
import { isUnassigned } from "./legacy-codecs.ts";
import type { RepairTables } from "./model.ts";

const BEAM = 64;
/** States that cost this much more than the best are given up (nats). */
const MARGIN = 18;
/** Nats for two bytes lost at once: a pair that plain GBK does not have. Tried on the best few states only. */
const COST_LOST_PAIR = 7;
const PAIR_STATES = 6;
/** States that try the improbable bytes, too. */
const GUESSING_STATES = 8;
const QUESTION = 0x3f;
/** Nats for a lost byte other than 0x80, the one that GBK never has as a lead byte; less before ASCII, where any lead byte is lost. */
const COST_OTHER_BYTE = 9;
const COST_BEFORE_ASCII = 1;
const COST_REAL_QUESTION = 3;
/** A closing mark that nothing opened, an opening one that nothing closes, a comma at the end. */
const COST_UNBALANCED = 6;
const COST_COMMA_AT_END = 5;
/** A traditional character in simplified text, or the other way round. */
const COST_WRONG_SCRIPT = 3;
const OPENING = "（“《【";
const CLOSING = "）”》】";
/** Lead bytes of the characters that Chinese text holds: punctuation, Han, full-width forms. */
const LEADS = [0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xef] as const;

const CONTINUATIONS: readonly number[] = Array.from({ length: 0x40 }, (_, i) => 0x80 + i);

interface State {
  /** Bits of the character begun so far, and how many bytes it still lacks. */
  readonly code: number;
  readonly lacks: number;
  readonly previous: number;
  readonly cost: number;
  readonly char: string;
  /** Bit i: a mark OPENING[i] waits for its closing one. */
  readonly open: number;
  /** Traditional characters so far minus simplified ones. */
  readonly script: number;
  /** The last characters, for the word bonus. */
  readonly tail: string;
  readonly parent: State | null;
}

/**
 * Decodes from byte `at` on, guessing lost bytes by the model.
 *
 * @returns the longest stretch that every byte allows, or null when no byte of it was lost
 */
export function decodeLossy(coded: GbkBytes, at: number, tables: RepairTables): Stretch | null {
  let states: State[] = [{ code: 0, lacks: 0, previous: 0, cost: 0, char: "", script: 0, tail: "", open: 0, parent: null }];
  let best: { state: State; index: number } | null = null;
  let lost = false;
  let index = at;
  for (; index < coded.length; index++) {
    const byte = coded.bytes[index] as number;
    if (byte === NO_BYTE) break;
    const isLost = byte === LOST_BYTE || byte === QUESTION;
    const next = isLost ? expandLost(states, byte, coded, index, tables) : expandKnown(states, byte, tables);
    if (next.length === 0) break;
    lost ||= isLost;
    states = prune(next);
    if (coded.units[index + 1] === -1) continue;
    const whole = cheapestWhole(states, index + 1 >= coded.length);
    if (whole !== null) best = { state: whole, index: index + 1 };
  }
  if (!lost || best === null) return null;
  return { next: best.index, end: coded.units[best.index] as number, after: readOut(best.state) };
}

/** The best states, cheapest first. */
function prune(states: readonly State[]): State[] {
  let limit = Number.POSITIVE_INFINITY;
  for (const state of states) limit = Math.min(limit, state.cost);
  limit += MARGIN;
  const near = states.filter((state) => state.cost <= limit);
  return near.sort((a, b) => a.cost - b.cost).slice(0, BEAM);
}

function cheapestWhole(states: readonly State[], atEnd: boolean): State | null {
  let best: State | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const state of states) {
    const cost = state.cost + (atEnd ? endCost(state) : 0);
    if (state.lacks > 0 || cost >= bestCost) continue;
    best = state;
    bestCost = cost;
  }
  return best;
}

function endCost(state: State): number {
  return (state.open === 0 ? 0 : COST_UNBALANCED) + (state.char === "，" || state.char === "、" ? COST_COMMA_AT_END : 0);
}

function expandKnown(states: readonly State[], byte: number, tables: RepairTables): State[] {
  const next: State[] = [];
  for (const state of states) {
    const made = feed(state, byte, 0, tables);
    if (made !== null) next.push(made);
  }
  return next;
}

function expandLost(states: readonly State[], byte: number, coded: GbkBytes, index: number, tables: RepairTables): State[] {
  const follower = index + 1 < coded.length ? (coded.bytes[index + 1] as number) : 0;
  const other = follower >= 0 && follower < 0x40 ? COST_BEFORE_ASCII : COST_OTHER_BYTE;
  const next: State[] = expandLostPairs(states, tables);
  const push = (state: State | null): void => {
    if (state !== null) next.push(state);
  };
  const guessed = other === COST_OTHER_BYTE ? Math.min(GUESSING_STATES, states.length) : states.length;
  for (let rank = 0; rank < states.length; rank++) {
    const state = states[rank] as State;
    if (state.lacks > 0) {
      push(feed(state, 0x80, 0, tables));
      for (let guess = 0x81; guess <= 0xbf && rank < guessed; guess++) push(feed(state, guess, other, tables));
    } else {
      for (const guess of LEADS) if (rank < guessed) push(feed(state, guess, other, tables));
      if (byte === QUESTION) push(emit(state, "?", COST_REAL_QUESTION, tables));
    }
  }
  return next;
}

function expandLostPairs(states: readonly State[], tables: RepairTables): State[] {
  const next: State[] = [];
  for (const state of states.slice(0, PAIR_STATES)) {
    if (state.lacks === 0) continue;
    for (const [first, continuations, leads] of unassignedPairs()) {
      const one = feed(state, first, COST_LOST_PAIR, tables);
      if (one === null) continue;
      for (const second of one.lacks > 0 ? continuations : leads) {
        const two = feed(one, second, 0, tables);
        if (two !== null) next.push(two);
      }
    }
  }
  return next;
}

let pairs: readonly (readonly [number, readonly number[], readonly number[]])[] | null = null;

/** First bytes of pairs that GBK lacks, with the continuation bytes and the lead bytes that may follow. */
function unassignedPairs(): readonly (readonly [number, readonly number[], readonly number[]])[] {
  pairs ??= CONTINUATIONS.map((first): [number, readonly number[], readonly number[]] => [
    first,
    CONTINUATIONS.filter((second) => isUnassigned(first, second)),
    LEADS.filter((second) => isUnassigned(first, second)),
  ]).filter(([, continuations, leads]) => continuations.length + leads.length > 0);
  return pairs;
}

function feed(state: State, byte: number, penalty: number, tables: RepairTables): State | null {
  if (state.lacks === 0) {
    if (byte < 0x80) return emit(state, String.fromCharCode(byte), penalty, tables);
    const lacks = byte >= 0xe1 && byte <= 0xef ? 2 : byte >= 0xc2 && byte <= 0xdf ? 1 : 0;
    if (lacks === 0) return null;
    return { ...state, code: byte & (lacks === 2 ? 0x0f : 0x1f), lacks, cost: state.cost + penalty, char: "", parent: state };
  }
  if (byte < 0x80 || byte > 0xbf) return null;
  const code = (state.code << 6) | (byte & 0x3f);
  const lacks = state.lacks - 1;
  if (lacks > 0) return { ...state, code, lacks, cost: state.cost + penalty, char: "", parent: state };
  if (code < 0x80 || (code >= 0xd800 && code < 0xf900)) return null;
  return emit(state, String.fromCharCode(code), penalty, tables);
}

function emit(state: State, char: string, penalty: number, tables: RepairTables): State {
  const unit = char.charCodeAt(0);
  const model = tables.model();
  const tail = state.tail.slice(-3) + char;
  let cost = state.cost + penalty + model.cost(state.previous, unit);
  const script = tables.scripts[unit] as number;
  if (script === 2 ? state.script <= 0 : script === 1 && state.script > 0) cost += COST_WRONG_SCRIPT;
  if (unit >= 0x3400) cost -= tables.wordBonus(tail);
  let open = state.open;
  const opens = OPENING.indexOf(char);
  const closes = CLOSING.indexOf(char);
  if (opens >= 0) open |= 1 << opens;
  if (closes >= 0) {
    if ((open & (1 << closes)) === 0) cost += COST_UNBALANCED;
    open &= ~(1 << closes);
  }
  return {
    code: 0,
    lacks: 0,
    previous: model.idOf(unit),
    cost,
    char,
    script: state.script + (script === 2 ? 1 : script === 1 ? -1 : 0),
    tail,
    open,
    parent: state,
  };
}

function readOut(state: State): string {
  const chars: string[] = [];
  for (let at: State | null = state; at !== null; at = at.parent) if (at.char !== "") chars.push(at.char);
  return chars.reverse().join("");
}
