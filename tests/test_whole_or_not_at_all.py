"""
Whatever stops a build, and wherever: readers see the complete old site or the complete new one, and the next build heals
what is left.

A process of its own builds; the interpreter tells it of every file that it opens, makes, links, renames or removes, and
at one of these it is killed, or the disk is full.
"""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from build_command import BUILD
from sample_site import TODAY, write_people
from test_cache import site_in

from generator import pipeline
from generator.cache import Cache
from generator.order import Order
from generator.output import CAN_FORK, OutputRefused

STEPS = int(os.environ.get("STEPS", "8"))
"""At how many places each build is stopped; the night has time for all."""
CHANGES = (
    "open",
    "os.mkdir",
    "os.link",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "shutil.rmtree",
    "os.utime",
)
pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs a process that goes on from where this one is")


class Builder:
    """Builds a small site again and again, each time in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.content, self.site, self.cache = folder / "content", folder / "site", folder / "cache"
        write_people(self.content, 3)

    def build(self) -> None:
        pipeline.build(Order(content=self.content, today=TODAY), self.site, Cache(self.cache))

    def build_until(self, number: int, stop: Callable[[], None]) -> tuple[int, int]:
        """A build that is stopped at its `number`th change of a file → (exit code, how many changes it came to)."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=self._stopped, args=(number, stop, theirs)
        )
        process.start()
        theirs.close()
        process.join()
        seen = 0
        while ours.poll():
            try:
                seen = ours.recv()
            except EOFError:
                break
        ours.close()
        return process.exitcode or 0, seen

    def _stopped(self, number: int, stop: Callable[[], None], told) -> None:
        seen = 0

        def look(event: str, given: tuple[object, ...]) -> None:
            nonlocal seen
            if event not in CHANGES or (event == "open" and not _writes(given)):
                return
            seen += 1
            if seen == number:
                stop()

        sys.addaudithook(look)
        try:
            self.build()
        except OutputRefused as refused:
            assert "is as it was" in str(refused)  # noqa: PT017
            code = 3
        else:
            code = 0
        told.send(seen)
        os._exit(code)

    def change(self, what: str) -> None:
        """Another text of one person, or of all, so that one page or every list is made anew."""
        for number in (0,) if what == "one page" else (0, 1, 2):
            path = self.content / f"ambassadors/p00{number}.md"
            text = path.read_text("utf-8")
            path.write_text(
                f"{text}\nAnd more.\n" if what == "one page" else text.replace("Tests a list.", "Tests it."),
                "utf-8",
            )


def _writes(given: tuple[object, ...]) -> bool:
    flags = given[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def no_space() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_disk() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture(params=["one page", "every list"])
def half_way(request: pytest.FixtureRequest, tmp_path: Path):
    """A builder with a site, content that has changed since, and the two sites that readers may see."""
    builder = Builder(tmp_path)
    builder.build()
    old = site_in(builder.site)
    builder.change(request.param)
    other = Builder.__new__(Builder)
    other.content, other.site, other.cache = (
        builder.content,
        tmp_path / "other/site",
        tmp_path / "other/cache",
    )
    other.build()
    new = site_in(other.site)
    assert old != new
    return builder, old, new


def places(builder: Builder, old: dict) -> list[int]:
    """Where to stop: spread over all changes that a whole build makes of files. The site is as before afterwards."""
    keep = builder.site.with_name("keep")
    builder.site.rename(keep)
    subprocess.run(["cp", "-a", keep, builder.site], check=True)
    cache = {path: path.read_bytes() for path in builder.cache.iterdir()}
    code, seen = builder.build_until(0, kill)
    assert code == 0
    assert seen > 10
    restore(builder, keep, cache)
    assert site_in(builder.site) == old
    return sorted({1 + number * seen // STEPS for number in range(STEPS)})


def restore(builder: Builder, keep: Path, cache: dict[Path, bytes]) -> None:
    subprocess.run(["rm", "-rf", builder.site, builder.cache], check=True)
    subprocess.run(["cp", "-a", keep, builder.site], check=True)
    builder.cache.mkdir()
    for path, data in cache.items():
        path.write_bytes(data)


def nothing_left(builder: Builder) -> bool:
    return nothing_left_in(builder.site.parent)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [kill, no_space, broken_disk])
def test_a_build_that_is_stopped_anywhere_leaves_a_whole_site(half_way, stop: Callable[[], None]) -> None:
    builder, old, new = half_way
    for number in places(builder, old):
        keep, cache = (
            builder.site.with_name("keep"),
            {path: path.read_bytes() for path in builder.cache.iterdir()},
        )
        code, _ = builder.build_until(number, stop)
        seen = site_in(builder.site)
        assert seen in (old, new), f"stopped at change {number}, exit {code}"
        if stop is not kill and code:
            assert (code, seen) == (3, old), f"refused at change {number}"
        builder.build()
        assert site_in(builder.site) == new, f"after change {number}"
        assert nothing_left(builder), f"after change {number}"
        restore(builder, keep, cache)


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    write_people(tmp_path / "content", 3)
    given = [
        sys.executable,
        str(BUILD),
        "--content",
        str(tmp_path / "content"),
        "--output",
        str(tmp_path / "site"),
        "--today",
        "2027-01-15",
    ]
    both = [
        subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    ends = [(process.communicate(timeout=120), process.returncode) for process in both]
    assert [code for _, code in ends] == [0, 0]
    written = sorted(
        int(said.rpartition(": ")[2].partition(" ")[0].replace(",", "")) for (said, _), _ in ends
    )
    assert written[0] == 0
    assert written[1] > 20
    assert nothing_left_in(tmp_path)


def nothing_left_in(folder: Path) -> bool:
    return not list(folder.glob(".site*"))


def test_a_build_waits_for_another_that_is_killed_and_no_longer(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    builder.build()
    builder.change("one page")
    process = multiprocessing.get_context("fork").Process(target=_hold, args=(builder.cache,))
    process.start()
    while not (builder.cache / "held").exists():
        time.sleep(0.01)
    process.kill()
    builder.build()
    assert b"And more." in (builder.site / "ambassadors/p000/index.html").read_bytes()
    process.join()


def _hold(folder: Path) -> None:
    with Cache(folder).alone(lambda: None):
        (folder / "held").touch()
        time.sleep(60)


@pytest.mark.slow
def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(half_way) -> None:
    """From outside, as a machine that is switched off would."""
    builder, old, new = half_way
    given = [sys.executable, str(BUILD), "--content", str(builder.content), "--output", str(builder.site), "--cache", str(builder.cache), "--today", "2027-01-15"]  # fmt: skip
    for number in range(STEPS // 2):
        process = subprocess.Popen(
            given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(0.15 + 0.2 * number)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert site_in(builder.site) in (old, new)
    builder.build()
    assert site_in(builder.site) == new
    assert nothing_left(builder)
