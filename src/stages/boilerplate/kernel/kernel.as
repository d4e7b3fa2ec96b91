// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// Looks at the lines of a document for the rules: says which of them could claim a line, keeps what they said, and judges the ends of the text.

export { kept, layOut, lines, records, starts, units } from "./memory";
export { foldLine, needsOfRecord, open } from "./lines";
export { couldBeCredit, needsOf } from "./needs";
export { possible, verdict } from "./possible";
export { judge } from "./judge";
export { listGone, settle } from "./settle";
export { listNames, listTitles } from "./alike";
export { holdsNotice, listMends, namesReporters } from "./mend";
