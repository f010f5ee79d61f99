#!/usr/bin/env python3
"""Draws the demonstration's pictures: invented people have no photographs, but the way of a photograph must be shown."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image, ImageDraw

CONTENT = Path(__file__).resolve().parent.parent / "content"
INK, PAPER, GORSE, SKY, LICHEN, MOOR, HEATHER, MIST, BRICK, BECK = (
    "#16213a", "#fbf7ef", "#ffc82e", "#8fd3e8", "#2f6b3a", "#5b2a6e", "#8e3a8c", "#e6ecef", "#b3391f", "#0b6470",
)  # fmt: skip
SCALE = 2  # drawn larger and made smaller, so that edges are smooth


def main() -> None:
    wind_turbine().save(CONTENT / "ambassadors" / "hamza-iqbal.jpg", quality=88)
    water_rocket().save(CONTENT / "case-studies" / "water-rocket-challenge.jpg", quality=88)


def _canvas(width: int, height: int, ground: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
    return image, ImageDraw.Draw(image)


def _shape(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], fill: str) -> None:
    draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    draw.ellipse([(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE], fill=fill)


def _hexagon(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    corners = [(x + radius * math.sin(math.pi / 3 * n), y + radius * math.cos(math.pi / 3 * n)) for n in range(6)]
    _shape(draw, corners, fill)


def _hills(draw: ImageDraw.ImageDraw, width: int, height: int, base: float, swing: float, turn: float, fill: str) -> None:
    ridge = [(x, base + swing * math.sin(x / width * 5 + turn) + swing / 3 * math.sin(x / width * 13 + turn)) for x in range(0, width + 1, 8)]
    _shape(draw, [(0, height), *ridge, (width, height)], fill)


def wind_turbine() -> Image.Image:
    """A turbine on a moor at sunrise, with a small figure in a helmet before it."""
    width = height = 1200
    image, draw = _canvas(width, height, SKY)
    _hexagon(draw, 850, 640, 250, GORSE)
    for x, y, radius in ((140, 170, 60), (250, 105, 46), (1030, 190, 54)):
        _hexagon(draw, x, y, radius, PAPER)
    _hills(draw, width, height, 760, 50, 0.4, HEATHER)
    _hills(draw, width, height, 880, 60, 2.1, MOOR)
    _shape(draw, [(520, 980), (548, 330), (572, 330), (600, 980)], PAPER)
    for blade in range(3):
        angle = math.pi * 2 / 3 * blade + 0.35
        tip = (560 + 330 * math.sin(angle), 325 - 330 * math.cos(angle))
        side = (math.cos(angle), math.sin(angle))
        middle = (560 + 90 * math.sin(angle), 325 - 90 * math.cos(angle))
        _shape(draw, [(560 - 9 * side[0], 325 - 9 * side[1]), (middle[0] + 30 * side[0], middle[1] + 30 * side[1]), tip, (560 + 9 * side[0], 325 + 9 * side[1])], PAPER)
    _disc(draw, 560, 325, 28, INK)
    _hills(draw, width, height, 1010, 36, 4.0, LICHEN)
    _shape(draw, [(322, 1200), (336, 930), (424, 930), (438, 1200)], BRICK)
    _shape(draw, [(336, 985), (424, 985), (426, 1012), (334, 1012)], GORSE)
    _disc(draw, 380, 868, 56, "#c68a5e")
    _shape(draw, [(316, 862), (324, 812), (352, 786), (408, 786), (436, 812), (444, 862)], GORSE)
    _shape(draw, [(306, 856), (454, 856), (454, 874), (306, 874)], GORSE)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def water_rocket() -> Image.Image:
    """A water rocket above green hills, with its tail of drops."""
    width, height = 1600, 1000
    image, draw = _canvas(width, height, MIST)
    _hexagon(draw, 1300, 230, 120, GORSE)
    for x, y, radius in ((180, 190, 70), (300, 130, 52), (1010, 150, 44)):
        _hexagon(draw, x, y, radius, PAPER)
    _hills(draw, width, height, 690, 60, 1.0, BECK)
    _hills(draw, width, height, 800, 60, 3.0, LICHEN)
    centre, tilt = (760, 330), 0.32

    def turned(x: float, y: float) -> tuple[float, float]:
        return (
            centre[0] + x * math.cos(tilt) - y * math.sin(tilt),
            centre[1] + x * math.sin(tilt) + y * math.cos(tilt),
        )

    for drop in range(26):
        x, y = turned(math.sin(drop * 2.4) * (14 + drop * 3.4), 210 + drop * 15)
        _hexagon(draw, x, y, 17 - drop * 0.4, SKY)
    _shape(draw, [turned(*point) for point in ((-62, 60), (-128, 190), (-62, 160))], MOOR)
    _shape(draw, [turned(*point) for point in ((62, 60), (128, 190), (62, 160))], MOOR)
    _shape(draw, [turned(*point) for point in ((-64, -120), (64, -120), (64, 150), (30, 196), (-30, 196), (-64, 150))], PAPER)
    _shape(draw, [turned(*point) for point in ((-64, -120), (0, -250), (64, -120))], BRICK)
    _shape(draw, [turned(*point) for point in ((-64, 40), (64, 40), (64, 150), (30, 196), (-30, 196), (-64, 150))], SKY)
    _hexagon(draw, *turned(0, -40), 34, INK)
    for number, coat in enumerate((MOOR, BRICK, BECK, HEATHER)):
        x = 330 + number * 120 + (number % 2) * 30
        _shape(draw, [(x - 34, 960), (x - 24, 840), (x + 24, 840), (x + 34, 960)], coat)
        _shape(draw, [(x + 14, 850), (x + 60, 770), (x + 74, 778), (x + 34, 874)], coat)
        _disc(draw, x, 808, 28, ("#c68a5e", "#8d5a3a", "#e0ac82", "#6b4226")[number])
    return image.resize((width, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
