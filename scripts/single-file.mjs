// Makes dist/sora-corpus.mjs: the whole command line with its tables in one file, for executors that have Node and nothing else.
// npm run single-file; one job only (no worker threads: the engine runs as many processes as it has cores).
import { readdirSync, readFileSync, statSync } from "node:fs";
import { build } from "esbuild";

const OUT = "dist/sora-corpus.mjs";
const FILES = [
  "package.json",
  "schema.json",
  ...readdirSync("src/data")
    .filter((name) => name.endsWith(".bin"))
    .map((name) => `src/data/${name}`),
];

/** Files of the package come out of the bundle itself, decoded when they are asked for. */
const embedFiles = {
  name: "embed-files",
  setup({ onLoad }) {
    onLoad({ filter: /dist\/data\/load\.js$/ }, () => {
      const entries = FILES.map((path) => `${JSON.stringify(path)}: ${JSON.stringify(readFileSync(path).toString("base64"))}`);
      const contents = `
const FILES = {${entries.join(",\n")}};
export function readPackageFile(path) { const bytes = Buffer.from(FILES[path], "base64"); return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length); }
export function loadTable(name) { return readPackageFile("src/data/" + name); }
`;
      return { contents, loader: "js" };
    });
    // A require of the module's own would look for packages beside the bundle; the bundler's finds them inside.
    onLoad({ filter: /dist\/stages\/decode\/.*\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8").replace(/^ *const require = createRequire\(.*$/mu, "");
      return { contents, loader: "js" };
    });
  },
};

await build({
  stdin: {
    contents: `
import { main } from "./dist/cli/main.js";
process.env.SORA_CORPUS_JOBS = "1";
process.exitCode = await main(process.argv.slice(2));
`,
    resolveDir: ".",
  },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  outfile: OUT,
  // Packages in CommonJS ask for Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
  plugins: [embedFiles],
  logLevel: "warning",
});
console.log(`${OUT}: ${(statSync(OUT).size / 1e6).toFixed(1)} MB`);
