import { describe, expect, it } from "vitest";
import { loadTable } from "../../src/data/load.ts";
import { readTables } from "../../src/stages/repair/model.ts";
import { decodeSlip } from "../../src/stages/repair/slip-beam.ts";

const tables = readTables(loadTable("repair.bin"));

describe("repair: the kernel", () => {
  it("finds the same whatever was searched before and wherever the slip stands", () => {
    const filling = "山脚下的邮局每天早上七点开门。";
    const cases = ["学?Ｎ颐?", "他们在学校里努?ㄏ?他们", "水?拾镁?，", "書?shū)店開?kāi)了"];
    const alone = cases.map((text) => decodeSlip(text, text.indexOf("?"), false, readTables(loadTable("repair.bin"))));
    const again = cases.map((text) => decodeSlip(text, text.indexOf("?"), false, tables));
    expect(again).toEqual(alone);
    for (const text of cases) {
      const before = filling.repeat(20);
      const near = decodeSlip(filling.repeat(9) + text, filling.length * 9 + text.indexOf("?"), true, tables);
      const far = decodeSlip(before + text, before.length + text.indexOf("?"), true, tables);
      expect(far?.after).toEqual(near?.after);
      expect(far?.gain).toEqual(near?.gain);
    }
  });
});
