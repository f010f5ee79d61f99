"""
What one file says by itself, before it is held against the others: its record, its faults, its words that may not stand.

This depends on nothing but the file and the hub's own lists, so it can be remembered, and spread over processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.bounded import CAN_FORK, Beyond, batched, each_within_bounds
from generator.cache import fingerprint
from generator.problems import Problem
from generator.records import Record, validate_record
from generator.screening import Finding, find
from generator.sources import Document, Source, parse_document
from generator.visits import may_tell_visit

FEW = 100
"""Fewer files than this are understood sooner than a second process starts."""
TOGETHER = 20
"""Files that one process understands before it tells."""
MEMORY = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Draft:
    """One file of a record, as far as it is understood by itself."""

    path: str
    document: Document | None
    """None for a file that cannot be parsed, and for one without faults: whoever needs its lines parses it again"""
    record: Record | None
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    face: bytes
    card: bytes
    """fingerprints of what others may show of it apart from its card, and of what only that does"""
    may_tell_visit: bool = False
    """whether it is to be held against others for who was at which school when"""


def draft_key(context_key: bytes, source: Source) -> bytes:
    """The key under which a Draft is remembered. `context_key`: the fingerprint of the context."""
    return fingerprint(context_key, source.path, source.data)


def draft(source: Source, context: Mapping[str, Any]) -> Draft:
    """Source → Draft. `context`: the vocabularies and the time zone, which fields are read with."""
    parsed = parse_document(source)
    if isinstance(parsed, Problem):
        return Draft(source.path, None, None, (parsed,), (), b"", b"")
    record, problems = validate_record(parsed, context)
    unknown = frozenset((each.path, each.line) for each in problems if each.rule == "unknown-field")
    findings = find(parsed, source.data, unknown)
    whole = record is not None and not problems
    face, card = (
        fingerprint(repr(each)) for each in ((record.face(), record.card()) if record else ("", ""))
    )
    visit = record is not None and may_tell_visit(record)
    return Draft(source.path, None if whole else parsed, record, tuple(problems), findings, face, card, visit)


def draft_all(sources: Sequence[Source], context: Mapping[str, Any], *, jobs: int = 1) -> list[Draft]:
    """Sources → their Drafts in the same order, the same for any number of processes."""
    if jobs == 1 or len(sources) < FEW or not CAN_FORK:
        return [draft(source, context) for source in sources]

    def together(some: Sequence[Source]) -> list[Draft]:
        return [draft(source, context) for source in some]

    # Sent one by one they would take longer.
    parts = list(batched(sources, TOGETHER))
    drafts = each_within_bounds(together, parts, memory=MEMORY, jobs=jobs)
    return [
        each
        for part, found in zip(parts, drafts, strict=True)
        for each in (together(part) if isinstance(found, Beyond) else found)
    ]


class Documents(Mapping[str, Document]):
    """Source path → Document of all files that can be parsed; what nobody asks for is not parsed again."""

    def __init__(self, parsed: Mapping[str, Document], sources: Mapping[str, Source]) -> None:
        """`sources`: files without faults, by path, that may not be parsed yet."""
        self.parsed = dict(parsed)
        self._sources = sources

    def __getitem__(self, path: str) -> Document:
        if path not in self.parsed:
            document = parse_document(self._sources[path])
            if isinstance(document, Problem):
                raise KeyError(path)
            self.parsed[path] = document
        return self.parsed[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.parsed.keys() | self._sources.keys()))

    def __len__(self) -> int:
        return len(self.parsed.keys() | self._sources.keys())
