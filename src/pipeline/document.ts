import type { Span } from "../text/edits.ts";

/** What a block is in its document. */
export type Role = "heading" | "body" | "list-item" | "caption";

/** A paragraph on its way through the text stages. Its text holds no `\n`; a blank line of the input is an empty block. */
export interface Block {
  readonly text: string;
  readonly role: Role;
}

/** A block in the assembled text; UTF-16 offsets. */
export interface Paragraph extends Span {
  readonly role: Role;
}

export type Format = "text" | "html" | "markdown";

/** What a source says of itself. Never guessed: null or empty when absent. */
export interface Bibliography {
  readonly title: string | null;
  readonly authors: readonly string[];
  /** ISO 8601, never more precise than the source (DESIGN: `2024-03`, `--03-22`, `2024-03-22T14:53`). */
  readonly published: string | null;
  readonly url: string | null;
  readonly source: string | null;
  readonly editors: readonly string[];
  readonly tags: readonly string[];
}

export const EMPTY_BIBLIOGRAPHY: Bibliography = {
  title: null,
  authors: [],
  published: null,
  url: null,
  source: null,
  editors: [],
  tags: [],
};

/** How the bytes were read. */
export interface Encoding {
  /** WHATWG label in lower case where there is one; parts of a mixed file joined by `+`. */
  readonly name: string;
  /** 0 to 1, exclusive. */
  readonly confidence: number;
}

export type ScriptName = "Hans" | "Hant" | "Mixed" | "Jpan";

/** Language and script; null where there is no evidence. */
export interface ScriptInfo {
  /** Script of the text as it came in. */
  readonly scriptIn: ScriptName | null;
  /** Script of the text as it stands now. */
  readonly script: ScriptName | null;
  /** BCP 47 primary language subtag: `zh`, `ja`, `en` … */
  readonly lang: string | null;
}

export type EntityType =
  | "PERSON"
  | "ORG"
  | "PLACE"
  | "PRODUCT"
  | "WORK"
  | "EVENT"
  | "DATE"
  | "TIME"
  | "MONEY"
  | "QUANTITY"
  | "PERCENT"
  | "LAW"
  | "TITLE"
  | "URL"
  | "EMAIL"
  | "PHONE";

/** One mention of an entity; UTF-16 offsets of the assembled text, without the marks 《 》 “ ”. */
export interface Entity extends Span {
  readonly type: EntityType;
  readonly text: string;
  /** The name that it stands for in the document, an ISO 8601 date, a number with unit … */
  readonly norm: string | null;
  /** 0 to 1, exclusive. */
  readonly score: number;
}

/** Who holds which title where: indices into the entities. */
export interface Relation {
  readonly type: "title";
  readonly person: number;
  readonly title: number;
  readonly org: number | null;
}

export type QuoteKind = "direct" | "indirect" | "scare";

/** Quoted or reported words; UTF-16 offsets of the assembled text, without the quotation marks. */
export interface Quote extends Span {
  readonly kind: QuoteKind;
  readonly text: string;
  /** The speaker as written; null when nobody is named. */
  readonly speaker: (Span & { readonly text: string }) | null;
  /** The name that the mention stands for in the document. */
  readonly speakerNorm: string | null;
  /** Every right answer where a relayed statement has several; else the one. */
  readonly speakers: readonly string[];
  readonly cue: (Span & { readonly text: string }) | null;
}

/** Encoding names that a source or a user suggests: weak evidence, unless forced. */
export interface EncodingHints {
  /** Decode so, whatever the bytes say (`--encoding`). */
  readonly forced?: string | undefined;
  /** A weak prior (`--encoding-hint`, an HTTP header). */
  readonly declared?: string | undefined;
}

/** What can be known of a document; a key is a layer. A stage sees the layers that it declares and no others. */
export interface Layers {
  readonly bytes: Uint8Array;
  readonly encodingHints: EncodingHints;
  /** How `bytes` were decoded. */
  readonly encoding: Encoding;
  /** The decoded file as it is, markup included. Well-formed. */
  readonly raw: string;
  /** What `raw` holds; absent when it is to be sniffed. */
  readonly format: Format;
  /** The text in paragraphs, before the annotation stages. */
  readonly blocks: readonly Block[];
  readonly bibliography: Bibliography;
  readonly script: ScriptInfo;
  /** The blocks joined by `\n`, assembled once before the first annotation stage. */
  readonly text: string;
  readonly paragraphs: readonly Paragraph[];
  readonly sentences: readonly Span[];
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
  readonly quotes: readonly Quote[];
}

export type Layer = keyof Layers;
