// What the gate goes by: kernel/gate.as reads these tables.
import { foldTable } from "../../text/script.ts";

/** The families of rules that may stand anywhere, as bits. */
export const Family = {
  marks: 1,
  url: 2,
  tags: 4,
  path: 8,
  neighbours: 16,
  menu: 32,
  share: 64,
  counter: 128,
  caption: 256,
  copyright: 512,
  disclaimer: 1024,
  promotion: 2048,
  /** Only at the ends of a text. */
  credit: 4096,
} as const;

/**
 * For each family characters of which every line that it claims between two paragraphs holds one (folded to simplified). For menus, link lists and share
 * buttons: a hitting set of the words in `words.ts`, the characters rarest in running text chosen first; a test holds the two together.
 */
const TRIGGERS: readonly (readonly [number, string])[] = [
  [Family.marks, "完终续毕束▲▼△▽◆◇■□●○★☆↓↑→←⇩⇓☟☝▶◀►◄※纠错打闭藏[【（(〔\uD83D-=*_~#—─═━<"],
  [Family.url, "/"],
  [Family.tags, "签键题话#＃"],
  [Family.path, "位>》›»→＞/／|｜"],
  [Family.neighbours, "页篇章条则节题帖话回集载删"],
  [
    Family.menu,
    "页扫阅搜册馈稿链评篇纠版顶聘藏载抢登贤微碍返隐航窗伙剩客诚忘繁站举帮签顾换击媒闭户余声广退章架注句款找查印联诉则简录错心商言条容服收话模更关荐热彩帖榜猜趣闻矩排喜相精策近看讯预新最随赞历下上独展建问加单频底",
  ],
  [Family.share, "享转藏微博瓣"],
  [Family.counter, "阅览击访人评论赞看转藏享度围复播丝注荐数跟载喜参反支顶踩号体印"],
  [Family.caption, "图摄照供视截绘▲△▼▽↑↓◎◆■●►▶素数资表"],
  [Family.copyright, "©版备证办"],
  [Family.disclaimer, "*＊※"],
  [Family.promotion, "扫码按识击戳订阅载赞藏享群谢迎注编转推广荐览微期材号蓝下这三rRsS告"],
  [Family.credit, "者编责源稿文记图摄校审译报社网闻发布时间期日出转摘综刊台采写撰自题作bB0123456789０１２３４５６７８９"],
];

/** The same for lines that end like a sentence, which only prompts and captions do: what prose seldom holds. */
const SENTENCE_TRIGGERS: readonly (readonly [number, string])[] = [
  [Family.caption, "摄供"],
  [Family.promotion, "扫码按戳订阅载赞藏享群谢迎注编微期号蓝"],
];
/** The first two characters of notices and prompts, folded. Those of captions and menus are triggers above. */
export const HEAD_PAIRS =
  "免责 特别 郑重 严正 版权 重要 法律 声明 申明 温馨 友情 投资 转载 图片 扫码 扫描 长按 点击 欢迎 喜欢 更多 本站 本网 本平 本公 本文 本号 本页 本信 本资 本频 本内 本作 以上 上述 如有 如涉 如需 如您 若有 若涉 若您 若本 凡本 凡注 凡是 未经 侵权 文章 文中 原标 该文 此文 股市 风险 提示 注: 注： 备注 特此 来源 小编 原创 感谢 谢谢 记得 觉得 订阅 转发 编者 编后 附注";
/** The beginnings of sentences that wrap a repost, which name an editor close behind. */
export const WRAPPER_PAIRS = "今天 今日 本期 这期 本次 这次 下面 接下 最近 近日 现在 以下";
const HEAD_MARKS = "*＊※▲△（(【[［©<";

const SENTENCE_CLOSERS = '。！？!?…”』」’"';

/** What a unit may be to a line: bits of the table `kinds`. The first three are asked of the first unit. */
const MARK = 1;
const PAIR = 2;
const WRAPPER = 4;
const CLOSER = 8;
const BLANK = 16;
const PLAIN_END = 32;
const COMMA = 64;
/** A sentence ends with it, closing marks included. */
const STOP = 128;

/** Tables by UTF-16 unit. */
export function makeGateTables(): { open: Uint16Array; closed: Uint16Array; kinds: Uint8Array; notices: Uint16Array } {
  const fold = foldTable();
  return {
    open: makeTable(TRIGGERS, fold),
    closed: makeTable(SENTENCE_TRIGGERS, fold),
    kinds: makeKinds(fold),
    notices: makeTable(
      [...NOTICES].map((character, bit) => [1 << bit, character] as const),
      fold,
    ),
  };
}

function makeKinds(fold: Uint16Array): Uint8Array {
  const folded = new Uint8Array(0x10000);
  addBits(folded, HEAD_MARKS, MARK);
  for (const pair of HEAD_PAIRS.split(" ")) addBits(folded, pair.charAt(0), PAIR);
  for (const pair of WRAPPER_PAIRS.split(" ")) addBits(folded, pair.charAt(0), WRAPPER);
  const kinds = new Uint8Array(0x10000);
  for (let unit = 0; unit < kinds.length; unit++) kinds[unit] = folded[fold[unit] as number] as number;
  addBits(kinds, SENTENCE_CLOSERS, CLOSER);
  addBits(kinds, PLAIN_ENDS, PLAIN_END);
  addBits(kinds, COMMAS, COMMA);
  addBits(kinds, STOPS, STOP);
  for (let unit = 0; unit <= 0x20; unit++) kinds[unit] = (kinds[unit] as number) | BLANK;
  addBits(kinds, "\u3000\u00a0", BLANK);
  return kinds;
}

function addBits(kinds: Uint8Array, characters: string, bit: number): void {
  for (let i = 0; i < characters.length; i++) {
    const unit = characters.charCodeAt(i);
    kinds[unit] = (kinds[unit] as number) | bit;
  }
}

/** Bits by UTF-16 unit, traditional characters as their simplified ones. */
function makeTable(triggers: readonly (readonly [number, string])[], fold: Uint16Array): Uint16Array {
  const simplified = new Uint16Array(0x10000);
  for (const [bit, characters] of triggers) {
    for (let i = 0; i < characters.length; i++) {
      const unit = characters.charCodeAt(i);
      simplified[unit] = (simplified[unit] as number) | bit;
    }
  }
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) table[unit] = simplified[fold[unit] as number] as number;
  return table;
}

/** Behind these nothing is glued. */
const PLAIN_ENDS = "。！？”』」…；，";
const COMMAS = "，,、；;";
/** Behind these something may be glued: an item stands behind the end of a sentence. */
const STOPS = '。！？…”’）】」』!?")';

/** 小编, 编辑, 本站, 我们 behind the first two units of a wrapper. */
export const EDITORS = "编編站我";

/** Characters that notices at the end of a text are full of, whatever they begin with: a bit each. The first eight stand in the label or mark of a glued one. */
const NOTICES = "*※声载版险仅转权侵删站系责构慎";
