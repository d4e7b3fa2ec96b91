import type { EntityType } from "../../pipeline/document.ts";

/** Votes for types. Lists instead of a map: one is made for each Latin name, and has two or three entries. */
export class Ballot {
  /** In the order in which they came. */
  private readonly types: EntityType[] = [];
  private readonly votes: number[] = [];

  add(type: EntityType, votes: number): void {
    const at = this.types.indexOf(type);
    if (at >= 0) this.votes[at] = (this.votes[at] as number) + votes;
    else {
      this.types.push(type);
      this.votes.push(votes);
    }
  }

  /** Adds all votes of another ballot. */
  addAll(other: Ballot): void {
    for (let i = 0; i < other.types.length; i++) this.add(other.types[i] as EntityType, other.votes[i] as number);
  }

  /** Replaces the votes of each type. */
  weigh(weight: (type: EntityType, votes: number) => number): void {
    for (let i = 0; i < this.types.length; i++) this.votes[i] = weight(this.types[i] as EntityType, this.votes[i] as number);
  }

  get total(): number {
    let sum = 0;
    for (const votes of this.votes) sum += votes;
    return sum;
  }

  /** Votes of the winner. */
  get most(): number {
    return this.votes[this.best()] ?? 0;
  }

  /** The type with most votes, the first of equal ones; null without any. */
  get winner(): EntityType | null {
    return this.types[this.best()] ?? null;
  }

  private best(): number {
    const { votes } = this;
    let best = 0;
    for (let i = 1; i < votes.length; i++) if ((votes[i] as number) > (votes[best] as number)) best = i;
    return best;
  }
}
