import { describe, expect, it } from "vitest";
import { suggest } from "../../src/text/suggest.ts";

describe("suggest", () => {
  it("finds the name that was meant", () => {
    expect(suggest("norm", ["normalize"])).toBeNull();
    expect(suggest("normalise", ["repair", "normalize"])).toBe("normalize");
    expect(suggest("seedz/", ["src/", "seeds/"])).toBe("seeds/");
    expect(suggest("gbk8", ["gbk", "big5"])).toBe("gbk");
  });

  it("is silent when nothing is near", () => {
    expect(suggest("x", ["repair", "convert"])).toBeNull();
  });
});
