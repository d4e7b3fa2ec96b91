import { createPlan } from "../pipeline/plan.ts";
import { runPlan } from "../pipeline/run.ts";
import { STAGES } from "../stages/index.ts";
import type { Batch, RunSettings } from "./batches.ts";
import type { Pieces } from "./readers/damaged.ts";

/** A larger plain-text file is cut at line breaks into records (DESIGN.md §2), of about this many bytes each. */
export const HUGE_BYTES = 67_108_864;
const PIECE_BYTES = 1_048_576;

/** A piece of a huge text, and the byte of the file that it begins at. */
export interface HugePiece {
  readonly offset: number;
  readonly batch: Batch;
}

/** Encodings that only the head of a file tells: of two or four bytes, without a mark further on, or with escapes. */
const TOLD_BY_HEAD = /^(?:utf-16|utf-32|hz-|iso-2022-)/u;

/**
 * Cuts text at line breaks into records `path#n`. Each piece is detected by itself, since a head in plain ASCII says nothing of what
 * follows; encodings that only the head tells hold for all.
 */
export async function* splitHugeText(path: string, pieces: Pieces, encoding: string): AsyncGenerator<HugePiece> {
  const unit = encoding.startsWith("utf-16") ? 2 : encoding.startsWith("utf-32") ? 4 : 1;
  const inherited = TOLD_BY_HEAD.test(encoding) ? encoding : null;
  let pending: Uint8Array[] = [];
  let size = 0;
  let wanted = PIECE_BYTES;
  let record = 0;
  let offset = 0;
  const toPiece = (bytes: Uint8Array): HugePiece => {
    const piece = { offset, batch: { kind: "document", id: `${path}#${record}`, path, record, bytes, encoding: inherited } } as const;
    record++;
    offset += bytes.length;
    return piece;
  };
  for await (const piece of pieces) {
    pending.push(piece);
    size += piece.length;
    if (size < wanted) continue;
    const bytes = Buffer.concat(pending);
    const cut = lastLineBreak(bytes, unit, encoding.endsWith("be")) || (size >= HUGE_BYTES ? size - (size % unit) : 0);
    pending = [bytes.subarray(cut)];
    size -= cut;
    wanted = cut > 0 ? PIECE_BYTES : size * 2; // a line longer than a piece is looked at again when it has doubled
    if (cut > 0) yield toPiece(new Uint8Array(bytes.subarray(0, cut)));
  }
  if (size > 0) yield toPiece(new Uint8Array(Buffer.concat(pending)));
}

/** The encoding of a file, as the decode stage finds it on the head; null when the head holds no text. */
export async function encodingOf(head: Uint8Array, { encoding, encodingHint }: RunSettings): Promise<string | null> {
  const plan = await createPlan(STAGES, { stages: ["decode"] });
  const encodingHints = { forced: encoding ?? undefined, declared: encodingHint ?? undefined };
  const { record, reason } = runPlan(plan, { id: "head", bytes: head, encodingHints }, false);
  return reason === null ? (record.metadata.encoding ?? "utf-8") : null;
}

/** Offset behind the last line feed that stands on a code unit of `unit` bytes; 0 when there is none. */
function lastLineBreak(bytes: Buffer, unit: number, isBigEndian: boolean): number {
  const place = isBigEndian ? unit - 1 : 0;
  for (let at = bytes.lastIndexOf(0x0a); at > 0; at = bytes.lastIndexOf(0x0a, at - 1)) {
    if (unit === 1) return at + 1;
    const start = at - place;
    const isAligned = start >= 0 && start % unit === 0 && start + unit <= bytes.length;
    if (isAligned && bytes.subarray(start, start + unit).every((byte, index) => index === place || byte === 0)) return start + unit;
  }
  return 0;
}
