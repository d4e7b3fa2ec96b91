// Blanks of a block as it came, without a draft: nine in ten blocks that change are such.
import type { Edit } from "../../text/edits.ts";
import { KIND, Kind } from "../../text/kinds.ts";
import { RULES, Rule } from "./draft.ts";
import { isHeadingNumber, isJoint, type Line, looksLikeTable } from "./spacing.ts";

const SPACE = 0x20;
const RULE: string = RULES[Rule.hanLatinSpacing];

/**
 * What `tightenSpaces` takes out of a block, no title, of Han, letters, digits and marks of Chinese whose blanks are all U+0020.
 *
 * @returns null where a mark that Latin text has, too, stands beside a blank: it may depend on what became of other blanks
 */
export function tightenPlain(text: string): readonly Edit[] | null {
  const edits: Edit[] = [];
  let isTable: boolean | null = null;
  for (let start = text.indexOf(" "); start >= 0; ) {
    let end = start + 1;
    while (text.charCodeAt(end) === SPACE) end++;
    if (start > 0 && end < text.length) {
      const left = text.charCodeAt(start - 1);
      const right = text.charCodeAt(end);
      if (KIND[left] === Kind.sharedMark || KIND[right] === Kind.sharedMark) return null;
      let isSpare = isWide(left) || isWide(right);
      if (!isSpare && isJoint(left, right)) {
        line.text = text;
        isTable ??= looksLikeTable(line);
        isSpare = !isTable && !isHeadingNumber(line, start - 1, end);
      }
      if (isSpare) edits.push({ start, end, rule: RULE, after: "" });
    }
    start = text.indexOf(" ", end);
  }
  return edits;
}

function isWide(unit: number): boolean {
  return KIND[unit] === Kind.wide || KIND[unit] === Kind.fullMark;
}

class PlainLine implements Line {
  text = "";

  get length(): number {
    return this.text.length;
  }

  unit(place: number): number {
    return place >= 0 && place < this.text.length ? this.text.charCodeAt(place) : 0;
  }

  kind(place: number): number {
    return KIND[this.unit(place)] as number;
  }

  nextBlank(from: number): number {
    const at = this.text.indexOf(" ", from);
    return at < 0 ? this.text.length : at;
  }

  visibleBefore(place: number): number {
    let at = place - 1;
    while (at >= 0 && this.text.charCodeAt(at) === SPACE) at--;
    return at;
  }

  visibleAfter(place: number): number {
    let at = place + 1;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }
}

const line = new PlainLine();
