import type { Entity, EntityType } from "../../pipeline/document.ts";

/** An entity in the making: one object from the first find to the output, changed in place. */
export type Draft = { -readonly [K in keyof Entity]: Entity[K] };

/** Every draft is made here, so that all are of one shape for V8. */
export function createDraft(text: string, start: number, end: number, type: EntityType, norm: string | null, score: number): Draft {
  return { start, end, type, text: text.slice(start, end), norm, score };
}
