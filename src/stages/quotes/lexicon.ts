// Words that report speech, by class. Compiled by hand: the words that stand before ：“ and ，“, and between ” and 。, in the
// zh-Hans files of ../shared/train/text, completed class by class from the usual groups of reporting verbs in Chinese grammars
// (言说, 认知, 询问, 祈使, 评价 verbs). No evaluation text was used.

/** What a cue does. `name` = gives a name (称为, 叫做), which is no speech; `source` = a noun of a source (说法, 统计). */
export type CueClass = "say" | "think" | "write" | "shout" | "ask" | "report" | "urge" | "judge" | "name" | "source";

export interface CueWord {
  readonly word: string;
  readonly kind: CueClass;
  /** Takes a reported clause behind a comma (他认为，价格会涨). */
  readonly clause: boolean;
  /** Takes a reported clause without a comma (他认为价格会涨). */
  readonly bare: boolean;
  /** Takes one only with a person or a body in front. */
  readonly needsAgent: boolean;
  /** Begins a report of its own in the middle of a sentence. */
  readonly strong: boolean;
  /** A noun as often as a verb: reports only right behind someone (法院判决，…, but 不服一审判决，…). */
  readonly nouny: boolean;
  /** Names a topic as often as it reports (提到“…”, 强调“…”). */
  readonly topic: boolean;
  /** Units behind which, or before which, the word is part of another one (小说, 说明). */
  readonly notBehind: readonly number[];
  readonly notBefore: readonly number[];
  /** Units of the word. */
  readonly length: number;
  /** Its second unit; 0 where it has one only. */
  readonly second: number;
  /** What else follows from the word (`traitsOf`); -1 until asked for. */
  traits: number;
}

interface Group {
  readonly kind: CueClass;
  readonly clause: boolean;
  readonly words: string;
}

const GROUPS: readonly Group[] = [
  {
    kind: "say",
    clause: true,
    words:
      "表示 指出 声称 宣称 强调 坦言 坦承 承认 透露 认定 声明 直言 断言 重申 辩称 自称 谎称 扬言 回忆说 坚称 诉说 主张 否认 证实 宣布 披露 爆料 发文称 " +
      "回应称 报道称 警告称 解释称 表示称 补充称 评论称 指 所称 慨言 放言",
  },
  {
    kind: "say",
    clause: true,
    words:
      "说 称 道 讲 曰 云 告诉 告知 介绍 介绍说 提及 驳斥 指称 喊话 补充 补充说 补充道 解释 解释说 提到 谈到 谈及 说起 讲述 回忆 回忆道 总结 总结道 总结说 感叹 感慨 感叹道 感慨道 " +
      "惊叹 调侃 吐槽 抱怨 评论 评论说 评论道 点评 诉苦 坦白 承诺 保证 发誓 许诺 表态 说过 讲过 说道 讲道 说着 所说 " +
      "自嘲 暗示 申明 供述 供认 自述 宣告 吐露 倾诉 汇报 禀报 哀叹 祈祷 祷告 起誓 埋怨 吩咐 叮咛 教导 责备 责怪 训斥 作证 证言 坦诚 回嘴 顶嘴 嚷嚷 哼 附耳 搭话 接话 接茬 抢白 讽刺 讽刺道 嘲讽 打趣 戏言 笑言 笑称 戏称 慨叹 赞叹 同意道 附和 嘀咕 嘟囔 咕噜 嘟哝 咕哝 喃喃 叮嘱 嘱咐 安慰 劝 劝说 解嘲 致歉 道歉 声明称 " +
      "反映 反应说 转述 引述 说明道 发表声明 发表评论 发表意见 发表看法 有言 常言 预告 叹道 笑道 接口 答应 恭维 夸 夸赞 称赞 赞扬 盛赞 赞 表示反对 补述",
  },
  {
    kind: "think",
    clause: true,
    words: "认为 觉得 相信 深信 坚信 以为 看来 预计 预测 估计 推测 预言 料想 坚持认为 判断 希望 担心 担忧 怀疑 预期 期待",
  },
  { kind: "think", clause: true, words: "想 想道 心想 暗想 寻思 思忖 想着 想到 暗道 心道" },
  {
    kind: "write",
    clause: true,
    words:
      "写 写道 投书 写着 写到 写下 留言 留言道 发帖 发文 撰文 发微博 发推 发推文 发博 记载 记述 记述道 记道 记录 载 题 签名 回帖 跟帖 批注 配文 留下",
  },
  {
    kind: "shout",
    clause: false,
    words:
      "喊 喊道 喊着 高喊 大喊 呼喊 高呼 疾呼 大呼 叫 叫道 叫着 大叫 叫喊 嚷 嚷道 嚷着 吼 吼道 骂 骂道 大骂 呵斥 喝道 唱 唱道 念 念道 念着 吟 哭道 哭诉 尖叫 哀号 哭喊 叫嚷 断喝 惊呼 欢呼 高叫 怒吼 咆哮",
  },
  {
    kind: "ask",
    clause: true,
    words: "问 问道 追问 反问 质问 询问 提问 发问 请问 问起 探问 盘问 责问 喝问 请教 询问道 反问道 追问道 质疑",
  },
  {
    kind: "say",
    clause: true,
    words: "回答 回答道 回答说 答 答道 答说 回应 回应道 回应说 回复 回复道 答复 回道 应道 反驳 反驳道 反驳说 回击 辩解 辩护 否定",
  },
  {
    kind: "report",
    clause: true,
    words: "报道 报道说 报导 报导称 报告 显示 表明 援引 公布 通报 获悉 发现 测算 统计 指明 揭示 证明 刊文称",
  },
  {
    kind: "urge",
    clause: true,
    words:
      "要求 呼吁 警告 警告说 建议 提醒 提醒说 敦促 提议 倡议 告诫 劝告 规定 裁定 裁决 判决 下令 命令 请求 恳求 督促 指示 号召 威胁 警示 呼吁说",
  },
  {
    kind: "judge",
    clause: false,
    words:
      "批评 指责 指控 谴责 抨击 斥责 痛斥 怒斥 形容 描述 评价 嘲笑 讥讽 讥笑 贬 斥 诟病 控诉 痛批 狠批 怒批 描绘 比喻 比作 斥为 描述为 形容为 评价为 批评为 " +
      "称其 称他 称她 称它",
  },
  { kind: "source", clause: false, words: "说法 数据 消息 观点 看法 调查 研究 分析 意见 理由 结论" },
  {
    kind: "name",
    clause: false,
    words:
      "称为 称之为 称其为 称作 叫做 叫作 名为 名叫 命名 命名为 简称 俗称 又称 别称 全称 统称 改称 改名 誉为 号称 堪称 人称 取名 起名 译为 意为 意思是 题为 冠以 自诩 " +
      "合称 旧称 初称 古称 通称 尊称 敬称 昵称 爱称 蔑称 谓 所谓 认作 视为 视作 叫 当作 列为 评为 选为 定为 作为 喻为 又名 原名 别名 称做 又叫",
  },
];

/** Verbs that take a bare clause; and all of three units that end in 说 or 称 (回应称). */
const BARE = set(
  "指 表示 指出 声称 宣称 强调 坦言 坦承 透露 声明 直言 断言 重申 辩称 坚称 认为 坚持认为 报道 报导 说 称 相信 显示 表明 宣布 承认 认定 否认 呼吁 暗示 申明 供认 笑称 戏称 自称 谎称 笑言 扬言 慨叹",
);
const NEEDS_AGENT = set("指 说 称 告诉 相信 显示 表明 宣布 承认 认定 否认 证实 披露 呼吁 介绍 报道 报导");
const STRONG = set("所说 表示 指出 声称 宣称 强调 坦言 坦承 透露 声明 直言 断言 重申 辩称 坚称 认为 坚持认为 说 称 说道 承认 报道 报导");
const NOUNY = set(
  "规定 要求 判决 裁决 裁定 命令 回应 建议 提醒 声明 指示 请求 提议 倡议 报告 评论 统计 测算 解释 介绍 反映 记录 判断 估计 签名 告知 证明 警告 预测 预计 分析 通报 承诺 保证 否定 报道 报导 质疑 担忧 担心 希望 期待 怀疑 汇报 祈祷 教导 责备 吩咐 宣告 威胁 警示",
);
const TOPIC = set(
  "提到 谈到 谈及 提及 强调 讲 讲述 写 希望 主张 要求 反映 记录 题 介绍 想 想到 期待 担心 发现 质疑 宣布 公布 透露 承认 说起 规定 记载 念 唱 建议 呼吁 提议 倡议 显示 表明 揭示 提问 问起",
);
const SPOKEN_END = /[说称道]$/u;
const RELAYING = /^.{2}[说称]$/u;

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

// 小说, 学说 …: no verb. By the last unit before a cue of one unit, or the unit behind it.
/** Units before the word. */
const NOT_BEFORE: Readonly<Record<string, string>> = {
  说: "假定不小学传据演游解胡听虽浅论如再何没难照",
  称: "总之俱名简俗别统改又旧初古全合职对号通尊敬昵爱戏堪声宣蔑代匀",
  道: "传布知报街频轨通渠味难人铁隧管航水赛跑车地魔厚门国国林孝王黑同公轿赤柔步一几每这那频便大小过",
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
  形容: "词",
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

const NO_UNITS: readonly number[] = [];

function unitsOf(list: string): readonly number[] {
  return list === "" ? NO_UNITS : Array.from(list, (unit) => unit.charCodeAt(0));
}

/** All cues, longest first within one first unit. */
export const CUE_WORDS: readonly CueWord[] = GROUPS.flatMap(({ kind, clause, words }) =>
  words.split(" ").map((word) => ({
    word,
    kind,
    clause,
    bare: BARE.has(word) || RELAYING.test(word),
    needsAgent: NEEDS_AGENT.has(word),
    strong: STRONG.has(word) || RELAYING.test(word),
    nouny: NOUNY.has(word),
    topic: TOPIC.has(word),
    notBehind: unitsOf(word.length === 1 ? (NOT_BEFORE[word] ?? "") : ""),
    // 补充说明: a word that ends in 说, 称 or 道 is bounded as they are.
    notBefore: unitsOf(
      (NOT_AFTER[word] ?? "") + (word.length > 1 && SPOKEN_END.test(word) ? (NOT_AFTER[word.at(-1) as string] ?? "") : ""),
    ),
    length: word.length,
    second: word.length > 1 ? word.charCodeAt(1) : 0,
    traits: -1,
  })),
).sort((a, b) => b.word.length - a.word.length);
