/** A container that cannot be read on; what came before the damage has been given. `offset` in bytes of the file (compressed, where it is). */
export class DamagedInput extends Error {
  readonly offset: number | null;

  constructor(message: string, offset: number | null, options?: ErrorOptions) {
    super(message, options);
    this.offset = offset;
  }
}

/** Pieces of a file, in order. Each piece belongs to who receives it. */
export type Pieces = AsyncIterable<Uint8Array>;
