/**
 * Writes `src/data/convert.bin`: OpenCC's traditional-to-simplified dictionaries fused into one table per configuration.
 *
 *     npx tsx src/data/build/convert.ts
 *
 * Sources: npm `opencc-js` (MIT; its dictionaries are OpenCC's, Apache-2.0); `src/data/source/convert-*.tsv` (this project's).
 * Format and method are described in `docs/stages/convert.md`.
 */
import { writeFileSync } from "node:fs";
import { buildConvertTable } from "./convert-table.ts";

writeFileSync(new URL("../convert.bin", import.meta.url), buildConvertTable(true));
