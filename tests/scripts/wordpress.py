#!/usr/bin/env python3
"""Moves a WordPress site by the commands of docs/coming-from-wordpress.md, as they stand there.

The export is as *Tools → Export* writes it, and the feed as WordPress serves it. The exporter comes from
npm. Takes the path of the feedmill program.
"""

import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = "https://www.example.org"
# Number, slug, title, when it was published, its words.
POSTS = [
    (12, "la-fontaine", "La fontaine coule & chante", "Thu, 27 Jun 2024 11:49:00 +0000", "Après <strong>six mois</strong> de travaux, la fontaine coule de nouveau."),
    (15, "le-marche", "Le marché déménage", "Sun, 30 Jun 2024 22:30:00 +0000", "Dès lundi, le marché se tient <a href=\"https://www.example.org/place/\">sur la place</a>."),
    (21, "lhiver", "L’hiver arrive", "Sat, 28 Dec 2024 06:00:00 +0000", "Les salles ouvrent à six heures. <em>Venez tôt.</em>"),
]
TERMS = '<category domain="category" nicename="actualite"><![CDATA[Actualité]]></category>'
NAMES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def channel(items):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMES}><channel><title>Le Journal</title>'
        f"<link>{BASE}</link><description>D’ici</description><wp:wxr_version>1.2</wp:wxr_version>"
        f"<generator>https://wordpress.org/?v=6.5</generator>{items}</channel></rss>"
    ).encode()


def item(post, more):
    number, slug, title, published, words = post
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link(slug, published)}</link>"
        f"<pubDate>{published}</pubDate><dc:creator><![CDATA[marie]]></dc:creator>"
        f'<guid isPermaLink="false">{BASE}/?p={number}</guid><description></description>'
        f"<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>{more}{TERMS}</item>"
    )


def link(slug, published):
    """WordPress writes dates into addresses by the clock of the site: the market moved in July."""
    month = parsedate_to_datetime(published).astimezone(ZoneInfo("Europe/Paris")).month
    return f"{BASE}/2024/{month:02}/{slug}/"


def export():
    fields = lambda post: (
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{post[0]}</wp:post_id>"
        f"<wp:post_name>{post[1]}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    )
    return channel("".join(item(post, fields(post)) for post in POSTS))


def serve():
    """The feed at /feed/, newest first."""
    body = channel("".join(item(post, "") for post in reversed(POSTS)))

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            is_feed = self.path == "/feed/"
            self.send_response(200 if is_feed else 404)
            self.send_header("Content-Type", "application/rss+xml; charset=UTF-8")
            self.end_headers()
            self.wfile.write(body if is_feed else b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/feed/"


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    guide = (ROOT / "docs/coming-from-wordpress.md").read_text()
    blocks = [block.split("```")[0] for block in guide.split("```console\n")[1:]]
    # The second line of a command begins with no `$`.
    commands = "".join(blocks).replace("\n$ ", "\n").removeprefix("$ ")
    address = serve()
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        (site / "export.xml").write_bytes(export())
        environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}

        def run(script):
            script = script.replace(f"{BASE}/feed/", address)
            return subprocess.run(
                ["bash", "-euc", script], cwd=site, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, text=True, check=True,
            ).stdout

        told = run(commands)
        assert "3 dated articles in content" in told, told
        feed = ElementTree.parse(site / "feeds/rss.xml").getroot().find("channel")
        seen = {entry.findtext("guid"): entry for entry in feed.findall("item")}
        for number, slug, title, published, words in POSTS:
            entry = seen.pop(f"{BASE}/?p={number}")
            assert entry.findtext("title") == title, (title, entry.findtext("title"))
            assert parsedate_to_datetime(entry.findtext("pubDate")) == parsedate_to_datetime(published), slug
            # Where the excerpt would say the whole text again, the description is the text.
            encoded = entry.find("{http://purl.org/rss/1.0/modules/content/}encoded")
            body = (entry.find("description") if encoded is None else encoded).text
            assert f"<p>{words}</p>" in body, body
        assert not seen, seen

        # What the page says of addresses, categories and the old address.
        settings = guide.split("```yaml\n")[1].split("```")[0]
        (site / "feedmill.yaml").write_text(
            f"title: Le Journal\nbase_url: {BASE}\ntimezone: Europe/Paris\npermalink: /:year/:month/:slug/\n"
            "terms: {aliases: {Actualité: actualite}}\n" + "\n".join(line[2:] for line in settings.splitlines())
        )
        run("feedmill build")
        report = json.loads(run(f"feedmill diff {BASE}/feed/ --format json"))
        assert report["totals"].get("shown-again", 0) == 0 and report["totals"].get("dropped", 0) == 0, report
        feed = ElementTree.parse(site / "feeds/categories/actualite/rss.xml").getroot().find("channel")
        assert feed.findtext("title").endswith("Actualité"), feed.findtext("title")
        links = {entry.findtext("link") for entry in feed.findall("item")}
        assert links == {link(slug, published) for _, slug, _, published, _ in POSTS}, links
        assert f"location = /feed/ {{ return 301 {BASE}/feeds/rss.xml; }}" in run("feedmill snippets nginx")
        print(f"WordPress: {len(POSTS)} articles moved, with ids, instants, words and categories")


main()
