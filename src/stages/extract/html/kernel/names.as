// Names of elements and attributes as numbers: up to ten ASCII letters and digits, six bits each.
import { ELEMENT_BYTES, TABLE_BITS, attributeNames, elementNames, elements, unitAt } from "./memory";

/** As ../tags.ts has them. */
export const BLOCK_KIND: u32 = 1;
export const SKIPPED: u32 = 2;
export const LINK: u32 = 3;
export const BOLD: u32 = 4;
export const LINE_BREAK: u32 = 5;
export const RULE: u32 = 6;
export const META: u32 = 8;
export const TIME: u32 = 9;

/** What else is asked of an element (../kernel.ts). */
export const RAW_TEXT: u32 = 1;
export const PLAIN_TEXT: u32 = 2;
export const TITLE: u32 = 4;
export const RUBY: u32 = 8;
export const RUBY_TEXT: u32 = 16;
export const SCRIPT: u32 = 32;
export const STYLE: u32 = 64;
export const LINK_ELEMENT: u32 = 128;

const LONGEST = 10;
const MIX: u64 = 0x9e3779b97f4a7c15;

/** Six bits for a letter, in either case, or a digit; 0 for all else. */
// @ts-ignore
@inline
function codeOf(unit: u32): u64 {
  const letter = (unit | 0x20) - 0x61;
  if (letter < 26) return letter + 1;
  const digit = unit - 0x30;
  return digit < 10 ? digit + 27 : 0;
}

/** 0 for a name that is longer or has other characters. */
export function packName(start: i32, end: i32): u64 {
  if (end - start > LONGEST) return 0;
  let packed: u64 = 0;
  for (let at = start; at < end; at++) {
    const code = codeOf(unitAt(at));
    if (code == 0) return 0;
    packed = (packed << 6) | code;
  }
  return packed;
}

function slotOf(table: usize, packed: u64): usize {
  let slot = (packed * MIX) >> (64 - TABLE_BITS);
  let at = table + <usize>(slot << 4);
  while (load<u64>(at) != packed && load<u64>(at) != 0) {
    slot = (slot + 1) & ((1 << TABLE_BITS) - 1);
    at = table + <usize>(slot << 4);
  }
  return at;
}

function lookUp(table: usize, packed: u64): u32 {
  if (packed == 0) return 0;
  const at = slotOf(table, packed);
  return load<u64>(at) == packed ? load<u32>(at, 8) : 0;
}

/** The number of an element, 0 for an unknown one. */
export function elementOf(start: i32, end: i32): u32 {
  return lookUp(elementNames, packName(start, end));
}

export function attributeOf(start: i32, end: i32): u32 {
  return lookUp(attributeNames, packName(start, end));
}

function enter(table: usize, packed: u64, value: u32): void {
  const at = slotOf(table, packed);
  store<u64>(at, packed);
  store<u32>(at, value, 8);
}

/**
 * @param closes bits of the tags that cannot stay open when one of these opens inside them
 * @param flags of its nodes
 */
export function setElement(element: u32, packed: u64, kind: u32, tag: u32, traits: u32, closes: u64, flags: i32): void {
  enter(elementNames, packed, element);
  const at = elements + <usize>element * ELEMENT_BYTES;
  store<u64>(at, closes);
  store<u32>(at, (traits << 16) | (tag << 8) | kind, 8);
  store<i32>(at, flags, 12);
}

export function setAttribute(attribute: u32, packed: u64): void {
  enter(attributeNames, packed, attribute);
}

/** Set of the packed name of a character reference, which is among those of attributes. */
const IS_REFERENCE: u64 = 1 << 63;

/** @param character a UTF-16 unit */
export function setReference(character: u32, packed: u64): void {
  enter(attributeNames, packed | IS_REFERENCE, character);
}

/** What a name of small letters stands for as a reference, 0 for an unknown one. @param name UTF-16 */
export function referenceOf(name: usize, length: i32): u32 {
  let packed: u64 = 0;
  for (let at = 0; at < length; at++) packed = (packed << 6) | codeOf(load<u16>(name + ((<usize>at) << 1)));
  return lookUp(attributeNames, packed | IS_REFERENCE);
}

// @ts-ignore
@inline
export function kindOf(element: u32): u32 {
  return load<u8>(elements + <usize>element * ELEMENT_BYTES, 8);
}

// @ts-ignore
@inline
export function tagOf(element: u32): u32 {
  return load<u8>(elements + <usize>element * ELEMENT_BYTES, 9);
}

// @ts-ignore
@inline
export function traitsOf(element: u32): u32 {
  return load<u16>(elements + <usize>element * ELEMENT_BYTES, 10);
}

// @ts-ignore
@inline
export function closesOf(element: u32): u64 {
  return load<u64>(elements + <usize>element * ELEMENT_BYTES);
}

// @ts-ignore
@inline
export function flagsOfElement(element: u32): i32 {
  return load<i32>(elements + <usize>element * ELEMENT_BYTES, 12);
}
