import type { Role } from "../../pipeline/document.ts";
import type { Edit } from "../../text/edits.ts";
import type { Facts } from "./line.ts";

/** A block cut in parts: edits that put `\n` between them, and the role of each part. */
export interface Glued {
  readonly edits: readonly Edit[];
  readonly roles: readonly Role[];
  readonly facts: Facts | null;
}

export function splitGlued(_text: string, _role: Role, _isHead: boolean): Glued | null {
  return null;
}
