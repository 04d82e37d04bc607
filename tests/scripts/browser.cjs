// What the tests in a browser have in common.
"use strict";
const assert = require("node:assert/strict");
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });

// A context whose every request goes to `base`, and whose console stays silent but for the icon that
// browsers ask for by themselves.
async function open(browser, base, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => assert(request.url().startsWith(base), `asked for ${request.url()}`));
  page.on("console", (message) => {
    if (!message.location().url.endsWith("/favicon.ico")) assert.notEqual(message.type(), "error", message.text());
  });
  page.on("pageerror", (error) => assert.fail(error));
  return { context, page };
}

module.exports = { SIZES, launch, open };
