// Makes the tables of the kernel from the files ../lexicon.ts and ../model.ts describe.
import { ROW_SHIFT, SEARCHED, beginnings, classMask, classes, rows, slotBits, slots } from "./memory";
import { P1 } from "./words";

let deltaAt: usize = 0;
let delta: u32 = 0;

/** The next number of a list of differences in base 128, low digits first. */
// @ts-ignore
@inline
function nextNumber(): u32 {
  let byte: u32 = load<u8>(deltaAt++);
  let difference = byte & 0x7f;
  for (let shift: u32 = 7; byte >= 0x80; shift += 7) {
    byte = load<u8>(deltaAt++);
    difference |= (byte & 0x7f) << shift;
  }
  delta += difference;
  return delta;
}

/** Slots and beginnings of words: see ./memory.as. */
function fillWords(bytes: usize): usize {
  const count = load<u32>(bytes);
  const mask: u32 = (1 << slotBits) - 1;
  let value: usize = bytes + 12 + load<u32>(bytes, 8);
  deltaAt = bytes + 12;
  delta = 0;
  for (let i: u32 = 0; i < count; i++, value += 2) {
    const hash = nextNumber();
    let slot = hash >>> (32 - slotBits);
    while (load<u32>(slots + ((<usize>slot) << 2)) != 0) slot = (slot + 1) & mask;
    store<u32>(slots + ((<usize>slot) << 2), (hash << 16) | load<u16>(value));
    const bit = hash >>> 12;
    const word: usize = beginnings + ((bit >>> 5) << 2);
    store<u32>(word, load<u32>(word) | (1 << (bit & 31)));
  }
  for (let slot: u32 = mask + 1; slot <= mask + SEARCHED; slot++) {
    store<u32>(slots + ((<usize>slot) << 2), load<u32>(slots + ((<usize>(slot & mask)) << 2)));
  }
  return value;
}

function fillClasses(bytes: usize): void {
  const count = load<u32>(bytes);
  let value: usize = bytes + 12 + load<u32>(bytes, 8);
  deltaAt = bytes + 12;
  delta = 0;
  for (let i: u32 = 0; i < count; i++, value++) {
    const product = nextNumber() * P1;
    let slot = (product >>> 8) & classMask;
    while (load<u32>(classes + ((<usize>slot) << 2)) != 0) slot = (slot + 1) & classMask;
    store<u32>(classes + ((<usize>slot) << 2), (product & 0xffff0000) | ((product & 0xff) << 8) | load<u8>(value));
  }
}

/** Reads the words of a lexicon and their classes, where it has some. */
export function fillLexicon(bytes: usize, length: usize): void {
  const characters = fillWords(bytes);
  const classed = characters + 4 + 5 * load<u32>(characters);
  if (classed < bytes + length) fillClasses(classed);
}

/** Place in a row of a label above 0: the bytes of two states by turns (see `addRows`). */
// @ts-ignore
@inline
function placeOf(label: u32): usize {
  const state = (label - 1) & 3;
  return ((state >>> 1) << 4) | (((label - 1) >>> 2) << 1) | (state & 1);
}

/**
 * Fills the rows from lists of weights, and takes the weight of "outside" from the others, so that it is always 0. Then every other byte, from
 * the first on, has its sign turned.
 *
 * @param counts u8, number of weights of each row
 * @param labels u8, row by row in rising order, "outside" (0) first where it has a weight
 * @param weights i8, likewise
 */
export function fillRows(counts: usize, labels: usize, weights: usize, places: usize): void {
  let weight: usize = 0;
  for (let place: usize = 0; place < places; place++) {
    const row: usize = rows + (place << ROW_SHIFT);
    const end: usize = weight + load<u8>(counts + place);
    let outside: i32 = 0;
    if (weight < end && load<u8>(labels + weight) == 0) {
      outside = load<i8>(weights + weight);
      weight++;
      const all = i8x16.splat(<i8>-outside);
      v128.store(row, all);
      v128.store(row, all, 16);
    }
    for (; weight < end; weight++) {
      const value: i32 = <i32>load<i8>(weights + weight) - outside;
      store<i8>(row + placeOf(load<u8>(labels + weight)), value > 127 ? 127 : value < -127 ? -127 : value);
    }
    const bias = i16x8.splat(0x80);
    v128.store(row, v128.xor(v128.load(row), bias));
    v128.store(row, v128.xor(v128.load(row, 16), bias), 16);
  }
}
