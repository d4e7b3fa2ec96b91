import { type Attribution, attributionAfter, attributionBefore, judgedBefore, sentenceSubject } from "./attribution.ts";
import type { Cue } from "./cues.ts";
import { findStatements, type Statement } from "./indirect.ts";
import { endsClause, isMixed, isNamePlace, isSpeechBefore, isUtterance, isWholeSentence, type Shape, shapeOf } from "./kinds.ts";
import type { Quoted } from "./marks.ts";
import { firstCueAfter, type Passage, sentenceEnd, sentenceStart } from "./passage.ts";
import { findSubject, isAgent, lastSpeechEnd, type Speaker, variantOf } from "./speakers.ts";

/** A quotation with its kind and speaker. */
export interface Verdict {
  readonly quote: Quoted;
  readonly kind: "direct" | "scare";
  readonly cue: Cue | null;
  readonly speaker: Speaker | null;
}

const CUELESS_LENGTH = 8;
/** Before a quotation that lost its closing mark: a new sentence or clause, as opposed to the middle of one (获得“某某奖). */
const FRESH = /[\s。！？：，:,!?”」]/u;

/**
 * What every quotation of a passage is and who speaks, and the reported statements.
 *
 * @param carried the speaker of a quotation that the paragraph before left open
 */
export function judge(passage: Passage, carried: Speaker | null): Judged {
  const { quoted } = passage;
  const framed: (Attribution | null)[] = [];
  const speech: Quoted[] = [];
  for (let i = 0; i < quoted.length; i++) {
    const found = frame(passage, quoted[i] as Quoted, i);
    framed.push(found);
    if (found === null) continue;
    speech.push(quoted[i] as Quoted);
    if (found.cue !== null && !found.continues) found.cue.frames = true;
  }
  const statements = reported(passage, speech);
  const verdicts: Verdict[] = [];
  let running = carried;
  let next = 0;
  for (let i = 0; i < quoted.length; i++) {
    const quote = quoted[i] as Quoted;
    for (; next < statements.length && (statements[next] as Statement).start <= quote.open; next++)
      running = follow(running, (statements[next] as Statement).speaker);
    const verdict = judgeOne(passage, i, framed, verdicts, running, next > 0 ? (statements[next - 1] as Statement) : null);
    if (verdict === null) continue;
    verdicts.push(verdict);
    if (verdict.kind === "direct" && verdict.speaker) running = follow(running, verdict.speaker);
  }
  for (let i = 0; i + 1 < verdicts.length; i++) verdicts[i] = withNext(passage, verdicts[i] as Verdict, verdicts[i + 1] as Verdict);
  return { verdicts, statements };
}

/** What a passage holds; both lists in the order of the text. */
export interface Judged {
  readonly verdicts: readonly Verdict[];
  readonly statements: readonly Statement[];
}

/** The reported statements of a passage with their speakers. */
export function reported(passage: Passage, speech: readonly Quoted[]): readonly Statement[] {
  const statements = findStatements(passage, speech);
  let traces: Statement[] | null = null;
  for (let i = 0; i < statements.length; i++) {
    const { start, end, cue, speaker } = statements[i] as Statement;
    if (!speaker.pronoun) continue;
    traces ??= [...statements];
    traces[i] = { start, end, cue, speaker: traced(passage, speaker) };
  }
  return traces ?? statements;
}

/** The verdict on one quotation, after those before it. */
function judgeOne(
  passage: Passage,
  index: number,
  framed: readonly (Attribution | null)[],
  before: readonly Verdict[],
  running: Speaker | null,
  statement: Statement | null,
): Verdict | null {
  const quote = passage.quoted[index] as Quoted;
  const found = framed[index] as Attribution | null;
  const verdict =
    found !== null
      ? framedVerdict(passage, quote, found, running, statement)
      : looseVerdict({
          passage,
          quote,
          index,
          shape: shapeOf(passage, quote),
          from: sentenceStart(passage, quote.open),
          previous: before.length > 0 ? (before[before.length - 1] as Verdict) : null,
          running,
          statement,
          framed,
        });
  if (verdict === null || verdict.speaker === null || !verdict.speaker.pronoun) return verdict;
  return makeVerdict(quote, verdict.kind, verdict.cue, traced(passage, verdict.speaker));
}

function makeVerdict(quote: Quoted, kind: Verdict["kind"], cue: Cue | null, speaker: Speaker | null): Verdict {
  return { quote, kind, cue, speaker };
}

/** “好！”黄某转过身，说，“…”: what begins the paragraph belongs to the one whom the next quotation names. */
function withNext(passage: Passage, verdict: Verdict, next: Verdict): Verdict {
  if (verdict.kind !== "direct" || verdict.speaker || verdict.quote.open !== passage.start || next.kind !== "direct") return verdict;
  const named = next.speaker && next.speaker.start >= verdict.quote.after && next.speaker.end <= next.quote.open;
  return named ? makeVerdict(verdict.quote, verdict.kind, verdict.cue, next.speaker) : verdict;
}

const CROWD =
  /^(?:大家|有人|人们|他们|她们|不少|一些|许多|很多|部分|多数|有的|业内|外界|坊间|舆论)|(?:们|人士|学者|专家|网友|观众|媒体|评论|消息|数据|报告|研究)$/u;

/** First and last units of those. */
const CROWD_BEGINS = "大有人他她不一许很部多业外坊舆";
const CROWD_ENDS = "们士者家友众体论息据告究";

function isCrowd(name: string): boolean {
  return (CROWD_BEGINS.includes(name[0] ?? "-") || CROWD_ENDS.includes(name[name.length - 1] ?? "-")) && CROWD.test(name);
}

/** Whom a quotation without a speaker of its own belongs to: the last one named; a pronoun and a crowd do not push out a name. */
function follow(running: Speaker | null, speaker: Speaker): Speaker {
  if (speaker.pronoun) return speaker.antecedent ?? running ?? speaker;
  return running && isCrowd(speaker.text) ? running : speaker;
}

/** 刘某曾多次参加…，他告诉记者，…: a pronoun with the subject that begins its sentence. */
function traced(passage: Passage, speaker: Speaker): Speaker {
  if (!speaker.pronoun || speaker.antecedent) return speaker;
  const start = sentenceStart(passage, speaker.start);
  const found = speaker.start > start ? sentenceSubject(passage, start, speaker.start) : null;
  const isName = found && !found.pronoun && isAgent(passage, found) && !isCrowd(found.text);
  return isName ? variantOf(speaker, found, speaker.others) : speaker;
}

/** The attribution of a quotation that is speech by its frame alone. */
function frame(passage: Passage, quote: Quoted, index: number): Attribution | null {
  const floor = Math.max(sentenceStart(passage, quote.open), lastSpeechEnd(passage, index - 1));
  const before = attributionBefore(passage, quote, floor);
  if (before === null || !isSpeechBefore(passage, quote, before, shapeOf(passage, quote)))
    return attributionAfter(passage, quote, passage.quoted[index + 1]);
  return before.cue || before.speaker ? before : (attributionAfter(passage, quote, passage.quoted[index + 1]) ?? before);
}

function framedVerdict(passage: Passage, quote: Quoted, found: Attribution, running: Speaker | null, statement: Statement | null): Verdict {
  // “…。”杨某认为，…: the clause behind reports something else; in a running passage the words are still the first speaker's.
  if (found.continues && running) return makeVerdict(quote, "direct", null, running);
  if (statement && statement.start < quote.open) {
    // 她说…必须克服：“…”: the colon belongs to the reporting verb before.
    if (found.cue === null && quote.open - statement.end < NEAR && COLON.test(passage.text.slice(statement.end, quote.open)))
      return makeVerdict(quote, "direct", statement.cue, statement.speaker);
    // 甲表示，他所在的球队担心“…”: the words are those that 甲 reports.
    const within = statement.end >= quote.end && found.joint === "adjacent" && found.cue?.kind === "think";
    if (within) return makeVerdict(quote, "direct", statement.cue, statement.speaker);
  }
  return makeVerdict(quote, "direct", found.cue, found.speaker ?? (found.cue ? running : null));
}

const COLON = /^\s*[：:]\s*$/u;
const MOST_LATER = 8;

/** The attribution behind a later quotation of the same sentence. */
function laterFrame(passage: Passage, framed: readonly (Attribution | null)[], index: number): Attribution | null {
  const limit = sentenceEnd(passage, (passage.quoted[index] as Quoted).open);
  for (let i = index + 1; i < Math.min(framed.length, index + MOST_LATER) && (passage.quoted[i] as Quoted).open < limit; i++) {
    if (framed[i]?.joint === "after") return framed[i] as Attribution;
  }
  return null;
}

/** Units before a quotation that are looked at for a sign. */
const NEAR = 8;
const COMMA_BEFORE = /[，,]\s*$/u;

/** 如某某所说，…“…”: said before in the sentence. */
function asSaid(passage: Passage, start: number, at: number): { readonly speaker: Speaker; readonly cue: Cue } | null {
  for (let i = firstCueAfter(passage.cues, start); i < passage.cues.length; i++) {
    const cue = passage.cues[i] as Cue;
    if (cue.end > at) break;
    if (cue.end - cue.start < AS_SAID.length || !passage.text.startsWith(AS_SAID, cue.end - AS_SAID.length)) continue;
    const speaker = findSubject(passage, cue.start, start);
    if (speaker) return { speaker, cue };
  }
  return null;
}

const AS_SAID = "所说";

/** The subject of the first verb of speech before `at` in its sentence. */
function sentenceSpeaker(passage: Passage, start: number, at: number): Speaker | null {
  const cue = passage.cues[firstCueAfter(passage.cues, start)];
  return cue && cue.end <= at && cue.kind !== "name" ? findSubject(passage, cue.start, start, !cue.noun) : null;
}

const RESUMES = /^[，,。！？…][”"」』][^。！？]{2,60}[，,]\s*$/u;
const JOINER = /^\s*(?:和|与|及|以及|、|，|而且|并且|又|或|或者)?\s*$/u;

/** What is known when a quotation without a frame is judged. */
interface Loose {
  readonly passage: Passage;
  readonly quote: Quoted;
  readonly index: number;
  readonly shape: Shape;
  /** Where its sentence begins. */
  readonly from: number;
  readonly previous: Verdict | null;
  readonly running: Speaker | null;
  /** The last statement that begins before it. */
  readonly statement: Statement | null;
  readonly framed: readonly (Attribution | null)[];
}

const direct = ({ quote }: Loose, speaker: Speaker | null, cue: Cue | null = null): Verdict => makeVerdict(quote, "direct", cue, speaker);
const scare = ({ quote }: Loose): Verdict => makeVerdict(quote, "scare", null, null);

/** A quotation without a frame: part of a reported statement, a sentence of a running passage, or a term. */
function looseVerdict(loose: Loose): Verdict | null {
  const { passage, quote, index, shape, previous, running } = loose;
  const before = passage.quoted[index - 1];
  if (
    previous?.kind === "direct" &&
    previous.quote === before &&
    before.closed &&
    JOINER.test(passage.text.slice(before.after, quote.open))
  ) {
    return makeVerdict(quote, previous.kind, previous.cue, previous.speaker);
  }
  const reported = reportedVerdict(loose);
  if (reported) return reported;
  if (!quote.opened) return shape.stop && quote.after >= passage.end ? direct(loose, running) : null;
  const torn = !quote.closed && FRESH.test(passage.text[quote.open - 1] ?? "\n");
  if (torn || (isWholeSentence(passage, quote) && isUtterance(shape))) return direct(loose, running);
  return utteredVerdict(loose) ?? sharedVerdict(loose) ?? scare(loose);
}

/** Under a judging verb, or inside a reported statement. */
function reportedVerdict(loose: Loose): Verdict | null {
  const { passage, quote, shape, from, statement } = loose;
  const judged = judgedBefore(passage, quote, from);
  const inStatement = statement && statement.end >= quote.end;
  // 甲否认此事，狠批其为“…”: within a statement only a judging verb of its own counts.
  if (judged && (!inStatement || (judged.cue.kind === "judge" && judged.cue.start > statement.start))) {
    return direct(loose, judged.speaker, judged.cue);
  }
  if (!inStatement) return null;
  return isMixed(passage, quote, shape) ? direct(loose, statement.speaker, statement.cue) : scare(loose);
}

/** Words that are speech by what they are: in the first person, the second part of an interruption, a sentence behind a comma. */
function utteredVerdict(loose: Loose): Verdict | null {
  const { passage, quote, index, shape, from, previous, running } = loose;
  const { text } = passage;
  if (shape.firstPerson && shape.length >= CUELESS_LENGTH && !isNamePlace(passage, quote, from)) {
    return direct(loose, sentenceSubject(passage, from, quote.open) ?? running);
  }
  // “…，”某人推开他，“…”
  const before = passage.quoted[index - 1];
  if (previous?.kind === "direct" && shape.pauses && before && RESUMES.test(text.slice(before.end - 1, quote.open))) {
    return direct(loose, previous.speaker ?? sentenceSubject(passage, before.after, quote.open));
  }
  if (!shape.stop || shape.length < CUELESS_LENGTH || !endsClause(passage, quote)) return null;
  if (!COMMA_BEFORE.test(text.slice(Math.max(from, quote.open - NEAR), quote.open))) return null;
  return direct(loose, sentenceSpeaker(passage, from, quote.open) ?? running);
}

/** Part of a sentence whose speaker is known from another quotation of it. */
function sharedVerdict(loose: Loose): Verdict | null {
  const { passage, quote, index, shape, from, previous, framed } = loose;
  const later = laterFrame(passage, framed, index);
  const earlier = previous?.kind === "direct" && previous.speaker && previous.quote.open >= from ? previous : null;
  const shared = later ?? earlier ?? asSaid(passage, from, quote.open);
  return shared && isMixed(passage, quote, shape) ? direct(loose, shared.speaker, shared.cue) : null;
}
