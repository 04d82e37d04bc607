#!/usr/bin/env python3
"""Packs a program that is built already: an archive, a wheel, the packages of npm, and on Linux one of Debian.

    packaging/pack.py PROGRAM TARGET FOLDER [KIND...]

TARGET is the triple that PROGRAM was built for, this machine's; the packages go to FOLDER. Without KIND all that
there are for it. A wheel needs `maturin` and `wheel` on the path, the others `npm` and `cargo deb`.
"""

import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]

# What pip and npm call each platform.
PLATFORMS = {
    "x86_64-unknown-linux-musl": (
        "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64", "linux", "x64"),
    "aarch64-unknown-linux-musl": (
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64", "linux", "arm64"),
    "aarch64-apple-darwin": ("macosx_11_0_arm64", "darwin", "arm64"),
    "x86_64-apple-darwin": ("macosx_10_12_x86_64", "darwin", "x64"),
    "x86_64-pc-windows-msvc": ("win_amd64", "win32", "x64"),
}
SHELLS = ["bash", "elvish", "fish", "powershell", "zsh"]


def run(*command, cwd=ROOT):
    subprocess.run([str(part) for part in command], cwd=cwd, check=True)


def stage(program, folder):
    """The program with what belongs to it, as an archive has them; Debian's package takes them from there."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "completions").mkdir(parents=True)
    shutil.copy(program, folder / f"feedmill{program.suffix}")
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]:
        shutil.copy(ROOT / name, folder)
    for shell in SHELLS:
        with open(folder / "completions" / f"feedmill.{shell}", "wb") as file:
            subprocess.run([program, "completions", shell], stdout=file, check=True)
    run(program, "man", folder / "man", "--quiet")


def archive(staged, target, to):
    files = sorted(path for path in staged.rglob("*") if path.is_file())
    if "windows" in target:
        with zipfile.ZipFile(to / f"feedmill-{VERSION}-{target}.zip", "w", zipfile.ZIP_DEFLATED) as made:
            for path in files:
                info = zipfile.ZipInfo(path.relative_to(staged).as_posix())
                made.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
        return

    def plain(member):
        member.uid = member.gid = member.mtime = 0
        member.uname = member.gname = ""
        return member

    name = to / f"feedmill-{VERSION}-{target}.tar.gz"
    with open(name, "wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
        with tarfile.open(fileobj=packed, mode="w") as made:
            for path in files:
                made.add(path, path.relative_to(staged).as_posix(), filter=plain)


def wheel(staged, target, to):
    work = staged.parent / "wheel"
    shutil.rmtree(work, ignore_errors=True)
    scripts = work / f"feedmill-{VERSION}.data" / "scripts"
    scripts.mkdir(parents=True)
    run("maturin", "pep517", "write-dist-info", "--metadata-directory", work, "--interpreter", sys.executable)
    tags = work / f"feedmill-{VERSION}.dist-info" / "WHEEL"
    lines = [line for line in tags.read_text().splitlines() if line and not line.startswith("Tag:")]
    lines += [f"Tag: py3-none-{tag}" for tag in PLATFORMS[target][0].split(".")]
    tags.write_text("\n".join(lines) + "\n")
    for program in staged.glob("feedmill*"):
        shutil.copy(program, scripts)
    run("wheel", "pack", "--dest-dir", to, work)


def npm(staged, target, to):
    """The launcher, the same on every platform, and the package with the program."""
    work = staged.parent / "npm"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ROOT / "packaging" / "npm", work / "feedmill")
    launcher = json.loads((work / "feedmill" / "package.json").read_text())
    _, system, processor = PLATFORMS[target]
    name = f"feedmill-{system}-{processor}"
    (work / name).mkdir()
    for program in staged.glob("feedmill*"):
        shutil.copy(program, work / name)
    own = {
        "name": name,
        "version": VERSION,
        "description": f"The program of feedmill for {system} on {processor}",
        "license": launcher["license"],
        "os": [system],
        "cpu": [processor],
    }
    (work / name / "package.json").write_text(json.dumps(own, indent=2) + "\n")
    packages = sorted(f"feedmill-{system}-{processor}" for _, system, processor in PLATFORMS.values())
    launcher |= {"version": VERSION, "optionalDependencies": {package: VERSION for package in packages}}
    (work / "feedmill" / "package.json").write_text(json.dumps(launcher, indent=2) + "\n")
    for package in ["feedmill", name]:
        run(shutil.which("npm"), "pack", "--silent", "--pack-destination", to, cwd=work / package)


def deb(staged, target, to):
    run("cargo", "deb", "--no-build", "--no-strip", "--output", to)


def main():
    program, target, to = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
    kinds = sys.argv[4:] or ["archive", "wheel", "npm"] + (["deb"] if "linux" in target else [])
    to.mkdir(parents=True, exist_ok=True)
    # Where the metadata of Debian's package, in Cargo.toml, look for it.
    staged = ROOT / "target" / "packages" / "staged"
    stage(program, staged)
    for kind in kinds:
        {"archive": archive, "wheel": wheel, "npm": npm, "deb": deb}[kind](staged, target, to)


main()
