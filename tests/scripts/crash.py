#!/usr/bin/env python3
"""Kills builds, fails their system calls, fills their disk, and reads their feeds meanwhile.

    tests/scripts/crash.py PROGRAM [KILLS]

Needs strace and nginx (Debian: apt-get install strace nginx-light). After every disturbance each
published file must be whole and of one generation or the other, and the next build must give the
bytes of an undisturbed one.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from published import published

PROGRAM = str(Path(sys.argv[1]).resolve())
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 300
NOW = ["--now", "2030-01-01T00:00:00Z"]
LEFTOVERS = [".feedmill-stage", ".feedmill.lock.part", ".feedmill-part"]
# What a publication asks of the machine; `write` fails on a full disk, `openat` on a lost one.
CALLS = "write,openat,mkdir,rename,unlink,unlinkat,rmdir,syncfs,fsync,chmod,fchmod"


def article(name, date, tags, body):
    return f"---\ntitle: {name}\ndate: {date}\ntags: [{tags}]\n---\n{body}\n"


def first_generation(site):
    (site / "content").mkdir(parents=True)
    # A feed that ended goes at once, so that files are removed too.
    settings = "title: Crash\nbase_url: https://crash.example\nfeeds: {ended: {days: 0}}\n"
    (site / "feedmill.yaml").write_text(settings)
    for number in range(12):
        text = article(f"Article {number}", f"2024-03-{number + 1:02}", f"T{number % 3}", "One.")
        (site / f"content/{number}.md").write_text(text)


def second_generation(site):
    """Changes most feeds, adds some and drops those of T2."""
    for number in range(12):
        text = article(f"Article {number}", f"2024-03-{number + 1:02}", f"T{number % 2}", "Two.")
        (site / f"content/{number}.md").write_text(text)
    (site / "content/new.md").write_text(article("New", "2024-04-01", "New", "Three."))


def build(site, program=PROGRAM, prefix=()):
    return subprocess.run([*prefix, program, "--site", site, *NOW], capture_output=True, text=True)


class Trial:
    """A site of the first generation, about to publish the second."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.first = self.folder / "first"
        first_generation(self.first)
        assert build(self.first).returncode == 0
        self.before = published(self.first)
        second_generation(self.first)
        undisturbed = self.copy("undisturbed")
        assert build(undisturbed).returncode == 0
        self.after = published(undisturbed)
        assert self.before.keys() - self.after.keys(), "something is to be removed"
        assert self.after.keys() - self.before.keys(), "something is to be added"

    def copy(self, name):
        site = self.folder / name
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(self.first, site)
        return site

    def judge(self, site, what):
        """What is published is whole; the next build finishes it."""
        for path, text in published(site).items():
            assert text in (self.before.get(path), self.after.get(path)), f"{what}: {path}"
        again = build(site)
        assert again.returncode == 0, f"{what}: {again.stderr}"
        assert published(site) == self.after, f"{what}: not the undisturbed bytes"
        left = [path for path in site.rglob("*") if path.name in LEFTOVERS]
        assert not left, f"{what}: {left} left behind"


def kill_at_random(trial):
    site = trial.copy("timed")
    start = time.monotonic()
    build(site)
    duration = time.monotonic() - start
    finished = 0
    for number in range(KILLS):
        site = trial.copy("killed")
        process = subprocess.Popen([PROGRAM, "--site", site, *NOW], stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0, duration))
        process.send_signal(signal.SIGKILL)
        finished += process.wait() == 0
        trial.judge(site, f"kill {number}")
    print(f"{KILLS} kills at random moments, {KILLS - finished} before the end: all whole")


def disturb_each_call(trial, call, effect):
    """Disturbs the first, the second, … `call` of a build until there is none left."""
    number = 0
    while True:
        number += 1
        site = trial.copy("disturbed")
        log = trial.folder / "strace.log"
        inject = f"inject={call}:{effect}:when={number}"
        prefix = ["strace", "-qq", "-o", log, "-e", f"trace={call}", "-e", inject]
        run = build(site, prefix=prefix)
        text = log.read_text()
        calls = len(re.findall(rf"^{call}\(", text, re.MULTILINE))
        if calls < number:
            return number - 1
        assert run.returncode != 101, f"{call} {number} {effect}: {run.stderr}"
        assert "panicked" not in run.stderr, run.stderr
        trial.judge(site, f"{call} {number} {effect}")


def disturb_calls(trial):
    for effect in ["signal=SIGKILL", "error=EIO", "error=ENOSPC", "error=EACCES"]:
        counts = {call: disturb_each_call(trial, call, effect) for call in CALLS.split(",")}
        told = ", ".join(f"{count} {call}" for call, count in counts.items() if count)
        print(f"{effect} at each of {told}: all whole")


def fill_the_disk(trial):
    """A file system that is full after so many pages, until the publication fits."""
    mount = trial.folder / "small"
    mount.mkdir()
    probe = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", mount]
    if subprocess.run(probe, capture_output=True).returncode != 0:
        print("no permission to mount a small file system: not tried")
        return
    subprocess.run(["umount", mount], check=True)
    refused = 0
    for kilobytes in range(40, 2000, 4):
        subprocess.run([*probe[:4], f"size={kilobytes}k", "tmpfs", mount], check=True)
        try:
            try:
                site = mount / "site"
                shutil.copytree(trial.first, site)
            except (OSError, shutil.Error):
                continue
            if build(site).returncode == 0:
                print(f"{refused} sizes of a full disk, then {kilobytes} KiB do: all whole")
                return
            refused += 1
            assert published(site) == trial.before, f"{kilobytes} KiB"
            subprocess.run(["mount", "-o", "remount,size=8m", mount], check=True)
            trial.judge(site, f"{kilobytes} KiB")
        finally:
            subprocess.run(["umount", mount], check=True)
    raise AssertionError("no size did")


def build_at_once(trial):
    site = trial.copy("crowd")
    command = [PROGRAM, "--site", site, *NOW]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    crowd = [subprocess.Popen(command, **silent) for _ in range(200)]
    assert all(process.wait() == 0 for process in crowd)
    trial.judge(site, "two hundred at once")
    print("200 builds at once: the right bytes")


NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1; {user}
events {{}}
http {{
    access_log off; open_file_cache max=100; sendfile on;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {site}/feeds; }}
}}
"""


def read_meanwhile(trial):
    """Readers poll over HTTP while builds of both generations come, go and are killed."""
    site = trial.copy("served")
    port = random.randint(20000, 60000)
    configuration = trial.folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(NGINX.format(folder=trial.folder, site=site, port=port, user=user))
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    server = subprocess.Popen([nginx, "-c", configuration], stderr=subprocess.DEVNULL)
    done = threading.Event()
    reads, faults = [0], []

    def poll():
        while not done.is_set():
            for name in ["atom.xml", "rss.xml", "feed.json", "tags/t0/atom.xml"]:
                try:
                    address = f"http://127.0.0.1:{port}/{name}"
                    with urllib.request.urlopen(address, timeout=10) as answer:
                        text = answer.read()
                    json.loads(text) if name.endswith("json") else ElementTree.fromstring(text)
                    reads[0] += 1
                except Exception as error:  # noqa: BLE001: whatever a reader stumbles over counts
                    faults.append(f"{name}: {error}")

    time.sleep(0.5)
    readers = [threading.Thread(target=poll) for _ in range(2)]
    for reader in readers:
        reader.start()
    builds = 0
    end = time.monotonic() + 15
    while time.monotonic() < end:
        for number in range(12):
            body = f"Round {builds}."
            text = article(f"Article {number}", f"2024-03-{number + 1:02}", f"T{number % 3}", body)
            (site / f"content/{number}.md").write_text(text)
        process = subprocess.Popen([PROGRAM, "--site", site, *NOW], stdout=subprocess.DEVNULL)
        if builds % 3 == 0:
            time.sleep(random.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
        process.wait()
        builds += 1
    done.set()
    for reader in readers:
        reader.join()
    server.terminate()
    server.wait()
    assert reads[0] > 0 and not faults, faults[:5]
    print(f"{reads[0]} reads over HTTP during {builds} builds, a third of them killed: all parse")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        trial = Trial(folder)
        kill_at_random(trial)
        disturb_calls(trial)
        fill_the_disk(trial)
        build_at_once(trial)
        read_meanwhile(trial)


main()
