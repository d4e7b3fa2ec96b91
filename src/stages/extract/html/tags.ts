// What the extractor knows of HTML elements. Sources: HTML Living Standard (sections 4 and 13.2.6); old elements from HTML 3.2 and 4.01.

/** How the builder treats an element. An inline element that does not matter has no entry. */
export const KIND = {
  /** Opens a node of the flat tree and a new block of text. */
  block: 1,
  /** Its content is never text of the page. */
  skipped: 2,
  link: 3,
  bold: 4,
  lineBreak: 5,
  rule: 6,
  meta: 8,
  time: 9,
} as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Numbers of the block elements that some rule asks for; the others share `other`. */
export const TAG = {
  other: 0,
  p: 1,
  li: 2,
  td: 3,
  th: 4,
  tr: 5,
  table: 6,
  ul: 7,
  ol: 8,
  dl: 9,
  dt: 10,
  dd: 11,
  h1: 12,
  h2: 13,
  h3: 14,
  h4: 15,
  h5: 16,
  h6: 17,
  pre: 18,
  nav: 19,
  aside: 20,
  header: 21,
  footer: 22,
  article: 23,
  main: 24,
  section: 25,
  figcaption: 26,
  figure: 27,
  blockquote: 28,
  body: 29,
  head: 30,
  html: 31,
  caption: 32,
  tbody: 33,
  form: 34,
  div: 35,
  dialog: 36,
  address: 37,
  root: 38,
} as const;
export type Tag = (typeof TAG)[keyof typeof TAG];

export interface Element {
  readonly kind: Kind;
  readonly tag: Tag;
  /** A block element that cannot stay open when one of these opens inside it: see `closes`. */
  readonly closes: readonly Tag[];
}

const HEADINGS: readonly Tag[] = [TAG.h1, TAG.h2, TAG.h3, TAG.h4, TAG.h5, TAG.h6];
const NOTHING: readonly Tag[] = [];
const CLOSES: Readonly<Record<string, readonly Tag[]>> = {
  li: [TAG.li, TAG.p],
  dt: [TAG.dt, TAG.dd, TAG.p],
  dd: [TAG.dt, TAG.dd, TAG.p],
  td: [TAG.td, TAG.th, TAG.p],
  th: [TAG.td, TAG.th, TAG.p],
  tr: [TAG.td, TAG.th, TAG.tr, TAG.p],
  tbody: [TAG.td, TAG.th, TAG.tr, TAG.tbody, TAG.p],
  thead: [TAG.td, TAG.th, TAG.tr, TAG.tbody, TAG.p],
  tfoot: [TAG.td, TAG.th, TAG.tr, TAG.tbody, TAG.p],
  body: [TAG.head],
};
for (const heading of ["h1", "h2", "h3", "h4", "h5", "h6"]) (CLOSES as Record<string, readonly Tag[]>)[heading] = [...HEADINGS, TAG.p];

const BLOCKS =
  "p li td th tr table ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre nav aside header footer article main section figcaption figure blockquote body head html caption tbody thead tfoot form div dialog address " +
  "center dir menu fieldset details summary hgroup search marquee listing frameset noframes";
const SKIPPED =
  "script style noscript template svg math select textarea button iframe object embed canvas map datalist xmp noembed option optgroup progress meter audio video rt rp";
const BOLD = "b strong";
const SHARED: Readonly<Record<string, Tag>> = { thead: TAG.tbody, tfoot: TAG.tbody };

function buildElements(): ReadonlyMap<string, Element> {
  const elements = new Map<string, Element>();
  const set = (names: string, kind: Kind): void => {
    for (const name of names.split(" "))
      elements.set(name, { kind, tag: tagOf(name), closes: CLOSES[name] ?? (kind === KIND.block ? [TAG.p] : NOTHING) });
  };
  set(BLOCKS, KIND.block);
  set(SKIPPED, KIND.skipped);
  set("a", KIND.link);
  set(BOLD, KIND.bold);
  set("br", KIND.lineBreak);
  set("hr", KIND.rule);
  set("meta link", KIND.meta);
  set("time", KIND.time);
  return elements;
}

function tagOf(name: string): Tag {
  return SHARED[name] ?? (TAG as Readonly<Record<string, Tag>>)[name] ?? TAG.other;
}

/** By name in lower case. */
export const ELEMENTS: ReadonlyMap<string, Element> = buildElements();

/** An element that HTML does not define (`<news-content>`): a block when its name is compound, else inline. */
export const UNKNOWN_BLOCK: Element = { kind: KIND.block, tag: TAG.other, closes: NOTHING };

/** Level of a heading, 0 for all else. */
export function headingLevel(tag: number): number {
  return tag >= TAG.h1 && tag <= TAG.h6 ? tag - TAG.h1 + 1 : 0;
}
