// Records as JSON, key by key as `JSON.stringify` has them.
import type { OutputRecord, RecordEntity, RecordMetadata, RecordQuote, RecordStats } from "../pipeline/record.ts";
import type { RuleCount } from "../pipeline/rule-sums.ts";
import { type Columns, type KernelWriter, kernelWriter, type Table } from "../text/writer/kernel-writer.ts";

const HEAD: Columns = [
  ['{"id":', "string"],
  [',"text":', "string"],
  [',"title":', "string"],
  [',"authors":', "strings"],
  [',"published":', "string"],
  [',"url":', "string"],
  [',"source":', "string"],
  [',"lang":', "string"],
  [',"script":', "string"],
  [',"paragraphs":[', "none"],
];
const PARAGRAPH: Columns = [
  ['{"start":', "integer"],
  [',"end":', "integer"],
  [',"role":', "string"],
  ["}", "none"],
];
const SENTENCE: Columns = [
  ['{"start":', "integer"],
  [',"end":', "integer"],
  ["}", "none"],
];
const ENTITY: Columns = [
  ['{"type":', "string"],
  [',"start":', "integer"],
  [',"end":', "integer"],
  [',"text":', "string"],
  [',"norm":', "string"],
  [',"score":', "fraction"],
  ["}", "none"],
];
const QUOTE: Columns = [
  ['{"kind":', "string"],
  [',"start":', "integer"],
  [',"end":', "integer"],
  [',"text":', "string"],
  [',"speaker":', "string"],
  [',"speaker_norm":', "string"],
  [',"speaker_start":', "integer"],
  [',"speaker_end":', "integer"],
  [',"speakers":', "strings"],
  [',"cue":', "string"],
  [',"cue_start":', "integer"],
  [',"cue_end":', "integer"],
  ["}", "none"],
];
const RELATION: Columns = [
  ['{"type":', "string"],
  [',"person":', "integer"],
  [',"title":', "integer"],
  [',"org":', "integer"],
  ["}", "none"],
];
const METADATA: Columns = [
  ['],"metadata":{"path":', "string"],
  [',"record":', "integer"],
  [',"format":', "string"],
  [',"encoding":', "string"],
  [',"encoding_confidence":', "fraction"],
  [',"bytes":', "integer"],
  [',"sha256":', "string"],
  [',"script_in":', "string"],
  [',"editors":', "strings"],
  [',"tags":', "strings"],
  [',"extra":', "string"],
  ['},"stats":{"chars_in":', "integer"],
  [',"chars":', "integer"],
  [',"removed":[', "none"],
];
const COUNT: Columns = [
  ['{"rule":', "string"],
  [',"count":', "integer"],
  [',"chars":', "integer"],
  ["}", "none"],
];

/** Writes records into the kernel's memory. */
export class RecordWriter {
  readonly #kernel: KernelWriter = kernelWriter();
  readonly #head = this.#kernel.table(HEAD);
  readonly #paragraph = this.#kernel.table(PARAGRAPH);
  readonly #sentences = this.#next("sentences");
  readonly #sentence = this.#kernel.table(SENTENCE);
  readonly #entities = this.#next("entities");
  readonly #entity = this.#kernel.table(ENTITY);
  readonly #quotes = this.#next("quotes");
  readonly #quote = this.#kernel.table(QUOTE);
  readonly #relations = this.#next("relations");
  readonly #relation = this.#kernel.table(RELATION);
  readonly #nothingFound = this.#kernel.table([
    ['],"entities":[],"quotes":[', "none"],
    ['],"relations":[', "none"],
  ]);
  readonly #metadata = this.#kernel.table(METADATA);
  readonly #count = this.#kernel.table(COUNT);
  readonly #repairs = this.#next("repairs");
  readonly #tail = this.#kernel.table([
    [']},"schema":', "integer"],
    ["}\n", "none"],
  ]);

  /** The record and a line feed, valid up to the next one; null when it is too large, or holds what its type does not know. */
  write(record: OutputRecord): Uint8Array | null {
    const { removed, repairs } = record.stats;
    if (!areCounts(removed) || !areCounts(repairs)) return null;
    const to = this.#kernel;
    to.begin();
    this.#writeHead(record);
    this.#writeSpans(record);
    if (record.entities.length + record.quotes.length + record.relations.length === 0) to.rows(this.#nothingFound, 1);
    else this.#writeFound(record);
    this.#writeMetadata(record.metadata, record.stats);
    this.#writeCounts(removed);
    to.rows(this.#repairs, 1);
    this.#writeCounts(repairs);
    to.rows(this.#tail, 1);
    to.integer(record.schema);
    return to.finish();
  }

  #writeFound({ entities, quotes, relations }: OutputRecord): void {
    const to = this.#kernel;
    to.rows(this.#entities, 1);
    this.#writeEntities(entities);
    to.rows(this.#quotes, 1);
    this.#writeQuotes(quotes);
    to.rows(this.#relations, 1);
    this.#writeRelations(relations);
  }

  /** The end of a list and the beginning of the next. */
  #next(key: string): Table {
    return this.#kernel.table([[`],"${key}":[`, "none"]]);
  }

  #writeHead({ id, text, title, authors, published, url, source, lang, script }: OutputRecord): void {
    const to = this.#kernel;
    to.rows(this.#head, 1);
    to.string(id);
    to.string(text);
    to.stringOrNull(title);
    to.strings(authors);
    to.stringOrNull(published);
    to.stringOrNull(url);
    to.stringOrNull(source);
    to.stringOrNull(lang);
    to.stringOrNull(script);
  }

  #writeSpans({ paragraphs, sentences }: OutputRecord): void {
    const to = this.#kernel;
    to.rows(this.#paragraph, paragraphs.length);
    for (let n = 0; n < paragraphs.length; n++) {
      const { start, end, role } = paragraphs[n] as (typeof paragraphs)[number];
      to.integer(start);
      to.integer(end);
      to.string(role);
    }
    to.rows(this.#sentences, 1);
    to.rows(this.#sentence, sentences.length);
    for (let n = 0; n < sentences.length; n++) {
      const { start, end } = sentences[n] as (typeof sentences)[number];
      to.integer(start);
      to.integer(end);
    }
  }

  #writeEntities(entities: readonly RecordEntity[]): void {
    const to = this.#kernel;
    to.rows(this.#entity, entities.length);
    for (let n = 0; n < entities.length; n++) {
      const { type, start, end, text, norm, score } = entities[n] as RecordEntity;
      to.string(type);
      to.integer(start);
      to.integer(end);
      to.string(text);
      if (norm === text) to.again();
      else to.stringOrNull(norm);
      to.fraction(score);
    }
  }

  #writeQuotes(quotes: readonly RecordQuote[]): void {
    const to = this.#kernel;
    to.rows(this.#quote, quotes.length);
    for (let n = 0; n < quotes.length; n++) {
      const quote = quotes[n] as RecordQuote;
      to.string(quote.kind);
      to.integer(quote.start);
      to.integer(quote.end);
      to.string(quote.text);
      to.stringOrNull(quote.speaker);
      to.stringOrNull(quote.speaker_norm);
      to.integerOrNull(quote.speaker_start);
      to.integerOrNull(quote.speaker_end);
      to.strings(quote.speakers);
      to.stringOrNull(quote.cue);
      to.integerOrNull(quote.cue_start);
      to.integerOrNull(quote.cue_end);
    }
  }

  #writeRelations(relations: OutputRecord["relations"]): void {
    const to = this.#kernel;
    to.rows(this.#relation, relations.length);
    for (let n = 0; n < relations.length; n++) {
      const { type, person, title, org } = relations[n] as (typeof relations)[number];
      to.string(type);
      to.integer(person);
      to.integer(title);
      to.integerOrNull(org);
    }
  }

  #writeMetadata(metadata: RecordMetadata, stats: RecordStats): void {
    const to = this.#kernel;
    const confidence = metadata.encoding_confidence;
    to.rows(this.#metadata, 1);
    to.stringOrNull(metadata.path);
    to.integer(metadata.record);
    to.stringOrNull(metadata.format);
    to.stringOrNull(metadata.encoding);
    if (confidence === null) to.integerOrNull(null);
    else to.fraction(confidence);
    to.integerOrNull(metadata.bytes);
    to.stringOrNull(metadata.sha256);
    to.stringOrNull(metadata.script_in);
    to.strings(metadata.editors);
    to.strings(metadata.tags);
    to.stringOrNull(metadata.extra);
    to.integer(stats.chars_in);
    to.integer(stats.chars);
  }

  #writeCounts(counts: readonly RuleCount[]): void {
    const to = this.#kernel;
    to.rows(this.#count, counts.length);
    for (let n = 0; n < counts.length; n++) {
      const { rule, count, chars } = counts[n] as RuleCount;
      to.string(rule);
      to.integer(count);
      to.integer(chars);
    }
  }
}

/** Counts that came in with a record were not looked at before. */
function areCounts(list: readonly RuleCount[]): boolean {
  for (let i = 0; i < list.length; i++) {
    const { rule, count, chars } = list[i] as RuleCount;
    if (typeof rule !== "string" || typeof count !== "number" || typeof chars !== "number") return false;
  }
  return true;
}
