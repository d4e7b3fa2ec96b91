// Made text for property tests: whole sentences, and the things that pages do to them. All of it is written for this project.
import fc from "fast-check";

const SENTENCES = [
  "山脚下的邮局每天早上七点开门。",
  "“信到了吗？”老周问。",
  "他說，那封信還沒有寄到。",
  "張明（化名）在北京大學讀書！",
  "1995年3月2日，气温是12.5度；第二天更冷。",
  "访问 https://example.org/a?b=1 了解详情",
  "《山间小路》是一部讲邮差的电影……",
  "𠮷野家👍🏽在街角。",
  "这条路长约3公里,走路要四十分钟,骑车要十分钟,坐车更快.",
  "Hello world, this is plain English.",
  "作者：李雷　来源：山间日报",
  "　　第一章　出发",
  "東京タワーは高い。",
];
const DAMAGE = [
  "報(bào)",
  ",,",
  "，,",
  "&amp;",
  "&nbsp;",
  "锟斤拷",
  "\u200b",
  "\ufffd",
  "\u00ad",
  "OpenAl",
  "ＡＢＣ１２３",
  "⼀",
  '" 引号 "',
  "涓枃",
  "ä¸\u00adæ–‡",
  "\ue000",
  "?",
  "<b>",
  "\t",
  " ",
];

/** A paragraph: sentences with or without damage between them. No line break. */
export const paragraphs: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SENTENCES) }, { weight: 1, arbitrary: fc.constantFrom(...DAMAGE) }), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** A text of some paragraphs, also blank ones, or any well-formed string. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.array(paragraphs, { maxLength: 8 }).map((lines) => lines.join("\n")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.toWellFormed()) },
);
