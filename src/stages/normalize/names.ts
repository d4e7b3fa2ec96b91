import { Kind } from "../../text/kinds.ts";
import { type Draft, Rule } from "./draft.ts";

const NAME_DOT = 0xb7;

/**
 * Characters that write foreign names: those of the transliteration tables for English, German, French, Russian, Italian and Spanish names
 * of the Xinhua handbooks that occur often, and the characters usual in women's names; own list.
 */
const TRANSLITERATION = new Set(
  "阿埃艾安昂奥澳巴白班邦保鲍贝本比彼别宾波伯博布查茨达戴丹当道德得登邓迪蒂丁顿多厄恩尔法范菲费芬丰冯佛弗福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨胡华怀惠霍基吉加贾简杰金京久卡凯坎康考科可克肯孔库奎昆拉莱赖兰朗劳勒雷蕾里丽利莉连林伦龙卢鲁路罗洛吕玛马麦曼芒梅门蒙米密明敏缪摩莫墨默姆木穆那娜纳奈南内尼年宁纽农努诺欧帕派潘庞佩彭皮平珀普齐奇乔切钦琼丘让热仁日荣儒瑞若萨塞赛桑瑟森沙莎山尚舍申生圣施什石史士舒朔司丝斯思苏孙索塔泰坦汤唐陶特滕提田廷通图托瓦万汪旺威韦维卫温文翁沃乌武伍西希锡夏香肖谢辛欣兴雄休许雅亚扬耶伊因英尤于约泽扎詹珍治朱兹佐妮黛琳娅姬绮芙茜薇妲蓓婕柯汀逊滨窦绍笛翰涅耐撒弥彻祖黎斐渥崔迦杜历大迈理夫爱连",
);

/**
 * `·` for the other dots in foreign names: 约翰.史密斯, 约翰•史密斯. The two characters on either side must be ones that write foreign names:
 * a full stop between two sentences is left, and so is a name with a rare character.
 */
export function mendNameDots(draft: Draft): void {
  for (let i = draft.find(1, ANY_DOTS); i < draft.length - 1; i = draft.find(i + 1, ANY_DOTS)) {
    const isSpaced = draft.kind(i) === Kind.dot; // 约翰 • 史密斯, but a full stop with a blank ends a sentence
    const left = isSpaced ? draft.visibleBefore(i) : draft.before(i);
    const right = isSpaced ? draft.visibleAfter(i) : draft.after(i);
    if (isNamePart(draft, left, -1) && isNamePart(draft, right, 1)) draft.replace(i, NAME_DOT, Rule.nameDot);
  }
}

const ANY_DOTS = (1 << Kind.fullStop) | (1 << Kind.dot);

function isNamePart(draft: Draft, place: number, step: 1 | -1): boolean {
  if (!isTransliteration(draft, place)) return false;
  const next = place + step;
  return draft.kind(next) !== Kind.han || isTransliteration(draft, next);
}

function isTransliteration(draft: Draft, place: number): boolean {
  return TRANSLITERATION.has(String.fromCharCode(draft.unit(place)));
}
