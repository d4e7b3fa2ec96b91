// UTF-8 read as windows-1252 where the bytes that this codec does not show are gone: five are undefined, the no-break space became a space, the
// soft hyphen vanished.
import type { Edit } from "../../text/edits.ts";
import { latinByte } from "./legacy-codecs.ts";
import type { CharacterModel } from "./model.ts";
import { isCjkUnit } from "./rules.ts";

/** Bytes that are easily lost on the way, and nats for those that only a later program drops. */
const LOST_BYTES = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xa0, 0xad] as const;
const FIRST_DROPPED = 0xa0;
const COST_DROPPED = 2.5;
const MIN_CHARACTERS = 4;
/** Share of the characters that must be complete. */
const MIN_COMPLETE = 0.6;
/** Mean nats a character that the result may cost. */
const MAX_MEAN_COST = 8;
/** Nats that a guessed character must be ahead of every other one. */
const MIN_MARGIN = 3;
const SPACE = 0x20;

/** What may stand at a place: one character, or several when a byte is missing; `length` = units of the damaged text. */
interface Token {
  readonly chars: readonly string[];
  /** Nats for each of them. */
  readonly costs?: readonly number[];
  readonly length: number;
}

/** Mends a line from its first complete sequence on, up to where it is no latin text any more; an empty list when it is not that kind of damage. */
export function gapEdits(text: string, start: number, model: CharacterModel): readonly Edit[] {
  const tokens: Token[] = [];
  let end = start;
  for (let token = readToken(text, end); token !== null; token = readToken(text, end)) {
    tokens.push(token);
    end += token.length;
  }
  while (tokens.length > 0 && isAscii(tokens.at(-1) as Token)) end -= (tokens.pop() as Token).length;
  const wide = tokens.filter((token) => !isAscii(token));
  const complete = wide.filter((token) => token.chars.length === 1).length;
  if (wide.length < MIN_CHARACTERS || complete === wide.length || complete < wide.length * MIN_COMPLETE) return [];
  const { after, cost } = cheapest(tokens, model);
  return cost <= tokens.length * MAX_MEAN_COST ? [{ start, end, rule: "utf8-as-latin", after }] : [];
}

function isAscii({ chars }: Token): boolean {
  return (chars[0] as string) < "\u0080";
}

function readToken(text: string, at: number): Token | null {
  if (at >= text.length) return null;
  const unit = text.charCodeAt(at);
  const lead = latinByte(unit);
  if (lead < 0x80) return lead >= 0x20 ? { chars: [text.charAt(at)], length: 1 } : null;
  const first = byteAt(text, at + 1);
  const second = byteAt(text, at + 2);
  if (lead === 0xc2 || lead === 0xc3)
    return isContinuation(first) ? { chars: [String.fromCharCode(((lead & 0x1f) << 6) | (first & 0x3f))], length: 2 } : null;
  if ((lead < 0xe2 || lead > 0xe9) && lead !== 0xef) return null;
  if (isContinuation(first) && isContinuation(second)) return only(lead, first, second, 3);
  if (isContinuation(first) && second === SPACE) return only(lead, first, 0xa0, 3);
  if (first === SPACE && isContinuation(second)) return only(lead, 0xa0, second, 3);
  if (isContinuation(first)) return several(lead, [first], 2);
  return first === SPACE && lead !== 0xe2 ? several(lead, [0xa0], 2) : several(lead, LOST_BYTES, 1);
}

/** The characters of a lead byte and one of the given bytes, in either place, the other one lost. */
function several(lead: number, known: readonly number[], length: number): Token | null {
  const chars = new Map<string, number>();
  const put = (char: string, cost: number): void => {
    if (isLikely(char) && cost < (chars.get(char) ?? Number.POSITIVE_INFINITY)) chars.set(char, cost);
  };
  for (const byte of known) {
    for (const lost of LOST_BYTES) {
      const cost = (lost >= FIRST_DROPPED ? COST_DROPPED : 0) + (known === LOST_BYTES && byte >= FIRST_DROPPED ? COST_DROPPED : 0);
      put(decode(lead, byte, lost), cost);
      put(decode(lead, lost, byte), cost);
    }
  }
  return chars.size > 0 ? { chars: [...chars.keys()], costs: [...chars.values()], length } : null;
}

/** CJK, or a mark of general punctuation. */
function isLikely(char: string): boolean {
  return isCjkUnit(char.charCodeAt(0)) || (char >= "\u2010" && char < "\u2e80");
}

function byteAt(text: string, at: number): number {
  return at < text.length ? latinByte(text.charCodeAt(at)) : -1;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function only(lead: number, first: number, second: number, length: number): Token | null {
  const char = decode(lead, first, second);
  return isLikely(char) ? { chars: [char], length } : null;
}

function decode(lead: number, first: number, second: number): string {
  return String.fromCharCode(((lead & 0x0f) << 12) | ((first & 0x3f) << 6) | (second & 0x3f));
}

/** The likeliest choice of characters (Viterbi over bigrams). */
function cheapest(tokens: readonly Token[], model: CharacterModel): { after: string; cost: number } {
  let states = [{ after: "", cost: 0, previous: 0 }];
  for (const { chars, costs } of tokens) {
    states = chars.map((char, index) => {
      const unit = char.charCodeAt(0);
      let best = { after: "", cost: Number.POSITIVE_INFINITY, previous: model.idOf(unit) };
      for (const state of states) {
        const cost = state.cost + (costs?.[index] ?? 0) + model.cost(state.previous, unit);
        if (cost < best.cost) best = { after: state.after + char, cost, previous: best.previous };
      }
      return best;
    });
  }
  const best = states.reduce((one, state) => (state.cost < one.cost ? state : one));
  return { after: hideDoubtful(best.after, tokens, model), cost: best.cost };
}

/** U+FFFD for each guessed character that another one nearly equals between its neighbours: an open gap is better than a wrong character. */
function hideDoubtful(text: string, tokens: readonly Token[], model: CharacterModel): string {
  let after = "";
  for (let i = 0; i < tokens.length; i++) {
    const { chars, costs } = tokens[i] as Token;
    const chosen = text.charAt(i);
    const costOf = (char: string, index: number): number => {
      const unit = char.charCodeAt(0);
      const before = i === 0 ? 0 : model.idOf(text.charCodeAt(i - 1));
      const behind = i + 1 < text.length ? model.cost(model.idOf(unit), text.charCodeAt(i + 1)) : 0;
      return (costs?.[index] ?? 0) + model.cost(before, unit) + behind;
    };
    const least = chars.length === 1 ? 0 : costOf(chosen, chars.indexOf(chosen)) + MIN_MARGIN;
    after += chars.some((char, index) => char !== chosen && costOf(char, index) < least) ? "\ufffd" : chosen;
  }
  return after;
}
