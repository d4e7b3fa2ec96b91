import type { Role } from "../../pipeline/document.ts";
import type { Edit } from "../../text/edits.ts";
import type { BoundaryModel } from "./boundary.ts";
import { findGluedByline } from "./glued-byline.ts";
import { findGluedHeadings } from "./glued-headings.ts";
import type { Facts } from "./line.ts";

/** A block cut in parts: edits that put `\n` between them, and the role of each part. */
export interface Glued {
  readonly edits: readonly Edit[];
  readonly roles: readonly Role[];
  readonly facts: Facts | null;
}

export interface GlueOptions {
  /** One of the first paragraphs: only these can hold a byline. */
  readonly isHead: boolean;
  /** Nearly all of the document. */
  readonly isBody: boolean;
  readonly model: BoundaryModel;
}

/** Cuts a paragraph at what was glued to it. */
export function splitGlued(text: string, role: Role, { isHead, isBody, model }: GlueOptions): Glued | null {
  const byline = isHead ? findGluedByline(text) : null;
  const headings = findGluedHeadings(text, model, isBody);
  if (byline === null && headings.length === 0) return null;
  const edits: Edit[] = byline === null ? [] : [...byline.edits];
  const roles: Role[] = byline?.hasCaption ? ["caption", role] : [role];
  for (const { start, end } of headings) {
    if (start <= (edits.at(-1)?.end ?? 0)) continue;
    edits.push(breakAt(text, start));
    if (end > start) edits.push(breakAt(text, end));
    roles.push(...(end > start ? (["heading", role] as const) : [role]));
  }
  return { edits, roles, facts: byline === null ? null : { authors: byline.authors } };
}

/** A line break in the place of the blanks before `at`. */
function breakAt(text: string, at: number): Edit {
  let start = at;
  while (start > 0 && BLANK.test(text.charAt(start - 1))) start--;
  return { start, end: at, rule: "glued-heading", after: "\n" };
}

const BLANK = /\s/u;
