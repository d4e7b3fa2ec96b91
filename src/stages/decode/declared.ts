import { reportedName, resolveEncodingLabel } from "./labels.ts";

/** How far a declaration is looked for: the WHATWG prescan reads 1024 bytes, pages with long comments need more. Bytes. */
const PRESCAN = 4096;
const XML_PROLOG = /^\s{0,64}<\?xml[^>]{1,200}?encoding\s{0,8}=\s{0,8}["']([A-Za-z0-9._:+-]{2,40})["']/u;
const META_CHARSET = /<meta\s[^>]{0,400}?charset\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9._:+-]{2,40})/iu;
const CSS_CHARSET = /^@charset "([A-Za-z0-9._:+-]{2,40})"/u;

/**
 * The encoding that the file itself declares (`<meta charset>`, `<meta http-equiv>`, XML prolog), as `metadata.encoding` would name it;
 * null when it declares none or an unknown one. Declared UTF-16 and UTF-32 mean UTF-8, as in HTML: the declaration was readable as ASCII.
 */
export function findDeclaration(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN));
  if (head.indexOf("<") < 0 && head[0] !== 0x40) return null;
  const text = head.toString("latin1");
  const label = XML_PROLOG.exec(text)?.[1] ?? META_CHARSET.exec(text)?.[1] ?? CSS_CHARSET.exec(text)?.[1];
  const name = label === undefined ? null : resolveEncodingLabel(label);
  if (name === null) return null;
  return name.startsWith("utf-") ? "utf-8" : reportedName(name);
}
