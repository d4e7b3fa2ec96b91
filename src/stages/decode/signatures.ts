// Files that hold no text.

/** First bytes of formats that are not text, in Latin-1. Sources: the formats' specifications, file(1). */
const SIGNATURES: readonly string[] = [
  "\x89PNG\r\n\x1a\n",
  "PK\x03\x04",
  "PK\x05\x06",
  "\x1f\x8b",
  "%PDF-",
  "\xff\xd8\xff",
  "GIF87a",
  "GIF89a",
  "\x7fELF",
  "\xcf\xfa\xed\xfe",
  "\xca\xfe\xba\xbe",
  "7z\xbc\xaf\x27\x1c",
  "Rar!\x1a\x07",
  "\xfd7zXZ\x00",
  "\x28\xb5\x2f\xfd",
  "BZh91AY&SY",
  "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
  "SQLite format 3\x00",
  "OggS\x00",
  "fLaC\x00",
  "\x00asm",
  "wOFF\x00",
  "wOF2\x00",
  "\x00\x01\x00\x00\x00",
  "PAR1\x15",
  "Obj\x01",
  "\x1aE\xdf\xa3",
  "II*\x00",
  "MM\x00*",
  "\x00\x00\x01\x00",
  "FLV\x01",
  "!<arch>\n",
  "\xde\x12\x04\x95",
  "\x95\x04\x12\xde",
];
const RIFF = "RIFF";
const RIFF_KINDS: ReadonlySet<string> = new Set(["WAVE", "WEBP", "AVI "]);
/** 1 for the bytes that signatures begin with. */
const FIRST_BYTES = new Uint8Array(256);
for (const signature of [...SIGNATURES, RIFF]) FIRST_BYTES[signature.charCodeAt(0)] = 1;

/** The header of a tar archive, which begins with a file name. */
const TAR = "ustar";
const TAR_OFFSET = 257;

/** Whether the bytes begin like an image, an archive, a program … */
export function isKnownBinary(bytes: Uint8Array): boolean {
  if (bytes[TAR_OFFSET] === 0x75 && Buffer.from(bytes.subarray(TAR_OFFSET, TAR_OFFSET + TAR.length)).toString("latin1") === TAR)
    return bytes.includes(0);
  if (FIRST_BYTES[bytes[0] as number] !== 1) return false;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString("latin1");
  if (head.startsWith(RIFF)) return RIFF_KINDS.has(head.slice(8, 12));
  return SIGNATURES.some((signature) => head.startsWith(signature));
}

/** Control characters in a piece of a file, counted by the kernel. */
export interface Controls {
  /** Zero bytes: padding and damage leave them in text too. */
  readonly zeros: number;
  /** The rest, without tab, line ends, form feed, escape and backspace. */
  readonly others: number;
}
