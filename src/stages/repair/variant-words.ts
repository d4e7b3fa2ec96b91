import type { Edit } from "../../text/edits.ts";
import { type CharacterModel, type RepairTables, WEAK } from "./model.ts";
import { hasKanaUnit, type RuleContext } from "./rules.ts";

const QUOTED = '“「『《‘"';
/** The writer speaks of the word itself. */
const ABOUT_WORD = /(?:叫|叫[做作]|称[为作]|稱[為作]|写[成作]|寫[成作]|说成|說成|译[为作成]|譯[為作成])$/u;
/** Longest words first; by their first unit. */
let index: { tables: RepairTables; byFirst: ReadonlyMap<number, readonly string[]> } | null = null;

/**
 * Taiwan words in traditional characters inside simplified text: what a replace-all converter leaves behind. The mainland word that fits
 * best between its neighbours comes back; where the replaced piece was a part of a longer word (領網域 from 領域), the piece.
 * Wrong for: a simplified text that uses a traditional brand name which is also a Taiwan word.
 */
export function repairVariantWords(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("variant-word") || !isSimplified(text, context)) return [];
  const strong = editsOf(text, context.tables, false);
  if (strong.length === 0) return strong;
  const weak = editsOf(text, context.tables, true).filter(
    (edit) => !strong.some((other) => edit.start < other.end && edit.end > other.start),
  );
  return weak.length === 0 ? strong : [...strong, ...weak].sort((a, b) => a.start - b.start);
}

function editsOf(text: string, tables: RepairTables, weak: boolean): Edit[] {
  const words = wordsByFirst(tables);
  const model = tables.model();
  const edits: Edit[] = [];
  const next = (from: number): number => (weak ? from : nextStart(text, from, tables));
  for (let i = next(0); i < text.length; i = next(i + 1)) {
    const word = words.get(text.charCodeAt(i))?.find((one) => text.startsWith(one, i) && isWeak(one, tables) === weak);
    if (word === undefined) continue;
    const after = isQuoted(text, i, word.length) ? null : choose(text, i, word, tables, model);
    if (after !== null) edits.push({ start: i, end: i + word.length, rule: "variant-word", after });
    i += word.length - 1;
  }
  return edits;
}

function isWeak(word: string, tables: RepairTables): boolean {
  return tables.variantWords().get(word)?.[0]?.startsWith(WEAK) ?? false;
}

const MAX_WORD = 8;

/** The next offset from which a word of MAX_WORD units may reach a traditional character. */
function nextStart(text: string, from: number, { scripts }: RepairTables): number {
  for (let i = from; i < text.length; i++) if (scripts[text.charCodeAt(i)] === 2) return Math.max(from, i - MAX_WORD + 1);
  return text.length;
}

/** Half as many simplified-only characters again as traditional ones, at least three; one is enough in a document of simplified text. */
function isSimplified(text: string, { tables, isSimplified: inDocument }: RuleContext): boolean {
  if (hasKanaUnit(text)) return false;
  const { simplified, traditional } = tables.kernel().countScripts(text);
  return simplified >= 3 ? simplified >= traditional * 1.5 : simplified > 0 && inDocument();
}

function wordsByFirst(tables: RepairTables): ReadonlyMap<number, readonly string[]> {
  if (index?.tables === tables) return index.byFirst;
  const byFirst = new Map<number, string[]>();
  for (const word of tables.variantWords().keys()) {
    const list = byFirst.get(word.charCodeAt(0));
    if (list) list.push(word);
    else byFirst.set(word.charCodeAt(0), [word]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length);
  index = { tables, byFirst };
  return byFirst;
}

function isQuoted(text: string, start: number, length: number): boolean {
  const before = text.charAt(start - 1);
  return (before !== "" && QUOTED.includes(before) && length > 0) || ABOUT_WORD.test(text.slice(Math.max(0, start - 2), start));
}

/** The candidate that costs least a character between its neighbours; null where a piece (`领域|认…`) may be a word of its own. */
function choose(text: string, start: number, word: string, tables: RepairTables, model: CharacterModel): string | null {
  const end = start + word.length;
  const behind = text.slice(end, end + 1);
  let best: string | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of tables.variantWords().get(word) ?? []) {
    const [one = "", blockers = ""] = candidate.replace(WEAK, "").split("|");
    if (start > 0 && blockers.includes(text.charAt(start - 1))) return null;
    const cost = model.textCost(one + behind, model.idOf(text.charCodeAt(start - 1))) / (one.length + behind.length);
    if (cost < bestCost) {
      best = one;
      bestCost = cost;
    }
  }
  return best;
}
