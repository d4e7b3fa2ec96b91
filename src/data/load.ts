import { readFileSync } from "node:fs";

/** The package's root: two folders up from `src/data`, `dist/data` and `dist/bundle` alike, so nothing is copied by the build. */
const ROOT = new URL("../../", import.meta.url);

/**
 * Reads a file that the package ships. The single-file bundle puts another module in the place of this one (`scripts/single-file.mjs`).
 *
 * @param path from the package's root, such as `schema.json`
 */
export function readPackageFile(path: string): Uint8Array {
  return readFileSync(new URL(path, ROOT));
}

/**
 * Reads a table; the only way to one.
 *
 * @param name file name in `src/data`, such as `convert.bin`
 */
export function loadTable(name: string): Uint8Array {
  return readPackageFile(`src/data/${name}`);
}
