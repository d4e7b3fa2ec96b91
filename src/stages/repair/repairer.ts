import { applyEdits, composeEdits, type Edit } from "../../text/edits.ts";
import { repairOtherCodec, repairUtf8AsGbk } from "./double-byte-codec.ts";
import { repairDoubled } from "./doubled.ts";
import { repairEntities } from "./entities.ts";
import { Gate, SUSPECT } from "./gate.ts";
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
import { repairVariantWords } from "./variant-words.ts";

/** A rule mends once more what the others uncovered; more rounds have never been needed. */
const MAX_ROUNDS = 4;

const SCRIPTS = SUSPECT.simplified | SUSPECT.traditional;

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
  [SCRIPTS, repairVariantWords],
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

  /** Edits for each line; null when no line needs any. */
  editsOf(texts: readonly string[]): (readonly Edit[])[] | null {
    const bits: number[] = [];
    let any = 0;
    for (let i = 0; i < texts.length; i++) {
      const found = this.#gate.scan(texts[i] as string);
      bits.push(found);
      if (isSuspect(found)) any |= found;
    }
    if (any === 0) return null;
    const lines = texts.map((text, i): Line => ({ original: text, text, bits: bits[i] as number, edits: [] }));
    for (let round = 0; round < MAX_ROUNDS; round++) if (!this.#round(lines)) break;
    return lines.some((line) => line.edits.length > 0) ? lines.map((line) => line.edits) : null;
  }

  /** One pass of every rule over every line; whether anything changed. */
  #round(lines: readonly Line[]): boolean {
    this.#simplified = once(() => isSimplified(lines, this.#context.tables));
    let changed = false;
    for (const line of lines) if (this.#applyAll(line, BEFORE_SLIPS)) changed = true;
    if (this.#repairSlips(lines)) changed = true;
    for (const line of lines) if (this.#applyAll(line, AFTER_SLIPS)) changed = true;
    return changed;
  }

  #applyAll(line: Line, rules: readonly (readonly [number, Rule])[]): boolean {
    if (!isSuspect(line.bits)) return false;
    let changed = false;
    for (const [bits, rule] of rules) if (this.#apply(line, bits, rule)) changed = true;
    return changed;
  }

  #apply(line: Line, bits: number, rule: Rule): boolean {
    const open = bits === SCRIPTS ? (line.bits & SCRIPTS) === SCRIPTS : (line.bits & bits) !== 0;
    return open && this.#take(line, rule(line.text, this.#context));
  }

  #take(line: Line, edits: readonly Edit[]): boolean {
    if (edits.length === 0) return false;
    line.edits = composeEdits(line.original, line.edits, edits);
    line.text = applyEdits(line.text, edits);
    line.bits = this.#gate.scan(line.text);
    return true;
  }

  #repairSlips(lines: readonly Line[]): boolean {
    const { tables, isOn } = this.#context;
    const suspects = lines.filter((line) => (line.bits & (SUSPECT.pinyin | SUSPECT.question)) !== 0);
    if (suspects.length === 0) return false;
    const found = isOn("pinyin-annotation") && suspects.some((line) => (line.bits & SUSPECT.pinyin) !== 0 || line.text.includes(")"));
    const texts = lines.map((line) => line.text);
    const pinyin: PinyinEvidence = found ? collectPinyin(texts, tables) : { active: false, annotated: new Set() };
    const evidence = { ...pinyin, halfWidth: once(() => hasHalfWidthMarks(texts)), keepsPrivate: once(() => hasPrivateUse(texts)) };
    let changed = false;
    for (const line of suspects) if (this.#take(line, slipEdits(line.text, evidence, tables, isOn("byte-slip")))) changed = true;
    return changed;
  }
}

const MIN_SIMPLIFIED = 20;
const MIN_RATIO = 5;

function isSimplified(lines: readonly Line[], { scripts }: RepairTables): boolean {
  const counts = [0, 0, 0];
  for (const { text } of lines) {
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

function isSuspect(bits: number): boolean {
  return (bits & ~SCRIPTS) !== 0 || (bits & SCRIPTS) === SCRIPTS;
}
