import { lowestBit } from "../../text/bits.ts";
import { type Finding, type Line, Need } from "./line.ts";
import type { NeedGroup } from "./need-table.ts";
import { makeSigns, signsOf } from "./signs.ts";

const DISCLAIMER: Finding = { rule: "disclaimer", sure: true };
const LOOSE: Finding = { rule: "disclaimer", sure: false };

/** Labels that open a disclaimer. Those of the second group open notes of every kind, and need more evidence behind them. */
const STRONG_LABEL =
  /^[\s*※◎●■◆>【[(#·①-⑩-]*(?:\p{Script=Han}{2,8}(?=版权与|版权及|版权声|免责))?(?:(?:本站|本网|本网站|网站|平台|本文|本号|本公众号|作者|原创|转载|图片|文章|相关|重要)?(?:免责|版权|侵权|转载|著作权|法律责任|版权与免责|版权及免责|免责与版权|免责及版权|责任)(?:声明|条款|说明|申明|提示|须知|公告)|(?:特别|郑重|严正|重要|法律|平台|本站|本网|网站|作者|原创)(?:声明|申明))\s*[】\])]?\s*(?:[:：]|$|\s)/u;
const WEAK_LABEL =
  /^[\s*※◎●■◆>【[(#·-]*(?:声明|申明|(?:特别|温馨|风险|重要|友情|投资|安全|郑重)(?:提示|提醒|说明)|提示|注意?|备注|说明|附注|编者按|编者注|编后|风险提醒|本文来源|来源说明)\s*[】\])]?\s*[:：]/u;
const OPENING_MARK = /^[*※]\s*\S/u;

/** What disclaimers say, one alternative a claim; before each the characters of which all that it matches holds one. */
export const CLAIMS: readonly (readonly [characters: string, claim: RegExp])[] = [
  ["转摘翻镜", /转载|转发须|摘编|翻印|复制或镜像/u],
  [
    "未得禁绝勿",
    /未经[^,。]{0,10}(?:授权|许可|允许|同意)|不得(?:擅自)?(?:转载|使用|复制|商用|用于商业)|禁止转载|谢绝转载|请勿转载|严禁转载/u,
  ],
  ["注保署", /注明|保留(?:出处|来源|链接)|署名/u],
  ["侵版益", /侵权|侵[联必]?删|侵犯|侵害|涉及版权|版权[^,。]{0,6}(?:问题|纠纷|争议)|权益/u],
  ["权", /(?:版权|著作权|所有权)(?:均|都|全部|仍)?(?:归|属|为|由)|版权所有(?![者人])/u],
  [
    "者人友其",
    /(?:仅|只|均)?(?:代表|系|属|为)[^,。]{0,12}(?:作者|个人|其本人|发布者|网友)[^,。]{0,6}(?:观点|立场|看法|意见)?|(?:观点|立场|内容)[^,。]{0,8}(?:仅|只)?(?:代表|属于)(?:作者|个人|其)/u,
  ],
  ["代赞", /不代表|并不(?:意味着)?(?:代表|赞同)/u],
  [
    "关立承责恕保",
    /(?:与|和)(?:本|我)(?:站|网|网站|平台|们|公司|号|社|报)[^,。]{0,8}(?:无关|立场)|不承担|概不负责|不负[^,。]{0,6}责任|恕不|不做任何(?:保证|承诺)|不作任何(?:保证|承诺)|不保证|不对[^,。]{0,24}(?:负责|保证|承担)/u,
  ],
  ["考习交阅欣商", /(?:仅供|只供|供|仅作)[^,。]{0,8}(?:参考|学习|交流|阅读|欣赏)|学习交流|非商业(?:用途|目的)/u],
  [
    "议据诺凭自亏",
    /不(?:构成|作为|得作为|作)[^,。]{0,12}(?:建议|依据|承诺|凭证|证据)|风险自(?:负|担)|据此(?:操作|入市|投资|买卖)|自行(?:承担|核实|判断|甄别|负责)|后果自负|盈亏/u,
  ],
  ["险慎", /(?:投资|股市|市场|入市|理财|基金|操作|决策)[^,。]{0,4}(?:有|存在|需|须)?(?:风险|谨慎)/u],
  ["慎", /(?:需|须|请|应)(?:当|要)?谨慎|谨慎(?:投资|决策|操作|对待)/u],
  [
    "删更处撤架改",
    /(?:及时|立即|尽快|马上|第一时间|予以|进行|联系(?:我们|本站|小编|管理员|作者|邮箱)?)[^,。]{0,6}(?:删除|更正|处理|撤(?:下|稿|除)|下架|改正|修改)|(?:删除|更正|处理)[^,。]{0,4}(?:处理|该|相关|内容)?$/u,
  ],
  [
    "联告通来核确",
    /(?:联系|告知|通知)(?:我们|本站|本网|小编|客服|管理员|编辑|我方|作者|平台)|[与同和跟](?:我们|本站|本网|作者|官方|编辑部)[^,。]{0,6}(?:联系|沟通|核实|确认)|来(?:函|信|电)|请(?:及时|尽快|与)?[^,。]{0,4}(?:告知|联系|通知)/u,
  ],
  ["息储供", /信息(?:存储|发布|展示|分享|交流)(?:空间)?(?:服务|平台)?|存储空间|只提供(?:信息|平台|展示)|仅提供(?:信息|平台|展示|存储)/u],
  [
    "户友媒传稿贡",
    /用户(?:自行|自主|投稿)?(?:上传|发布|发表|投稿|提供|自发)|网友(?:上传|投稿|发布|提供)|自媒体(?:平台|用户|作者|人)|由[^,。]{0,10}(?:上传|投稿|自发贡献)|自发贡献/u,
  ],
  [
    "网公媒第收",
    /(?:来自|来源于|来源|源自|取自|转自|摘自|收集自|整理自|均来自|源于)[^,。]{0,6}(?:网络|互联网|公开(?:资料|信息|渠道|网络)|其他媒体|第三方|网上)|网络(?:收录|转载|整理|收集|编辑整理)|收集(?:整理)?(?:于|自)/u,
  ],
  ["性", /真实性|准确性|完整性|及时性|合法性|原创性|有效性|安全性/u],
  [
    "点描立容性传目",
    /(?:赞同|同意|认同|证实)(?:其|该|作者|文中|和对)?[^,。]{0,6}(?:观点|描述|立场|内容|真实性)|传(?:播|递)(?:更多|更丰富|有益)?[^,。]{0,4}信息|分享传播|目的在于(?:传递|传播|分享)/u,
  ],
  ["异诉疑", /异议|投诉|疑义/u],
  ["广", /广告|推广/u],
  ["律究维违利", /法律责任|依法(?:追究|维权)|追究[^,。]{0,8}责任|保留[^,。]{0,10}(?:权利|追究)|违者必究|违者/u],
  ["权作", /原作者|版权(?:者|方|人|所有人|所有者)|权利人|著作权人|著作者|原创作者/u],
  [
    "准布告详仅替医遵询专",
    /以(?:官方|实际|原文|最新|当地|公司|正式|上市公司)[^,。]{0,10}(?:为准|公布|公告|发布)|内容(?:详情|仅)|(?:代替|替代)[^,。]{0,6}(?:医嘱|诊断|诊疗|治疗|医生|专业)|医生指导|遵医嘱|谨遵|请咨询(?:医生|专业|官方)|专业(?:医师|医生|人士)的?(?:意见|建议)/u,
  ],
];
/** What a line holds that opens with a label. */
const LABEL_SIGN = 1 << 30;
const CLAIM_SIGNS = makeSigns([
  ...CLAIMS.map(([characters], bit): [number, string] => [1 << bit, characters]),
  [LABEL_SIGN, "明款示知告:"],
]);

/** Words by which a page speaks of itself. Reports on copyright and on investors do not. */
const SELF =
  /此文|该文|本(?:站|网|网站|平台|公众号|号|页面?|频道|栏目|文|信息|资讯|内容|篇|帖|博客|作品|公司不|app|资料|图文|稿)|我(?:们|站|网|方)|(?:此|该|以上|上述|文中|站内|凡)[^,。]{0,8}(?:文章|内容|图片|信息|作品|资料|观点|言论|稿件|文字|配图|数据|素材)|文章(?:封面|配图|版权|内容|来源|系|为|转载|仅)|转载(?:请|须|需|文章|自|的|此|务必)|如(?:有|果|对|涉及|需|若|您|作者|本)|若(?:有|涉及|您|作者|版权|本|存在|来源|需)|请(?:联系|及时|与|读者|勿|谨慎|注明|告知|自行|以|您|作者|原作者|投资者|广大)|小编|笔者|原作者|凡/u;

/**
 * Disclaimers, notices of copyright and of risk. A strong label needs one claim, a weak one two or one beside a word by which a page speaks of
 * itself; without a label it takes three claims and such a word (two before the first or behind the last prose).
 */
export function findDisclaimer(line: Line): Finding | null {
  return judgeDisclaimer(line.folded);
}

/** The same for a part of a line; folded text. */
export function judgeDisclaimer(folded: string): Finding | null {
  if (folded.length < 6 || QUOTED.test(folded)) return null;
  const signs = signsOf(folded, CLAIM_SIGNS);
  const mayBeLabelled = (signs & LABEL_SIGN) !== 0;
  const isWhole = (mayBeLabelled && (STRONG_LABEL.test(folded) || WEAK_LABEL.test(folded))) || !folded.includes("“");
  if (isWhole) return judgeClaims(folded, mayBeLabelled, countClaims(folded, signs));
  const own = folded.replace(QUOTATION, "");
  return judgeClaims(own, mayBeLabelled, countClaims(own, signsOf(own, CLAIM_SIGNS)));
}

/** What others say in quotation marks is no claim of the page. */
const QUOTATION = /“[^”]{0,60}”/gu;

/** @param mayBeLabelled it holds what labels hold */
function judgeClaims(folded: string, mayBeLabelled: boolean, claims: number): Finding | null {
  if (mayBeLabelled && STRONG_LABEL.test(folded)) return claims >= 1 || folded.length <= 14 ? DISCLAIMER : null;
  return claims === 0 || !opensWithClaim(folded) ? null : judgeUnlabelled(folded, mayBeLabelled, claims);
}

/** Without a strong label. */
function judgeUnlabelled(folded: string, mayBeLabelled: boolean, claims: number): Finding | null {
  const self = SELF.test(folded);
  if (mayBeLabelled && WEAK_LABEL.test(folded)) return claims >= 2 || self ? DISCLAIMER : null;
  if (OPENING_MARK.test(folded) && claims >= 2 && self) return DISCLAIMER;
  if (!self) return SHORT_NOTICE.test(folded) ? LOOSE : null;
  if (claims < claimsFor(folded.length) && !OPENS_WITH_SELF.test(folded)) return null;
  if (claims >= 3) return OPENS_WITH_SELF.test(folded) ? DISCLAIMER : LOOSE;
  return claims >= 2 || (OPENS_WITH_PAGE.test(folded) && folded.length <= 60) || SHORT_NOTICE.test(folded) ? LOOSE : null;
}

/** How many claims a paragraph without a label needs that does not open like a notice; `length` in UTF-16 units. */
function claimsFor(length: number): number {
  return length > 120 ? 4 : length > 60 ? 3 : 1;
}

const QUOTED = /^[“"「『]/u;
const OPENS_WITH_SELF =
  /^[\s(*※【[①-⑩\d、.]*(?:本(?:站|网|网站|平台|公众号|号|页|文|信息|资讯|内容|篇)|以上|上述|此文|该文|文章|文中|图片|转载|版权(?!所有[者人])|未经|凡|如(?:有|涉|需|果)|若(?:有|涉|版)|原标题|部分|内容|资料|特此声明|来源)/u;
const OPENS_WITH_PAGE =
  /^[\s(*※【[①-⑩\d、.]*(?:本(?:站|网|网站|平台|公众号|号|页|文|信息|资讯|内容|篇)|以上|上述|此文|该文|文章|文中|图片|转载|版权(?!所有[者人])|特此声明)/u;
/** A whole line that is one short notice. */
const SHORT_NOTICE =
  /^[\s(*※【[]*(?:(?:本文|文章|图文|原创|版权)?[^,。]{0,12}(?:未经(?:书面)?(?:授权|许可|允许|同意)[^。]{0,4}(?:不得|禁止|请勿|谢绝|严禁)[^。]{0,8}(?:转载|使用|复制|摘编|商用|传播|翻印|引用|改编|镜像)[^。]{0,8}|转载(?:请|须|需)[^。]{0,24}|禁止转载|谢绝转载|请勿转载|侵权必究|翻版必究|违者必究|(?:[^。]{2,20},\s?)?侵(?:权)?(?:联)?(?:系)?(?:必)?删(?:除)?|如有侵权[^。]{0,24}|(?:投资|股市|市场|基金)有风险(?:[,\s]*(?:入市|投资|理财|操作|决策|请)?(?:您)?(?:需|须|应|请)?谨慎[^。]{0,8})?|仅供参考(?:[,\s]*(?:不构成|不作为|不代表|据此|请)[^。]{0,16})?))[。.!\s)】\]]*$/u;

/** A paragraph of several sentences is a notice from its first one on: behind prose a notice is cut off, not taken for the whole. */
function opensWithClaim(folded: string): boolean {
  const stop = folded.indexOf("。");
  if (stop < 0 || stop === folded.length - 1 || OPENING_MARK.test(folded) || WEAK_LABEL.test(folded)) return true;
  const first = folded.slice(0, stop);
  return countClaims(first, signsOf(first, CLAIM_SIGNS)) > 0;
}

/** @param signs of the text */
function countClaims(folded: string, signs: number): number {
  let count = 0;
  for (let rest = signs & ~LABEL_SIGN; rest !== 0; rest &= rest - 1) if (isClaim(folded, lowestBit(rest))) count++;
  return count;
}
function isClaim(folded: string, claim: number): boolean {
  return (CLAIMS[claim] as (typeof CLAIMS)[number])[1].test(folded);
}

/** An address that a notice gives as the place of the original, scheme included. */
export function findOriginalAddress(folded: string): { readonly start: number; readonly end: number } | null {
  const match = ORIGINAL.exec(folded);
  if (match === null) return null;
  const start = match.index + match[0].length - (match[1] as string).length;
  return { start, end: start + (match[1] as string).length };
}

const ORIGINAL =
  /(?:出处|来源|原文(?:链接|地址|网址|出处|标题及链接)?|本文(?:链接|地址|网址|永久链接|固定链接)|文章(?:链接|地址|网址)|链接(?:地址)?|永久链接|本页地址|地址|网址|转载自|转自)\s*:\s*[<(【[]?\s*(https?:\/\/[\w.~:/?#@!$&*+,;=%-]*[\w/=%-])/u;

/** What the rule of this file looks for. */
export const DISCLAIMER_NEEDS: readonly NeedGroup[] = [
  [Need.strongLabel, [STRONG_LABEL]],
  [Need.weakLabel, [WEAK_LABEL, OPENING_MARK]],
  [Need.claim, CLAIMS.map(([, claim]) => claim)],
  [Need.self, [SELF]],
  [Need.notice, [SHORT_NOTICE]],
];
