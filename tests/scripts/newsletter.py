#!/usr/bin/env python3
"""Runs docs/newsletter.md as it stands: jq makes the letter, msmtp sends it to a server here.

Usage: newsletter.py FEEDMILL. Installs jq and msmtp (Debian) where they are missing.
"""

import email
import email.policy
import re
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

FEEDMILL = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parents[2]
letters = []


def install():
    missing = [name for name in ("jq", "msmtp") if shutil.which(name) is None]
    if missing:
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing],
            check=True, stdout=subprocess.DEVNULL,
        )


class Mailbox(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs to hand over a letter."""

    def handle(self):
        say = lambda text: self.wfile.write(text.encode() + b"\r\n")
        say("220 here")
        while line := self.rfile.readline():
            verb = line.split(maxsplit=1)[0].upper()
            if verb == b"DATA":
                say("354 go on")
                body = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    assert len(line) <= 1000, f"RFC 5321 allows 998 bytes: {len(line)}"
                    body += line
                letters.append(email.message_from_bytes(body, policy=email.policy.default))
            say("221 bye" if verb == b"QUIT" else "250 fine")
            if verb == b"QUIT":
                return


def main():
    install()
    page = (ROOT / "docs/newsletter.md").read_text()
    blocks = dict.fromkeys(["sh", "jq"], ())
    for language, block in re.findall(r"```(\w+)\n(.*?)```", page, re.S):
        blocks[language] += (block,)
    first, each = blocks["sh"]
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        settings = folder / "msmtprc"
        settings.write_text(
            "account default\nhost 127.0.0.1\nauth off\ntls off\nfrom redaction@example.org\n"
            f"port {server.server_address[1]}\n"
        )
        settings.chmod(0o600)
        (folder / "letter.jq").write_text(blocks["jq"][0])
        subprocess.run(
            [FEEDMILL, "--site", ROOT, "--output", folder / "feeds", "--now", "2026-11-23T00:00:00Z"],
            check=True, stdout=subprocess.DEVNULL,
        )
        # The sample's own ledger does not know a folder elsewhere.
        subprocess.run(["git", "-C", ROOT, "diff", "--exit-code", "--stat", "feedmill.lock"], check=True)
        run = lambda text: subprocess.run(
            ["sh", "-ec", text.replace("msmtp ", f"msmtp --file={settings} ")], cwd=folder, check=True
        )
        run(first)
        run(each)
        (letter,) = letters
        assert letter["Subject"] == "La Fabrique publique : 3 articles", letter["Subject"]
        assert letter["To"] == "abonnes@example.org"
        html = letter.get_content()
        titles = re.findall(r"<h2><a href=\"[^\"]+\">(.*?)</a></h2>", html)
        assert titles == [
            "Cloud souverain\u202f: trois équipes racontent leur migration",
            "Données &amp; usages\u202f: ouvrir mieux, sans s’éparpiller",
            "1984",
        ], titles
        run(each)
        assert len(letters) == 1, "nothing new, no letter"
    print("newsletter: one letter of three articles, and none when nothing is new")


main()
