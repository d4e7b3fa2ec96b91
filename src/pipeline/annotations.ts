// What incoming annotations must look like to be taken over: as in schema.json, offsets apart.
import type { EntityType, QuoteKind, Relation, Role } from "./document.ts";

const ROLES: Readonly<Record<Role, true>> = { heading: true, body: true, "list-item": true, caption: true };
const KINDS: Readonly<Record<QuoteKind, true>> = { direct: true, indirect: true, scare: true };
const TYPES: Readonly<Record<EntityType, true>> = {
  PERSON: true,
  ORG: true,
  PLACE: true,
  PRODUCT: true,
  WORK: true,
  EVENT: true,
  DATE: true,
  TIME: true,
  MONEY: true,
  QUANTITY: true,
  PERCENT: true,
  LAW: true,
  TITLE: true,
  URL: true,
  EMAIL: true,
  PHONE: true,
};

const isOneOf = (value: unknown, known: Readonly<Record<string, true>>): boolean =>
  typeof value === "string" && Object.hasOwn(known, value);
const isString = (value: unknown): boolean => typeof value === "string";
const isStringOrNull = (value: unknown): boolean => value === null || typeof value === "string";
const isOffsetOrNull = (value: unknown): boolean => value === null || Number.isInteger(value);

/** A paragraph has a role. */
export function isParagraph({ role }: { readonly role: unknown }): boolean {
  return isOneOf(role, ROLES);
}

/** An entity has a type, its text, a norm or null, and a score. */
export function isEntity({ type, text, norm, score }: Readonly<Record<"type" | "text" | "norm" | "score", unknown>>): boolean {
  return isOneOf(type, TYPES) && isString(text) && isStringOrNull(norm) && Number.isFinite(score);
}

type QuoteKeys =
  | "kind"
  | "text"
  | "speaker"
  | "speaker_norm"
  | "speaker_start"
  | "speaker_end"
  | "speakers"
  | "cue"
  | "cue_start"
  | "cue_end";

/** A quotation has a kind and its text; its speaker and cue may be null. */
export function isQuote(quote: Readonly<Record<QuoteKeys, unknown>>): boolean {
  const { speakers } = quote;
  const names = [quote.speaker, quote.speaker_norm, quote.cue];
  const offsets = [quote.speaker_start, quote.speaker_end, quote.cue_start, quote.cue_end];
  if (!Array.isArray(speakers) || !speakers.every(isString)) return false;
  return isOneOf(quote.kind, KINDS) && isString(quote.text) && names.every(isStringOrNull) && offsets.every(isOffsetOrNull);
}

/** Relations between entities that are there. */
export function isRelationList(list: unknown, entities: number): list is Relation[] {
  const isIndex = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) < entities;
  return (
    Array.isArray(list) &&
    list.every((item: Partial<Relation> | null) => {
      if (item === null || item.type !== "title") return false;
      return isIndex(item.person) && isIndex(item.title) && (item.org === null || isIndex(item.org));
    })
  );
}
