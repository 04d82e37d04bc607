#!/usr/bin/env python3
"""Feeds newsboat a site with a history, over loopback: each article once in its database.

Usage: newsboat.py FEEDMILL. Installs newsboat (Debian) where it is missing.
"""

import functools
import http.server
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

FEEDMILL = Path(sys.argv[1]).resolve()
FORMATS = ["atom.xml", "rss.xml"]
BODIES = {
    name: f"marker-{name} " + " ".join(f"{name}{word}" for word in range(60))
    for name in "abcdefgh"
}


def install():
    if shutil.which("newsboat") is None:
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", "newsboat"],
            check=True, stdout=subprocess.DEVNULL,
        )


class Desk:
    """The site and what happens to it."""

    def __init__(self, root):
        self.root = root
        self.published = set()
        self.configure("http://127.0.0.1", "/news/:slug/")

    def configure(self, base, pattern):
        (self.root / "feedmill.yaml").write_text(
            f"title: N\nbase_url: {base}\npermalink: {pattern}\nfeeds:\n  limit: 100\n"
        )

    def write(self, path, name, title=None, date="2024-06-27 09:00:00 +02:00", body=None):
        self.published.add(name)
        path = self.root / "content" / path
        path.parent.mkdir(parents=True, exist_ok=True)
        body = body or BODIES[name]
        path.write_text(f"---\ntitle: {title or 'Title ' + name * 9}\ndate: {date}\n---\n{body}\n")

    def remove(self, path):
        (self.root / "content" / path).unlink()

    def build(self):
        subprocess.run(
            [FEEDMILL, "--now", "2026-01-01T00:00:00Z"], cwd=self.root, check=True,
            stdout=subprocess.DEVNULL,
        )


def history(desk):
    """Yields after each thing that newsrooms do."""
    desk.write("a.md", "a")
    desk.write("b.md", "b")  # at the same instant
    desk.write("c.md", "c", date="2024-05-01")
    yield "published"
    desk.remove("a.md")
    desk.write("2024/a-renamed.md", "a")
    yield "renamed and moved"
    desk.write("b.md", "b", title="Quite another title")
    yield "retitled"
    desk.configure("http://127.0.0.1", "/:year/:slug.html")
    yield "another permalink pattern"
    desk.configure("https://elsewhere.example/blog", "/:year/:slug.html")
    yield "another domain"
    desk.remove("c.md")
    yield "deleted"
    desk.write("c.md", "d", title="What took the place of c", date="2025-02-03")
    yield "another article at the same path"
    desk.write("c-again.md", "c", date="2024-05-01")
    yield "restored elsewhere"
    desk.write("a-en.md", "e", title="The translation of a")
    yield "translated"
    desk.remove("2024/a-renamed.md")
    desk.write("a-final.md", "a", title="Title aaaaaaaaa, edited", body=BODIES["a"] + " and more")
    desk.write("c-again.md", "c", date="2024-05-02")
    yield "renamed, retitled and edited at once; redated"


def read_by_newsboat(folder, port, name):
    """Lets newsboat fetch one feed into a database of its own: it keeps an id once for all feeds."""
    folder.mkdir(exist_ok=True)
    (folder / "urls").write_text(f"http://127.0.0.1:{port}/{name}\n")
    (folder / "config").write_text("")
    subprocess.run(
        ["newsboat", "-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db",
         "-x", "reload"],
        check=True, env={**os.environ, "HOME": str(folder)}, stdout=subprocess.DEVNULL,
    )


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers in full: a history of years runs here within seconds, which is all a date tells."""

    def send_header(self, keyword, value):
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def log_message(self, *_):
        pass


def main():
    install()
    with tempfile.TemporaryDirectory() as temporary:
        site, reader = Path(temporary) / "site", Path(temporary) / "reader"
        site.mkdir()
        reader.mkdir()
        (site / "feeds").mkdir()
        handler = functools.partial(Handler, directory=site / "feeds")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        desk = Desk(site)
        for deed in history(desk):
            desk.build()
            for name in FORMATS:
                read_by_newsboat(reader / name, server.server_port, name)
                seen = check(reader / name, name, deed)
                if seen != sorted(desk.published):
                    sys.exit(f"{deed}: newsboat has seen {seen} in {name}, not {sorted(desk.published)}")
        server.shutdown()


def check(reader, name, deed):
    database = sqlite3.connect(reader / "cache.db")
    rows = database.execute("select content from rss_item").fetchall()
    seen = sorted(re.search(r"marker-(\w)", content).group(1) for (content,) in rows)
    print(f"{deed}: {name}: {len(seen)} articles: {' '.join(seen)}")
    return seen


if __name__ == "__main__":
    main()
