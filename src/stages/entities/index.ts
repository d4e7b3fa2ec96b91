import { loadTable } from "../../data/load.ts";
import type { Entity, Relation } from "../../pipeline/document.ts";
import { defineStage, inHalves, type OptionValues, type Stage } from "../../pipeline/stage.ts";
import type { Span } from "../../text/edits.ts";
import { layOut } from "../../text/layout.ts";
import { findClosed } from "./closed.ts";
import { agree } from "./consistency.ts";
import { entitiesDeclaration } from "./declaration.ts";
import { readLexicon } from "./lexicon.ts";
import type { Draft } from "./mentions.ts";
import { mergeMentions } from "./merge.ts";
import { readModel } from "./model.ts";
import { linkNames } from "./names.ts";
import { findRelations } from "./relations.ts";
import { NameSearch } from "./repeats.ts";
import { Tagger } from "./tagger.ts";

/** Finds entities and relations by grammar and by the model of `entities.bin`. */
export const entities: Stage<"text", "paragraphs" | "sentences", "entities" | "relations"> = defineStage(entitiesDeclaration, (options) => {
  const tagger = new Tagger(readModel(loadTable("entities.bin"), readLexicon(loadTable("entities-lexicon.bin"))));
  const search = new NameSearch();
  const wanted = selection(options);
  return inHalves(({ text, paragraphs }) => {
    const tagged: Draft[] = [];
    tagger.tag(text, paragraphs ?? linesOf(text), tagged);
    // Bound, since V8 gives a closure's code up with the closure: it was compiled anew every ten megabytes.
    return finish.bind(null, text, tagged, search, wanted);
  });
});

type Found = { entities: Entity[]; relations: Relation[] };

/** What is found in a text, once the model has tagged it. */
function finish(text: string, tagged: Draft[], search: NameSearch, wanted: Wanted | null): { kind: "keep"; layers: Found } {
  const { units } = layOut([{ text }]);
  const found = mergeMentions(findClosed(text, units), agree(text, units, tagged, search));
  linkNames(text, units, found);
  for (let i = 0; i < found.length; i++) (found[i] as Draft).score = clampScore((found[i] as Draft).score);
  const relations = findRelations(text, found);
  return { kind: "keep", layers: wanted === null ? { entities: found, relations } : select(found, relations, wanted) };
}

/** Lines of a text without paragraphs. */
function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    if (stop > start) lines.push({ start, end: stop });
    start = stop + 1;
  }
  return lines;
}

/** Three digits, neither 0 nor 1. */
function clampScore(score: number): number {
  return Math.round(Math.min(0.999, Math.max(0.001, score)) * 1000) / 1000;
}

type Wanted = (entity: Entity) => boolean;

/** What the options ask for; null when it is everything. */
function selection(options: OptionValues): Wanted | null {
  const types = options["types"];
  const list = Array.isArray(types) ? (types as readonly string[]) : [];
  const least = Number(options["minScore"] ?? 0);
  if (list.length === 0 && !(least > 0)) return null;
  return ({ type, score }) => (list.length === 0 || list.includes(type)) && score >= least;
}

/** The wanted entities, and the relations whose person and title are among them. */
function select(all: readonly Entity[], relations: readonly Relation[], wanted: Wanted): Found {
  const places = new Map<number, number>();
  const kept = all.filter((entity, i) => {
    if (!wanted(entity)) return false;
    places.set(i, places.size);
    return true;
  });
  const moved = relations.flatMap(({ type, person, title, org }) => {
    const [newPerson, newTitle] = [places.get(person), places.get(title)];
    if (newPerson === undefined || newTitle === undefined) return [];
    return [{ type, person: newPerson, title: newTitle, org: org === null ? null : (places.get(org) ?? null) }];
  });
  return { entities: kept, relations: moved };
}
