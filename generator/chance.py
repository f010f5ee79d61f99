"""
Numbers that follow from a text, the same in Python and in the browser (templates/static/js/chance.js).

For what should look like chance and be the same everywhere: the order of the day, the pattern of an avatar.
Nothing secret hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterator

_MASK = 0xFFFFFFFF


def hashed(text: str) -> int:
    """A text → 32 bits: FNV-1a over its UTF-8 bytes, then MurmurHash3's last mixing, so that near texts are far apart."""
    state = 2166136261
    for byte in text.encode():
        state = (state ^ byte) * 16777619 & _MASK
    state ^= state >> 16
    state = state * 0x85EBCA6B & _MASK
    state ^= state >> 13
    state = state * 0xC2B2AE35 & _MASK
    return state ^ state >> 16


def numbers(seed: str) -> Iterator[int]:
    """An endless row of numbers of 24 bits from a text: xorshift."""
    state = hashed(seed) or 1
    while True:
        state ^= state << 13 & _MASK
        state ^= state >> 17
        state ^= state << 5 & _MASK
        yield state >> 8
