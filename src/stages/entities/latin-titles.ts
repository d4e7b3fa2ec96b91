// Offices that Chinese text writes in Latin capitals: 某某公司CEO某某. Labelled sentences hold few of them, so the model takes them for
// parts of the names that they are glued to, or for nothing.
import { createDraft, type Draft } from "./mentions.ts";

/** Those that are hardly ever anything else; CMO, CPO, CRO … are kinds of companies or of chips as well. */
const OFFICE = /(?<![A-Za-z\d])C(?:EO|FO|TO|OO|IO)(?![A-Za-z\d])/gu;
/** Rank words are part of the title. */
const RANK = /(?:联席|联合|全球|执行|代理|副)$/u;
/** Words between a name and the title that belong to neither. */
const LINK = /(?:前任|前|原|时任|现任|候任|新任|的|\s)+$/u;
/** Joins two titles. */
const JOINT = /(?:兼任|兼|、|和|与|\/)$/u;
/** Of an office that the model did not see. */
const SCORE = 0.95;

/**
 * Makes every such office a TITLE of its own, and of what a mention holds before it a body.
 *
 * @param mentions sorted and disjoint
 * @returns sorted and disjoint; the list itself where there is no such office
 */
export function separateOffices(text: string, mentions: Draft[]): Draft[] {
  if (!text.includes("O")) return mentions;
  let result: Draft[] | null = null;
  let next = 0;
  for (const { 0: office, index } of text.matchAll(OFFICE)) {
    result ??= [];
    while (next < mentions.length && (mentions[next] as Draft).end <= index) result.push(mentions[next++] as Draft);
    const end = index + office.length;
    const mention = mentions[next];
    if (mention === undefined || mention.start >= end) result.push(createDraft(text, index, end, "TITLE", null, SCORE));
    else if (mention.end === end) result.push(...separate(text, mentions[next++] as Draft, index));
    // What reaches further is another name that holds these letters: of a magazine, of a meeting.
  }
  if (result === null) return mentions;
  while (next < mentions.length) result.push(mentions[next++] as Draft);
  return result;
}

/** A mention that ends with an office, which begins at `index`: the name before it, if any, and the title with its rank. */
function separate(text: string, { start, end, type, score }: Draft, index: number): Draft[] {
  const before = text.slice(start, index);
  const rank = RANK.exec(before)?.[0].length ?? 0;
  const title = createDraft(text, index - rank, end, "TITLE", null, Math.max(score, SCORE));
  const name = before.slice(0, before.length - rank).replace(LINK, "");
  const other = name.replace(JOINT, "");
  if (other === "") return [title];
  const isName = other.length === name.length;
  return [createDraft(text, start, start + other.length, isName ? (type === "PLACE" ? type : "ORG") : "TITLE", null, score), title];
}
