"""An address → the drawing of its QR code, for printed pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import isqrt
from typing import Any

_DARK = re.compile(b"\0+")


@dataclass(frozen=True)
class QrCode:
    """The code of one address. It is worked out when a template draws it: most pages of a later build are not made again."""

    address: str

    @cached_property
    def rows(self) -> tuple[bytes, ...]:
        """One byte a module, 0 for a dark one, row by row; without the quiet zone."""
        import zxingcpp

        code = zxingcpp.create_barcode(self.address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
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
        """Its dark modules as SVG path data."""
        return "".join(
            f"M{run.start()} {y}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
            for y, row in enumerate(self.rows)
            for run in _DARK.finditer(row)
        )
