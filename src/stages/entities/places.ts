// One-character names of countries and provinces, as headlines write them: 中美关系, 沪浙.

/**
 * The official abbreviations of the divisions of China and the usual ones of countries, each before its name. Those that are as often a historical
 * state (秦, 晋, 蜀, 鲁, 越) or stand for several places (澳, 巴, 伊) are left out.
 */
const NAMES =
  "中中国 华中国 美美国 英英国 法法国 德德国 俄俄罗斯 日日本 韩韩国 朝朝鲜 印印度 泰泰国 缅缅甸 菲菲律宾 匈匈牙利 埃埃及 葡葡萄牙 欧欧洲 " +
  "津天津 沪上海 渝重庆 冀河北 豫河南 湘湖南 皖安徽 浙浙江 赣江西 鄂湖北 闽福建 粤广东 琼海南 滇云南 黔贵州 藏西藏 港香港 台台湾";

const BY_CHARACTER: ReadonlyMap<string, string> = new Map(NAMES.split(" ").map((entry) => [entry.slice(0, 1), entry.slice(1)]));

/** The name that a place of one character stands for; the place itself where it is longer or unknown. */
export function fullPlace(place: string): string {
  return place.length === 1 ? (BY_CHARACTER.get(place) ?? place) : place;
}
