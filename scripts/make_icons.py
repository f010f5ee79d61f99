"""
Draws the site's icons and its social card into templates/static/images/, in the colours of the site.

    python scripts/make_icons.py --display-font FONT.ttf --text-font FONT.ttf

The fonts are needed for the social card alone: Bricolage Grotesque 800 and Atkinson Hyperlegible Next as .ttf or .otf
(our own .woff2 files can be unpacked with fonttools). Without them the card is left as it is.
The pictures are in the repository: run this only when the mark or the words change.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

IMAGES = Path(__file__).resolve().parent.parent / "templates/static/images"
INK, PAPER, GORSE, SKY = "#16213a", "#fbf7ef", "#ffc82e", "#8fd3e8"
MOOR, BECK, BRICK, LICHEN = "#5b2a6e", "#0b6470", "#b3391f", "#2f6b3a"
SCALE = 4


def hexagon(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [
        (x + radius * math.sin(math.pi * corner / 3), y - radius * math.cos(math.pi * corner / 3))
        for corner in range(6)
    ]


def draw_mark(size: int, inset: float) -> Image.Image:
    """Three hexagons on ink; `inset` is the free share round them, larger where a system cuts the corners off."""
    big = size * SCALE
    image = Image.new("RGB", (big, big), INK)
    draw = ImageDraw.Draw(image)
    radius = big * (1 - 2 * inset) / 3.7
    middle = big / 2
    for x, y, colour in ((0, -0.86, GORSE), (-0.93, 0.75, SKY), (0.93, 0.75, PAPER)):
        draw.polygon(hexagon(middle + x * radius, middle + y * radius, radius), fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw_card(display: Path, text: Path) -> Image.Image:
    """What is shown where somebody shares a link: 1200 by 630."""
    width, height, scale = 1200, 630, 2
    image = Image.new("RGB", (width * scale, height * scale), GORSE)
    draw = ImageDraw.Draw(image)
    radius = 96 * scale
    step = radius * math.sqrt(3)
    colours = [BECK, PAPER, MOOR, INK, SKY, BRICK, PAPER, LICHEN, INK, MOOR, SKY]
    places = [
        (0, 0),
        (1, 0),
        (-0.5, 1),
        (0.5, 1),
        (1.5, 1),
        (0, 2),
        (1, 2),
        (0.5, 3),
        (1.5, 3),
        (2, 0),
        (2, 2),
    ]
    for (column, row), colour in zip(places, colours, strict=True):
        x, y = 850 * scale + column * step, 60 * scale + row * 1.5 * radius
        draw.polygon(hexagon(x, y, radius), fill=INK)
        draw.polygon(hexagon(x, y, radius - 5 * scale), fill=colour)
    draw.multiline_text(
        (64 * scale, 90 * scale),
        "Meet\nsomeone\nwho does it\nfor a living",
        fill=INK,
        font=ImageFont.truetype(display, 96 * scale),
        spacing=-2 * scale,
    )
    draw.text(
        (66 * scale, 530 * scale),
        "Trans-Pennine STEM Ambassadors",
        fill=INK,
        font=ImageFont.truetype(text, 36 * scale),
    )
    return image.resize((width, height), Image.Resampling.LANCZOS)


def save(image: Image.Image, name: str, colours: int) -> None:
    image.quantize(colours, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--display-font", type=Path)
    parser.add_argument("--text-font", type=Path)
    arguments = parser.parse_args()
    save(draw_mark(192, 0.16), "icon-192.png", 32)
    save(draw_mark(512, 0.16), "icon-512.png", 32)
    save(draw_mark(180, 0.12), "apple-touch-icon.png", 32)
    if arguments.display_font and arguments.text_font:
        save(draw_card(arguments.display_font, arguments.text_font), "social-card.png", 64)


if __name__ == "__main__":
    main()
