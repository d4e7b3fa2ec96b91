import type { Role } from "../../pipeline/document.ts";
import type { Edit } from "../../text/edits.ts";
import { findGluedByline } from "./glued-byline.ts";
import type { Facts } from "./line.ts";

/** A block cut in parts: edits that put `\n` between them, and the role of each part. */
export interface Glued {
  readonly edits: readonly Edit[];
  readonly roles: readonly Role[];
  readonly facts: Facts | null;
}

/**
 * Cuts a paragraph at what was glued to it.
 *
 * @param isHead one of the first paragraphs: only these can hold a byline
 */
export function splitGlued(text: string, role: Role, isHead: boolean): Glued | null {
  const byline = isHead ? findGluedByline(text) : null;
  if (byline === null) return null;
  return { edits: byline.edits, roles: byline.hasCaption ? ["caption", role] : [role], facts: { authors: byline.authors } };
}
