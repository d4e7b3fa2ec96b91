// The kernel reads a page as the tokenizer and the builder in page-reference/ do, which say the same in plain TypeScript.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPage } from "../../src/stages/extract/html/build.ts";
import { WORDS } from "../../src/stages/extract/html/classes.ts";
import { buildPage as referencePage } from "./page-reference/build.ts";
import { flagsOfNames } from "./page-reference/names.ts";
import { toReference } from "./page-reference/page.ts";

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
  "</head> <form> <center> </center> <nav> </nav> &times; &amp;nbsp; &#10; &#x1F600; &nope; &amp <p␠style='display␠:none'> <p␠style='color:red;display:none'>",
];
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
