"""A reader of QR codes finds the address in what is drawn."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator.qr_codes import QrCode

QUIET, SCALE = 4, 3
ROW = re.compile(r"M0 (\d+)\.5((?:m\d+ 0h\d+)*)")
STROKE = re.compile(r"m(\d+) 0h(\d+)")


def scanned(code: QrCode) -> str:
    """What a phone reads when the drawing is in front of it."""
    side = (code.size + 2 * QUIET) * SCALE
    paper = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(paper)
    assert ROW.sub("", code.path) == ""
    for y, strokes in ROW.findall(code.path):
        x = 0
        for gap, width in (map(int, stroke) for stroke in STROKE.findall(strokes)):
            x += gap
            left, top = (x + QUIET) * SCALE, (int(y) + QUIET) * SCALE
            pen.rectangle((left, top, left + width * SCALE - 1, top + SCALE - 1), fill=0)
            x += width
    found = zxingcpp.read_barcode(paper)
    assert found is not None
    return found.text


# One of each length that is the shortest or the longest of its size.
@pytest.mark.parametrize(
    "length", [20, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 300]
)
def test_an_address_of_any_length_is_read(length: int) -> None:
    address = ("https://example.org/ambassadors/amina-khan/" * 8)[:length]
    assert scanned(QrCode(address)) == address


@settings(max_examples=60, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/%?=.", max_size=90))
def test_any_address_of_the_site_is_read(path: str) -> None:
    address = f"https://example.org/{path}"
    assert scanned(QrCode(address)) == address


def test_the_size_is_the_smallest_that_holds_the_address() -> None:
    assert QrCode("https://example.org/").size == 25
