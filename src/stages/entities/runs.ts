// Runs of characters that write a foreign name by its sound, and of Latin words: what stands before and behind a whole run says what it names.
import { CLASS } from "./classes.ts";
import { WORD_TAG, type Words } from "./lexicon.ts";
import type { Tokens } from "./tokens.ts";

/** Kinds of runs. */
export const RUN = { none: 0, sound: 1, latin: 2 } as const;

/** For each token, the run that it is part of. */
export interface Runs {
  /** One of RUN. */
  readonly kind: Uint8Array;
  /** First token of the run. */
  readonly first: Int32Array;
  /** Token behind the run. */
  readonly next: Int32Array;
}

/** Room for `capacity` tokens. */
export function createRuns(capacity: number): Runs {
  return { kind: new Uint8Array(capacity), first: new Int32Array(capacity), next: new Int32Array(capacity) };
}

/** Characters that transcriptions use (the tables of the Xinhua agency, shortened). */
const SOUND_CHARACTERS =
  "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼别宾波伯博布采查楚茨达大戴丹道德登邓迪蒂丁东杜顿多恩尔法凡范菲费芬丰冯佛弗夫福富盖甘冈高戈哥格葛根古哈海汉豪赫黑亨胡华惠霍基吉加贾简江杰金卡凯坎康考柯科克肯孔库夸奎拉莱兰郎朗劳勒雷里理历利莉丽林琳卢鲁路伦罗洛吕马麦迈曼毛梅蒙米密缅敏明摩莫默姆穆纳娜南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀普奇齐契恰钱乔切琴琼丘屈让热仁荣儒瑞若萨塞赛桑瑟森沙莎尚舍圣施什史士舒斯司丝思苏孙索塔泰坦汤唐特滕提田廷亭通图托瓦万旺威韦维魏温文翁沃乌吾武西希席锡夏香肖谢辛欣兴休许雪逊雅亚延扬耶叶伊依易因英尤约泽扎詹珍芝朱卓兹宗佐妮姬黛茜蕾薇缇佳";

const SOUNDS: Uint8Array = buildSounds();

function buildSounds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (let i = 0; i < SOUND_CHARACTERS.length; i++) table[SOUND_CHARACTERS.charCodeAt(i)] = 1;
  return table;
}

/** Finds the runs of a piece. A word of the lexicon that is no name breaks a run of sounds; a run has two tokens at least. */
export function findRuns(tokens: Tokens, words: Words, runs: Runs): void {
  const { count } = tokens;
  runs.kind.fill(RUN.none, 0, count);
  let word = 0;
  while (word < words.count) {
    const kind = runKind(tokens, words, word);
    if (kind === RUN.none) {
      word++;
      continue;
    }
    let last = word;
    for (let next = word + 1; next < words.count && goesOn(tokens, words, next, kind); next++) {
      if (tokens.kind[words.first[next] as number] !== CLASS.dot && tokens.kind[words.first[next] as number] !== CLASS.hyphen) last = next;
    }
    setRun(runs, kind, words.first[word] as number, words.first[last + 1] as number);
    word = last + 1;
  }
}

function setRun(runs: Runs, kind: number, first: number, next: number): void {
  if (kind === RUN.sound && next - first < 2) return;
  runs.kind.fill(kind, first, next);
  runs.first.fill(first, first, next);
  runs.next.fill(next, first, next);
}

function isLatinKind(kind: number): boolean {
  return kind >= CLASS.lower && kind <= CLASS.letter;
}

function runKind(tokens: Tokens, words: Words, word: number): number {
  const first = words.first[word] as number;
  if (isLatinKind(tokens.kind[first] as number)) return RUN.latin;
  return isSoundWord(tokens, words, word) ? RUN.sound : RUN.none;
}

function isSoundWord(tokens: Tokens, words: Words, word: number): boolean {
  const first = words.first[word] as number;
  const next = words.first[word + 1] as number;
  const tag = words.tag[word] as number;
  if (next > first + 1 && (tag < WORD_TAG.person || tag > WORD_TAG.otherName)) return false;
  for (let i = first; i < next; i++) if (SOUNDS[(tokens.id[i] as number) & 0xffff] !== 1 || (tokens.id[i] as number) > 0xffff) return false;
  return true;
}

function goesOn(tokens: Tokens, words: Words, word: number, kind: number): boolean {
  const token = tokens.kind[words.first[word] as number] as number;
  if (token === CLASS.dot || token === CLASS.hyphen) return true;
  return kind === RUN.latin ? isLatinKind(token) || token === CLASS.digits : isSoundWord(tokens, words, word);
}
