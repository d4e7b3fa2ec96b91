import { writeUnits } from "./utf16.ts";
// Texts as UTF-16 units in one array: a loop over an array takes half of the time that one over strings takes, a third where the
// strings are parts of another one, as lines of a document are.

/** Texts one behind another, a line feed behind each but the last, a zero behind all. */
export interface Layout {
  /** Valid up to the next {@link layOut}: all share one buffer. */
  readonly units: Uint16Array;
  /** Where each text begins, and behind them where the next one would. */
  readonly starts: Int32Array;
}

interface Texts {
  readonly length: number;
  readonly [index: number]: { readonly text: string };
}

const FIRST_UNITS = 65_536;
const FIRST_TEXTS = 1_024;
/** More is given back at the next document. */
const KEPT_UNITS = 1 << 20;

let units = new Uint16Array(FIRST_UNITS);
let bytes = Buffer.from(units.buffer);
let starts = new Int32Array(FIRST_TEXTS);

export function layOut(texts: Texts): Layout {
  const parts: string[] = [];
  if (starts.length <= texts.length) starts = new Int32Array(texts.length * 2);
  let length = 0;
  for (let i = 0; i < texts.length; i++) {
    const { text } = texts[i] as Texts[number];
    parts.push(text);
    starts[i] = length;
    length += text.length + 1;
  }
  starts[texts.length] = length;
  reserve(length);
  writeUnits(bytes, parts.join("\n"), 0);
  units[length - 1] = 0;
  return { units, starts };
}

function reserve(length: number): void {
  if (length <= units.length && units.length <= KEPT_UNITS) return;
  units = new Uint16Array(Math.max(FIRST_UNITS, length));
  bytes = Buffer.from(units.buffer);
}
