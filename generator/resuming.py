"""
A build that goes on from the last one: where only texts of a few records have changed, all else is as that one
understood it, and is not even read.

What is kept is the assembled Site, with a reference in place of each record. A page shows a few dozen of thousands: a
record is taken from the cache when somebody looks into it.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from generator.cache import Cache, fingerprint
from generator.drafts import Draft, draft, draft_key
from generator.order import Order
from generator.prose import Body, Prose, render_all
from generator.records import RECORD_TYPES, Record
from generator.site_model import Site, body_of
from generator.sources import read_again
from generator.understood import Account, Faces, Understood

FEW = 50
"""More changed files than this are understood sooner by all processes together."""


class Forgotten(Exception):
    """The cache has lost what it kept: everything has to be understood anew."""


def prose_key(body: Body) -> bytes:
    """The key under which the prose of a body is remembered."""
    return fingerprint("prose", body.path, repr((body.line, body.under)), body.text)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of an understanding without problems."""

    token: bytes
    """what it follows from"""
    site: Site
    """without prose and photographs"""
    prose: frozenset[str]
    """source paths of the bodies that are published"""
    photographs: Mapping[str, bytes]
    """source path of the picture → its key in the cache"""
    context_key: bytes
    account: Account
    allowed: frozenset[str]


def _token(others: bytes, faces: Mapping[str, Faces]) -> bytes:
    return fingerprint(others, *(part for path, each in sorted(faces.items()) for part in (path, each.face)))


def keep(understood: Understood, cache: Cache) -> None:
    """Keeps an understanding without problems for the next build."""
    written = io.BytesIO()
    site = understood.site
    _Writer(written, pickle.HIGHEST_PROTOCOL).dump(
        _Kept(
            _token(understood.others, understood.faces),
            replace(site, prose={}, photographs={}),
            frozenset(site.prose),
            understood.photographs,
            understood.context_key,
            understood.account,
            understood.allowed,
        )
    )
    cache.keep_last_content(written.getvalue())


def resume(
    order: Order,
    cache: Cache,
    others: bytes,
    faces: Mapping[str, Faces],
    before: Mapping[str, str],
    seen: Mapping[str, str],
    label: str,
) -> Understood | None:
    """
    The content, understood by what the last build kept; None where more has changed than texts of a few records, or
    where they have a fault, which is told best by understanding everything.

    `others` and `faces` are those of the last build, `before` is what the system said of the files then, and `seen` what it
    says now.
    """
    if before.keys() != seen.keys():
        return None
    changed = [place for place, said in seen.items() if not said or said != before[place]]
    paths = {place: f"{label}{place.removeprefix(str(order.content))}" for place in changed}
    if len(changed) > FEW or not faces.keys() >= set(paths.values()):
        return None
    data = cache.last_content()
    now = dict(faces)
    kept = _read(data, cache, now) if data else None
    if kept is None or kept.site.hidden or kept.token != _token(others, faces):
        return None
    for path in paths.values():
        if not _understand_again(path, order, kept, cache, now, label):
            return None
    return Understood(
        site=replace(
            kept.site,
            prose=_Recalled({path: partial(_prose_of, path, cache, now) for path in kept.prose}),
            photographs=_Recalled(
                {path: partial(_recalled, cache, key) for path, key in kept.photographs.items()}
            ),
        ),
        problems=(),
        account=kept.account,
        allowed=kept.allowed,
        faces=now,
        others=others,
        photographs=kept.photographs,
        context_key=kept.context_key,
    )


def _understand_again(
    path: str, order: Order, kept: _Kept, cache: Cache, now: dict[str, Faces], label: str
) -> bool:
    """Takes one changed file into `now` and the cache; False where more than its own page and its card may follow."""
    source = read_again(order.content, path, label=label)
    if source is None:
        return False
    key, before = draft_key(kept.context_key, source), now[path]
    context = {"vocabularies": kept.site.vocabularies, "time_zone": kept.site.settings.time_zone}
    new: Draft = cache.recall(key) or draft(source, context)
    if (
        new.document is not None
        or new.record is None
        or new.findings
        or new.may_tell_visit
        or new.face != before.face
    ):
        return False
    old = body_of(_record(path, cache, now))
    body = body_of(new.record)
    prose = cache.recall(prose_key(body)) or render_all([body], addresses={})[0]
    # A link depends on other files, and links of other files on headings.
    if (
        prose.problems
        or prose.leads
        or prose.heading_links
        or prose.headings != _prose_of(path, cache, now).headings
    ):
        return False
    cache.remember(key, new)
    cache.remember(prose_key(body), prose)
    if key != before.file:
        cache.forget(before.file)
    if prose_key(old) != prose_key(body):
        cache.forget(prose_key(old))
    now[path] = Faces(key, new.face, new.card)
    return True


# ---------------------------------------------------------------- references


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return (_reference, (value.path,)) if isinstance(value, Record) else NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, cache: Cache, now: Mapping[str, Faces]) -> None:
        super().__init__(io.BytesIO(data))
        self.refer = partial(_Reference, cache, now)

    def find_class(self, module: str, name: str) -> Any:
        return self.refer if name == _reference.__name__ else super().find_class(module, name)


def _reference(path: str) -> Record:
    """How a record is called in what is kept; who reads it has the records."""
    raise NotImplementedError(path)


def _read(data: bytes, cache: Cache, now: Mapping[str, Faces]) -> _Kept | None:
    kept = _Reader(data, cache, now).load()
    return kept if isinstance(kept, _Kept) else None


class _Reference:
    """Stands for a record, and becomes it when somebody looks into it."""

    __slots__ = ("_cache", "_now", "_record", "collection", "path", "slug")

    def __init__(self, cache: Cache, now: Mapping[str, Faces], path: str) -> None:
        folder, _, name = path.rpartition("/")
        self.path, self.slug, self.collection = path, name.removesuffix(".md"), folder.rpartition("/")[2]
        self._cache, self._now = cache, now
        self._record: Record | None = None

    @property  # type: ignore[misc]
    def __class__(self) -> type[Record]:  # type: ignore[override]
        return RECORD_TYPES[self.collection]

    def __getattr__(self, name: str) -> Any:
        if self._record is None:
            self._record = _record(self.path, self._cache, self._now)
        return getattr(self._record, name)


class _Recalled(Mapping[str, Any]):
    """Name → value, each worked out when it is asked for."""

    def __init__(self, values: Mapping[str, Callable[[], Any]]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _recalled(cache: Cache, key: bytes) -> Any:
    value = cache.recall(key)
    if value is None:
        raise Forgotten
    return value


def _record(path: str, cache: Cache, now: Mapping[str, Faces]) -> Record:
    return cast("Record", _recalled(cache, now[path].file).record)


def _prose_of(path: str, cache: Cache, now: Mapping[str, Faces]) -> Prose:
    return cast("Prose", _recalled(cache, prose_key(body_of(_record(path, cache, now)))))
