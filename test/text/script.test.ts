import { describe, expect, it } from "vitest";
import { detectScript, foldToSimplified } from "../../src/text/script.ts";

describe("detectScript", () => {
  it.each([
    ["這個圖書館開門了。", "Hant", "zh"],
    ["这个图书馆开门了。", "Hans", "zh"],
    ["這個圖書館開門了。这个图书馆开门了。", "Mixed", "zh"],
    ["人山人海。", null, "zh"],
    ["図書館は九時に開きます。", "Jpan", "ja"],
    ["這首《さくら》是她唱過的歌，很多人都說好聽。", "Hant", "zh"],
    ["도서관이 문을 열었다.", null, "ko"],
    ["Библиотека открыта.", null, "ru"],
    ["The library is open to the public, and it is free.", null, "en"],
    ["Die Bibliothek ist für alle offen, und der Eintritt ist frei.", null, "de"],
    ["12345 !!", null, null],
    ["", null, null],
  ])("%s", (text, script, lang) => {
    expect(detectScript(text)).toMatchObject({ script, lang });
  });

  it("reads a bounded part of long text, from all over it", () => {
    const half = "這個圖書館。".repeat(50_000);
    const evidence = detectScript(half + "这个图书馆。".repeat(50_000));
    expect(evidence.script).toBe("Mixed");
    expect(evidence.han).toBeLessThanOrEqual(65_536);
  });
});

describe("foldToSimplified", () => {
  it("maps single characters and leaves the rest", () => {
    const fold = (text: string): string =>
      [...text].map((character) => String.fromCharCode(foldToSimplified(character.charCodeAt(0)))).join("");
    expect(fold("圖書裡裏衆眾爲為")).toBe("图书里里众众为为");
    expect(fold("著名的什么 abc。")).toBe("著名的什么 abc。");
  });
});
