import type { Format } from "../pipeline/document.ts";
import type { PlanSettings } from "../pipeline/plan.ts";
import type { EmitKind } from "../pipeline/record.ts";
import type { RunStats } from "./stats.ts";

/** What a worker needs to know to process batches; plain data, so that it can be posted. */
export interface RunSettings {
  readonly plan: PlanSettings;
  /** What files or records hold. */
  readonly from: "auto" | "jsonl" | "warc" | "parquet" | "feed" | Format;
  /** Column of a Parquet file that holds the document; null = `text` or `html`. */
  readonly column: string | null;
  /** Forced encoding, and a weak prior. */
  readonly encoding: string | null;
  readonly encodingHint: string | null;
  readonly emit: EmitKind;
  /** Whether rejects and trace lines are wanted: they cost time. */
  readonly rejects: boolean;
  readonly trace: boolean;
  /** Whether the inputs' hashes are wanted, for the record of a part. */
  readonly digests: boolean;
}

/** A file that was read to its end. */
export interface InputDigest {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A piece of work: whole small files, a stretch of a container, or one document (stdin, a piece of a huge text file). */
export type Batch =
  | {
      readonly kind: "files";
      readonly paths: readonly string[];
      /** Bytes of each file in `bytes`, one behind another; -1 for one that the worker has to read. */
      readonly sizes: readonly number[];
      readonly bytes: Uint8Array;
    }
  /** Inputs that could not be read, or not to their end: they are counted and listed. */
  | { readonly kind: "failed"; readonly reason: "read:missing" | "read:damaged" | "read:unreadable"; readonly failures: readonly Failure[] }
  | {
      readonly kind: "lines";
      readonly path: string;
      /** 0-based place of the first record in its container. */
      readonly record: number;
      /** 1-based number of the first line. */
      readonly line: number;
      /** Whole lines. */
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: "document";
      readonly id: string;
      readonly path: string;
      readonly record: number;
      readonly bytes: Uint8Array;
      /** Found on the whole file; null when the piece is the whole. */
      readonly encoding: string | null;
    };

/** What happened to an input that could not be used as it is, in words for people. */
export interface Failure {
  readonly path: string;
  /** 1-based line in a container, else null. */
  readonly line: number | null;
  readonly message: string;
  /** A failure makes the input count as failed; a remark does not. */
  readonly level: "failure" | "remark";
}

/** What a batch became: bytes ready to be written, in order. */
export interface BatchResult {
  readonly records: Uint8Array;
  readonly rejects: Uint8Array;
  readonly trace: Uint8Array;
  readonly failures: readonly Failure[];
  readonly stats: RunStats;
  /** Files that were read whole in this batch, when `digests` asks for them. */
  readonly inputs: readonly InputDigest[];
  /** Bytes of input, for the progress line. */
  readonly bytes: number;
}
