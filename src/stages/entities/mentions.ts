import type { Entity, EntityType } from "../../pipeline/document.ts";

/** An entity in the making: one object from the first find to the output, changed in place. */
export type Draft = { -readonly [K in keyof Entity]: Entity[K] };

/** Every draft is made here, so that all are of one shape for V8. */
export function createDraft(text: string, start: number, end: number, type: EntityType, norm: string | null, score: number): Draft {
  return { start, end, type, text: text.slice(start, end), norm, score };
}

/** Types that the mentions of a name vote on; titles, laws, works and events are told by their surroundings. */
export function isVoted(type: EntityType): boolean {
  return type === "PERSON" || type === "ORG" || type === "PLACE" || type === "PRODUCT";
}

/** Says which places are free of mentions; asked from left to right. */
export class FreePlaces {
  private readonly mentions: readonly Draft[];
  private next = 0;
  private end = 0;

  /** @param mentions sorted and disjoint */
  constructor(mentions: readonly Draft[]) {
    this.mentions = mentions;
  }

  /** Takes a place, unless a mention, or a place taken before, reaches into it. */
  take(start: number, end: number): boolean {
    const { mentions } = this;
    while (this.next < mentions.length) {
      const mention = mentions[this.next] as Draft;
      if (mention.start >= end) break;
      if (mention.end > this.end) this.end = mention.end;
      this.next++;
    }
    if (start < this.end) return false;
    this.end = end;
    return true;
  }
}

/** Two sorted lists, disjoint from each other, as one; the first list itself when nothing is added. */
export function joinSorted(mentions: Draft[], added: readonly Draft[]): Draft[] {
  if (added.length === 0) return mentions;
  const joined: Draft[] = [];
  let i = 0;
  for (let k = 0; k < added.length; k++) {
    const addition = added[k] as Draft;
    while (i < mentions.length && (mentions[i] as Draft).start < addition.start) joined.push(mentions[i++] as Draft);
    joined.push(addition);
  }
  while (i < mentions.length) joined.push(mentions[i++] as Draft);
  return joined;
}
