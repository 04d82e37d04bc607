#!/usr/bin/env python3
"""The ways from a site to its feeds, over loopback: newsboat imports feeds.opml and loads every feed
in it; what finds feeds for readers, given a page with head.html, finds that page's feed.

Usage: subscribe.py FEEDMILL. Installs newsboat (Debian) and the finders (PyPI, npm) where they are missing.
"""

import functools
import http.server
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import venv
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEEDMILL = Path(sys.argv[1]).resolve()
# One in Python, two in JavaScript; what each prints is a list of addresses.
FINDERS = {
    "feedfinder2": ["python", """
import json, sys, feedfinder2
print(json.dumps(feedfinder2.find_feeds(sys.argv[1])))
"""],
    "rss-finder": ["node", """
require("rss-finder")(process.argv[1])
  .then((found) => console.log(JSON.stringify(found.feedUrls.map((feed) => feed.url))));
"""],
    "feed-finder": ["node", """
require("feed-finder")(process.argv[1], (error, found) => console.log(JSON.stringify(found)));
"""],
}


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        ".html": "text/html; charset=utf-8", ".json": "application/feed+json", ".css": "text/css",
        ".opml": "text/x-opml", ".js": "text/javascript",
    }

    def guess_type(self, path):
        name = Path(path).name
        kinds = {"atom.xml": "application/atom+xml", "rss.xml": "application/rss+xml"}
        return kinds.get(name) or super().guess_type(path)

    def log_message(self, *_):
        pass


def install_newsboat():
    if shutil.which("newsboat") is None:
        root = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*root, "apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "newsboat"],
            check=True, stdout=subprocess.DEVNULL,
        )


def import_into_newsboat(site, folder):
    """Every feed of the OPML file is subscribed to in its group, and each brings its articles."""
    folder.mkdir()
    (folder / "urls").write_text("")
    (folder / "config").write_text("")
    newsboat = ["newsboat", "-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db"]
    run = functools.partial(
        subprocess.run, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder)}
    )
    run([*newsboat, "-i", site / "feeds/feeds.opml"])
    outlines = xml.etree.ElementTree.parse(site / "feeds/feeds.opml").iter("outline")
    listed = {outline.get("xmlUrl") for outline in outlines if outline.get("xmlUrl")}
    lines = (folder / "urls").read_text().splitlines()
    assert {line.split()[0] for line in lines} == listed, lines
    assert any("Étiquettes" in line for line in lines), lines
    assert len(listed) == sum(1 for _ in (site / "feeds").rglob("atom.xml")), listed
    run([*newsboat, "-x", "reload"])
    database = sqlite3.connect(folder / "cache.db")
    loaded = {url for (url,) in database.execute("select rssurl from rss_feed where title <> ''")}
    assert loaded == listed, listed - loaded
    articles = {title for (title,) in database.execute("select title from rss_item")}
    assert len(articles) == 12, articles
    print(f"newsboat: {len(listed)} feeds imported, each loaded")


def install_finders(tools):
    if not (tools / "bin").is_dir():
        venv.create(tools, with_pip=True)
        pip = [tools / "bin/pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "feedfinder2"], check=True)
    if not (tools / "node_modules").is_dir():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run([*npm, "rss-finder", "feed-finder"], cwd=tools, check=True)


def find(page, expected, tools):
    """Each finder finds these addresses from the page first, and no other of the site's terms."""
    for finder, (language, program) in FINDERS.items():
        call = [tools / "bin/python", "-c"] if language == "python" else ["node", "-e"]
        run = subprocess.run(
            [*call, program, page], cwd=tools, check=True, stdout=subprocess.PIPE, text=True, timeout=60
        )
        found = json.loads(run.stdout)
        print(f"{finder}: {page}: {' '.join(found)}")
        # Not all of them know JSON Feed, and one goes on to guess, and to take `feed:` links.
        others = [address for address in found[2:] if not guessed(address)]
        assert found[:2] == expected[:2] and set(others) <= set(expected), (finder, found)


def guessed(address):
    return address.startswith("feed:") or address.count("/") == 4


def main():
    install_newsboat()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        site = scratch / "site"
        for name in ["content", "static"]:
            shutil.copytree(ROOT / name, site / name)
        handler = functools.partial(Handler, directory=site)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        settings = (ROOT / "feedmill.yaml").read_text()
        (site / "feedmill.yaml").write_text(
            settings.replace("https://www.fabrique-publique.example", base)
        )
        subprocess.run(
            [FEEDMILL, "--now", "2026-11-23T00:00:00Z"], cwd=site, check=True, stdout=subprocess.DEVNULL
        )
        import_into_newsboat(site, scratch / "newsboat")

        tools = Path(os.environ.get("FEEDMILL_TOOLS", scratch)) / "finders"
        tools.mkdir(parents=True, exist_ok=True)
        install_finders(tools)
        # The page of a site that its own generator made, with the snippet in its head.
        (site / "sujet").mkdir()

        heads = json.loads((site / "feeds/head.json").read_text())
        for path, head in [
            ("index.html", (site / "feeds/head.html").read_text()),
            ("sujet/index.html", heads["tags"]["cloud"]["html"]),
        ]:
            (site / path).write_text(
                f"<!doctype html>\n<html lang=fr>\n<head>\n<meta charset=utf-8>\n<title>La Fabrique publique</title>\n{head}</head>\n<body><p>Bonjour.</p></body>\n</html>\n"
            )
        def feeds(folder):
            return [f"{base}/feeds/{folder}{name}" for name in ["atom.xml", "rss.xml", "feed.json"]]

        find(f"{base}/", feeds(""), tools)
        find(f"{base}/sujet/", feeds("tags/cloud/"), tools)
        # The pages themselves lead to their feed as well.
        find(f"{base}/feeds/tags/cloud/", feeds("tags/cloud/"), tools)
        server.shutdown()


main()
