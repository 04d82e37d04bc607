#!/usr/bin/env python3
"""What a terminal shows and a log does not: the line that moves during long work, and colours.

Takes the paths of the feedmill program and of the example `generate`.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from pseudo import Terminal

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINE = re.compile(r"(Reading|Composing|Publishing) +\[[=> ]{30}\] ([\d,]+) of ([\d,]+)")
# Until a test has begun to draw; a faster machine or program needs more.
ARTICLES = [4_000, 16_000, 64_000]


def main():
    feedmill, generate = (pathlib.Path(path).resolve() for path in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        for number in ARTICLES:
            site = pathlib.Path(folder) / str(number)
            subprocess.run([generate, site, str(number), "--tags", "5"], check=True, capture_output=True)
            first, exit_code = Terminal([feedmill, "build"], cwd=site).ended()
            assert exit_code == 0, first
            drawn = LINE.findall(first)
            if drawn:
                break
        assert drawn, f"no line moved while {number} articles were built: {first!r}"
        for _, done, of in drawn:
            assert int(done.replace(",", "")) <= int(of.replace(",", "")), drawn
        phases = list(dict.fromkeys(phase for phase, _, _ in drawn))
        order = ["Reading", "Composing", "Publishing"]
        assert phases == [phase for phase in order if phase in phases], phases
        # What stays on the screen: the line is cleared before the report.
        before, _, after = first.rpartition("\x1b[2K")
        assert "Published  " in after and not LINE.search(after), first[-400:]
        assert before, first
        print(f"terminal: a line moved {len(drawn)} times through {', '.join(phases)} over {number} articles, and went")

        quiet, _ = Terminal([feedmill, "build", "--quiet"], cwd=site).ended()
        assert quiet == "", quiet
        log = subprocess.run([feedmill, "build"], cwd=site, capture_output=True, text=True, check=True)
        assert "\x1b" not in log.stdout + log.stderr and "\r" not in log.stdout + log.stderr, log
        assert log.stderr == "", log.stderr
        print("a log and --quiet: no line")

        site = pathlib.Path(folder) / "wrong"
        (site / "content").mkdir(parents=True)
        (site / "feedmill.yaml").write_text("title: T\nbase_url: https://www.example.org\n")
        (site / "content" / "a.md").write_text("---\ntitle: A\ndate: 2024-06-31\n---\nx\n")
        untimed = lambda ended: (re.sub(r"Took .*\r\n", "Took\r\n", ended[0]), ended[1])
        told = lambda options, environment: untimed(
            Terminal([feedmill, "build", *options], site, environment).ended()
        )
        coloured, exit_code = told([], {})
        assert exit_code == 1 and COLOUR.search(coloured), coloured
        plain = COLOUR.sub("", coloured)
        assert "error[date-impossible]: June 2024 has 30 days" in plain, plain
        for options, environment in [
            (["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"}), ([], {"CLICOLOR": "0"}),
        ]:
            written, exit_code = told(options, environment)
            assert (written, exit_code) == (plain, 1), (options, environment, written)
        print("colours: in a terminal, and not with --no-color, NO_COLOR, CLICOLOR=0 or TERM=dumb")


main()
