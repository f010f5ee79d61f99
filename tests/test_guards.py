"""
Every promise of trust has its guard, and every guard a test that goes red without it: `guards.py` has the table.

With every run a few guards are taken out of a copy of the repository. GUARDS=1 in the environment takes out all of them, one
after the other, for a night: some twenty minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from guards import GUARDS, ROWS, Guard

ROOT = Path(__file__).resolve().parent.parent
ALL_OF_THEM = bool(os.environ.get("GUARDS"))
SAMPLE = [each for each in GUARDS if each.file in ("generator/fields.py", "generator/headers.py")][::3]
"""Their tests are over in a moment."""
PATIENCE = 90
"""Seconds. Without its guard a test may go round in circles, which is as good as red."""


def name_of(guard: Guard) -> str:
    return f"{guard.row}-{Path(guard.file).name}-{' '.join(guard.text.split())[:40]}"


def test_every_row_of_the_promises_has_a_guard() -> None:
    assert {each.row for each in GUARDS} == set(ROWS)


@pytest.mark.parametrize("guard", GUARDS, ids=name_of)
def test_every_guard_is_where_it_was(guard: Guard) -> None:
    text = (ROOT / guard.file).read_text("utf-8")

    assert text.count(guard.text) == 1, (
        f"'{guard.text}' stands {text.count(guard.text)} times in {guard.file}"
    )
    assert guard.text != guard.instead
    assert guard.tests
    for test in guard.tests:
        file, _, name = test.partition("::")
        tests = (ROOT / "tests" / file).read_text("utf-8")
        assert re.search(rf"^def {name.partition('[')[0]}\(", tests, re.MULTILINE), f"there is no test {test}"


# ---------------------------------------------------------------- without them


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository once more, without what is made in it."""
    folder = tmp_path_factory.mktemp("guards") / "repository"
    made = (".git", ".venv", ".cache", "site", "node_modules", "__pycache__", ".hypothesis", ".*_cache")
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*made))
    return folder


@contextmanager
def without(guard: Guard, repository: Path) -> Iterator[None]:
    path = repository / guard.file
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(guard.text, guard.instead), "utf-8")
    try:
        yield
    finally:
        path.write_text(whole, "utf-8")


def reds(repository: Path, tests: Iterable[str]) -> tuple[bool, set[str], str]:
    """Whether the run came to its end, which tests failed, and what was said."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--tb=line",
        "-rfE",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    # No file of compiled code: one of the same second and size would be taken for that of the whole file.
    world = {
        name: value for name, value in os.environ.items() if name not in ("GUARDS", "FUZZ", "EDITS", "STEPS")
    }
    run = subprocess.Popen(
        [*command, *(f"tests/{test}" for test in tests)],
        cwd=repository, env=world | {"PYTHONDONTWRITEBYTECODE": "1"}, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    try:
        said, _ = run.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        return False, set(), run.communicate()[0]
    return (
        run.returncode >= 0,
        set(re.findall(r"^(?:FAILED|ERROR) tests/(\S+?::\w+)", said, re.MULTILINE)),
        said,
    )


@pytest.mark.slow
@pytest.mark.parametrize("guard", GUARDS if ALL_OF_THEM else SAMPLE, ids=name_of)
def test_without_a_guard_its_tests_are_red(guard: Guard, copy: Path) -> None:
    with without(guard, copy):
        ended, failed, said = reds(copy, guard.tests)

    assert not ended or failed == {test.partition("[")[0] for test in guard.tests}, said[-3_000:]


@pytest.mark.slow
@pytest.mark.parametrize(
    "file",
    sorted({test.partition("::")[0] for each in (GUARDS if ALL_OF_THEM else SAMPLE) for test in each.tests}),
)
def test_with_all_guards_their_tests_are_green(file: str, copy: Path) -> None:
    tests = {
        test
        for each in (GUARDS if ALL_OF_THEM else SAMPLE)
        for test in each.tests
        if test.startswith(f"{file}::")
    }
    ended, failed, said = reds(copy, sorted(tests))

    assert ended, said[-3_000:]
    assert failed == set()
