// Called by pages.sh with the folders of a French and an English site, and one for pictures.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { SIZES, launch, open } = require("./browser.cjs");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [french, english, pictures] = process.argv.slice(2);
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".xml": "text/xml; charset=utf-8", ".json": "application/feed+json", ".opml": "text/x-opml",
};

function serve(folder) {
  const server = http.createServer((request, response) => {
    let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (file.endsWith("/")) file += "index.html";
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] });
    response.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

// What axe does not look at: RGAA 4.1 asks for it.
async function check(page, where) {
  const result = await page.evaluate(() => {
    const visible = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    const levels = [...document.querySelectorAll("h1,h2,h3,h4")].filter(visible).map((h) => Number(h.tagName[1]));
    const small = [...document.querySelectorAll("button, input, .masthead a, .formats a, .readers a")]
      .filter(visible)
      .filter((element) => Math.min(element.getBoundingClientRect().height, element.getBoundingClientRect().width) < 20)
      .map((element) => element.outerHTML);
    return {
      levels, small,
      title: document.title,
      language: document.documentElement.lang,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      landmarks: ["header", "main", "footer"].map((name) => document.querySelectorAll(`body > ${name}`).length),
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    };
  });
  assert.equal(result.wide, 0, `${where} is wider than the screen (RGAA 10.11)`);
  assert.deepEqual(result.landmarks, [1, 1, 1], `${where} (RGAA 9.2)`);
  assert.equal(result.levels[0], 1, `${where} begins with its title (RGAA 9.1)`);
  result.levels.reduce((before, level) => (assert(level <= before + 1, `${where}: a level is left out (RGAA 9.1)`), level));
  assert.equal(new Set(result.ids).size, result.ids.length, `${where}: an id stands twice (RGAA 8.2)`);
  assert.deepEqual(result.small, [], `${where}: too small to be met (WCAG 2.5.8)`);
  return result;
}

// Each stop of the Tab key can be seen (RGAA 10.7); the first leads to the content (RGAA 12.7).
async function walk(page, where) {
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.equal(skip, "#content", where);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content", where);
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === document.body) return null;
      const style = getComputedStyle(activeElement);
      return { outline: style.outlineStyle, width: parseFloat(style.outlineWidth), what: activeElement.outerHTML };
    });
    if (seen === null) break;
    assert(seen.outline !== "none" && seen.width >= 2, `${where}: no focus on ${seen.what}`);
  }
}

async function accessibility(browser, name, base, pages) {
  const titles = new Map();
  for (const colorScheme of ["light", "dark"]) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const { context, page } = await open(browser, base, { viewport, colorScheme, deviceScaleFactor: 1, bypassCSP: true });
      for (const address of pages) {
        const where = `${name} ${address || "index"} ${size} ${colorScheme}`;
        await page.goto(base + address);
        if (pictures) await page.screenshot({ path: `${pictures}/${name}-${address.replace(/\W+/g, "-")}${size}-${colorScheme}.png` });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((found) => [found.id, found.nodes.map((node) => node.html)]), [], where);
        const { title } = await check(page, where);
        titles.set(address, title);
        await walk(page, where);
        // Twice the size (RGAA 10.4), 320 pixels wide (RGAA 10.11), with room between letters (RGAA 10.12).
        await page.addStyleTag({ content: "html { font-size: 200% !important }" });
        await check(page, `${where}, twice as large`);
        await page.addStyleTag({ content: "html { font-size: 100% !important } * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
        await page.setViewportSize({ width: 320, height: 640 });
        await check(page, `${where}, narrow and loose`);
        await page.setViewportSize(viewport);
      }
      await context.close();
    }
  }
  assert.equal(new Set(titles.values()).size, pages.length, "two pages have one title (RGAA 8.6)");
  console.log(`${name}: no violation on ${pages.length} pages in ${2 * Object.keys(SIZES).length} looks`);
}

async function use(browser, base) {
  const { context, page } = await open(browser, base, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(base);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copier l’adresse RSS : La Fabrique publique" }).click();
  assert.equal(await copied(), "https://www.fabrique-publique.example/feeds/rss.xml");
  await page.waitForFunction(() => document.getElementById("told").textContent.startsWith("Copié https://"));
  await page.getByRole("button", { name: "Copier l’adresse JSON : Cloud", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("told").textContent.endsWith("tags/cloud/feed.json"));
  assert.equal(await copied(), "https://www.fabrique-publique.example/feeds/tags/cloud/feed.json");
  console.log("copying: by mouse and by key, and it is said");

  const shown = () => page.locator("#tags .card:visible h3").allTextContents();
  const search = page.getByRole("searchbox", { name: "Chercher une étiquette" });
  assert.equal((await shown()).length, 8);
  await search.fill("NUMERIQUE");
  assert.deepEqual(await shown(), ["Numérique"]);
  await search.fill("éc");
  assert.deepEqual(await shown(), ["Écoconception", "Sécurité"]);
  await page.waitForFunction(() => document.getElementById("told").textContent === "Résultats\u00a0: 2");
  await search.press("Escape");
  assert.equal((await shown()).length, 8);
  console.log("searching: with and without accents, said, and undone");

  await page.getByRole("link", { name: "Cloud", exact: true }).click();
  assert.equal(new URL(page.url()).pathname, "/tags/cloud/");
  assert.deepEqual(await page.locator(".entries h3").allTextContents(), [
    "Cloud souverain\u202f: trois équipes racontent leur migration", "Opening our code: what we learned in a year",
  ]);
  await page.getByRole("link", { name: "https://www.fabrique-publique.example/feeds/tags/cloud/atom.xml" }).click();
  assert.equal(new URL(page.url()).pathname, "/tags/cloud/atom.xml");
  await context.close();
}

// Where the clipboard is shut the address is marked instead, and the person is told what to press.
async function shut(browser, base) {
  const { context, page } = await open(browser, base, { viewport: SIZES.phone });
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(base);
  await page.getByRole("button", { name: "Copier l’adresse Atom : La Fabrique publique" }).click();
  assert.equal(await page.evaluate(() => getSelection().toString()), "https://www.fabrique-publique.example/feeds/atom.xml");
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("Ctrl"));
  await page.getByRole("button", { name: "Copier l’adresse RSS : Cloud", exact: true }).click();
  assert.equal(await page.evaluate(() => getSelection().toString()), "https://www.fabrique-publique.example/feeds/tags/cloud/rss.xml");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await context.close();
  console.log("copying: without a clipboard the address is marked");
}

async function plain(browser, base) {
  const { context, page } = await open(browser, base, { javaScriptEnabled: false });
  await page.goto(base);
  assert.equal(await page.locator("button:visible, .search:visible").count(), 0);
  assert.equal(await page.locator(".addresses a:visible").count(), 3);
  assert.equal(await page.locator(".card:visible").count(), 13);
  await page.getByRole("link", { name: "Actualité", exact: true }).click();
  assert.equal(await page.locator(".entries li").count(), 5);
  await page.getByRole("link", { name: "Tous les flux" }).click();
  assert.equal(new URL(page.url()).pathname, "/");
  await context.close();
  console.log("without JavaScript: nothing is there that does nothing");
}

async function print(browser, base) {
  const { context, page } = await open(browser, base, {});
  await page.goto(base);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("button:visible, .search:visible, .readers:visible").count(), 0);
  assert.equal(await page.locator(".addresses a:visible").count(), 3);
  const printed = await page.evaluate(() => getComputedStyle(document.querySelector("#tags .formats a"), "::after").content);
  assert.equal(printed, '" https://www.fabrique-publique.example/feeds/tags/2024/atom.xml"');
  const colours = await page.evaluate(() => [document.documentElement, document.querySelector("h1")].map((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]));
  assert.deepEqual(colours[0], ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  await context.close();
  console.log("print: black on white, addresses and no buttons");
}

async function directories(browser, base) {
  const { context, page } = await open(browser, base, {});
  await page.goto(base);
  await page.getByRole("link", { name: /See all \d+ tags/ }).click();
  assert.equal(new URL(page.url()).pathname, "/tags/");
  await page.getByRole("searchbox").fill("bridge 007");
  assert.deepEqual(await page.locator(".rows > li:visible > a").allTextContents(), ["Bridge 007"]);
  await context.close();
  console.log("lists: all tags, searched");
}

async function main() {
  const servers = [await serve(french), await serve(english)];
  const [fr, en] = servers.map((server) => `http://127.0.0.1:${server.address().port}/`);
  const browser = await launch();
  try {
    await accessibility(browser, "fr", fr, ["", "tags/cloud/", "categories/actualite/", "cloud-et-donnees/"]);
    await accessibility(browser, "en", en, ["", "tags/bridge-030/", "tags/"]);
    await use(browser, fr);
    await shut(browser, fr);
    await plain(browser, fr);
    await print(browser, fr);
    await directories(browser, en);
  } finally {
    await browser.close();
    servers.forEach((server) => server.close());
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
