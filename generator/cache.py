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
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

HERE = Path(__file__).resolve().parent
_STATE, _CONTENT, _LOOKS, _KEYS = "last-build", "last-content", "last-look", "last-keys"
_MOMENT = "moment"
_SIZE = 16
_LENGTH = 8
_RACY = 20_000_000
"""nanoseconds: two changes of a file within one tick of the system's clock look like one"""


def fingerprint(*parts: str | bytes | memoryview) -> bytes:
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
    whole: bytes
    """fingerprint of the keys that the last whole build left; b'' where it left none"""
    since: dict[str, bytes]
    """path → key of the pages that have been made since"""


_SHAPE = repr([each.name for each in fields(LastBuild)]).encode()
"""Another version of the generator may keep another account."""


class Cache:
    """Values by fingerprint, of the last build and of this one. Without a folder they last as long as the process."""

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        """`fresh`: whatever the last build left is not looked at."""
        self.folder = folder
        self.fresh = fresh
        self._now: dict[bytes, Any] = {}
        """where there is a folder, as it stands in a file: the fingerprint of the pickled value, and this; or where that is in the heap"""
        self._heap = _Heap(folder) if folder else None
        self._kept: dict[int, dict[bytes, Any]] = {}
        """first byte of a key → what the last build left, read when it is first asked for: another one may be writing it now"""
        self._unusable: set[int] = set()
        """of these, whose file holds what cannot be used, if it is there: it is written in any case"""
        self._forgotten: set[bytes] = set()
        self._states: dict[str, bytes] = {}
        """what stands in no file, where there is no folder"""

    @cached_property
    def ground(self) -> bytes:
        return ground()

    def _before(self, number: int) -> dict[bytes, Any]:
        if number not in self._kept:
            path = self._file(number)
            found = None if self.fresh or not path else _read_values(path, self.ground)
            if found is None:
                self._unusable.add(number)
            self._kept[number] = found or {}
        return self._kept[number]

    def _file(self, number: int) -> Path | None:
        return self.folder / f"values-{number:02x}" if self.folder else None

    def recall(self, key: bytes) -> Any | None:
        """The value under a key, or None."""
        number = key[0]
        value = self._now.get(key) or self._before(number).get(key)
        if value is None:
            return None
        self._now[key] = value
        if not self.folder:
            return value
        value = self._bytes_of(value)
        content = value[_SIZE:]
        if fingerprint(content) != value[:_SIZE]:
            self._unusable.add(number)
            del self._now[key]
            self._before(number).pop(key, None)
            return None
        return pickle.loads(content)  # noqa: S301  written by us, held against its checksum

    def remember(self, key: bytes, value: Any) -> None:
        if self.folder:
            content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            value = fingerprint(content) + content
            value = (self._heap and self._heap.take(value)) or value
        self._now[key] = value

    def _bytes_of(self, value: Any) -> Any:
        return self._heap.read(*value) if self._heap and isinstance(value, tuple) else value

    def forget(self, key: bytes) -> None:
        """Where all else is kept: what nobody has a use for any more."""
        self._forgotten.add(key)

    def save(self, *, all_of_it: bool = False) -> None:
        """
        Keeps what this build used for the next one; after a build that stopped half-way, or made a few pages, `all_of_it`,
        what it did not come to as well.

        A folder that cannot be written costs the next build its time, and nothing else.
        """
        used: dict[int, list[bytes]] = {} if all_of_it else {number: [] for number in range(256)}
        for key in (*self._now, *self._forgotten):
            used.setdefault(key[0], []).append(key)
        for number, keys in used.items():
            path, before = self._file(number), self._before(number)
            # Bytes are fetched file by file, and not kept: together they are much of a large site's memory.
            values = {key: self._bytes_of(self._now[key]) for key in keys if key in self._now}
            kept = {**before, **values} if all_of_it else values
            kept = {key: value for key, value in kept.items() if key not in self._forgotten}
            if path and (number in self._unusable or kept.keys() != before.keys()):
                _write_values(path, self.ground, kept)
            if path:
                del self._kept[number]
            else:
                self._kept[number] = kept
        self._now, self._unusable, self._forgotten = {}, set(), set()

    def last_content(self) -> bytes | None:
        """The content as the last whole build understood it, in the words of `resuming`."""
        return self._state(_CONTENT)

    def keep_last_content(self, data: bytes) -> None:
        self._keep_state(_CONTENT, data)

    def last_look(self) -> dict[str, str]:
        """Place → what the system said of a file when it was last read."""
        data = self._state(_LOOKS)
        return marshal.loads(data) if data else {}  # noqa: S302  held against its checksum

    def keep_last_look(self, look: dict[str, str]) -> None:
        self._keep_state(_LOOKS, marshal.dumps(look))

    def last_keys(self, of: bytes) -> dict[str, bytes]:
        """Path → key of the pages that were made by the whole build whose keys have this fingerprint."""
        data = self._state(_KEYS)
        return marshal.loads(data) if data and fingerprint(data) == of else {}  # noqa: S302  held against its checksum

    def keep_last_keys(self, keys: Mapping[str, bytes]) -> bytes:
        """Keeps them, in place of those that were kept → their fingerprint."""
        if not keys:
            # Those of an older build may name somebody who has gone since.
            self._states.pop(_KEYS, None)
            if self.folder:
                with contextlib.suppress(OSError):
                    (self.folder / _KEYS).unlink(missing_ok=True)
            return b""
        data = marshal.dumps(dict(keys))
        self._keep_state(_KEYS, data)
        return fingerprint(data)

    def _state(self, name: str) -> bytes | None:
        if self.fresh or not self.folder:
            return self._states.get(name)
        return _checked(self.folder / name, self.ground)

    def _keep_state(self, name: str, data: bytes) -> None:
        if self.folder:
            _write(self.folder / name, self.ground, data)
        else:
            self._states[name] = data

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
    def alone(self, output: Path, waiting: Callable[[], None]) -> Iterator[None]:
        """
        While one build uses the cache or the site, another waits its turn, and is told by `waiting`: it then finds all of
        the first one's work.
        """
        if self.folder:
            with contextlib.suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone_in(self.folder, waiting), _alone_in(output, waiting):
            yield


class _Heap:
    """
    New values outside of memory, in a file without a name: of a large site they are a quarter of a gigabyte. It ends with the
    process, however that ends.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.process = folder, os.getpid()
        self.file = -1
        self.end = 0

    def take(self, value: bytes) -> tuple[int, int] | None:
        """Where the value is from now on; None where it has to stay in memory."""
        if os.getpid() != self.process or not hasattr(os, "pwrite"):
            return None
        try:
            if self.file < 0:
                with tempfile.TemporaryFile(dir=self.folder) as file:
                    self.file = os.dup(file.fileno())
                weakref.finalize(self, os.close, self.file)
            if os.pwrite(self.file, value, self.end) < len(value):
                return None
        except OSError:
            return None
        place = self.end
        self.end += len(value)
        return place, len(value)

    def read(self, place: int, length: int) -> bytes:
        return os.pread(self.file, length, place)


@contextlib.contextmanager
def _alone_in(folder: Path | None, waiting: Callable[[], None]) -> Iterator[None]:
    """The system ends the wait when a build is killed. Without locks, or a folder, nobody waits."""
    descriptor = -1
    try:
        with contextlib.suppress(OSError):
            while folder and fcntl is not None:
                descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    waiting()
                    fcntl.flock(descriptor, fcntl.LOCK_EX)
                if os.path.samestat(folder.stat(), os.fstat(descriptor)):
                    break
                # Whoever had it has put another folder in its place.
                os.close(descriptor)
                descriptor = -1
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _checked(path: Path, ground: bytes) -> bytes | None:
    """A file's content without its head, if it is of this ground and whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = memoryview(data)[_SIZE:]
    whole = fingerprint(ground, bytes(content)) == data[:_SIZE]
    return bytes(content) if whole else None


def _read_values(path: Path, ground: bytes) -> dict[bytes, Any] | None:
    """
    Key → value with its fingerprint, which is only held against it when it is wanted: a build of one page wants few, and
    they stand in all files.
    """
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    start = _SIZE + _LENGTH + int.from_bytes(data[_SIZE : _SIZE + _LENGTH])
    index = data[_SIZE + _LENGTH : start]
    if fingerprint(ground, index) != data[:_SIZE]:
        return None
    found = {}
    for key, length in marshal.loads(index):  # noqa: S302  held against its checksum
        found[key] = data[start : start + length]
        start += length
    return found


def _write_values(path: Path, ground: bytes, values: Mapping[bytes, Any]) -> None:
    index = marshal.dumps([(key, len(value)) for key, value in values.items()])
    head = fingerprint(ground, index) + len(index).to_bytes(_LENGTH)
    _put(path, b"".join((head, index, *values.values())))


def _write(path: Path, ground: bytes, content: bytes) -> None:
    _put(path, fingerprint(ground, content) + content)


def _put(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        # Bodies of people who are not published stand in it too.
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            new.write_bytes(data)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)


# ---------------------------------------------------------------- whether files are still the same


def survey(folders: Iterable[Path], *, before: int = 0) -> dict[str, str]:
    """
    Folders → place → what the system says of every file below them, without opening one.

    '' for one that was changed so shortly `before` that time, or after, that a later change might look the same.
    """
    found: dict[str, str] = {}
    waiting = [str(folder) for folder in folders]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    if not entry.is_dir(follow_symlinks=False):
                        racy = before and status.st_ctime_ns > before - _RACY
                        found[entry.path] = "" if racy else _said(status)
                    elif entry.name != "__pycache__":
                        waiting.append(entry.path)
                        found[entry.path] = str(status.st_mode)
        except OSError as error:
            found[place] = f"cannot be read: {error.errno}"
    return found


def _said(status: os.stat_result) -> str:
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


FOLDER = -1
"""where a file has a number by which the system knows it"""


def is_said_of(said: str, number: int) -> bool:
    """Whether a survey says this of the file with this number, under whatever name; or of a folder."""
    return said.isdigit() if number == FOLDER else said.endswith(f" {number}")


def survey_again(surveyed: Mapping[str, str], places: Iterable[str]) -> dict[str, str]:
    """A survey in which some files are looked at again."""
    return {**surveyed, **{place: _said(os.lstat(place)) for place in places}}


def look(folders: Iterable[Path], *, before: int = 0) -> bytes:
    """The fingerprint of a survey; b'' if one of the files was changed too shortly `before` that time."""
    return summed_up(survey(folders, before=before))


def summed_up(surveyed: Mapping[str, str]) -> bytes:
    """A survey → its fingerprint, b'' where it does not tell whether a file changes again."""
    if "" in surveyed.values():
        return b""
    return fingerprint("\n".join(sorted(f"{place}\0{said}" for place, said in surveyed.items())))
