"""
Writes the site, whole or not at all, and deletes nothing that it didn't make.

The new site is made in a folder beside the old one and takes its place in one step. Files that did not change are
linked from the old site instead of written again.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import PicklingError
from typing import Any

from generator.bounded import CAN_FORK, forked

MARKER = ".made-by-build-py"
_KEPT = (".gitignore", ".gitkeep")
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755


class OutputRefused(Exception):
    """The machine, or the folder, does not let the site be written; the old site stands."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path from the site's root, posix, and its bytes."""

    path: str
    data: bytes
    parts: tuple[str, ...] = ()
    """of a page, its text in pieces between which no word goes on: what is its own, then what other pages have too"""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build changed."""

    total: int
    written: int
    removed: int


def write_site(
    files: Iterable[OutputFile], folder: Path, others: Sequence[Iterable[OutputFile]] = ()
) -> Written:
    """
    OutputFiles → the folder, in one step at the end. Each of `others` is made and written by a process of its own.

    Raises OutputRefused when the folder holds things that we did not make, or the machine refuses; the old site stands.
    """
    folder = folder.absolute()
    with _place_beside(folder) as new:
        new.mkdir(mode=_FOLDER_MODE)
        paths, written = _write_all(files, new, folder, others)
        removed = _count_gone(folder, paths)
        _keep(folder, new)
        _refuse_foreign(folder)  # as it may have become meanwhile
        _take_place(new, folder, _aside(folder))
    return Written(len(paths), written, removed)


def write_changes(files: Sequence[OutputFile], folder: Path) -> Written:
    """
    A few files of a site that is there → in place of the old ones, in one step.

    The smallest folder that holds them all is made anew beside the site and exchanged: the rest is not touched. Raises
    OutputRefused as `write_site` does.
    """
    folder = folder.absolute()
    with _place_beside(folder) as new:
        changed = {file.path: file.data for file in files if (folder / file.path).read_bytes() != file.data}
        if changed:
            place = os.path.commonpath([os.path.dirname(path) for path in changed])
            _copy_with(changed, place, folder, new)
            _take_place(new, folder / place, _aside(folder))
    return Written(len(files), len(changed), 0)


@contextmanager
def _place_beside(folder: Path) -> Iterator[Path]:
    """Where something new for the site may be made; what is left there afterwards goes. Raises OutputRefused."""
    with told(folder):
        _refuse_foreign(folder)
        new = folder.with_name(f".{folder.name}.new-{os.getpid()}")
        if not folder.parent.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists() and (_aside(folder) / MARKER).is_file():
            _aside(folder).rename(folder)  # a build was killed between two renames
        _clear_leftovers(folder)
        # A page that the web server may not read answers 403: what is made has just the modes that are asked for.
        umask = os.umask(0o777 & ~_FOLDER_MODE)
        try:
            yield new
        finally:
            os.umask(umask)
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What the machine refuses on the way to a site → OutputRefused, in words."""
    try:
        yield
    except OSError as error:
        raise OutputRefused(f"{in_words(error)} The site in {folder} is as it was.") from error


def in_words(error: OSError) -> str:
    """No space left on device (site/index.html)."""
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}."


def _copy_with(changed: Mapping[str, bytes], place: str, folder: Path, new: Path) -> None:
    """Makes `new` what a folder of the site is, with some files in it changed."""
    waiting = [(place, str(new))]
    while waiting:
        part, target = waiting.pop()
        os.mkdir(target, _FOLDER_MODE)
        with os.scandir(folder / part) as entries:
            for entry in entries:
                path = f"{part}/{entry.name}" if part else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((path, f"{target}/{entry.name}"))
                elif path in changed:
                    _write(f"{target}/{entry.name}", changed[path])
                else:
                    os.link(entry.path, f"{target}/{entry.name}")


def _refuse_foreign(folder: Path) -> None:
    is_plain = folder.name not in ("", "..")  # of '/' nothing can be made beside
    if not is_plain or folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OutputRefused(f"{folder} is not an ordinary folder. Name another with --output.")
    if folder.is_dir() and not (folder / MARKER).is_file():
        others = [name for name in os.listdir(folder) if name not in _KEPT]
        if others:
            raise OutputRefused(
                f"{folder} holds files that this program did not make, such as {min(others)}. Name an empty folder with --output."
            )


def _aside(folder: Path) -> Path:
    """Where the old folder is for a moment on systems that cannot exchange two in one step."""
    return folder.with_name(f".{folder.name}.new-0")


def _clear_leftovers(folder: Path) -> None:
    """Removes half-made sites of builds that were killed."""
    for left in folder.parent.glob(f".{folder.name}.new-*"):
        if (
            left.is_dir()
            and not left.is_symlink()
            and (process := left.name.rpartition("-")[2]).isdigit()
            and not _is_running(process)
        ):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    if int(process) in (0, os.getpid()):
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write_all(
    files: Iterable[OutputFile], new: Path, old: Path, others: Sequence[Iterable[OutputFile]]
) -> tuple[set[str], int]:
    if others and not CAN_FORK:
        files, others = chain(files, *others), ()
    # What is there now is shared with the other processes; a walk of the garbage collector would copy it.
    gc.freeze()
    helpers: list[_Helper] = []
    try:
        helpers += (_Helper(share, new, old) for share in others)
        paths, written = _write_share(files, new, old)
        for helper in helpers:
            more, count = helper.result()
            paths |= more
            written += count
    finally:
        for helper in helpers:
            helper.stop()
        gc.unfreeze()
    _write(f"{new}/{MARKER}", b"This folder is made by build.py. Its files are replaced at every build.\n")
    return paths, written


class _Helper:
    """A process that writes one share of the files."""

    def __init__(self, share: Iterable[OutputFile], new: Path, old: Path) -> None:
        self.process, self.ours = forked(_help, share, new, old)

    def result(self) -> tuple[set[str], int]:
        try:
            found = self.ours.recv()
        except EOFError:
            raise OSError("a process of this build was stopped") from None
        if isinstance(found, BaseException):
            raise found
        return found  # type: ignore[no-any-return]

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()


def _help(share: Iterable[OutputFile], new: Path, old: Path, to_parent: Connection) -> None:
    try:
        result: Any = _write_share(share, new, old)
    except Exception as error:  # noqa: BLE001  raised again where the build is waiting
        result = error
    try:
        to_parent.send(result)
    except (TypeError, AttributeError, PicklingError):
        to_parent.send(AssertionError(f"{type(result).__name__}: {result}"))


def _write_share(files: Iterable[OutputFile], new: Path, old: Path) -> tuple[set[str], int]:
    paths: set[str] = set()
    folders: set[str] = set()
    written = 0
    there = old.is_dir()
    for file in files:
        if file.path.startswith("/") or ".." in file.path.split("/"):
            raise AssertionError(f"{file.path} is outside the site")
        paths.add(file.path)
        target = f"{new}/{file.path}"
        parent = file.path.rpartition("/")[0]
        if parent not in folders:
            _make_folders(new, parent, folders)
        if not (there and _link_unchanged(f"{old}/{file.path}", target, file.data)):
            try:
                _write(target, file.data)
            except FileExistsError:
                raise AssertionError(f"two pages want to be {file.path}") from None
            written += 1
    return paths, written


def _make_folders(new: Path, parent: str, made: set[str]) -> None:
    path = ""
    for part in parent.split("/"):
        path = f"{path}/{part}" if path else part
        if path and path not in made:
            # Another process of this build may have made it a moment ago.
            with suppress(FileExistsError):
                os.mkdir(f"{new}/{path}", _FOLDER_MODE)
            made.add(path)


def _write(target: str, data: bytes) -> None:
    descriptor = os.open(
        target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _FILE_MODE
    )
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)


def _link_unchanged(old: str, target: str, data: bytes) -> bool:
    """Links a file of the old site that has just these bytes and is readable for all; it keeps its times."""
    try:
        status = os.lstat(old)
        if not stat.S_ISREG(status.st_mode) or stat.S_IMODE(status.st_mode) != _FILE_MODE:
            return False
        if status.st_size != len(data):
            return False
        with open(old, "rb") as file:
            if file.read() != data:
                return False
        os.link(old, target)
    except OSError:
        return False
    return True


def _mend_modes(new: Path) -> None:
    """Where the folder around gives what is made in it other modes (a default ACL, the set-group-ID bit), sets them one by one."""
    if stat.S_IMODE(new.lstat().st_mode) == _FOLDER_MODE:
        return
    new.chmod(_FOLDER_MODE)
    for base, folders, names in os.walk(new):
        for name in folders:
            os.chmod(os.path.join(base, name), _FOLDER_MODE)
        for name in names:
            os.chmod(os.path.join(base, name), _FILE_MODE)


def _count_gone(folder: Path, paths: set[str]) -> int:
    return sum(
        1
        for base, _, names in os.walk(folder)
        for name in names
        if (relative := os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")) not in paths
        and relative != MARKER
        and relative not in _KEPT
    )


def _keep(old: Path, new: Path) -> None:
    for name in _KEPT:
        if (old / name).is_file() and not (new / name).exists():
            shutil.copy2(old / name, new / name)


def _take_place(new: Path, folder: Path, aside: Path) -> None:
    """Puts a folder where another is, which is then deleted."""
    _mend_modes(new)
    if not folder.exists():
        try:
            new.rename(folder)
            return
        except OSError:
            if not folder.exists():  # or another build was sooner
                raise
    if not _exchange(new, folder):
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
        try:
            new.rename(folder)
        except OSError:
            aside.rename(folder)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can; afterwards `one` is the old site."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    at_cwd, exchange = -100, 2
    if rename(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
