"""
The same content, day and address: the same names, bytes and modes, whatever is around the build.

The sample has what could differ: a photograph, events before and after the clocks change, repeated ones, names from
everywhere. Each build here is a process of its own, in which also a few files are enough to use all processes.

PYTHONS="/path/to/python3.13 …" scripts/test tests/test_reproducible.py also builds with these, where they have what a
build needs; others are skipped.
"""

import os
import pty
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from build_command import REPOSITORY, TODAY
from sample_site import copied

PROGRAM = """
import os, random, sys
checkout, shuffled, *arguments = sys.argv[1:]
sys.path.insert(0, checkout)

class Entries(list):
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass
    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop()

def listed(entries):
    found = Entries(entries)
    random.shuffle(found)
    return found

if shuffled == "shuffled":
    listdir, scandir = os.listdir, os.scandir
    os.listdir = lambda *given: listed(listdir(*given))
    os.scandir = lambda *given: listed(scandir(*given))

import build
from generator import drafts, pipeline, prose
drafts.FEW = prose.FEW = pipeline.MANY = 1
sys.exit(build.program(arguments))
"""
PYTHONS = os.environ.get("PYTHONS", "").split()


@dataclass
class Around:
    """What is around a build, where it is not as usual."""

    environment: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    jobs: int = 1
    python: tuple[str, ...] = (sys.executable,)
    moved: bool = False
    """another checkout, other places with other names"""
    touched: bool = False
    """other times and modes of all files that are read"""
    shuffled: bool = False
    terminal: bool = False
    old_site: bool = False
    """there is another site already, with files of all modes"""

    def build(self, folder: Path) -> dict[str, tuple[int, bytes]]:
        """Path → mode and bytes of everything that comes out."""
        checkout, content = REPOSITORY, copied(folder)
        output = folder / "site"
        if self.moved:
            home = folder / "Zoë's café & co"
            checkout = home / "the checkout"
            for name in ("build.py", "generator", "templates", "content"):
                copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy2
                checkout.mkdir(parents=True, exist_ok=True)
                copy(REPOSITORY / name, checkout / name)
            content = content.rename(home / "what we säy")
            output = home / "dist/öffentlich"
        if self.touched:
            assert self.moved
            for number, path in enumerate(sorted(home.rglob("*"))):
                os.utime(path, (number, 10**9 + number))
                path.chmod((0o755, 0o700)[number % 2] if path.is_dir() else (0o644, 0o755, 0o400)[number % 3])
        given = [*self.python, "-c", PROGRAM, str(checkout), "shuffled" if self.shuffled else "as it is"]
        given += [
            "--content",
            str(content),
            "--output",
            str(output),
            "--today",
            TODAY,
            "--jobs",
            str(self.jobs),
        ]
        if self.old_site:
            self._run([*given, "--base-url", "https://elsewhere.example/"], folder)
            for number, path in enumerate(sorted(output.rglob("*"))):
                path.chmod((0o755, 0o777)[number % 2] if path.is_dir() else (0o644, 0o600, 0o666)[number % 3])
        self._run(given, folder)
        return {
            path.relative_to(output).as_posix(): (
                stat.S_IMODE(path.lstat().st_mode),
                path.read_bytes() if path.is_file() else b"",
            )
            for path in (output, *output.rglob("*"))
        }

    def _run(self, given: list[str], folder: Path) -> None:
        environment = os.environ | self.environment
        if self.terminal:
            ours, theirs = pty.openpty()
            process = subprocess.Popen(
                given,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                cwd=folder,
                env=environment,
                umask=self.umask,
            )
            os.close(theirs)
            said = b""
            while chunk := _read(ours):
                said += chunk
            os.close(ours)
            assert process.wait() == 0, said
            assert b"Built" in said
        else:
            done = subprocess.run(
                given, cwd=folder, env=environment, umask=self.umask, capture_output=True, encoding="utf-8"
            )
            assert done.returncode == 0, done.stderr


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux: the other end is closed
        return b""


AS_USUAL = Around({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"})


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, bytes]]:
    site = AS_USUAL.build(tmp_path_factory.mktemp("usual"))
    assert len(site) > 100
    return site


@pytest.mark.slow
@pytest.mark.parametrize(
    "around",
    {
        "seed 1, Auckland, umask 000, two processes": Around(
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}, umask=0, jobs=2
        ),
        "any seed, St. John's, Turkish, umask 077, shuffled folders": Around(
            {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
            umask=0o077,
            jobs=3,
            shuffled=True,
        ),
        "elsewhere, German, other times and modes, no bytecode": Around(
            {"PYTHONHASHSEED": "2", "TZ": ":America/Anchorage", "LC_ALL": "de_DE.UTF-8"}
            | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nowhere"},
            jobs=5,
            moved=True,
            touched=True,
            shuffled=True,
        ),
        "optimized, in a terminal, over another site": Around(
            {
                "PYTHONHASHSEED": "3",
                "TZ": "Pacific/Kiritimati",
                "LANG": "cy_GB",
                "TERM": "xterm",
                "COLUMNS": "40",
            },
            python=(sys.executable, "-O"),
            jobs=2,
            terminal=True,
            old_site=True,
        ),
    }.items(),
    ids=lambda each: each[0],
)
def test_a_build_is_the_same_to_the_byte_whatever_is_around_it(
    around: tuple[str, Around], usual: dict[str, tuple[int, bytes]], tmp_path: Path
) -> None:
    assert differing(around[1].build(tmp_path), usual) == []


@pytest.mark.slow
@pytest.mark.parametrize("python", PYTHONS)
def test_a_build_is_the_same_with_another_python(
    python: str, usual: dict[str, tuple[int, bytes]], tmp_path: Path
) -> None:
    needed = subprocess.run([python, "-c", "import generator.pipeline, generator.calendars"], cwd=REPOSITORY)
    if needed.returncode:
        pytest.skip(f"{python} lacks what a build needs: install requirements.txt for it")
    assert differing(Around(python=(python,), jobs=2).build(tmp_path), usual) == []


def differing(site: dict[str, tuple[int, bytes]], other: dict[str, tuple[int, bytes]]) -> list[str]:
    return sorted(path for path in site.keys() | other.keys() if site.get(path) != other.get(path))
