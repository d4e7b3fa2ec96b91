import { editBibliography, editBlocks } from "../../pipeline/changes.ts";
import type { Block } from "../../pipeline/document.ts";
import { defineStage, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import type { Edit } from "../../text/edits.ts";
import { layOut } from "../../text/layout.ts";
import { countHalfAfterHan, scanText, scanUnits, Todo } from "./classes.ts";
import { isChinese, readContext } from "./context.ts";
import { normalizeDeclaration } from "./declaration.ts";
import { Draft } from "./draft.ts";
import { mendForms } from "./forms.ts";
import { mendNameDots } from "./names.ts";
import { widenMarks } from "./punctuation.ts";
import { curlQuotes } from "./quotes.ts";
import { tightenSpaces } from "./spacing.ts";

/** Half-width marks after Han from which a document without full-width ones counts as one that lost them (DESIGN §2). */
const ENOUGH_HALF_WIDTH = 3;
/** Rules wait for each other's results (a mark is judged by its neighbours); rounds until none has anything to do. */
const MOST_ROUNDS = 8;

/** What holds for the whole document. */
interface Style {
  readonly forms: boolean;
  /** Straight quotation marks and name dots. */
  readonly marks: boolean;
  /** Half-width punctuation. */
  readonly widen: boolean;
  readonly tighten: boolean;
  readonly hasStops: boolean;
}

/** House style. See docs/stages/normalize.md. */
export const normalize: Stage<"blocks", "bibliography", "blocks" | "bibliography"> = defineStage(normalizeDeclaration, (options) => {
  const draft = new Draft();
  return (layers, changes) => {
    const todos = scanBlocks(layers.blocks);
    const style = readStyle(layers.blocks, todos, options);
    const wanted = wantedTodos(style);
    const blocks = editBlocks(layers.blocks, changes, (text, index) =>
      ((todos[index] as number) & wanted) === 0 ? NO_EDITS : restyle(draft, text, todos[index] as number, style, false),
    );
    const bibliography =
      layers.bibliography &&
      editBibliography(layers.bibliography, changes, (text) => {
        const todo = scanText(text);
        return (todo & wanted) === 0 ? NO_EDITS : restyle(draft, text, todo, style, true);
      });
    return { kind: "keep", layers: bibliography ? { blocks, bibliography } : { blocks } };
  };
});

function scanBlocks(blocks: readonly Block[]): readonly number[] {
  const { units, starts } = layOut(blocks);
  const todos: number[] = [];
  for (let i = 0; i < blocks.length; i++) todos.push(scanUnits(units, starts[i] as number, (starts[i + 1] as number) - 1));
  return todos;
}

function readStyle(blocks: readonly Block[], todos: readonly number[], options: OptionValues): Style {
  const punctuation = options["punctuation"];
  const widen = punctuation === "full" || (punctuation === "auto" && lostFullWidth(blocks, todos));
  return {
    forms: options["width"] === "ascii",
    marks: punctuation !== "keep",
    widen,
    tighten: options["spacing"] === "tight",
    hasStops: !widen || blocks.some(({ text }) => text.includes("。")),
  };
}

/** The rule of `punctuation=auto`: none of ，！？：；（） anywhere, at least three half-width ones after Han. */
function lostFullWidth(blocks: readonly Block[], todos: readonly number[]): boolean {
  if (todos.some((todo) => (todo & Todo.fullMarkSeen) !== 0)) return false;
  let count = 0;
  for (let i = 0; i < blocks.length && count < ENOUGH_HALF_WIDTH; i++) {
    count += countHalfAfterHan((blocks[i] as Block).text, ENOUGH_HALF_WIDTH - count);
  }
  return count >= ENOUGH_HALF_WIDTH;
}

function wantedTodos(style: Style): number {
  return (
    (style.forms ? Todo.forms : 0) |
    (style.marks ? Todo.quotes | Todo.nameDot : 0) |
    (style.widen ? Todo.punctuation | Todo.nameDot : 0) |
    (style.tighten ? Todo.spacing : 0)
  );
}

/** The rules that a text gives work, then all of them, round after round until it stands: what one changes is a new neighbour to the others. */
function restyle(draft: Draft, text: string, found: number, style: Style, isField: boolean): readonly Edit[] {
  draft.load(text);
  const hasForms = style.forms && (found & Todo.forms) !== 0;
  let todo = hasForms ? EVERYTHING : found;
  if (hasForms) mendForms(draft);
  const context = readContext(text);
  if (isChinese(context) && !context.isCode) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      draft.changed = false;
      if (style.marks && (todo & Todo.nameDot) !== 0) mendNameDots(draft);
      if (style.marks && (todo & Todo.quotes) !== 0) curlQuotes(draft);
      if (style.widen && (todo & (Todo.punctuation | Todo.nameDot | Todo.quotes)) !== 0) widenMarks(draft, style.hasStops);
      if (style.tighten) tightenSpaces(draft, isField);
      if (!draft.changed) break;
      todo = EVERYTHING;
    }
  }
  return draft.edits();
}

const EVERYTHING = -1;
const NO_EDITS: readonly Edit[] = [];
