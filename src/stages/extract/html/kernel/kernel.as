// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// One pass over the tags and texts of a page into flat arrays. There is no DOM: the tree is built with a stack of block elements only.
import { startBlocks } from "./blocks";
import { clearRoom, isFull, layOutTables, startRoom } from "./memory";
import { tokenize } from "./tokens";
import { endPage, startPage } from "./tree";

export {
  blockFroms,
  blockLinks,
  blockNodes,
  blockTos,
  boldShares,
  ends,
  families,
  flags,
  layOutPage,
  legal,
  linkShares,
  nameUnits,
  names,
  nodeNames,
  notes,
  pairs,
  parents,
  scores,
  starts,
  stops,
  sums,
  tags,
  text,
  textFroms,
  textTos,
  texts,
  verdicts,
  weights,
  words,
} from "./memory";
export { blockCount, textEnd } from "./blocks";
export { judge } from "./judge";
export { setAttribute, setElement, setReference } from "./names";
export { excesses, nodeCount, noteCount } from "./tree";
export { trimEnds, trimHead } from "./trim";
export { setWords } from "./words";
export { clearRoom };

/** Lays out the tables; gives the first byte behind them. */
export function start(): usize {
  return layOutTables(__heap_base);
}

/** Reads the page of so many units at `text`; false where there was not room enough. */
export function read(units: i32): bool {
  startRoom(units);
  startBlocks();
  startPage();
  tokenize();
  endPage();
  return !isFull;
}
