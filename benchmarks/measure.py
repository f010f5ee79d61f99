"""
What one run of a program takes, and what a server that follows changes takes for one.

Memory is that of the largest single process, as the system accounts for a process and the children it waited for.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

# What each says when it has built again: 'Built 12 pages in 0.4 s.', 'Total in 36 ms'
TOLD = re.compile(r"(?:Built .* in|Total in) (?P<number>[\d.]+) (?P<unit>m?s)\b")
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
WAIT = 600.0


@dataclass(frozen=True)
class Run:
    """One run: seconds on the clock, seconds of processors, bytes of the largest process."""

    seconds: float
    processor: float
    memory: int


# A process counts as at least as large as the one that started it, so a small one starts it.
LAUNCHER = """
import json, os, sys, time
told, *command = sys.argv[1:]
started = time.perf_counter()
_, status, used = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
seconds = time.perf_counter() - started
with open(told, "w") as file:
    json.dump([os.waitstatus_to_exitcode(status), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss], file)
"""


def run(command: Sequence[str | Path], folder: Path) -> Run:
    """Runs a command to its end; what it printed is told when it fails."""
    with tempfile.TemporaryFile() as said, tempfile.NamedTemporaryFile() as told:
        subprocess.run(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, told.name, *(str(part) for part in command)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=True,
        )
        code, seconds, processor, memory = json.load(told)
        if code:
            said.seek(0)
            shown = " ".join(str(part) for part in command)
            raise SystemExit(f"'{shown}' ended with {code}:\n{said.read().decode(errors='replace')}")
    return Run(seconds, processor, memory * RSS_UNIT)


def told_seconds(line: str) -> float | None:
    """How long a server says that a build took: 'Built 12 pages in 0.4 s.' → 0.4"""
    found = TOLD.search(line)
    if not found:
        return None
    return float(found["number"]) / (1000 if found["unit"] == "ms" else 1)


@dataclass
class Server:
    """A preview that runs: what it says, line by line."""

    process: subprocess.Popen[str]
    address: str
    lines: Queue[str] = field(default_factory=Queue)

    def wait_until_told(self, words: str) -> None:
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            if words in self._next():
                return
        raise SystemExit(f"The server did not say '{words}'.")

    def after(self, change: Path, text: str, page: str, word: str) -> tuple[float, float]:
        """Writes `text` to a file → (seconds that the server says it took, seconds until `word` is on the page)."""
        while not self.lines.empty():
            self.lines.get()
        started = time.perf_counter()
        change.write_text(text, "utf-8")
        while word not in self.page(page):
            if time.perf_counter() - started > WAIT:
                raise SystemExit(f"{word} never came to {page}")
            time.sleep(0.005)
        seen = time.perf_counter() - started
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            told = told_seconds(self._next())
            if told is not None:
                return told, seen
        raise SystemExit("The server did not say how long it took.")

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode(errors="replace")

    def _next(self) -> str:
        try:
            return self.lines.get(timeout=1)
        except Empty:
            if self.process.poll() is not None:
                raise SystemExit("The server has ended.") from None
            return ""


@contextmanager
def serving(command: Sequence[str | Path], folder: Path, address: str, ready: str) -> Iterator[Server]:
    """A server that has said `ready`; it is ended afterwards."""
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    server = Server(process, address)

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            server.lines.put(line)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        server.wait_until_told(ready)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join()
        assert process.stdout
        process.stdout.close()
