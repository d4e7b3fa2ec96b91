// The last parts of foreign persons' names, which stand alone later in the document.
import { isLatinUnit } from "./classes.ts";
import type { Draft } from "./mentions.ts";
import { isSoundCharacter } from "./units.ts";

/** A body, place or product less sure than this, with the last part of a person's name in characters, is that person. */
const SURE_NAME = 0.8;
/** A Latin person at least as sure as this has the last word of the name, whatever the model takes that for. */
const SURE_PERSON = 0.5;

/**
 * The last part of a foreign person's full name, alone, is that person, unless the model is surer of another thing. A long name is seldom sure, as it
 * is as sure as its least sure token: one that is written by sounds, or Latin and not doubtful, counts for more.
 */
export function retypeSurnames(mentions: readonly Draft[]): void {
  let surnames: Map<string, number> | null = null;
  for (const { type, text, score } of mentions) {
    const surname = type === "PERSON" ? surnameOf(text) : "";
    if (surname === "") continue;
    surnames ??= new Map();
    surnames.set(surname, Math.max(weightOf(text, score), surnames.get(surname) ?? 0));
  }
  if (surnames === null) return;
  for (const mention of mentions) {
    const weight = mention.type === "PERSON" ? undefined : surnames.get(mention.text);
    if (weight === undefined || weight < mention.score) continue;
    mention.type = "PERSON";
  }
}

/** The highest score of another thing that gives way to the person. */
function weightOf(name: string, score: number): number {
  if (isLatinUnit(name.charCodeAt(0))) return score >= SURE_PERSON ? 1 : score;
  return isTranscribed(name) ? SURE_NAME : Math.min(score, SURE_NAME);
}

/** What stands for a foreign person: behind the last dot of a name in characters, or the last word of a Latin one; "" where there is none. */
function surnameOf(name: string): string {
  const dot = name.lastIndexOf("·");
  return dot < 0 ? latinSurname(name) : name.length - dot > 2 ? name.slice(dot + 1) : "";
}

/** The last word of a Latin name of several; "" where there is none of four letters or more. */
export function latinSurname(name: string): string {
  if (!isLatinUnit(name.charCodeAt(0))) return "";
  const surname = name.slice(name.lastIndexOf(" ") + 1);
  return surname.length < name.length && surname.length >= 4 && isLatinUnit(surname.charCodeAt(0)) ? surname : "";
}

/**
 * A name in parts with dots between them, all of characters that write sounds. Of 1,038 names of Han characters with a dot in ../shared/train/ner 988 are
 * persons, and nearly all others end like a body, work or place.
 */
export function isTranscribed(name: string): boolean {
  if (!hasDot(name)) return false;
  for (const character of name) if (character !== "·" && character !== "." && !isSoundCharacter(character)) return false;
  return true;
}

function hasDot(name: string): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) === 0xb7 || name.charCodeAt(i) === 0x2e) return true;
  return false;
}
