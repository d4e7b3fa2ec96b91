// Titles in 《 》: works, laws, and the newspapers that Chinese puts in the same marks.
import type { EntityType } from "../../pipeline/document.ts";
import { endsWithWord, wordsByLast } from "../../text/word-lists.ts";
import { createDraft, type Draft } from "./mentions.ts";

const LONGEST = 80;
const LAW_ENDINGS = wordsByLast([
  "法",
  "条例",
  "办法",
  "规定",
  "规则",
  "细则",
  "章程",
  "宪法",
  "法典",
  "公约",
  "协定",
  "条约",
  "准则",
  "法案",
  "议定书",
  "建议书",
  "公报",
  "意见",
  "通知",
  "决定",
  "解释",
  "规程",
  "守则",
  "标准",
  "宪章",
  "法令",
  "规范",
]);
/** Endings of LAW_ENDINGS that other titles have too. */
const NO_LAW_ENDINGS = wordsByLast([
  "想法",
  "看法",
  "方法",
  "说法",
  "书法",
  "做法",
  "用法",
  "兵法",
  "魔法",
  "句法",
  "语法",
  "文法",
  "疗法",
  "技法",
  "手法",
  "心法",
  "剑法",
  "枪法",
  "戏法",
]);
const PRESS_ENDINGS = wordsByLast([
  "日报",
  "时报",
  "晚报",
  "早报",
  "晨报",
  "商报",
  "周报",
  "邮报",
  "快报",
  "导报",
  "论坛报",
  "先驱报",
  "卫报",
  "都市报",
  "信报",
  "月报",
  "青年报",
  "画报",
  "新闻报",
  "周刊",
  "杂志",
  "月刊",
  "双周刊",
  "季刊",
]);

const OPEN = 0x300a; // 《
const CLOSE = 0x300b; // 》

/** The mention between 《 at an offset and its 》; null when there is none within 80 characters or a line. */
export function readMarked(text: string, at: number): Draft | null {
  let depth = 1;
  let end = at + 1;
  const limit = Math.min(text.length, at + LONGEST);
  for (; end < limit; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x0a) return null;
    if (unit === OPEN) depth++;
    else if (unit === CLOSE && --depth === 0) break;
  }
  if (end >= limit) return null;
  const inside = text.slice(at + 1, end);
  const title = inside.trim();
  if (title === "") return null;
  const start = at + 1 + (title === inside ? 0 : inside.indexOf(title));
  return createDraft(text, start, start + title.length, typeOfTitle(title), title, 0.96);
}

function typeOfTitle(title: string): EntityType {
  const bare = withoutBracket(title);
  if (endsWithWord(bare.slice(1), bare.length - 1, PRESS_ENDINGS)) return "ORG"; // something must stand before the ending
  const lawful = bare.length > 2 && endsWithWord(bare, bare.length, LAW_ENDINGS);
  return lawful && !endsWithWord(bare, bare.length, NO_LAW_ENDINGS) ? "LAW" : "WORK";
}

/** 《…条例（试行）》: the bracket at the end says nothing of the kind. */
function withoutBracket(title: string): string {
  const open = title.endsWith("）") ? title.lastIndexOf("（") : -1;
  return open > 0 ? title.slice(0, open) : title;
}
