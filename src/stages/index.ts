import type { StageEntry } from "../pipeline/stage.ts";
import { boilerplateDeclaration } from "./boilerplate/declaration.ts";
import { convertDeclaration } from "./convert/declaration.ts";
import { decodeDeclaration } from "./decode/declaration.ts";
import { entitiesDeclaration } from "./entities/declaration.ts";
import { extractDeclaration } from "./extract/declaration.ts";
import { normalizeDeclaration } from "./normalize/declaration.ts";
import { quotesDeclaration } from "./quotes/declaration.ts";
import { repairDeclaration } from "./repair/declaration.ts";
import { sentencesDeclaration } from "./sentences/declaration.ts";

/** All stages in default order. Adding one is one line here; help, options, documentation and the common tests follow from it. */
export const STAGES: readonly StageEntry[] = [
  { declaration: decodeDeclaration, load: async () => (await import("./decode/index.ts")).decode },
  { declaration: extractDeclaration, load: async () => (await import("./extract/index.ts")).extract },
  { declaration: repairDeclaration, load: async () => (await import("./repair/index.ts")).repair },
  { declaration: boilerplateDeclaration, load: async () => (await import("./boilerplate/index.ts")).boilerplate },
  { declaration: convertDeclaration, load: async () => (await import("./convert/index.ts")).convert },
  { declaration: normalizeDeclaration, load: async () => (await import("./normalize/index.ts")).normalize },
  { declaration: sentencesDeclaration, load: async () => (await import("./sentences/index.ts")).sentences },
  { declaration: entitiesDeclaration, load: async () => (await import("./entities/index.ts")).entities },
  { declaration: quotesDeclaration, load: async () => (await import("./quotes/index.ts")).quotes },
];
