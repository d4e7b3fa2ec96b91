import { noteUnits } from "../../text/notes.ts";
import { mayBeginCue } from "./cues.ts";
import { CUE, classOf, NOTED, STOP } from "./units.ts";

/** Little, since what is allocated early brings the first full collection of garbage forward. */
const FIRST_ROOM = 4_096;
/** More is given back at the next document. */
const KEPT_ROOM = 1 << 20;

/** Offsets in the order of the text, in an array that is used again. */
export class Places {
  offsets: Int32Array = new Int32Array(FIRST_ROOM);
  count = 0;

  /** Forgets all, and makes room. */
  clear(most: number): void {
    this.count = 0;
    if (this.offsets.length < most || this.offsets.length > KEPT_ROOM) this.offsets = new Int32Array(Math.max(FIRST_ROOM, most));
  }
}

/** The places of a text that matter, found in one scan. */
export class Scan {
  /** The text, and a 0 behind it; as all of this valid until the next one is read. */
  units: Uint16Array = new Uint16Array(1);
  /** Quotation marks. */
  readonly marks: Places = new Places();
  /** 。！？ */
  readonly stops: Places = new Places();
  /** Where a cue may begin. */
  readonly begins: Places = new Places();

  read(text: string): void {
    const { units, offsets, count } = noteUnits(text, NOTED);
    this.units = units;
    for (const places of [this.marks, this.stops, this.begins]) places.clear(count);
    const marks = this.marks.offsets;
    const stops = this.stops.offsets;
    const begins = this.begins.offsets;
    let mark = 0;
    let stop = 0;
    let begin = 0;
    for (let i = 0; i < count; i++) {
      const at = offsets[i] as number;
      const unit = units[at] as number;
      const kind = classOf(unit);
      if ((kind & CUE) !== 0) {
        begins[begin] = at;
        begin += mayBeginCue(unit, units[at + 1] as number);
      } else if ((kind & STOP) !== 0) stops[stop++] = at;
      else marks[mark++] = at;
    }
    this.marks.count = mark;
    this.stops.count = stop;
    this.begins.count = begin;
  }
}
