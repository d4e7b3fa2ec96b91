// The last step of the build: the command line and its workers as one script instead of some two hundred modules, since Node spends about
// half a millisecond on each; with it V8's code cache and the tables that are computed from others (bin/program.js and src/data/prepared.ts
// read them). Packages stay outside, but for those that every run needs.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const OUT = "dist/bundle"; // two folders below the root, as src/data/load.ts expects
const INSIDE = ["commander", "htmlparser2", "lilconfig"];
const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const { outputFiles, metafile } = await build({
  stdin: {
    contents: `
export const loadCommandLine = () => import("./dist/cli/main.js");
export const loadWorker = () => import("./dist/io/worker.js");
export { writePreparedTables } from "./dist/data/prepared.js";
`,
    resolveDir: ".",
  },
  write: false,
  metafile: true,
  bundle: true,
  external: Object.keys(dependencies).filter((name) => !INSIDE.includes(name)),
  platform: "node",
  target: "node20.19",
  format: "cjs",
  charset: "ascii",
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [
    {
      // V8 looks private members up by symbol until it optimizes a function, at three times the cost of others: a tenth of a run over pages.
      // A member that this misses stays private, or is no member of its class any more, which esbuild refuses.
      name: "open-members",
      setup: ({ onLoad }) =>
        onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, ({ path }) => ({ contents: openMembers(readFileSync(path, "utf8")) })),
    },
    {
      name: "prepared-tables",
      setup: ({ onResolve }) => onResolve({ filter: /\/prepare\.js$/ }, () => ({ path: resolve("dist/data/prepared.js") })),
    },
  ],
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: "(function(module,require,importModule,bundleUrl){" },
  footer: { js: "})" },
  logLevel: "warning",
});
// A script that V8 takes from its cache has no import() of its own. Nothing but ASCII (esbuild leaves regular expressions as they are)
// is read and kept as one byte a character.
const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const program = outputFiles[0].text.replace(/\bimport\(/gu, "importModule(").replace(/[^\0-\x7f]/g, escapeUnit);
writeFileSync(`${OUT}/program.js`, program);
writeFileSync(`${OUT}/package.json`, '{ "type": "commonjs" }\n');
writeFileSync(`${OUT}/LICENSES.txt`, licences(Object.keys(metafile.inputs)));
writeFileSync(`${OUT}/worker.js`, 'require("../../bin/program.js").loadWorker();\n');
const { status } = spawnSync(process.execPath, ["scripts/warm-start.mjs"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

/** The code of a module as `tsc` writes it, its private members with an underscore for the `#`. */
function openMembers(code) {
  const isMember = /(?<=[\w)\]]\??\.|^\s+(?:static |async |get |set |\*)*)#(?=[a-z]\w*)/gmu;
  return code.replace(isMember, "_");
}

/** The licences of the packages that went into the bundle. */
function licences(inputs) {
  const folders = new Set(
    inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(path)?.[0]).filter((folder) => folder !== undefined),
  );
  const textOf = (folder) => readFileSync(`${folder}/${readdirSync(folder).find((name) => /^licen[cs]e/iu.test(name))}`, "utf8");
  return [...folders].map((folder) => `${folder.split("node_modules/").at(-1)}\n\n${textOf(folder)}`).join("\n\n");
}
