import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineBuffer } from "../../src/io/line-buffer.ts";
import { chunkLines, type LineChunk } from "../../src/io/lines.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function collect(chunks: AsyncIterable<LineChunk>): Promise<LineChunk[]> {
  const list: LineChunk[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return list;
}

describe("chunkLines", () => {
  it("gives whole lines, whatever the pieces and the pauses of the source", async () => {
    const line = fc.constantFrom("", " ", '{"text":"一"}', "x".repeat(200_000), "字".repeat(150_000));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 8 }),
        fc.boolean(),
        fc.constantFrom(997, 65_536, 300_000),
        fc.boolean(),
        fc.constantFrom(undefined, 0, 1_000_000),
        async (lines, isEnded, size, isPatient, expected) => {
          const bytes = encode(lines.join("\n") + (isEnded ? "\n" : ""));
          async function* pieces(): AsyncGenerator<Uint8Array> {
            for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
          }
          const chunks = await collect(chunkLines(pieces(), isPatient ? Number.POSITIVE_INFINITY : 0, expected));
          expect(Buffer.concat(chunks.map((chunk) => chunk.bytes)).equals(bytes)).toBe(true);
          let record = 0;
          let number = 1;
          let offset = 0;
          for (const [index, chunk] of chunks.entries()) {
            expect([chunk.record, chunk.line, chunk.offset]).toEqual([record, number, offset]);
            offset += chunk.bytes.length;
            const text = decode(chunk.bytes);
            if (index < chunks.length - 1) expect(text.endsWith("\n")).toBe(true);
            record += text.split("\n").filter((content) => content.trim() !== "").length;
            number += text.split("\n").length - 1;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("hands over less at a time towards the end of an input of known size", async () => {
    const bytes = encode(`${"x".repeat(1_023)}\n`.repeat(4_096));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.slice(at, at + 65_536);
    }
    const sizes = (await collect(chunkLines(pieces(), undefined, bytes.length))).map((chunk) => chunk.bytes.length);
    expect(sizes[0]).toBe(393_216);
    expect(sizes.slice(-3)).toEqual([131_072, 131_072, 131_072]);
  });

  it("hands over what is complete when several pieces of the next line have come", async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield encode("1\n");
      yield encode("long beginning");
      yield encode(" of the next line");
      await new Promise((settle) => setTimeout(settle, 50));
      yield encode("\n");
    }
    const chunks = await collect(chunkLines(source(), 1));
    expect(chunks.map(({ bytes }) => decode(bytes))).toEqual(["1\n", "long beginning of the next line\n"]);
  });

  it("hands complete lines over when the source pauses, without what follows them", async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((settle) => {
      release = settle;
    });
    // Says more only when the first lines have arrived: a reader that waited for more would wait for ever.
    async function* source(): AsyncGenerator<Uint8Array> {
      yield encode('{"text":"一"}\n{"text":');
      await released;
      yield encode('"二"}\n');
    }
    const texts: string[] = [];
    for await (const { bytes, record, line } of chunkLines(source(), 5)) {
      texts.push(`${record} ${line} ${decode(bytes)}`);
      release();
    }
    expect(texts).toEqual(['0 1 {"text":"一"}\n', '1 2 {"text":"二"}\n']);
  });

  it("gives the whole lines before damage, then fails", async () => {
    async function* source(): AsyncGenerator<Uint8Array> {
      yield encode('{"a":1}\n{"b":');
      throw new Error("broken");
    }
    for (const patience of [5, Number.POSITIVE_INFINITY]) {
      const texts: string[] = [];
      const read = async (): Promise<void> => {
        for await (const { bytes } of chunkLines(source(), patience)) texts.push(decode(bytes));
      };
      await expect(read()).rejects.toThrow("broken");
      expect(texts).toEqual(['{"a":1}\n']);
    }
  });
});

describe("LineBuffer", () => {
  it("holds what joining and encoding would give, in a buffer of its own", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constant("汉".repeat(20_000))), { maxLength: 20 }), (lines) => {
        const buffer = new LineBuffer();
        for (const line of lines) buffer.add(line);
        const bytes = buffer.take();
        expect(Buffer.from(lines.map((line) => `${line}\n`).join("")).equals(bytes)).toBe(true);
        expect(buffer.take()).toHaveLength(0);
      }),
      { numRuns: 30 },
    );
  });
});
