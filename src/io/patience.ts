/** Complete lines, or a lone batch, wait no longer than this for more to come. Long enough for a fast writer, short enough for a person. */
export const PATIENCE_MS = 50;

/** Reads an iterator, waiting no longer than it is told; what comes later is not lost. */
export class PatientReader<T> {
  readonly #iterator: AsyncIterator<T>;
  #pending: Promise<IteratorResult<T>> | null = null;

  constructor(source: AsyncIterable<T>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The next item, however long it takes. */
  async next(): Promise<IteratorResult<T>> {
    this.#pending ??= this.#iterator.next();
    try {
      return await this.#pending;
    } finally {
      this.#pending = null;
    }
  }

  /** The next item, or null when it is not there in time; the next call goes on waiting for it. */
  async nextWithin(milliseconds: number): Promise<IteratorResult<T> | null> {
    this.#pending ??= this.#iterator.next();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((settle) => {
      timer = setTimeout(() => settle(null), Math.max(0, milliseconds));
    });
    try {
      const first = await Promise.race([this.#pending, late]);
      if (first !== null) this.#pending = null;
      return first;
    } catch (error) {
      this.#pending = null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tells the source that no more is wanted. Waits for it, unless it is still busy with the next item (it may never come). */
  async close(): Promise<void> {
    const closed = this.#iterator.return?.();
    if (this.#pending === null) await closed;
  }
}
