import { createRequire } from "node:module";
import type { DecoderStream } from "iconv-lite";
import { GB18030 } from "./gb18030.ts";
import { decodeKernel, type PairTables, PIECE_BYTES } from "./kernel.ts";
import { RARE_NAMES, reportedName } from "./labels.ts";
import { forEachLine, isUtf8Line } from "./mixed.ts";
import { BIG5, decodeEucTw, KOREAN, type MultiByteDecoder } from "./multi-byte.ts";
import { HzDecoder, Iso2022Decoder, type StatefulDecoder } from "./seven-bit.ts";
import { singleByteTable } from "./single-byte.ts";
import { UnitBuffer } from "./units.ts";

/** Decodes a file piece by piece; the same text whatever the pieces. A byte order mark at the beginning goes. */
export interface Decoder {
  /** Text of the next bytes; a character cut off by the end waits for the next piece. */
  write(chunk: Uint8Array): string;
  /** The rest: U+FFFD for a cut-off character. */
  end(): string;
}

/** Encodings that Node's TextDecoder decodes as the WHATWG standard does. */
const BY_NODE: ReadonlySet<string> = new Set(["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-2022-jp"]);

/** Encodings that the kernel decodes. */
const PAIRS: ReadonlyMap<string, PairTables> = new Map([
  ["gb18030", GB18030],
  ["big5", BIG5],
  ["euc-kr", KOREAN],
]);

const NOTHING = new Uint8Array(0);

/**
 * @param name a name of `ENCODING_NAMES`, or `utf-8+NAME` for a file whose lines are in two encodings
 * @throws RangeError when there is no such encoding
 */
export function createDecoder(name: string): Decoder {
  const parts = name.split("+").map(reportedName);
  const other = parts.find((part) => part !== "utf-8") ?? "utf-8";
  return new MarkStripper(parts.length > 1 ? new LineDecoder(other) : createRawDecoder(other));
}

function createRawDecoder(name: string): Decoder {
  if (BY_NODE.has(name)) return new NodeDecoder(name);
  const pairs = PAIRS.get(name);
  if (pairs) return new PairDecoder(pairs);
  if (name === "euc-tw") return new PieceDecoder({ decode: decodeEucTw });
  if (name === "hz-gb-2312") return new PieceDecoder(new HzDecoder());
  if (name === "iso-2022-cn" || name === "iso-2022-kr") return new PieceDecoder(new Iso2022Decoder(name === "iso-2022-kr"));
  if (name === "utf-32le" || name === "utf-32be") return new PieceDecoder({ decode: decodeUtf32(name === "utf-32be") });
  if (RARE_NAMES.includes(name)) return new IconvDecoder(name);
  return new PieceDecoder({ decode: decodeSingleByte(name) });
}

/** Decodes line by line, each as UTF-8 or in the other encoding, whichever reads better. */
class LineDecoder implements Decoder {
  readonly #other: string;
  #rest: Uint8Array = NOTHING;

  constructor(other: string) {
    this.#other = other;
  }

  write(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#rest = bytes.slice(end);
    return this.#decodeLines(bytes.subarray(0, end));
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = NOTHING;
    return this.#decodeLines(rest);
  }

  #decodeLines(bytes: Uint8Array): string {
    const parts: string[] = [];
    let runStart = 0;
    let runName = "utf-8";
    const endRun = (end: number): void => {
      const decoder = createRawDecoder(runName);
      parts.push(decoder.write(bytes.subarray(runStart, end)), decoder.end());
      runStart = end;
    };
    decodeKernel().load(bytes);
    forEachLine(bytes, (start, end) => {
      const name = isUtf8Line(bytes, start, end, this.#other) ? "utf-8" : this.#other;
      if (name !== runName) endRun(start);
      runName = name;
      return false;
    });
    endRun(bytes.length);
    return parts.join("");
  }
}

/** Removes one U+FEFF at the beginning of the text. */
class MarkStripper implements Decoder {
  readonly #decoder: Decoder;
  #begun = false;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  write(chunk: Uint8Array): string {
    return this.#strip(this.#decoder.write(chunk));
  }

  end(): string {
    return this.#strip(this.#decoder.end());
  }

  #strip(text: string): string {
    if (this.#begun || text === "") return text;
    this.#begun = true;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
}

class NodeDecoder implements Decoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;

  constructor(name: string) {
    this.#decoder = new TextDecoder(name, { ignoreBOM: true });
  }

  write(chunk: Uint8Array): string {
    return this.#decoder.decode(chunk, { stream: true });
  }

  end(): string {
    return this.#decoder.decode();
  }
}

/** The encodings that only iconv-lite has. It is loaded when the first of them is asked for. */
class IconvDecoder implements Decoder {
  readonly #stream: DecoderStream;

  constructor(name: string) {
    const require = createRequire(import.meta.url);
    const iconv = require("iconv-lite") as typeof import("iconv-lite");
    this.#stream = iconv.getDecoder(name);
  }

  write(chunk: Uint8Array): string {
    return this.#stream.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)).toWellFormed();
  }

  end(): string {
    return (this.#stream.end() ?? "").toWellFormed();
  }
}

/** Keeps the bytes of a cut-off character for the next piece. */
class PairDecoder implements Decoder {
  readonly #tables: PairTables;
  #rest: Uint8Array = NOTHING;

  constructor(tables: PairTables) {
    this.#tables = tables;
  }

  write(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const kernel = decodeKernel();
    let text = "";
    let at = 0;
    while (at < bytes.length) {
      const piece = kernel.decode(bytes.length <= PIECE_BYTES ? bytes : bytes.subarray(at, at + PIECE_BYTES), false, this.#tables);
      text += piece.text;
      at += piece.used;
      if (piece.used === 0 || bytes.length <= PIECE_BYTES) break;
    }
    this.#rest = at === bytes.length ? NOTHING : bytes.slice(at);
    return text;
  }

  end(): string {
    if (this.#rest.length === 0) return "";
    const { text } = decodeKernel().decode(this.#rest, true, this.#tables);
    this.#rest = NOTHING;
    return text;
  }
}

/** The same in TypeScript. */
class PieceDecoder implements Decoder {
  readonly #decoder: StatefulDecoder;
  #rest: Uint8Array = NOTHING;

  constructor(decoder: StatefulDecoder) {
    this.#decoder = decoder;
  }

  write(chunk: Uint8Array): string {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const out = new UnitBuffer(bytes.length + 1);
    const used = this.#decoder.decode(bytes, false, out);
    this.#rest = bytes.slice(used);
    return out.take();
  }

  end(): string {
    const out = new UnitBuffer(this.#rest.length + 1);
    this.#decoder.decode(this.#rest, true, out);
    this.#rest = NOTHING;
    return out.take();
  }
}

const singleByteUnits = new Map<string, Uint16Array>();

function decodeSingleByte(name: string): MultiByteDecoder {
  const table = singleByteTable(name);
  const units =
    singleByteUnits.get(name) ?? Uint16Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : table.charCodeAt(byte - 128)));
  singleByteUnits.set(name, units);
  return (bytes, _final, out) => {
    out.pushFrom(bytes, units);
    return bytes.length;
  };
}

function decodeUtf32(bigEndian: boolean): MultiByteDecoder {
  return (bytes, final, out) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = bytes.length & ~3;
    for (let at = 0; at < end; at += 4) {
      const code = view.getUint32(at, !bigEndian);
      if (code === 0) out.push(0);
      else out.pushCode(code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0 : code);
    }
    if (final && end < bytes.length) out.push(0xfffd);
    return final ? bytes.length : end;
  };
}
