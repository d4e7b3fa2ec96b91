import type { Entity, Paragraph, Quote } from "../../pipeline/document.ts";
import { type Attribution, attributionAfter, attributionBefore, judgedBefore, sentenceSubject } from "./attribution.ts";
import type { Cue } from "./cues.ts";
import { findStatements, type Statement } from "./indirect.ts";
import { endsClause, isMixed, isNamePlace, isSpeechBefore, isUtterance, isWholeSentence, shapeOf } from "./kinds.ts";
import { findQuoted, type Quoted } from "./marks.ts";
import { firstCueAfter, type Passage, readPassage, sentenceAt } from "./passage.ts";
import { Names } from "./resolve.ts";
import { findSubject, lastSpeechEnd, type Speaker } from "./speakers.ts";

interface Verdict {
  readonly quote: Quoted;
  readonly kind: "direct" | "scare";
  readonly cue: Cue | null;
  readonly speaker: Speaker | null;
}

const CUELESS_LENGTH = 8;
/** Before a quotation that lost its closing mark: a new sentence or clause, as opposed to the middle of one (获得“某某奖). */
const FRESH = /[\s。！？：，:,!?”」]/u;

/**
 * Finds quotations, reported statements and their speakers.
 *
 * @param entities sorted by start; may be empty
 * @returns quotes in order of `start` (UTF-16 offsets of `text`)
 */
export function annotateQuotes(
  text: string,
  paragraphs: readonly Pick<Paragraph, "start" | "end">[],
  entities: readonly Entity[],
): Quote[] {
  const names = new Names(entities);
  const quotes: Quote[] = [];
  let carried: Speaker | null = null;
  for (const { quoted, start, end } of joinAcross(text, paragraphs)) {
    const alone = quoted.length === 1 ? (quoted[0] as Quoted) : null;
    if (alone && alone.open === start && alone.after === end && alone.closed) {
      // A paragraph of dialogue: no frame to look for.
      const kind = isUtterance(shapeOf(text, alone)) ? "direct" : "scare";
      const speaker = kind === "direct" ? carried : null;
      emit(text, [{ quote: alone, kind, cue: null, speaker }], [], names, quotes);
      carried = null;
      continue;
    }
    const passage = readPassage(text, start, end, entities, quoted);
    if (!passage) {
      carried = null;
      continue;
    }
    const { verdicts, statements } = judge(passage, carried);
    const last = verdicts.at(-1);
    carried = last && !last.quote.closed && last.kind === "direct" ? last.speaker : null;
    emit(text, verdicts, statements, names, quotes);
  }
  return quotes;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly Quoted[];
}

const MOST_JOINED = 5;
const LONGEST_JOINED = 5000;

/** Pairs the marks paragraph by paragraph, and joins paragraphs where a quotation opens in one and closes in a later one. */
function joinAcross(text: string, paragraphs: readonly Pick<Paragraph, "start" | "end">[]): Stretch[] {
  const stretches: Stretch[] = paragraphs.map(({ start, end }) => ({ start, end, quoted: findQuoted(text, start, end) }));
  const joined: Stretch[] = [];
  for (let i = 0; i < stretches.length; i++) {
    const first = stretches[i] as Stretch;
    const open = first.quoted.at(-1);
    const partner = open && !open.closed ? closingStretch(stretches, i + 1) : -1;
    if (!open || partner < 0 || (stretches[partner] as Stretch).end - first.start > LONGEST_JOINED) {
      joined.push(first);
      continue;
    }
    const last = stretches[partner] as Stretch;
    const closer = last.quoted[0] as Quoted;
    const whole: Quoted = { open: open.open, start: open.start, end: closer.end, after: closer.after, opened: true, closed: true };
    // The joined stretch takes the place of the first, so that a third paragraph can still join it.
    stretches[partner] = { start: first.start, end: last.end, quoted: [...first.quoted.slice(0, -1), whole, ...last.quoted.slice(1)] };
    i = partner - 1;
  }
  return joined;
}

function closingStretch(stretches: readonly Stretch[], from: number): number {
  for (let i = from; i < Math.min(stretches.length, from + MOST_JOINED); i++) {
    const quote = stretches[i]?.quoted[0];
    if (!quote) continue;
    return !quote.opened && quote.closed ? i : -1;
  }
  return -1;
}

function judge(passage: Passage, carried: Speaker | null): { verdicts: Verdict[]; statements: Statement[] } {
  const framed = passage.quoted.map((quote, index) => frame(passage, quote, index));
  const taken = new Set<Cue>();
  const speech: Quoted[] = [];
  framed.forEach((found, index) => {
    if (found) speech.push(passage.quoted[index] as Quoted);
    if (found?.cue && !found.continues) taken.add(found.cue);
  });
  const statements = findStatements(passage, taken, speech);
  const verdicts: Verdict[] = [];
  let running = carried;
  let next = 0;
  passage.quoted.forEach((quote, index) => {
    while ((statements[next]?.start ?? Number.POSITIVE_INFINITY) <= quote.open) {
      running = follow(passage, running, (statements[next] as Statement).speaker);
      next++;
    }
    const statement = statements[next - 1] ?? null;
    const found = framed[index] ?? null;
    const verdict = found
      ? framedVerdict(passage, quote, found, running, statement)
      : looseVerdict(passage, index, verdicts.at(-1) ?? null, running, statement, framed);
    if (!verdict) return;
    verdicts.push(verdict);
    if (verdict.kind === "direct" && verdict.speaker) running = follow(passage, running, verdict.speaker);
  });
  return { verdicts: verdicts.map((verdict, index) => withNext(passage, verdict, verdicts[index + 1])), statements };
}

/** “好！”黄某转过身，说，“…”: what begins the paragraph belongs to the one whom the next quotation names. */
function withNext(passage: Passage, verdict: Verdict, next: Verdict | undefined): Verdict {
  if (verdict.kind !== "direct" || verdict.speaker || verdict.quote.open !== passage.start || next?.kind !== "direct") return verdict;
  const named = next.speaker && next.speaker.start >= verdict.quote.after && next.speaker.end <= next.quote.open;
  return named ? { ...verdict, speaker: next.speaker } : verdict;
}

const CROWD =
  /^(?:大家|有人|人们|他们|她们|不少|一些|许多|很多|部分|多数|有的|业内|外界|坊间|舆论)|(?:们|人士|学者|专家|网友|观众|媒体|评论|消息|数据|报告|研究)$/u;

/** Whom a quotation without a speaker of its own belongs to: the last one named; a pronoun and a crowd do not push out a name. */
function follow(passage: Passage, running: Speaker | null, speaker: Speaker): Speaker {
  if (running === null) return speaker.pronoun ? (antecedent(passage, speaker) ?? speaker) : speaker;
  if (speaker.pronoun || CROWD.test(speaker.text)) return running;
  return speaker;
}

/** 刘某曾多次参加…，他告诉记者，…: the subject with which the sentence of the pronoun begins. */
function antecedent(passage: Passage, pronoun: Speaker): Speaker | null {
  const { start } = sentenceAt(passage, pronoun.start);
  const found = pronoun.start > start ? sentenceSubject(passage, start, pronoun.start) : null;
  return found && !found.pronoun && !CROWD.test(found.text) ? found : null;
}

/** The attribution of a quotation that is speech by its frame alone. */
function frame(passage: Passage, quote: Quoted, index: number): Attribution | null {
  const floor = Math.max(sentenceAt(passage, quote.open).start, lastSpeechEnd(passage, index - 1));
  const shape = shapeOf(passage.text, quote);
  const before = attributionBefore(passage, quote, floor);
  if (before && isSpeechBefore(passage, quote, before, shape))
    return before.cue || before.speaker ? before : (attributionAfter(passage, quote, passage.quoted[index + 1]) ?? before);
  return attributionAfter(passage, quote, passage.quoted[index + 1]);
}

function framedVerdict(passage: Passage, quote: Quoted, found: Attribution, running: Speaker | null, statement: Statement | null): Verdict {
  const make = (speaker: Speaker | null, cue: Cue | null): Verdict => ({ quote, kind: "direct", cue, speaker });
  // “…。”杨某认为，…: the clause behind reports something else; in a running passage the words are still the first speaker's.
  if (found.continues && running) return make(running, null);
  if (statement && statement.start < quote.open) {
    // 她说…必须克服：“…”: the colon belongs to the reporting verb before.
    if (found.cue === null && COLON.test(passage.text.slice(statement.end, quote.open))) return make(statement.speaker, statement.cue);
    // 甲表示，他所在的党团担心“…”: the words are those that 甲 reports.
    const within = statement.end >= quote.end && found.joint === "adjacent" && found.cue?.kind === "think";
    if (within) return make(statement.speaker, statement.cue);
  }
  return make(found.speaker ?? (found.cue ? running : null), found.cue);
}

const COLON = /^\s*[：:]\s*$/u;
const MOST_LATER = 8;

/** The attribution behind a later quotation of the same sentence. */
function laterFrame(passage: Passage, framed: readonly (Attribution | null)[], index: number, limit: number): Attribution | null {
  for (let i = index + 1; i < Math.min(framed.length, index + MOST_LATER) && (passage.quoted[i] as Quoted).open < limit; i++) {
    if (framed[i]?.joint === "after") return framed[i] as Attribution;
  }
  return null;
}

const COMMA_BEFORE = /[，,]\s*$/u;

/** The subject of the first verb of speech before `at` in its sentence. */
function sentenceSpeaker(passage: Passage, start: number, at: number): Speaker | null {
  const cue = passage.cues[firstCueAfter(passage.cues, start)];
  return cue && cue.end <= at && cue.kind !== "name" ? findSubject(passage, cue.start, start, !cue.noun) : null;
}

const RESUMES = /^[，,。！？…][”"」』][^。！？]{2,60}[，,]\s*$/u;
const JOINER = /^\s*(?:和|与|及|以及|、|，|而且|并且|又|或|或者)?\s*$/u;

/** A quotation without a frame: part of a reported statement, a sentence of a running passage, or a term. */
function looseVerdict(
  passage: Passage,
  index: number,
  previous: Verdict | null,
  running: Speaker | null,
  statement: Statement | null,
  framed: readonly (Attribution | null)[],
): Verdict | null {
  const { text } = passage;
  const quote = passage.quoted[index] as Quoted;
  const shape = shapeOf(text, quote);
  const make = (kind: "direct" | "scare", speaker: Speaker | null, cue: Cue | null): Verdict => ({ quote, kind, cue, speaker });
  const before = passage.quoted[index - 1];
  const isListed =
    previous?.kind === "direct" && previous.quote === before && before.closed && JOINER.test(text.slice(before.after, quote.open));
  if (previous && isListed) return { ...previous, quote };
  const sentence = sentenceAt(passage, quote.open);
  const judged = judgedBefore(passage, quote, sentence.start);
  const inStatement = statement && statement.end >= quote.end;
  // 甲否认此事，狠批其为“…”: within a statement only a judging verb of its own counts.
  if (judged && (!inStatement || (judged.cue.kind === "judge" && judged.cue.start > statement.start))) {
    return make("direct", judged.speaker, judged.cue);
  }
  if (inStatement) {
    return isMixed(passage, quote, shape) ? make("direct", statement.speaker, statement.cue) : make("scare", null, null);
  }
  if (!quote.opened) return shape.stop && quote.after >= passage.end ? make("direct", running, null) : null;
  const bare = isWholeSentence(passage, quote) && isUtterance(shape);
  const torn = !quote.closed && FRESH.test(text[quote.open - 1] ?? "\n");
  if (bare || torn) return make("direct", running, null);
  if (shape.firstPerson && shape.length >= CUELESS_LENGTH && !isNamePlace(passage, quote, sentence.start)) {
    return make("direct", sentenceSubject(passage, sentence.start, quote.open) ?? running, null);
  }
  // “…，”某人推开他，“…”: the second part of an interrupted quotation.
  const resumes = previous?.kind === "direct" && shape.pauses && before && RESUMES.test(text.slice(before.end - 1, quote.open));
  if (resumes) return make("direct", previous.speaker ?? sentenceSubject(passage, before.after, quote.open), null);
  const closing = COMMA_BEFORE.test(text.slice(sentence.start, quote.open)) && shape.stop && shape.length >= CUELESS_LENGTH;
  if (closing && endsClause(passage, quote)) return make("direct", sentenceSpeaker(passage, sentence.start, quote.open) ?? running, null);
  const later = laterFrame(passage, framed, index, sentence.end);
  if (later && isMixed(passage, quote, shape)) return make("direct", later.speaker, later.cue);
  const inSentence = previous && previous.kind === "direct" && previous.speaker && previous.quote.open >= sentence.start;
  if (inSentence && isMixed(passage, quote, shape)) return make("direct", previous.speaker, previous.cue);
  return make("scare", null, null);
}

function emit(text: string, verdicts: readonly Verdict[], statements: readonly Statement[], names: Names, quotes: Quote[]): void {
  const all = [
    ...verdicts.map(({ quote, kind, cue, speaker }) => ({ start: quote.start, end: quote.end, kind, cue, speaker })),
    ...statements.map(({ start, end, cue, speaker }) => ({ start, end, kind: "indirect" as const, cue, speaker })),
  ];
  if (verdicts.length > 0 && statements.length > 0) all.sort((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, kind, cue, speaker } of all) {
    const norm = speaker ? names.resolve(speaker) : null;
    quotes.push({
      kind,
      start,
      end,
      text: text.slice(start, end),
      speaker: speaker && { start: speaker.start, end: speaker.end, text: speaker.text },
      speakerNorm: norm,
      speakers: speaker ? [speaker.text, ...speaker.others] : [],
      cue: cue && { start: cue.start, end: cue.end, text: text.slice(cue.start, cue.end) },
    });
  }
}
