// Called by pages.sh: an Atom and an RSS feed as a person opens them, from a web server, the preview and the disk.
//     node feeds.cjs PICTURES NAME=ADDRESS...
// PICTURES may be empty; each ADDRESS is that of the French site's feeds.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { SIZES, launch, open } = require("./browser.cjs");

const [pictures, ...places] = process.argv.slice(2);
const FEEDS = {
  "atom.xml": {
    root: "feed", shown: ["published", "subtitle", "summary", "title"],
    first: [["title", "La Fabrique publique"], ["subtitle", "L’actualité du numérique dans les services publics"]],
    articles: 12, date: "2024-06-13T08:30:00Z",
  },
  "tags/cloud/rss.xml": {
    root: "rss", shown: ["description", "pubDate", "title"],
    first: [["title", "La Fabrique publique – Cloud"], ["description", "Cloud – L’actualité du numérique dans les services publics"]],
    articles: 2, date: "Thu, 13 Jun 2024 08:30:00 +0000",
  },
};

// What is laid out, in the order of the document. Chromium's own tree would be an HTML document.
function look() {
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 || node.nodeType === 4).map((node) => node.data.trim()).join("");
  const all = [...document.querySelectorAll("*")];
  const visible = all.filter((element) => element.getClientRects().length > 0);
  const top = (element) => element.getBoundingClientRect().top;
  const self = all.find((element) => element.getAttribute("rel") === "self");
  const title = visible.find((element) => element.localName === "title");
  return {
    root: document.documentElement.localName,
    texts: visible.map((element) => [element.localName, own(element)]).filter(([, text]) => text !== ""),
    articles: visible.filter((element) => ["item", "entry"].includes(element.localName)).map(top),
    said: ["::before", "::after"].map((part) => getComputedStyle(document.documentElement, part).content),
    address: getComputedStyle(self, "::before").content,
    title: [parseFloat(getComputedStyle(title).fontSize), top(title)],
    background: getComputedStyle(document.documentElement).backgroundColor,
    wide: document.documentElement.scrollWidth > innerWidth,
  };
}

async function check(browser, name, base, file, size, colorScheme) {
  const where = `${name} ${file} ${size} ${colorScheme}`;
  const expected = FEEDS[file];
  const { context, page } = await open(browser, base, { viewport: SIZES[size], colorScheme });
  const answer = await page.goto(base + file);
  if (base.startsWith("http")) assert.equal(answer.headers()["content-type"], "text/xml; charset=utf-8", where);
  const seen = await page.evaluate(look);
  assert.equal(seen.root, expected.root, where);
  assert.equal(seen.wide, false, where);
  assert(seen.said[0].includes("Ceci est un flux"), seen.said[0]);
  assert(seen.said[1].includes("Pour vous abonner"), seen.said[1]);
  assert(seen.address.includes(`https://www.fabrique-publique.example/feeds/${file}`), seen.address);
  assert.deepEqual([...new Set(seen.texts.map(([element]) => element))].sort(), expected.shown, where);
  assert.deepEqual(seen.texts.slice(0, 2), expected.first, where);
  assert(seen.texts.some(([, text]) => text === expected.date), where);
  assert.equal(seen.articles.length, expected.articles, where);
  assert.deepEqual(seen.articles, [...seen.articles].sort((one, other) => one - other), `${where}: one below the other`);
  assert(seen.title[0] >= 28 && seen.title[1] < seen.articles[0], `${where}: the title is large and above`);
  const dark = seen.background.match(/\d+/g).every((part) => Number(part) < 64);
  assert.equal(dark, colorScheme === "dark", `${where}: ${seen.background}`);
  if (pictures) {
    // Playwright's own screenshots wait for what only HTML has.
    const session = await context.newCDPSession(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "png" });
    fs.writeFileSync(`${pictures}/${where.replace(/\W+/g, "-")}.png`, Buffer.from(data, "base64"));
  }
  await context.close();
}

async function main() {
  const browser = await launch();
  try {
    for (const place of places) {
      const [name, base] = place.split(/=(.*)/);
      for (const file of Object.keys(FEEDS)) {
        for (const size of Object.keys(SIZES)) {
          for (const colorScheme of ["light", "dark"]) await check(browser, name, base, file, size, colorScheme);
        }
      }
      console.log(`${name}: ${Object.keys(FEEDS).join(" and ")} are laid out in ${2 * Object.keys(SIZES).length} looks`);
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
