import { OffsetMap } from "../text/offsets.ts";
import type { ChangeLog, FieldEdits } from "./changes.ts";
import type { Block } from "./document.ts";

/** One line of `--trace`: offsets in code points of what the stage received. */
export interface TraceLine {
  readonly id: string;
  readonly stage: string;
  readonly rule: string;
  /** `text`, `raw` (the decoded file), `title`, `authors[0]` … */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** What a stage logged, as trace lines. Replaying those of field `text` on the blocks joined by `\n` gives the stage's output. */
export function traceLines(
  id: string,
  stage: string,
  changes: ChangeLog,
  received: readonly Block[] | undefined,
  raw: string | undefined,
): TraceLine[] {
  const lines: TraceLine[] = [];
  const ofText = changes.fields.filter((entry) => entry.field === "text").sort((a, b) => a.index - b.index);
  if (received !== undefined && ofText.length > 0) for (const line of textLines(id, stage, ofText, received)) lines.push(line);
  const rawMap = raw !== undefined && changes.fields.some((entry) => entry.field === "raw") ? new OffsetMap(raw) : null;
  for (const entry of changes.fields) {
    if (entry.field === "text") continue;
    const field = LISTS.has(entry.field) ? `${entry.field}[${entry.index}]` : entry.field;
    const offset = entry.field === "raw" ? entry.index : 0;
    const map = entry.field === "raw" && rawMap !== null ? rawMap : new OffsetMap(entry.before);
    for (const edit of entry.edits) {
      const start = map.toCodePoint(offset + edit.start);
      const end = map.toCodePoint(offset + edit.end);
      lines.push({ id, stage, rule: edit.rule, field, start, end, before: entry.before.slice(edit.start, edit.end), after: edit.after });
    }
  }
  return lines;
}

const LISTS: ReadonlySet<string> = new Set(["authors", "editors", "tags"]);

function textLines(id: string, stage: string, entries: readonly FieldEdits[], received: readonly Block[]): TraceLine[] {
  const text = received.map((block) => block.text).join("\n");
  const map = new OffsetMap(text);
  const starts: number[] = [];
  let position = 0;
  for (const block of received) {
    starts.push(position);
    position += block.text.length + 1;
  }
  const dropped = new Set(entries.filter((entry) => entry.dropped).map((entry) => entry.index));
  let lastKept = received.length - 1;
  while (lastKept >= 0 && dropped.has(lastKept)) lastKept--;
  const lines: TraceLine[] = [];
  for (const entry of entries) {
    const base = starts[entry.index] as number;
    for (const edit of entry.edits) {
      let start = base + edit.start;
      let end = base + edit.end;
      if (entry.dropped) {
        // A dropped block takes a line break along: the one behind it, or, behind the last kept block, the one before it.
        if (lastKept >= 0 && entry.index > lastKept) start--;
        else if (entry.index < received.length - 1) end++;
      }
      lines.push({
        id,
        stage,
        rule: edit.rule,
        field: "text",
        start: map.toCodePoint(start),
        end: map.toCodePoint(end),
        before: text.slice(start, end),
        after: edit.after,
      });
    }
  }
  return lines;
}
