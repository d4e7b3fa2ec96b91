"use strict";
// Starts the bundle of `scripts/bundle.mjs` with V8's code cache beside it: bytecode instead of parsing and compiling anew, some 100 ms
// of CPU for each process and each worker thread. V8 refuses a cache of another version, of other flags or of another source, and compiles.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const BUNDLE = join(__dirname, "../dist/bundle/program.js");
/** The cache fits one version of V8; others may lie beside it. */
const CACHE = join(__dirname, `../dist/bundle/${process.versions.v8}-${process.arch}.cache`);

/**
 * Modules of Node's own that many runs never touch (commander starts programs, the writers pack): 1 to 5 ms of CPU each, so they are
 * loaded when something of them is asked for. `import * as` would find nothing in them: import names or the default, not both.
 */
const RARE = new Set(["node:child_process", "node:module", "node:v8", "node:worker_threads", "node:zlib"]);

function requireWhenUsed(name) {
  return RARE.has(name) ? new Proxy({}, { get: (_none, key) => require(name)[key] }) : require(name);
}

function readCache() {
  try {
    return readFileSync(CACHE);
  } catch {
    return undefined;
  }
}

/** Compiles the bundle, from the cache where it can be used. */
function compileProgram() {
  return new Script(readFileSync(BUNDLE, "latin1"), {
    filename: BUNDLE,
    cachedData: readCache(),
  });
}

/** Gives the module of the command line, or of a worker thread. */
function runProgram(script) {
  const module = { exports: {} };
  script.runInThisContext()(module, requireWhenUsed, (name) => import(name), pathToFileURL(BUNDLE).href);
  return module.exports;
}

module.exports = {
  CACHE,
  compileProgram,
  runProgram,
  loadProgram: () => runProgram(compileProgram()).loadCommandLine(),
  loadWorker: () => runProgram(compileProgram()).loadWorker(),
};
