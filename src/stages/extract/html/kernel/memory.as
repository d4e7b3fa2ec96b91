// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which reads these addresses.

/** Numbers of a block: see `endBlock`. */
export const BLOCK: i32 = 11;
/** Numbers of a note: see `note`. */
export const NOTE: i32 = 5;
/** Numbers of a name: where the class and the id of nodes begin and end; or where the name of an unknown element does, and -1 twice. */
export const NAME: i32 = 4;
/** Slots of a table of names, 16 bytes each: the packed name, and what it stands for. */
export const TABLE_BITS: u64 = 9;
const TABLE_BYTES: usize = 16 << <usize>TABLE_BITS;
/** Numbers that are kept of an element: see `setElement`. */
export const ELEMENT_BYTES: usize = 16;
export const MOST_ELEMENTS: u32 = 256;
/** Deeper elements belong to the node at this depth: real pages stay below 100. */
export const DEEPEST: i32 = 512;

/** Elements and attributes by their names. */
export let elementNames: usize = 0;
export let attributeNames: usize = 0;
export let elements: usize = 0;
/** Open nodes, innermost last: the node, and its element or the number of its name behind them. 8 bytes each. */
export let stack: usize = 0;

/** UTF-16 units of the page, and their number. */
export let text: usize = 0;
export let length: i32 = 0;
/** The texts of the blocks, one behind another, and where the next one goes. */
export let texts: usize = 0;

/** Of each node: see ../page.ts. */
export let parents: usize = 0;
export let tags: usize = 0;
export let flags: usize = 0;
export let nodeNames: usize = 0;
export let ends: usize = 0;
export let blockFroms: usize = 0;
export let blockTos: usize = 0;

/** How many nodes are open of each element, and behind them of each unknown name. */
export let open: usize = 0;

export let blocks: usize = 0;
export let notes: usize = 0;
export let names: usize = 0;
/** Numbers of names by their hash, open addressing, 0 is free. */
export let nameSlots: usize = 0;
export let nameMask: u32 = 0;

/** Nodes, blocks, notes and names that there is room for, of each. */
export let room: i32 = 0;
/** Whether there was not. */
export let isFull: bool = false;

let next: usize = 0;

function take(bytes: usize): usize {
  const at = next;
  next = (next + bytes + 15) & ~15;
  return at;
}

/** Lays out what stays; gives the first byte behind it. */
export function layOutTables(start: usize): usize {
  next = start;
  elementNames = take(TABLE_BYTES);
  attributeNames = take(TABLE_BYTES);
  elements = take(<usize>MOST_ELEMENTS * ELEMENT_BYTES);
  stack = take(<usize>DEEPEST << 3);
  return next;
}

/** Lays out the room for a page behind `start`; gives the first byte behind it. */
export function layOutPage(start: usize, units: i32, most: i32): usize {
  next = start;
  length = units;
  room = most;
  text = take((<usize>units << 1) + 32);
  texts = take((<usize>units << 1) + 32);
  const column = <usize>most << 2;
  parents = take(column);
  tags = take(column);
  flags = take(column);
  nodeNames = take(column);
  ends = take(column);
  blockFroms = take(column);
  blockTos = take(column);
  open = take(column + (<usize>MOST_ELEMENTS << 2));
  blocks = take(column * BLOCK);
  notes = take(column * NOTE);
  names = take(column * NAME);
  nameMask = (1 << (33 - clz<u32>(most))) - 1;
  nameSlots = take((<usize>nameMask + 1) << 2);
  return next;
}

/** Empties what the page before has left. */
export function clear(): void {
  isFull = false;
  memory.fill(open, 0, (<usize>MOST_ELEMENTS + room) << 2);
  memory.fill(nameSlots, 0, (<usize>nameMask + 1) << 2);
  memory.fill(text + (<usize>length << 1), 0, 32);
}

export function setFull(): void {
  isFull = true;
}

// @ts-ignore
@inline
export function unitAt(at: i32): u32 {
  return load<u16>(text + ((<usize>at) << 1));
}

// @ts-ignore
@inline
export function get(column: usize, at: i32): i32 {
  return load<i32>(column + ((<usize>at) << 2));
}

// @ts-ignore
@inline
export function set(column: usize, at: i32, value: i32): void {
  store<i32>(column + ((<usize>at) << 2), value);
}
