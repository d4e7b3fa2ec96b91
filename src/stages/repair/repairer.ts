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

/** A rule that looks at one line, with the bits of the gate that open it. */
interface Step {
  readonly bits: number;
  readonly rule: Rule;
}

const BEFORE_SLIPS: readonly Step[] = [
  { bits: SUSPECT.latin, rule: unlessTalk(repairLatin) },
  { bits: SUSPECT.rare, rule: unlessTalk(repairUtf8AsGbk) },
  { bits: SUSPECT.strange, rule: unlessTalk(repairOtherCodec) },
  { bits: SUSPECT.lost | SUSPECT.latin, rule: repairLostText },
  { bits: SUSPECT.entity, rule: repairEntities },
];
const AFTER_SLIPS: readonly Step[] = [
  { bits: SUSPECT.invisible, rule: repairInvisible },
  { bits: SUSPECT.doubled, rule: repairDoubled },
  { bits: SUSPECT.homoglyph, rule: repairHomoglyphs },
  { bits: SUSPECT.space, rule: repairSpaces },
  { bits: SUSPECT.scripts, rule: repairVariantWords },
  { bits: SUSPECT.repeat, rule: repairRepeats },
];

function unlessTalk(rule: Rule): Rule {
  return (text, context) => {
    const edits = rule(text, context);
    return edits.length > 0 && talksAboutDamage(text) ? [] : edits;
  };
}

/** A line on its way through the rules. */
interface Line {
  /** Among the blocks, then the fields. */
  readonly place: number;
  readonly original: string;
  text: string;
  bits: number;
  edits: readonly Edit[];
}

/** The document at hand: what came, and the lines of it that the gate stopped. */
interface Lines {
  readonly blocks: readonly Block[];
  readonly fields: readonly string[];
  readonly suspects: readonly Line[];
  /** Whether it is simplified; null = nobody has asked in this round. */
  isSimplified: boolean | null;
}

/** Runs all rules over the lines of one document. */
export class Repairer {
  readonly #gate: Gate;
  readonly #context: RuleContext;
  #lines: Lines = { blocks: [], fields: [], suspects: [], isSimplified: null };

  constructor(tables: RepairTables, isOn: (rule: RuleId) => boolean) {
    this.#gate = new Gate(tables);
    this.#context = { tables, isOn, isSimplified: () => isSimplified(this.#lines, tables) };
  }

  /**
   * Edits for each block, then for each field, by their place; null when none needs any.
   *
   * @param fields short texts that belong to the document
   */
  editsOf(blocks: readonly Block[], fields: readonly string[]): ReadonlyMap<number, readonly Edit[]> | null {
    const found = this.#gate.suspects(blocks); // of the very list, which other stages look at, too
    let suspects: Line[] | null = null;
    for (let i = 0; i < fields.length; i++) {
      const bits = this.#gate.scan(fields[i] as string);
      if (bits === 0) continue;
      suspects ??= [];
      suspects.push(makeLine(blocks.length + i, fields[i] as string, bits));
    }
    return found.length === 0 && suspects === null ? null : this.#mend(blocks, fields, found, suspects ?? []);
  }

  /**
   * @param found places of blocks, each with its bits
   * @param others lines of fields
   */
  #mend(
    blocks: readonly Block[],
    fields: readonly string[],
    found: readonly number[],
    others: readonly Line[],
  ): ReadonlyMap<number, readonly Edit[]> | null {
    const suspects: Line[] = [];
    for (let i = 0; i < found.length; i += 2) {
      const place = found[i] as number;
      suspects.push(makeLine(place, (blocks[place] as Block).text, found[i + 1] as number));
    }
    for (let i = 0; i < others.length; i++) suspects.push(others[i] as Line);
    this.#lines = { blocks, fields, suspects, isSimplified: null };
    for (let round = 0; round < MAX_ROUNDS; round++) if (!this.#round(this.#lines)) break;
    let edits: Map<number, readonly Edit[]> | null = null;
    for (let i = 0; i < suspects.length; i++) {
      const line = suspects[i] as Line;
      if (line.edits.length === 0) continue;
      edits ??= new Map();
      edits.set(line.place, line.edits);
    }
    return edits;
  }

  /** One pass of every rule over every line; whether anything changed. */
  #round(lines: Lines): boolean {
    lines.isSimplified = null;
    const before = this.#applyAll(lines.suspects, BEFORE_SLIPS);
    const slips = this.#repairSlips(lines);
    return this.#applyAll(lines.suspects, AFTER_SLIPS) || slips || before;
  }

  #applyAll(lines: readonly Line[], steps: readonly Step[]): boolean {
    let changed = false;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as Line;
      for (let k = 0; k < steps.length; k++) {
        const step = steps[k] as Step;
        if ((line.bits & step.bits) !== 0 && this.#take(line, step.rule(line.text, this.#context))) changed = true;
      }
    }
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
    let some = 0;
    for (let i = 0; i < lines.suspects.length; i++) some |= (lines.suspects[i] as Line).bits;
    return (some & (SUSPECT.pinyin | SUSPECT.question)) !== 0 && this.#searchSlips(lines);
  }

  #searchSlips(lines: Lines): boolean {
    const { tables, isOn } = this.#context;
    const suspects = lines.suspects.filter((line) => (line.bits & (SUSPECT.pinyin | SUSPECT.question)) !== 0);
    const found = isOn("pinyin-annotation") && suspects.some((line) => (line.bits & SUSPECT.pinyin) !== 0 || line.text.includes(")"));
    const texts = currentTexts(lines);
    const pinyin: PinyinEvidence = found ? collectPinyin(texts, tables) : { active: false, annotated: new Set() };
    const evidence = { ...pinyin, halfWidth: once(() => hasHalfWidthMarks(texts)), keepsPrivate: once(() => hasPrivateUse(texts)) };
    let changed = false;
    for (const line of suspects) if (this.#take(line, slipEdits(line.text, evidence, tables, isOn("byte-slip")))) changed = true;
    return changed;
  }
}

function makeLine(place: number, text: string, bits: number): Line {
  return { place, original: text, text, bits, edits: [] };
}

/** Those of blocks, then of fields, as they are by now. */
function currentTexts({ blocks, fields, suspects }: Lines): readonly string[] {
  const texts: string[] = [];
  for (let i = 0; i < blocks.length; i++) texts.push((blocks[i] as Block).text);
  for (let i = 0; i < fields.length; i++) texts.push(fields[i] as string);
  for (let i = 0; i < suspects.length; i++) texts[(suspects[i] as Line).place] = (suspects[i] as Line).text;
  return texts;
}

const MIN_SIMPLIFIED = 20;
const MIN_RATIO = 5;

/** Answered once a round. */
function isSimplified(lines: Lines, tables: RepairTables): boolean {
  if (lines.isSimplified === null) {
    const { simplified, traditional } = tables.kernel().countScripts(currentTexts(lines).join("\n"));
    lines.isSimplified = simplified >= MIN_SIMPLIFIED && simplified >= traditional * MIN_RATIO;
  }
  return lines.isSimplified;
}

/** Asks only when someone wants to know, and only once. */
function once(ask: () => boolean): () => boolean {
  let answer: boolean | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}
