import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../src/text/utf8.ts";

describe("decodeUtf8", () => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  it("decodes valid and damaged bytes as TextDecoder does", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 6 }),
      fc.constant(Uint8Array.of(0xef, 0xbb, 0xbf)),
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const bytes = Buffer.concat(parts);
        expect(decodeUtf8(bytes)).toBe(decoder.decode(bytes));
      }),
    );
  });
});
