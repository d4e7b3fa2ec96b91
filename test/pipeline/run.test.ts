import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { cleanBytes, cleanText, createPipeline, type DocumentInput, readRecord, STAGES } from "../../src/index.ts";

const schema = JSON.parse(readFileSync(new URL("../../schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

const run = async (stages: readonly string[] | undefined, document: DocumentInput) => (await createPipeline({ stages })).process(document);

describe("the record", () => {
  it.each(STAGES.map(({ declaration }) => declaration.name))("is complete and valid after %s alone", async (stage) => {
    const bytes = new TextEncoder().encode("山脚下的邮局每天早上七点开门。\n他说：“信到了。”");
    const { record, reason } = await run(
      [stage],
      stage === "decode" ? { id: "a", bytes } : { id: "a", text: new TextDecoder().decode(bytes) },
    );
    expect(reason).toBeNull();
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
    expect(record.text).toContain("山脚下的邮局每天早上七点开门。");
  });

  it("counts offsets in code points", async () => {
    const { record } = await run(["sentences"], { id: "a", text: "𠮷野家开了👍。我们去。" });
    const characters = [...record.text];
    expect(record.sentences.map(({ start, end }) => characters.slice(start, end).join(""))).toEqual(["𠮷野家开了👍。", "我们去。"]);
    expect(record.stats.chars).toBe(characters.length);
  });

  it("has paragraphs without blank lines, and the text as it was", async () => {
    const { record } = await run(["repair"], { id: "a", text: "一\n\n二\n" });
    expect(record.text).toBe("一\n\n二\n");
    expect(record.paragraphs).toEqual([
      { start: 0, end: 1, role: "body" },
      { start: 3, end: 4, role: "body" },
    ]);
  });
});

describe("fields that a stage needs", () => {
  it.each([
    ["decode", { id: "a", text: "字" }, "decode:needs-bytes"],
    ["repair", { id: "a" }, "repair:needs-text"],
    ["repair", { id: "a", bytes: new Uint8Array([65]) }, "repair:needs-text"],
    ["extract", { id: "a" }, "extract:needs-text"],
    ["quotes", { id: "a" }, "quotes:needs-text"],
  ] as const)("%s rejects what lacks them", async (stage, document, reason) => {
    expect((await run([stage], document)).reason).toBe(reason);
  });

  it("lets a record with text pass decode", async () => {
    const { record, reason } = await run(undefined, { id: "a", text: "山脚下的邮局每天早上七点开门。" });
    expect([reason, record.text]).toEqual([null, "山脚下的邮局每天早上七点开门。"]);
  });
});

describe("records of an earlier run", () => {
  const first = { id: "a", text: "山脚下的邮局开门了。他说：“信到了。”", url: "https://example.org/" };

  it("piped stage by stage give what one run gives", async () => {
    const whole = await run(["convert", "sentences", "quotes"], readRecord(first, "x"));
    let record: unknown = first;
    for (const stage of ["convert", "sentences", "quotes"])
      record = JSON.parse(JSON.stringify((await run([stage], readRecord(record, "x"))).record));
    expect(record).toEqual(JSON.parse(JSON.stringify(whole.record)));
  });

  it("keep annotations while the text stands, and lose them when it changes", async () => {
    const annotated = (await run(["sentences"], readRecord(first, "x"))).record;
    expect((await run(["repair"], readRecord(annotated, "x"))).record.sentences).toEqual(annotated.sentences);
    const changed = { ...annotated, text: annotated.text.replace("信", "ｅ") };
    expect((await run(["normalize"], readRecord(changed, "x"))).record.sentences).toEqual([]);
  });

  it.each([
    ["paragraphs", [{ start: 0, end: 2, role: 'x"' }]],
    ["paragraphs", [{ start: 0, end: 99, role: "body" }]],
    ["sentences", [{ start: 0.5, end: 2 }]],
    ["sentences", [null]],
    ["entities", [{ start: 0, end: 2, type: "PER", text: "老周", norm: null, score: 0.5 }]],
    ["entities", [{ start: 0, end: 2, type: "PERSON", text: "老周", norm: null, score: "high" }]],
    ["quotes", [{ start: 0, end: 2, kind: "direct", text: "老周", speaker: 3, speakers: [] }]],
  ])("leave out a list of annotations with one that is malformed: %s %j", async (key, list) => {
    const record = { id: "a", text: "老周来了。", [key]: list };
    expect((await run(["repair"], readRecord(record, "x"))).record[key as "entities"]).toEqual(
      key === "paragraphs" ? [{ start: 0, end: 5, role: "body" }] : [],
    );
  });

  it("leave out relations with entities that are not there", async () => {
    const entities = [{ start: 0, end: 2, type: "PERSON", text: "老周", norm: null, score: 0.5 }];
    const read = async (person: number): Promise<unknown[]> => [
      ...(
        await run(
          ["repair"],
          readRecord({ id: "a", text: "老周来了。", entities, relations: [{ type: "title", person, title: 0, org: null }] }, "x"),
        )
      ).record.relations,
    ];
    expect(await read(0)).toHaveLength(1);
    expect(await read(1)).toEqual([]);
  });

  it("keep unknown keys in metadata.extra", async () => {
    const { record } = await run(["repair"], readRecord({ ...first, warc: { offset: 3 }, metadata: { host: "h" } }, "x"));
    expect(JSON.parse(record.metadata.extra ?? "")).toEqual({ warc: { offset: 3 }, host: "h" });
    expect(record.url).toBe("https://example.org/");
  });

  it.each([
    [[], "not a JSON object"],
    [{ text: 3 }, '"text" must be a string'],
    [{ id: {}, text: "" }, '"id" must be a string'],
    [{ bytes: "%%" }, '"bytes" must be base64'],
    [{ text: "", authors: [1] }, '"authors" must be a list of strings'],
  ])("are refused when malformed: %j", (value, message) => {
    expect(() => readRecord(value, "x")).toThrow(message);
  });
});

describe("cleanText and cleanBytes", () => {
  it("clean one document", async () => {
    const text = "山脚下的邮局每天早上七点开门，下午五点关门。";
    expect((await cleanText(text)).text).toBe(text);
    const { record } = await cleanBytes(new TextEncoder().encode(text), { stages: ["decode"] });
    expect([record?.text, record?.metadata.encoding]).toEqual([text, "utf-8"]);
  });

  it("say why bytes hold no text", async () => {
    const noise = Uint8Array.from({ length: 2000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 0xff);
    expect(await cleanBytes(noise)).toEqual({ record: null, reason: "decode:binary" });
  });
});

describe("documents together", () => {
  const documents: DocumentInput[] = [
    { id: "html", html: "<html><body><h1>邮局</h1><p>山脚下的邮局每天早上七点开门，信从那里送到山上。</p></body></html>" },
    { id: "noise", bytes: Uint8Array.from({ length: 300 }, (_, i) => (i * 167 + 13) & 0xff) },
    { id: "nothing" },
    { id: "quote", text: "老周说：“信到了。”\n责任编辑：王小明" },
    { id: "bytes", bytes: new TextEncoder().encode("這封信寄到了，郵差很高興。") },
  ];

  it.each([true, false])("come out as one by one (trace: %s)", async (trace) => {
    const pipeline = await createPipeline();
    const together = pipeline.processAll(documents, { trace });
    expect(together).toEqual(documents.map((document) => pipeline.process(document, { trace })));
    expect(together.map(({ reason }) => reason)).toEqual([null, "decode:binary", "decode:needs-bytes", null, null]);
    expect(pipeline.processAll([])).toEqual([]);
  });
});
