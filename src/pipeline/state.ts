// The layers of a document on its way.
import { joinTexts } from "../text/joined.ts";
import { type Bibliography, type Block, EMPTY_BIBLIOGRAPHY, type Layer, type Layers, type Paragraph } from "./document.ts";
import type { DocumentInput } from "./input.ts";
import type { Plan } from "./plan.ts";

/** The layers of a document while it runs; those that follow from others are made when a stage asks for them. */
export type State = { -readonly [K in Layer]: Layers[K] | undefined };

/** The phases that stages of a plan are in, as bits. */
export function phasesOf(plan: Plan): number {
  return plan.reduce((bits, { phase }) => bits | (1 << phase), 0);
}

/** What a document begins with in a plan of some phases. */
export function startState(phases: number, input: DocumentInput): State {
  const { bytes } = input;
  // All have all keys in the same order, so that V8 finds a layer at the same place of any document.
  const state: State = {
    bytes,
    encodingHints: input.encodingHints,
    encoding: undefined,
    raw: undefined,
    format: input.format,
    blocks: undefined,
    bibliography: completed(input.bibliography ?? EMPTY_BIBLIOGRAPHY),
    script: input.script,
    text: undefined,
    paragraphs: undefined,
    sentences: undefined,
    entities: undefined,
    relations: undefined,
    quotes: undefined,
  };
  if (bytes === undefined) startText(state, phases, input);
  return state;
}

function startText(state: State, phases: number, input: DocumentInput): void {
  const { html, text } = input;
  if (html !== undefined) {
    state.raw = html;
    state.format = "html";
  } else if (text !== undefined) {
    if ((phases & (1 << 1)) !== 0) state.raw = text;
    else if ((phases & (1 << 2)) !== 0) state.blocks = splitBlocks(text, input.annotations?.paragraphs);
    else setText(state, text, input);
  }
}

function completed({ title, authors, published, url, source, editors, tags }: Partial<Bibliography>): Bibliography {
  return {
    title: title ?? null,
    authors: authors ?? EMPTY_BIBLIOGRAPHY.authors,
    published: published ?? null,
    url: url ?? null,
    source: source ?? null,
    editors: editors ?? EMPTY_BIBLIOGRAPHY.editors,
    tags: tags ?? EMPTY_BIBLIOGRAPHY.tags,
  };
}

/** Makes a layer that is missing out of those that are there; false when it cannot be had. */
export function derive(state: State, layer: Layer, input: DocumentInput): boolean {
  if (layer === "blocks" && state.raw !== undefined) state.blocks = splitBlocks(state.raw, undefined);
  if (layer === "text") assemble(state, input);
  return state[layer] !== undefined;
}

/** The text of a document in blocks: one for each line, nothing changed, so that joining them by `\n` gives it back. */
export function splitBlocks(text: string, paragraphs: readonly Paragraph[] | undefined): Block[] {
  const roles = paragraphs === undefined ? null : new Map(paragraphs.map(({ start, role }) => [start, role]));
  const blocks: Block[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf("\n", start);
    blocks.push({ text: end < 0 ? text.slice(start) : text.slice(start, end), role: roles?.get(start) ?? "body" });
    if (end < 0) return blocks;
    start = end + 1;
  }
}

/** Joins the blocks, once, before the first annotation stage or at the end. */
export function assemble(state: State, input: DocumentInput): void {
  if (state.text !== undefined) return;
  if (state.blocks !== undefined) {
    setText(state, joinTexts(state.blocks), input, paragraphsOf(state.blocks));
  } else if (state.raw !== undefined) setText(state, state.raw, input);
}

/** Annotations that came in stay only while the text is what they were made for. */
function setText(state: State, text: string, input: DocumentInput, paragraphs?: readonly Paragraph[]): void {
  state.text = text;
  if (input.annotations !== undefined && input.text === text) Object.assign(state, input.annotations);
  state.paragraphs = paragraphs ?? state.paragraphs ?? paragraphsOf(splitBlocks(text, undefined));
}

/** Whether a block is more than blanks; most begin with something else. */
function holdsText(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x80) || (first >= 0x4e00 && first <= 0x9fff) || NOT_BLANK.test(text);
}

const NOT_BLANK = /\S/u;

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (let i = 0; i < blocks.length; i++) {
    const { text, role } = blocks[i] as Block;
    const end = start + text.length;
    if (holdsText(text)) paragraphs.push({ start, end, role });
    start = end + 1;
  }
  return paragraphs;
}
