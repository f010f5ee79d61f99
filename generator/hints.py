"""
Which of many short strings stand in a text.

Searching a text for each of several hundred strings takes longer than all that is done with the answers. A string cannot
stand in a text unless its longest part without a space stands within one of the text's words, and most words have
been met before: so each distinct word is looked at once, and only what it points to is searched for. Letters that are
spread out, 'l i k e t h i s', are in every text, but seldom as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_REMEMBERED = 200_000
"""Words kept at a time, which takes some 20 MB; then remembering begins anew."""
_LONGEST = 40
"""Longer words are rarely met twice."""


def places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def near_spans(spans: Iterable[tuple[int, int]], reach: int) -> list[tuple[int, int]]:
    """Spans in order, those that are at most `reach` apart as one."""
    near: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if near and start - near[-1][1] <= reach:
            near[-1] = near[-1][0], max(near[-1][1], end)
        else:
            near.append((start, end))
    return near


class _Part(NamedTuple):
    """Letters within a word; they begin or end it if the string goes on with a space there."""

    letters: str
    begins: bool
    ends: bool


class Hints:
    """Strings to look for, in small letters, and what is known of the words met so far."""

    def __init__(self, strings: Iterable[str]) -> None:
        self.by_part: dict[_Part, list[str]] = {}
        self.spread: list[tuple[frozenset[str], str]] = []
        """strings of single letters, by the letters that have a space on either side"""
        for each in sorted(set(strings)):
            tokens = re.split(r"\s", each)
            longest = max(tokens, key=len)
            if len(longest) == 1 < len(each):
                self.spread.append((frozenset(each.split()[1:-1]), each))
            else:
                place = tokens.index(longest)
                part = _Part(longest, begins=place > 0, ends=place < len(tokens) - 1)
                self.by_part.setdefault(part, []).append(each)
        self.by_letters: dict[str, list[_Part]] = {}
        for part in self.by_part:
            self.by_letters.setdefault(part.letters, []).append(part)
        self.known: set[str] = set()
        self.parts_in: dict[str, tuple[_Part, ...]] = {}
        """words that have parts of strings in them → these parts"""

    def within(self, text: str) -> frozenset[str]:
        """The strings that stand in a text, which is in small letters too."""
        words = set(text.split())
        new = words - self.known
        if new:
            self._look_at(new)
        parts = {part for word in words & self.parts_in.keys() for part in self.parts_in[word]}
        found = frozenset(each for part in parts for each in self.by_part[part] if each in text)
        found |= {each for letters, each in self.spread if letters <= words and each in text}
        for word in new:
            if len(word) > _LONGEST:
                self.known.discard(word)
                self.parts_in.pop(word, None)
        if len(self.known) > _REMEMBERED:
            self.known.clear()
            self.parts_in.clear()
        return found

    def _look_at(self, words: set[str]) -> None:
        # No part has a space, so none is found across the end of a word.
        together = "\n".join(words)
        parts = [(letters, each) for letters, each in self.by_letters.items() if letters in together]
        self.known |= words
        for word in words:
            found = tuple(
                part
                for letters, each in parts
                if letters in word
                for part in each
                if (not part.begins or word.startswith(letters)) and (not part.ends or word.endswith(letters))
            )
            if found:
                self.parts_in[word] = found
