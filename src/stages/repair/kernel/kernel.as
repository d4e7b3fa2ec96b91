// AssemblyScript: `node scripts/kernel.mjs src/stages/repair` compiles this folder to ../kernel-code.ts. memory.as says where everything is.
export { suspect } from "./closer";
export { findLatin, latinAfter, latinList, latinWhole } from "./latin";
export { findRepeats } from "./repeats";
export { costOf, countScripts, setFilterSize, summed, sumCosts } from "./model";
export { countHan } from "./units";
export { beginLine, chooseReading, feedLine } from "./recode";
export { decodeSlip, slipEnd, slipGain, slipLength } from "./slip";
