"""An address → the drawing of its QR code, for printed pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Any

_LIGHT = b"\xff"
_MASK = 3
"""
One of the eight patterns that break up large areas. Looking for the fairest for each code takes six sevenths of the time, and of 400 codes
that were blurred until half of them could not be read, as many were read with this one.
"""


@dataclass(frozen=True)
class QrCode:
    """The code of one address. It is worked out when a template draws it: most pages of a later build are not made again."""

    address: str

    @cached_property
    def rows(self) -> tuple[bytes, ...]:
        """One byte a module, 255 for a light one, row by row; without the quiet zone."""
        import zxingcpp

        code = zxingcpp.create_barcode(
            self.address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=_MASK
        )
        picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # a buffer, which its types do not say
        data = bytes(memoryview(picture))
        width = isqrt(len(data))
        return tuple(data[start : start + width] for start in range(0, len(data), width))

    @property
    def size(self) -> int:
        """Its width in modules."""
        return len(self.rows)

    @property
    def path(self) -> str:
        """Its dark modules as SVG path data: one stroke, one module wide, for each run of them."""
        strokes: list[str] = []
        for y, row in enumerate(self.rows):
            strokes.append(f"M0 {y}.5")
            gap = 0
            for run in row.split(_LIGHT):
                if run:
                    strokes.append(f"m{gap} 0h{len(run)}")
                    gap = 0
                gap += 1
        return "".join(strokes)
