// The vote against: a Latin word that the document has three times or more, and that the model takes for a name, not surely, at a third of its places
// at most. Such are terms, abbreviations and words of code: of 81 in the running text of ../shared/train/text 75 are. With half of the places, or one
// place of two, it is three in five; names in characters do not behave so, half of those are names.
import { Ballot } from "./ballots.ts";
import { addCues, type LooseWord } from "./latin-names.ts";
import { type Draft, isVoted } from "./mentions.ts";

/** A mention as sure as this speaks for all. */
const SURE = 0.8;
/** Places where the model saw nothing, for each mention. */
const LEAST_RATIO = 2;

/** Unsure mentions of a loose word. */
interface Stray {
  mentions: number;
  /** None is sure, and nothing round them speaks for a name. */
  isDoubtful: boolean;
}

/**
 * The mentions without those that most of their document speaks against.
 *
 * @param mentions sorted and disjoint
 * @param loose the words with a capital where no mention stands
 * @returns the list itself where nothing is left out
 */
export function withoutStrays(text: string, mentions: Draft[], loose: ReadonlyMap<string, LooseWord>): Draft[] {
  let strays: Map<string, Stray> | null = null;
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    if (!isCapital(mention.text.charCodeAt(0)) || !isVoted(mention.type) || !loose.has(mention.text)) continue;
    strays ??= new Map();
    const doubtful = isDoubtful(text, mention);
    const stray = strays.get(mention.text);
    if (stray === undefined) strays.set(mention.text, { mentions: 1, isDoubtful: doubtful });
    else {
      stray.mentions++;
      stray.isDoubtful &&= doubtful;
    }
  }
  if (strays === null) return mentions;
  const dropped = new Set<string>();
  for (const [name, stray] of strays)
    if (stray.isDoubtful && (loose.get(name)?.places.length ?? 0) >= LEAST_RATIO * stray.mentions) dropped.add(name);
  return dropped.size === 0 ? mentions : without(mentions, dropped);
}

function without(mentions: readonly Draft[], names: ReadonlySet<string>): Draft[] {
  const kept: Draft[] = [];
  for (let i = 0; i < mentions.length; i++) {
    const mention = mentions[i] as Draft;
    if (!isVoted(mention.type) || !names.has(mention.text)) kept.push(mention);
  }
  return kept;
}

/** Loose words begin with one. */
function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isDoubtful(text: string, { start, end, score }: Draft): boolean {
  if (score >= SURE) return false;
  const cues = new Ballot();
  addCues(text, start, end, cues);
  return cues.winner === null;
}
