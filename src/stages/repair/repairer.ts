import type { Block } from "../../pipeline/document.ts";
import { applyEdits, composeEdits, type Edit } from "../../text/edits.ts";
import { repairOtherCodec, repairUtf8AsGbk } from "./double-byte-codec.ts";
import { repairDoubled } from "./doubled.ts";
import { repairEntities } from "./entities.ts";
import { Gate } from "./gate.ts";
import { repairHomoglyphs } from "./homoglyphs.ts";
import { repairInvisible } from "./invisible.ts";
import { repairLatin } from "./latin-codec.ts";
import { repairLostText } from "./lost-text.ts";
import type { RepairTables } from "./model.ts";
import { collectPinyin, type PinyinEvidence } from "./pinyin.ts";
import { repairSpaces } from "./quote-spaces.ts";
import { repairRepeats } from "./repeats.ts";
import { type Rule, type RuleContext, type RuleId, talksAboutDamage } from "./rules.ts";
import { hasHalfWidthMarks, hasPrivateUse, slipEdits } from "./slips.ts";
import { SUSPECT } from "./suspects.ts";
import { repairVariantWords } from "./variant-words.ts";

/** A rule mends once more what the others uncovered; more rounds have never been needed. */
const MAX_ROUNDS = 4;

/** Rules that look at one line, with the bits of the gate that open them. */
const BEFORE_SLIPS: readonly (readonly [number, Rule])[] = [
  [SUSPECT.latin, unlessTalk(repairLatin)],
  [SUSPECT.rare, unlessTalk(repairUtf8AsGbk)],
  [SUSPECT.strange, unlessTalk(repairOtherCodec)],
  [SUSPECT.lost | SUSPECT.latin, repairLostText],
  [SUSPECT.entity, repairEntities],
];
const AFTER_SLIPS: readonly (readonly [number, Rule])[] = [
  [SUSPECT.invisible, repairInvisible],
  [SUSPECT.doubled, repairDoubled],
  [SUSPECT.homoglyph, repairHomoglyphs],
  [SUSPECT.space, repairSpaces],
  [SUSPECT.scripts, repairVariantWords],
  [SUSPECT.repeat, repairRepeats],
];

function unlessTalk(rule: Rule): Rule {
  return (text, context) => {
    const edits = rule(text, context);
    return edits.length > 0 && talksAboutDamage(text) ? [] : edits;
  };
}

/** A line on its way through the rules. */
interface Line {
  readonly original: string;
  text: string;
  bits: number;
  edits: readonly Edit[];
}

/** The lines of a document: those that the gate stopped, the others as they came. */
interface Lines {
  readonly texts: readonly string[];
  /** By place among the texts. */
  readonly suspects: ReadonlyMap<number, Line>;
}

/** Runs all rules over the lines of one document. */
export class Repairer {
  readonly #gate: Gate;
  readonly #context: RuleContext;
  /** Whether the document at hand is simplified; asked for at most once a round. */
  #simplified: () => boolean = () => false;

  constructor(tables: RepairTables, isOn: (rule: RuleId) => boolean) {
    this.#gate = new Gate(tables);
    this.#context = { tables, isOn, isSimplified: () => this.#simplified() };
  }

  /**
   * Edits for each block, then for each field, by their place; null when none needs any.
   *
   * @param fields short texts that belong to the document
   */
  editsOf(blocks: readonly Block[], fields: readonly string[]): ReadonlyMap<number, readonly Edit[]> | null {
    const suspects = this.#findSuspects(blocks, fields);
    if (suspects === null) return null;
    const lines = { texts: textsOf(blocks, fields), suspects };
    for (let round = 0; round < MAX_ROUNDS; round++) if (!this.#round(lines)) break;
    const edits = new Map<number, readonly Edit[]>();
    for (const [place, line] of suspects) if (line.edits.length > 0) edits.set(place, line.edits);
    return edits.size > 0 ? edits : null;
  }

  #findSuspects(blocks: readonly Block[], fields: readonly string[]): ReadonlyMap<number, Line> | null {
    const found = this.#gate.suspects(blocks); // of the very list, which other stages look at, too
    let suspects: Map<number, Line> | null = null;
    for (let i = 0; i < found.length; i += 2) {
      const place = found[i] as number;
      suspects ??= new Map();
      suspects.set(place, makeLine((blocks[place] as Block).text, found[i + 1] as number));
    }
    for (let i = 0; i < fields.length; i++) {
      const bits = this.#gate.scan(fields[i] as string);
      if (bits === 0) continue;
      suspects ??= new Map();
      suspects.set(blocks.length + i, makeLine(fields[i] as string, bits));
    }
    return suspects;
  }

  /** One pass of every rule over every line; whether anything changed. */
  #round(lines: Lines): boolean {
    this.#simplified = once(() => isSimplified(currentTexts(lines), this.#context.tables));
    let changed = false;
    for (const line of lines.suspects.values()) if (this.#applyAll(line, BEFORE_SLIPS)) changed = true;
    if (this.#repairSlips(lines)) changed = true;
    for (const line of lines.suspects.values()) if (this.#applyAll(line, AFTER_SLIPS)) changed = true;
    return changed;
  }

  #applyAll(line: Line, rules: readonly (readonly [number, Rule])[]): boolean {
    let changed = false;
    for (const [bits, rule] of rules) if ((line.bits & bits) !== 0 && this.#take(line, rule(line.text, this.#context))) changed = true;
    return changed;
  }

  #take(line: Line, edits: readonly Edit[]): boolean {
    if (edits.length === 0) return false;
    line.edits = composeEdits(line.original, line.edits, edits);
    line.text = applyEdits(line.text, edits);
    line.bits = this.#gate.scan(line.text);
    return true;
  }

  #repairSlips(lines: Lines): boolean {
    const { tables, isOn } = this.#context;
    const suspects: Line[] = [];
    for (const line of lines.suspects.values()) if ((line.bits & (SUSPECT.pinyin | SUSPECT.question)) !== 0) suspects.push(line);
    if (suspects.length === 0) return false;
    const found = isOn("pinyin-annotation") && suspects.some((line) => (line.bits & SUSPECT.pinyin) !== 0 || line.text.includes(")"));
    const texts = currentTexts(lines);
    const pinyin: PinyinEvidence = found ? collectPinyin(texts, tables) : { active: false, annotated: new Set() };
    const evidence = { ...pinyin, halfWidth: once(() => hasHalfWidthMarks(texts)), keepsPrivate: once(() => hasPrivateUse(texts)) };
    let changed = false;
    for (const line of suspects) if (this.#take(line, slipEdits(line.text, evidence, tables, isOn("byte-slip")))) changed = true;
    return changed;
  }
}

function makeLine(text: string, bits: number): Line {
  return { original: text, text, bits, edits: [] };
}

function currentTexts({ texts, suspects }: Lines): readonly string[] {
  const current = texts.slice();
  for (const [place, line] of suspects) current[place] = line.text;
  return current;
}

/** Those of blocks, then of fields. */
function textsOf(blocks: readonly Block[], fields: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (let i = 0; i < blocks.length; i++) texts.push((blocks[i] as Block).text);
  for (let i = 0; i < fields.length; i++) texts.push(fields[i] as string);
  return texts;
}

const MIN_SIMPLIFIED = 20;
const MIN_RATIO = 5;

function isSimplified(texts: readonly string[], { scripts }: RepairTables): boolean {
  const counts = [0, 0, 0];
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const script = scripts[text.charCodeAt(i)] as number;
      counts[script] = (counts[script] as number) + 1;
    }
  }
  const [, simplified = 0, traditional = 0] = counts;
  return simplified >= MIN_SIMPLIFIED && simplified >= traditional * MIN_RATIO;
}

/** Asks only when someone wants to know, and only once. */
function once(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
