import { readFileSync } from "node:fs";

/**
 * Reads a table that the package ships: the only place that does. `src/data` is beside `src` and beside `dist` alike, so
 * nothing is copied by the build.
 *
 * @param name file name in `src/data`, such as `convert.bin`
 */
export function loadTable(name: string): Uint8Array {
  return readFileSync(new URL(`../../src/data/${name}`, import.meta.url));
}
