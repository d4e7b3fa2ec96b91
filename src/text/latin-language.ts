// A best-effort guess at the language of text in Latin letters, by counting function words.

/** How much of a text is read. */
const READ_UNITS = 4_096;
/** Function words that a guess needs, and how many times as many as the second language. */
const LEAST_WORDS = 3;
const LEAD = 1.5;

/** Frequent function words; words shared by several languages stand in each, so that they decide nothing. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: "the of and to in is that for it with as was on are this be by from have not you at or which",
  de: "der die das und ist nicht ein eine zu den mit von für auf dem im sich auch es werden wird",
  fr: "le la les des et est une un que pour dans qui pas sur du au avec ce sont par plus",
  es: "el la los las de y que en un una por con para es se del no como más su",
  it: "il la di che e un una per non del della con sono è le gli nel si da",
  pt: "o a os as de que e em um uma para não com do da no na se por mais",
  nl: "de het een en van is dat niet op te in met voor zijn die aan er",
  pl: "i w na nie się do że z to jest jak po o przez dla są które",
  cs: "a se na je že v to s z do pro jako jsou by které není ale",
  vi: "và của là các một những cho trong được không với có người này",
  id: "yang dan di dengan untuk dari ini itu tidak adalah pada dalam",
  tr: "ve bir bu için ile de da olarak daha çok gibi",
};

const WORD = /\p{Script=Latin}+/gu;

const LANGUAGES: readonly string[] = Object.keys(FUNCTION_WORDS);
let languagesOfWord: Map<string, number[]> | null = null;

function words(): Map<string, number[]> {
  if (languagesOfWord !== null) return languagesOfWord;
  const table = new Map<string, number[]>();
  LANGUAGES.forEach((language, index) => {
    for (const word of (FUNCTION_WORDS[language] as string).split(" ")) {
      const entry = table.get(word);
      if (entry) entry.push(index);
      else table.set(word, [index]);
    }
  });
  languagesOfWord = table;
  return table;
}

/** Primary language subtag of text that is mostly Latin letters, or null where function words do not tell. Reads 4,096 units. */
export function guessLatinLanguage(text: string): string | null {
  const table = words();
  const counts = new Array<number>(LANGUAGES.length).fill(0);
  for (const [word] of text.slice(0, READ_UNITS).toLowerCase().matchAll(WORD)) {
    for (const index of table.get(word) ?? []) counts[index] = (counts[index] as number) + 1;
  }
  const best = counts.indexOf(Math.max(...counts));
  const most = counts[best] as number;
  const second = Math.max(...counts.filter((_, index) => index !== best));
  return most >= LEAST_WORDS && most >= second * LEAD ? (LANGUAGES[best] as string) : null;
}
