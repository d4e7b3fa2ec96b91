import { describe, expect, it } from "vitest";
import { dateAt, findDate, parseDate } from "../../src/text/dates.ts";

describe("parseDate", () => {
  it.each([
    ["2024年3月22日 14:53", "2024-03-22T14:53"],
    ["2024年3月22日14时05分", "2024-03-22T14:05"],
    ["２０２４年３月２２日（星期五）下午3:05", "2024-03-22T15:05"],
    ["2024-03-22 14:53:07", "2024-03-22T14:53:07"],
    ["2024/3/2", "2024-03-02"],
    ["2024.3.22", "2024-03-22"],
    ["2022-02-13T00:00:00+0800", "2022-02-13T00:00:00+08:00"],
    ["2022-02-13T00:00:00.000Z", "2022-02-13T00:00:00Z"],
    ["20/02/2024 - 14:53", "2024-02-20T14:53"],
    ["7/5/2005 9:23:57 PM", "2005-05-07T21:23:57"],
    ["12/25/2023", "2023-12-25"],
    ["二〇二四年三月二十二日", "2024-03-22"],
    ["民國113年3月22日", "2024-03-22"],
    ["1998年3月号", "1998-03"],
    ["2024-03", "2024-03"],
    ["March 22, 2024", "2024-03-22"],
    ["Fri, 22 Mar 2024 14:53:00 GMT", "2024-03-22T14:53:00Z"],
    ["20240322", "2024-03-22"],
    ["20240322145300", "2024-03-22T14:53:00"],
    ["03-22", "--03-22"],
    ["3月22日", "--03-22"],
    ["发布于 2024-03-22", "2024-03-22"],
  ])("%s", (text, iso) => {
    expect(parseDate(text)).toBe(iso);
  });

  it.each(["3小时前", "昨天", "2024年", "2024年2月30日", "1953-2004", "13-45", "第3-22号", "10.2.2024.1", "电话 2024-33-22", ""])(
    "no date: %s",
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it("takes time linear in the input", () => {
    for (const character of ["2", "年", " ", "-", "2024-"]) expect(parseDate(character.repeat(1_000_000))).toBeNull();
  });
});

describe("findDate", () => {
  it("gives the span with the clock and stops before what is no clock", () => {
    const text = "来源：晨报 2024-03-22 14:53 阅读 20";
    const found = findDate(text);
    expect(found && text.slice(found.start, found.end)).toBe("2024-03-22 14:53");
    expect(findDate("2024-03-22 99:00")?.iso).toBe("2024-03-22");
  });
  it("takes the first of several", () => {
    expect(findDate("2024年1月2日至2024-03-04")?.iso).toBe("2024-01-02");
  });
});

describe("dateAt", () => {
  it("asks for the date to begin there", () => {
    expect(dateAt("时间:03-22 来源", 3, true)).toEqual({ start: 3, end: 8, iso: "--03-22" });
    expect(dateAt("时间:03-22", 3, false)).toBeNull();
    expect(dateAt("x 2024-03-22", 0, false)).toBeNull();
  });
});
