#!/usr/bin/env python3
"""Where the instructions of a build go, stage by stage.

    cargo rustc --release --bin feedmill -- -C strip=none
    benches/profile.py target/release/feedmill target/release/examples/generate [ARTICLES]

Needs valgrind. Each function that is named here stands for all that it calls; none of them calls
another. Where `|` stands, the first counts that was not inlined. What none of them does is
publishing, and what holds the stages together.
"""

import os
import re
import subprocess
import sys
import tempfile

STAGES = {
    "read": ["read::walk::content_files", "read::front_matter::draft", "read::front_matter::again", "read::body::body"],
    "normalise": ["normalise::article", "normalise::recognise::recognise", "normalise::collision::collisions"],
    "select": ["select::order", "select::embargoed", "select::expired", "select::plans"],
    "template": ["template::Templates::part|template::expand::expand|template::expand::Expander::body"],
    "compose": ["compose::entry", "compose::feed::feed"],
    "render": ["render::entry", "render::frame"],
}


def main():
    program, generator = (os.path.realpath(path) for path in sys.argv[1:3])
    articles = sys.argv[3] if len(sys.argv) > 3 else "1000"
    with tempfile.TemporaryDirectory() as scratch:
        site, out = f"{scratch}/site", f"{scratch}/out"
        subprocess.run([generator, site, articles], check=True)
        command = [program, "--site", site, "--now", "2026-01-01T00:00:00Z"]
        callgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"]
        one_thread = os.environ | {"RAYON_NUM_THREADS": "1"}
        subprocess.run(callgrind + command, check=True, capture_output=True, env=one_thread)
        annotate = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out]
        told = subprocess.run(annotate, check=True, capture_output=True, text=True).stdout
    costs = {}
    total = 0
    for line in told.splitlines():
        if "PROGRAM TOTALS" in line:
            total = int(line.split()[0].replace(",", ""))
        found = re.match(r"\s*([\d,]+) \(.*?\)\s+\S+:feedmill::(\S+)", line)
        if found:
            cost = int(found[1].replace(",", ""))
            # A function that was inlined into others stands here once for each file.
            costs[found[2]] = max(costs.get(found[2], 0), cost)
    left = total
    print("| stage | instructions | share |\n| --- | --- | --- |")
    for stage, functions in STAGES.items():
        named = (name for names in functions for name in [next(filter(costs.get, names.split("|")), None)])
        cost = sum(costs.get(name, 0) for name in named)
        left -= cost
        print(f"| `{stage}` | {cost:,} | {100 * cost / total:.0f} % |")
    print(f"| `publish` and the rest | {left:,} | {100 * left / total:.0f} % |")
    print(f"| all | {total:,} | |")


if __name__ == "__main__":
    main()
