#!/usr/bin/env node
"use strict";

const { loadProgram } = require("./program.js");

process.exitCode = 70; // stands should the program end without an answer
loadProgram()
  .then(({ main }) => main(process.argv.slice(2)))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
