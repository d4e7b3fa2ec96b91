// What a text weighs. The kernel says the same of blocks (kernel/blocks.as).

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
