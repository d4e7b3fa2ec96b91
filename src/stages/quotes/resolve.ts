import type { Entity } from "../../pipeline/document.ts";
import { nameIn, type Speaker } from "./speakers.ts";

const DOT = /[·•・]/u;
const BODY = /^(?:该|这家|本|此)?(?:公司|机构|组织|集团|企业|大学|媒体|报|平台|团队|银行|协会|部门|局|部|网站)$/u;
const BODY_ENDS = "司构织团业学体报台队行会门局部站";
/** Units of 这家公司. */
const LONGEST_BODY = 4;
const HONORIFIC = /(?:先生|女士|小姐|教授|博士|老师|总|医生|牧师|院士|主任|太太|夫人)$/u;
const HONORIFIC_ENDS = "生士姐授师总任太人";

/** Names that a document gives, in order, so that 他, 该公司 and short forms can be traced back. */
export class Names {
  readonly #persons: Entity[] = [];
  readonly #bodies: Entity[] = [];
  /** Full names by each part of theirs; null while there is none, as in most texts. */
  #long: Map<string, string> | null = null;
  /** The full names, each once. */
  #learned: string[] | null = null;
  /** Names of speakers in order. */
  readonly #spoken: string[] = [];
  /** Persons and speakers that are in `#bySurname`, which is seldom asked for. */
  #sorted = 0;
  #bySurname: Map<string, Set<string>> | null = null;
  readonly #inMention = new Map<string, string>();
  #lastSpeaker: string | null = null;

  /** @param entities sorted by start */
  constructor(entities: readonly Entity[]) {
    for (let i = 0; i < entities.length; i++) {
      const entity = entities[i] as Entity;
      if (entity.type === "ORG") this.#bodies.push(entity);
      if (entity.type !== "PERSON") continue;
      this.#persons.push(entity);
      this.#learnParts(entity.norm ?? entity.text);
    }
  }

  #learnParts(name: string): void {
    if (!hasDot(name) || this.#learned?.includes(name)) return;
    this.#learned ??= [];
    this.#learned.push(name);
    this.#long ??= new Map();
    for (const part of name.split(DOT)) if (part.length >= 2 && !this.#long.has(part)) this.#long.set(part, name);
  }

  /**
   * The name that a mention stands for; the mention's own name when the document does not tell.
   * Speakers must come in the order of the text.
   */
  resolve(speaker: Speaker): string {
    const name = this.#nameOf(speaker);
    if (!speaker.pronoun && name !== this.#lastSpeaker) {
      this.#learnParts(name);
      this.#spoken.push(name);
      this.#lastSpeaker = name;
    }
    return name;
  }

  #nameOf(speaker: Speaker): string {
    const { text, start, pronoun, antecedent } = speaker;
    if (antecedent) return this.#nameOf(antecedent);
    if (pronoun)
      return text === "他" || text === "她" || text === "伊" || text === "您"
        ? (this.#lastSpeaker ?? lastBefore(this.#persons, start) ?? text)
        : text;
    if (text.length <= LONGEST_BODY && BODY_ENDS.includes(text[text.length - 1] ?? "-") && BODY.test(text))
      return lastBefore(this.#bodies, start) ?? text;
    const name = speaker.name ?? this.#bareName(text);
    const bare = name !== "" && HONORIFIC_ENDS.includes(name[name.length - 1] as string) ? name.replace(HONORIFIC, "") : name;
    return this.#long?.get(bare) ?? this.#surname(name, bare) ?? name;
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
    const bySurname = this.#sortNames();
    const found = [...(bySurname.get(bare) ?? [])].filter((full) => full !== name && !HONORIFIC.test(full));
    return found.length === 1 ? (found[0] as string) : null;
  }

  /** One of the names that the document gives: persons first, then speakers. */
  #nameAt(index: number): string {
    const person = this.#persons[index];
    return person ? (person.norm ?? person.text) : (this.#spoken[index - this.#persons.length] as string);
  }

  #sortNames(): Map<string, Set<string>> {
    this.#bySurname ??= new Map();
    for (; this.#sorted < this.#persons.length + this.#spoken.length; this.#sorted++) {
      const full = this.#nameAt(this.#sorted);
      if (full.length < 2) continue;
      const known = this.#bySurname.get(full[0] as string);
      if (known) known.add(full);
      else this.#bySurname.set(full[0] as string, new Set([full]));
    }
    return this.#bySurname;
  }
}

function hasDot(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit === 0xb7 || unit === 0x2022 || unit === 0x30fb) return true; // ·, •, ・
  }
  return false;
}

/** The name of the last entity that begins before an offset; they are sorted by start. */
function lastBefore(entities: readonly Entity[], at: number): string | null {
  let i = entities.length - 1;
  while (i >= 0 && (entities[i] as Entity).start >= at) i--;
  const found = i < 0 ? null : (entities[i] as Entity);
  return found ? (found.norm ?? found.text) : null;
}
