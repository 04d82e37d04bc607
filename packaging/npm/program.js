"use strict";
// Finds the program in the package for this platform, which npm installs beside this one, and runs it.

const { spawnSync } = require("node:child_process");

/** The path of the program. */
function path() {
  const name = `feedmill-${process.platform}-${process.arch}`;
  try {
    return require.resolve(`${name}/feedmill${process.platform === "win32" ? ".exe" : ""}`);
  } catch {
    throw new Error(`feedmill: the package ${name} is missing; install without --omit=optional`);
  }
}

/** Runs the program with `args`, on the terminal of this process. What it returns is spawnSync's. */
function run(args) {
  const ended = spawnSync(path(), args, { stdio: "inherit" });
  if (ended.error) throw ended.error;
  return ended;
}

/** Makes the feeds of the site that was just built into `folder`; throws if there was an error. */
function build(folder, args = []) {
  const { status } = run(["build", "--built", folder, ...args]);
  if (status !== 0) throw new Error(`feedmill build ended with ${status}`);
}

module.exports = { path, run, build };
