import iconv from "iconv-lite";
import type { DocumentInput } from "../../src/index.ts";

/** Strings that begin, end or look like what a stage acts on; each is repeated alone, and all of them in a seeded mixture. */
export const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  decode: ["中", "a", "\u00e9", "說", "あ", "\ufffd", "ï¿½", "锟斤拷", "~{", "\n", "\u3000"],
  extract: [
    "<",
    "<p>",
    "<div>",
    "</div>",
    "<a href='x'>",
    "&",
    "&amp;",
    "<!--",
    "<script>",
    "#",
    "**",
    "- ",
    "[a](b)",
    "|",
    " ",
    "\n",
    "中\n",
  ],
  repair: [
    "Ã¤",
    "é",
    "(bào)",
    "，，",
    ",",
    "?!",
    "\u200b",
    "“ ",
    " ”",
    "的的",
    "о",
    "锟斤拷",
    "\ufffd",
    "&#20320;",
    "鈥",
    "中文",
    "1",
    " ",
  ],
  boilerplate: [
    "首页>",
    "上一篇",
    "责任编辑：",
    "来源：",
    "2024-03-05",
    "分享到",
    "版权所有",
    "see more, p. 7\n",
    "@",
    "扫码",
    "|",
    "[",
    "（",
    "中",
    "a",
    " ",
    ":",
  ],
  convert: ["說", "发", "後", "乾", "為", "裡", "台", "「", "中", "a", "𠮷", "著"],
  normalize: [",", '"', "'", "(", ")", " ", "Ａ", "１", ".", "·", "•", "中", "a", "⼀", "，", "\u3000"],
  sentences: [
    ...[
      "。",
      "！",
      "？",
      ".",
      "”",
      "“",
      "…",
      "；",
      "中",
      "1",
      "a.",
      "）",
      " ",
      "\n",
      '"',
      "（",
      "《",
      "！…",
      "~",
      "好~",
      "1.",
      "A.",
      "了.",
    ],
    ...["😀", "：", "://", "？ ", "“好！”", "“好！”说", "。\n", "好\n", "，\n", "(^"],
  ],
  entities: ["1", "一", "年", "公司", "王", "先生", "·", "@", "a", "《", "》", "http://", "%", "元", "-", ".", "中国", "大学", " "],
  quotes: ["“", "”", "「", "」", '"', "：", "说", "表示", "他", "，", "。", "中", "王明说：“", "\n"],
};

/** A part again and again, cut to a length in UTF-16 units. */
export function repeat(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length)).slice(0, length);
}

/** The parts in a seeded order (linear congruential), cut to a length in UTF-16 units. */
export function mix(parts: readonly string[], length: number): string {
  let state = 12_345;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += parts[(state >>> 16) % parts.length];
  }
  return text.slice(0, length);
}

/** A document that the stage takes. */
export function toInput(stage: string, text: string, id: string): DocumentInput {
  if (stage === "decode") return { id, bytes: iconv.encode(text, id.startsWith("gb") ? "gb18030" : "utf8") };
  if (stage === "extract" && id.startsWith("html")) return { id, html: text };
  return { id, text };
}
