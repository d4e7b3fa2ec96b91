// The last step of the build: the command line and its workers as a few files instead of some two hundred, since Node spends about
// half a millisecond on each module (measured: 90 ms of CPU less for `clean` of one file, and for each worker). Packages stay outside.
import { rmSync } from "node:fs";
import { build } from "esbuild";

const outdir = "dist/bundle"; // two folders below the root, as src/data/load.ts expects
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: ["dist/cli/main.js", "dist/io/worker.js"],
  outdir,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20.19",
  format: "esm",
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  minifyWhitespace: true,
  logLevel: "warning",
});
