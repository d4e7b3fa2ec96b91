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
  let end = 0; // a closed mention may reach over the model's next one, which is then left out
  const add = (mention: Draft): void => {
    if (mention.start < end) return;
    merged.push(mention);
    end = mention.end;
  };
  for (const mention of tagged) {
    while (i < closed.length && (closed[i] as Draft).end <= mention.start) add(closed[i++] as Draft);
    const first = i;
    let beaten = false;
    for (; i < closed.length && (closed[i] as Draft).start < mention.end; i++) if (!isSwallowed(closed[i] as Draft, mention)) beaten = true;
    if (!beaten) add(mention);
    else if (i === first + 1) add(retyped(closed[first] as Draft, mention));
    else for (let k = first; k < i; k++) add(closed[k] as Draft);
  }
  while (i < closed.length) add(closed[i++] as Draft);
  return merged;
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
