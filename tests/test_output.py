"""The site is written whole or not at all, and nothing is deleted that this program did not make."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import output
from generator.output import MARKER, OutputFile, OutputRefused, write_changes, write_site


def some(**files):
    """index=b'…' → index.html"""
    return [OutputFile(f"{name.replace('__', '/')}.html", data) for name, data in files.items()]


def tree(folder):
    """path → bytes of every file but the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def modes(folder):
    return {
        path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")
    }


@pytest.fixture
def folder(tmp_path):
    """A site of two pages."""
    target = tmp_path / "site"
    write_site(some(index=b"home", a__index=b"a"), target)
    return target


# ---------------------------------------------------------------- what is written


def test_a_site_is_its_files_and_a_marker(folder) -> None:
    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}
    assert (folder / MARKER).is_file()


def test_what_a_build_changed_is_counted(folder) -> None:
    written = write_site(some(index=b"home", a__index=b"new", b=b"b"), folder)

    assert (written.total, written.written, written.removed) == (3, 2, 0)


def test_a_file_that_is_no_longer_wanted_goes_and_so_does_its_folder(folder) -> None:
    written = write_site(some(index=b"home"), folder)

    assert written.removed == 1
    assert tree(folder) == {"index.html": b"home"}
    assert not (folder / "a").exists()


def test_a_file_that_somebody_put_into_the_site_goes_too(folder) -> None:
    (folder / "left-over.html").write_bytes(b"a profile that was withdrawn")

    assert write_site(some(index=b"home", a__index=b"a"), folder).removed == 1
    assert "left-over.html" not in tree(folder)


def test_a_file_that_did_not_change_keeps_its_time(folder) -> None:
    for path in folder.rglob("*.html"):
        os.utime(path, (1_000_000_000, 1_000_000_000))

    written = write_site(some(index=b"home", a__index=b"other"), folder)

    assert written.written == 1
    assert (folder / "index.html").stat().st_mtime == 1_000_000_000
    assert (folder / "a/index.html").stat().st_mtime != 1_000_000_000


def test_a_second_build_writes_nothing(folder) -> None:
    written = write_site(some(index=b"home", a__index=b"a"), folder)

    assert (written.written, written.removed) == (0, 0)


def test_a_file_of_the_same_length_with_other_bytes_is_written(folder) -> None:
    assert write_site(some(index=b"HOME", a__index=b"a"), folder).written == 1
    assert (folder / "index.html").read_bytes() == b"HOME"


@pytest.mark.parametrize("name", [".gitignore", ".gitkeep"])
def test_what_git_needs_in_the_folder_stays(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / name).write_text("*\n", "utf-8")

    for data in (b"first", b"second"):
        written = write_site(some(index=data), folder)
        assert tree(folder) == {"index.html": data, name: b"*\n"}
        assert written.removed == 0


def test_folders_above_the_site_are_made(tmp_path) -> None:
    write_site(some(index=b"home"), tmp_path / "a/b/site")

    assert tree(tmp_path) == {"a/b/site/index.html": b"home"}


def made_modes(folder) -> dict[str, int]:
    return {**modes(folder), ".": stat.S_IMODE(folder.stat().st_mode)}


MODES = {MARKER: 0o644, "index.html": 0o644, "a": 0o755, "a/b": 0o755, "a/b/index.html": 0o644, ".": 0o755}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_are_the_same_whatever_the_umask(tmp_path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write_site(some(index=b"home", a__b__index=b"b"), tmp_path / "above" / "site")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)

    assert made_modes(tmp_path / "above" / "site") == MODES
    assert stat.S_IMODE((tmp_path / "above").stat().st_mode) == 0o777 & ~umask


def test_modes_are_the_same_in_a_folder_that_gives_others(tmp_path) -> None:
    tmp_path.chmod(0o2755)  # what is made in it belongs to its group, and so on below

    write_site(some(index=b"home", a__b__index=b"b"), tmp_path / "site")
    assert made_modes(tmp_path / "site") == MODES
    write_changes(some(a__b__index=b"c"), tmp_path / "site")
    assert made_modes(tmp_path / "site") == MODES


def test_the_umask_is_as_it_was(folder) -> None:
    before = os.umask(0o27)
    try:
        write_site(some(index=b"home"), folder)
    finally:
        after = os.umask(before)

    assert after == 0o27


def test_a_file_that_did_not_change_gets_its_mode_back(folder) -> None:
    (folder / "index.html").chmod(0o600)

    write_site(some(index=b"home", a__index=b"a"), folder)

    assert modes(folder)["index.html"] == 0o644


@pytest.mark.parametrize("path", ["../out.html", "a/../../out.html", "/etc/out.html"])
def test_a_path_that_leaves_the_site_is_a_bug_of_ours(tmp_path: Path, path: str) -> None:
    with pytest.raises(AssertionError, match="outside"):
        write_site([OutputFile(path, b"")], tmp_path / "site")

    assert list(tmp_path.iterdir()) == []


def test_two_pages_at_one_path_are_a_bug_of_ours(tmp_path) -> None:
    with pytest.raises(AssertionError, match="two pages"):
        write_site([*some(index=b"one"), *some(index=b"two")], tmp_path / "site")


# ---------------------------------------------------------------- what is refused


def test_a_folder_with_foreign_files_is_refused_by_name(tmp_path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/to-my-mother.txt").write_text("Dear", "utf-8")

    with pytest.raises(
        OutputRefused, match=r"letters holds files .* such as to-my-mother\.txt\. Name an empty"
    ):
        write_site(some(index=b"home"), tmp_path / "letters")

    assert tree(tmp_path) == {"letters/to-my-mother.txt": b"Dear"}
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_an_empty_folder_is_taken(tmp_path) -> None:
    (tmp_path / "site").mkdir()

    write_site(some(index=b"home"), tmp_path / "site")

    assert tree(tmp_path / "site") == {"index.html": b"home"}


def test_a_folder_that_is_a_link_is_refused(folder, tmp_path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)

    with pytest.raises(OutputRefused, match="not an ordinary folder"):
        write_site(some(index=b"other"), link)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}


@pytest.mark.parametrize("name", ["/", "a/.."])
def test_a_folder_that_has_no_name_of_its_own_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(OutputRefused, match="not an ordinary folder"):
        write_site(some(index=b"other"), folder / name)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path) -> None:
    (tmp_path / "site").write_text("a file", "utf-8")

    with pytest.raises(OutputRefused, match="not an ordinary folder"):
        write_site(some(index=b"home"), tmp_path / "site")

    assert (tmp_path / "site").read_text("utf-8") == "a file"


def test_a_file_in_place_of_a_folder_above_is_refused_in_plain_words(tmp_path) -> None:
    (tmp_path / "file").write_text("a file", "utf-8")

    with pytest.raises(OutputRefused, match=r"Not a directory \(.*file.*\)\. The site in .* is as it was\."):
        write_site(some(index=b"home"), tmp_path / "file/site")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_refused_in_plain_words(folder, tmp_path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputRefused, match="Permission denied"):
            write_site(some(index=b"other"), folder)
    finally:
        tmp_path.chmod(0o755)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}


# ---------------------------------------------------------------- what goes wrong on the way


def test_a_build_that_fails_leaves_the_old_site_and_nothing_beside_it(folder, tmp_path) -> None:
    def failing():
        yield OutputFile("index.html", b"half of a new site")
        raise RuntimeError("a bug of ours")

    with pytest.raises(RuntimeError):
        write_site(failing(), folder)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_machine_that_refuses_on_the_way_leaves_the_old_site(folder, tmp_path) -> None:
    with pytest.raises(OutputRefused, match="is as it was"):
        write_site([OutputFile("a.html", b""), OutputFile("a.html/index.html", b"")], folder)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared(folder, tmp_path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f".site.new-{gone.pid}"
    (left / "a").mkdir(parents=True)
    (left / "a/half.html").write_bytes(b"half")

    write_site(some(index=b"home"), folder)

    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_build_that_still_runs_is_making_is_left_alone(folder, tmp_path) -> None:
    running = tmp_path / f".site.new-{os.getppid()}"
    running.mkdir()

    write_site(some(index=b"home"), folder)

    assert running.is_dir()


def test_a_folder_of_a_like_name_is_left_alone(folder, tmp_path) -> None:
    (tmp_path / ".site.new-house").mkdir()
    (tmp_path / ".site.new-house/plan.txt").write_text("mine", "utf-8")
    (tmp_path / "site.new-1").mkdir()

    write_site(some(index=b"home"), folder)

    assert (tmp_path / ".site.new-house/plan.txt").is_file()
    assert (tmp_path / "site.new-1").is_dir()


def test_a_reader_sees_the_old_site_or_the_new_one_and_never_none(folder) -> None:
    """Renames in one step: while builds go on, the home page can be read at every moment."""
    missing: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                (folder / "index.html").read_bytes()
            except FileNotFoundError as error:
                missing.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    until = time.monotonic() + 0.5
    number = 0
    while time.monotonic() < until:
        number += 1
        write_site(some(index=b"%d" % number), folder)
    done.set()
    reader.join()

    assert number > 10
    if sys.platform.startswith("linux"):
        assert missing == []


def test_where_folders_cannot_be_exchanged_in_one_step_they_are_renamed_one_after_the_other(
    folder, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(output.sys, "platform", "elsewhere")

    write_site(some(index=b"new"), folder)

    assert tree(folder) == {"index.html": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_comes_back_where_the_new_one_cannot_take_its_place(
    folder, tmp_path, monkeypatch
) -> None:
    write_site(some(index=b"old"), folder)
    rename = Path.rename

    def refuse(self, target):
        if Path(target) == folder and self.name.endswith(f"new-{os.getpid()}"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(output.sys, "platform", "elsewhere")
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputRefused, match="is as it was"):
        write_site(some(index=b"new"), folder)

    assert tree(folder) == {"index.html": b"old"}


def test_a_site_that_was_set_aside_by_a_build_that_was_killed_then_is_put_back_first(
    folder, tmp_path
) -> None:
    folder.rename(tmp_path / ".site.new-0")

    def failing():
        yield OutputFile("index.html", b"half of a new site")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputRefused, match="is as it was"):
        write_site(failing(), folder)

    assert tree(folder) == {"index.html": b"home", "a/index.html": b"a"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_somebody_puts_in_place_of_the_site_during_a_build_is_not_deleted(tmp_path) -> None:
    def meddled():
        yield OutputFile("index.html", b"home")
        (tmp_path / "site").mkdir()
        (tmp_path / "site/letter.txt").write_text("Dear", "utf-8")

    with pytest.raises(OutputRefused, match=r"such as letter\.txt"):
        write_site(meddled(), tmp_path / "site")

    assert tree(tmp_path) == {"site/letter.txt": b"Dear"}


def test_shares_written_by_other_processes_make_one_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    written = write_site(some(index=b"home", a__index=b"a"), folder, [some(b=b"b", a__c=b"c"), some(d=b"d")])
    assert (written.total, written.written) == (5, 5)
    assert (folder / "a/c.html").read_bytes() == b"c"
    assert write_site(some(index=b"home"), folder, [some(b=b"b")]).removed == 3


def test_a_page_of_two_shares_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="two pages"):
        write_site(some(index=b"home", a__b=b"1"), tmp_path / "site", [some(a__c=b"1"), some(a__c=b"1")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_a_process_that_dies_leaves_the_old_site(end: Callable[[], None], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(some(index=b"old"), folder)

    def dying() -> Iterator[OutputFile]:
        yield OutputFile("b.html", b"b")
        end()

    with pytest.raises(OutputRefused, match="stopped"):
        write_site(some(index=b"new"), folder, [dying()])
    assert (folder / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_the_machine_refuses_another_process_is_told_as_for_the_first(tmp_path: Path) -> None:
    def failing() -> Iterator[OutputFile]:
        yield OutputFile("b.html", b"b")
        raise OSError(errno.ENOSPC, "No space left on device", "b.html")

    with pytest.raises(OutputRefused, match="No space left"):
        write_site(some(index=b"new"), tmp_path / "site", [failing()])


# ---------------------------------------------------------------- the twin of a large site


@pytest.fixture
def large(folder, tmp_path, monkeypatch) -> Path:
    """A site of three pages that counts as large, with its twin."""
    monkeypatch.setattr(output, "TWIN_FROM", 1)
    write_site(some(index=b"home", a__index=b"a", a__b__index=b"b"), folder)
    assert is_twin_of(tmp_path / ".site.twin", folder)
    return folder


def is_twin_of(twin: Path, folder: Path) -> bool:
    """Whether both hold the very same files, in folders with the same modes."""
    numbers = [
        {path.relative_to(each): path.stat().st_ino for path in each.rglob("*") if path.is_file()}
        for each in (twin, folder)
    ]
    return numbers[0] == numbers[1] and made_modes(twin) == made_modes(folder)


def test_a_small_site_has_no_twin(folder, tmp_path) -> None:
    write_site(some(index=b"HOME", a__index=b"a"), folder)
    write_changes(some(index=b"home", a__index=b"b"), folder)

    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    "changed",
    [
        {"index": b"HOME"},
        {"index": b"HOME", "a__index": b"A", "a__b__index": b"B"},
        {"a__b__index": b"B"},
        {"a__index": b"a"},
    ],
    ids=["one", "all", "one page's own folder", "none"],
)
def test_the_twin_takes_the_place_of_the_site_and_the_site_becomes_the_twin(
    large: Path, tmp_path: Path, changed: dict[str, bytes]
) -> None:
    before = {path: (large / path).stat() for path in ("index.html", "a/index.html", "a/b/index.html")}
    written = write_changes(some(**changed), large)

    expected = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b"}
    new = {file.path: file.data for file in some(**changed) if expected[file.path] != file.data}
    assert tree(large) == {**expected, **new}
    assert (written.written, set(written.touched or ())) == (len(new), set(new))
    assert is_twin_of(tmp_path / ".site.twin", large)
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.twin"}
    for path in expected.keys() - new.keys():
        assert (large / path).stat() == before[path] or "b/" in path


def test_a_whole_site_is_made_in_the_twin_too(large, tmp_path) -> None:
    times = (large / "index.html").stat().st_mtime_ns

    written = write_site(some(index=b"home", a__index=b"A", c=b"c"), large, [some(d__e=b"e")])

    assert (written.total, written.written, written.removed) == (4, 3, 1)
    assert tree(large) == {"index.html": b"home", "a/index.html": b"A", "c.html": b"c", "d/e.html": b"e"}
    assert not (large / "a/b").exists()
    assert (large / "index.html").stat().st_mtime_ns == times
    assert is_twin_of(tmp_path / ".site.twin", large)


def test_a_page_takes_the_place_of_a_folder_and_a_folder_that_of_a_page(large, tmp_path) -> None:
    write_site([OutputFile("a", b"a page"), OutputFile("index.html/index.html", b"deep")], large)
    assert tree(large) == {"a": b"a page", "index.html/index.html": b"deep"}

    write_site(some(index=b"home", a__index=b"a"), large)
    assert tree(large) == {"index.html": b"home", "a/index.html": b"a"}
    assert is_twin_of(tmp_path / ".site.twin", large)


@pytest.mark.parametrize("shares", [(), (some(b=b"one"),)], ids=["one process", "two"])
def test_two_pages_at_one_path_are_a_bug_of_ours_in_the_twin_too(large: Path, shares) -> None:
    with pytest.raises(AssertionError, match="two pages"):
        write_site([*some(b=b"one"), *([] if shares else some(b=b"two"))], large, shares)

    assert tree(large) == {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b"}


def add(twin: Path) -> None:
    (twin / "a/withdrawn.html").write_bytes(b"somebody who has gone")


def replace_file(twin: Path) -> None:
    (twin / "a/index.html").unlink()
    (twin / "a/index.html").write_bytes(b"somebody who has gone")


def lose_file(twin: Path) -> None:
    (twin / "a/index.html").unlink()


def lose_folder(twin: Path) -> None:
    (twin / "a/b/index.html").unlink()
    (twin / "a/b").rmdir()


def folder_for_file(twin: Path) -> None:
    lose_file(twin)
    (twin / "a/index.html").mkdir()


def file_for_folder(twin: Path) -> None:
    lose_folder(twin)
    (twin / "a/b").write_bytes(b"")


@pytest.mark.parametrize(
    "meddle", [add, replace_file, lose_file, lose_folder, folder_for_file, file_for_folder]
)
def test_whatever_becomes_of_the_twin_it_never_gets_into_the_site(
    large: Path, tmp_path: Path, meddle: Callable[[Path], None]
) -> None:
    meddle(tmp_path / ".site.twin")

    write_changes(some(index=b"HOME"), large)

    assert tree(large) == {"index.html": b"HOME", "a/index.html": b"a", "a/b/index.html": b"b"}
    assert is_twin_of(tmp_path / ".site.twin", large)


def test_a_folder_that_somebody_closed_is_open_again(large) -> None:
    (large / "a").chmod(0o700)
    for number in range(3):
        write_site(some(index=b"%d" % number, a__index=b"a"), large)
        assert modes(large)["a"] == 0o755


def test_a_twin_that_cannot_follow_goes(large, tmp_path, monkeypatch) -> None:
    link = os.link

    def refuse(file, target, **given):
        if "twin" in str(target):
            raise OSError(errno.EMLINK, "Too many links")
        link(file, target, **given)

    monkeypatch.setattr(os, "link", refuse)
    written = write_changes(some(a__b__index=b"B"), large)

    assert written.written == 1
    assert tree(large)["a/b/index.html"] == b"B"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_files_cannot_be_linked_they_are_copied(large, tmp_path, monkeypatch) -> None:
    def refuse(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for data in (b"1", b"2"):
        write_changes(some(index=data), large)
        assert tree(large) == {"index.html": data, "a/index.html": b"a", "a/b/index.html": b"b"}
    write_changes(some(a__b__index=b"B"), large)
    assert tree(large) == {"index.html": b"2", "a/index.html": b"a", "a/b/index.html": b"B"}
