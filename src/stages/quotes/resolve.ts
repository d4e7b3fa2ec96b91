import type { Entity } from "../../pipeline/document.ts";
import { nameIn, type Speaker } from "./speakers.ts";

const DOT = /[·•・]/u;
const PERSON_PRONOUN = /^(?:他|她|伊|您)$/u;
const BODY = /^(?:该|这家|本|此)?(?:公司|机构|组织|集团|企业|大学|媒体|报|平台|团队|银行|协会|部门|局|部|网站)$/u;
const HONORIFIC = /(?:先生|女士|小姐|教授|博士|老师|总|医生|牧师|院士|主任|太太|夫人)$/u;

/** Names that a document gives, in order, so that 他, 该公司 and short forms can be traced back. */
export class Names {
  readonly #persons: readonly Entity[];
  readonly #bodies: readonly Entity[];
  readonly #long = new Map<string, string>();
  readonly #bySurname = new Map<string, Set<string>>();
  readonly #inMention = new Map<string, string>();
  #lastSpeaker: string | null = null;

  constructor(entities: readonly Entity[]) {
    this.#persons = entities.filter(({ type }) => type === "PERSON");
    this.#bodies = entities.filter(({ type }) => type === "ORG");
    for (const { text, norm } of this.#persons) this.#learn(norm ?? text);
  }

  #learn(name: string): void {
    const parts = name.split(DOT);
    if (parts.length > 1) for (const part of parts) if (part.length >= 2 && !this.#long.has(part)) this.#long.set(part, name);
    if (name.length < 2) return;
    const surname = name[0] as string;
    const found = this.#bySurname.get(surname);
    if (found) found.add(name);
    else this.#bySurname.set(surname, new Set([name]));
  }

  /**
   * The name that a mention stands for; the mention's own name when the document does not tell.
   * Speakers must come in the order of the text.
   */
  resolve(speaker: Speaker): string {
    const name = this.#nameOf(speaker);
    if (!speaker.pronoun && name !== this.#lastSpeaker) {
      this.#learn(name);
      this.#lastSpeaker = name;
    }
    return name;
  }

  #nameOf(speaker: Speaker): string {
    const { text, start, pronoun, antecedent } = speaker;
    if (antecedent) return this.#nameOf(antecedent);
    if (pronoun) return PERSON_PRONOUN.test(text) ? (this.#lastSpeaker ?? lastBefore(this.#persons, start) ?? text) : text;
    if (BODY.test(text)) return lastBefore(this.#bodies, start) ?? text;
    const name = speaker.name ?? this.#bareName(text);
    const bare = name.replace(HONORIFIC, "");
    return this.#long.get(bare) ?? this.#surname(name, bare) ?? name;
  }

  #bareName(mention: string): string {
    const known = this.#inMention.get(mention);
    if (known !== undefined) return known;
    const name = nameIn(mention);
    this.#inMention.set(mention, name);
    return name;
  }

  /** 王教授 for 王明, when one person alone bears the surname. */
  #surname(name: string, bare: string): string | null {
    if (bare.length !== 1 || !HONORIFIC.test(name)) return null;
    const found = [...(this.#bySurname.get(bare) ?? [])].filter((full) => full !== name && !HONORIFIC.test(full));
    return found.length === 1 ? (found[0] as string) : null;
  }
}

/** The name of the last entity that begins before an offset. */
function lastBefore(entities: readonly Entity[], at: number): string | null {
  let low = 0;
  let high = entities.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entities[middle] as Entity).start < at) low = middle + 1;
    else high = middle;
  }
  const found = entities[low - 1];
  return found ? (found.norm ?? found.text) : null;
}
