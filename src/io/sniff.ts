/** Bytes of a file's head that tell whether it is JSONL. */
export const HEAD_BYTES = 65_536;
const NAME = /\.(?:jsonl|ndjson)$/iu;
const TEXT_KEY = /"(?:text|html|bytes)"\s*:/u;
const OPENING_BRACE = 0x7b;
const LINE_FEED = 0x0a;

/**
 * Whether a file is JSONL: by its name, or because its first line is a JSON object with `text`, `html` or `bytes`.
 *
 * @param head the first `HEAD_BYTES` or more of the file, or all of it
 */
export function isJsonLines(path: string, head: Uint8Array): boolean {
  if (NAME.test(path)) return true;
  let start = 0;
  while (start < head.length && isBlankByte(head[start] as number)) start++;
  if (head[start] !== OPENING_BRACE) return false;
  const lineEnd = head.indexOf(LINE_FEED, start);
  const end = lineEnd < 0 ? head.length : lineEnd;
  const line = new TextDecoder().decode(head.subarray(start, Math.min(end, start + HEAD_BYTES)));
  if (!TEXT_KEY.test(line)) return false;
  // A first line that is longer than the head cannot be parsed: its key must do.
  if (end - start >= HEAD_BYTES || (lineEnd < 0 && head.length >= HEAD_BYTES)) return true;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** White space, or a byte of the UTF-8 byte order mark. */
function isBlankByte(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xef || byte === 0xbb || byte === 0xbf;
}
