#!/usr/bin/env python3
"""Completions and manual, installed as docs/installing.md says: a person types, presses Tab, asks for help.

Installs bash-completion, zsh, fish, man-db and mandoc from Debian where they are missing. Takes the path of
the feedmill program.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from pseudo import Terminal

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["bash-completion", "zsh", "fish", "man-db", "mandoc"]
BASH_COMPLETION = pathlib.Path("/usr/share/bash-completion/bash_completion")
# What is typed before Tab, and what stands there after it.
TYPED = {
    "feedmill ser": "feedmill serve",
    "feedmill build --skip": "feedmill build --skip-broken",
    "feedmill snippets ngi": "feedmill snippets nginx",
    "feedmill id ke": "feedmill id keep",
}


def install():
    programs = ["zsh", "fish", "man", "mandoc"]
    if all(map(shutil.which, programs)) and BASH_COMPLETION.exists():
        return
    root = [] if os.geteuid() == 0 else ["sudo"]
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt, "update"], check=True)
    subprocess.run([*apt, "install", "-y", "--no-install-recommends", *PACKAGES], check=True)


def blocks(language):
    text = (ROOT / "docs/installing.md").read_text()
    return [rest.split("```")[0] for rest in text.split(f"```{language}\n")[1:]]


def press_tab(shell, home, environment):
    """In a shell that has read what a person's own would read at its start."""
    if shell == "bash":
        begin = f". {BASH_COMPLETION}"
        terminal = Terminal(["bash", "--norc", "--noprofile", "-i"], home, environment)
    else:
        begin = blocks("zsh")[0].strip().replace("compinit\n", "compinit -u\n")
        terminal = Terminal(["zsh", "-f", "-i"], home, environment)
    terminal.type(f"{begin}\nPS1='> '; echo rea''dy\n")
    terminal.until("ready\r\n")
    for typed, whole in TYPED.items():
        begun = len(terminal.written)
        # Ctrl-U empties the line for the next.
        terminal.type(f"{typed}\t")
        terminal.until(whole[len(typed):], begun + len(typed))
        terminal.type("\x15")
    terminal.type("exit\n")
    terminal.ended()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    install()
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        environment = {
            "HOME": folder, "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "LC_ALL": "C.UTF-8", "MANPAGER": "cat",
            "PATH": f"{home}/.local/bin:{program.parent}:{os.environ['PATH']}",
        }
        for folder_of_shell in [
            ".local/share/bash-completion/completions", ".local/share/zsh/site-functions", ".config/fish/completions",
        ]:
            (home / folder_of_shell).mkdir(parents=True)
        for block in blocks("sh"):
            subprocess.run(["bash", "-e"], input=block, text=True, env={**os.environ, **environment}, check=True)

        for shell in ["bash", "zsh"]:
            press_tab(shell, home, environment)
        # clap_complete knows no values of arguments for fish.
        del TYPED["feedmill snippets ngi"]
        for typed, whole in TYPED.items():
            told = subprocess.run(
                ["fish", "--command", f"complete --do-complete '{typed}'"],
                env={**os.environ, **environment}, capture_output=True, text=True, check=True,
            )
            words = [line.split("\t")[0] for line in told.stdout.splitlines()]
            assert whole.split()[-1] in words, (typed, told)
        print("completions: of commands, options and values in bash and zsh, of commands and options in fish")

        pages = sorted((home / ".local/share/man/man1").iterdir())
        for page in pages:
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
            groff = subprocess.run(["man", "--warnings", "-l", page], env={**os.environ, **environment}, capture_output=True, text=True)
            assert (lint.returncode, lint.stdout, groff.stderr) == (0, "", ""), (page, lint, groff.stderr)
            assert page.stem.replace("-", " ", 1) in groff.stdout.replace("-", " ", 1), page
            for section in ["SYNOPSIS", "OPTIONS", "EXIT STATUS"]:
                assert f"\n{section}\n" in groff.stdout, (page, section)
        shown = subprocess.run(["man", "feedmill-build"], env={**os.environ, **environment}, capture_output=True, text=True, check=True)
        assert "--skip-broken" in shown.stdout
        print(f"manual: {len(pages)} pages, found by man, without a warning of mandoc or groff")


main()
