"""A program in a terminal that is not there: what it writes, and what is typed into it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time


class Terminal:
    """A terminal of 100 columns and 30 lines with a program in it."""

    def __init__(self, command, cwd=None, environment={}):
        here, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        # `CI` promises colours whatever the terminal is.
        decide = ("CI", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR")
        inherited = {name: value for name, value in os.environ.items() if name not in decide}
        environment = {**inherited, "TERM": "xterm-256color", **environment}
        self.process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=there, stdout=there, stderr=there, start_new_session=True,
        )
        os.close(there)
        self.file, self.written = here, ""

    def read(self, patience):
        """Reads what is there, or waits for it; False at the end of the program."""
        if select.select([self.file], [], [], patience)[0]:
            try:
                self.written += os.read(self.file, 65536).decode(errors="replace")
            except OSError:
                return False
        return True

    def until(self, text, begin=0):
        """Reads until `text` was written after the position `begin`."""
        end = time.monotonic() + 60
        while text not in self.written[begin:]:
            assert time.monotonic() < end and self.read(1), f"no {text!r} in {self.written[begin:]!r}"

    def type(self, keys):
        os.write(self.file, keys.encode())

    def ended(self):
        """All that was written until the program ended, and its exit code."""
        while self.read(1):
            pass
        os.close(self.file)
        return self.written, self.process.wait()
