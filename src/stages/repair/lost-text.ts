import type { Edit } from "../../text/edits.ts";
import { type RuleContext, talksAboutDamage } from "./rules.ts";

/** Runs of what is left of destroyed text: U+FFFD, its UTF-8 bytes in latin letters or in GBK (锟斤拷), uninitialised memory (烫烫, 屯屯). */
const LOST = /(?:斤?拷)?(?:锟斤拷|ï¿½|\ufffd){1,100000}(?:锟斤?(?!斤拷))?|烫{5,}|屯{5,}/gu;

/** One U+FFFD for each destroyed run. Wrong for: a cry of five 烫. */
export function repairLostText(text: string, context: RuleContext): readonly Edit[] {
  if (!context.isOn("lost-text") || talksAboutDamage(text)) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(LOST)) {
    if (match[0] !== "\ufffd") edits.push({ start: match.index, end: match.index + match[0].length, rule: "lost-text", after: "\ufffd" });
  }
  return edits;
}
