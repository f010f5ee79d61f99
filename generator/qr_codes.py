"""
An address → the drawing of its QR code, for printed pages.

A code of one size is its fixed patterns and, in fixed places, the bits of its codewords. So the library draws one code of each
size, and all others are that one with those modules changed whose bits differ: a small part of the work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

_BLOCKS = {
    1: ((16,), 10),
    2: ((28,), 16),
    3: ((44,), 26),
    4: ((32,) * 2, 18),
    5: ((43,) * 2, 24),
    6: ((27,) * 4, 16),
    7: ((31,) * 4, 18),
    8: ((38, 38, 39, 39), 22),
    9: ((36, 36, 36, 37, 37), 22),
}
"""Version → how many codewords of data each block has, and how many of error correction: ISO/IEC 18004, table 9, level M"""
_HEAD = 2
"""bytes for the mode, the length and the end"""
_FIXED_INSIDE = (10, 2560, 16, 4096)
"""light and dark modules of alignment patterns and of the version, as segno calls them"""


@dataclass(frozen=True)
class QrCode:
    """The code of one address. It is worked out when a template draws it, since a page that is not rendered needs none."""

    address: str

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """One sign a module, 1 for a dark one, row by row; without the quiet zone."""
        if not self.address.isascii() or self.address.upper() == self.address:
            return _rows(_library_code(self.address))
        data = self.address.encode()
        version = next(
            (each for each, (sizes, _) in _BLOCKS.items() if len(data) + _HEAD <= sum(sizes)), None
        )
        return _changed(data, version) if version else _rows(_library_code(self.address))

    @property
    def size(self) -> int:
        """Its width in modules."""
        return len(self.rows)

    @property
    def path(self) -> str:
        """Its dark modules as SVG path data."""
        runs = [run.span() for run in _DARK.finditer(" ".join(self.rows))]
        return "".join(map(_boxes(self.size).__getitem__, runs))


_DARK = re.compile("1+")


class _Boxes(dict[tuple[int, int], str]):
    """Start and end of dark modules among the rows of a code → the box they make; codes share nearly all of them."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __missing__(self, run: tuple[int, int]) -> str:
        y, x = divmod(run[0], self.size + 1)
        width = run[1] - run[0]
        self[run] = box = f"M{x} {y}h{width}v1h-{width}z"
        return box


_boxes = cache(_Boxes)


def _library_code(address: str, version: int | None = None) -> segno.QRCode:
    import segno

    # The mask only makes a code easier to scan by a little; trying all eight costs seven eighths of the time.
    return segno.make_qr(address, error="m", mask=0, boost_error=False, version=version)


def _rows(code: segno.QRCode) -> tuple[str, ...]:
    return tuple("".join(map(str, row)) for row in code.matrix)


def _changed(data: bytes, version: int) -> tuple[str, ...]:
    """The library's code of this version, changed into that of the data."""
    size, drawn, codewords, place_of = _frame(version)
    length = 8 * len(codewords)
    differing = int.from_bytes(_codewords(data, version)) ^ int.from_bytes(codewords)
    bits = f"{differing:0{length}b}0"
    signs = f"{drawn ^ int(''.join(place_of(bits)), 2):0{size * size}b}"
    return tuple(signs[start : start + size] for start in range(0, size * size, size))


@cache
def _frame(version: int) -> tuple[int, int, bytes, Callable[[str], Sequence[str]]]:
    """Version → its width, the library's code of a short text as one number, its codewords, and for each module its bit."""
    code = _library_code("a", version)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    size, codewords = len(kinds), _codewords(b"a", version)
    end = size - 8
    places = [
        (y, x)
        for y, x in _in_order_of_bits(size)
        if not (
            (y < 9 and (x < 9 or x >= end))  # corner marks, and beside them the format
            or (y >= end and x < 9)
            or y == 6  # the dotted lines between them; column 6 has no bits anyway
            or kinds[y][x] in _FIXED_INSIDE
        )
    ]
    last = 8 * len(codewords)
    # All other modules, and the few that are left over, are the same in all codes: the last sign, which is always 0.
    bit_of = {place: min(number, last) for number, place in enumerate(places)}
    place_of = itemgetter(*(bit_of.get((y, x), last) for y in range(size) for x in range(size)))
    return size, int("".join(_rows(code)), 2), codewords, place_of


def _in_order_of_bits(size: int) -> list[tuple[int, int]]:
    """(row, column) of all modules in the order in which bits are placed: pairs of columns from the right, up and down in turn."""
    pairs = [(right, right - 1) for right in (*range(size - 1, 6, -2), *range(5, 0, -2))]
    return [
        (y, x)
        for number, pair in enumerate(pairs)
        for y in (range(size) if number % 2 else reversed(range(size)))
        for x in pair
    ]


def _codewords(data: bytes, version: int) -> bytes:
    """The data with its frame and error correction, as they are placed: the blocks' first codewords, their second ones …"""
    sizes, correction = _BLOCKS[version]
    framed = (((0b0100 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)) << 4).to_bytes(
        len(data) + _HEAD
    )
    # The library puts one empty byte more at the end, which readers pass over; without it the codes would not be the same.
    framed += (b"\0" + b"\xec\x11" * sum(sizes))[: sum(sizes) - len(framed)]
    blocks, start = [], 0
    for size in sizes:
        blocks.append(framed[start : start + size])
        start += size
    turns = [*zip_longest(*blocks), *zip(*(_correction(block, correction) for block in blocks), strict=True)]
    return bytes(each for turn in turns for each in turn if each is not None)


def _correction(block: bytes, length: int) -> bytes:
    """The Reed–Solomon codewords of a block: what remains when it is divided by the generator polynomial."""
    times, last, mask, rest = _multiples(length), 8 * (length - 1), (1 << 8 * length) - 1, 0
    for byte in block:
        rest = (rest << 8 & mask) ^ times[(rest >> last) ^ byte]
    return rest.to_bytes(length)


@cache
def _multiples(length: int) -> tuple[int, ...]:
    """The generator polynomial of this degree, without its first term, times each of the field's 256 elements."""
    generator = [1]
    for power in range(length):
        root = 1
        for _ in range(power):
            root = _product(root, 2)
        generator = [
            one ^ _product(other, root) for one, other in zip([*generator, 0], [0, *generator], strict=True)
        ]
    return tuple(int.from_bytes(_product(term, factor) for term in generator[1:]) for factor in range(256))


def _product(one: int, other: int) -> int:
    """The product of two elements of the field that the standard uses."""
    found = 0
    while other:
        found ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return found
