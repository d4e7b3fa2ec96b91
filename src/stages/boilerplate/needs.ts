import { CAPTION_NEEDS } from "./captions.ts";
import { CONTACT_NEEDS } from "./contacts.ts";
import { creditNeeds } from "./credits.ts";
import { DISCLAIMER_NEEDS } from "./disclaimers.ts";
import { GLUED_BYLINE_NEEDS } from "./glued-byline.ts";
import { MARK_NEEDS } from "./line.ts";
import { SIGN_NEEDS } from "./marks.ts";
import { ITEM_NEEDS, navigationNeeds } from "./navigation.ts";
import type { NeedGroup } from "./need-table.ts";
import { PROMOTION_NEEDS } from "./promotion.ts";
import { tailNeeds } from "./tails.ts";

/** All groups of patterns that a line is asked for wherever it stands. */
export function allNeeds(): readonly NeedGroup[] {
  return [...MARK_NEEDS, ...SIGN_NEEDS, ...CONTACT_NEEDS, ...CAPTION_NEEDS, ...DISCLAIMER_NEEDS, ...PROMOTION_NEEDS, ...navigationNeeds()];
}

/** Of those for the ends of paragraphs and of texts. */
export function endNeeds(): readonly NeedGroup[] {
  return [...tailNeeds(), ...GLUED_BYLINE_NEEDS, ...ITEM_NEEDS, ...creditNeeds()];
}
