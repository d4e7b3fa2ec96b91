// AssemblyScript: `node scripts/kernel.mjs` compiles these files to ../kernel-code.ts. ../kernel.ts says what the functions are for.
export {
  CASE_COSTS,
  ASCII,
  MODELS,
  PROGRESS,
  MOST_MODELS,
  SAMPLE,
  CODES,
  PIECE,
  UNITS,
  COSTS,
  TABLES,
  FILE,
  SLACK,
} from "./memory";
export { countControls, countHigh, nextLine, takeSample } from "./scan";
export { readUtf8, runFirst, runOn } from "./score";
export { settle } from "./settle";
export { align, listSkipped } from "./align";
export { decodeGb18030, decodePairs } from "./decode";
export { decodeUtf8 } from "./utf8";
