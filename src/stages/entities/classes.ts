// Character classes of the tagger. The Han classes are ordinary knowledge of the language (how names and bodies end, which
// characters write foreign names, common surnames); a character has one class, the first that lists it.

/** Classes of tokens. */
export const CLASS = {
  han: 0,
  stop: 1,
  comma: 2,
  listComma: 3,
  open: 4,
  close: 5,
  bookOpen: 6,
  bookClose: 7,
  bracketOpen: 8,
  bracketClose: 9,
  dot: 10,
  hyphen: 11,
  punctuation: 12,
  digits: 13,
  lower: 14,
  capital: 15,
  upper: 16,
  mixed: 17,
  letter: 18,
  foreign: 19,
  numeral: 20,
  time: 21,
  function: 22,
  place: 23,
  organisation: 24,
  sound: 25,
  surname: 26,
  title: 27,
  edge: 28,
} as const;

const NUMERALS = "〇零一二三四五六七八九十百千万亿两几半第";
const TIMES = "年月日时分秒周岁世纪";
const FUNCTIONS =
  "的了在是和与及或也都就而但被把对从向将以于为之其这那他她它们我你不没有又还很已所因由则让使给并且却只更最等说称到着过后前中上下里";
const PLACES = "省市县区镇乡村州郡岛山河湖江海洋港湾路街道桥寺庙宫园峡谷原漠坡屯庄堡城洲国府";
const ORGANISATIONS = "司会部局院校厂所社团队党委署厅处科系站台行店馆军组室中心库报网盟联";
const SOUNDS =
  "阿埃艾爱奥巴贝比博布达德迪丁多尔法菲费芬弗福盖格哈赫霍基吉加杰卡凯科克库拉莱兰朗劳勒雷里利莉林卢鲁罗洛马麦迈曼梅米姆穆纳内尼努诺帕佩皮普奇乔切琼萨塞桑森沙什史斯苏索塔特蒂廷托瓦威韦维沃乌西希谢辛雅亚耶伊因英约扎泽兹佐";
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙朱胡郭何高郑梁宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程魏吕任姚沈钟姜崔谭陆范汪廖石金韦贾夏付方白邹孟熊秦邱侯尹薛闫段陶贺龚邵毛郝顾万赖武钱戴严莫孔向常汤";
const TITLES = "长员席裁监理官授师家手生者帅王帝后爵主任记";

const OPENS = "“‘「『〝\"'";
const CLOSES = "”’」』〞";

/** Class of each of the 65,536 UTF-16 units as a token. */
export function classifyUnits(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(CLASS.foreign);
  table.fill(CLASS.punctuation, 0x21, 0x30).fill(CLASS.punctuation, 0x3a, 0x41);
  table.fill(CLASS.punctuation, 0x5b, 0x61).fill(CLASS.punctuation, 0x7b, 0xc0);
  table.fill(CLASS.punctuation, 0x2010, 0x2070).fill(CLASS.punctuation, 0x3001, 0x3005);
  table.fill(CLASS.punctuation, 0x3008, 0x3021).fill(CLASS.punctuation, 0xff01, 0xff10).fill(CLASS.punctuation, 0xff1a, 0xff21);
  table.fill(CLASS.han, 0x3400, 0xa000).fill(CLASS.han, 0xf900, 0xfb00).fill(CLASS.han, 0x3005, 0x3008);
  const set = (characters: string, value: number): void => {
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = value;
  };
  // Later lines win.
  set(TITLES, CLASS.title);
  set(SURNAMES, CLASS.surname);
  set(SOUNDS, CLASS.sound);
  set(ORGANISATIONS, CLASS.organisation);
  set(PLACES, CLASS.place);
  set(FUNCTIONS, CLASS.function);
  set(TIMES, CLASS.time);
  set(NUMERALS, CLASS.numeral);
  set("。！？!?；;…", CLASS.stop);
  set("，,：:", CLASS.comma);
  set("、", CLASS.listComma);
  set(OPENS, CLASS.open);
  set(CLOSES, CLASS.close);
  set("《〈<", CLASS.bookOpen);
  set("》〉>", CLASS.bookClose);
  set("（([【〔", CLASS.bracketOpen);
  set("）)]】〕", CLASS.bracketClose);
  set("·・•‧．", CLASS.dot);
  set("-－—–~～/", CLASS.hyphen);
  return table;
}

/** Letters that join into one token: Latin with its accented letters, full-width Latin; not ª º × ÷. */
export function isLatinUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
  if (unit < 0x250) return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7;
  return (unit >= 0xff21 && unit <= 0xff3a) || (unit >= 0xff41 && unit <= 0xff5a);
}
