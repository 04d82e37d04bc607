"use strict";
// eleventy.config.js:
//     import feedmill from "feedmill/eleventy";
//     export default (config) => config.addPlugin(feedmill, { arguments: ["--output", "_site/feeds"] });

const { build } = require("./program.js");

/**
 * Makes the feeds after each build of the site.
 *
 * @param {{ arguments?: string[] }} options arguments for `feedmill build`
 */
module.exports = function feedmill(config, options = {}) {
  config.on("eleventy.after", ({ directories, dir, outputMode }) => {
    // Only what is written to disk can be read there.
    if (outputMode !== "fs") return;
    build(directories?.output ?? dir.output, options.arguments);
  });
};
