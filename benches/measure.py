"""Whole processes: CPU seconds (user and system) and peak memory, over several runs.

CPU time, not wall time, which says more of the machine's other work. Runs of those who are compared
take turns, so that a slower minute of the machine hits all of them.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "target/sites"
# GNU time: what it starts has none of this interpreter's memory counted as its own.
TIME = "/usr/bin/time"


@dataclass
class Contestant:
    name: str
    command: list
    folder: Path
    # What is put aside before each run: each publishes from nothing.
    output: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak: list = field(default_factory=list)
    failure: str = ""

    def figures(self):
        return {"cpu_seconds": self.cpu, "peak_kib": self.peak, "failure": self.failure}


def run(command, folder, limit):
    """CPU seconds and KiB at most; raises if it fails or takes more than `limit` CPU seconds."""
    with tempfile.NamedTemporaryFile("r") as peak, tempfile.TemporaryFile("w+") as told:
        timed = [TIME, "-q", "-f", "%M", "-o", peak.name, *map(str, command)]
        bound = lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        process = subprocess.Popen(timed, cwd=folder, stdout=told, stderr=told, preexec_fn=bound)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        if process.returncode != 0 and cpu > limit - 2:
            raise TimeoutError(f"did not end in {limit} s")
        if process.returncode != 0:
            told.seek(0)
            raise RuntimeError(f"{command} ended with {process.returncode}: {told.read()[-2000:]}")
        return cpu, int(peak.read().split()[-1])


def compare(contestants, runs, limit=300, warm=1):
    """Runs them in turn, after `warm` runs of each that are not counted."""
    with tempfile.TemporaryDirectory(dir=SITES) as aside:
        take_turns(contestants, [False] * warm + [True] * runs, limit, Path(aside))
    return {contestant.name: contestant for contestant in contestants}


def take_turns(contestants, turns, limit, aside):
    for counted in turns:
        for contestant in contestants:
            if contestant.failure:
                continue
            # Not removed yet: for some seconds ext4 passes over each file that was, for each that it
            # makes.
            for path in filter(Path.exists, contestant.output):
                path.rename(aside / str(len(os.listdir(aside))))
            try:
                cpu, peak = run(contestant.command, contestant.folder, limit)
            except TimeoutError as late:
                contestant.failure = str(late)
                continue
            if counted:
                contestant.cpu.append(cpu)
                contestant.peak.append(peak)


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def median(figures):
    return statistics.median(figures)


def seconds(figures):
    """The median, and between which the runs were."""
    low, middle, high = min(figures), median(figures), max(figures)
    digits = 1 if middle >= 10 else 2 if middle >= 0.1 else 4
    return f"{middle:.{digits}f} s ({low:.{digits}f}–{high:.{digits}f})"


def memory(figures):
    return f"{median(figures) / 1024:.0f} MiB"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


@dataclass
class Programs:
    """What was built into this folder."""

    folder: Path

    def generate(self, name, articles, *options, settings=""):
        """A site of that size; the one that is there if it was made the same way."""
        site = SITES / name
        stamp = SITES / f"{name}.made"
        said = f"{articles} {options} {settings}"
        if not stamp.exists() or stamp.read_text() != said:
            remove(site)
            subprocess.run([self.folder / "examples/generate", site, str(articles), *options], check=True)
            if settings:
                with open(site / "feedmill.yaml", "a") as configuration:
                    configuration.write(settings + "\n")
            stamp.write_text(said)
        return site

    def feedmill(self, name, site, *arguments, again=False):
        """Feedmill on a site: a first publication, or `again`, on top of the one that is there."""
        output = [] if again else [site / "feeds", site / "feedmill.lock"]
        command = [self.folder / "feedmill", "--now", "2026-01-01T00:00:00Z", *arguments]
        return Contestant(name, command, site, output)

    def floor(self, name, site, *shown):
        """The floor for the feeds that are in a site; also with the crates, for the articles `shown`."""
        output = site / "floor"
        command = [self.folder / "examples/floor", site / "content", site / "feeds", output, *shown]
        return Contestant(name, command, site, [output])

    def shown(self, site):
        """A file that lists the articles which the feeds of a generated site show."""
        own = self.feedmill("", site)
        subprocess.run([*own.command, "--quiet"], cwd=site, check=True)
        entries = (site / "feeds").rglob("*.xml")
        ids = {one for feed in entries for one in re.findall(r"<id>[^<]*?/(\d{4}/[^/<]+)/</id>", feed.read_text())}
        file = site / "shown"
        file.write_text("".join(f"{one}.md\n" for one in sorted(ids)))
        return file
