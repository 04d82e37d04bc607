#!/usr/bin/env python3
"""Moves a WordPress site by the commands of docs/coming-from-wordpress.md, as they stand there.

The export is as *Tools → Export* writes it, and the feeds as WordPress serves them, at names and by a query. The
exporter comes from npm. newsboat is subscribed to the feeds before, and follows an nginx with the snippet after
the move: it shows nothing again. Takes the path of the feedmill program.
"""

import http.server
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from newsboat import install, read_by_newsboat

ROOT = pathlib.Path(__file__).resolve().parents[2]
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]
# The site is on this machine, so that a reader finds it before and after the move.
BASE = f"http://127.0.0.1:{PORT}"
FEEDS = ["feed/", "category/actualite/feed/", "?feed=rss2"]
NGINX = """
daemon off; pid {run}/nginx.pid; error_log {run}/error.log;
{user}
events {{}}
http {{
  log_format asked '$status $request_uri'; access_log {run}/access.log asked;
  client_body_temp_path {run}; proxy_temp_path {run}; fastcgi_temp_path {run};
  uwsgi_temp_path {run}; scgi_temp_path {run};
  server {{ listen 127.0.0.1:{port}; root {site}; include {run}/snippet.conf; }}
}}
"""
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
            is_feed = self.path.removeprefix("/") in FEEDS
            self.send_response(200 if is_feed else 404)
            self.send_header("Content-Type", "application/rss+xml; charset=UTF-8")
            self.end_headers()
            self.wfile.write(body if is_feed else b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def entries(readers, feed):
    with sqlite3.connect(readers / FOLDERS[feed] / "cache.db") as database:
        return dict(database.execute("select guid, unread from rss_item"))


FOLDERS = {feed: str(number) for number, feed in enumerate(FEEDS)}


def subscribe(readers):
    """Lets newsboat fetch each feed; its entries, and which of them are unread."""
    for feed in FEEDS:
        (readers / FOLDERS[feed]).mkdir(parents=True, exist_ok=True)
        read_by_newsboat(readers / FOLDERS[feed], PORT, feed)
    return {feed: entries(readers, feed) for feed in FEEDS}


def follow(readers, before, site, run):
    """Serves the feeds by nginx at the same host, where newsboat looks again."""
    folder = readers / "nginx"
    folder.mkdir()
    (folder / "snippet.conf").write_text(run("feedmill snippets nginx"))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(run=folder, site=site, port=PORT, user=user))
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "nginx-light"], check=True)
        program = "/usr/sbin/nginx"
    server = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder, "-e", folder / "error.log"])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", PORT), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        after = subscribe(readers)
    finally:
        server.terminate()
        server.wait()
    asked = (folder / "access.log").read_text().split("\n")
    for feed in FEEDS:
        assert f"301 /{feed}" in asked, (feed, asked)
        unread = [guid for guid, is_unread in after[feed].items() if is_unread]
        assert after[feed].keys() == before[feed].keys() and not unread, (feed, before, after)
    assert not [line for line in asked if line.startswith("404")], asked
    print(f"newsboat: {len(FEEDS)} feeds redirected, of {len(before[FEEDS[0]])} entries none shown again, none gone")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    guide = (ROOT / "docs/coming-from-wordpress.md").read_text().replace("https://www.example.org", BASE)
    blocks = [block.split("```")[0] for block in guide.split("```console\n")[1:]]
    # The second line of a command begins with no `$`.
    commands = "".join(blocks).replace("\n$ ", "\n").removeprefix("$ ")
    old = serve()
    install()
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        (site / "export.xml").write_bytes(export())
        environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}

        def run(script):
            return subprocess.run(
                ["bash", "-euc", script], cwd=site, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, text=True, check=True,
            ).stdout

        readers = site / ".readers"
        before = subscribe(readers)
        assert all(len(entries) == len(POSTS) for entries in before.values()), before
        for feed in FEEDS:
            with sqlite3.connect(readers / FOLDERS[feed] / "cache.db") as database:
                database.execute("update rss_item set unread = 0")
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
            "terms: {aliases: {Actualité: actualite}}\n" + settings
        )
        run("feedmill build")
        report = json.loads(run(f"feedmill diff {BASE}/feed/ --format json"))
        assert report["totals"].get("shown-again", 0) == 0 and report["totals"].get("dropped", 0) == 0, report
        feed = ElementTree.parse(site / "feeds/categories/actualite/rss.xml").getroot().find("channel")
        assert feed.findtext("title").endswith("Actualité"), feed.findtext("title")
        links = {entry.findtext("link") for entry in feed.findall("item")}
        assert links == {link(slug, published) for _, slug, _, published, _ in POSTS}, links
        assert f"location = /feed/ {{ return 301 {BASE}/feeds/rss.xml; }}" in run("feedmill snippets nginx")
        old.shutdown()
        old.server_close()
        follow(readers, before, site, run)
        print(f"WordPress: {len(POSTS)} articles moved, with ids, instants, words and categories")


main()
