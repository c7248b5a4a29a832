#!/usr/bin/env node
// Runs the binary for this system, which stands in a package of its own.
"use strict";
const { spawnSync } = require("node:child_process");

const system = `${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "docparity.exe" : "docparity";
let program;
try {
  program = require.resolve(`docparity-cli-${system}/${file}`);
} catch {
  console.error(`error: docparity-cli-${system} is not installed: there is no binary for this system, or npm left out optional dependencies`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`error: ${program} does not start: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
