// Gates in front of the readers of numbers: a numeral that is passed over is one of which the readers make nothing.
import { describe, expect, it } from "vitest";
import { readAmount } from "../../src/stages/entities/amounts.ts";
import { findClosed } from "../../src/stages/entities/closed.ts";
import { DATE_FOLLOWERS, readDate } from "../../src/stages/entities/dates.ts";
import { readNumber } from "../../src/stages/entities/numbers.ts";
import { layOut } from "../../src/text/layout.ts";

const NUMERALS = "零〇一二三四九十两几数";

/** Whether the readers make something of a text that begins with a number. */
function isRead(text: string): boolean {
  const number = readNumber(text, 0);
  if (number === null) return false;
  const isDate = DATE_FOLLOWERS.includes(text[number.end] ?? " ") && readDate(text, 0, number) !== null;
  return isDate || readAmount(text, 0, number) !== null;
}

function isFound(text: string): boolean {
  return findClosed(text, layOut([{ text }]).units)[0]?.start === 0;
}

/** Texts for which gate and readers differ, of one beginning and every unit behind it. */
function differing(start: string, end: string): string[] {
  const texts: string[] = [];
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = start + String.fromCharCode(unit) + end;
    if (isFound(text) !== isRead(text)) texts.push(text);
  }
  return texts;
}

describe("numerals in front of any unit", () => {
  it.each([...NUMERALS])("%s is found where the readers make something of it", (numeral) => {
    expect(differing(numeral, "")).toEqual([]);
    expect(differing(`${numeral}个`, "前")).toEqual([]);
    expect(differing(`${numeral}个`, "期")).toEqual([]);
    expect(differing(`${numeral}个`, "时后")).toEqual([]);
  });

  it.each(["年前", "之一", "十元", "米", "月份"])("also where %s follows", (end) => {
    for (const numeral of "一二几十") expect(differing(numeral, end)).toEqual([]);
  });
});
