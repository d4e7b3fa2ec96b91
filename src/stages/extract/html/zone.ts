// The byline zone: short lines beside the title and behind the text that say who wrote it, when and where.

import { looksLikeChineseName } from "../../../text/byline-words.ts";
import { type Byline, findReporters, parseByline } from "../../../text/bylines.ts";
import { parseDate } from "../../../text/dates.ts";
import { FLAG, lengthOf, type Page, textOf } from "./page.ts";
import { FAMILY, type Verdicts } from "./select.ts";
import { isProse } from "./trim.ts";

/** What the zone says. */
export interface ZoneFacts {
  published: string | null;
  authors: string[];
  source: string | null;
  editors: string[];
  /** Blocks that say nothing else. */
  readonly consumed: number[];
}

/** Weight of all blocks that are looked at behind the title before the text begins, about 300 Chinese characters. */
const HEAD_WEIGHT = 600;
const HEAD_BLOCKS = 30;
const BEFORE_TITLE = 6;
/** Blocks at the end of the text, and behind it. */
const TAIL_INSIDE = 4;
const TAIL_BEHIND = 6;
const PROSE_WEIGHT = 90;
const LONGEST_BYLINE = 160;
const ENDS_WITH_LABEL = /[：:]\s*$/u;

/**
 * @param verdicts 0 = a block of the main text
 * @param titleBlock -1 when the page shows no title
 */
export function readZone(page: Page, titleBlock: number, verdicts: Verdicts): ZoneFacts {
  const facts: ZoneFacts = { published: null, authors: [], source: null, editors: [], consumed: [] };
  const first = verdicts.indexOf(0);
  const last = verdicts.lastIndexOf(0);
  if (first < 0) return facts;
  readHead(page, titleBlock, first, last, facts);
  readTail(page, last, verdicts, facts);
  if (facts.authors.length === 0) readReporters(page, first, last, facts);
  if (facts.authors.length === 0) readBareName(page, titleBlock, first, verdicts, facts);
  if (facts.published === null || facts.source === null) readIssue(page, last, facts);
  return facts;
}

function readHead(page: Page, titleBlock: number, first: number, last: number, facts: ZoneFacts): void {
  const start = titleBlock >= 0 ? titleBlock + 1 : Math.max(0, first - HEAD_BLOCKS / 2);
  let weight = 0;
  let prose = 0;
  let namedAt = -2;
  for (let i = start; i < page.blockCount && i < start + HEAD_BLOCKS && weight < HEAD_WEIGHT && i <= last; i++) {
    const own = page.weight[i] as number;
    weight += own;
    if ((page.stops[i] as number) > 0 && own >= PROSE_WEIGHT && ++prose > 1) break;
    const before = facts.authors.length;
    i = readLine(page, i, i === namedAt + 1, facts);
    if (facts.authors.length > before) namedAt = i;
  }
  if (titleBlock < 0 || facts.published !== null) return;
  for (let i = Math.max(0, titleBlock - BEFORE_TITLE); i < titleBlock; i++) {
    if (((page.flags[page.node[i] as number] as number) & FLAG.nav) === 0) i = readLine(page, i, false, facts);
  }
}

/** A line behind the text dates it only when it says so: the dates there are else those of comments and other pages. */
const SAYS_PUBLISHED = /(?:发表|發表|发布|發布|發佈|posted|时间|時間|日期)/iu;

function readTail(page: Page, last: number, verdicts: Verdicts, facts: ZoneFacts): void {
  for (let i = Math.max(0, last - TAIL_INSIDE); i <= last + TAIL_BEHIND && i < page.blockCount; i++) {
    const verdict = verdicts[i] as number;
    if ((page.linkShare[i] as number) > 0.9 || verdict === FAMILY.comments || verdict === FAMILY.related) continue;
    const text = textOf(page, i);
    const byline = parseByline(text);
    if (byline === null) continue;
    const dated = i <= last || SAYS_PUBLISHED.test(text);
    if (byline.authors.length > 0 || byline.editors.length > 0 || byline.source !== null || dated)
      take({ ...byline, published: dated ? byline.published : null }, false, facts);
  }
}

/** `（记者…）` in the first or last paragraphs, `（…上海报道）` or a name alone in the brackets that end the text. */
function readReporters(page: Page, first: number, last: number, facts: ZoneFacts): void {
  for (const i of [first, first + 1, last - 1, last]) {
    if (i < first || i > last) continue;
    const text = textOf(page, i);
    let names = findReporters(text);
    if (names.length === 0 && i >= last - 1) names = signedNames(text);
    if (names.length > 0) {
      facts.authors.push(...names);
      return;
    }
  }
}

const SIGNATURE = /[（(]([^（()）]{2,24})[）)]\s*$/u;
/** End marks that begin with what may be a surname. */
const END_MARK = /[完续續图圖注註略转轉摘载載章节節]/u;

function signedNames(text: string): readonly string[] {
  const inner = SIGNATURE.exec(text.slice(-40))?.[1]?.trim();
  if (inner === undefined || END_MARK.test(inner)) return [];
  const names = inner.split(NAME_SPACE);
  if (names.every(looksLikeChineseName) && names.length <= 3) return names;
  return REPORTS.test(inner) ? (parseByline(inner)?.authors ?? []) : [];
}

const NAME_SPACE = /[\s、]+/u;
const REPORTS = /(?:报道|報道|報導|发自|發自|电|電)/u;

/** A name alone on the line right behind the title, in front of the text and in its container: the byline of journals and essays. */
function readBareName(page: Page, titleBlock: number, first: number, verdicts: Verdicts, facts: ZoneFacts): void {
  const start = titleBlock >= 0 && titleBlock < first ? titleBlock + 1 : first;
  for (let i = start; i < Math.min(start + 3, page.blockCount); i++) {
    if ((page.stops[i] as number) > 0 || (page.links[i] as number) > 0) return;
    if (i >= first && verdicts[i] !== 0 && verdicts[i] !== FAMILY.byline) return;
    const name = textOf(page, i).replace(WHITE, "");
    if (!looksLikeChineseName(name) || COMMON_WORD.has(name) || PLACE_END.test(name)) continue;
    if (!followedByProse(page, i)) return;
    facts.authors.push(name);
    facts.consumed.push(i);
    return;
  }
}

const WHITE = /\s+/gu;
const PLACE_END = /[州市省县縣港岛島区區镇鎮村网網报報刊社]$/u;
/** Words of pages that begin like a name. */
const COMMON_WORD = new Set(
  "时间 时政 时尚 时评 文化 文学 文章 文摘 国际 国内 国产 高清 高考 高校 成人 成都 成功 金融 金属 安全 安徽 平安 华人 华东 华南 江苏 江西 云南 云计算 海南 海外 温州 杭州 苏州 郑州 兰州 徐州 武汉 南京 南方 南昌 石家庄 马来西亚 韩国 应用 经济 经典 应急 周刊 周报 周末 方法 方案 车市 车型 房产 房价 计算机 万象 党建 党史 党政 公安 简介 简历 全部 全文 项目 常识 常见 连载 宣传 和平 相关 相册 元旦 单位 关于 关注 关键词 符号 谈话 曲目 别墅 章节 程序 强国 毛笔 阳光 农业 农村 山东 干货 牛市 易经 武器 权威 卫生 卫视 路线 路况 广告 费用 解读 解放 解说 冷知识 万元 白皮书 包装 水平 水利 花园 花卉 游戏 游记 明星 明天 红包 红楼梦 古代 古诗 古文 甘肃 宁夏 戏曲 席位 言论 童话 童年 能源 支持 充值 向导 都市 宋词 唐诗 元曲 后记 前言 序言 于是 司法 申请 申报 莫斯科 华盛顿 柏林 巴黎 罗马 平壤 马德里 计划 查询 查看 景区 景点 景观 施工 施政 通告 通知".split(
    " ",
  ),
);

function followedByProse(page: Page, index: number): boolean {
  for (let i = index + 1; i <= index + 4 && i < page.blockCount; i++) {
    if (isProse(page, i)) return true;
  }
  return false;
}

/** Where the last line names the issue that it was first printed in: `——《…》1998年3月号`, `（原载《…》2005年第3期）`. */
const ISSUE = /《([^》]{2,20})》\s*[（(]?((?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)[^。]{0,8}[号號期刊日版]/u;

function readIssue(page: Page, last: number, facts: ZoneFacts): void {
  for (let i = Math.max(0, last - 1); i <= last; i++) {
    const issue = ISSUE.exec(textOf(page, i).slice(-60));
    if (issue === null) continue;
    facts.source ??= issue[1] as string;
    facts.published ??= parseDate(issue[2] as string);
  }
}

/** Reads the line at `index`; a label alone takes the next block along. @returns the last block read */
function readLine(page: Page, index: number, continues: boolean, facts: ZoneFacts): number {
  if (lengthOf(page, index) > LONGEST_BYLINE || (page.linkShare[index] as number) > 0.7) return index;
  let text = textOf(page, index);
  let end = index;
  if (text.length <= 12 && ENDS_WITH_LABEL.test(text) && index + 1 < page.blockCount && lengthOf(page, index + 1) <= 40) {
    text = `${text}${textOf(page, index + 1)}`;
    end = index + 1;
  }
  const byline = parseByline(text);
  if (byline === null) return index;
  take(byline, continues, facts);
  if (byline.rest === "") for (let i = index; i <= end; i++) facts.consumed.push(i);
  return end;
}

/** @param continues the line before named authors: those of this one belong to them */
function take(byline: Byline, continues: boolean, facts: ZoneFacts): void {
  facts.published ??= byline.published;
  facts.source ??= byline.source;
  if (facts.authors.length === 0 || continues)
    for (const author of byline.authors) if (!facts.authors.includes(author)) facts.authors.push(author);
  for (const editor of byline.editors) if (!facts.editors.includes(editor)) facts.editors.push(editor);
}
