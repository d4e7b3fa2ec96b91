import { layOut } from "../../text/layout.ts";
import { mayBeginCue } from "./cues.ts";
import { CUE, classOf, noteUnits, type Source, STOP } from "./units.ts";

/** Little, since what is allocated early brings the first full collection of garbage forward. */
const FIRST_ROOM = 4_096;
/** More is given back at the next document. */
const KEPT_ROOM = 1 << 20;
let noted = new Int32Array(FIRST_ROOM);

/** Reads a text; what comes back holds until the next one is laid out. */
export function readSource(text: string): Source {
  const units = layOut([{ text }]).units.subarray(0, text.length);
  if (units.length >= noted.length || noted.length > KEPT_ROOM) noted = new Int32Array(Math.max(FIRST_ROOM, units.length * 2));
  const count = noteUnits(units, noted);
  const marks: number[] = [];
  const stops: number[] = [];
  const begins: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = noted[i] as number;
    const unit = units[at] as number;
    const kind = classOf(unit);
    if ((kind & CUE) !== 0) {
      if (mayBeginCue(unit, at + 1 < units.length ? (units[at + 1] as number) : 0)) begins.push(at);
    } else if ((kind & STOP) !== 0) stops.push(at);
    else marks.push(at);
  }
  return { text, units, marks, stops, begins };
}
