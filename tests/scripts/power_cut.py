#!/usr/bin/python3
"""Cuts the power of a disk while a build publishes, at every flush and at random moments between.

    tests/scripts/power_cut.py PROGRAM [CUTS]

Needs root, loop devices and FUSE (Debian: apt-get install python3-fusepy strace). The site lies on
an ext4 that is asked to give no more than POSIX promises; its disk is a file that this program
serves and whose writes it records. A power cut keeps what was written before the last flush, and
any of the writes after it. After each, every published file must be whole and of one generation or
the other, and the next build must give the bytes of an undisturbed one. A build whose flushes are
swallowed must fail this test, else it would prove nothing.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from published import published

try:
    import fusepy as fuse
except ImportError:
    sys.exit("python3-fusepy is missing")

PROGRAM = str(Path(sys.argv[1]).resolve())
CUTS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
NOW = ["--now", "2030-01-01T00:00:00Z"]
SIZE = 24 * 1024 * 1024
SECTOR = 4096
# No data before metadata, no help for those who rename without a flush, a commit each second.
OPTIONS = "data=writeback,noauto_da_alloc,commit=1"
FLUSH = None
GENERATION = "is of no generation"


class Disk(fuse.Operations):
    """One file, `disk`, whose writes and flushes are recorded in their order."""

    def __init__(self):
        self.bytes = bytearray(SIZE)
        self.log = []

    def getattr(self, path, _=None):
        if path == "/":
            return {"st_mode": 0o40755, "st_nlink": 2}
        if path == "/disk":
            return {"st_mode": 0o100600, "st_nlink": 1, "st_size": SIZE}
        raise fuse.FuseOSError(2)

    def readdir(self, *_):
        return [".", "..", "disk"]

    def open(self, *_):
        return 0

    def read(self, _, size, offset, __):
        return bytes(self.bytes[offset : offset + size])

    def write(self, _, data, offset, __):
        self.bytes[offset : offset + len(data)] = data
        for at in range(0, len(data), SECTOR):
            self.log.append((offset + at, data[at : at + SECTOR]))
        return len(data)

    def fsync(self, *_):
        self.log.append(FLUSH)
        return 0

    flush = None


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)


class Mounted:
    """A file system in the file `image`, mounted as long as the context lasts."""

    def __init__(self, image, folder, options):
        self.image, self.folder, self.options = image, folder, options

    def __enter__(self):
        self.device = run("losetup", "--find", "--show", self.image).stdout.strip()
        run("mount", "-t", "ext4", "-o", self.options, self.device, self.folder)
        return self.folder

    def __exit__(self, *_):
        run("umount", self.folder)
        run("losetup", "--detach", self.device)


def article(name, day, tag, body):
    return f"---\ntitle: {name}\ndate: 2024-03-{day:02}\ntags: [{tag}]\n---\n{body}\n"


def write_generation(site, number):
    """The second one changes most feeds, adds some and drops others."""
    (site / "content").mkdir(parents=True, exist_ok=True)
    settings = "title: Cut\nbase_url: https://cut.example\nfeeds: {ended: {days: 0}}\n"
    (site / "feedmill.yaml").write_text(settings)
    for day in range(1, 7):
        tag = f"T{day % (4 - number)}"
        (site / f"content/{day}.md").write_text(article(f"Article {day}", day, tag, f"Body {number}."))
    if number == 2:
        (site / "content/new.md").write_text(article("New", 9, "New", "Body."))


def build(site, *prefix):
    return subprocess.run([*prefix, PROGRAM, "--site", site, *NOW], capture_output=True, text=True)


class Trial:
    def __init__(self, folder):
        self.folder = folder
        self.mount = folder / "mnt"
        self.mount.mkdir()
        self.image = folder / "image"
        undisturbed = folder / "undisturbed"
        write_generation(undisturbed, 1)
        assert build(undisturbed).returncode == 0
        self.before = published(undisturbed)
        write_generation(undisturbed, 2)
        assert build(undisturbed).returncode == 0
        self.after = published(undisturbed)

    def record(self, *prefix):
        """The disk before the second build, what the build wrote to it, and where it had ended."""
        disk = Disk()
        served = self.folder / "served"
        served.mkdir(exist_ok=True)
        options = {"foreground": True, "direct_io": True, "nothreads": True, "allow_other": True}
        server = threading.Thread(target=fuse.FUSE, args=(disk, str(served)), kwargs=options)
        server.start()
        while not (served / "disk").exists():
            time.sleep(0.05)
        try:
            run("mkfs.ext4", "-q", "-F", served / "disk")
            with Mounted(served / "disk", self.mount, OPTIONS) as root:
                write_generation(root / "site", 1)
                assert build(root / "site").returncode == 0
                write_generation(root / "site", 2)
                os.sync()
                start, first = bytes(disk.bytes), len(disk.log)
                assert build(root / "site", *prefix).returncode == 0
                ended = len(disk.log)
                # The file system writes down what it was not asked to flush.
                time.sleep(3)
                log = disk.log[first:]
        finally:
            run("fusermount3", "-u", served)
            server.join()
        return start, log, ended - first

    def cut(self, start, log, at, kept):
        """What a cut leaves: all before the last flush, and of the rest what `kept` says."""
        flushes = [index for index in range(at) if log[index] is FLUSH]
        certain = flushes[-1] if flushes else 0
        disk = bytearray(start)
        for index, entry in enumerate(log[:at]):
            if entry is not FLUSH and (index < certain or kept()):
                disk[entry[0] : entry[0] + len(entry[1])] = entry[1]
        self.image.write_bytes(disk)

    def fault(self, has_ended):
        """What is wrong after the power came back."""
        with Mounted(self.image, self.mount, "rw") as root:
            site = root / "site"
            seen = published(site)
            for path, text in seen.items():
                if text not in (self.before.get(path), self.after.get(path)):
                    return f"{path} {GENERATION}"
            if has_ended and seen != self.after:
                return "a build that had ended is not published"
            again = build(site)
            if again.returncode != 0:
                return again.stderr
            if published(site) != self.after:
                return "not the undisturbed bytes"
            left = [str(path) for path in site.rglob(".feedmill*")]
            return f"{left} left behind" if left else None

    def faults(self, cuts, *prefix):
        start, log, ended = self.record(*prefix)
        flushes = [index for index, entry in enumerate(log) if entry is FLUSH]
        moments = [moment for flush in flushes for moment in (flush, flush + 1)] + [len(log)]
        moments += [random.randrange(1, len(log) + 1) for _ in range(max(0, cuts - len(moments)))]
        faults = []
        for at in moments:
            share = random.choice([0, 0.2, 0.5, 0.8, 1])
            self.cut(start, log, at, lambda: random.random() < share)
            fault = self.fault(at >= ended)
            if fault:
                faults.append(f"cut {at} of {len(log)}, {share} kept: {fault}")
        writes = len(log) - len(flushes)
        print(f"{len(moments)} cuts among {writes} writes and {len(flushes)} flushes: ", end="")
        print(f"{len(faults)} faults, {sum(GENERATION in fault for fault in faults)} of them torn files")
        return faults


def main():
    if os.geteuid() != 0 or not Path("/dev/fuse").exists() or not Path("/dev/loop-control").exists():
        print("no permission to make disks: not tried")
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        trial = Trial(Path(folder))
        faults = trial.faults(CUTS)
        assert not faults, faults
        swallow = ["strace", "-f", "-qq", "-o", "/dev/null"]
        for call in ["syncfs", "fsync", "fdatasync"]:
            swallow += ["-e", f"inject={call}:retval=0"]
        swallow += ["-e", "trace=syncfs,fsync,fdatasync"]
        assert trial.faults(CUTS, *swallow), "without flushes nothing was lost: this proves nothing"


main()
