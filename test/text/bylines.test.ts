import { describe, expect, it } from "vitest";
import { labelAt } from "../../src/text/byline-scan.ts";
import { LABELS } from "../../src/text/byline-words.ts";
import { findReporters, parseByline } from "../../src/text/bylines.ts";

interface Expected {
  readonly authors?: readonly string[];
  readonly source?: string;
  readonly published?: string;
  readonly editors?: readonly string[];
  readonly rest?: string;
}

const LINES: readonly (readonly [string, Expected])[] = [
  ["时间:03-22 来源:晚星网 访问次数:75", { source: "晚星网", published: "--03-22" }],
  ["作者：方小禾", { authors: ["方小禾"] }],
  ["作　者：方　禾", { authors: ["方禾"] }],
  ["文 | 方小禾 编辑 | 何田", { authors: ["方小禾"], editors: ["何田"] }],
  ["文丨方小禾", { authors: ["方小禾"] }],
  ["文/方小禾 编辑/何田", { authors: ["方小禾"], editors: ["何田"] }],
  ["文/本报记者 方小禾", { authors: ["方小禾"] }],
  ["【责任编辑:何田】", { editors: ["何田"] }],
  ["責任編輯：何田", { editors: ["何田"] }],
  ["编辑 何田 责编 周禾", { editors: ["何田", "周禾"] }],
  ["来源：晚星报 记者 方小禾 摄影 何田", { source: "晚星报", authors: ["方小禾"] }],
  ["本报记者 方小禾 何田", { authors: ["方小禾", "何田"] }],
  ["本報記者 方 禾 何 田 周小禾", { authors: ["方禾", "何田", "周小禾"] }],
  ["晚星报记者方小禾发自苏州", { authors: ["方小禾"] }],
  ["晚星报记者 方小禾 浙江嘉兴报道", { authors: ["方小禾"] }],
  ["記者 方小禾／台北報導", { authors: ["方小禾"] }],
  ["（方小禾 上海报道）", { authors: ["方小禾"] }],
  ["（晚星报记者 方小禾）", { authors: ["方小禾"] }],
  ["方小禾/文 何田/摄", { authors: ["方小禾"] }],
  ["作者：[美] 约翰·史密斯", { authors: ["约翰·史密斯"] }],
  ["By Jane van Doe and John Roe | March 3, 2024", { authors: ["Jane van Doe", "John Roe"], published: "2024-03-03" }],
  ["作者:rain_cat 阅读(1660) 评论(5) 编辑 发表于:2005-07-31 12:30", { authors: ["rain_cat"], published: "2005-07-31T12:30" }],
  ["2004年7月16日08:19 [ 方小禾 ] 来源：[ 晚星报 ]", { authors: ["方小禾"], source: "晚星报", published: "2004-07-16T08:19" }],
  ["晚星日报 2024-03-22", { source: "晚星日报", published: "2024-03-22" }],
  ["更新时间：2024-03-24 发布时间：2024-03-22", { published: "2024-03-22" }],
  ["作者：佚名 来源：互联网 2024-03-22", { published: "2024-03-22" }],
  ["作者： 方小禾 7 分钟", { authors: ["方小禾"], rest: "分钟" }],
];

describe("parseByline", () => {
  it.each(LINES)("%s", (line, expected) => {
    const found = parseByline(line);
    expect(found).toMatchObject({ authors: [], source: null, published: null, editors: [], rest: "", ...expected });
    expect(line.slice(found?.start, found?.end).trim()).not.toBe("");
  });

  it.each([
    "本报记者从市政府获悉",
    "数据的来源：一是统计局",
    "原标题：夜里的灯",
    "图片来源：视频截图",
    "今天天气不错",
    "方小禾/摄",
    "他是一名记者，也是作者。",
    "编辑部的故事",
    "",
  ])("no byline: %s", (line) => {
    expect(parseByline(line)).toBeNull();
  });

  it("cuts 讯 behind a paper, but not out of a name", () => {
    expect(parseByline("来源：江城晚报讯")?.source).toBe("江城晚报");
    expect(parseByline("来源：江城资讯 阅读：3")?.source).toBe("江城资讯");
  });

  it("never takes an editor for an author", () => {
    expect(parseByline("责任编辑：方小禾 来源：晚星网")?.authors).toEqual([]);
  });
});

describe("findReporters", () => {
  it("reads the brackets of a dispatch at its head and at its end", () => {
    expect(findReporters("晚星社苏州11月30日电（记者方小禾）记者30日获悉，寒潮将至。")).toEqual(["方小禾"]);
    expect(findReporters("寒潮将至，市民已经备好冬衣。（记者 方小禾 通讯员 何田）")).toEqual(["方小禾", "何田"]);
    expect(findReporters("寒潮（记者注：十一月第二次）将至。")).toEqual([]);
    expect(findReporters("寒潮将至。")).toEqual([]);
  });
});

describe("labelAt", () => {
  it.each([...LABELS])("finds %s", (name, label) => {
    for (const shown of [name, name.toUpperCase(), name.replaceAll("k", "\u212a")])
      for (const end of ["：方", " : 方"]) expect(labelAt(`${shown}${end}`, 0)?.label).toBe(label);
    if (name.length <= 4) expect(labelAt(`${[...name].join("\u3000")}：方`, 0)?.label).toBe(label);
  });
});
