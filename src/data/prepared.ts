// Stands in for `prepare.ts` in the bundle of the command line (scripts/bundle.mjs): arrays that the build has computed are read.
import { openSync, readSync, writeFileSync } from "node:fs";
import type { Arrays } from "./prepare.ts";

const CONSTRUCTORS = { Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array };
type TypeName = keyof typeof CONSTRUCTORS;

/** Where a group of arrays stands, in bytes behind the index, and what is in it, one behind another. */
interface Group {
  readonly at: number;
  readonly size: number;
  readonly arrays: readonly (readonly [name: string, type: TypeName, length: number])[];
}

/** Of every array's first byte: each type may stand there. */
const ALIGNMENT = 4;
/** Bytes in front of the index, which hold its length. */
const HEAD_BYTES = 4;

/** Beside the bundle, named as the code cache in bin/program.js: Node's decoders are not the same in all versions. */
const FILE = new URL(`./${process.versions.v8}-${process.arch}.tables`, import.meta.url);

/** `start` = first byte behind the index. */
let file: { readonly descriptor: number; readonly start: number; readonly index: Readonly<Record<string, Group>> } | null | undefined;
const made = new Map<string, Arrays>();

/** Gives the arrays of that name from the file, or makes them where it lacks them. */
export function prepareTables<T extends Arrays>(name: string, make: () => T): T {
  if (file === undefined) file = openFile();
  const group = file?.index[name];
  const found = group === undefined || !file ? null : readGroup(file.descriptor, file.start, group);
  if (found !== null) return found as T;
  const arrays = make();
  made.set(name, arrays);
  return arrays;
}

function openFile(): typeof file {
  try {
    const descriptor = openSync(FILE, "r"); // stays open: there is more to read, hardly ever all
    const head = new Uint8Array(HEAD_BYTES);
    readSync(descriptor, head, 0, HEAD_BYTES, 0);
    const index = Buffer.alloc(new DataView(head.buffer).getUint32(0, true));
    readSync(descriptor, index, 0, index.length, HEAD_BYTES);
    return { descriptor, start: HEAD_BYTES + index.length, index: JSON.parse(index.toString()) as Record<string, Group> };
  } catch {
    return null;
  }
}

function readGroup(descriptor: number, origin: number, { at, size, arrays }: Group): Arrays | null {
  const bytes = new Uint8Array(size);
  if (readSync(descriptor, bytes, 0, size, origin + at) !== size) return null;
  const result: Record<string, Arrays[string]> = {};
  let start = 0;
  for (const [name, type, length] of arrays) {
    const array = new CONSTRUCTORS[type](bytes.buffer, start, length);
    result[name] = array;
    start += align(array.byteLength);
  }
  return result;
}

function align(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

/** Writes what was made in this process, for the processes that come: a step of the build. */
export function writePreparedTables(): void {
  const index: Record<string, Group> = {};
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const [name, group] of made) {
    const arrays = Object.entries(group).map(([key, array]) => [key, array.constructor.name as TypeName, array.length] as const);
    let size = 0;
    for (const array of Object.values(group)) {
      const padded = new Uint8Array(align(array.byteLength));
      padded.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      parts.push(padded);
      size += padded.length;
    }
    index[name] = { at, size, arrays };
    at += size;
  }
  const text = Buffer.from(JSON.stringify(index));
  const head = new Uint8Array(HEAD_BYTES);
  new DataView(head.buffer).setUint32(0, text.length, true);
  writeFileSync(FILE, Buffer.concat([head, text, ...parts]));
}
