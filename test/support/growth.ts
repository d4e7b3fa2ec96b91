// Code of known growth, to try the step counter on.

/** Looks once at every unit. */
export function linearLoop(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** Looks at every pair of units. */
export function quadraticLoop(text: string): number {
  let equal = 0;
  for (let i = 0; i < text.length; i++) for (let j = 0; j < text.length; j++) if (text[i] === text[j]) equal++;
  return equal;
}

/** Searches the rest of the text from every unit, in vain. */
export function quadraticSearch(text: string): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (text.indexOf("b", i) >= 0) found++;
  return found;
}

/** Takes quadratic time on blanks that do not end the text. */
export const BLANKS_AT_END: RegExp = /\s+$/u;
/** Takes linear time. */
export const BLANKS_AT_START: RegExp = /^\s+/u;
