"""
Whatever stops a build, and wherever: readers see the complete old site or the complete new one, and the next build heals
what is left.

A process of its own builds; the interpreter tells it of every file that it opens, makes, links, renames or removes, and
at one of these it is killed, or the disk is full. Where there is strace, the same happens in the system: at every call
that writes, also at those of which the interpreter knows nothing.
"""

import contextlib
import errno
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from build_command import BUILD
from sample_site import TODAY, write_people
from test_cache import site_in

from generator import output, pipeline
from generator.cache import Cache, look
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
    "os.utime",
)
CALLS = (
    "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,"
    "chmod,fchmod,fchmodat,write,pwrite64,ftruncate,utimensat,fsync,copy_file_range,sendfile"
)
"""With which a process changes files."""
CALL = re.compile(r"^(\d+) +(\w+)\((.*)")
pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs a process that goes on from where this one is")


class Builder:
    """Builds a small site again and again, each time in a process of its own."""

    def __init__(self, folder: Path, jobs: int = 1) -> None:
        self.content, self.place = folder / "content", folder / "place"
        self.site, self.cache = self.place / "site", self.place / "cache"
        self.jobs = jobs
        write_people(self.content, 3)

    def build(self) -> pipeline.Built:
        order = Order(content=self.content, today=TODAY, jobs=self.jobs)
        return pipeline.build(order, self.site, Cache(self.cache))

    def keep(self) -> Path:
        """A copy of the site and all that builds leave beside it."""
        kept = self.place.with_name("keep")
        subprocess.run(["rm", "-rf", kept], check=True)
        if self.place.exists():
            subprocess.run(["cp", "-a", self.place, kept], check=True)
        return kept

    def put_back(self, kept: Path) -> None:
        """The copy takes the place of what is there, and the next build knows its files as those of the last one."""
        subprocess.run(["rm", "-rf", self.place], check=True)
        if kept.exists():
            subprocess.run(["cp", "-a", kept, self.place], check=True)
        if last := Cache(self.cache).last_build():
            Cache(self.cache).keep_last_build(replace(last, site=look([self.site])))

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

    def build_traced(self, log: Path, inject: str = "") -> int:
        """A build under strace, which meddles with one call, or only writes the log → exit code."""
        waits, go = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=self._traced, args=(waits,))
        process.start()
        command = ["strace", "-f", "-y", "-s", "0", "-o", str(log), "-e", f"trace={CALLS}"]
        command += ["-e", f"inject={inject}"] if inject else []
        tracer = subprocess.Popen([*command, "-p", str(process.pid)], stderr=subprocess.PIPE, text=True)
        attached = tracer.stderr.readline()
        go.send("go")
        process.join()
        tracer.communicate(timeout=60)
        waits.close()
        go.close()
        if "attached" not in attached:
            pytest.skip(f"strace may not follow a process here: {attached.strip()}")
        return process.exitcode

    def _traced(self, waits) -> None:
        waits.recv()
        try:
            self.build()
        except OutputRefused as refused:
            assert "is as it was" in str(refused)  # noqa: PT017
            os._exit(3)
        os._exit(0)

    def change(self, what: str) -> None:
        """Another text of one person, or of all, so that one page, every list, or every page is made anew."""
        for number in (0,) if what == "one page" else (0, 1, 2):
            path = self.content / f"ambassadors/p00{number}.md"
            text = path.read_text("utf-8")
            new = {
                "one page": f"{text}\nAnd more.\n",
                "every list": text.replace("summary: ", "summary: More of it. "),
                "every page": text.replace("job_title: ", "job_title: Chief "),
            }[what]
            assert new != text
            path.write_text(new, "utf-8")


def _writes(given: tuple[object, ...]) -> bool:
    flags = given[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def no_space() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_disk() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture(
    params=[
        ("one page", False),
        ("every list", False),
        ("one page", True),
        ("every list", True),
        ("every page", True),
    ],
    ids=lambda given: f"{given[0]}{' with a twin' if given[1] else ''}",
)
def half_way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A builder with a site, content that has changed since, and the two sites that readers may see."""
    what, has_twin = request.param
    builder = Builder(tmp_path)
    builder.build()
    if has_twin:
        monkeypatch.setattr(output, "TWIN_FROM", 1)
        builder.change("every list")
        builder.build()
    assert output._twin(builder.site).exists() == has_twin
    old = site_in(builder.site)
    builder.change(what)
    kept = builder.keep()
    # Few pages are made where few can have changed, also from what was put back.
    builder.put_back(kept)
    assert (builder.build().written.touched is not None) == (what != "every page")
    new = site_in(builder.site)
    builder.put_back(kept)
    pipeline.build(Order(content=builder.content, today=TODAY), tmp_path / "fresh")
    assert old != new == site_in(tmp_path / "fresh")
    return builder, old, new


def places(builder: Builder) -> list[int]:
    """Where to stop: spread over all changes that a build makes of files. The site is as before afterwards."""
    kept = builder.keep()
    code, seen = builder.build_until(0, kill)
    assert code == 0
    assert seen > 5
    builder.put_back(kept)
    return sorted({1 + number * seen // STEPS for number in range(STEPS)})


def nothing_left(builder: Builder) -> bool:
    return nothing_left_in(builder.place)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [kill, no_space, broken_disk])
def test_a_build_that_is_stopped_anywhere_leaves_a_whole_site(half_way, stop: Callable[[], None]) -> None:
    builder, old, new = half_way
    kept = builder.keep()
    for number in places(builder):
        code, _ = builder.build_until(number, stop)
        seen = site_in(builder.site)
        assert seen in (old, new), f"stopped at change {number}, exit {code}"
        if stop is not kill and code:
            assert (code, seen) == (3, old), f"refused at change {number}"
        builder.build()
        assert site_in(builder.site) == new, f"after change {number}"
        assert nothing_left(builder), f"after change {number}"
        builder.put_back(kept)


def writing_calls(log: Path, folder: Path) -> list[tuple[str, int]]:
    """
    A log of strace → each call that changes a file below a folder: its name, and the how-manieth of this name it is.

    Each process has a count of its own, and strace meddles with all of them: a number at which another one reads is left out.
    """
    seen: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, int], None] = {}
    reading: set[tuple[str, int]] = set()
    for line in log.read_text("utf-8", "replace").splitlines():
        if call := CALL.match(line):
            process, name, given = call.groups()
            number = seen[process, name] = seen.get((process, name), 0) + 1
            reads = name.startswith("open") and not re.search("O_WRONLY|O_RDWR|O_CREAT", given)
            if reads:
                reading.add((name, number))
            elif str(folder) in given:
                found[name, number] = None
    return [call for call in found if call not in reading]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "jobs"),
    [("all", 1), ("all", 2), ("every page", 2), ("every list", 1), ("one page", 1), ("nothing", 1)],
)
@pytest.mark.parametrize("has_twin", [False, True], ids=["", "with a twin"])
def test_a_build_that_the_system_stops_at_any_call_leaves_a_whole_site(
    what: str, jobs: int, has_twin: bool, needs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(shutil.which("strace"), "strace")
    if has_twin and what in ("all", "nothing"):
        pytest.skip("there is no twin yet, or it is not put to use")
    monkeypatch.setattr(pipeline, "MANY", 1)
    builder = Builder(tmp_path, jobs)
    builder.build()
    if has_twin:
        monkeypatch.setattr(output, "TWIN_FROM", 1)
        builder.change("every list")
        builder.build()
    old = {} if what == "all" else site_in(builder.site)
    if what == "all":
        shutil.rmtree(builder.place)
    elif what != "nothing":
        builder.change(what)
    kept = builder.keep()
    builder.put_back(kept)
    assert builder.build_traced(tmp_path / "log") == 0
    new = site_in(builder.site)
    calls = writing_calls(tmp_path / "log", builder.place)
    assert len(calls) > (200 if what in ("all", "every page") and not has_twin else 10)

    faults = ("signal=KILL", "error=ENOSPC", "error=EIO")
    every = [(*call, fault) for call in calls for fault in faults]
    steps = min(STEPS, len(every))
    for name, number, fault in (every[step * len(every) // steps] for step in range(steps)):
        builder.put_back(kept)

        code = builder.build_traced(tmp_path / "log", f"{name}:{fault}:when={number}")

        at = f"{name} {number}, {fault}, exit {code}"
        seen = site_in(builder.site)
        assert (code, seen) in [(0, new), (3, old)] or (code == -9 and seen in (old, new)), at
        builder.build()
        assert site_in(builder.site) == new, at
        assert nothing_left(builder), at


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
    """But for a twin that is one."""
    left = list(folder.glob(".site*"))
    site, twin = folder / "site", folder / ".site.twin"
    return not left or (left == [twin] and site_in(twin) == site_in(site))


def test_builds_with_other_caches_take_turns_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one that makes a few pages could put them into a site that another has just made of other content."""
    builder, other = Builder(tmp_path), Builder(tmp_path / "other")
    builder.build()
    builder.change("one page")
    other.change("every list")
    given = [sys.executable, str(BUILD), "--content", str(other.content), "--output", str(builder.site), "--cache", str(other.cache), "--today", "2027-01-15"]  # fmt: skip
    late: list[subprocess.Popen[bytes]] = []
    take_place = output._take_place

    def slowly(*places: Path) -> None:
        if not late:
            late.append(subprocess.Popen(given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            with contextlib.suppress(subprocess.TimeoutExpired):
                late[0].wait(5)
        take_place(*places)

    monkeypatch.setattr(output, "_take_place", slowly)
    builder.build()
    assert late[0].wait() == 0
    other.build()

    assert site_in(builder.site) == site_in(other.site)


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


def test_a_build_does_not_begin_while_another_is_at_work(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=_hold, args=(tmp_path,))
    process.start()
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    told, begun = threading.Event(), threading.Event()

    def build() -> None:
        with Cache(tmp_path).alone(tmp_path / "site", told.set):
            begun.set()

    second = threading.Thread(target=build)
    second.start()
    try:
        assert told.wait(10)
        assert not begun.wait(0.3)
    finally:
        process.kill()
        process.join()
        second.join(10)
    assert begun.is_set()


def _hold(folder: Path) -> None:
    with Cache(folder).alone(folder / "site", lambda: None):
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
