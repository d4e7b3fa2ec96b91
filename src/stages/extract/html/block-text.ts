// The text of a block as a browser shows it, and what it weighs. The kernel does the same (kernel/blocks.as) for most blocks.

const SPACES = /\s+/gu;
const HAS_SPACE_RUN = /\s\s|[\t\n\r\f\u00a0\u3000\u2002\u2003]/u;

/** White space as a browser shows it; a line break inside Chinese text is no space. No-break and ideographic spaces count as space. */
export function collapseSpace(text: string): string {
  const trimmed = text.trim();
  if (!HAS_SPACE_RUN.test(trimmed)) return trimmed;
  return trimmed.replace(SPACES, (run, at: number) =>
    run.includes("\n") && isWide(trimmed.charCodeAt(at - 1)) && isWide(trimmed.charCodeAt(at + run.length)) ? "" : " ",
  );
}

/** CJK characters, kana and full-width forms; not hangul, which is written with spaces. */
function isWide(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xff60);
}

/**
 * Reading weight and stops of a text: CJK characters 2, others 0.5. Stops are 。！？；， and, before a space or the end, `. , ; ! ?`.
 * (Readability's comma counts and length limits know Latin text only; see docs/stages/extract.md.)
 */
export function measure(text: string): { readonly weight: number; readonly stops: number } {
  let wide = 0;
  let stops = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x2e80) {
      wide++;
      if (unit === 0x3002 || unit === 0xff0c || unit === 0xff01 || unit === 0xff1f || unit === 0xff1b) stops++;
    } else if (
      (unit === 0x2e || unit === 0x2c || unit === 0x21 || unit === 0x3f || unit === 0x3b) &&
      (i + 1 === text.length || text.charCodeAt(i + 1) <= 0x22)
    )
      stops++;
  }
  return { weight: 2 * wide + 0.5 * (text.length - wide), stops };
}
