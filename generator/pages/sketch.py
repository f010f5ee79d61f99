"""A page that is planned and not made yet: making it costs a hundred times as much, and not every process, or build, needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.records import Ambassador
from generator.views import Page


@dataclass(frozen=True, slots=True)
class Sketch:
    """Where a page will be, and how to make it."""

    url: str
    make: Callable[[], Page]
    indexed: bool = True
    """as the page will say it"""
    people: Sequence[Ambassador] | None = None
    """whose cards it shows; None: that is only known when it is made"""


def made(pages: Iterable[Page]) -> Iterator[Sketch]:
    """Pages of which there are few are made at once."""
    for page in pages:
        yield Sketch(page.url, lambda page=page: page, page.indexed)  # type: ignore[misc]
