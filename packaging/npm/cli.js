#!/usr/bin/env node
"use strict";

try {
  const { status, signal } = require("./program.js").run(process.argv.slice(2));
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
}
