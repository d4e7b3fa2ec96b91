import { describe, expect, it } from "vitest";
import { giveBuffer, takeBuffer } from "../../src/io/spare-buffers.ts";

describe("spare buffers", () => {
  it("gives the whole buffer again, whatever part of it was used", () => {
    const first = takeBuffer(10);
    giveBuffer(first.subarray(3, 5));
    const second = takeBuffer(first.length);
    expect(second.buffer).toBe(first.buffer);
    expect(second.length).toBe(first.length);
    expect(takeBuffer(10).buffer).not.toBe(first.buffer);
  });

  it("never gives less than was asked for", () => {
    giveBuffer(takeBuffer(10));
    expect(takeBuffer(2_000_000).length).toBe(2_000_000);
  });

  it("does not keep small ones, nor those of unusually long lines", () => {
    for (const size of [0, 100, 5_000_000]) {
      const given = new Uint8Array(size);
      giveBuffer(given);
      expect(takeBuffer(1).buffer).not.toBe(given.buffer);
    }
  });
});
