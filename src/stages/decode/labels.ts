/** Names that `--encoding` takes. */
export const ENCODING_NAMES: readonly string[] = ["utf-8", "gbk", "gb2312", "gb18030", "big5"];

/** The encoding that a label stands for, or null. */
export function resolveEncodingLabel(label: string): string | null {
  return ENCODING_NAMES.includes(label.toLowerCase()) ? label.toLowerCase() : null;
}
