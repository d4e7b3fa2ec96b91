/** Half-open range [start, end) in UTF-16 code units of one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement made by a rule, in UTF-16 offsets of the text that it was given. */
export interface Edit extends Span {
  /** Kebab-case rule id, such as `pinyin-annotation`. */
  readonly rule: string;
  /** What stands there instead. */
  readonly after: string;
}

/**
 * Applies edits to a text.
 *
 * @param edits sorted by start and disjoint
 * @returns the text itself (same string) when there are no edits
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  let result = "";
  let position = 0;
  for (let i = 0; i < edits.length; i++) {
    const { start, end, after } = edits[i] as Edit;
    result += text.slice(position, start) + after;
    position = end;
  }
  return result + text.slice(position);
}

/**
 * Joins two passes of edits into one: `second` is in offsets of `applyEdits(text, first)`, the result is in offsets of `text`.
 * Edits of the two passes that touch or overlap become one edit, its rule ids joined by `+`.
 *
 * @param text what `first` was made for
 * @returns edits with `applyEdits(text, result) === applyEdits(applyEdits(text, first), second)`, sorted and disjoint
 */
export function composeEdits(text: string, first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  const middle = applyEdits(text, first);
  const composed: Edit[] = [];
  let shift = 0; // middle offset minus offset in `text`, behind the edits of `first` taken so far
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const start = Math.min(startOf(first[i], shift), startOf(second[j], 0));
    let end = start;
    const rules: string[] = [];
    const shiftBefore = shift;
    const taken = j;
    for (;;) {
      const one = first[i];
      const two = second[j];
      if (one !== undefined && one.start + shift <= end) {
        end = Math.max(end, one.start + shift + one.after.length);
        shift += one.after.length - (one.end - one.start);
        if (!rules.includes(one.rule)) rules.push(one.rule);
        i++;
      } else if (two !== undefined && two.start <= end) {
        end = Math.max(end, two.end);
        if (!rules.includes(two.rule)) rules.push(two.rule);
        j++;
      } else break;
    }
    const after = applyEdits(
      middle.slice(start, end),
      second.slice(taken, j).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
    );
    composed.push({ start: start - shiftBefore, end: end - shift, rule: rules.join("+"), after });
  }
  return composed;
}

function startOf(edit: Edit | undefined, shift: number): number {
  return edit === undefined ? Number.POSITIVE_INFINITY : edit.start + shift;
}
