import type { Span } from "../../text/edits.ts";
import { adverbLength, linkLength } from "./adverbs.ts";
import {
  ADVERB,
  classAt,
  classesWithin,
  classify,
  classOf,
  FOREIGN,
  GESTURE,
  LEAD,
  LOOSE,
  NO_BEGINNING,
  NO_END,
  PHRASE,
  PRONOUN,
  type Source,
  TIME,
  WHITE,
} from "./units.ts";

// What a stretch of text in front of a cue says about the speaker: adverbs, times and places are cut off on both sides,
// what is left is the noun phrase. Word lists by hand (closed classes).

const NUMERAL = "[0-9０-９一二三四五六七八九十〇零数几]";
const LEAD_TIME = new RegExp(
  `^(?:[\\s，,、：:；;（(]+|的|(?:[在于])?(?:[上本这下]个?)?(?:周|星期|礼拜)[一二三四五六日天](?:上午|下午|晚上|晚间|早上|晚|早)?|` +
    `(?:仅仅?)?(?:[在于])?\\s*${NUMERAL}{1,5}\\s*(?:世纪|年代|年|月份|月|日|时|点|分|小时|天)(?:初|末|底|中旬|上旬|下旬|上午|下午|晚上|晚间|晚|凌晨|以来|之后|以后|之前|后|前)?)`,
  "u",
);
// What a lead of punctuation, time or place begins with.
classify(`${WHITE}，,、：:；;（(的在于上本这下周星礼仅当从自到除0123456789０１２３４５６７８９一二三四五六七八九十〇零数几`, LEAD);
// 在一次采访中, 在他看来: up to the first closing locative with a subject behind it.
const LEAD_PLACE =
  /^(?:在|当(?!地|局|事|年|代|选)|从(?!业|事)|自(?!己|治|由)|到|除)[^，。；：·]{1,40}?(?:上|中|里|内|时|后|下|前|期间|以来|之际|时候|会议|采访)(?!国|央|方|海|市|信|科|文|石|兴|任|代|报|台|学|心|间|部|外|年|级|下|将|辈|者|华|东|新)(?=[^，。；：]{2})/u;

const TIME_TAIL =
  /(?:(?:于|在)?\s*(?:[0-9０-９]{1,4}\s*年\s*)?(?:[0-9０-９]{1,2}\s*月\s*)?[0-9０-９]{1,2}\s*日|(?:于|在)?(?:[0-9０-９]{2,4}年)(?:[0-9０-９]{1,2}月)?|(?:于|在)?(?:[上本这下]个?)?(?:周|星期|礼拜)[一二三四五六日天](?:上午|下午|晚上|晚间|早上|晚|早)?|(?:于|在)?(?:今年|去年|昨晚|今晚|当晚|早晨|上午|下午|晚上|凌晨|表面上?|事实上|稍早|稍后|早前|早些时候))$/u;
// 惊异地, 更其诧异的: manner with 地 or, in older prose, 的.
const MANNER_TAIL =
  /(?:很|更|更其|十分|非常|极|极其|颇|颇为|有些|有点|略|似乎|好像|大|不|毫不|半|又|都|却)?[\u4e00-\u9fff]{2}(?:(?<![当各基内本外产驻属场营领])地|的)$/u;
/** 得意洋洋地, 不紧不慢地 */
const DOUBLED_TAIL = /(?:[\u4e00-\u9fff]{2}([\u4e00-\u9fff])\1|([不无没半又一有自大])[\u4e00-\u9fff]\2[\u4e00-\u9fff])[地的]$/u;
// 掰着手指, 笑着, 点点头: what the speaker does meanwhile.
const GESTURE_TAIL =
  /(?:[\u4e00-\u9fff](?<![他她它我们])着[\u4e00-\u9fff]{0,5}|[点摇摆][点摇了着]?头|叹[了着]?口?气|[皱扬]了?[皱扬]?眉头?|耸耸肩|摆摆手|挥挥手|想了想|顿了顿|停了一?停|笑了一?笑|沉默片刻|一面|一边)$/u;
// Prepositional phrases between subject and cue, from their preposition on.
const PHRASE_TAIL =
  /(?:(?<=..)(?<![现存所正内外实潜])在[\u4e00-\u9fff]{2,6}|在[^，。；在]{1,40}(?:上|中|里|内|时|后|下|前|期间|会议|采访|报道|网站|声明|演讲|讲话|推特|微博|博客|社交媒体|社交平台|朋友圈|日记|信|书|一文|文章|报告|平台|论坛|大会|发布会|节目|电话|邮件|微信|面前|对面|旁边|身边|身后|门口|台下|台上|现场|那里|这里|一旁|之余|之际|的时候|采访时)|接受[^，。；]{1,40}(?:采访|访问|专访|访谈|提问)(?:时|中|后)?|(?:对(?!外|手|冲|方)|向(?!导)|跟|朝(?!鲜|阳|廷|代|野|日)|冲(?!绳)|替|给|对着|针对|通过|经由|借助|透过|凭)[^，。；对向]{1,30}|(?<=.)(?:将(?!军|领)|把)[^，。；]{1,40}|就[^，。；]{0,30}(?:问题|一事|此事|此|事件)|(?:出席|参加|谈到|谈及|提到|回应|介绍|离开|抵达|回答|回忆|说到|讲到|描述|接受|被问及|被问到|宣布|发布|评价|总结|会见|访问|离任|上任|就职|辞职)[^，。；]{0,30}(?:时|后|时候|之际|之后|期间)|(?<=.)(?:从(?!业|事|军)|以(?!色列|太|往|前|上|下|及|内|外)|(?<!引|使|作|利)用(?!户)|因|凭借)[^，。；]{1,20})$/u;

/** Words that follow a subject; the noun phrase ends before them. Only tried on long stretches. */
const PREDICATE: RegExp =
  /(?:没有|没(?!收)|在(?!线|野|校|任|职|逃)|(?<![反面绝相应针核校敌派])对(?!外|手|冲|方)|向(?!导|阳|东)|将(?!军|领)|已|曾(?![国庆志荫])|也(?!门)|还|则|却|便(?!利|民)|就(?!业)|是|把|被|从(?!业|事|军)|以(?!色列|太|往|前|上|下|及|内|外)|于(?!是)|因(?!素|斯)|周[一二三四五六日]|上周|本周|[0-9]{1,2}(?:月|日)|[0-9]{4}年|今年|去年|昨[天日]|今[天日]|近日|日前|随后|随即|立即|不得不|不再|不断|不会|不能|最近|最终|开始|继续|决定|发现|发布|公布|宣布|起诉|批评|指责|离开|抵达|出席|参加|接受|举行|拒绝|同意|签署|访问|会见|召开|发表|提出|推出|发起|呼吁|否认|承认|声称|宣称|透露|强调|解释|回应|介绍|告诉|表示|认为|指出|撤回|收购|投资|要求|警告|证实|得知|发出|获得|获胜|击败|赢得|失去|进入|来到|走进|走到|站在|坐在|听了|听到|看了|看到|看着|拿起|放下|描述|提到|谈到|谈及|回忆|表达|进一步|最初|正(?!义|式|方|定)|又|很|更|极|才(?!能)|想(?!象)|忽|知道|觉得|记起|似乎|微微|不服|连忙|赶紧|立刻|即刻|尽自|[\u4e00-\u9fff](?:上|下|过|起|出|进|回)[去来]|抬头|低头|回头|转身|起身|扭头|歪头|探头|([拍看点摇挥摸敲耸摆搓擦捋])\1|[拍笑看点摇叹走站坐抬伸举放拿推转回低瞪皱哭喊跳跑停想接摸挥抓拉丢扔挤爬夹捏捧抱听吃喝打骂沉吐露咳咬挺扬耸垂扭探弯跪拱行收写记留躺蹲飞掉背扛端拖扯切砍关锁穿脱戴摘解系咽望盯瞧闻敲按压抛投递交送买卖找追赶躲](?:了|着|过|起|出|下|上|开|住|到|一)|点头|摇头|叹)/gu;

/** Stretches that are no noun phrase: discourse markers, auxiliaries, abstract nouns. */
const NO_SPEAKER = new Set(
  (
    "这 那 这就 那就 也就 就 可以 应该 应当 不妨 换句话 总的来 一般来 比如 例如 老实 简单 按理 不用 俗话 常言 所谓 不能 可 只能 或者 再 所 怎么 什么 为什么 不 没有 没 难以 无法 很难 不难 很 且 " +
    "不消 不必 莫 敢 想 来 去 尤其 特别 这么 那么 依 据 有 是 也 的 了 和 与 及 或 其 之 以 而 有所 无话可 话 一句 一 自己 你 您 您们 你们 事实 实践 历史 这些 那些 种种迹象"
  ).split(" "),
);
const NO_SPEAKER_BEGINS =
  /^(?:在|请|怎|.着|如何|把|将(?!军|领)|让|给|从(?!业|事)|与(?!会)|和(?!平)|跟|对(?!外|手|方)|向(?!导)|以(?!色列)|作为|无可|只要|不要|必须|为了|除了|通过|是否|一[面边]|(?:嘴里|口里|口中|心里|心中|脸上|眼里|手里|回头|回转身|转身).{0,3}$|.{0,6}是$)/u;
/** Units that are no name by themselves. */
const NO_NAME =
  "会能要应需都被并更还又很常先多少些每各该此即若如因故但则却已曾未不无非莫勿让使令将给便就才只仅通总均站看回冷别走坐笑哭喊叫问说答听想吃打拿放跑跳躺";
const NO_SPEAKER_ENDS = /(?:.[你我您]|可以|应当|必须|应该|是在.*|令人|引人|让人|使人|令人为之)$/u;

const MAX_ROUNDS = 8;

/**
 * Cuts what is no part of the noun phrase off a stretch before a cue.
 *
 * @param verbal the cue is a verb, so that 的 may close an adverb (诧异的问)
 * @param names persons and organisations in it: never cut through
 * @returns the noun phrase; empty (start === end) when nothing is left
 */
export function trimMention(source: Source, start: number, end: number, names: readonly Span[], verbal = true): Span {
  let from = start;
  let stop = end;
  if (end - start <= 2 && pronounLength(source, start, end) === end - start && end > start) return { start, end };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cut = leadLength(source, from, end);
    if (cut === 0 || isInside(names, from + cut)) break;
    from += cut;
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (endsAny(names, stop)) break;
    const cut = tailLength(source, from, stop, verbal);
    if (cut === 0 || isInside(names, stop - cut)) break;
    stop -= cut;
  }
  return { start: from, end: stop };
}

function isInside(names: readonly Span[], at: number): boolean {
  for (let i = 0; i < names.length; i++) if ((names[i] as Span).start < at && (names[i] as Span).end > at) return true;
  return false;
}

function endsAny(names: readonly Span[], at: number): boolean {
  for (let i = 0; i < names.length; i++) if ((names[i] as Span).end === at) return true;
  return false;
}

function leadLength(source: Source, start: number, end: number): number {
  if (start >= end) return 0;
  if ((classAt(source, start) & LEAD) !== 0) {
    const part = source.text.slice(start, end);
    const lead = LEAD_PLACE.exec(part) ?? LEAD_TIME.exec(part);
    if (lead) return lead[0].length;
  }
  return linkLength(source, start, end);
}

// Last units of times; units that begin a phrase or a gesture. What holds none needs no look.
classify("日年月一二三四五六天午上晚间早晨凌面实后前候", TIME);
classify("在接对向跟朝冲替给针通经借透凭将把就从以用因出参谈提回介离抵说讲描被宣发评总会访上辞", PHRASE);
classify("着头气眉肩手想顿停笑刻面边", GESTURE);

const LIKE = 0x4f3c; // 似
const DE_ADVERB = 0x5730; // 地
const DE = 0x7684; // 的

function tailLength(source: Source, start: number, end: number, verbal: boolean): number {
  if (start >= end) return 0;
  const last = source.units[end - 1] as number;
  if (last === DE_ADVERB || last === DE) {
    // 不耐烦似的
    if (verbal && end - start >= 2 && (source.units[end - 2] as number) === LIKE)
      return end - start - (pronounLength(source, start, end) > 0 ? 1 : 0);
    // 异口同声地
    const adverb = verbal ? adverbLength(source, start, end - 1) : 0;
    if (adverb > 1) return adverb + 1;
    const part = source.text.slice(start, end);
    const manner = DOUBLED_TAIL.exec(part) ?? MANNER_TAIL.exec(part);
    if (manner && (verbal || last === DE_ADVERB)) return manner[0].length;
  }
  const phrase = phraseTail(source, start, end, classOf(last));
  if (phrase > 0 && (phrase !== end - start - 1 || isPronounUnit(source.text[start]))) return phrase;
  const adverb = adverbLength(source, start, end);
  if (adverb > 0) return adverb;
  let loose = end;
  while (loose > start && (classAt(source, loose - 1) & LOOSE) !== 0) loose--;
  return loose < end ? end - loose : last === DE ? 1 : 0;
}

/** Length of the time, phrase or gesture that a stretch ends with; 0 when there is none. */
function phraseTail(source: Source, start: number, end: number, last: number): number {
  const within = classesWithin(source, start, end);
  if ((last & TIME) === 0 && (within & (PHRASE | GESTURE)) === 0) return 0;
  const part = source.text.slice(start, end);
  const found =
    ((last & TIME) !== 0 && endsInTime(part) ? TIME_TAIL.exec(part) : null) ??
    ((within & PHRASE) !== 0 ? PHRASE_TAIL.exec(part) : null) ??
    ((within & GESTURE) !== 0 ? GESTURE_TAIL.exec(part) : null);
  return found ? found[0].length : 0;
}

/** What stands before the last unit of a time: a digit or blank before 日, 年 and 月, else one of these. */
const BEFORE_TIME_END: Readonly<Record<string, string>> = {
  日: "周期拜",
  年: "今去",
  月: "",
  午: "上下",
  上: "晚早面实",
  晚: "昨今当一二三四五六日天",
  间: "晚",
  早: "稍一二三四五六日天",
  晨: "早凌",
  面: "表",
  实: "事",
  后: "稍",
  前: "早",
  候: "时",
};
const WEEKDAY = "周期拜";
const NUMBER_OR_BLANK = /[0-9０-９\s]/u;

/** Exact where it says no: the last two units of what `TIME_TAIL` matches. */
function endsInTime(part: string): boolean {
  if (part.length < 2) return false;
  const last = part[part.length - 1] as string;
  const before = part[part.length - 2] as string;
  if ((BEFORE_TIME_END[last] ?? WEEKDAY).includes(before)) return true;
  return (last === "日" || last === "年" || last === "月") && NUMBER_OR_BLANK.test(before);
}

function isPronounUnit(unit: string | undefined): boolean {
  return unit !== undefined && "他她它我你其伊".includes(unit);
}

/** Where a subject that begins the stretch ends, or the whole stretch when no predicate is recognised. */
export function subjectEnd(part: string): number {
  const masked = part.includes("《") ? part.replace(TITLED, (title) => "书".repeat(title.length)) : part;
  PREDICATE.lastIndex = 1;
  const found = PREDICATE.exec(masked);
  const first = masked.charCodeAt(0);
  const latin = first >= 0x41 && first <= 0x5a ? (LATIN_NAME.exec(masked)?.[0].length ?? 0) : 0;
  if (latin > 0) return found ? Math.min(latin, found.index) : latin;
  if (found) return found.index;
  const aspect = masked.includes("了") || masked.includes("过") ? ASPECT.exec(masked) : null;
  return aspect && aspect.index >= 2 ? aspect.index : part.length;
}

const TITLED = /《[^》]*》/gu;
const LATIN_NAME = /^[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*/u;
/** A verb of two units with 了 or 过 behind it. */
const ASPECT = /[\u4e00-\u9fff]{2}[了过]/u;
/** Where a subject ends without the adverbs before its predicate, with which it was cut. */
export function withoutAdverbs(source: Source, start: number, end: number): number {
  const cut = adverbLength(source, start, end);
  return cut < end - start ? end - cut : end;
}

classify("在请怎如把将让给从与和跟对向以作无只不必为除通是一嘴口心脸眼手回转", NO_BEGINNING);
classify("你我您以当须该人之", NO_END);
const IS = 0x662f; // 是
const LASTING = 0x7740; // 着
/** Units of the longest stretch in the list. */
const LONGEST_NO_SPEAKER = Math.max(...[...NO_SPEAKER].map(({ length }) => length));

/** True for a stretch that is no noun phrase. */
export function isNoSpeaker(source: Source, start: number, end: number): boolean {
  const length = end - start;
  if (length <= 0) return true;
  const last = source.units[end - 1] as number;
  if (length === 1 && NO_NAME.includes(source.text[start] as string)) return true;
  if ((classOf(last) & ADVERB) !== 0 && adverbLength(source, start, end) === length) return true;
  if (length <= LONGEST_NO_SPEAKER && NO_SPEAKER.has(source.text.slice(start, end))) return true;
  const begins = (classAt(source, start) & NO_BEGINNING) !== 0 || last === IS || isLasting(source, start, end);
  if (begins && NO_SPEAKER_BEGINS.test(source.text.slice(start, end))) return true;
  const ends = (classOf(last) & NO_END) !== 0 || holdsBetween(source, IS, start, end);
  return ends && NO_SPEAKER_ENDS.test(source.text.slice(start, end));
}

/** 站着…: behind the first character, which may have two units. */
function isLasting(source: Source, start: number, end: number): boolean {
  return (
    (start + 1 < end && (source.units[start + 1] as number) === LASTING) ||
    (start + 2 < end && (source.units[start + 2] as number) === LASTING)
  );
}

/** True where a stretch holds a unit. */
export function holdsBetween(source: Source, unit: number, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((source.units[i] as number) === unit) return true;
  return false;
}

// What ends a noun phrase for people or bodies: single units, and words.
const ROLE_UNITS = "者人部局署厅院会委办报社网台党们长官员友亲主客民匠徒童孩兵汉婆爷奶叔婶哥姐弟妹伯嫂父母翁妈爸师生家条款项法国方队";
const ROLE_WORDS =
  "人士 人员 专家 官员 发言人 教授 先生 女士 分析师 代表 部长 总统 总理 主席 市长 议员 律师 医生 公司 集团 银行 大学 组织 机构 媒体 方面 团队 政府 网友 " +
  "工会 协会 警方 校方 院方 官方 数据 报告 结果 研究 调查 声明 群众 中央 法院 白宫 中心 研究所 办法 手册 文件 通知 纪要 章程 合同 协议";
const ROLES = ROLE_WORDS.split(" ");
const ROLE_ENDS = ROLES.map((role) => role.slice(-1)).join("");

/** True for a noun phrase that ends as those for people or bodies do, or in a book title. */
export function endsInRole(part: string): boolean {
  if (part === "") return false;
  const last = part[part.length - 1] as string;
  if (ROLE_UNITS.includes(last)) return true;
  if (last === "》") return endsInTitle(part);
  if (!ROLE_ENDS.includes(last)) return false;
  for (let i = 0; i < ROLES.length; i++) if (part.endsWith(ROLES[i] as string)) return true;
  return false;
}

/** 《某书》, of two characters at least. */
function endsInTitle(part: string): boolean {
  const open = part.indexOf("《", part.lastIndexOf("》", part.length - 2) + 1);
  return open >= 0 && Array.from(part.slice(open + 1, -1)).length >= 2;
}

// The commonest surnames, and the characters that transliterate foreign names (Xinhua practice); both from general knowledge.
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
classify(
  "阿埃艾安奥巴贝本比彼波伯布查达戴丹德迪蒂丁杜多恩尔法菲费弗福盖戈格古哈海汉赫亨胡霍基吉加杰卡凯坎科克肯库拉莱兰朗劳勒雷里利莉林隆卢鲁路伦罗洛马玛迈麦曼梅蒙米密莫姆穆纳娜奈内尼诺欧帕佩皮普齐奇乔琴让热日若萨塞桑瑟沙莎舍史斯司苏索塔泰坦汤特提图托瓦万威维韦温沃乌伍西希夏谢辛休雅亚伊以英约泽詹兹佐施什切契茨瑞普珀",
  FOREIGN,
);
const LONGEST_FOREIGN = 6;

/** 2 to 3 characters that begin with a common surname, or 2 to 6 that transliterate; a guess, for where no entities came in. */
export function isNameLike(part: string): boolean {
  const { length } = part;
  if (length < 2 || length > LONGEST_FOREIGN) return false;
  if (length <= 3 && SURNAMES.includes(part[0] as string)) return true;
  for (let i = 0; i < length; i++) if ((classOf(part.charCodeAt(i)) & FOREIGN) === 0) return false;
  return true;
}

const PRONOUNS =
  /^(?:他们|她们|它们|我们|你们|咱们|伊们|他(?!乡|国)|她|它|我(?![国军市省县校院方党])|你|您|伊(?![朗拉斯利莎丽万犁藤东春丹甸尔恩])|自己|对方|双方|前者|后者|大家|有人|某人|人们)/u;

// 他的上司, 他所在的球队; but 他的回答.
const OWNS = /^\s*(?:的(?!时候|回答|解释|话)[^，。]{2}|所[在说属])/u;

classify("他她它我你咱伊您自对双前后大有某人", PRONOUN);

/** Length of the pronoun that a stretch begins with; 0 where it has none, or one that belongs to a longer noun phrase (他们的部长). */
export function pronounLength(source: Source, start: number, end: number): number {
  if (start >= end || (classAt(source, start) & PRONOUN) === 0) return 0;
  const found = PRONOUNS.exec(source.text.slice(start, end));
  if (!found) return 0;
  const { length } = found[0];
  return start + length < end && OWNS.test(source.text.slice(start + length, end)) ? 0 : length;
}

/** The last title of a mention, with what follows: 车间主任|何平. */
const TITLE =
  /(?:首席[\u4e00-\u9fff]{1,4}官|总裁|董事长|总经理|经理|主任|主席|部长|院长|校长|所长|局长|会长|秘书长|书记|市长|省长|县长|总统|总理|首相|大臣|议员|发言人|负责人|创始人|联合创始人|教授|研究员|院士|博士|专家|分析师|工程师|律师|记者|医生|主编|编辑|导演|演员|歌手|作家|诗人|教练|队长|球员|法官|警长|上校|将军|司令|先生|女士|小姐|牧师|学者|科学家|经济学家|心理学家|历史学家|物理学家|设计师|代表|大使|参议员|众议员|州长|国务卿|检察官|顾问|助理|合伙人|老师|讲师|馆长|台长|社长|行长|总监|CEO|CTO|CFO|COO)(?![\u4e00-\u9fff]*(?:部|局|署|会|院)$)/gu;
const NAME_TAIL = /^(?:[\u4e00-\u9fff·•・]{2,20}|[A-Z][A-Za-z.\-' ]+|[\u4e00-\u9fff·•・]{2,20}\s*[（(][^）)]*[）)])$/u;

/** 2 units of title, 2 of name. */
const SHORTEST_TITLED = 4;

/** Offset of the name in a mention such as 车间主任何平, and of the title before it; both 0 when the name is the whole mention. */
export function nameOffset(mention: string): { readonly name: number; readonly title: number } {
  let name = 0;
  let title = 0;
  if (mention.length < SHORTEST_TITLED) return { name, title };
  TITLE.lastIndex = 0; // `matchAll` would make a copy of the pattern
  for (let found = TITLE.exec(mention); found !== null; found = TITLE.exec(mention)) {
    const behind = found.index + found[0].length;
    if (!NAME_TAIL.test(mention.slice(behind).trim())) continue;
    name = behind;
    title = found.index;
  }
  return { name, title: title === 0 ? 0 : prefixStart(mention, title) };
}

const LONGEST_PREFIX = 10;
const PREFIX_BREAK = /(?:公司|集团|大学|[的和与及、）)》\s])(?=[^的和与及、）)》\s]*$)/u;

/** 某某公司人工智能和|软件研究|负责人: where the last part of a title begins. */
function prefixStart(mention: string, title: number): number {
  const found = PREFIX_BREAK.exec(mention.slice(0, title));
  const start = found ? found.index + found[0].length : 0;
  return title - start > LONGEST_PREFIX ? title : start;
}

/** True for times, places and adverbs between a subject and its verb. */
export function isAdverbial(source: Source, start: number, end: number): boolean {
  const part = source.text.slice(start, end);
  if (part.trim() === "") return true;
  return adverbLength(source, start, end) === end - start || TIME_TAIL.exec(part)?.index === 0 || PHRASE_TAIL.exec(part)?.index === 0;
}
