// What the tagger knows of each UTF-16 unit, in one number; kernel/memory.as has the same layout.
import { isAsciiDigit } from "../../text/hanzi.ts";
import { isLatinUnit } from "./classes.ts";

/**
 * Characters that transcriptions use (the tables of the Xinhua agency, shortened): runs of them write foreign names by their sound.
 */
const SOUND_CHARACTERS =
  "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼别宾波伯博布采查楚茨达大戴丹道德登邓迪蒂丁东杜顿多恩尔法凡范菲费芬丰冯佛弗夫福富盖甘冈高戈哥格葛根古哈海汉豪赫黑亨胡华惠霍基吉加贾简江杰金卡凯坎康考柯科克肯孔库夸奎拉莱兰郎朗劳勒雷里理历利莉丽林琳卢鲁路伦罗洛吕马麦迈曼毛梅蒙米密缅敏明摩莫默姆穆纳娜南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀普奇齐契恰钱乔切琴琼丘屈让热仁荣儒瑞若萨塞赛桑瑟森沙莎尚舍圣施什史士舒斯司丝思苏孙索塔泰坦汤唐特滕提田廷亭通图托瓦万旺威韦维魏温文翁沃乌吾武西希席锡夏香肖谢辛欣兴休许雪逊雅亚延扬耶叶伊依易因英尤约泽扎詹珍芝朱卓兹宗佐妮姬黛茜蕾薇缇佳";

const SOUNDS: ReadonlySet<string> = new Set(SOUND_CHARACTERS);

const TAG_SHIFT = 8;
const PROFILE_SHIFT = 13;
const SOUND = 1 << 21;
const BLANK = 1 << 22;
const HIGH_SURROGATE = 1 << 23;
const CLASS_SHIFT = 24;
const DIGIT = 1 << 30;
const LATIN = 1 << 31;

/** True when a character writes foreign names by its sound. */
export function isSoundCharacter(character: string): boolean {
  return SOUNDS.has(character);
}

/**
 * Properties of a unit.
 *
 * @param kind its class (classes.ts)
 * @param cost of the unit as a word, 0 to 255
 * @param tag of the unit as a word (lexicon.ts)
 * @param profile how the character behaves in names, two bits each: as a surname, in given names, in foreign names by sound, in place names
 */
export function propertiesOf(unit: number, kind: number, cost: number, tag: number, profile: number): number {
  let flags = 0;
  if (SOUNDS.has(String.fromCharCode(unit))) flags |= SOUND;
  if (unit === 0x20 || unit === 0x3000 || unit === 0xa0 || unit === 0x09) flags |= BLANK;
  if (unit >= 0xd800 && unit <= 0xdbff) flags |= HIGH_SURROGATE;
  if (isAsciiDigit(unit) || (unit >= 0xff10 && unit <= 0xff19)) flags |= DIGIT;
  if (isLatinUnit(unit)) flags |= LATIN;
  return (cost | (tag << TAG_SHIFT) | (profile << PROFILE_SHIFT) | (kind << CLASS_SHIFT) | flags) >>> 0;
}
