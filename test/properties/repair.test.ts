import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/pipeline/changes.ts";
import { type Block, EMPTY_BIBLIOGRAPHY } from "../../src/pipeline/document.ts";
import { defaultOptions } from "../../src/pipeline/stage.ts";
import { repairDeclaration } from "../../src/stages/repair/declaration.ts";
import { repair } from "../../src/stages/repair/index.ts";
import { applyEdits } from "../../src/text/edits.ts";
import { generator } from "../support/generator.ts";

const stage = repair.create(defaultOptions(repairDeclaration));

async function run(text: string) {
  const changes = new ChangeLog(true);
  const blocks = text.split("\n").map((line): Block => ({ text: line, role: "body" }));
  const result = (await stage)({ blocks, bibliography: EMPTY_BIBLIOGRAPHY }, changes);
  if (result.kind !== "keep") throw new Error("dropped");
  const given = result.layers.blocks ?? blocks;
  return { text: given.map((block) => block.text).join("\n"), changes, blocks };
}

/** Replays the recorded edits on what the stage received. */
function replay(blocks: readonly Block[], changes: ChangeLog): string {
  const texts = blocks.map((block) => block.text);
  for (const { index, before, edits } of changes.fields) {
    expect(before).toBe(texts[index]);
    texts[index] = applyEdits(before, edits);
  }
  return texts.join("\n");
}

// Sentences of our own: nature, work, household; every one with marks in the middle and at the end.
const SIMPLIFIED = [
  "山脚下的果园今年收成很好，苹果又大又红，运往各地的卡车排成了长队。",
  "修表的老人戴上放大镜，用镊子夹起一枚比米粒还小的齿轮。",
  "孩子们在沙滩上堆城堡，海水一次次冲上来，把城墙推倒。",
  "气象台说，冷空气将在周末到达，气温会下降八到十度。",
  "为了赶上早班火车，他们天不亮就出了门，路上只听见自己的脚步声。",
  "面馆的老板娘记得每位熟客的口味：谁不要香菜，谁要多放辣椒。",
  "新修的水渠有12公里长，能浇灌3000亩旱地。",
  "这座桥建于1956年，全长248米，桥面只有5米宽。",
];
const TRADITIONAL = [
  "鐵匠把燒紅的鐵塊夾出來，一錘一錘地打成鐮刀的樣子。",
  "過了中秋，夜裡的風就涼了，院子裡的桂花還在開。",
  "漁船傍晚回港，岸邊的婦女們忙著把魚分類裝箱。",
  "學徒說：“這門手藝要學三年，頭一年只能掃地、燒水。”",
  "檔案館收藏了五萬多張舊照片，其中不少還沒有編號。",
  "為了節省電費，工廠決定把夜班改到清晨，機器也換成了新的。",
];

type Random = (below: number) => number;
type Damage = (text: string, random: Random) => string;

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const gbk = new TextDecoder("gb18030");

/** Cuts a few characters' bytes out of the middle before the wrong decoder sees them. */
const truncated: Damage = (text, random) => {
  const bytes = Buffer.from(text, "utf8");
  const cut = 3 + random(bytes.length - 6);
  return latin1(Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + 1 + random(3))]));
};

/** A byte of GBK deleted, as by a program that counts wrongly. */
const dropped: Damage = (text, random) => {
  const bytes = iconv.encode(text, "gbk");
  const cut = random(bytes.length);
  return gbk.decode(Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + 1)]));
};

/** An ASCII byte put into the GBK bytes anywhere. */
const inserted: Damage = (text, random) => {
  const bytes = iconv.encode(text, "gbk");
  const cut = random(bytes.length);
  return iconv.decode(
    Buffer.concat([bytes.subarray(0, cut), Buffer.from([[0x20, 0x2c, 0x3c, 0x2e][random(4)] as number]), bytes.subarray(cut)]),
    "gbk",
  );
};

/** Half of the line in another codec. */
const halfwayGbk: Damage = (text, random) => {
  const cut = 4 + random(Math.max(1, text.length - 8));
  return text.slice(0, cut) + gbk.decode(Buffer.from(text.slice(cut), "utf8"));
};

/** Characters of one kind strewn anywhere. */
const strewn: Damage = (text, random) => {
  const what = ["\u200b", "\ufeff", "&nbsp;", "\u00ad", ",", " ", "?", "�", "()", "\ue011"][random(10)] as string;
  let after = text;
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(after.length);
    after = after.slice(0, at) + what + after.slice(at);
  }
  return after;
};

/** One or two letters or digits swapped for ones that look alike. */
const alike: Damage = (text, random) => {
  const pairs: readonly (readonly [string, string])[] = [
    ["0", "O"],
    ["1", "l"],
    ["5", "S"],
    ["，", ","],
    ["。", "."],
    ["“", '"'],
    ["”", '"'],
  ];
  const [from, to] = pairs[random(pairs.length)] as readonly [string, string];
  return text.replace(from, to);
};

/** A piece of the line said twice. */
const stuttered: Damage = (text, random) => {
  const start = random(text.length - 4);
  const end = Math.min(text.length, start + 3 + random(20));
  return text.slice(0, end) + text.slice(start);
};

const wrongDecoder: Damage = (text, random) => {
  const from = ["gbk", "big5", "utf8"][random(3)] as string;
  const to = ["big5", "gbk", "win1252", "latin1"][random(4)] as string;
  return iconv.decode(iconv.encode(text, from), to);
};

const DAMAGES: readonly Damage[] = [truncated, dropped, inserted, halfwayGbk, strewn, alike, stuttered, wrongDecoder];

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}

describe("repair: properties", () => {
  it("makes random damage worse in at most 0.5 % of cases", async () => {
    const worse: string[] = [];
    const cases = 800;
    for (let seed = 1; seed <= cases; seed++) {
      const random = generator((seed * 7919) ^ 0x5deece66);
      random(2);
      const pool = random(3) === 0 ? TRADITIONAL : SIMPLIFIED;
      const clean = (pool[random(pool.length)] as string) + (pool[random(pool.length)] as string);
      const damaged = (DAMAGES[seed % DAMAGES.length] as Damage)(clean, random).replaceAll("\n", " ");
      const { text } = await run(damaged);
      if (text !== damaged && distance(text, clean) > distance(damaged, clean)) worse.push(`${damaged} → ${text}`);
    }
    expect(worse.length, worse.join("\n")).toBeLessThanOrEqual(cases * 0.005);
  });

  const unit = fc.constantFrom(
    ...'山水間們國車點圖學開a1AlOo05 ,.?!;:()（），。、！？“”"《》&#x;\u200b\u00ad\ufeff\ue5e5\ufffdÃ¤Â·ä¸­Î锟斤拷烫骞达紝銆?АеІ領網域軟體这为说开阿',
    "(guó)",
    "(xué)",
    "?nèi)",
    "?！",
    "&amp;",
    "&nbsp;",
    "Lumen生成的",
    "\n",
  );
  const text = fc.array(unit, { maxLength: 60 }).map((units) => units.join(""));

  it("is idempotent, its edits replay, and its output is well-formed", async () => {
    await fc.assert(
      fc.asyncProperty(text, async (input) => {
        const once = await run(input);
        expect(replay(once.blocks, once.changes)).toBe(once.text);
        expect(once.text.isWellFormed()).toBe(true);
        expect((await run(once.text)).text).toBe(once.text);
      }),
      { numRuns: 1500, seed: 4 },
    );
  });

  it("leaves sentences of our own alone", async () => {
    for (const sentence of [...SIMPLIFIED, ...TRADITIONAL]) expect((await run(sentence)).text).toBe(sentence);
  });

  // Searches are expensive but linear; everything else takes a long line at once.
  const SEARCHED = ["?！", "銆?", "?nèi)", "骞达紝"];
  const SCANNED = ["a", "国", "?", "(", "&", ",", "Ã", "锟斤拷", "\ufffd", '" ', "鎷", "國(guó)", "Al", "\u200b", "領網域", "è"];

  it.each([...SCANNED.map((one) => [one, 50_000] as const), ...SEARCHED.map((one) => [one, 800] as const)])(
    "comes to an end on %j repeated",
    async (one, length) => {
      const { text: result } = await run(one.repeat(Math.floor(length / one.length)));
      expect(result.isWellFormed()).toBe(true);
    },
  );
});
