import { wordsByFirst, wordsByLast } from "../../text/word-lists.ts";
import { ADVERB, classAt, classify, LINK, type Source, standsAt } from "./units.ts";

// Closed word classes around a subject, by hand: what may stand before it and between it and its verb.

/** Conjunctions, times and prepositions before a subject. */
const LINKS =
  "但是 但 可是 可 不过 然而 而且 而是 而 并且 并 此外 另外 另据 同时 与此同时 随后 后来 接着 对此 因此 所以 于是 因为 由于 目前 近日 日前 甚至 就连 连 正如 正像 诚如 如同 如 当 其中 " +
  "例如 比如 譬如 再如 又如 据 根据 按照 依据 依照 按 用 即使 虽然 尽管 只有 只见 只听 只听得 听见 忽然 突然 最后 最终 首先 其次 第一 第二 第三 一方面 另一方面 今天 昨天 明天 前天 今年 " +
  "去年 前年 当时 当天 当日 那时 这时 此时 此前 之前 之后 最近 近来 以前 曾经 也 还 又 却 则 便 就 已 早在 早 至于 关于 对于 针对 如果 假如 事实上 其实 其后 有一天 有一次 有时 " +
  "有时候 结果 总之 原来 据说 难怪 当然 不料 谁知 终于 上周 本周 上月 本月 今晚 昨晚 当晚 次日 翌日 以后 第二天 这天 那天 一次 经过 通过 随着 出于 鉴于 不久后 不久前 不久 亦 故 盖因 " +
  "反而 倒是 倒 过去 现在 如今 那么 听说 据悉 据了解 前几天 前些天 前阵子 这几天 那几天 先前 通常 一般 上文 前面 如上 与此相反 相反 同样 事实 具体 请";

/** Where a link is the beginning of another word: 当局, 用户, 就业. */
const NOT_LINK: Readonly<Record<string, readonly string[]>> = {
  连: ["云港", "战"],
  当: ["局", "事", "地", "选"],
  用: ["户", "心"],
  便: ["利", "民"],
  就: ["业"],
};
/** The same for all links: 于来 is none, 但们 neither. */
const NEVER_AFTER_LINK = ["于", "来", "样", "此前", "们", "家", "员", "师", "主任", "长", "的"];

/** Adverbs between a subject and its verb. */
const ADVERBS =
  "越发 立刻 即刻 仍然 依然 似乎 仿佛 居然 偏偏 愈加 渐渐 亲热 和气 恳切 客气 热心 淡然 愤然 恍然 欣然 慨然 默然 坦然 茫然 骤然 猛然 赛后 赛前 会后 会前 会上 席间 当庭 庭上 饭后 课后 课上 场上 事先 早先 也 还 又 都 则 却 曾 已 便 就 才 再 更 只 并 均 亦 仍 只是 一直 已经 曾经 再次 多次 一度 随后 随即 当时 立即 马上 后来 接着 继续 首先 最后 最近 近日 日前 昨日 昨天 今天 今日 " +
  "高调 公开 明确 坦率 直接 进一步 同时 另外 此前 普遍 一致 大多 甚至 往往 常 常常 经常 总是 也许 强烈 严厉 郑重 愤怒 生气 激动 平静 低声 大声 轻声 小声 高声 悄声 柔声 厉声 冷冷 冷笑 " +
  "微笑 苦笑 大笑 笑 哭 幽默 这样 如此 这么 那样 将 可以 不禁 忍不住 连忙 忙 赶紧 突然 忽然 淡淡 缓缓 慢慢 轻轻 狠狠 默默 纷纷 异口同声 不约而同 自豪 骄傲 兴奋 无奈 自己 亲自 当即 当场 " +
  "当面 私下 事后 早就 刚 刚刚 最初 起初 通常 一般 公认 当天 当日 随之 正 正在 终于 果然 起来 出来 进来 上来 自我 忽而 忽 改口 应承 力争 极口 连声 齐声 一声 两声 反复 坚持 坚决 断然 " +
  "尖锐 一针见血 一再 屡次 主动 率先 特别 尤其 曾多次 有 便又 便也 独自 这才 才又 直 且 于是 转而 据此 专门 着重 重点 首度 首次 公然 开始 已于 如是 半开玩笑 遂 尝 即 或 因 乃 而 着 得 " +
  "不由得 不由";

/** Longer words first. */
function longestFirst(list: string): string[] {
  return list.split(" ").sort((a, b) => b.length - a.length);
}

const LINKS_BY_FIRST = wordsByFirst(longestFirst(LINKS));
const ADVERBS_BY_LAST = wordsByLast(longestFirst(ADVERBS));

for (const unit of LINKS_BY_FIRST.keys()) classify(String.fromCharCode(unit), LINK);
for (const unit of ADVERBS_BY_LAST.keys()) classify(String.fromCharCode(unit), ADVERB);

/** Length of the link that a stretch begins with; 0 when there is none. */
export function linkLength(source: Source, start: number, end: number): number {
  if (start >= end || (classAt(source, start) & LINK) === 0) return 0;
  const words = LINKS_BY_FIRST.get(source.units[start] as number) as readonly string[];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (!standsAt(source, word, start, end)) continue;
    const behind = start + word.length;
    if (anyAt(source, NEVER_AFTER_LINK, behind, end) || anyAt(source, NOT_LINK[word] ?? NO_WORDS, behind, end)) continue;
    if (standsAt(source, "人", behind, end) && !standsAt(source, "人士", behind, end)) continue;
    return word.length;
  }
  return 0;
}

const NO_WORDS: readonly string[] = [];

function anyAt(source: Source, words: readonly string[], at: number, end: number): boolean {
  for (let i = 0; i < words.length; i++) if (standsAt(source, words[i] as string, at, end)) return true;
  return false;
}

/** Length of the adverb that a stretch ends with; 0 when there is none. */
export function adverbLength(source: Source, start: number, end: number): number {
  if (start >= end || (classAt(source, end - 1) & ADVERB) === 0) return 0;
  const words = ADVERBS_BY_LAST.get(source.units[end - 1] as number) as readonly string[];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const from = end - word.length;
    if (from >= start && standsAt(source, word, from, end)) return word.length;
  }
  return 0;
}
