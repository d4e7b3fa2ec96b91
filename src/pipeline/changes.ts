import { applyEdits, type Edit } from "../text/edits.ts";
import { countCodePoints } from "../text/offsets.ts";
import type { Bibliography, Block } from "./document.ts";
import { type RuleCount, RuleSums } from "./rule-sums.ts";

/** Where an edit was made: the blocks (`text`), the decoded file (`raw`) or a part of the bibliography. */
export type Field = "text" | "raw" | keyof Bibliography;

/** Edits to one field, or to one block of the text; `index` = block, or place in a list such as `authors`. */
export interface FieldEdits {
  readonly field: Field;
  readonly index: number;
  /** What the edits were made on. */
  readonly before: string;
  /** Sorted and disjoint, UTF-16 offsets of `before`. */
  readonly edits: readonly Edit[];
  /** The whole block went, its line break too. */
  readonly dropped: boolean;
}

const NO_FIELDS: readonly FieldEdits[] = [];
const NO_NOTES: readonly string[] = [];
const NO_COUNTS: readonly RuleCount[] = [];

/**
 * Collects what one stage does to one document: counts always, edits only when a trace asks for them (`tracing`).
 * One object serves one stage and one document.
 */
export class ChangeLog {
  readonly tracing: boolean;
  // Made when there is something for them: most stages change nothing in most documents.
  #fields: FieldEdits[] | null = null;
  #notes: string[] | null = null;
  #counts: RuleSums | null = null;

  constructor(tracing: boolean) {
    this.tracing = tracing;
  }

  get fields(): readonly FieldEdits[] {
    return this.#fields ?? NO_FIELDS;
  }

  get notes(): readonly string[] {
    return this.#notes ?? NO_NOTES;
  }

  /** Nothing was counted, recorded or noted. */
  get isEmpty(): boolean {
    return this.#counts === null && this.#notes === null && this.#fields === null;
  }

  /** Adds to the count of a rule, or of several (`a+b`); enough by itself when `tracing` is off. `chars` in code points. */
  tally(rule: string, count: number, chars: number): void {
    this.#counts ??= new RuleSums();
    this.#counts.add(rule, count, chars);
  }

  /**
   * Counts and records edits, and applies them.
   *
   * @param before the text of the block (`index` = its place in the blocks that the stage received) or of the field
   * @param edits sorted and disjoint. An `after` with `\n` splits the block: the stage must return the parts as blocks.
   * @returns the edited text
   */
  edit(field: Field, index: number, before: string, edits: readonly Edit[]): string {
    if (edits.length === 0) return before;
    for (let i = 0; i < edits.length; i++) {
      const { start, end, rule, after } = edits[i] as Edit;
      const removed = countCodePoints(before, start, end);
      this.tally(rule, 1, removed > 0 ? removed : countCodePoints(after));
    }
    if (this.tracing) this.#record({ field, index, before, edits, dropped: false });
    return applyEdits(before, edits);
  }

  /** Counts and records a block (`field` "text") or stretch of the decoded file (`raw`, `index` = offset) that goes whole. */
  drop(field: "text" | "raw", index: number, before: string, rule: string): void {
    this.tally(rule, 1, countCodePoints(before));
    if (this.tracing) this.#record({ field, index, before, edits: [{ start: 0, end: before.length, rule, after: "" }], dropped: true });
  }

  /** A remark for people, such as "cut at 100000 nested tags"; shown on stderr with the document's id. */
  note(message: string): void {
    this.#notes ??= [];
    this.#notes.push(message);
  }

  #record(edits: FieldEdits): void {
    this.#fields ??= [];
    this.#fields.push(edits);
  }

  /** Counts by rule, in order of rule id. */
  counts(): readonly RuleCount[] {
    return this.#counts === null ? NO_COUNTS : splitJoined(this.#counts).sorted;
  }
}

/** Where several rules met in one edit (`a+b`), each made one; the characters are the first one's. */
function splitJoined(sums: RuleSums): RuleSums {
  const { inOrder } = sums;
  for (let i = 0; i < inOrder.length; i++) if ((inOrder[i] as RuleCount).rule.includes("+")) return splitAll(inOrder);
  return sums;
}

function splitAll(counts: readonly RuleCount[]): RuleSums {
  const sums = new RuleSums();
  for (const { rule, count, chars } of counts) {
    for (const [place, own] of rule.split("+").entries()) sums.add(own, count, place === 0 ? chars : 0);
  }
  return sums;
}

/**
 * Applies edits to blocks and keeps what did not change: blocks and list are the same objects when nothing did.
 *
 * @param edits by place of the block; other places, and empty lists, are passed over
 */
export function editBlocks(blocks: readonly Block[], changes: ChangeLog, edits: ReadonlyMap<number, readonly Edit[]>): readonly Block[] {
  let result: Block[] | null = null;
  edits.forEach((own, index) => {
    const block = blocks[index];
    if (block === undefined || own.length === 0) return;
    result ??= blocks.slice();
    result[index] = { text: changes.edit("text", index, block.text, own), role: block.role };
  });
  return result ?? blocks;
}

type EditText = (text: string) => readonly Edit[];

/**
 * The same for title, source, authors, editors and tags, in this order.
 *
 * @param edit gives the edits for one text, or an empty list
 */
export function editBibliography(bibliography: Bibliography, changes: ChangeLog, edit: EditText): Bibliography {
  const { title, source, authors, editors, tags } = bibliography;
  let result = bibliography;
  if (title !== null) result = editOne(result, "title", title, changes, edit);
  if (source !== null) result = editOne(result, "source", source, changes, edit);
  // Empty as a rule.
  if (authors.length > 0) result = editList(result, "authors", authors, changes, edit);
  if (editors.length > 0) result = editList(result, "editors", editors, changes, edit);
  if (tags.length > 0) result = editList(result, "tags", tags, changes, edit);
  return result;
}

function editOne(bibliography: Bibliography, field: "title" | "source", text: string, changes: ChangeLog, edit: EditText): Bibliography {
  const edits = edit(text);
  return edits.length === 0 ? bibliography : { ...bibliography, [field]: changes.edit(field, 0, text, edits) };
}

function editList(
  bibliography: Bibliography,
  field: "authors" | "editors" | "tags",
  values: readonly string[],
  changes: ChangeLog,
  edit: EditText,
): Bibliography {
  let result: string[] | null = null;
  for (let index = 0; index < values.length; index++) {
    const edits = edit(values[index] as string);
    if (edits.length === 0) continue;
    result ??= values.slice();
    result[index] = changes.edit(field, index, values[index] as string, edits);
  }
  return result === null ? bibliography : { ...bibliography, [field]: result };
}
