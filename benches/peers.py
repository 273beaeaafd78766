#!/usr/bin/env python3
"""Opens a long list in this program and, where they are installed, in newsboat and neomutt: what it takes to see it, and a key in it.

Usage: peers.py PROGRAM [DISPATCHES]

PROGRAM is the built binary. Each program runs in a pseudo-terminal of 120 columns and 36 rows, on as many invented items of the same
text: in a library, in a feed that newsboat has read into its cache, in an mbox file. A key is done when nothing more comes for 60 ms.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

QUIET = 0.06
KEYS = 100
SENTENCE = "Le ministre Anton Berg a annoncé {number} mesures pour les ports du Nordland, dont la moitié dès le mois de mars."


class Screen:
    """A program in a pseudo-terminal."""

    def __init__(self, command, env):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def settle(self, quiet=QUIET, most=60):
        """Seconds to the last byte before nothing more came."""
        begin = last = time.perf_counter()
        while time.perf_counter() - begin < most:
            # Before the first byte it may take as long as it likes.
            patience = quiet if last > begin else most
            ready, _, _ = select.select([self.terminal], [], [], patience)
            if not ready or not os.read(self.terminal, 1 << 16):
                break
            last = time.perf_counter()
        return last - begin

    def press(self, keys):
        os.write(self.terminal, keys)
        return self.settle()

    def memory(self):
        """Megabytes that are resident."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def measure(name, command, env, opening=b""):
    screen = Screen(command, env)
    # A first screen may come in pieces.
    shown = screen.settle(quiet=3.0)
    if opening:
        shown = screen.press(opening) + screen.settle(quiet=3.0, most=3)
    times = sorted(screen.press(b"j") * 1000 for _ in range(KEYS))
    print(
        f"{name:10} list {shown * 1000:8.1f} ms   key p50 {times[KEYS // 2]:6.1f} p99 {times[-2]:6.1f} ms   {screen.memory():6.1f} MB",
        flush=True,
    )
    screen.end()


def text(number):
    return " ".join(SENTENCE.format(number=number % 97 + part) for part in range(4))


def ours(program, count, folder, env):
    wires = folder / "wires.jsonl"
    with wires.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(f'{{"id": "n{number}", "lang": "fr", "text": "{text(number)}"}}\n')
    library = str(folder / "library.db")
    subprocess.run([program, "-q", "--library", library, "add", str(wires)], check=True, env=env)
    measure("depeche", [program, "--library", library], env)


def newsboat(count, folder, env):
    feed, urls, config = folder / "feed.xml", folder / "urls", folder / "config"
    with feed.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Port</title><link>http://localhost/</link>')
        for number in range(count):
            out.write(f"<item><guid>n{number}</guid><title>Mesure {number}</title><description>{text(number)}</description></item>")
        out.write("</channel></rss>")
    urls.write_text(f"file://{feed}\n")
    config.write_text("auto-reload no\n")
    command = ["newsboat", "-u", str(urls), "-c", str(folder / "cache.db"), "-C", str(config)]
    subprocess.run([*command, "-x", "reload"], check=True, env=env, stdout=subprocess.DEVNULL)
    measure("newsboat", command, env, opening=b"\r")


def neomutt(count, folder, env):
    # It asks before anything else where there is none.
    (folder / "Mail").mkdir()
    mbox = folder / "mbox"
    with mbox.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(
                "From port@localhost Sat Nov 21 10:00:00 2020\nFrom: port@localhost\nDate: Sat, 21 Nov 2020 10:00:00 +0000\n"
                f"Message-ID: <n{number}@localhost>\nSubject: Mesure {number}\n"
                f"Content-Type: text/plain; charset=utf-8\n\n{text(number)}\n\n"
            )
    measure("neomutt", ["neomutt", "-n", "-F", "/dev/null", "-R", "-f", str(mbox)], env)


def main():
    program = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        print(f"{count} items, 120x36")
        ours(program, count, folder, env)
        for name, run in [("newsboat", newsboat), ("neomutt", neomutt)]:
            if shutil.which(name):
                run(count, folder, env)
            else:
                print(f"{name:10} is not installed")


if __name__ == "__main__":
    main()
