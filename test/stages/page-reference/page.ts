// A page as flat arrays and objects, and how the kernel's comes to be compared with it.
import { type Page as KernelPage, type Meta, type PageTime, textOf } from "../../../src/stages/extract/html/page.ts";

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

/** Without what the reference does not have: whether a text was preformatted shows in the text; the weights of both are compared as they are. */
export function toReference(page: KernelPage): Page {
  const nodes = (column: Int32Array): Int32Array => column.slice(0, page.nodeCount);
  const named = nodes(page.name);
  const classes = [""];
  const ids = new Map([["", 0]]);
  const classId = named.map((name) => {
    const text = name === 0 ? "" : page.nameOf(name);
    const id = ids.get(text) ?? classes.push(text) - 1;
    ids.set(text, id);
    return id;
  });
  const blocks = Array.from({ length: page.blockCount }, (_, i) => ({
    node: page.node[i] as number,
    text: textOf(page, i),
    weight: page.weight[i] as number,
    linkShare: page.linkShare[i] as number,
    stops: page.stops[i] as number,
    boldShare: page.boldShare[i] as number,
    links: page.links[i] as number,
    start: page.start[i] as number,
  }));
  const { title, metas, times, jsonLd, canonical, scripts, notes } = page;
  return {
    parent: nodes(page.parent),
    tag: nodes(page.tag),
    flags: nodes(page.flags),
    classId,
    end: nodes(page.end),
    blockFrom: nodes(page.blockFrom),
    blockTo: nodes(page.blockTo),
    classes,
    blocks,
    title,
    metas,
    times,
    jsonLd,
    canonical,
    scripts,
    notes,
  };
}
