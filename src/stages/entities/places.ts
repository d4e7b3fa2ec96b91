// Countries and provinces: their names, and the single characters that headlines write for them (中美关系, 沪浙).
import { type WordList, wordsByFirst } from "../../text/word-lists.ts";

/** Countries, as the press calls them. Written out: Intl.DisplayNames has other names with each version of Node, and output must not. */
export const COUNTRIES: WordList = wordsByFirst(
  (
    "中国 美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 苏联 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 奥地利 瑞典 挪威 丹麦 芬兰 冰岛 爱尔兰 波兰 捷克 匈牙利 " +
    "罗马尼亚 保加利亚 希腊 土耳其 乌克兰 白俄罗斯 塞尔维亚 克罗地亚 以色列 巴勒斯坦 埃及 伊朗 伊拉克 叙利亚 沙特 约旦 黎巴嫩 阿富汗 巴基斯坦 印度尼西亚 印度 泰国 " +
    "缅甸 越南 老挝 柬埔寨 马来西亚 新加坡 菲律宾 蒙古 哈萨克斯坦 澳大利亚 新西兰 加拿大 墨西哥 古巴 巴西 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 南非 尼日利亚 " +
    "肯尼亚 埃塞俄比亚 利比亚 阿尔及利亚 摩洛哥 突尼斯 加纳 乌干达 卢旺达 津巴布韦"
  ).split(" "),
);

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
