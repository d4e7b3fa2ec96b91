// What becomes of blocks. The kernel has the first say (kernel/judge.as), by the same numbers.
import { FLAG } from "./page.ts";

/** What happened to each block: 0 = kept, else the number of a family in `FAMILIES`. */
export type Verdicts = Uint8Array;

const NAMES = [
  "kept",
  "outside",
  "nav",
  "comments",
  "related",
  "share",
  "footer",
  "aside",
  "advertisement",
  "hidden",
  "link-list",
  "byline",
  "title",
  "caption",
  "other-entry",
] as const;

/** Rule ids of the families by number. */
export const FAMILIES: readonly string[] = NAMES;
/** Numbers of the families by rule id. */
export const FAMILY: Readonly<Record<(typeof NAMES)[number], number>> = Object.fromEntries(
  NAMES.map((name, index) => [name, index]),
) as Record<(typeof NAMES)[number], number>;

const FLAG_FAMILIES: readonly (readonly [flag: number, family: number])[] = [
  [FLAG.hidden, FAMILY.hidden],
  [FLAG.comments, FAMILY.comments],
  [FLAG.related, FAMILY.related],
  [FLAG.share, FAMILY.share],
  [FLAG.nav, FAMILY.nav],
  [FLAG.advertisement, FAMILY.advertisement],
  [FLAG.footer, FAMILY.footer],
  [FLAG.aside, FAMILY.aside],
];

/** Number of the family that a node's negative flags stand for. */
export function familyOf(flags: number): number {
  for (const [flag, family] of FLAG_FAMILIES) if ((flags & flag) !== 0) return family;
  return FAMILY.outside;
}
