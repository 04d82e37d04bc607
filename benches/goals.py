#!/usr/bin/env python3
"""What Feedmill costs by the size of the site, its tags and its archives.

    cargo build --release --bin feedmill --examples
    benches/goals.py [--articles 1000,10000,100000] [--tags 200,100000] [--runs 5] [--json FILE]
"""

import argparse
import json
from pathlib import Path

from measure import ROOT, compare, configure, feedmill, generate, median, memory, seconds, table

SITES = ROOT / "target/sites"
HEAD = ["", "CPU: median (least–most)", "for each", "peak memory", "for each article"]


def content_bytes(site):
    return sum(path.stat().st_size for path in (site / "content").rglob("*.md"))


def row(contestant, number, noun, articles):
    cpu = median(contestant.cpu)
    return [
        contestant.name,
        seconds(contestant.cpu),
        f"{1e6 * cpu / number:.1f} µs, {noun}",
        memory(contestant.peak),
        f"{1024 * median(contestant.peak) / articles:.0f} B",
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="1000,10000,100000")
    parser.add_argument("--tags", default="200,100000", help="with 100,000 articles")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, help="where to write every single figure")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.articles.split(",")]
    tags = [int(number) for number in arguments.tags.split(",") if number]
    everybody, rows = [], []

    one = generate(SITES / "goal-1", 1)
    contestants = [feedmill("start-up: 1 article", one)]
    after = [(1, "article", 1)]
    for size in sizes:
        site = generate(SITES / f"three-{size}", size)
        contestants += [
            feedmill(f"{size:,} articles", site),
            feedmill(f"{size:,} articles, nothing changed", site, again=True),
        ]
        after += [(size, "article", size)] * 2
    for number in tags:
        site = generate(SITES / f"tags-{number}", 100_000, "--tags", str(number))
        contestants.append(feedmill(f"100,000 articles, {number:,} tags", site))
        after.append(("entries", "entry shown", 100_000))
    for name, formats in (("one format", "[atom]"), ("three formats", "[atom, rss, json]")):
        site = generate(SITES / f"archive-{formats[1:-1].replace(', ', '-')}", 10_000)
        configure(
            site,
            f"feeds: {{archive: true, formats: {formats}, categories: {{archive: false, limit: 1}},"
            " tags: {archive: false, limit: 1}}",
        )
        contestants.append(feedmill(f"complete archive of 10,000 articles, {name}", site))
        after.append((content_bytes(site), "byte", 10_000))

    measured = compare(contestants, arguments.runs, limit=600)
    for contestant, (number, noun, articles) in zip(measured.values(), after):
        if contestant.failure:
            rows.append([contestant.name, contestant.failure, "", "", ""])
            continue
        if number == "entries":
            feeds = (contestant.folder / "feeds").rglob("atom.xml")
            number = sum(path.read_bytes().count(b"<entry>") for path in feeds)
        line = row(contestant, number, noun, articles)
        if noun == "byte":
            line[2] = f"{number / 1e6 / median(contestant.cpu):.0f} MB of articles a second"
        rows.append(line)
        everybody.append(
            {"name": contestant.name, "cpu": contestant.cpu, "peak_kib": contestant.peak, "of": number}
        )
    print(table(HEAD, rows))
    size = (ROOT / "target/release/feedmill").stat().st_size
    print(f"\nThe program has {size / 1e6:.1f} MB.")
    if arguments.json:
        arguments.json.write_text(json.dumps(everybody, indent=1) + "\n")


if __name__ == "__main__":
    main()
