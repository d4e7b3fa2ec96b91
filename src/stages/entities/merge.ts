import type { Entity } from "../../pipeline/document.ts";
import type { Draft as ClosedMention } from "./mentions.ts";
import type { TaggedMention } from "./tagger.ts";

type Draft = Omit<Entity, "text">;

/** Types whose grammar is surer than the model, whatever the model says there. */
const FIRM: ReadonlySet<string> = new Set(["URL", "EMAIL", "PHONE", "WORK", "LAW"]);

/**
 * Joins what grammar and model found; both sorted and disjoint in themselves.
 *
 * Where they overlap, web and mail addresses, telephone numbers and titles in 《》 win; a name that holds a number or a year whole
 * (a model number, a conference) wins over it; elsewhere grammar wins. Wrong where the model takes a date for part of a name.
 */
export function mergeMentions(closed: readonly ClosedMention[], tagged: readonly TaggedMention[]): Draft[] {
  const merged: Draft[] = [];
  let i = 0;
  for (const mention of tagged) {
    let beaten = false;
    while (i < closed.length && (closed[i] as ClosedMention).end <= mention.start) merged.push(closed[i++] as ClosedMention);
    let swallowed = i;
    while (swallowed < closed.length && (closed[swallowed] as ClosedMention).start < mention.end) {
      if (!isSwallowed(closed[swallowed] as ClosedMention, mention)) beaten = true;
      swallowed++;
    }
    if (beaten) {
      if (swallowed === i + 1) retype(closed[i] as ClosedMention, mention, merged);
      else for (let k = i; k < swallowed; k++) merged.push(closed[k] as ClosedMention);
      i = swallowed;
    } else {
      i = swallowed;
      merged.push({ ...mention, norm: null });
    }
  }
  for (; i < closed.length; i++) merged.push(closed[i] as ClosedMention);
  return disjoint(merged);
}

function isSwallowed(closed: ClosedMention, tagged: TaggedMention): boolean {
  if (FIRM.has(closed.type) || closed.type === "ORG") return false;
  return tagged.start <= closed.start && tagged.end >= closed.end && tagged.end - tagged.start > closed.end - closed.start;
}

/** A title in 《》 that the model takes for a body or a law as a whole (a newspaper) gets that type. */
function retype(closed: ClosedMention, tagged: TaggedMention, merged: Draft[]): void {
  const same = closed.start === tagged.start && closed.end === tagged.end;
  const better = closed.type === "WORK" && (tagged.type === "LAW" || tagged.type === "ORG") && tagged.score > 0.8;
  merged.push(same && better ? { ...closed, type: tagged.type, score: tagged.score } : closed);
}

/** A closed mention that reaches over the end of a model's mention may stand twice: kept once. */
function disjoint(mentions: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  let end = 0;
  for (const mention of mentions) {
    if (mention.start < end) continue;
    kept.push(mention);
    end = mention.end;
  }
  return kept;
}
