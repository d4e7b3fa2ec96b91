import type { Entity } from "../../pipeline/document.ts";
import type { Speaker } from "./speakers.ts";

const DOT = /[·•・]/u;
const PERSON_PRONOUN = /^(?:他|她|伊|您)$/u;
const BODY = /^(?:该|这家|本|此)?(?:公司|机构|组织|集团|企业|大学|媒体|报|平台|团队|银行|协会|部门|局|部|网站)$/u;
const HONORIFIC = /(?:先生|女士|小姐|教授|博士|老师|总|医生|牧师|院士|主任|太太|夫人)$/u;

/** Names that a document gives, in order, so that 他, 该公司 and short forms can be traced back. */
export class Names {
  readonly #entities: readonly Entity[];
  readonly #long = new Map<string, string>();
  readonly #speakers: { readonly at: number; readonly name: string }[] = [];

  constructor(entities: readonly Entity[]) {
    this.#entities = entities;
    for (const { type, text, norm } of entities) if (type === "PERSON") this.#learn(norm ?? text);
  }

  #learn(name: string): void {
    const parts = name.split(DOT);
    if (parts.length > 1) for (const part of parts) if (part.length >= 2 && !this.#long.has(part)) this.#long.set(part, name);
  }

  /**
   * The name that a mention stands for; the mention's own name when the document does not tell.
   * Speakers must come in the order of the text.
   */
  resolve(speaker: Speaker): string {
    const name = this.#nameOf(speaker);
    if (!speaker.pronoun) {
      this.#learn(name);
      this.#speakers.push({ at: speaker.start, name });
    }
    return name;
  }

  #nameOf(speaker: Speaker): string {
    if (speaker.pronoun) return PERSON_PRONOUN.test(speaker.text) ? (this.#personBefore(speaker.start) ?? speaker.text) : speaker.text;
    if (BODY.test(speaker.text)) return this.#before(speaker.start, "ORG") ?? speaker.text;
    const bare = speaker.name.replace(HONORIFIC, "");
    return this.#long.get(bare) ?? this.#surname(speaker, bare) ?? speaker.name;
  }

  /** 王教授 for 王明, when one earlier person alone bears the surname. */
  #surname(speaker: Speaker, bare: string): string | null {
    if (bare.length !== 1 || !HONORIFIC.test(speaker.name)) return null;
    const found = new Set<string>();
    for (const { type, text, norm, start } of this.#entities) {
      if (start >= speaker.start) break;
      const full = norm ?? text;
      if (type === "PERSON" && full.startsWith(bare) && full.length > 1) found.add(full);
    }
    return found.size === 1 ? ([...found][0] as string) : null;
  }

  /** The nearest person before, a speaker rather than one who is only mentioned. */
  #personBefore(at: number): string | null {
    const speaker = this.#speakers.findLast((one) => one.at < at);
    const person = this.#before(at, "PERSON");
    return speaker?.name ?? person;
  }

  #before(at: number, type: "PERSON" | "ORG"): string | null {
    let low = 0;
    let high = this.#entities.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entities[middle] as Entity).start < at) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0; i--) {
      const entity = this.#entities[i] as Entity;
      if (entity.type === type) return entity.norm ?? entity.text;
    }
    return null;
  }
}
