// The flat form of a page: nodes (block elements) in document order as parallel arrays, and the blocks of text between their boundaries.

/** What a class, id, role or element says of a node; several may hold. Families of the trace follow from the negative ones. */
export const FLAG = {
  positive: 1,
  strongPositive: 2,
  nav: 4,
  comments: 8,
  related: 16,
  share: 32,
  footer: 64,
  aside: 128,
  advertisement: 256,
  hidden: 512,
  title: 2048,
  /** What somebody wrote in a thread: a post, a reply, an answer. */
  message: 4096,
  /** Named a caption or a credit. */
  caption: 8192,
} as const;

/** Any family that costs a node its score. */
export const NEGATIVE: number =
  FLAG.nav | FLAG.comments | FLAG.related | FLAG.share | FLAG.footer | FLAG.aside | FLAG.advertisement | FLAG.hidden;

export interface Meta {
  /** In lower case: `name`, `property` or `itemprop`. */
  readonly key: string;
  readonly content: string;
}

export interface PageTime {
  readonly value: string;
  /** Blocks before it. */
  readonly block: number;
}

/** Columns of the tree and of the blocks, stretches of text between block boundaries: one number a node or block. */
export interface Columns {
  readonly parent: Int32Array;
  readonly tag: Int32Array;
  readonly flags: Int32Array;
  /** Number of its class and id, 0 = none. */
  readonly name: Int32Array;
  /** Last node of the subtree plus one. */
  readonly end: Int32Array;
  readonly blockFrom: Int32Array;
  readonly blockTo: Int32Array;
  /** Of each block, as all that follows: its node. */
  readonly node: Int32Array;
  /** CJK characters count 2, others 0.5: about the reading weight of a character in both kinds of script. */
  readonly weight: Float64Array;
  /** Share of the text inside links, 0 to 1. */
  readonly linkShare: Float64Array;
  /** 0 to 1. */
  readonly boldShare: Float64Array;
  /** Stops and commas of either script. */
  readonly stops: Int32Array;
  /** Links in the block. */
  readonly links: Int32Array;
  /** Offset in the raw page, UTF-16 units. */
  readonly start: Int32Array;
  /** High surrogates in the text. */
  readonly pairs: Int32Array;
  /** Where the text is among the texts, UTF-16 units. */
  readonly textFrom: Int32Array;
  readonly textTo: Int32Array;
  /** 1 = may be a legal notice (see score.ts). */
  readonly legal: Uint8Array;
}

/** What only some elements say. */
export interface Said {
  readonly title: string | null;
  readonly metas: readonly Meta[];
  readonly times: readonly PageTime[];
  /** Contents of `<script type="application/ld+json">`. */
  readonly jsonLd: readonly string[];
  readonly canonical: string | null;
  /** Ranges of other scripts, for values that only scripts hold. */
  readonly scripts: readonly (readonly [start: number, end: number])[];
}

/**
 * Node 0 is the page itself. The columns are views of the kernel's memory, longer than what they hold: they are good until the next page is
 * read. So are names; texts stay.
 */
export interface Page extends Columns, Said {
  readonly nodeCount: number;
  readonly blockCount: number;
  /** The texts of all blocks, one behind another. */
  readonly texts: string;
  /** Class and id of a name, joined by a blank. */
  readonly nameOf: (name: number) => string;
  readonly notes: readonly string[];
}

export function textOf(page: Page, block: number): string {
  return page.texts.slice(page.textFrom[block] as number, page.textTo[block] as number);
}

/** UTF-16 units. */
export function lengthOf(page: Page, block: number): number {
  return (page.textTo[block] as number) - (page.textFrom[block] as number);
}
