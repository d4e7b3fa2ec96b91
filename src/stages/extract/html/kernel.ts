// The reading of a page in WebAssembly (kernel/*.as), and the memory that it shares with TypeScript.
import { startWasm, WASM_PAGE, type WasmMemory } from "../../../text/wasm.ts";
import { KERNEL_CODE } from "./kernel-code.ts";
import { ELEMENTS, TAG } from "./tags.ts";

/** Numbers of a block in `KernelPage.blocks`, by place. */
export const BLOCK = {
  node: 0,
  from: 1,
  to: 2,
  wide: 3,
  stops: 4,
  ink: 5,
  linkInk: 6,
  boldInk: 7,
  links: 8,
  start: 9,
  marks: 10,
  size: 11,
} as const;
/** Marks of a block: what is left to TypeScript. */
export const MARK = { reference: 1, preformatted: 2 } as const;
/** Kinds of notes; each has its kind and four numbers: a node, a count of blocks, or offsets in the page. */
export const NOTE = { style: 1, role: 2, key: 3, meta: 4, link: 5, time: 6, title: 7, script: 8, size: 5 } as const;
/** Numbers of a name: where class and id begin and end. */
export const NAME_SIZE = 4;
/** Bits of `KernelPage.excesses`. */
export const EXCESS = { depth: 1, nodes: 2 } as const;
/** Elements that may be open at a time. */
export const DEEPEST = 512;
/** Nodes of one page; what comes behind belongs to the nodes that are open then. */
export const MOST_NODES = 1_000_000;

/** What the kernel found; good until the next page is read. Offsets are those of the page, UTF-16 units. */
export interface KernelPage {
  /** Columns of the tree, one number a node; see `Page`. */
  readonly parent: Int32Array;
  readonly tag: Int32Array;
  /** 1 = hidden by an attribute. */
  readonly hidden: Int32Array;
  readonly name: Int32Array;
  readonly end: Int32Array;
  readonly blockFrom: Int32Array;
  readonly blockTo: Int32Array;
  readonly blockCount: number;
  readonly blocks: Int32Array;
  /** Texts of the blocks, one behind another. */
  readonly texts: string;
  readonly notes: Int32Array;
  readonly names: Int32Array;
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
const BYTES_OF_ROOM = 4 * (8 + BLOCK.size + NOTE.size + NAME_SIZE) + 16;
const MOST_BYTES = 0xffff_0000 - 65_536;
/** Memory that is given back behind a large page. */
const LARGE_BYTES = 16_777_216;

interface Address {
  readonly value: number;
}

/** Functions of kernel/kernel.as. */
interface Functions {
  start(): number;
  setElement(element: number, packed: bigint, kind: number, tag: number, traits: number, closes: bigint): void;
  setAttribute(attribute: number, packed: bigint): void;
  layOutPage(start: number, units: number, most: number): number;
  read(): number;
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

/** Memory and code; one for all pages of a thread. */
class Kernel {
  readonly #memory: WasmMemory;
  readonly #functions: Functions;
  readonly #addresses: Readonly<Record<string, Address>>;
  /** First byte of the room for a page. */
  readonly #start: number;

  constructor() {
    const { memory, exports } = startWasm<Functions & Readonly<Record<string, Address>>>(KERNEL_CODE, WASM_PAGE);
    this.#memory = memory;
    this.#functions = exports;
    this.#addresses = exports;
    this.#start = this.#functions.start();
    let number = 0;
    for (const name of new Set([...ELEMENTS.keys(), ...Object.keys(TRAITS)])) {
      const { kind = 0, tag = TAG.other, closes = [] } = ELEMENTS.get(name) ?? {};
      const bits = closes.reduce((sum, closed) => sum | (1n << BigInt(closed)), 0n);
      this.#functions.setElement(++number, pack(name), kind, tag, TRAITS[name] ?? 0, bits);
    }
    for (const [name, attribute] of Object.entries(ATTRIBUTES)) this.#functions.setAttribute(attribute, pack(name));
  }

  /** Bytes of its memory. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** @param room nodes, blocks, notes and names at most, of each. @returns null where that is not enough */
  read(raw: string, room: number): KernelPage | null {
    if (this.#start + raw.length * BYTES_PER_UNIT + room * BYTES_OF_ROOM > MOST_BYTES) throw new PageTooLarge();
    const end = this.#functions.layOutPage(this.#start, raw.length, room) >>> 0;
    const missing = end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#grow(Math.ceil(missing / WASM_PAGE));
    const { buffer } = this.#memory;
    Buffer.from(buffer, this.#valueOf("text"), raw.length * 2).write(raw, "utf16le");
    return this.#functions.read() === 0 ? null : this.#page(buffer);
  }

  #grow(pages: number): void {
    try {
      this.#memory.grow(pages);
    } catch {
      throw new PageTooLarge();
    }
  }

  #page(buffer: ArrayBuffer): KernelPage {
    const nodes = this.#valueOf("nodeCount");
    const blockCount = this.#valueOf("blockCount");
    const column = (name: string, count: number): Int32Array => new Int32Array(buffer, this.#valueOf(name), count);
    return {
      parent: column("parents", nodes),
      tag: column("tags", nodes),
      hidden: column("flags", nodes),
      name: column("nodeNames", nodes),
      end: column("ends", nodes),
      blockFrom: column("blockFroms", nodes),
      blockTo: column("blockTos", nodes),
      blockCount,
      blocks: column("blocks", blockCount * BLOCK.size),
      texts: Buffer.from(buffer, this.#valueOf("texts"), this.#valueOf("textEnd") * 2).toString("utf16le"),
      notes: column("notes", this.#valueOf("noteCount") * NOTE.size),
      names: column("names", this.#valueOf("nameCount") * NAME_SIZE),
      excesses: this.#valueOf("excesses"),
    };
  }

  #valueOf(name: string): number {
    return (this.#addresses[name] as Address).value >>> 0; // addresses above 2 GB come as negative numbers
  }
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
export function readPage(raw: string): KernelPage {
  if (kernel !== undefined && kernel.size > LARGE_BYTES) kernel = undefined;
  kernel ??= new Kernel();
  let room = LEAST_ROOM + Math.ceil(raw.length / UNITS_PER_NODE);
  for (;;) {
    const page = kernel.read(raw, room);
    if (page !== null) return page;
    room = Math.min(MORE_ROOM * room, raw.length + LEAST_ROOM);
  }
}
