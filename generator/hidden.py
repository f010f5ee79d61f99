"""
What is taken off the site at once: content/register/hidden.yml, one line a page.

Somebody writes it in a hurry, so it is read line by line, never as a whole: a fault on one line takes nothing from
another, and a line that only nearly names a page hides that page until it is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.problems import Problem, nearest, quoted
from generator.sources import Source

NAME = "hidden"
_NOTES = ("since", "reason")
"""May stand below a page's line for those who come after; nothing reads them, and nothing of them is published."""


@dataclass(frozen=True)
class Hidden:
    """Which pages are hidden."""

    paths: frozenset[str] = frozenset()
    """source paths"""
    puzzles: tuple[Problem, ...] = ()
    """lines that name no page and are like none: what they were to hide is not hidden"""


def read_hidden(
    source: Source | None, known: Mapping[str, Mapping[str, str]]
) -> tuple[Hidden, list[Problem]]:
    """The file and collection → slug → path of all files → what it hides, and lines that do not quite name a page."""
    if source is None:
        return Hidden(), []
    paths: set[str] = set()
    problems: list[Problem] = []
    puzzles: list[Problem] = []
    places = {f"{kind}/{slug}": path for kind, slugs in known.items() for slug, path in slugs.items()}
    for number, address in _addresses(source.data):
        named = _named(address, known)
        if named:
            paths |= named
            continue
        guess = nearest(_place(address), places)
        hint = (
            f"Did you mean {quoted(guess)}? Until this line is mended, that page is hidden."
            if guess
            else "Write - and the page's address, such as: - ambassadors/amina-khan. If the page is gone, remove this line."
        )
        problem = Problem(source.path, number, "", "register", f"{quoted(address)} is not a page. {hint}")
        problems.append(problem)
        if guess:
            paths.add(places[guess])
        else:
            puzzles.append(problem)
    return Hidden(frozenset(paths), tuple(puzzles)), problems


def _addresses(data: bytes) -> Iterator[tuple[int, str]]:
    """Each line that is neither empty nor a note, with its number: what stands on it without YAML's signs."""
    # Whatever cannot be read as UTF-8 makes a line that names no page, and is told as such.
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        written = re.sub(r"(^|\s)#.*", "", line).strip()
        key, colon, value = written.lstrip("-[{ ").partition(":")
        if key in _NOTES and colon:
            continue
        if key in ("page", "address", "slug") and colon:
            written = value
        for part in written.split(","):
            address = part.strip("-[]{}\"' \t")
            if address:
                yield number, address


def _place(address: str) -> str:
    """An address in any form that people copy → ambassadors/amina-khan, or a slug alone."""
    path = re.sub(r"^https?://[^/]*/", "", address.casefold().partition("#")[0].partition("?")[0])
    parts = [part for part in path.removesuffix("index.html").removesuffix(".md").split("/") if part]
    return "/".join(parts[-2:])


def _named(address: str, known: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The files that an address names: one, or all of a slug that stands alone."""
    kind, _, slug = _place(address).rpartition("/")
    if kind in known:
        return {known[kind][slug]} if slug in known[kind] else set()
    return {slugs[slug] for slugs in known.values() if slug in slugs}


def reasons(hidden: Hidden, faulty: frozenset[str]) -> dict[str, str]:
    """source path → why it is on no page: hidden, or left out of a build that had to go through."""
    found = dict.fromkeys(sorted(faulty), "left out, since it has problems")
    return found | dict.fromkeys(sorted(hidden.paths), "hidden by register/hidden.yml")
