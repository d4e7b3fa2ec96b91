import fc from "fast-check";
import { Tokenizer } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { tokenize } from "./page-reference/tokenize.ts";

const EVENTS = ["onopentagname", "onattribname", "onattribdata", "onopentagend", "onselfclosingtag", "onclosetag", "ontext"] as const;
const ENDS = new Set(["onopentagend", "onselfclosingtag"]);

type Log = (readonly (string | number)[])[];

function ownLog(raw: string): Log {
  const log: Log = [];
  const sink = Object.fromEntries(EVENTS.map((name) => [name, (...offsets: number[]) => void log.push([name, ...offsets])]));
  tokenize(raw, sink as unknown as Parameters<typeof tokenize>[1]);
  return log;
}

/** What htmlparser2's tokenizer says, but for what it makes of a tag that the page ends in: part of its name, a value, or text from -1 on. */
function otherLog(raw: string): Log {
  const log: Log = [];
  const ignore = (): void => {};
  const names = ["onattribentity", "onattribend", "oncomment", "ondeclaration", "onend", "onprocessinginstruction", "ontextentity"];
  const keep =
    (name: string, count: number) =>
    (...offsets: number[]) =>
      void log.push([name, ...offsets.slice(0, count)]);
  const callbacks = {
    ...Object.fromEntries(names.map((name) => [name, ignore])),
    ...Object.fromEntries(EVENTS.map((name) => [name, keep(name, ENDS.has(name) ? 1 : 2)])),
    oncdata: keep("ontext", 2),
  };
  const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks as unknown as ConstructorParameters<typeof Tokenizer>[1]);
  tokenizer.write(raw);
  tokenizer.end();
  const [name, start, end] = log.at(-1) ?? [];
  const isCut = end === raw.length && (name === "onattribdata" || start === -1 || (name === "ontext" && /<[a-z]+$/iu.test(raw)));
  return isCut && (name !== "ontext" || start === -1 || raw[(start as number) - 1] === "<") ? log.slice(0, -1) : log;
}

const PARTS =
  "< </ > / /> = \" ' - -- ! <! <? ]]> ]] a 中文 class id &amp; x=y <!-- --> --!> <!--> <!---> <!-> <!> <!d> <!doc> <!doctype␠html> <![CDATA[ " +
  "script <script> </script> </script <SCRIPT␠a=1> </ScRiPt> <scripts> <style> </style␠> <title> </title> <textarea> </textarea> <xmp> <iframe> " +
  "</iframe> <noframes> <noembed> </noembed> <plaintext> <p> </p> <a␠href= <a␠href='x'> id=\"a␠b\" <br/> <br␠/␠> <input␠a␠b=c␠d> <p␠=a> <p␠a=> " +
  "<p␠a=/> <p/a> </p/x> <␠ <1 </␠ </1> </>";

describe("extract: tags and text of a page", () => {
  it.each([
    [
      "a < b <c>",
      [
        ["ontext", 0, 2],
        ["ontext", 2, 6],
        ["onopentagname", 7, 8],
        ["onopentagend", 8],
      ],
    ],
    [
      "<p>x</p",
      [
        ["onopentagname", 1, 2],
        ["onopentagend", 2],
        ["ontext", 3, 4],
      ],
    ],
    [
      "<p>x<br/",
      [
        ["onopentagname", 1, 2],
        ["onopentagend", 2],
        ["ontext", 3, 4],
        ["onopentagname", 5, 7],
      ],
    ],
  ] as const)("of %j", (raw, log) => expect(ownLog(raw)).toEqual(log));

  it("are those that htmlparser2 finds", () => {
    const parts = [...PARTS.split(" ").map((part) => part.replaceAll("␠", " ")), " ", "\n"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 14 }), (pieces) => {
        const raw = pieces.join("");
        expect(ownLog(raw)).toEqual(otherLog(raw));
      }),
      { numRuns: 20_000 },
    );
  });
});
