// AssemblyScript: `node scripts/kernel.mjs src/stages/repair` compiles this folder to ../kernel-code.ts. memory.as says where everything is.
export { costOf, setFilterSize, summed, sumCosts } from "./model";
export { beginLine, feedLine } from "./recode";
export { decodeSlip, slipEnd, slipGain, slipLength } from "./slip";
