// Seven-bit encodings: HZ and ISO 2022 name themselves by their escape sequences.
import { type CjkLanguage, loadModels } from "./models.ts";
import { scoreCodePoints } from "./scores.ts";
import { readPairs } from "./tables.ts";

const ESCAPE = 0x1b;
const TILDE = 0x7e;
const OPEN = 0x7b;
const CLOSE = 0x7d;

let gb2312: Uint16Array | undefined;

/** GB 2312 by `(row + 0xA0) << 8 | cell + 0xA0`, as GBK reads it. */
export function gb2312Table(): Uint16Array {
  gb2312 ??= readPairs("gbk", [0xa1, 0xf7], [0xa1, 0xfe]);
  return gb2312;
}

/**
 * The seven-bit encoding of ASCII bytes, or null.
 *
 * @param end how many of the bytes are looked at
 */
export function detectEscapes(bytes: Uint8Array, end: number): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end, bytes.length));
  if (head.indexOf(ESCAPE) >= 0) {
    const name = detectIso2022(head);
    if (name !== null) return name;
  }
  return head.indexOf("~{") >= 0 && isHz(head) ? "hz-gb-2312" : null;
}

/** By the first designation of a set: ECMA-35, RFC 1468 (JP), 1557 (KR), 1922 (CN). */
function detectIso2022(bytes: Buffer): string | null {
  for (let at = bytes.indexOf(ESCAPE); at >= 0; at = bytes.indexOf(ESCAPE, at + 1)) {
    const name = DESIGNATIONS[bytes.toString("latin1", at + 1, at + 4)] ?? DESIGNATIONS[bytes.toString("latin1", at + 1, at + 3)];
    if (name !== undefined) return name;
  }
  return null;
}

const DESIGNATIONS: Readonly<Record<string, string>> = {
  "$@": "iso-2022-jp",
  $B: "iso-2022-jp",
  "$(D": "iso-2022-jp",
  "(J": "iso-2022-jp",
  "(I": "iso-2022-jp",
  "$)A": "iso-2022-cn",
  "$)E": "iso-2022-cn",
  "$)G": "iso-2022-cn",
  "$*H": "iso-2022-cn",
  "$+I": "iso-2022-cn",
  "$)C": "iso-2022-kr",
};

/** Whether what stands between `~{` and `~}` (RFC 1843) reads better as Chinese than as ASCII. */
function isHz(bytes: Buffer): boolean {
  const { ascii, cjk } = loadModels();
  const codes = new Int32Array(bytes.length);
  const plain = new Int32Array(bytes.length);
  let count = 0;
  let length = 0;
  for (let at = bytes.indexOf("~{"); at >= 0; at = bytes.indexOf("~{", at)) {
    at += 2;
    while (at + 1 < bytes.length) {
      const first = bytes[at] as number;
      if (first === 0x0a || (first === TILDE && bytes[at + 1] === CLOSE)) break;
      codes[count++] = gb2312Table()[((first | 0x80) << 8) | (bytes[at + 1] as number) | 0x80] || -1;
      plain[length++] = first;
      plain[length++] = bytes[at + 1] as number;
      at += 2;
      if (first === OPEN) break;
    }
  }
  if (count === 0) return false;
  return scoreCodePoints(codes, count, cjk[0] as CjkLanguage, ascii) < scoreCodePoints(plain, length, cjk[0] as CjkLanguage, ascii);
}
