// The inner loop of the tagger in WebAssembly (kernel/weigh.as), and the memory that it shares with TypeScript.
import { KERNEL_CODE } from "./kernel-code.ts";
import { LABELS } from "./labels.ts";

/** What is used of the global object that Node and browsers have. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** Bits of a hash that choose a bucket of the index. The kernel is compiled for it, and for the size of a bucket. */
export const BUCKET_BITS = 16;
/** Places of a bucket. */
export const BUCKET_SIZE = 8;
/** Weights of a row and emissions of a token: all labels but "outside", whose weight is always 0. */
export const ROW: number = LABELS - 1;

const PAGE = 65536;
const ALIGNED = 64;

/** Memory and code of one tagger; not shared between workers. */
export class Kernel {
  /** Features of the tokens, `templates` each: written by the caller. */
  readonly hashes: Uint32Array;
  /** The tokens to do: written by the caller. */
  readonly chosen: Int32Array;
  /** ROW sums a token. */
  readonly emissions: Int16Array;
  /** Checks of the features, BUCKET_SIZE a bucket, 0 where there is none. */
  readonly index: Uint16Array;
  /** ROW weights a feature; see `rowOf`. */
  readonly rows: Int8Array;
  /** Room for the lists that `fill` takes, one behind another. */
  readonly lists: Uint8Array;
  /** Fills `rows` from `lists`: the number of weights of each row, all labels, all weights (i8). */
  readonly fill: () => void;
  /** Adds up the weights of the features of the first `count` of the chosen tokens. */
  readonly weigh: (count: number) => void;

  /**
   * @param capacity tokens
   * @param templates features of a token
   * @param weights weights of all features
   */
  constructor(capacity: number, templates: number, weights: number) {
    let end = 0;
    const place = (bytes: number): number => {
      const at = end;
      end = Math.ceil((at + bytes) / ALIGNED) * ALIGNED;
      return at;
    };
    const none = place(ROW);
    const hashes = place(4 * capacity * templates);
    const chosen = place(4 * capacity);
    const emissions = place(2 * capacity * ROW);
    const index = place(2 * PLACES);
    const rows = place(PLACES * ROW);
    const lists = place(PLACES + 2 * weights);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
    this.hashes = new Uint32Array(memory.buffer, hashes, capacity * templates);
    this.chosen = new Int32Array(memory.buffer, chosen, capacity);
    this.emissions = new Int16Array(memory.buffer, emissions, capacity * ROW);
    this.index = new Uint16Array(memory.buffer, index, PLACES);
    this.rows = new Int8Array(memory.buffer, rows, PLACES * ROW);
    this.lists = new Uint8Array(memory.buffer, lists, PLACES + 2 * weights);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(KERNEL_CODE, "base64")), { env: { memory } });
    const weigh = exports["weigh"] as (...addresses: number[]) => void;
    const fill = exports["fill"] as (...addresses: number[]) => void;
    this.weigh = (count) => weigh(hashes, templates, chosen, count, index, rows, none, emissions);
    this.fill = () => fill(lists, lists + PLACES, lists + PLACES + weights, rows, PLACES);
  }
}

/** Places of all buckets. */
export const PLACES: number = BUCKET_SIZE * 2 ** BUCKET_BITS;

/** Bucket of a hash. */
export function bucketOf(hash: number): number {
  return hash >>> (32 - BUCKET_BITS);
}

/** What tells the features of a bucket apart: 16 of the other bits of the hash, never 0. */
export function checkOf(hash: number): number {
  return (hash << BUCKET_BITS) >>> 16 || 1;
}

/** Number of the row of a feature: the first places of all buckets come first. */
export function rowOf(bucket: number, place: number): number {
  return place * 2 ** BUCKET_BITS + bucket;
}
