// Called by pages.sh: `feedmill serve` while an editor writes.
//     node preview.cjs PROGRAM SITE
"use strict";
const assert = require("node:assert/strict");
const { spawn, spawnSync } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { launch, open } = require("./browser.cjs");

const [program, site] = process.argv.slice(2);
const NOW = ["--now", "2026-11-23T00:00:00Z"];
const ARTICLE = path.join(site, "content", "cloud-souverain-retours-d-experience.md");
const CHANGES = 9;

async function serve(...options) {
  const child = spawn(program, ["serve", "--site", site, "--port", "0", ...NOW, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of readline.createInterface({ input: child.stdout })) {
    const [, address] = line.match(/^Serving +(http:\S+)/) ?? [];
    if (address) return { child, address };
  }
  return assert.fail("it ended before it served");
}

async function stop({ child }, signal) {
  const ended = once(child, "exit");
  child.kill(signal);
  assert.deepEqual(await ended, [0, null], signal);
}

// The page and the preview's own page are open while the article changes.
async function write(page, home, address) {
  const written = fs.readFileSync(ARTICLE, "utf8");
  await page.goto(`${address}feeds/tags/cloud/`);
  await home.goto(`${address}_feedmill/`);
  await page.evaluate(() => scrollTo(0, 200));
  const latencies = [];
  for (let change = 1; change <= CHANGES; change += 1) {
    const title = `Version ${change}`;
    const begun = performance.now();
    fs.writeFileSync(ARTICLE, written.replace(/^title: .*$/m, `title: ${title}`));
    const shows = (title) => document.querySelector(".entries h3").textContent === title;
    await page.waitForFunction(shows, title, { polling: "raf", timeout: 60_000 });
    latencies.push(performance.now() - begun);
  }
  assert.equal(await page.evaluate(() => scrollY), 200, "the page jumped");
  await home.getByRole("link", { name: `Version ${CHANGES}` }).waitFor();
  latencies.sort((one, other) => one - other);
  const [least, median, most] = [0, CHANGES >> 1, CHANGES - 1].map((at) => `${Math.round(latencies[at])} ms`);
  console.log(`live reload: a change is in the browser after ${median} (${least} to ${most} of ${CHANGES})`);

  fs.writeFileSync(ARTICLE, written.replace(/^date: .*$/m, "date: 2024-06-31"));
  await page.locator(".feedmill-preview.wrong").filter({ hasText: "1 error" }).waitFor();
  const problem = home.locator(".problem.error");
  await problem.filter({ hasText: `${path.basename(ARTICLE)}, line 3, column 15` }).waitFor();
  assert.equal(await problem.locator("mark").textContent(), "31");
  fs.writeFileSync(ARTICLE, written);
  await problem.waitFor({ state: "detached" });
  await page.locator(".feedmill-preview:not(.wrong)").waitFor();
  console.log("problems: shown with their place, and gone when mended");
}

async function main() {
  const browser = await launch();
  try {
    let server = await serve();
    const port = new URL(server.address).port;
    const second = spawnSync(program, ["serve", "--site", site, "--port", port], { encoding: "utf8" });
    assert.equal(second.status, 3);
    assert(second.stderr.startsWith(`error[port-taken]: another program already listens at 127.0.0.1:${port}`), second.stderr);
    const { context, page } = await open(browser, server.address, { viewport: { width: 800, height: 600 } });
    const home = await context.newPage();
    await write(page, home, server.address);
    await stop(server, "SIGINT");
    await context.close();

    server = await serve("--drafts", "--future");
    const shown = await open(browser, server.address, {});
    await shown.page.goto(`${server.address}feeds/`);
    const latest = await shown.page.locator(".recent .latest a").allTextContents();
    assert(latest.some((title) => title.startsWith("[2031-03-04T08:00:00Z] ")), latest);
    assert(latest.some((title) => title.startsWith("[draft] ")), latest);
    await stop(server, "SIGTERM");
    console.log("preview: marks what is not public, refuses a port that is taken, stops with pages open");
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
