// Single traditional characters in simplified text.
import type { Edit } from "../../text/edits.ts";
import { scriptClasses, TRADITIONAL_BIT } from "../../text/script.ts";

/**
 * Characters that OpenCC converts and GB 2312 lacks, but that stand in names of people written in simplified characters (the 2013
 * table of standard characters lists most of them).
 */
const NAME_CHARACTERS = "霑昇祕氾濛陞逕颺甯邨堃喆淼犇龢澂暐訢綝";

/** Verbs after which 著 is the particle 着, in both scripts. */
const PARTICLE_VERBS =
  "随隨味沿顺順朝凭憑接跟看望盯听聽说說笑哭走站坐躺拿带帶抱背穿戴活面绕繞伴拉推抓握指喊叫唱跳跑吃喝睡等住带帶藏印画畫闪閃冒忙急想试試向照陪守拖扛";

/** What follows 著 in words where it is no particle (著名, 著作 …). */
const WORD_CHARACTERS = "名作述称稱者录錄书書有文于於成译譯";

/** Words that announce a traditional form on purpose. */
const ANNOUNCED = /(?:繁体|繁體|正体|正體|异体|異體|旧字|舊字|繁写)/u;
const ANNOUNCED_BEFORE = 14;

/**
 * Keeps of the edits of a full conversion those that simplified text calls for.
 *
 * @param edits of the whole `text`, single runs
 * @param rule for the particle
 */
export function strayEdits(text: string, edits: readonly Edit[], particleRule: string): readonly Edit[] {
  const classes = scriptClasses();
  const kept: Edit[] = [];
  for (const edit of edits) {
    if (edit.after.length !== edit.end - edit.start) continue; // words, and characters beyond the basic plane
    if (ANNOUNCED.test(text.slice(Math.max(0, edit.start - ANNOUNCED_BEFORE), edit.start))) continue;
    for (let i = edit.start; i < edit.end; i++) {
      const character = text.charAt(i);
      const after = edit.after.charAt(i - edit.start);
      if (character === after) continue;
      if (character === "著") {
        if (isParticle(text, i)) kept.push({ start: i, end: i + 1, rule: particleRule, after });
      } else if ((classes[text.charCodeAt(i)] as number) & TRADITIONAL_BIT && !NAME_CHARACTERS.includes(character)) {
        pushRun(kept, i, edit.rule, after);
      }
    }
  }
  return kept;
}

function pushRun(kept: Edit[], at: number, rule: string, after: string): void {
  const last = kept.at(-1);
  if (last !== undefined && last.end === at && last.rule === rule) {
    kept[kept.length - 1] = { start: last.start, end: at + 1, rule, after: last.after + after };
  } else kept.push({ start: at, end: at + 1, rule, after });
}

/** Whether a text has a 著 that is a particle. */
export function holdsParticle(text: string): boolean {
  for (let at = text.indexOf("著"); at >= 0; at = text.indexOf("著", at + 1)) if (isParticle(text, at)) return true;
  return false;
}

function isParticle(text: string, at: number): boolean {
  return at > 0 && PARTICLE_VERBS.includes(text.charAt(at - 1)) && !(at + 1 < text.length && WORD_CHARACTERS.includes(text.charAt(at + 1)));
}
