/** A file of the package, by its path from the package's root. Two folders below it: so stand `src/io`, `dist/io` and `dist/bundle`. */
export function ownFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}
