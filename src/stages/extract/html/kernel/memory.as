// Where everything is in the memory that the kernel shares with TypeScript (../kernel.ts), which reads these addresses.

/** Numbers of a note: see `note`. */
export const NOTE: i32 = 5;
/** Numbers of a name: see `add` of strings.as. */
export const NAME: i32 = 4;
/** Units of names that there is room for, for each name that there is room for. */
const UNITS_OF_NAME: usize = 16;
/** Slots of a table of names, 16 bytes each: the packed name, and what it stands for. */
export const TABLE_BITS: u64 = 9;
const TABLE_BYTES: usize = 16 << <usize>TABLE_BITS;
/** Numbers that are kept of an element: see `setElement`. */
export const ELEMENT_BYTES: usize = 16;
export const MOST_ELEMENTS: u32 = 256;
/** Slots of the table of words, 16 bytes each (words.as), and units of all words. */
export const WORD_BITS: u64 = 11;
const WORD_BYTES: usize = 16 << <usize>WORD_BITS;
const WORD_UNITS: usize = 8192;
/** Deeper elements belong to the node at this depth: real pages stay below 100. */
export const DEEPEST: i32 = 512;

/** Elements and attributes by their names. */
export let elementNames: usize = 0;
export let attributeNames: usize = 0;
export let elements: usize = 0;
/** Words of names by their hash, and their units. */
export let wordSlots: usize = 0;
export let words: usize = 0;
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

/** How many nodes are open of each element, and behind them of each unknown name. All 0 between pages. */
export let open: usize = 0;

/** Of each block: see ../page.ts. The last three are 64 bits wide. */
export let blockNodes: usize = 0;
export let textFroms: usize = 0;
export let textTos: usize = 0;
export let stops: usize = 0;
export let blockLinks: usize = 0;
export let starts: usize = 0;
export let pairs: usize = 0;
export let weights: usize = 0;
export let linkShares: usize = 0;
export let boldShares: usize = 0;

/** Whether a block may be a legal notice; TypeScript says whether it is. 8 bits. */
export let legal: usize = 0;

/** What judge.as finds. Of each block its score, and the sums of the scores, and of others, before it; 64 bits. */
export let scores: usize = 0;
export let sums: usize = 0;
export let plainSums: usize = 0;
export let otherSums: usize = 0;
/** Of each block its slot among the texts. */
export let textSlots: usize = 0;
/** Of each block what becomes of it (../select.ts), of each node whether it is inside a named area; 8 bits. */
export let verdicts: usize = 0;
export let insides: usize = 0;
/** Of each node the negative flags that hold for it. */
export let families: usize = 0;

export let notes: usize = 0;
export let names: usize = 0;
/** Classes and ids, one behind another. */
export let nameUnits: usize = 0;
/** Numbers of names by their hash, open addressing; see strings.as. */
export let nameSlots: usize = 0;
export let nameMask: u32 = 0;

/** Nodes, blocks, notes and names that there is room for, of each, and units of names. */
export let room: i32 = 0;
export let nameRoom: i32 = 0;
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
  wordSlots = take(WORD_BYTES);
  words = take(WORD_UNITS << 1);
  stack = take(<usize>DEEPEST << 3);
  return next;
}

/** Lays out the room for pages of so many units behind `start`; gives the first byte behind it. */
export function layOutPage(start: usize, units: i32, most: i32): usize {
  next = start;
  room = most;
  nameRoom = most * <i32>UNITS_OF_NAME;
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
  blockNodes = take(column);
  textFroms = take(column);
  textTos = take(column);
  stops = take(column);
  blockLinks = take(column);
  starts = take(column);
  pairs = take(column);
  weights = take(column << 1);
  linkShares = take(column << 1);
  boldShares = take(column << 1);
  legal = take(<usize>most + 8);
  scores = take(column << 1);
  sums = take((column << 1) + 8);
  plainSums = take((column << 1) + 8);
  otherSums = take((column << 1) + 8);
  textSlots = take(column);
  verdicts = take(<usize>most);
  insides = take(<usize>most);
  families = take(column);
  notes = take(column * NOTE);
  names = take(column * NAME);
  nameUnits = take((<usize>nameRoom << 1) + 32);
  nameMask = (1 << (33 - clz<u32>(most))) - 1;
  nameSlots = take((<usize>nameMask + 1) << 2);
  return next;
}

/** Forgets what was in the room before it was laid out. */
export function clearRoom(): void {
  memory.fill(open, 0, (<usize>MOST_ELEMENTS + room) << 2);
}

/** Begins a page of so many units. */
export function startRoom(units: i32): void {
  isFull = false;
  length = units;
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

// @ts-ignore
@inline
export function setNumber(column: usize, at: i32, value: f64): void {
  store<f64>(column + ((<usize>at) << 3), value);
}

// @ts-ignore
@inline
export function numberAt(column: usize, at: i32): f64 {
  return load<f64>(column + ((<usize>at) << 3));
}
