// The flat form of a page: the kernel reads it, and strings are made here of what is asked for.
import { collapseSpace, measure } from "./block-text.ts";
import { flagsOfNames, flagsOfRole, flagsOfTag } from "./classes.ts";
import { decodeEntities } from "./entities.ts";
import { BLOCK, DEEPEST, EXCESS, type KernelPage, MARK, MOST_NODES, NAME_SIZE, NOTE, readPage } from "./kernel.ts";
import { FLAG, type Meta, type Page, type PageBlock, type PageTime } from "./page.ts";

const MOST_SCRIPTS = 500;

/**
 * Reads a page; time and memory are linear in its length.
 *
 * @throws PageTooLarge from tens of millions of elements or lines on
 */
export function buildPage(raw: string): Page {
  const found = readPage(raw);
  const { classes, classId, flags } = readNames(raw, found);
  const { blocks, moved } = readBlocks(found);
  const said = readNotes(raw, found, flags);
  const places = (column: Int32Array): Int32Array => (moved === null ? column.slice() : column.map((block) => moved[block] as number));
  return {
    parent: found.parent.slice(),
    tag: found.tag.slice(),
    flags,
    classId,
    end: found.end.slice(),
    blockFrom: places(found.blockFrom),
    blockTo: places(found.blockTo),
    classes,
    blocks,
    ...said,
    times: moved === null ? said.times : said.times.map(({ value, block }) => ({ value, block: moved[block] as number })),
    notes: excessNotes(found.excesses),
  };
}

function excessNotes(excesses: number): string[] {
  const notes: string[] = [];
  if ((excesses & EXCESS.depth) !== 0) notes.push(`elements nested deeper than ${DEEPEST} are read as one`);
  if ((excesses & EXCESS.nodes) !== 0) notes.push(`more than ${MOST_NODES} elements: the rest is read as one`);
  return notes;
}

/** Class strings of the nodes, each once, and the flags that they, the elements and the attributes give. */
function readNames(raw: string, { names, name, tag, hidden }: KernelPage): Pick<Page, "classes" | "classId" | "flags"> {
  const classes = [""];
  const classFlags = [0];
  const ids = new Map<string, number>();
  const idOf = new Int32Array(names.length / NAME_SIZE);
  for (let i = 1; i < idOf.length; i++) {
    const at = i * NAME_SIZE;
    if ((names[at + 3] as number) < 0) continue; // the name of an element
    const own = raw.slice(names[at] as number, names[at + 1]);
    const id = raw.slice(names[at + 2] as number, names[at + 3]);
    const both = own === "" ? id : id === "" ? own : `${own} ${id}`;
    let number = ids.get(both);
    if (number === undefined) {
      number = classes.push(both) - 1;
      classFlags.push(flagsOfNames(both));
      ids.set(both, number);
    }
    idOf[i] = number;
  }
  const classId = new Int32Array(name.length);
  const flags = new Int32Array(name.length);
  for (let node = 0; node < name.length; node++) {
    const id = idOf[name[node] as number] as number;
    classId[node] = id;
    flags[node] = flagsOfTag(tag[node] as number) | (classFlags[id] as number) | (hidden[node] === 1 ? FLAG.hidden : 0);
  }
  return { classes, classId, flags };
}

/** @returns `moved`: the number of each block where it is not the kernel's, since a text may hold several lines or nothing; null where it is */
function readBlocks({ blockCount, blocks: found, texts }: KernelPage): { blocks: PageBlock[]; moved: Int32Array | null } {
  const blocks: PageBlock[] = [];
  let moved: Int32Array | null = null;
  for (let i = 0; i < blockCount; i++) {
    const at = i * BLOCK.size;
    const marks = found[at + BLOCK.marks] as number;
    const text = texts.slice(found[at + BLOCK.from] as number, found[at + BLOCK.to]);
    if (marks === 0) {
      const wide = found[at + BLOCK.wide] as number;
      addBlock(blocks, found, at, text, 2 * wide + 0.5 * (text.length - wide), found[at + BLOCK.stops] as number);
    } else {
      moved ??= Int32Array.from({ length: blockCount + 1 }, (_, block) => block);
      addText(blocks, found, at, text);
    }
    if (moved !== null) moved[i + 1] = blocks.length;
  }
  return { blocks, moved };
}

/** A text as it stands in the page: one block, none, or several lines. */
function addText(blocks: PageBlock[], found: Int32Array, at: number, text: string): void {
  const decoded = decodeEntities(text);
  const isPreformatted = ((found[at + BLOCK.marks] as number) & MARK.preformatted) !== 0;
  for (const line of isPreformatted ? decoded.split(LINE_END) : [decoded]) {
    const shown = isPreformatted ? line.trimEnd() : collapseSpace(line);
    if (shown.trim() === "") continue;
    const { weight, stops } = measure(shown);
    addBlock(blocks, found, at, shown, weight, stops);
  }
}

const LINE_END = /\r\n?|\n/u;

function addBlock(blocks: PageBlock[], found: Int32Array, at: number, text: string, weight: number, stops: number): void {
  const ink = found[at + BLOCK.ink] as number;
  blocks.push({
    node: found[at + BLOCK.node] as number,
    text,
    weight,
    stops,
    linkShare: ink === 0 ? 0 : (found[at + BLOCK.linkInk] as number) / ink,
    boldShare: ink === 0 ? 0 : (found[at + BLOCK.boldInk] as number) / ink,
    links: found[at + BLOCK.links] as number,
    start: found[at + BLOCK.start] as number,
    preformatted: ((found[at + BLOCK.marks] as number) & MARK.preformatted) !== 0,
  });
}

type Said = Pick<Page, "title" | "metas" | "times" | "jsonLd" | "canonical" | "scripts">;

/** What only some elements say. @param flags of the nodes, which attributes add to */
function readNotes(raw: string, { notes }: KernelPage, flags: Int32Array): Said {
  const metas: Meta[] = [];
  const times: PageTime[] = [];
  const jsonLd: string[] = [];
  const scripts: (readonly [number, number])[] = [];
  let title: string | null = null;
  let canonical: string | null = null;
  for (let at = 0; at < notes.length; at += NOTE.size) {
    const [kind, a, b, c, d] = notes.subarray(at, at + NOTE.size) as unknown as readonly [number, number, number, number, number];
    switch (kind) {
      case NOTE.style:
        if (DISPLAY_NONE.test(raw.slice(b, c))) flags[a] = (flags[a] as number) | FLAG.hidden;
        break;
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

const DISPLAY_NONE = /display\s{0,3}:\s{0,3}none/iu;
