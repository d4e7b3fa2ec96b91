// Words that report speech, by class. Compiled by hand: the words that stand before ：“ and ，“, and between ” and 。, in the
// zh-Hans files of ../shared/train/text, completed class by class from the usual groups of reporting verbs in Chinese grammars
// (言说, 认知, 询问, 祈使, 评价 verbs). No evaluation text was used.

/** What a cue does. `name` = gives a name (称为, 叫做), which is no speech; `source` = a noun of a source (说法, 统计). */
export type CueClass = "say" | "think" | "write" | "shout" | "ask" | "report" | "urge" | "judge" | "name" | "source";

export interface CueWord {
  readonly word: string;
  readonly kind: CueClass;
  /** Takes a reported clause without a comma (他认为价格会涨). */
  readonly bare: boolean;
  /** Takes a reported clause behind a comma (他认为，价格会涨). */
  readonly clause: boolean;
}

/** A cue in the text; UTF-16 offsets. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly kind: CueClass;
  readonly bare: boolean;
  readonly clause: boolean;
  /** The verb proper; `start` may lie before it (笑着说, 解释说). */
  readonly word: string;
  /** Used as a noun (他的回答, 专家的担忧): reports only with a colon, 是 or 据 around it. */
  readonly noun: boolean;
}

interface Group {
  readonly kind: CueClass;
  readonly bare: boolean;
  readonly clause: boolean;
  readonly words: string;
}

const GROUPS: readonly Group[] = [
  {
    kind: "say",
    bare: true,
    clause: true,
    words:
      "表示 指出 声称 宣称 强调 坦言 坦承 承认 透露 认定 声明 直言 断言 重申 辩称 自称 谎称 扬言 回忆说 坚称 诉说 主张 否认 证实 宣布 披露 爆料 发文称 " +
      "回应称 报道称 警告称 解释称 表示称 补充称 评论称 指 所称 慨言 放言",
  },
  {
    kind: "say",
    bare: false,
    clause: true,
    words:
      "说 称 道 讲 曰 云 告诉 告知 介绍 介绍说 提及 驳斥 指称 喊话 补充 补充说 补充道 解释 解释说 提到 谈到 谈及 说起 讲述 回忆 回忆道 总结 总结道 总结说 感叹 感慨 感叹道 感慨道 " +
      "惊叹 调侃 吐槽 抱怨 评论 评论说 评论道 点评 诉苦 坦白 承诺 保证 发誓 许诺 表态 说过 讲过 说道 讲道 说着 所说 " +
      "自嘲 讽刺 讽刺道 嘲讽 打趣 戏言 笑言 笑称 戏称 慨叹 赞叹 同意道 附和 嘀咕 嘟囔 咕噜 嘟哝 咕哝 喃喃 叮嘱 嘱咐 安慰 劝 劝说 解嘲 致歉 道歉 声明称 " +
      "反映 反应说 转述 引述 说明道 发表声明 发表评论 发表意见 发表看法 有言 常言 预告 叹道 笑道 接口 答应 恭维 夸 夸赞 称赞 赞扬 盛赞 赞 表示反对 补述",
  },
  {
    kind: "think",
    bare: true,
    clause: true,
    words: "认为 觉得 相信 深信 坚信 以为 看来 预计 预测 估计 推测 预言 料想 坚持认为 判断 希望 担心 担忧 怀疑 预期 期待",
  },
  { kind: "think", bare: false, clause: true, words: "想 想道 心想 暗想 寻思 思忖 想着 想到 暗道 心道" },
  {
    kind: "write",
    bare: false,
    clause: true,
    words:
      "写 写道 投书 写着 写到 写下 留言 留言道 发帖 发文 撰文 发微博 发推 发推文 发博 记载 记述 记述道 记道 记录 载 题 签名 回帖 跟帖 批注 配文 留下",
  },
  {
    kind: "shout",
    bare: false,
    clause: false,
    words:
      "喊 喊道 喊着 高喊 大喊 呼喊 高呼 疾呼 大呼 叫 叫道 叫着 大叫 叫喊 嚷 嚷道 嚷着 吼 吼道 骂 骂道 大骂 呵斥 喝道 唱 唱道 念 念道 念着 吟 哭道 哭诉 尖叫 怒吼 咆哮",
  },
  { kind: "ask", bare: false, clause: true, words: "问 问道 追问 反问 质问 询问 提问 发问 请问 问起 探问 盘问 质疑" },
  {
    kind: "say",
    bare: false,
    clause: true,
    words: "回答 回答道 回答说 答 答道 答说 回应 回应道 回应说 回复 回复道 答复 回道 应道 反驳 反驳道 反驳说 回击 辩解 辩护 否定",
  },
  {
    kind: "report",
    bare: true,
    clause: true,
    words: "报道 报道说 报导 报导称 报告 显示 表明 援引 公布 通报 获悉 发现 测算 统计 指明 揭示 证明 刊文称",
  },
  {
    kind: "urge",
    bare: false,
    clause: true,
    words:
      "要求 呼吁 警告 警告说 建议 提醒 提醒说 敦促 提议 倡议 告诫 劝告 规定 裁定 裁决 判决 下令 命令 请求 恳求 督促 指示 号召 威胁 警示 呼吁说",
  },
  {
    kind: "judge",
    bare: false,
    clause: false,
    words:
      "批评 指责 指控 谴责 抨击 斥责 痛斥 怒斥 形容 描述 评价 嘲笑 讥讽 讥笑 贬 斥 诟病 控诉 痛批 狠批 怒批 描绘 比喻 比作 斥为 描述为 形容为 评价为 批评为 " +
      "称其 称他 称她 称它 称该 称此 称这 称之",
  },
  { kind: "source", bare: false, clause: false, words: "说法 数据 消息 观点 看法 调查 研究 分析 意见 理由 结论" },
  {
    kind: "name",
    bare: false,
    clause: false,
    words:
      "称为 称之为 称其为 称作 叫做 叫作 名为 名叫 命名 命名为 简称 俗称 又称 别称 全称 统称 改称 改名 誉为 号称 堪称 人称 取名 起名 译为 意为 意思是 题为 冠以 自诩 " +
      "并称 合称 旧称 初称 古称 通称 尊称 敬称 昵称 爱称 蔑称 谓 所谓 认作 视为 视作 叫 当作 列为 评为 选为 定为 作为 喻为 又名 原名 别名 称做 又叫",
  },
];

/** Manner words that belong to a following 说, 道 or 称 (笑着说, 解释说). */
const MANNER =
  "笑着|解释|补充|强调|回忆|感叹|感慨|提醒|警告|评论|回答|回应|反驳|继续|接着|总结|介绍|发文|撰文|报道|表示|调侃|低声|大声|高声|轻声|小声|冷笑|微笑|苦笑|叹息|坦率|反问|追问|答|笑|哭|怒|叹|骂|劝|喊|叫|问|忙|回".split(
    "|",
  );

// 小说, 学说 …: no verb. By the last unit before a cue of one unit, or the unit behind it.
const NOT_BEFORE: Readonly<Record<string, string>> = {
  说: "不小学传据演游解胡听虽浅论如再何没难照",
  称: "名简俗别统改又旧初古全合职对号通尊敬昵爱戏堪并声宣蔑代匀",
  道: "知报街频轨通渠味难人铁隧管航水赛跑车地魔厚门国国林孝王黑同公轿赤柔步一几每这那频便大小过",
  问: "访疑顾慰学请过不试审设发扪",
  答: "应报解",
  想: "思理梦联幻猜感构设料回遐妄空不休着畅也一了",
  写: "描抄改缩听书编特大小速",
  叫: "名又别呼鸣",
  指: "手食拇戒中标直所意特泛弹多屈大一即专则是",
  云: "白乌风星疆青战",
  讲: "演听宣主开",
  赞: "称夸盛点参",
  载: "刊下登承装运满连转记千",
  骂: "叫辱谩",
  题: "问主标专课话议难习命试考",
  念: "概理观纪想信怀悬挂",
  唱: "演合翻独主歌弹",
  夸: "浮自",
  劝: "相",
  贬: "褒",
  斥: "排充",
  谓: "所无称何可",
  吟: "呻",
};
const NOT_AFTER: Readonly<Record<string, string>> = {
  说: "明法服话谎教辞客唱起定到来白穿理亲情破不",
  称: "为之号呼赞谓职作得霸重病雄心量做道",
  道: "路德教具理家歉谢士别场人台",
  问: "题世候卷及鼎责询津",
  答: "案复辩卷应谢题",
  想: "象法起像要念必办来不",
  写: "作字法照意生实真",
  叫: "做作好停醒板卖座",
  指: "数标导挥向的示定令南望纹甲控责针头点路派引",
  云: "计端南集中雾彩",
  讲: "座解述究台义坛师堂学稿求",
  赞: "同助成美赏比誉",
  载: "体人有重客入",
  题: "目材库",
  念: "头书",
  唱: "片歌戏",
  劝: "阻告",
  夸: "张",
  贬: "值义",
  谓: "语词",
  表示: "了着",
  报道: "了的",
  规定: "的了",
  要求: "的",
  建议: "的",
  统计: "学局的分",
  介绍: "了的",
  评论: "员家区",
  批评: "家",
  记录: "了的片",
  显示: "器屏了出",
  发现: "了",
  证明: "了",
  希望: "的小工",
  预期: "的",
  透露: "了出",
  公布: "了的",
  提到: "的了",
  判断: "力",
  描述: "了的性",
  评价: "的了",
  判决: "的书",
  怀疑: "论",
  反映: "了出在",
  指示: "的器灯",
  回应: "的了",
  解释: "了的器",
  担心: "的",
  估计: "的",
  质疑: "的声",
  答应: "了",
  劝说: "了",
  号召: "力",
  提问: "者",
  主张: "的",
};
// 惊异的问道: in older prose 的 may stand before a verb; these are no nouns.
const VERBAL_END = /(?:[说着称写叫]|(?<!叫)喊|(?<!报)道)$/u;
// 一份报告, 研究报告: a noun.
const REPORT_NOUN = "份篇项本作究查析估度险息行职年会告稿等情试学诊测财汇量";
/** Words before which a cue is passive or no speech. */
const PASSIVE = "被受";

const BY_FIRST = new Map<number, CueWord[]>();
/** 1 where a cue may begin. */
const FIRST = new Uint8Array(65536);
for (const { kind, bare, clause, words } of GROUPS) {
  for (const word of words.split(" ")) {
    const unit = word.charCodeAt(0);
    const list = BY_FIRST.get(unit) ?? [];
    list.push({ word, kind, bare, clause });
    BY_FIRST.set(unit, list);
    FIRST[unit] = 1;
  }
}
for (const list of BY_FIRST.values()) list.sort((a, b) => b.word.length - a.word.length);

/** The cues between two offsets, in order and disjoint; the longest word wins. Passive ones (被称) are left out, naming ones are not. */
export function findCues(text: string, start: number, end: number, found: Cue[]): void {
  for (let i = start; i < end; i++) {
    if (FIRST[text.charCodeAt(i)] === 0) continue;
    const cue = matchCue(text, start, end, i);
    if (!cue) continue;
    const last = found.at(-1);
    // 解释说 when 解释 was taken alone, and 说 follows.
    const closes = cue.word === "说" || cue.word === "道" || cue.word === "称";
    if (closes && last?.end === cue.end - 1 && last.kind !== "name" && last.kind !== "source") {
      found[found.length - 1] = { ...last, end: cue.end, clause: true, noun: false };
    } else if (last?.end === cue.start && cue.kind === "source" && (last.kind === "report" || last.kind === "source")) {
      // 统计数据, 调查报告
      found[found.length - 1] = { ...cue, start: last.start };
    } else found.push(cue);
    i = cue.end - 1;
  }
}

function matchCue(text: string, start: number, end: number, at: number): Cue | null {
  const words = BY_FIRST.get(text.charCodeAt(at)) as CueWord[];
  for (const { word, kind, bare, clause } of words) {
    const stop = at + word.length;
    if (stop > end || !text.startsWith(word, at)) continue;
    const before = at > start ? (text[at - 1] as string) : "";
    const after = stop < end ? (text[stop] as string) : "";
    if (after !== "" && (NOT_AFTER[word] ?? "").includes(after)) continue;
    if (before !== "" && word.length === 1 && (NOT_BEFORE[word] ?? "").includes(before)) continue;
    if (before !== "" && PASSIVE.includes(before) && kind !== "name") return null;
    if (after === "的" && word.length > 1 && kind !== "name" && word !== "所说") continue;
    if (word === "表示" && before === "思") continue; // 意思表示
    if (word === "报告" && REPORT_NOUN.includes(before || "份")) continue;
    if ((word === "说" || word === "讲") && isManner(text, start, at)) continue;
    const noun = kind === "source" || (before === "的" && word.length > 1 && !VERBAL_END.test(word));
    return { start: word.length === 1 ? mannerStart(text, start, at, word) : at, end: stop, kind, bare, clause, word, noun };
  }
  return null;
}

const SET_PHRASE_REACH = 14;

/** 具体来说, 从理论上讲: how something is meant, not who says it; but 用他的话来说, 在会上说. */
function isManner(text: string, start: number, at: number): boolean {
  const before = text[at - 1];
  if (at <= start || (before !== "来" && before !== "上")) return false;
  const lead = text.slice(Math.max(start, at - SET_PHRASE_REACH), at);
  return before === "来" ? !lead.endsWith("的话来") : lead.includes("从") && !lead.includes("在");
}

function mannerStart(text: string, start: number, at: number, word: string): number {
  if (word !== "说" && word !== "道" && word !== "称") return at;
  for (const manner of MANNER) {
    if (at - manner.length >= start && text.startsWith(manner, at - manner.length)) return at - manner.length;
  }
  return at;
}
