// The flat form of a page: the kernel reads it, and strings are made here of what is asked for.
import { flagsOfRole } from "./classes.ts";
import { decodeEntities } from "./entities.ts";
import { DEEPEST, EXCESS, MOST_NODES, NOTE, type Reading, readPage } from "./kernel.ts";
import { FLAG, type Meta, type Page, type PageTime, type Said } from "./page.ts";

const MOST_SCRIPTS = 500;

/**
 * Reads a page; time and memory are linear in its length.
 *
 * @throws PageTooLarge from tens of millions of elements or lines on
 */
export function buildPage(raw: string): Page {
  const found = readPage(raw);
  const { columns } = found;
  const said = readNotes(raw, found);
  return {
    nodeCount: found.nodeCount,
    blockCount: found.blockCount,
    texts: found.texts,
    nameOf: found.nameOf,
    notes: excessNotes(found.excesses),
    parent: columns.parent,
    tag: columns.tag,
    flags: columns.flags,
    name: columns.name,
    end: columns.end,
    blockFrom: columns.blockFrom,
    blockTo: columns.blockTo,
    node: columns.node,
    weight: columns.weight,
    linkShare: columns.linkShare,
    boldShare: columns.boldShare,
    stops: columns.stops,
    links: columns.links,
    start: columns.start,
    pairs: columns.pairs,
    textFrom: columns.textFrom,
    textTo: columns.textTo,
    legal: columns.legal,
    title: said.title,
    metas: said.metas,
    times: said.times,
    jsonLd: said.jsonLd,
    canonical: said.canonical,
    scripts: said.scripts,
  };
}

const NO_NOTES: readonly string[] = [];

function excessNotes(excesses: number): readonly string[] {
  if (excesses === 0) return NO_NOTES;
  const notes: string[] = [];
  if ((excesses & EXCESS.depth) !== 0) notes.push(`elements nested deeper than ${DEEPEST} are read as one`);
  if ((excesses & EXCESS.nodes) !== 0) notes.push(`more than ${MOST_NODES} elements: the rest is read as one`);
  return notes;
}

/** What only some elements say; their attributes add to the flags of the nodes. */
function readNotes(raw: string, { notes, noteCount, columns: { flags } }: Reading): Said {
  const metas: Meta[] = [];
  const times: PageTime[] = [];
  const jsonLd: string[] = [];
  const scripts: (readonly [number, number])[] = [];
  let title: string | null = null;
  let canonical: string | null = null;
  for (let at = 0; at < noteCount * NOTE.size; at += NOTE.size) {
    const a = notes[at + 1] as number;
    const b = notes[at + 2] as number;
    const c = notes[at + 3] as number;
    const d = notes[at + 4] as number;
    switch (notes[at]) {
      case NOTE.role:
        flags[a] = (flags[a] as number) | flagsOfRole(raw.slice(b, c).toLowerCase());
        break;
      case NOTE.key:
        if (raw.slice(b, c).toLowerCase() === "articlebody") flags[a] = (flags[a] as number) | FLAG.strongPositive;
        break;
      case NOTE.meta:
        metas.push({ key: raw.slice(a, b).toLowerCase(), content: decodeEntities(raw.slice(c, d)) });
        break;
      case NOTE.link:
        if (raw.slice(a, b).toLowerCase() === "canonical") canonical ??= decodeEntities(raw.slice(c, d)).trim();
        break;
      case NOTE.time:
        times.push({ value: raw.slice(b, c), block: a });
        break;
      case NOTE.title:
        title = decodeEntities(raw.slice(a, b)).trim();
        break;
      default:
        if (raw.slice(c, d).toLowerCase() === "application/ld+json") jsonLd.push(raw.slice(a, b));
        else if (scripts.length < MOST_SCRIPTS) scripts.push([a, b]);
    }
  }
  return { title, metas, times, jsonLd, canonical, scripts };
}
