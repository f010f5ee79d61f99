"""
Writes the site, whole or not at all, and deletes nothing that it didn't make.

The new site is made in a folder beside the old one and takes its place in one step. Files that did not change are
linked from the old site instead of written again. Of a site so large that making all its folders takes longer than the
pages of a change, the folder that was exchanged stays beside it as its twin: the next change is made in there.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import shutil
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import PicklingError
from typing import Any

from generator.bounded import CAN_FORK, Forked, batched
from generator.cache import FOLDER, is_said_of, survey

MARKER = ".made-by-build-py"
_KEPT = (".gitignore", ".gitkeep")
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
TWIN_FROM = 2_500
"""files and folders of a site; a smaller one is made anew in a tenth of a second"""
TOGETHER = 32
"""Files that are written one right after the other."""


class OutputRefused(Exception):
    """The machine, or the folder, does not let the site be written; the old site stands."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path from the site's root, posix, and its bytes."""

    path: str
    data: bytes
    parts: tuple[bytes, ...] = ()
    """where others share some of it: its bytes in pieces between which no word goes on, first what is its own, then what others have too"""
    key: bytes = b""
    """fingerprint of what it follows from, where the next build may want to know whether that has changed"""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of the site that stands as it should: it is not made again."""

    path: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What a build changed."""

    total: int
    written: int
    removed: int
    touched: tuple[str, ...] | None = None
    """paths of the files that are other ones than before, or have another name as well; None: any may be"""
    keys: Mapping[str, bytes] = field(default_factory=dict)
    """path → key of the files that have one"""


def write_site(
    files: Iterable[OutputFile | KeptFile],
    folder: Path,
    others: Sequence[Iterable[OutputFile | KeptFile]] = (),
) -> Written:
    """
    Files → the folder, in one step at the end. Each of `others` is made and written by a process of its own.

    Raises OutputRefused when the folder holds things that we did not make, or the machine refuses; the old site stands.
    """
    folder = folder.absolute()
    with _place_beside(folder) as new:
        is_twin = _twin(folder).is_dir()
        if is_twin:
            _twin(folder).rename(new)
            _bring_in_step(new, folder)
        else:
            new.mkdir(mode=_FOLDER_MODE)
        keys, written = _write_all(files, _Place(new, folder, is_twin), others)
        _keep(folder, new)
        removed = _remove_gone(new, keys) if is_twin else _count_gone(folder, keys)
        _refuse_foreign(folder)  # as it may have become meanwhile
        _take_place(new, folder, _aside(folder))
        if len(keys) >= TWIN_FROM and new.exists():
            with suppress(OSError):  # the new site stands, whatever becomes of the twin
                _bring_in_step(new, folder)
                new.rename(_twin(folder))
    return Written(len(keys), written, removed, keys={path: key for path, key in keys.items() if key})


def write_changes(
    files: Sequence[OutputFile], folder: Path, seen: Mapping[str, str] | None = None
) -> Written:
    """
    A few files of a site that is there → in place of the old ones, in one step. `seen`: what `cache.survey` has just told of
    the site.

    Where they are all of one page, its folder is made anew and exchanged; otherwise the site is. The rest is not touched.
    Raises OutputRefused as `write_site` does.
    """
    folder = folder.absolute()
    touched: list[str] = []
    with _place_beside(folder) as new:
        changed = {file.path: file.data for file in files if (folder / file.path).read_bytes() != file.data}
        if changed:
            place = os.path.commonpath([os.path.dirname(path) for path in changed])
            place = place if "/" in place else ""
            touched = _exchange_changed(
                changed, place, folder, new, survey([folder]) if seen is None else seen
            )
    return Written(
        len(files), len(changed), 0, tuple(touched), {file.path: file.key for file in files if file.key}
    )


def _exchange_changed(
    changed: Mapping[str, bytes], place: str, folder: Path, new: Path, seen: Mapping[str, str]
) -> list[str]:
    """
    Makes a folder of the site, or all of it, anew with some other files → paths of all files that this touched.

    For all of it the twin is put to use. What is called a twin is what the site is: one whose build is killed, or that cannot
    follow, goes, so that nothing that has left the site stays on in there.
    """
    twin = folder.with_name(f".{folder.name}.new-twin-{os.getpid()}")
    if _twin(folder).exists():
        _twin(folder).rename(twin)
    try:
        is_twin = not place and twin.exists()
        if is_twin:
            twin.rename(new)
        in_step = is_twin and _is_in_step(new, folder, seen)
        linked = [] if in_step else _bring_in_step(new, folder / place)
        for path, data in changed.items():
            _put(new / os.path.relpath(path, place or "."), data)
        _take_place(new, folder / place, _aside(folder))
        with suppress(OSError):  # the new site stands, whatever becomes of the twin
            if not place and len(seen) >= TWIN_FROM:
                new.rename(twin)
            for path in changed:
                os.unlink(twin / path)
                os.link(folder / path, twin / path)
            twin.rename(_twin(folder))
    finally:
        shutil.rmtree(twin, ignore_errors=True)
    return [*changed, *(f"{place}{path}".removeprefix("/") for path in linked)]


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


# ---------------------------------------------------------------- the twin: the same files in other folders


def _twin(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.twin")


def _is_in_step(copy: Path, original: Path, seen: Mapping[str, str]) -> bool:
    """Whether `copy` holds the very files of another folder, and nothing else, by what has been `seen` there."""
    found = 0
    waiting = [""]
    for part in waiting:
        for name, number in _entries(f"{copy}{part}").items():
            found += 1
            if not is_said_of(seen.get(f"{original}{part}/{name}", ""), number):
                return False
            if number == FOLDER:
                waiting.append(f"{part}/{name}")
    return found == len(seen)


def _bring_in_step(copy: Path, original: Path) -> list[str]:
    """Makes `copy` hold the very files of another folder, and nothing else, whatever it holds → the paths of those it lacked."""
    linked: list[str] = []
    waiting = [""]
    for part in waiting:
        wanted = _entries(f"{original}{part}")
        try:
            there = _entries(f"{copy}{part}")
        except FileNotFoundError:
            os.mkdir(f"{copy}{part}", _FOLDER_MODE)
            there = {}
        else:
            if stat.S_IMODE(os.lstat(f"{copy}{part}").st_mode) != _FOLDER_MODE:
                os.chmod(f"{copy}{part}", _FOLDER_MODE)
        for name, number in there.items():
            if wanted.get(name) != number:
                _remove(f"{copy}{part}/{name}", is_folder=number == FOLDER)
        for name, number in wanted.items():
            if number == FOLDER:
                waiting.append(f"{part}/{name}")
            elif there.get(name) != number:
                _link(f"{original}{part}/{name}", f"{copy}{part}/{name}")
                linked.append(f"{part}/{name}")
    return linked


def _entries(folder: str) -> dict[str, int]:
    """What is in a folder: name → the number of the file, by which one and the same is known."""
    with os.scandir(folder) as entries:
        return {
            entry.name: FOLDER if entry.is_dir(follow_symlinks=False) else entry.inode() for entry in entries
        }


def _put(path: Path, data: bytes) -> None:
    """Other bytes in place of a file, which may be linked from elsewhere and stays the same there."""
    path.unlink()
    _write(str(path), data)


def _clear(path: str) -> None:
    with suppress(FileNotFoundError):
        _remove(path, is_folder=os.path.isdir(path) and not os.path.islink(path))


def _link(file: str, target: str) -> None:
    try:
        os.link(file, target)
    except OSError:  # there are file systems without links
        shutil.copy2(file, target)


def _remove(path: str, *, is_folder: bool) -> None:
    if is_folder:
        shutil.rmtree(path)
    else:
        os.unlink(path)


# ---------------------------------------------------------------- whose folder it is


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a site is made."""

    new: Path
    old: Path
    is_twin: bool
    """the new one holds all files of the old one already; otherwise nothing"""


def _write_all(
    files: Iterable[OutputFile | KeptFile],
    place: _Place,
    others: Sequence[Iterable[OutputFile | KeptFile]],
) -> tuple[dict[str, bytes], int]:
    """Files → path → key of each, and how many were not there."""
    if others and not CAN_FORK:
        files, others = chain(files, *others), ()
    # What is there now is shared with the other processes; a walk of the garbage collector would copy it.
    gc.freeze()
    helpers: list[_Helper] = []
    try:
        helpers += (_Helper(share, place) for share in others)
        keys, written = _write_share(files, place)
        for helper in helpers:
            more, count = helper.result()
            if not keys.keys().isdisjoint(more):
                raise AssertionError(f"two pages want to be {min(keys.keys() & more)}")
            keys |= more
            written += count
    finally:
        for helper in helpers:
            helper.stop()
        gc.unfreeze()
    if not place.is_twin:
        _write(
            f"{place.new}/{MARKER}",
            b"This folder is made by build.py. Its files are replaced at every build.\n",
        )
    return keys, written


class _Helper(Forked):
    """A process that writes one share of the files."""

    def __init__(self, share: Iterable[OutputFile | KeptFile], place: _Place) -> None:
        super().__init__(_help, share, place)

    def result(self) -> tuple[dict[str, bytes], int]:
        try:
            found = self.ours.recv()
        except EOFError:
            raise OSError("a process of this build was stopped") from None
        if isinstance(found, BaseException):
            raise found
        return found  # type: ignore[no-any-return]


def _help(share: Iterable[OutputFile | KeptFile], place: _Place, to_parent: Connection) -> None:
    try:
        result: Any = _write_share(share, place)
    except Exception as error:  # noqa: BLE001  raised again where the build is waiting
        result = error
    try:
        to_parent.send(result)
    except (TypeError, AttributeError, PicklingError):
        to_parent.send(AssertionError(f"{type(result).__name__}: {result}"))


def _write_share(files: Iterable[OutputFile | KeptFile], place: _Place) -> tuple[dict[str, bytes], int]:
    keys: dict[str, bytes] = {}
    folders: set[str] = set()
    written = 0
    there = place.old.is_dir()
    # Written one right after the other, files take the system less time than between the making of others.
    for file in chain.from_iterable(batched(files, TOGETHER)):
        if file.path.startswith("/") or ".." in file.path.split("/"):
            raise AssertionError(f"{file.path} is outside the site")
        if file.path in keys:
            raise AssertionError(f"two pages want to be {file.path}")
        keys[file.path] = file.key
        old, target = f"{place.old}/{file.path}", f"{place.new}/{file.path}"
        parent = file.path.rpartition("/")[0]
        if parent not in folders:
            _make_folders(place, parent, folders, keys)
        if isinstance(file, KeptFile):
            if not place.is_twin:
                _link(old, target)
        elif not (there and _link_unchanged(old, target, file.data)):
            if place.is_twin:
                _clear(target)
            try:
                _write(target, file.data)
            except FileExistsError:  # that another process has made
                raise AssertionError(f"two pages want to be {file.path}") from None
            written += 1
    return keys, written


def _make_folders(place: _Place, parent: str, made: set[str], written: Collection[str]) -> None:
    path = ""
    for part in parent.split("/"):
        path = f"{path}/{part}" if path else part
        if path and path not in made:
            target = f"{place.new}/{path}"
            if place.is_twin and path not in written and os.path.isfile(target):
                os.unlink(target)  # the old site has a file of this name
            # Another process of this build may have made it a moment ago.
            with suppress(FileExistsError):
                os.mkdir(target, _FOLDER_MODE)
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
        with suppress(FileExistsError):  # the twin has it
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


def _count_gone(folder: Path, paths: Collection[str]) -> int:
    return sum(1 for _ in _gone(folder, paths))


def _remove_gone(new: Path, paths: Collection[str]) -> int:
    """Removes what the twin has of the old site only, and then folders that are empty → how many files those were."""
    gone = list(_gone(new, paths))
    for path in gone:
        os.unlink(path)
    for base, folders, names in os.walk(new, topdown=False):
        if not names and not any(os.path.isdir(os.path.join(base, name)) for name in folders):
            os.rmdir(base)
    return len(gone)


def _gone(folder: Path, paths: Collection[str]) -> Iterator[str]:
    """The files of a folder that a site of these paths has not."""
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if relative not in paths and relative != MARKER and relative not in _KEPT:
                yield path


def _keep(old: Path, new: Path) -> None:
    for name in _KEPT:
        if (old / name).is_file() and not (new / name).exists():
            shutil.copy2(old / name, new / name)


def _take_place(new: Path, folder: Path, aside: Path) -> None:
    """Puts a folder where another may be, which afterwards is where the new one was."""
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
        with suppress(OSError):
            aside.rename(new)


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
