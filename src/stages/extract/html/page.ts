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
} as const;

/** Any family that costs a node its score. */
export const NEGATIVE: number =
  FLAG.nav | FLAG.comments | FLAG.related | FLAG.share | FLAG.footer | FLAG.aside | FLAG.advertisement | FLAG.hidden;

/** One stretch of text between block boundaries. */
export interface PageBlock {
  readonly node: number;
  readonly text: string;
  /** CJK characters count 2, others 0.5: about the reading weight of a character in both kinds of script. */
  readonly weight: number;
  /** Share of the text inside links, 0 to 1. */
  readonly linkShare: number;
  /** Stops and commas of either script. */
  readonly stops: number;
  /** 0 to 1. */
  readonly boldShare: number;
  /** Links in the block. */
  readonly links: number;
  /** Offset in the raw page, UTF-16 units. */
  readonly start: number;
  readonly preformatted: boolean;
}

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

export interface Page {
  /** Node 0 is the page itself. */
  readonly parent: Int32Array;
  readonly tag: Int32Array;
  readonly flags: Int32Array;
  /** Number of the class string in `classes`, 0 = none. */
  readonly classId: Int32Array;
  /** Last node of the subtree plus one. */
  readonly end: Int32Array;
  readonly blockFrom: Int32Array;
  readonly blockTo: Int32Array;
  readonly classes: readonly string[];
  readonly blocks: readonly PageBlock[];
  readonly title: string | null;
  readonly metas: readonly Meta[];
  readonly times: readonly PageTime[];
  /** Contents of `<script type="application/ld+json">`. */
  readonly jsonLd: readonly string[];
  readonly canonical: string | null;
  /** Ranges of other scripts, for values that only scripts hold. */
  readonly scripts: readonly (readonly [start: number, end: number])[];
  readonly notes: readonly string[];
}
