// AssemblyScript: `node scripts/kernel.mjs` compiles this folder to ../kernel-code.ts.
//
// One pass over the tags and texts of a page into flat arrays. There is no DOM: the tree is built with a stack of block elements only.
import { startBlocks } from "./blocks";
import { clear, isFull, layOutTables } from "./memory";
import { tokenize } from "./tokens";
import { endPage, startPage } from "./tree";

export {
  blockFroms,
  blockTos,
  blocks,
  ends,
  flags,
  layOutPage,
  names,
  nodeNames,
  notes,
  parents,
  tags,
  text,
  texts,
} from "./memory";
export { blockCount, textEnd } from "./blocks";
export { setAttribute, setElement } from "./names";
export { nameCount } from "./strings";
export { excesses, nodeCount, noteCount } from "./tree";

/** Lays out the tables; gives the first byte behind them. */
export function start(): usize {
  return layOutTables(__heap_base);
}

/** Reads the page at `text`; false where there was not room enough. */
export function read(): bool {
  clear();
  startBlocks();
  startPage();
  tokenize();
  endPage();
  return !isFull;
}
