// The kernel reads a page as the tokenizer and the builder in page-reference/ do, which say the same in plain TypeScript.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPage } from "../../src/stages/extract/html/build.ts";
import { WORDS } from "../../src/stages/extract/html/classes.ts";
import { trimEnds, trimHead } from "../../src/stages/extract/html/kernel.ts";
import { FLAG, type Page } from "../../src/stages/extract/html/page.ts";
import { type Judged, LEGAL, scorePage } from "../../src/stages/extract/html/score.ts";
import { buildPage as referencePage } from "./page-reference/build.ts";
import { judgePage } from "./page-reference/judge.ts";
import { flagsOfNames } from "./page-reference/names.ts";
import { toReference } from "./page-reference/page.ts";
import { trim } from "./page-reference/trim.ts";

const PARTS = [
  "< </ > / /> = \" ' - -- ! <! <? ]]> ]] a 中文 &amp; &nbsp; & <!-- --> --!> <!--> <!---> <!> <!doctype␠html> <![CDATA[ <1 </1> </> a␤b 文␤字 。 ， . , ! 😀",
  "<script> </script> </script <SCRIPT␠a=1> <script␠/> <script␠type='application/ld+json'> {\"a\":1} <scripts> <style> </style␠> <style/> <title> </title>",
  "<textarea> </textarea> <xmp> <iframe> </iframe> <noframes> <noembed> </noembed> <plaintext> <noscript> </noscript> <svg> </svg> <select> </select>",
  "<option> <object> </object> <ruby> </ruby> <rt> </rt> <rp> <p> </p> <p␠=a> <p␠a=> <p␠a=/> <p/a> </p/x> <div␠class='a␠b'> <div␠class=a␠id=b>",
  "<div␠class=a␠id='␠b'> <div␠id=a> </div> <DIV␠Class='nav'␠ID=x> <p␠id=x␠class> <p␠class=a␠class=b> <li> <ul> </ul> </li> <dd> <dt> <dl> <td> </td> <th>",
  "</th> <table> </table> <tr> </tr> <tbody> <thead> </thead> <caption> </caption> <x-y> </x-y> <X-Y> </X-y> <news-content> <mycontent> </mycontent> <span>",
  "</span> <b> </b> <b/> <strong> </strong> <a␠href> <a␠href=''> <a␠href=x/> <a␠href='x> </a> <h1> </h1> <h2> </h3> <pre> </pre> <hr> <br> <br␠/␠> </br>",
  "<time␠datetime='2020'> <meta␠name=a␠content='b&amp;c'> <meta␠property=Og:X␠content=中> <link␠rel=canonical␠href='h&amp;'> <link␠rel=Canonical␠href>",
  "<p␠hidden> <p␠hidden=x␠/> <p␠style='display:none'> <p␠style='DISPLAY␠:␠none'␠role=Navigation> <div␠itemprop=articleBody> <body> </body> <html> <head>",
  "</head> <form> <center> </center> <nav> </nav> &times; &amp;nbsp; &#10; &#x1F600; &nope; &amp &lt; &LT; &gt;&nbsp; &ensp; &apos; &#65; &#160; &#XA0; &#x80; &#xd800; &#128512; &#1114112; &#0012345; &#00123456; &#x1234567; &#; &#x; &; &K; &ſx; gt; <p␠style='display␠:none'> <p␠style='color:red;display:none'>",
];
const JUDGED =
  "<div> </div> </div> </div> <p> <p> </p> <li> <br> <br> <h1> </h1> <td> <div␠class=nav> <div␠class='article-content'> <div␠class=content> <div␠class=comments> <div␠id=main␠class=sidebar> " +
  "<div␠class='post␠comments'> <div␠class=related-articles> <div␠hidden␠class=zhengwen> <article␠class=ad> <main> <nav> <footer> <aside␠class=content> <div␠class=share> <blockquote> <section>";
const NOTICES =
  "版权所有|版權所有|著作权归|著作權歸|免责声明|免責聲明|ICP备|1cp備|iCp证|ICP證|公网安备|未经许可使用|未經許可使用|文明上网发言|登录后评论|登錄后評論|观点仅代表|觀點僅代表|信息存储空间|" +
  "All Rightſ Reserved|copyright ©|© 2020|cooKie privacy|website cookies|Terms of use|privacy policy";
const TEXTS = [
  "首页",
  "他说，山里的秋天很短。",
  "It is, they said. ",
  "不许转载",
  "未经本站授权许可不得转载。",
  "©2020 ",
  "all rights reserved ",
  "cookies experience ",
];
const copyOf = (page: Page, { root, verdicts, block, sum, family }: Judged): Judged => ({
  root,
  verdicts: verdicts.slice(),
  block: block.slice(0, page.blockCount),
  sum: sum.slice(0, page.blockCount + 1),
  family: family.slice(0, page.nodeCount),
});
const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
const SPACES = [..." \n\t\r\v\f\u00a0\u2002\u2028\u3000\ufeff", "  ", "\ud83d"];

describe("extract: the kernel", () => {
  const parts = PARTS.flatMap((line) => line.split(" ")).map((part) => part.replaceAll("␠", " ").replaceAll("␤", "\n"));

  it("reads any page as the reference does", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts, ...SPACES), { maxLength: 40 }), (pieces) => {
        const raw = pieces.join("");
        expect(toReference(buildPage(raw))).toEqual(referencePage(raw));
      }),
      { numRuns: 20_000 },
    );
  });

  const words = WORDS.flatMap(([, names]) => names.split(" "));
  const glue = [
    ..." -_.:/1Aa",
    "",
    "",
    "",
    "",
    "K",
    "İ",
    "ſ",
    "中",
    "😀",
    "\u3000",
    "b1",
    "hidden",
    "md:block",
    ":flex",
    ":inline",
    "caption",
    "Credit",
  ];

  it("says of names what the reference says", () => {
    const word = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...words).map(capital), fc.constantFrom(...glue));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (pieces) => {
        const names = pieces.join("");
        const page = buildPage(`<p class="${names}">a`);
        expect([page.nameOf(page.name[1] as number), page.flags[1]]).toEqual([names, flagsOfNames(names)]);
      }),
      { numRuns: 20_000 },
    );
  });

  const inner = fc.constantFrom(...JUDGED.split(" ").map((part) => part.replaceAll("␠", " ")));
  const text = fc.constantFrom(...TEXTS, ...TEXTS.map((each) => each.repeat(9)), ...TEXTS.map((each) => `<a href=x>${each.repeat(5)}</a>`));

  it("judges any page as the reference does", () => {
    const setting = fc.record({ title: fc.integer({ min: -1, max: 9 }), neutral: fc.constantFrom(0, FLAG.comments) });
    fc.assert(
      fc.property(fc.array(fc.oneof(inner, text), { minLength: 1, maxLength: 60 }), setting, (pieces, { title, neutral }) => {
        const page = buildPage(`<html><body>${pieces.join("")}`);
        const judged = scorePage(page, title, neutral);
        const expected = judgePage(toReference(page), title, neutral);
        expect(copyOf(page, judged)).toEqual(expected);
        trimHead(judged.root, title);
        trimEnds(title);
        trim(toReference(page), expected, title);
        expect(judged.verdicts).toEqual(expected.verdicts);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each(NOTICES.split("|"))("gives %s to the pattern of notices", (notice) => {
    expect(LEGAL.test(notice)).toBe(true);
    for (const before of ["", "a", "文", "文".repeat(7)]) expect(buildPage(`${before}${notice}${"文".repeat(20)}`).legal[0]).toBe(1);
  });

  it.each(words)("knows %s", (word) => expect(buildPage(`<p id=${word}>`).flags[1]).toBe(flagsOfNames(word)));

  it.each([
    ["more nodes than it makes room for at first", "<i-x>".repeat(3000)],
    ["more blocks", "<br>a".repeat(20_000)],
    ["more notes and names", Array.from({ length: 5000 }, (_, n) => `<p id=${n} style=a role=b>`).join("")],
    ["names of unknown elements", Array.from({ length: 5000 }, (_, n) => `<x-${n}>a</x-${n}>`).join("")],
    ["nodes nested too deep", `${"<div>".repeat(600)}a${"</div>".repeat(600)}b`],
    ["a page larger than the memory that stays", `<p>${"文".repeat(5_000_000)}<p>b`],
    ["a page behind it", "<p>a"],
  ])("reads %s", (_, raw) => expect(toReference(buildPage(raw))).toEqual(referencePage(raw)));
});
