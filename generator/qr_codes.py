"""An address → the drawing of its QR code, for printed pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_DARK = re.compile("1+")


@dataclass(frozen=True)
class QrCode:
    """The code of one address. It is worked out when a template draws it, since that takes longer than the rest of a page."""

    address: str

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """One sign a module, 1 for a dark one, row by row; without the quiet zone."""
        import segno

        # The mask only makes a code easier to scan by a little; trying all eight costs seven eighths of the time.
        code = segno.make_qr(self.address, error="m", mask=0, boost_error=False)
        return tuple("".join(map(str, row)) for row in code.matrix)

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
