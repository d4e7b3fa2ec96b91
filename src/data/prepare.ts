/** Typed arrays by name. */
export type Arrays = Readonly<Record<string, Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array>>;

/**
 * Computes arrays from tables. The bundle of the command line puts `prepared.ts` in the place of this module: there the build has
 * computed them already, since loops over 65,536 units cost a start more than reading their results.
 *
 * @param _name of the arrays, unlike all others
 * @param make pure: depends on nothing but files of the package and Node's own decoders
 */
export function prepareTables<T extends Arrays>(_name: string, make: () => T): T {
  return make();
}
