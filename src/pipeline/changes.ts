import { applyEdits, type Edit } from "../text/edits.ts";
import { countCodePoints } from "../text/offsets.ts";
import type { Bibliography, Block } from "./document.ts";

/** Where an edit was made: the blocks (`text`), the decoded file (`raw`) or a part of the bibliography. */
export type Field = "text" | "raw" | keyof Bibliography;

/** One entry of `stats.removed` or `stats.repairs`; `chars` = code points replaced, removed, or inserted where nothing was replaced. */
export interface RuleCount {
  readonly rule: string;
  readonly count: number;
  readonly chars: number;
}

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
  #counts: { readonly rule: string; count: number; chars: number }[] | null = null;

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

  /** Adds to the count of a rule; enough by itself when `tracing` is off. `chars` in code points. */
  tally(rule: string, count: number, chars: number): void {
    this.#counts ??= [];
    const counts = this.#counts;
    for (let i = 0; i < counts.length; i++) {
      const entry = counts[i] as (typeof counts)[number];
      if (entry.rule !== rule) continue;
      entry.count += count;
      entry.chars += chars;
      return;
    }
    counts.push({ rule, count, chars });
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
    for (let i = 0; i < edits.length; i++) this.#tallyEdit(before, edits[i] as Edit);
    if (this.tracing) this.#record({ field, index, before, edits, dropped: false });
    return applyEdits(before, edits);
  }

  #tallyEdit(before: string, { start, end, rule, after }: Edit): void {
    const removed = countCodePoints(before, start, end);
    const chars = removed > 0 ? removed : countCodePoints(after);
    if (rule.includes("+")) this.#tallyAll(rule.split("+"), chars);
    else this.tally(rule, 1, chars);
  }

  /** Where several rules met in one edit (`a+b`), each made one; the characters are the first one's. */
  #tallyAll(rules: readonly string[], chars: number): void {
    for (let i = 0; i < rules.length; i++) this.tally(rules[i] as string, 1, i === 0 ? chars : 0);
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
    const counts = this.#counts;
    if (counts === null) return NO_COUNTS;
    return counts.length > 1 ? counts.sort(byRule) : counts;
  }
}

/** For lists in which no rule comes twice. */
export function byRule(a: RuleCount, b: RuleCount): number {
  return a.rule < b.rule ? -1 : 1;
}

/**
 * Runs a rule over every block and keeps what did not change: blocks and list are the same objects when nothing did.
 *
 * @param edit gives the edits for one block's text, or an empty list
 */
export function editBlocks(
  blocks: readonly Block[],
  changes: ChangeLog,
  edit: (text: string, index: number) => readonly Edit[],
): readonly Block[] {
  let result: Block[] | null = null;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block;
    const edits = edit(block.text, index);
    if (edits.length === 0) continue;
    result ??= blocks.slice();
    result[index] = { text: changes.edit("text", index, block.text, edits), role: block.role };
  }
  return result ?? blocks;
}

/** The same for title, authors, source, editors and tags. */
export function editBibliography(bibliography: Bibliography, changes: ChangeLog, edit: EditText): Bibliography {
  const title = editOne("title", bibliography.title, changes, edit);
  const source = editOne("source", bibliography.source, changes, edit);
  const authors = editList("authors", bibliography.authors, changes, edit);
  const editors = editList("editors", bibliography.editors, changes, edit);
  const tags = editList("tags", bibliography.tags, changes, edit);
  const isSame =
    title === bibliography.title &&
    source === bibliography.source &&
    authors === bibliography.authors &&
    editors === bibliography.editors &&
    tags === bibliography.tags;
  return isSame ? bibliography : { ...bibliography, title, source, authors, editors, tags };
}

type EditText = (text: string) => readonly Edit[];

function editOne(field: Field, text: string | null, changes: ChangeLog, edit: EditText): string | null {
  if (text === null) return null;
  const edits = edit(text);
  return edits.length === 0 ? text : changes.edit(field, 0, text, edits);
}

/** The list itself where nothing is edited. */
function editList(field: Field, values: readonly string[], changes: ChangeLog, edit: EditText): readonly string[] {
  let result: string[] | null = null;
  for (let index = 0; index < values.length; index++) {
    const edits = edit(values[index] as string);
    if (edits.length === 0) continue;
    result ??= values.slice();
    result[index] = changes.edit(field, index, values[index] as string, edits);
  }
  return result ?? values;
}
