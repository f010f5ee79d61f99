"""
Small numbers → a text of letters, as short as their frequencies allow; find-packed.js reads it.

A host's gzip takes whole bits for each letter, where many a filter needs less. Here a range coder writes all
numbers as one: what came often takes little room, and each model learns that from the numbers themselves, so nothing but
they is sent. Only letters come out: no figure, full stop or @ can look like somebody's address (screening.py).
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from itertools import pairwise

_LETTERS = string.ascii_letters
_BASE = len(_LETTERS)
_WHOLE = _BASE**8
"""Far below 2**53, so a browser's numbers hold it exactly."""
_LEAST = _BASE**6
_WEIGHT = 24
_LINE = 100
"""letters between two spaces: whatever searches the finished site sees words that end"""


class Packer:
    """Takes columns one after the other; the reader must ask for the same columns in the same order."""

    def __init__(self) -> None:
        self._digits: list[int] = []
        self._low = 0
        self._range = _WHOLE

    def numbers(self, kinds: int, numbers: Iterable[int]) -> None:
        """One number below `kinds` a record."""
        counts = [1] * kinds
        for number in numbers:
            self._put(counts, number)

    def terms(self, kinds: int, records: Iterable[Sequence[int]]) -> None:
        """
        Each record's terms, which are numbers below `kinds`, smallest first. Each is a step from the one before: twice the
        terms left out, and one more for the last; nobody's term is the step after all others. What came before says much
        about the next, so each term has a model for what follows it.
        """
        models = [[1] * (2 * kinds + 1) for _ in range(kinds + 1)]
        for record in records:
            if not record:
                self._put(models[0], 2 * kinds)
            for before, term in pairwise((-1, *record)):
                self._put(models[before + 1], 2 * (term - before - 1) + (term == record[-1]))

    def text(self) -> str:
        """All that was put in."""
        digits = list(self._digits)
        low = self._low
        for place in reversed(range(8)):
            digits.append(low // _BASE**place)
            low %= _BASE**place
        letters = "".join(_LETTERS[digit] for digit in digits)
        return " ".join(letters[start : start + _LINE] for start in range(0, len(letters), _LINE))

    def _put(self, counts: list[int], number: int) -> None:
        step = self._range // sum(counts)
        self._low += step * sum(counts[:number])
        self._range = step * counts[number]
        counts[number] += _WEIGHT
        if self._low >= _WHOLE:
            self._low -= _WHOLE
            self._carry()
        while self._range < _LEAST:
            digit, self._low = divmod(self._low, _WHOLE // _BASE)
            self._digits.append(digit)
            self._low *= _BASE
            self._range *= _BASE

    def _carry(self) -> None:
        at = len(self._digits) - 1
        while self._digits[at] == _BASE - 1:
            self._digits[at] = 0
            at -= 1
        self._digits[at] += 1
