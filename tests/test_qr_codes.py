"""Every code is the one that the library draws."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.qr_codes import QrCode


def drawn(address: str) -> tuple[str, ...]:
    code = segno.make_qr(address, error="m", mask=0, boost_error=False)
    return tuple("".join(map(str, row)) for row in code.matrix)


# One of each length that is the shortest or the longest of its size, and those that the library draws itself.
@pytest.mark.parametrize(
    "length", [8, 14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 300]
)
def test_a_code_of_any_length_is_the_librarys(length: int) -> None:
    address = ("https://example.org/ambassadors/amina-khan/" * 8)[:length]
    assert QrCode(address).rows == drawn(address)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=90))
def test_a_code_of_any_address_is_the_librarys(path: str) -> None:
    assert QrCode(f"https://example.org/{path}").rows == drawn(f"https://example.org/{path}")


@pytest.mark.parametrize(
    "address", ["HTTPS://EXAMPLE.ORG/", "0123456789", "https://exämple.org/", "https://example.org/李"]
)
def test_what_is_packed_otherwise_is_left_to_the_library(address: str) -> None:
    assert QrCode(address).rows == drawn(address)


def test_the_drawing_is_a_box_for_each_run_of_dark_modules() -> None:
    code = QrCode("https://example.org/")
    dark = {(x, y) for y, row in enumerate(code.rows) for x, sign in enumerate(row) if sign == "1"}
    painted = set()
    for box in code.path.removeprefix("M").removesuffix("z").split("zM"):
        place, _, rest = box.partition("h")
        x, y = map(int, place.split())
        width = int(rest.partition("v")[0])
        assert rest == f"{width}v1h-{width}"
        painted |= {(x + step, y) for step in range(width)}
    assert painted == dark
    assert code.size == 25
