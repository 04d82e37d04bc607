#!/usr/bin/env python3
"""Serves the sample by a real nginx and a real Apache, each with the snippet that Feedmill prints.

Every URL must answer with its media type, an ETag and a 304, and with the headers that the snippet
promises, and a person's browser with one that it lays out; every old address must lead to its new
one. Installs the servers from Debian where they
are missing. Takes the path of the feedmill program.
"""

import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = "https://www.fabrique-publique.example"
HUB = "https://hub.example.org/?a=1"
SETTINGS = f"""
  archive: 3
  hubs: {HUB}
  moved: {{tags/nuage: tags/cloud}}
  redirects:
    /feed.xml: rss.xml
    /blog/atom.xml: tags/cloud/atom.xml
    /tags/*/index.xml: tags/:1/rss.xml
    /?feed=rss2: rss.xml
    /?feed=atom&tag=*: tags/:1/atom.xml
"""
TYPES = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
# A media type where the server's own list is not enough, and how long a browser may keep the file.
BESIDE = {
    "index.html": ("text/html", "no-cache"),
    "tags/cloud/index.html": ("text/html", "no-cache"),
    "feeds.opml": ("text/x-opml; charset=utf-8", "no-cache"),
    "assets/feed.css": ("text/css", "no-cache"),
    "assets/pages-*.css": ("text/css", "max-age=31536000"),
    "assets/pages-*.js": (None, "max-age=31536000"),
}
REDIRECTS = {
    "/feed.xml": "/feeds/rss.xml",
    "/blog/atom.xml": "/feeds/tags/cloud/atom.xml",
    "/feeds/tags/nuage/feed.json": "/feeds/tags/cloud/feed.json",
    "/tags/cloud/index.xml": "/feeds/tags/cloud/rss.xml",
    "/tags/%C3%A9t%C3%A9/index.xml": "/feeds/tags/%C3%A9t%C3%A9/rss.xml",
    "/?feed=rss2": "/feeds/rss.xml",
    "/?feed=atom&tag=open-data": "/feeds/tags/open-data/atom.xml",
}
# The same in the words of static hosts.
STATIC = {
    "/feed.xml": "/feeds/rss.xml",
    "/blog/atom.xml": "/feeds/tags/cloud/atom.xml",
    "/feeds/tags/nuage/feed.json": "/feeds/tags/cloud/feed.json",
    "/tags/:p1/index.xml": "/feeds/tags/:p1/rss.xml",
    "/ feed=rss2": "/feeds/rss.xml",
    "/ feed=atom tag=:p1": "/feeds/tags/:p1/atom.xml",
}
NGINX = """
daemon off; pid {run}/nginx.pid; error_log {run}/error.log;
{user}
events {{}}
http {{
  access_log off;
  client_body_temp_path {run}; proxy_temp_path {run}; fastcgi_temp_path {run};
  uwsgi_temp_path {run}; scgi_temp_path {run};
  types {{ text/html html; text/xml xml; text/css css; application/json json; }}
  gzip on; gzip_types application/atom+xml application/rss+xml text/xml; gzip_min_length 1;
  server {{ listen 127.0.0.1:{port}; root {site}; include {snippet}; }}
}}
"""
APACHE = """
ServerRoot {run}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/apache.pid
ErrorLog {run}/error.log
{modules}
{user}
TypesConfig /etc/mime.types
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
"""


def installed(program, package):
    if not shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin"):
        root = [] if os.geteuid() == 0 else ["sudo"]
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        subprocess.run([*apt, "update"], check=True)
        subprocess.run([*apt, "install", "-y", "--no-install-recommends", package], check=True)
    return shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(port, path, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def wait(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not start")


def check(port, site, compresses):
    documents = sorted(path for path in (site / "feeds").rglob("*") if path.name in TYPES)
    for document in documents:
        path = "/" + document.relative_to(site).as_posix()
        if path.startswith("/feeds/tags/nuage/"):
            continue
        archive = "/archive/" in path
        status, headers, body = get(port, path)
        assert status == 200 and body == document.read_bytes(), (path, status)
        link = f'<{BASE}{path}>; rel="self"' + ("" if archive else f', <{HUB}>; rel="hub"')
        expected = {
            "Content-Type": TYPES[document.name],
            "Link": link,
            "Cache-Control": "public, max-age=" + ("86400" if archive else "3600"),
            "Access-Control-Allow-Origin": "*" if document.name == "feed.json" else None,
        }
        for name, value in expected.items():
            assert headers[name] == value, (path, name, headers[name], value)
        assert headers["ETag"], path
        if compresses and document.name != "feed.json":
            _, seen, _ = get(port, path, {"Accept-Encoding": "gzip"})
            assert seen["Content-Encoding"] == "gzip", path
        for_people = TYPES["feed.json"] if document.name == "feed.json" else "text/xml; charset=utf-8"
        kinds = {"document": for_people, "empty": TYPES[document.name], "iframe": TYPES[document.name]}
        for destination, kind in kinds.items():
            asked = {"Sec-Fetch-Dest": destination}
            status, seen, body = get(port, path, asked)
            assert status == 200 and body == document.read_bytes(), (path, status, destination)
            assert seen["Content-Type"] == kind, (path, destination, seen["Content-Type"])
            assert seen["Cache-Control"].startswith("public, max-age="), (path, seen["Cache-Control"])
            if document.name != "feed.json":
                assert "Sec-Fetch-Dest" in seen.get_all("Vary"), (path, seen.get_all("Vary"))
            asked["If-None-Match"] = seen["ETag"]
            status, seen, body = get(port, path, asked)
            assert (status, body) == (304, b""), (path, status)
            if document.name != "feed.json":
                assert "Sec-Fetch-Dest" in seen.get_all("Vary"), (path, seen.get_all("Vary"))
        status, _, body = get(port, path, {"If-None-Match": headers["ETag"]})
        assert (status, body) == (304, b""), (path, status)
    for pattern, (kind, keep) in BESIDE.items():
        file, = (site / "feeds").glob(pattern)
        status, headers, body = get(port, "/" + file.relative_to(site).as_posix())
        assert status == 200 and body == file.read_bytes(), (pattern, status)
        assert kind is None or headers["Content-Type"] == kind, (pattern, headers["Content-Type"])
        assert keep in headers["Cache-Control"], (pattern, headers["Cache-Control"])
    status, headers, _ = get(port, "/feeds/")
    assert (status, headers["Cache-Control"]) == (200, "no-cache"), (status, headers["Cache-Control"])
    for old, new in REDIRECTS.items():
        status, headers, _ = get(port, old)
        # Escapes are the same in small letters and in capitals (RFC 3986, section 6.2.2.1).
        location = headers["Location"] or ""
        assert (status, location.lower()) == (301, (BASE + new).lower()), (old, status, location)
    status, headers, _ = get(port, "/page.xml")
    assert status == 200 and headers["Link"] is None, "a file that is no feed was touched"
    status, headers, _ = get(port, "/index.html")
    assert status == 200 and headers["Cache-Control"] is None, "a page of the site was touched"
    return len(documents)


def serve(name, command, port, site, compresses=False):
    server = subprocess.Popen(command)
    try:
        wait(port)
        count = check(port, site, compresses)
    finally:
        server.terminate()
        server.wait()
    print(f"{name}: {count} documents, {len(REDIRECTS)} redirects")


def main():
    feedmill = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        site, run = pathlib.Path(folder) / "site", pathlib.Path(folder) / "run"
        run.mkdir()
        shutil.copytree(ROOT / "content", site / "content")
        text = (ROOT / "feedmill.yaml").read_text()
        (site / "feedmill.yaml").write_text(text.replace("  limit: 20\n", "  limit: 4" + SETTINGS))
        (site / "page.xml").write_text("<page/>")
        (site / "index.html").write_text("<!DOCTYPE html><title>The site</title>")
        now = ["--now", "2026-11-23T00:00:00Z"]
        subprocess.run([feedmill, *now], cwd=site, check=True)
        snippet = lambda server: subprocess.check_output([feedmill, "snippets", server, *now], cwd=site)
        os.chmod(folder, 0o755)

        root = os.geteuid() == 0
        port = free_port()
        (run / "snippet.conf").write_bytes(snippet("nginx"))
        conf = run / "nginx.conf"
        conf.write_text(NGINX.format(
            run=run, site=site, port=port, snippet=run / "snippet.conf", user="user root;" if root else "",
        ))
        serve("nginx", [installed("nginx", "nginx-light"), "-c", conf, "-p", run, "-e", run / "error.log"], port, site, compresses=True)

        port = free_port()
        (site / ".htaccess").write_bytes(snippet("apache"))
        program = installed("apache2", "apache2-bin")
        modules = pathlib.Path("/usr/lib/apache2/modules")
        wanted = ["mpm_event", "authz_core", "mime", "headers", "alias", "dir", "rewrite"]
        conf = run / "apache.conf"
        conf.write_text(APACHE.format(
            run=run, site=site, port=port, user="User www-data\nGroup www-data" if root else "",
            modules="\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in wanted),
        ))
        serve("Apache", [program, "-D", "FOREGROUND", "-f", conf], port, site)

        # What the files of static hosts say is what the servers did.
        headers, redirects = snippet("headers").decode(), snippet("redirects").decode()
        rules = dict(rule.split("\n", 1) for rule in headers.strip().split("\n\n"))
        documents = [path for path in (site / "feeds").rglob("*") if path.name in TYPES]
        paths = {path: "/" + path.relative_to(site).as_posix() for path in documents}
        kinds = {"feed.json": TYPES["feed.json"]}
        for path, url in paths.items():
            kind = kinds.get(path.name, "text/xml; charset=utf-8")
            assert f"Content-Type: {kind}\n" in rules[url], (url, rules[url])
        beside = {re.sub("-[0-9a-f]{8}", "", url) for url in set(rules) - set(paths.values())}
        assert beside == {"/feeds/feeds.opml", "/feeds/assets/pages.css", "/feeds/assets/pages.js"}, beside
        for old, new in STATIC.items():
            assert f"{old} {BASE}{new} 301\n" in redirects, old
        print(f"static hosts: {len(rules)} rules")


main()
