import type { EntityType } from "../../pipeline/document.ts";
import type { Draft } from "./mentions.ts";

/** Types whose grammar is surer than the model, whatever the model says there. */
const FIRM: ReadonlySet<EntityType> = new Set<EntityType>(["URL", "EMAIL", "PHONE", "WORK", "LAW", "ORG"]);

/**
 * Joins what grammar and model found; both sorted and disjoint in themselves.
 *
 * Where they overlap, web and mail addresses, telephone numbers and titles in 《》 win; a name that holds a number or a year whole
 * (a model number, a conference) wins over it; elsewhere grammar wins. Wrong where the model takes a date for part of a name.
 */
export function mergeMentions(closed: readonly Draft[], tagged: readonly Draft[]): Draft[] {
  const merged: Draft[] = [];
  let i = 0;
  for (let t = 0; t < tagged.length; t++) {
    const mention = tagged[t] as Draft;
    while (i < closed.length && (closed[i] as Draft).end <= mention.start) append(merged, closed[i++] as Draft);
    const first = i;
    let beaten = false;
    for (; i < closed.length && (closed[i] as Draft).start < mention.end; i++) if (!isSwallowed(closed[i] as Draft, mention)) beaten = true;
    if (!beaten) append(merged, mention);
    else if (i === first + 1) append(merged, retyped(closed[first] as Draft, mention));
    else for (let k = first; k < i; k++) append(merged, closed[k] as Draft);
  }
  while (i < closed.length) append(merged, closed[i++] as Draft);
  return merged;
}

/** A closed mention may reach over the model's next one, which is then left out. */
function append(merged: Draft[], mention: Draft): void {
  const last = merged.length - 1;
  if (last < 0 || mention.start >= (merged[last] as Draft).end) merged.push(mention);
}

function isSwallowed(closed: Draft, tagged: Draft): boolean {
  if (FIRM.has(closed.type)) return false;
  return tagged.start <= closed.start && tagged.end >= closed.end && tagged.end - tagged.start > closed.end - closed.start;
}

/** A title in 《》 that the model takes for a body or a law as a whole (a newspaper) gets that type. */
function retyped(closed: Draft, tagged: Draft): Draft {
  const same = closed.start === tagged.start && closed.end === tagged.end;
  const better = closed.type === "WORK" && (tagged.type === "LAW" || tagged.type === "ORG") && tagged.score > 0.8;
  if (same && better) {
    closed.type = tagged.type;
    closed.score = tagged.score;
  }
  return closed;
}
