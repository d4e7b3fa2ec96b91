// OpenCC's dictionaries as opencc-js carries them, and the chains that its traditional-to-simplified configurations are made of.
// Mirrors the `configs` of `opencc-js/preset/t2cn` (1.4.2), which a test holds it to.
// @ts-expect-error the dictionary modules carry no types
import compatibility from "opencc-js/dict/CJK_Compatibility_Ideographs";
// @ts-expect-error as above
import hkPhrases from "opencc-js/dict/HKPhrasesRev";
// @ts-expect-error as above
import hkVariants from "opencc-js/dict/HKVariantsRev";
// @ts-expect-error as above
import hkVariantPhrases from "opencc-js/dict/HKVariantsRevPhrases";
// @ts-expect-error as above
import tsCharacters from "opencc-js/dict/TSCharacters";
// @ts-expect-error as above
import tsPhrases from "opencc-js/dict/TSPhrases";
// @ts-expect-error as above
import twPhrases from "opencc-js/dict/TWPhrasesRev";
// @ts-expect-error as above
import twVariants from "opencc-js/dict/TWVariantsRev";
// @ts-expect-error as above
import twVariantPhrases from "opencc-js/dict/TWVariantsRevPhrases";

/** Keys and values; where a key occurs twice the first counts. */
export type Entries = readonly (readonly [string, string])[];

const entriesOf = (dictionary: unknown): Entries =>
  (dictionary as string).split("|").map((line) => {
    const [key = "", value = ""] = line.split(" ");
    return [key, value] as const;
  });

/** Compatibility ideographs → unified ones: run first. */
export const NORMALIZATION: Entries = entriesOf(compatibility);

/** TSPhrases: what segments the text before the regional chains, and part of the last step. */
export const PHRASES: Entries = entriesOf(tsPhrases);

export const TS_CHARACTERS: Entries = entriesOf(tsCharacters);

/** Characters of the last step: phrases first, then single characters. */
export const LAST: Entries = [...PHRASES, ...TS_CHARACTERS];

export const TW_VARIANTS: Entries = entriesOf(twVariants);
export const HK_VARIANTS: Entries = entriesOf(hkVariants);

const TW: Entries = [...entriesOf(twVariantPhrases), ...TW_VARIANTS];
const HK: Entries = [...entriesOf(hkVariantPhrases), ...HK_VARIANTS];

/** Words that differ between the regions, Taiwan's first. */
export const WORDS: Entries = [...entriesOf(twPhrases), ...entriesOf(hkPhrases)];

/** The regional step by the name that opencc-js gives the source locale; null = none, and no segmentation. */
export const FIRST: Readonly<Record<string, Entries | null>> = {
  t: null,
  tw: TW,
  twp: [...entriesOf(twPhrases), ...TW],
  hk: HK,
  hkp: [...entriesOf(hkPhrases), ...HK],
};
