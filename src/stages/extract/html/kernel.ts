// The reading of a page in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.
import { type Address, growTo, LARGE_MEMORY, startWasm, WASM_PAGE, type WasmMemory } from "../../../text/wasm.ts";
import { flagsOfTag, WORDS } from "./classes.ts";
import { decodeEntities, FREQUENT } from "./entities.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import type { Columns } from "./page.ts";
import { ELEMENTS, TAG } from "./tags.ts";

/** Kinds of notes; each has its kind and four numbers: a node, a count of blocks, or offsets in the page. */
export const NOTE = { role: 2, key: 3, meta: 4, link: 5, time: 6, title: 7, script: 8, size: 5 } as const;
/** Numbers of a name, the first two of them where it begins and ends. */
const NAME_SIZE = 4;
/** Bits of `Reading.excesses`. */
export const EXCESS = { depth: 1, nodes: 2 } as const;
/** Elements that may be open at a time. */
export const DEEPEST = 512;
/** Nodes of one page; what comes behind belongs to the nodes that are open then. */
export const MOST_NODES = 1_000_000;

/** What the kernel found; good until the next page is read. Offsets are those of the page, UTF-16 units. */
export interface Reading {
  readonly columns: Columns;
  readonly nodeCount: number;
  readonly blockCount: number;
  /** Texts of the blocks, one behind another. */
  readonly texts: string;
  /** Longer than what it holds. */
  readonly notes: Int32Array;
  readonly noteCount: number;
  readonly nameOf: (name: number) => string;
  readonly excesses: number;
}

const ATTRIBUTES: Readonly<Record<string, number>> = {
  class: 1,
  id: 2,
  style: 3,
  hidden: 4,
  role: 5,
  href: 6,
  name: 7,
  property: 7,
  itemprop: 7,
  content: 8,
  rel: 9,
  type: 10,
  datetime: 11,
};

/** What the kernel asks of elements beside their kind: see kernel/names.as. Their content is text up to their own closing tag, markup or not: 1. */
const TRAITS: Readonly<Record<string, number>> = {
  iframe: 1,
  noembed: 1,
  noframes: 1,
  textarea: 1,
  xmp: 1,
  plaintext: 2,
  title: 1 | 4,
  ruby: 8,
  rt: 16,
  rp: 16,
  script: 1 | 32,
  style: 1 | 64,
  link: 128,
};

/** Bounds of what `layOutPage` of kernel/memory.as takes: for each unit, for each place of the room, and in all. */
const BYTES_PER_UNIT = 4;
const BYTES_OF_ROOM = 4 * (8 + 13 + 10 + NOTE.size + NAME_SIZE) + 3 + 32 + 16;
const MOST_BYTES = 0xffff_0000 - 65_536;

/** Functions of kernel/kernel.as. */
interface Functions {
  start(): number;
  setElement(element: number, packed: bigint, kind: number, tag: number, traits: number, closes: bigint, flags: number): void;
  setAttribute(attribute: number, packed: bigint): void;
  setReference(character: number, packed: bigint): void;
  setWords(from: number, to: number, flags: number): void;
  layOutPage(start: number, units: number, most: number): number;
  clearRoom(): void;
  read(units: number): number;
  judge(titleBlock: number, neutral: number): number;
  trimHead(root: number, titleBlock: number): void;
  trimEnds(titleBlock: number): void;
}

/** Six bits for each letter or digit: see kernel/names.as. */
function pack(name: string): bigint {
  let packed = 0n;
  for (const character of name) packed = packed * 64n + BigInt(PACKED.indexOf(character));
  return packed;
}

const PACKED = " abcdefghijklmnopqrstuvwxyz0123456789";

/** A page that does not go into the 4 GB that WebAssembly can address, or into what the machine has. */
export class PageTooLarge extends Error {
  override readonly name = "PageTooLarge";
}

/** What `judge` of kernel/judge.as finds: see `Scores`, and `Verdicts` of select.ts. */
export interface Judgement {
  readonly block: Float64Array;
  readonly sum: Float64Array;
  readonly family: Int32Array;
  readonly verdicts: Uint8Array;
}

/** The room for pages in the memory: what it is for, and views of it. */
interface Room {
  readonly units: number;
  readonly places: number;
  readonly text: Buffer;
  readonly texts: Buffer;
  readonly names: Int32Array;
  readonly nameUnits: Buffer;
  readonly notes: Int32Array;
  readonly columns: Columns;
  readonly judgement: Judgement;
}

/** Memory and code; one for all pages of a thread. */
class Kernel {
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  readonly #addresses: Readonly<Record<string, Address>>;
  /** First byte of the room for a page. */
  readonly #start: number;
  #room: Room | null = null;

  constructor() {
    const imports = { replaceReferences: (from: number, to: number): number => this.#replaceReferences(from, to) };
    const { memory, exports } = startWasm<Functions & Readonly<Record<string, Address>>>(KERNEL_CODE, WASM_PAGE, imports);
    this.#memory = memory;
    this.#functions = exports;
    this.#addresses = exports;
    this.#start = this.#functions.start();
    this.#require(this.#start);
    let number = 0;
    for (const name of new Set([...ELEMENTS.keys(), ...Object.keys(TRAITS)])) {
      const { kind = 0, tag = TAG.other, closes = [] } = ELEMENTS.get(name) ?? {};
      const bits = closes.reduce((sum, closed) => sum | (1n << BigInt(closed)), 0n);
      this.#functions.setElement(++number, pack(name), kind, tag, TRAITS[name] ?? 0, bits, flagsOfTag(tag));
    }
    for (const [name, attribute] of Object.entries(ATTRIBUTES)) this.#functions.setAttribute(attribute, pack(name));
    for (const [name, character] of FREQUENT) this.#functions.setReference(character.charCodeAt(0), pack(name));
    this.#setWords();
  }

  /** Bytes of its memory. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** @param places nodes, blocks, notes and names at most, of each. @returns null where that is not enough */
  read(raw: string, places: number): Reading | null {
    if (this.#start + raw.length * BYTES_PER_UNIT + places * BYTES_OF_ROOM > MOST_BYTES) throw new PageTooLarge();
    let room = this.#room;
    if (room === null || raw.length > room.units || places > room.places) room = this.#makeRoom(raw.length, places);
    room.text.write(raw, "utf16le");
    return this.#functions.read(raw.length) === 0 ? null : this.#reading(room);
  }

  /** Judges the page that was read last. */
  judge(titleBlock: number, neutral: number): Judgement & { readonly root: number } {
    const root = this.#functions.judge(titleBlock, neutral);
    const { block, sum, family, verdicts } = (this.#room as Room).judgement;
    return { block, sum, family, verdicts: verdicts.subarray(0, this.#valueOf("blockCount")), root };
  }

  trimHead(root: number, titleBlock: number): void {
    this.#functions.trimHead(root, titleBlock);
  }

  trimEnds(titleBlock: number): void {
    this.#functions.trimEnds(titleBlock);
  }

  #setWords(): void {
    const words = Buffer.from(this.#memory.buffer, this.#valueOf("words"));
    let at = 0;
    for (const [flags, text] of WORDS) {
      words.write(text, 2 * at, "utf16le");
      this.#functions.setWords(at, at + text.length, flags);
      at += text.length;
    }
  }

  #makeRoom(leastUnits: number, leastPlaces: number): Room {
    this.#room = null; // its views are no good, also where there is no room
    // Up to there room is made by powers of two, so that most pages find it made.
    const isLarge = leastUnits * BYTES_PER_UNIT + leastPlaces * BYTES_OF_ROOM > LARGE_MEMORY / 2;
    const units = isLarge ? leastUnits : nextPower(leastUnits);
    const places = isLarge ? leastPlaces : nextPower(leastPlaces);
    this.#require(this.#functions.layOutPage(this.#start, units, places) >>> 0);
    this.#functions.clearRoom();
    const { buffer } = this.#memory;
    const column = (name: string, size = places): Int32Array => new Int32Array(buffer, this.#valueOf(name), size);
    const numbers = (name: string, size = places): Float64Array => new Float64Array(buffer, this.#valueOf(name), size);
    this.#room = {
      units,
      places,
      text: Buffer.from(buffer, this.#valueOf("text"), 2 * units),
      texts: Buffer.from(buffer, this.#valueOf("texts"), 2 * units),
      names: column("names", places * NAME_SIZE),
      nameUnits: Buffer.from(buffer, this.#valueOf("nameUnits")),
      notes: column("notes", places * NOTE.size),
      columns: {
        parent: column("parents"),
        tag: column("tags"),
        flags: column("flags"),
        name: column("nodeNames"),
        end: column("ends"),
        blockFrom: column("blockFroms"),
        blockTo: column("blockTos"),
        node: column("blockNodes"),
        weight: numbers("weights"),
        linkShare: numbers("linkShares"),
        boldShare: numbers("boldShares"),
        stops: column("stops"),
        links: column("blockLinks"),
        start: column("starts"),
        pairs: column("pairs"),
        textFrom: column("textFroms"),
        textTo: column("textTos"),
        legal: new Uint8Array(buffer, this.#valueOf("legal"), places),
      },
      judgement: {
        block: numbers("scores"),
        sum: numbers("sums", places + 1),
        family: column("families"),
        verdicts: new Uint8Array(buffer, this.#valueOf("verdicts"), places),
      },
    };
    return this.#room;
  }

  /** Grows the memory to so many bytes. */
  #require(bytes: number): void {
    try {
      growTo(this.#memory, bytes);
    } catch {
      throw new PageTooLarge();
    }
  }

  #reading({ columns, texts, notes, names, nameUnits }: Room): Reading {
    return {
      columns,
      nodeCount: this.#valueOf("nodeCount"),
      blockCount: this.#valueOf("blockCount"),
      texts: texts.toString("utf16le", 0, 2 * this.#valueOf("textEnd")),
      notes,
      noteCount: this.#valueOf("noteCount"),
      nameOf: (name) => nameUnits.toString("utf16le", 2 * (names[name * NAME_SIZE] as number), 2 * (names[name * NAME_SIZE + 1] as number)),
      excesses: this.#valueOf("excesses"),
    };
  }

  /** What the kernel leaves to TypeScript of a text. */
  #replaceReferences(from: number, to: number): number {
    const { texts } = this.#room as Room;
    const decoded = decodeEntities(texts.toString("utf16le", 2 * from, 2 * to));
    texts.write(decoded, 2 * from, "utf16le");
    return from + decoded.length;
  }

  #valueOf(name: string): number {
    return (this.#addresses[name] as Address).value >>> 0; // addresses above 2 GB come as negative numbers
  }
}

function nextPower(number: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, number)));
}

let kernel: Kernel | undefined;

/** Room at first for one in so many units, and for as many in any page. */
const UNITS_PER_NODE = 32;
const LEAST_ROOM = 1024;
const MORE_ROOM = 2;

/**
 * Reads a page. The kernel is compiled at the first call.
 *
 * @throws PageTooLarge
 */
export function readPage(raw: string): Reading {
  if (kernel !== undefined && kernel.size > LARGE_MEMORY) kernel = undefined;
  kernel ??= new Kernel();
  let room = LEAST_ROOM + Math.ceil(raw.length / UNITS_PER_NODE);
  for (;;) {
    const page = kernel.read(raw, room);
    if (page !== null) return page;
    room = Math.min(MORE_ROOM * room, raw.length + LEAST_ROOM);
  }
}

/** Judges the page that was read last; see kernel/judge.as. */
export function judgePage(titleBlock: number, neutral: number): Judgement & { readonly root: number } {
  return (kernel as Kernel).judge(titleBlock, neutral);
}

/** What stands before the title goes from the verdicts, and what a stray closing tag put behind the root comes; see kernel/trim.as. */
export function trimHead(root: number, titleBlock: number): void {
  (kernel as Kernel).trimHead(root, titleBlock);
}

/** Lines of links around the prose go, and short lines that are not beside it. */
export function trimEnds(titleBlock: number): void {
  (kernel as Kernel).trimEnds(titleBlock);
}
