#!/usr/bin/env python3
"""What Feedmill costs by the size of the site, its tags and its archives.

    cargo build --release --bin feedmill --examples
    benches/goals.py [--articles 1000,10000,100000] [--tags 200,100000] [--runs 5] [--json FILE]
"""

import argparse
import json
from pathlib import Path

from measure import ROOT, Programs, compare, median, memory, seconds, table

HEAD = ["", "CPU: median (least–most)", "that is", "peak memory", "for each article"]
# One format and three, with the whole history in the feed of the site.
ARCHIVE = "feeds: {{archive: true, formats: [{}], categories: {{archive: false, limit: 1}}, tags: {{archive: false, limit: 1}}}}"


# So few that every tag has more articles than its feed shows: sites of any size show as many entries.
FEW_TAGS = 8


def numbers(text):
    return [int(number) for number in text.split(",") if number]


def cases(arguments, programs):
    """Who is measured; and, with its CPU time, what that is for each article, entry or byte."""
    each = lambda count, noun: lambda cpu: f"{1e6 * cpu / count():.1f} µs for each {noun}"
    one = programs.generate("start-up", 1)
    yield programs.feedmill("start-up: 1 article", one), 1, lambda cpu: f"{1000 * cpu:.1f} ms"
    for size in numbers(arguments.articles):
        site = programs.generate(f"grown-{size}", size)
        said = each(lambda size=size: size, "article")
        yield programs.feedmill(f"{size:,} articles", site), size, said
        yield programs.feedmill(f"{size:,} articles, nothing changed", site, again=True), size, said
    size = arguments.archive * 10
    for tags in numbers(arguments.tags):
        site = programs.generate(f"tags-{tags}", size, "--tags", str(tags))
        shown = lambda site=site: sum(
            path.read_bytes().count(b"<entry>") for path in (site / "feeds").rglob("atom.xml")
        )
        name = f"{size:,} articles, {tags:,} tags"
        yield programs.feedmill(name, site), size, each(shown, "entry in the feeds of a format")
    size = arguments.archive
    site = programs.generate("shard", size)
    said = each(lambda size=size: size, "article")
    yield programs.feedmill(f"{size:,} articles, shard 1/16", site, "--shard", "1/16"), size, said
    for formats in ("atom", "atom, rss, json"):
        name = "one format" if formats == "atom" else "three formats"
        site = programs.generate(f"archive in {name}", size, settings=ARCHIVE.format(formats))
        length = sum(path.stat().st_size for path in (site / "content").rglob("*.md"))
        speed = lambda cpu, length=length: f"{length / 1e6 / cpu:.0f} MB of articles a second"
        yield programs.feedmill(f"complete archive of {size:,} articles, {name}", site), size, speed


def growth(arguments, programs):
    """Sites that differ in their articles, and not in the entries that their feeds show."""
    for size in numbers(arguments.articles):
        site = programs.generate(f"few-tags-{size}", size, "--tags", str(FEW_TAGS))
        for again in (False, True):
            name = f"{size:,} articles, {FEW_TAGS} tags" + (", nothing changed" if again else "")
            yield programs.feedmill(name, site, again=again), size, again


def steps(grown):
    """What each article more costs, from one size to the next."""
    for again in (False, True):
        sizes = [(size, contestant) for contestant, size, other in grown if other == again and not contestant.failure]
        for (few, smaller), (many, larger) in zip(sizes, sizes[1:]):
            more = lambda figure: (median(figure(larger)) - median(figure(smaller))) / (many - few)
            cpu, peak = more(lambda run: run.cpu), more(lambda run: run.peak)
            said = f"{few:,} to {many:,} articles" + (", nothing changed" if again else "")
            yield [said, f"{1e6 * cpu:.1f} µs", f"{1024 * peak:,.0f} B"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="1000,10000,100000")
    parser.add_argument("--archive", type=int, default=10_000, help="articles of the archive; ten times as many with tags")
    parser.add_argument("--tags", default="200,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--warm", type=int, default=1, help="runs before them that are not counted")
    parser.add_argument("--json", type=Path, help="where to write every single figure")
    parser.add_argument("--target", type=Path, default=ROOT / "target/release", help="where the programs are")
    arguments = parser.parse_args()
    programs = Programs(arguments.target.resolve())
    measured = list(cases(arguments, programs))
    grown = list(growth(arguments, programs))
    everybody = [contestant for contestant, _, _ in measured + grown]
    compare(everybody, arguments.runs, limit=600, warm=arguments.warm)
    rows = []
    for contestant, articles, said in measured:
        if contestant.failure:
            rows.append([contestant.name, contestant.failure, "", "", ""])
            continue
        each = f"{1024 * median(contestant.peak) / articles:,.0f} B"
        cpu = contestant.cpu
        rows.append([contestant.name, seconds(cpu), said(median(cpu)), memory(contestant.peak), each])
    print(table(HEAD, rows))
    print("\nThe cost is that of the articles and that of the entries shown. Here the latter stay as many:\n")
    print(table(["", "CPU for each article more", "peak memory for each article more"], list(steps(grown))))
    size = (programs.folder / "feedmill").stat().st_size
    print(f"\nThe program has {size / 1e6:.1f} MB.")
    if arguments.json:
        figures = {contestant.name: contestant.figures() for contestant in everybody}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
