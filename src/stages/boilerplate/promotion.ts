import { type Facts, type Finding, type Line, Need, SENTENCE_END, STOP, writtenAt } from "./line.ts";
import type { NeedGroup } from "./need-table.ts";

const PROMOTION: Finding = { rule: "promotion", sure: true };
const LOOSE: Finding = { rule: "promotion", sure: false };

/** What a reader is asked to do. */
const ASKED =
  /关注|扫码|扫描|扫一扫|长按|识别|点击|戳|订阅|添加|加入|下载|回复|转发|点赞|点亮|点个|收藏|星标|置顶|留言|投稿|领取|获取|进群|入群|报名|预约|分享|评论|设为|打开|阅读原文|点在看|打赏|赞赏|注册|购买|抢购|下单|点(?:这里|此|我)|三连|安利|猛戳|速戳|免费|撩|勾搭/gu;
/** What it is asked with. */
const OBJECT =
  /公众号|公号|订阅号|视频号|服务号|微信|二维码|限时|优惠|折扣|小程序|app|客户端|微博|抖音|快手|b站|知乎号|头条号|百家号|社群|粉丝群|交流群|读者群|qq群|微信群|进群|小助手|蓝字|蓝色字|上方|下方|左下|右下|右上|左上|文末|后台|原文|在看|朋友圈|好友|福利|电子书|(?:学习|免费)?资料|礼包|优惠券|课程|星标|头像|名片|rss|专栏|频道|更多(?:精彩|资讯|内容|信息|干货|文章|新闻|rss)?|链接|按钮|评论区|留言区/giu;
/** A page that speaks of itself or to its reader. */
const ADDRESS =
  /我们|我的|本(?:公众号|号|站|文|账号|平台|频道|专栏|人)|下方|上方|左下角|右下角|右上角|蓝字|上图|下图|文末|[“"]?在看[”"]?|阅读原文|原文链接|后台|各位|大家|小编|亲们?|你们?|您|老铁|朋友们|读者朋友|小伙伴|欢迎/u;
const IMPERATIVE =
  /^[\s>↓↑👇👆★☆◆●▼▲~“"(【[-]*(?:请|快|赶紧|赶快|记得|觉得|购买|限时|别忘了?|不要忘了|马上|立即|立刻|现在|欢迎|喜欢|觉得|如果(?:你|您|觉得|喜欢|这篇)|想(?:要|了解|看|知道|获取)?(?:更多|领取|加入)|更多|获取|了解更?多?|查看更?多?|关注|扫码|扫描|扫一扫|微信(?:扫|搜|关注|公众号|号)|长按|识别|点击|轻点|戳|猛戳|订阅|添加|加(?:我|小编|入|v|微)|下载|打开|回复|后台回复|转发|分享|点赞|点亮|点个|收藏|星标|置顶|留言|投稿|领取|免费|搜索|投票|参与|进群|入群|推荐|近期|往期|(?:看|读)(?:完|到这|到最后)|码字不易|原创不易|创作不易|感谢|谢谢|未完)/u;

const LONGEST_PROMPT = 80;

/** Lines that nothing but a prompt says; folded, marks at the ends aside. Both cases are spelled out: to make the classes of marks blind to case takes Node 10 ms. */
const FIXED =
  /^[\s\p{P}\p{S}]*(?:往期(?:精彩|推荐|热门|文章)?(?:回顾|内容|推荐|文章|阅读)|(?:今天|本期|本次|这期|今日)[^。]{0,12}(?:就|先|便)到(?:这里|这儿|此)[^。]{0,20}|(?:今天|本期|本次|这期)[^。]{0,12}到此(?:结束|为止)[^。]{0,16}|(?:精彩|往期|推荐|近期|热门)(?:阅读|回顾|推荐|文章|内容)?(?:关注|推荐|阅读)?|(?:点击|点)?(?:上方|下方)?(?:的)?蓝(?:色)?字(?:体)?(?:.{0,8}关注.{0,8})?|(?:点|给)个?(?:赞|在看|关注|星标)(?:吧|呗|再走|哦)*|(?:求|跪求)?(?:点赞|关注|转发|收藏|分享|投币|评论|在看|三连)(?:[\s、,+]?(?:点赞|关注|转发|收藏|分享|投币|评论|在看|三连))*(?:吧|哦|一下|支持)?|(?:感谢|谢谢)(?:您|你|大家|各位|朋友们?)?(?:的)?(?:耐心|支持|关注|阅读|观看|收看|浏览|收听|陪伴|聆听)(?:(?:和|与|、)(?:支持|关注|阅读|观看|收看|转发))?|我们(?:下期|明天|下次|下篇)(?:再见|见)|(?:下期|明天|下次)(?:再见|见)|(?:欢迎|敬请)(?:阅读|关注|收藏|转发|订阅|投稿|留言|评论|分享|收看|期待|垂询|来稿|转载|点赞)(?:[\s、,]?(?:阅读|关注|收藏|转发|订阅|投稿|留言|评论|分享|收看|点赞))*|(?:继续|点击|查看|展开)?(?:阅读|查看)(?:原文|全文|更多|余下全文)|打开\S{0,12}(?:[aA][pP]{2}|客户端)\S{0,10}|(?:在|去|用)\S{0,12}(?:[aA][pP]{2}|客户端)(?:内|中|上)?(?:打开|阅读|查看|观看)\S{0,8}|下载\S{0,12}(?:[aA][pP]{2}|客户端)\S{0,8}|看更多\S{0,10}|推荐关注|长按(?:关注|识别|扫码)?\S{0,10}|扫码\S{0,14}|来都来了\S{0,12}|素材来源|(?:本期|粉丝|读者|留言)福利[:\s].{0,40}|看完.{0,4}(?:点赞|转发|收藏|关注).{0,10}|关注(?:我|我们|小编|本号)[,\s].{0,24}|.{0,10}请(?:您|先|点击|点个|动动).{0,8}关注.{0,24}|更多.{0,20}尽在.{2,20}|(?:感谢|谢谢).{2,8}[,\s].{0,10}(?:见|再见|支持)|(?:本文|此文)由.{1,14}(?:推广|赞助|提供支持|冠名)|推广|广告|[sS][pP][oO][nN][sS][oO][rR][eE][dD]|[aA][dD](?:[vV][eE][rR][tT][iI][sS][eE][mM][eE][nN][tT])?|赞助|(?:本文|该文|此文)为(?:推广|广告)\S{0,4})[\s\p{P}\p{S}]*$/u;

/** `小编今天介绍…：TITLE，希望…。`: who, what, a colon, the title, a courtesy. */
const WRAPPER =
  /^(?:今天|今日|本期|这期|本次|这次|下面|接下来|最近|近日|现在|以下|本文|此文)?[,，]?(?:是|就|由|让)?(?:跟|和|为|给)?(?:大家)?(?:小编|编辑|笔者|本站|我们|我)[^:。]{0,16}(?:分享|介绍|带来|整理|推荐|讲解|聊|说|谈|讲|收集|奉上|发布|搜集)[^:。]{0,24}:\s*(.{4,80}?)[,。!~\s]+(?:欢迎|希望|一起|快来|敬请|供|仅供|感兴趣|下面|赶快|接下来|让我们|就让|请)[^。]{0,40}[。!~]?$/u;
const COURTESY =
  /^(?:以上|上述|上面)?(?:就)?是?(?:今天|今日|本期|本次)?(?:小编|本站|我们)[^。]{0,20}(?:分享|介绍|整理|带来|推荐|总结|收集)[^。]{0,40}(?:全部内容|内容|帮助|喜欢|阅读|关注|参考|收藏|分享|希望)[^。]{0,30}[。!~]*$/u;
/** `以上就是…的全部内容，希望…`. */
const CLOSING =
  /^(?:以上|上述)(?:就|便)是.{2,40}(?:全部内容|内容|介绍|分享|攻略|方法|整理)[了啦]?[,。].{0,10}(?:希望|欢迎|感谢|更多|如果).{0,40}$/u;
const READER =
  /^(?:喜欢|觉得(?:好|不错|有用))(?:就|的话|的?请|,|的)?.{0,6}(?:点个?(?:赞|在看)|关注|转发|收藏|分享)|^(?:如果)?(?:你|您|大家)?(?:喜欢|觉得|看完|读完|认为)(?:了)?(?:本文|这篇|此文|文章|我|我们|内容|的话|不错|有用|有帮助|有收获|有启发|很赞|好看).{0,40}(?:点|转发|分享|关注|收藏|在看|赞|留言|订阅|支持)/u;
const INVITATION =
  /^.{0,16}(?:欢迎|期待|请|快来|不妨)(?:大家|各位|您|你|读者|朋友|网友|在|来|到|于)*.{0,10}(?:评论区|留言区|下方|文末|后台|文后|留言).{0,12}(?:留言|评论|讨论|分享|交流|互动|告诉我们|说说|聊聊|见)/u;

/** A line of nothing but these. */
const WORDS_ONLY =
  /^(?:近期|往期|本期|精彩|热门|推荐|原创|关注|阅读|回顾|精选|更多|好文|文章|内容|点击|订阅|转发|分享|收藏|在看|点赞|扫码|长按|公众号|微信|欢迎|我们|下方|上方|二维码|识别|[\s|·•:>!~+,])+$/u;
const SHORTEST_WORDS = 4;

/** Follow, scan, like, subscribe, download; sentences that wrap a repost. */
export function findPromotion(line: Line): Finding | null {
  const folded = line.folded;
  const wrapper = folded.length <= 200 && (line.needs & Need.wrapper) !== 0 ? WRAPPER.exec(folded) : null;
  if (wrapper !== null) return { rule: "wrapper-sentence", sure: true, facts: titleOf(line, wrapper) };
  return folded.length > LONGEST_PROMPT || QUOTED.test(folded) ? null : findPrompt(folded, line.needs);
}

function findPrompt(folded: string, needs: number): Finding | null {
  const mayBeWords = folded.length >= SHORTEST_WORDS && (needs & Need.wordsOnly) !== 0;
  if (((needs & Need.fixed) !== 0 && FIXED.test(folded)) || (mayBeWords && WORDS_ONLY.test(folded))) return PROMOTION;
  if ((needs & Need.courtesy) !== 0 && (COURTESY.test(folded) || CLOSING.test(folded))) return { rule: "wrapper-sentence", sure: true };
  if (((needs & Need.reader) !== 0 && READER.test(folded)) || ((needs & Need.invitation) !== 0 && INVITATION.test(folded)))
    return folded.length <= 60 ? PROMOTION : LOOSE;
  return (needs & Need.asked) === 0 ? null : judgePrompt(folded.replace(NOTE_LABEL, ""));
}

const NOTE_LABEL = /^(?:编者按|温馨提示|友情提示|小贴士|提示|小提示|ps|p\.s\.)\s?:\s?/iu;

const QUOTED = /^[“"「『‘]/u;

function judgePrompt(folded: string): Finding | null {
  const asked = distinct(folded, ASKED);
  if (asked === 0) return null;
  const objects = distinct(folded, OBJECT);
  return asked + objects < 2 || LEAD_IN.test(folded) ? null : judgeWords(folded, asked, objects);
}

function judgeWords(folded: string, asked: number, objects: number): Finding | null {
  const isImperative = IMPERATIVE.test(folded);
  if (isImperative && asked >= 2 && objects === 0 && folded.length <= SHORT_CALL && !STOP.test(folded)) return LOOSE;
  const isSentence = STOP.test(folded) || (SENTENCE_END.test(folded) && !CALL.test(folded));
  const speaks = ADDRESS.test(folded);
  if (isImperative && asked >= 1 && objects >= 1) return judgeImperative(folded, asked + objects, speaks, isSentence);
  return judgeStatement(folded, asked, objects, speaks, isSentence);
}

function judgeStatement(folded: string, asked: number, objects: number, speaks: boolean, isSentence: boolean): Finding | null {
  if (THIRD_PERSON.test(folded)) return null;
  if (speaks && asked >= 2 && objects >= 2) return isSentence ? LOOSE : PROMOTION;
  if (isSentence || folded.length > LONGEST_CALL) return null;
  if (speaks && objects >= 2 && folded.length <= SHORT_CALL) return PROMOTION;
  return asked + objects >= 5 ? LOOSE : null;
}

function judgeImperative(folded: string, words: number, speaks: boolean, isSentence: boolean): Finding | null {
  if (!isSentence && folded.length <= LONGEST_CALL) return words >= 3 || speaks || folded.length <= SHORT_CALL ? PROMOTION : LOOSE;
  if (words < 3) return null;
  return speaks && SPEAKS_OF_PAGE.test(folded) ? PROMOTION : LOOSE;
}

const LEAD_IN = /:$/u;
const SPEAKS_OF_PAGE = /我们|本(?:公众号|号|站|平台|频道)|下方|上方|左下角|右下角|蓝字|阅读原文|[“"]在看/u;

const LONGEST_CALL = 60;
const SHORT_CALL = 20;
const CALL = /[~!]$/u;
const THIRD_PERSON = /^(?:他|她|它|他们|她们|警方|记者|市民|用户|消费者|网友|有人|不少|许多|一些|专家|据|在|当|从|对|该|此)/u;

function distinct(folded: string, pattern: RegExp): number {
  const found = folded.match(pattern);
  return found === null ? 0 : new Set(found).size;
}

function titleOf(line: Line, match: RegExpExecArray): Facts {
  const title = match[1] as string;
  const start = match[0].indexOf(title, match[0].indexOf(":"));
  return { title: writtenAt(line, start, start + title.length) };
}

/** What the rule of this file looks for. */
export const PROMOTION_NEEDS: readonly NeedGroup[] = [
  [Need.wrapper, [WRAPPER]],
  [Need.fixed, [FIXED]],
  [Need.wordsOnly, [WORDS_ONLY]],
  [Need.courtesy, [COURTESY, CLOSING]],
  [Need.reader, [READER]],
  [Need.invitation, [INVITATION]],
  [Need.asked, [ASKED]],
];
