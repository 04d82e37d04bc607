"use strict";
// astro.config.mjs:
//     import feedmill from "feedmill/astro";
//     export default defineConfig({ integrations: [feedmill({ arguments: ["--output", "dist/feeds"] })] });

const { fileURLToPath } = require("node:url");
const { build } = require("./program.js");

/**
 * Makes the feeds after each build of the site.
 *
 * @param {{ arguments?: string[] }} options arguments for `feedmill build`
 */
module.exports = function feedmill(options = {}) {
  return {
    name: "feedmill",
    hooks: {
      "astro:build:done": ({ dir }) => build(fileURLToPath(dir), options.arguments),
    },
  };
};
