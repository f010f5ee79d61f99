"""build.py as a program among others: told to stop at any moment, with nobody who listens, on a disk that is full."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from build_command import BUILD, TODAY
from sample_site import copied, write_people
from test_cache import site_in

from generator.output import CAN_FORK

STEPS = int(os.environ.get("STEPS", "8"))
"""At how many moments a build is stopped; the night has time for more."""


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """The program, in a group of its own with all processes that it starts."""
    return subprocess.Popen(
        [sys.executable, str(BUILD), *map(str, arguments)],
        encoding="utf-8",
        start_new_session=True,
        **options,
    )


def running_in(group: int) -> list[str]:
    """What the system says of each process of a group that has not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, its_group = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                found.append(f"{path}: {state}")
    return found


# ---------------------------------------------------------------- told to stop


@pytest.mark.slow
@pytest.mark.skipif(not CAN_FORK, reason="one process has nobody to leave behind")
@pytest.mark.parametrize(
    ("sign", "to_all", "code"),
    [
        (signal.SIGINT, True, 130),  # Ctrl-C
        (signal.SIGTERM, False, 130),  # kill, and what starts services
        (signal.SIGTERM, True, 130),  # timeout
        (signal.SIGKILL, False, -9),
    ],
)
def test_a_build_that_is_told_to_stop_does_so_at_once_and_leaves_a_whole_site(
    tmp_path: Path, sign: signal.Signals, to_all: bool, code: int
) -> None:
    write_people(tmp_path / "content", 120)
    given = ("--content", tmp_path / "content", "--output", tmp_path / "site", "--cache", tmp_path / "cache")
    given += ("--today", TODAY, "--jobs", 3, "--fresh")
    started = time.monotonic()
    assert start(*given, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL).wait() == 0
    whole = time.monotonic() - started
    site = site_in(tmp_path / "site")

    for step in range(STEPS // 2):
        (tmp_path / "cache/moment").unlink()
        process = start(*given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        # Python itself is not ready to be stopped in its first moments.
        while not (tmp_path / "cache/moment").exists():
            time.sleep(0.01)
        time.sleep(whole * step / (STEPS // 2))
        told = time.monotonic()
        if to_all:
            os.killpg(process.pid, sign)
        else:
            process.send_signal(sign)
        said, _ = process.communicate(timeout=20)

        assert time.monotonic() - told < 2
        assert process.returncode in (code, 0), said
        time.sleep(0.2)
        assert running_in(process.pid) == [], f"after {step} of {STEPS // 2} parts of a build"
        assert "Traceback" not in said
        assert site_in(tmp_path / "site") == site
    assert start(*given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "content", "site"]


# ---------------------------------------------------------------- nobody listens


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Content with more problems than a pipe takes in at once."""
    content = copied(tmp_path)
    for number in range(700):
        (content / f"notes-that-nobody-reads-{number}.txt").touch()
    return content


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (("build",), {1, 141}),
        (("check",), {1, 141}),
        (("check", "--format", "github"), {1, 141}),
        (("check", "--format", "json"), {141}),
        (("withdraw", "ana-oneill", "--dry-run"), {0, 141}),
        (("new", "ambassador", "Ada Lane"), {0, 141}),
        (("--help",), {0}),
    ],
)
@pytest.mark.parametrize("listens", ["to one line", "to none"])
def test_where_nobody_reads_on_the_program_ends_in_silence(
    faulty: Path, tmp_path: Path, command: tuple[str, ...], codes: set[int], listens: str
) -> None:
    given = [*command] if command == ("--help",) else [*command, "--content", faulty]
    given += ["--output", tmp_path / "site", "--today", TODAY] if command == ("build",) else []
    with (tmp_path / "complaints").open("w") as complaints:
        # As a shell does in 'build.py … 2>&1 | head -1'; Python says in its own name what it cannot say there.
        process = start(*given, stdout=subprocess.PIPE, stderr=complaints)
        assert process.stdout
        if listens == "to one line":
            process.stdout.readline()
        process.stdout.close()
        code = process.wait(timeout=60)
    said = (tmp_path / "complaints").read_text("utf-8")

    assert code in codes
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
