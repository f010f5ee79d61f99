"""
What a build remembers, so that the next one need not work it out again: pure values under the fingerprint of all that
they follow from.

A cache only saves time. What is missing, damaged, or was written by another version of the generator is worked out
anew, and what a build had no use for is forgotten with it: nobody who was withdrawn lives on here.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

HERE = Path(__file__).resolve().parent
_FILES = 32
"""among which the values are spread by their keys, so that a build that changes a few writes few of them again"""
_STATE = "last-build"
_MOMENT = "moment"
_SIZE = 16
_RACY = 20_000_000
"""nanoseconds: two changes of a file within one tick of the system's clock look like one"""


def fingerprint(*parts: str | bytes) -> bytes:
    """Texts and bytes → 16 bytes that differ wherever any of them does."""
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()


def ground() -> bytes:
    """The fingerprint of what every value follows from: the generator's own files, its libraries and Python."""
    parts: list[str | bytes] = [sys.version]
    for path in sorted(HERE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            parts += [path.relative_to(HERE).as_posix(), path.read_bytes()]
    return fingerprint(*parts, *libraries())


def libraries() -> list[str]:
    """The installed packages with their versions, as their folders are called."""
    found: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            found.update(each.name for each in Path(folder or ".").iterdir() if each.suffix == ".dist-info")
    return sorted(found)


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build into a folder was asked for, saw and left."""

    asked: bytes
    """fingerprint of the options"""
    ground: bytes
    """fingerprint of the generator and its libraries"""
    seen: bytes
    """what the system said of all files that were read, just before; b'' where that cannot tell whether they changed since"""
    made: tuple[bytes, bytes, dict[str, tuple[bytes, bytes, bytes]]]
    """what the site was made from, as the pipeline has it"""
    site: bytes
    """what the system says of the files of the site"""
    pages: int
    files: int
    unpublished: tuple[tuple[str, str], ...]
    """(path, why)"""


_SHAPE = repr([each.name for each in fields(LastBuild)]).encode()
"""Another version of the generator may keep another account."""


class Cache:
    """Values by fingerprint, of the last build and of this one. Without a folder they last as long as the process."""

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        """`fresh`: whatever the last build left is not looked at."""
        self.folder = folder
        self.fresh = fresh
        self._now: dict[bytes, Any] = {}
        """pickled where there is a folder"""
        self._kept: dict[int, dict[bytes, Any]] = {}
        """file → what the last build left in it, read when it is first asked for: another build may be writing it now"""
        self._unusable: set[int] = set()
        """files that hold what cannot be used, if they are there: they are written in any case"""

    @cached_property
    def ground(self) -> bytes:
        return ground()

    def _before(self, number: int) -> dict[bytes, Any]:
        if number not in self._kept:
            path = self._file(number)
            data = None if self.fresh or not path else _checked(path, self.ground)
            if data is None:
                self._unusable.add(number)
            self._kept[number] = {} if data is None else marshal.loads(data)  # noqa: S302  held against its checksum
        return self._kept[number]

    def _file(self, number: int) -> Path | None:
        return self.folder / f"values-{number:02}" if self.folder else None

    def recall(self, key: bytes) -> Any | None:
        """The value under a key, or None."""
        value = self._now.get(key) or self._before(_file_of(key)).get(key)
        if value is None:
            return None
        self._now[key] = value
        return pickle.loads(value) if self.folder else value  # noqa: S301  written by us, held against its checksum

    def remember(self, key: bytes, value: Any) -> None:
        self._now[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL) if self.folder else value

    def save(self, *, all_of_it: bool = False) -> None:
        """
        Keeps what this build used for the next one; after a build that stopped half-way `all_of_it`, what it did not come
        to as well.

        A folder that cannot be written costs the next build its time, and nothing else.
        """
        values: list[dict[bytes, Any]] = [dict(self._before(n)) if all_of_it else {} for n in range(_FILES)]
        for key, value in self._now.items():
            values[_file_of(key)][key] = value
        for number, kept in enumerate(values):
            path, before = self._file(number), self._before(number)
            if path and (number in self._unusable or kept.keys() != before.keys()):
                _write(path, self.ground, marshal.dumps(kept))
        self._kept, self._now, self._unusable = dict(enumerate(values)), {}, set()

    def last_build(self) -> LastBuild | None:
        """What is known of the last build; None where nothing is."""
        data = None if self.fresh or not self.folder else _checked(self.folder / _STATE, _SHAPE)
        return None if data is None else LastBuild(*marshal.loads(data))  # noqa: S302  held against its checksum

    def keep_last_build(self, last: LastBuild) -> None:
        if self.folder:
            account = tuple(getattr(last, each.name) for each in fields(last))
            _write(self.folder / _STATE, _SHAPE, marshal.dumps(account))

    def moment(self) -> int:
        """The time by the clock that files are stamped with, in nanoseconds; 0 where nothing can be written."""
        if not self.folder:
            return 0
        stamp = self.folder / _MOMENT
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            stamp.write_bytes(b"")
            return stamp.stat().st_ctime_ns
        except OSError:
            return 0

    @contextlib.contextmanager
    def alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        """
        While one build uses the folder, another waits its turn, and is told by `waiting`: it then finds all of the first
        one's work. The system ends the wait when a build is killed. Without locks, or a folder, nobody waits.
        """
        descriptor = -1
        if self.folder and fcntl is not None:
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                descriptor = os.open(self.folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            if descriptor >= 0:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    waiting()
                    fcntl.flock(descriptor, fcntl.LOCK_EX)
                except OSError:
                    pass  # a file system without locks
            yield
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _file_of(key: bytes) -> int:
    return key[0] % _FILES


def _checked(path: Path, ground: bytes) -> bytes | None:
    """A file's content without its head, if it is of this ground and whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = memoryview(data)[_SIZE:]
    whole = fingerprint(ground, bytes(content)) == data[:_SIZE]
    return bytes(content) if whole else None


def _write(path: Path, ground: bytes, content: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        # Bodies of people who are not published stand in it too.
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            new.write_bytes(fingerprint(ground, content) + content)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)


# ---------------------------------------------------------------- whether files are still the same


def look(folders: Iterable[Path], *, before: int = 0) -> bytes:
    """
    Folders → the fingerprint of what the system says of every file below them, without opening one.

    b'' if one was changed so shortly `before` that time, or after, that a later change might look the same.
    """
    lines: list[str] = []
    newest = 0
    waiting = [str(folder) for folder in folders]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    if not entry.is_dir(follow_symlinks=False):
                        newest = max(newest, status.st_ctime_ns)
                        lines.append(
                            f"{entry.path}\0{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
                        )
                    elif entry.name != "__pycache__":
                        waiting.append(entry.path)
                        lines.append(f"{entry.path}\0{status.st_mode}")
        except OSError as error:
            lines.append(f"{place}\0{error.errno}")
    if before and newest > before - _RACY:
        return b""
    return fingerprint("\n".join(sorted(lines)))
