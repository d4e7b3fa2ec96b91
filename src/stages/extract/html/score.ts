// How much main text a block and a node hold. The kernel adds it up (kernel/judge.as); notices are told here.
import { judgePage } from "./kernel.ts";
import { type Page, textOf } from "./page.ts";
import type { Verdicts } from "./select.ts";

/** Scores of one page. All in weight units (a Chinese character is 2). Views of the kernel's memory, as the page's columns. */
export interface Scores {
  /** Per block. */
  readonly block: Float64Array;
  /** Sums of `block` before each index: the score of blocks a to b is sum[b] - sum[a]. */
  readonly sum: Float64Array;
  /** Negative flags that hold for each node, its ancestors' included; 0 = none. */
  readonly family: Int32Array;
}

/** A page judged: its scores, the node that holds the main text, and what becomes of each block. */
export interface Judged extends Scores {
  readonly root: number;
  readonly verdicts: Verdicts;
}

/** Notices that are prose to look at: copyright, liability, registration, cookies. They only count less here; what remains of them is for the line rules. */
export const LEGAL: RegExp =
  /版权所有|版權所有|著作权归|著作權歸|免责声明|免責聲明|[I1]CP[备備证證]|公网安备|未[经經].{0,12}(?:授权|授權|许可|許可|同意).{0,16}(?:转载|轉載|使用|复制|複製)|(?:文明上网|登[录錄]后).{0,12}(?:发言|评论|評論)|观点仅代表|觀點僅代表|信息存储空间|all rights reserved|copyright ©|©\s?\d{4}|\bcookies?\b.{0,80}(?:experience|consent|website|privacy|accept|browser)|(?:experience|consent|website|privacy).{0,80}\bcookies?\b|terms of (?:use|service)|privacy policy/iu;

/**
 * @param page the one that was built last
 * @param titleBlock the block that shows the title, or -1
 * @param neutral negative flags that are not negative on this page: comments in a thread
 */
export function scorePage(page: Page, titleBlock: number, neutral: number): Judged {
  const { legal, blockCount } = page;
  for (let i = legal.indexOf(1); i >= 0 && i < blockCount; i = legal.indexOf(1, i + 1)) if (!LEGAL.test(textOf(page, i))) legal[i] = 0;
  return judgePage(titleBlock, neutral);
}
