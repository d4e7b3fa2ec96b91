// The places of a text that a stage stops at, found in one pass over its units that has no branches: what is noted comes in no order
// that a processor could foresee, and all between is passed over for good.

/** What a pass found. Valid until the next one. */
export interface Notes {
  /** The text, and a 0 behind it. */
  readonly units: Uint16Array;
  /** Where units of the class stand, in order, and behind them the length of the text. */
  readonly offsets: Int32Array;
  readonly count: number;
}

/** Texts up to this length (UTF-16 units) share two arrays that never change, of which V8 takes address and length as known: half the time. */
const ROOM = 16_384;
const UNITS = new Uint16Array(ROOM);
const BYTES = Buffer.from(UNITS.buffer);
const OFFSETS = new Int32Array(ROOM);
/** For each unit a bit for each class: one table, so that the stages keep the same lines of it in the processor's caches. */
const CLASSES = new Uint8Array(0x10000);
const MOST_CLASSES = 8;
let classes = 0;

/** A class of units to be noted. */
export class NoteClass {
  readonly shift: number;

  constructor(units = "") {
    if (classes === MOST_CLASSES) throw new RangeError(`more than ${MOST_CLASSES} classes of units to note`);
    this.shift = classes++;
    for (let i = 0; i < units.length; i++) this.add(units.charCodeAt(i));
  }

  add(unit: number): void {
    CLASSES[unit] = (CLASSES[unit] as number) | (1 << this.shift);
  }
}

/** Notes the units of a class. */
export function noteUnits(text: string, { shift }: NoteClass): Notes {
  if (text.length >= ROOM) return noteMany(text, shift);
  BYTES.write(text, "utf16le");
  UNITS[text.length] = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    OFFSETS[count] = i;
    count += ((CLASSES[UNITS[i] as number] as number) >> shift) & 1;
  }
  OFFSETS[count] = text.length;
  return { units: UNITS, offsets: OFFSETS, count };
}

function noteMany(text: string, shift: number): Notes {
  const units = new Uint16Array(text.length + 1);
  const offsets = new Int32Array(text.length + 1);
  Buffer.from(units.buffer).write(text, "utf16le");
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[count] = i;
    count += ((CLASSES[units[i] as number] as number) >> shift) & 1;
  }
  offsets[count] = text.length;
  return { units, offsets, count };
}
