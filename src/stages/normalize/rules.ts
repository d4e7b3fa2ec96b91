// The rules of this stage, and what they ask of units.
import { KIND, Kind } from "../../text/kinds.ts";

/** Ids, in the order of their numbers in the kernel. */
export const RULES = [
  "",
  "full-width-latin",
  "compatibility-ideograph",
  "straight-quotes",
  "half-width-punctuation",
  "name-dot",
  "han-latin-spacing",
] as const;

/**
 * Characters that write foreign names: those of the transliteration tables for English, German, French, Russian, Italian and Spanish names
 * of the Xinhua handbooks that occur often, and the characters usual in women's names; own list.
 */
const TRANSLITERATION =
  "阿埃艾安昂奥澳巴白班邦保鲍贝本比彼别宾波伯博布查茨达戴丹当道德得登邓迪蒂丁顿多厄恩尔法范菲费芬丰冯佛弗福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨胡华怀惠霍基吉加贾简杰金京久卡凯坎康考科可克肯孔库奎昆拉莱赖兰朗劳勒雷蕾里丽利莉连林伦龙卢鲁路罗洛吕玛马麦曼芒梅门蒙米密明敏缪摩莫墨默姆木穆那娜纳奈南内尼年宁纽农努诺欧帕派潘庞佩彭皮平珀普齐奇乔切钦琼丘让热仁日荣儒瑞若萨塞赛桑瑟森沙莎山尚舍申生圣施什石史士舒朔司丝斯思苏孙索塔泰坦汤唐陶特滕提田廷通图托瓦万汪旺威韦维卫温文翁沃乌武伍西希锡夏香肖谢辛欣兴雄休许雅亚扬耶伊因英尤于约泽扎詹珍治朱兹佐妮黛琳娅姬绮芙茜薇妲蓓婕柯汀逊滨窦绍笛翰涅耐撒弥彻祖黎斐渥崔迦杜历大迈理夫爱连";

/** Units by trait; a bit for each, from the fifth on, as in kernel/memory.as. */
const TRAITS: readonly string[] = [
  TRANSLITERATION,
  "：:，,、（([【《「『—", // before an opening quotation mark
  "，,。.、；;：:？?！!）)】》」』", // after a closing one
  "。！？…!?", // the end of a sentence
  "：:（([【《「『", // no quotation mark closes behind these
  "年月日时分秒点个名人位次天周岁元万亿千百米克斤吨家倍种条件号级层届期场部张台代集度成多余几至到", // behind a number
  "%‰°℃",
  "$¥€£￥",
  "", // Latin, by ranges
  "。！？”", // before the number of a heading
  "{}=!&|:()</,#S", // where the kernel looks for code
];
const FIRST_TRAIT = 4;
const LATIN = 1 << 12;

/** ASCII letters and digits; Latin, Greek and Cyrillic letters beyond. */
function isLatin(unit: number, kind: number): boolean {
  return kind === Kind.alnum || (unit >= 0xc0 && unit <= 0x52f && unit !== 0xd7 && unit !== 0xf7);
}

/** Writes the kind of each unit and its traits. */
export function fillTraits(traits: Uint16Array): void {
  traits.set(KIND);
  for (let unit = 0; unit <= LAST_LATIN; unit++) if (isLatin(unit, KIND[unit] as number)) traits[unit] = (traits[unit] as number) | LATIN;
  for (const [number, units] of TRAITS.entries()) {
    for (let i = 0; i < units.length; i++) {
      const unit = units.charCodeAt(i);
      traits[unit] = (traits[unit] as number) | (1 << (FIRST_TRAIT + number));
    }
  }
}

const LAST_LATIN = 0x52f;
