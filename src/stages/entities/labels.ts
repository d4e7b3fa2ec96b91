import type { EntityType } from "../../pipeline/document.ts";

/** Types that the tagger knows; label 0 is "outside", then begin, middle, end, single for each type in this order. */
export const TAGGED_TYPES: readonly EntityType[] = ["PERSON", "ORG", "PLACE", "PRODUCT", "WORK", "EVENT", "LAW", "TITLE"];

/** Number of labels. */
export const LABELS: number = 1 + 4 * TAGGED_TYPES.length;

/** Number of classes that transitions tell apart: outside and the types. */
export const KINDS: number = 1 + TAGGED_TYPES.length;

/**
 * Transition weights. Leaving a mention by its end or as a single token is the same, and so is entering one: KINDS × KINDS
 * weights from the type left to the type entered (0 outside), then for each type begin→middle, begin→end, middle→middle,
 * middle→end, then KINDS weights of the first and KINDS of the last token.
 */
export const TRANSITIONS: number = KINDS * KINDS + 4 * TAGGED_TYPES.length + 2 * KINDS;

/** First weight of the moves inside a mention. */
export const INSIDE_AT: number = KINDS * KINDS;
/** First weight of the first token. */
export const START_AT: number = INSIDE_AT + 4 * TAGGED_TYPES.length;
/** First weight of the last token. */
export const END_AT: number = START_AT + KINDS;
