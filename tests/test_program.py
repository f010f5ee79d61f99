"""build.py as a program among others: told to stop at any moment, slow, with nobody who listens, on a disk that is full."""

import os
import pty
import re
import resource
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

from generator.cache import Cache
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


# ---------------------------------------------------------------- how far it is

SLOWLY = """
import sys
sys.path.insert(0, sys.argv[1])
import build
from generator import commands
commands.SLOW = 0.05
sys.exit(build.program(sys.argv[2:]))
"""


def slowly(content: Path, *more: object) -> list[str]:
    """A build to which each twentieth of a second seems long."""
    site = content.parent / "site"
    given = ["--content", content, "--output", site, "--today", TODAY, *more]
    return [sys.executable, "-c", SLOWLY, str(BUILD.parent), *map(str, given)]


def on_a_terminal(command: list[str]) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    with suppress(OSError):  # Linux: the other end is closed
        while chunk := os.read(ours, 65536):
            said += chunk
    os.close(ours)
    process.wait()
    return said.decode()


def test_a_slow_build_is_told_in_one_line_of_a_terminal_that_is_gone_when_it_ends(tmp_path: Path) -> None:
    said = on_a_terminal(slowly(copied(tmp_path)))

    progress, end, rest = said.rpartition("\r\x1b[K")
    assert re.search(r"\r\x1b\[K +\d s  prose and assembling\r", progress)
    assert ", 100 pages" in progress
    assert "\n" not in progress
    assert rest.splitlines()[-1].startswith("Built ")
    assert end


def test_problems_begin_a_line_of_their_own(tmp_path: Path) -> None:
    content = copied(tmp_path)
    (content / "notes.txt").touch()

    said = on_a_terminal(slowly(content))

    assert "\r\x1b[Kcontent/notes.txt:1: 'notes.txt' is not read here." in said


@pytest.mark.parametrize("command", ["build", "check"])
def test_where_there_is_no_terminal_each_slow_stage_is_told_in_a_line(tmp_path: Path, command: str) -> None:
    given = slowly(copied(tmp_path))
    given = given if command == "build" else [*given[:4], "check", *given[4:6], *given[8:]]
    done = subprocess.run(given, capture_output=True, encoding="utf-8")

    stages = [line[8:] for line in done.stderr.splitlines()]
    assert "prose and assembling" in stages
    assert len(stages) == len(set(stages))
    assert "\x1b" not in done.stderr
    assert done.returncode == 0


def test_a_build_that_waits_for_another_says_so(tmp_path: Path) -> None:
    content = copied(tmp_path)
    with Cache(tmp_path / "cache").alone(tmp_path / "site", lambda: None):
        process = subprocess.Popen(
            slowly(content, "--cache", tmp_path / "cache"), stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stderr
        assert "waiting for another build" in process.stderr.readline()
    process.communicate(timeout=60)
    assert process.returncode == 0


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


# ---------------------------------------------------------------- a disk that is full


def built(content: Path, site: Path, *more: object) -> subprocess.CompletedProcess[str]:
    given = [BUILD, "build", "--content", content, "--output", site, "--today", TODAY, *more]
    return subprocess.run([sys.executable, *map(str, given)], capture_output=True, encoding="utf-8")


def test_what_cannot_be_said_is_not_said_to_be_done(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("check", "--content", copied(tmp_path), stdout=full, stderr=subprocess.PIPE)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 3
    assert "No space left on device" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("closed", ["stdout", "stderr", "both"])
def test_a_program_without_outlets_does_its_work(tmp_path: Path, closed: str) -> None:
    command = [sys.executable, BUILD, "--content", copied(tmp_path), "--output", tmp_path / "site"]
    closing = {"stdout": ">&-", "stderr": "2>&-", "both": ">&- 2>&-"}[closed]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closing}', "sh", *map(str, command)], capture_output=True, encoding="utf-8"
    )

    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (tmp_path / "site/index.html").is_file()


def test_a_file_that_may_not_be_so_large_is_refused_in_words(tmp_path: Path) -> None:
    """As under a quota."""
    content = copied(tmp_path)
    assert built(content, tmp_path / "site").returncode == 0
    before = site_in(tmp_path / "site")
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))  # noqa: E731
    given = [
        "--content",
        content,
        "--output",
        tmp_path / "site",
        "--today",
        TODAY,
        "--base-url",
        "https://a.example",
    ]
    process = start("build", *given, stderr=subprocess.PIPE, preexec_fn=small)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 3
    assert f"The site in {tmp_path / 'site'} is as it was." in said
    assert "Traceback" not in said
    assert site_in(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "content", "site"]


def test_a_disk_that_has_no_room_for_a_second_site_keeps_the_first(tmp_path: Path) -> None:
    """On a small disk of the test's own, which only root can have, in a place that no other process sees."""
    mine = ["unshare", "--mount", "sh", "-ec"]
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run([*mine, f"mount -t tmpfs none '{disk}'"], capture_output=True).returncode:
        pytest.skip("no disk can be made here: that needs root, and a system that lets it")
    content = copied(tmp_path)
    build = (
        f"'{sys.executable}' '{BUILD}' build --content '{content}' --output site --cache '{tmp_path}/cache'"
    )
    script = f"""
        mount -t tmpfs -o size=100m none '{disk}'
        cd '{disk}'
        {build} --today {TODAY} >&2
        cp -r site '{tmp_path}/before'
        head -c 200m /dev/zero > rest || true
        truncate -s -300K rest
        code=0
        {build} --today {TODAY} --base-url https://a.example || code=$?
        diff -r site '{tmp_path}/before'
        echo $code $(ls -A)
        rm rest
        {build} --today {TODAY} --base-url https://a.example >&2
        grep -q https://a.example site/index.html
        echo healed $(ls -A)
    """
    done = subprocess.run([*mine, script], capture_output=True, encoding="utf-8")

    assert done.stdout.splitlines() == ["3 rest site", "healed site"], done.stderr
    assert "No space left on device" in done.stderr
    assert f"The site in {disk / 'site'} is as it was." in done.stderr
    assert "Traceback" not in done.stderr
