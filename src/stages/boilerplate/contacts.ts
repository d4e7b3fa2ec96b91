import { type Finding, type Line, Need, STOP } from "./line.ts";
import type { NeedGroup } from "./need-table.ts";

const CONTACT: Finding = { rule: "contact", sure: false };
const COPYRIGHT: Finding = { rule: "copyright", sure: true };
/** Between paragraphs it may be what they speak of. */
const ADDRESS_LINE: Finding = { rule: "url-line", sure: false };

const CONTACT_WORD =
  /热线|电话|手机号?|邮箱|信箱|\be-?mail\b|\bmail\b|qq\s?群?|微信|\bvx\b|\bwx\b|加v|传真|投稿|爆料|报料|合作|广告|联系|咨询|举报|投诉|客服|商务|开白|转载|沟通|交流|洽谈|加盟|官网|官方网站|网址|网站|公众号|微博|抖音|地址|邮编|群号|\btel\b|\bfax\b|\bphone\b|\bwhatsapp\b|\btelegram\b|记者站|编辑部|供稿/iu;
/** What stands behind a contact's label: numbers, mail and web addresses, names of accounts. */
const VALUE =
  /(?:\+?\d[\d\s()-]{3,20}\d(?:转\d+)?|[\w.+-]+\s?(?:@|#|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+|(?:https?:\/\/|www\.)[\w./?=&%-]+|(?<![\p{Script=Han}\w])[a-z][\w-]{4,20}(?![\p{Script=Han}\w]))/iu;
const LABELLED = /[:：]\s*\S/u;
const SENTENCE = /[。!?]/u;
/** `电话是…`: somebody says it. */
const SPOKEN = /[是为叫在有了]/u;
const LONGEST_CONTACT = 120;

/** `热线：400-…`, `QQ群：…`, `商务合作请加微信 …`: a contact's word and a number, an address or an account's name, and hardly anything else. Notices end so, too: only at the ends of a text. */
export function findContact(line: Line): Finding | null {
  const { folded } = line;
  if (folded.length > LONGEST_CONTACT || (line.needs & Need.contact) === 0) return null;
  if (!LETTER_OR_DIGIT.test(folded)) return null;
  const word = folded.search(CONTACT_WORD);
  const value = word < 0 ? -1 : folded.search(VALUE);
  if (value < 0 || (!HAN.test(folded) && !PLAIN_VALUE.test(folded))) return null;
  if (SENTENCE.test(folded) || SPOKEN.test(folded.slice(word, value))) return null;
  const isLabelled = LABELLED.test(folded) && word < value;
  const rest = folded.replace(VALUES, "").replace(CONTACT_WORDS, "").replace(NOT_LETTERS, "");
  if (isLabelled && rest.length <= 16) return CONTACT;
  return rest.length <= 8 && folded.length <= 60 ? CONTACT : null;
}

/** In every value. */
const LETTER_OR_DIGIT = /[\w\u017f\u212a]/u;
const HAN = /\p{Script=Han}/u;
/** Without Chinese around it a word is no account. */
const PLAIN_VALUE = /\d[\d\s()-]{5,}\d|@|https?:\/\/|www\./u;
const VALUES = new RegExp(VALUE.source, "giu");
const CONTACT_WORDS = new RegExp(CONTACT_WORD.source, "giu");
const NOT_LETTERS = /[^\p{L}]/gu;

const LICENCE =
  /icp\s?[备证][\s(]?(?:[a-z]?\d|号|案号|案编号)|公网安备|网安备\s?\d|[京沪津渝粤浙苏鲁川鄂湘闽皖赣冀豫晋陕辽吉黑蒙桂琼滇黔藏甘青宁新]\s?[ab]\d-\d{6,}/iu;
const LICENCE_NAME =
  /经营许可证|增值电信|网络文化经营|出版物经营许可|广播电视节目制作|信息网络传播视听|互联网新闻信息服务|互联网药品信息|许可证编?号|备案编?号/u;
const LICENCE_NUMBER = /字第?\s?\d+\s?号|[a-z\d][a-z\d-]{5,}|\d{5,}/iu;
const RESERVED =
  /all\s+rights?\s+reserved|copyright\s?(?:©|\(c\)|\d{4}|by|所有)|©\s?\d{4}|©.{0,30}(?:版权所有|\d{4})|^powered\s+by\s+\S{2,20}(?:\s\S{1,12})?$|版权所有(?![者人权]).{0,20}(?:未经|不得|©|\d{4}|翻版|侵权|copyright)/iu;
const OWNED = /^(?:[^,。:]{0,24}\s)?(?:[^,。:\s]{0,20})?版权所有(?:[\s:,©!].{0,60})?$/u;
const HOST =
  /^(?:主办|承办|协办|主管|指导|技术支持|网站管理|运营|版权)(?:单位|方|支持)?\s?:\s?\S{2,40}(?:\s+\S{2,6}(?:单位|方)?\s?:.{0,60})?$/u;

const LONGEST_COPYRIGHT = 240;
const LONGEST_LATIN = 120;

/** Copyright lines, licences and records of a site. */
export function findCopyright(line: Line): Finding | null {
  const { folded, needs } = line;
  if (folded.length > (HAN.test(folded) ? LONGEST_COPYRIGHT : LONGEST_LATIN)) return null;
  const isLicence = (needs & Need.licence) !== 0 && LICENCE.test(folded);
  if (isLicence || ((needs & Need.licenceName) !== 0 && LICENCE_NAME.test(folded) && LICENCE_NUMBER.test(folded)))
    return STOP.test(folded) ? { rule: "copyright", sure: false } : COPYRIGHT;
  if (STOP.test(folded.slice(0, -1))) return null;
  if ((needs & Need.copyright) !== 0 && (RESERVED.test(folded) || (OWNED.test(folded) && folded.length <= 60))) return COPYRIGHT;
  return (needs & Need.host) !== 0 && HOST.test(folded) ? { rule: "copyright", sure: false } : null;
}

const URL_ONLY =
  /^[<([]?\s*(?:(?:链接|网址|地址|原文|原文链接|原文地址|来源|本文链接|本文地址|文章链接|阅读原文|官网|url|via|source)\s?[:|]\s*)?(?:https?:\/\/|www\.)[^\s\p{Script=Han}]+\s*[>)\]]?$/iu;

/** Nothing but an address, a label before it or not. */
export function findUrlLine(line: Line): Finding | null {
  return URL_ONLY.test(line.folded) ? ADDRESS_LINE : null;
}

const FEED = /^[^。]{0,12}(?:rss|atom|feed)(?:[^。]{0,12}|订阅.{0,20})$/iu;

const FEED_WORD = /订阅|更多|获取|阅读器|源|:/u;

/** `获取更多RSS：` */
export function findFeed(line: Line): Finding | null {
  return (line.needs & Need.feed) !== 0 && line.folded.length <= 40 && FEED.test(line.folded) && FEED_WORD.test(line.folded)
    ? { rule: "promotion", sure: true }
    : null;
}

/** What the rules of this file look for. */
export const CONTACT_NEEDS: readonly NeedGroup[] = [
  [Need.licence, [LICENCE]],
  [Need.licenceName, [LICENCE_NAME]],
  [Need.copyright, [RESERVED, OWNED]],
  [Need.host, [HOST]],
  [Need.url, [URL_ONLY]],
  [Need.feed, [FEED]],
  [Need.contact, [CONTACT_WORD]],
];
