"""
Draws the pictures of the demonstration beside their texts: flat shapes in the colours of the site, and nobody's face.

    python scripts/make_demonstration_pictures.py [NAME ...]

Without a name all are drawn. The pictures are in the repository: run this only to change one. The same code gives the
same picture; chance is seeded.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

CONTENT = Path(__file__).resolve().parent.parent / "content"
INK, PAPER, GORSE, SKY, NIGHT = "#16213a", "#fbf7ef", "#ffc82e", "#8fd3e8", "#101a2e"
MOOR, HEATHER, BECK, BRICK, LICHEN, GRIT, MIST = (
    "#5b2a6e",
    "#8e3a8c",
    "#0b6470",
    "#b3391f",
    "#2f6b3a",
    "#5e5a52",
    "#e6ecef",
)
SCALE = 2
QUALITY = 88

Point = tuple[float, float]


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two: share 0 gives the first, 1 the second."""
    channels = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def seeded(seed: int) -> random.Random:
    """Chance that always falls the same way."""
    return random.Random(seed)  # noqa: S311


class Picture:
    """A canvas that is drawn larger and then made smaller, so that edges are smooth."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Iterable[Point], colour: str, width: float) -> None:
        places = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(places, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (places[0], places[-1]):
            reach = width * SCALE / 2
            self.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        self.draw.ellipse(
            [(each * SCALE) for each in (x - radius, y - radius, x + radius, y + radius)], fill=colour
        )

    def hexagon(self, x: float, y: float, radius: float, colour: str) -> None:
        self.shape(hexagon(x, y, radius), colour)

    def outlined(self, points: Sequence[Point], colour: str, width: float = 5) -> None:
        self.shape(points, colour)
        self.line([*points, points[0]], INK, width)

    def honeycomb(
        self, radius: float, colour_at: Callable[[float, float], str | None], gap: float = 2
    ) -> None:
        """Hexagons over the whole canvas; `colour_at` says which colour stands where, or None."""
        step, row = radius * math.sqrt(3), 0
        y = 0.0
        while y < self.height + radius:
            x = -step / 2 if row % 2 else 0.0
            while x < self.width + step:
                colour = colour_at(x, y)
                if colour:
                    self.hexagon(x, y, radius - gap, colour)
                x += step
            y += radius * 1.5
            row += 1

    def ridge(self, line: Callable[[float], float], colour: str) -> None:
        """Everything below a line of hills."""
        along = [(x, line(x)) for x in range(-10, self.width + 20, 10)]
        self.shape([*along, (self.width + 10, self.height + 10), (-10, self.height + 10)], colour)

    def save(self, path: Path) -> None:
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(path, "JPEG", quality=QUALITY, optimize=True, progressive=True, subsampling=0)


def hexagon(x: float, y: float, radius: float) -> list[Point]:
    return [
        (x + radius * math.sin(math.pi * corner / 3), y - radius * math.cos(math.pi * corner / 3))
        for corner in range(6)
    ]


def turned(points: Iterable[Point], angle: float, x: float = 0, y: float = 0) -> list[Point]:
    """Points turned round the origin by degrees, clockwise, and moved."""
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return [(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in points]


def waves(base: float, *parts: tuple[float, float, float]) -> Callable[[float], float]:
    """A line of hills: (height, length, shift) of each wave on it."""
    return lambda x: base - sum(height * math.sin((x + shift) / length) for height, length, shift in parts)


# ---------------------------------------------------------------- a wind turbine at sunrise


def draw_turbine() -> Picture:
    picture = Picture(1200, 1200, GORSE)
    sun = (292.0, 742.0)

    def sky(x: float, y: float) -> str:
        away = math.hypot(x - sun[0], y - sun[1])
        rings = (
            (245, mixed(PAPER, GORSE, 0.3)),
            (335, mixed(PAPER, GORSE, 0.68)),
            (455, GORSE),
            (580, mixed(GORSE, BRICK, 0.17)),
        )
        for reach, colour in rings:
            if away < reach:
                return colour
        return mixed(mixed(GORSE, BRICK, 0.32), HEATHER, min((away - 580) / 560, 1) * 0.75)

    picture.draw.rectangle((0, 0, 1200 * SCALE, 1200 * SCALE), fill=mixed(GORSE, BRICK, 0.3))
    picture.honeycomb(30, sky, gap=-0.6)
    picture.circle(*sun, 132, PAPER)

    picture.ridge(waves(800, (34, 150, 0), (14, 61, 40)), mixed(HEATHER, GORSE, 0.28))
    for x, y, size in ((118, 790, 0.16), (560, 812, 0.13), (1040, 790, 0.17)):
        turbine(picture, x, y, size, 40 + x, mixed(MOOR, HEATHER, 0.6))
    picture.ridge(waves(880, (44, 210, 260), (12, 70, 0)), HEATHER)
    turbine(picture, 770, 1000, 0.92, 26, PAPER)
    picture.ridge(waves(965, (52, 260, 30), (10, 55, 9)), MOOR)
    ground = waves(1060, (40, 330, 640), (8, 90, 0))
    picture.ridge(ground, INK)
    figure(picture, 478, ground(478) + 6, 1.3)
    tufts(picture, ground, 9, (GORSE, mixed(GORSE, LICHEN, 0.5), LICHEN))
    return picture


def turbine(picture: Picture, x: float, y: float, size: float, angle: float, colour: str) -> None:
    hub = (x, y - 660 * size)
    tower = [
        (x - 25 * size, y + 40 * size),
        (x - 12 * size, hub[1]),
        (x + 12 * size, hub[1]),
        (x + 25 * size, y + 40 * size),
    ]
    if size > 0.5:
        picture.outlined(tower, colour)
        picture.shape([(x + 2, hub[1]), tower[2], tower[3], (x + 4, y + 40)], MIST)
        picture.line([tower[2], tower[3]], INK, 5)
        for height in (190, 420):
            half = (13 + 12 * (1 - height / 660)) * size
            picture.line([(x - half, y - height * size), (x + half, y - height * size)], INK, 3)
        picture.outlined(turned([(-26, -24), (54, -20), (66, 0), (54, 20), (-26, 24)], 0, *hub), colour)
    else:
        picture.shape(tower, colour)
    for blade in range(3):
        points = [(-9, 0), (-17, -80), (-9, -330), (2, -400), (9, -330), (12, 0)]
        place = turned([(a * size, b * size) for a, b in points], angle + blade * 120, *hub)
        if size > 0.5:
            picture.outlined(place, colour)
            picture.shape(
                turned(
                    [(-3, -392), (2, -398), (8, -336), (3, -300), (-8, -300), (-8, -330)],
                    angle + blade * 120,
                    *hub,
                ),
                BRICK,
            )
        else:
            picture.shape(place, colour)
    if size > 0.5:
        picture.outlined(hexagon(hub[0], hub[1], 31), GORSE)
        picture.hexagon(hub[0], hub[1], 11, INK)


def figure(picture: Picture, x: float, y: float, size: float) -> None:
    """Somebody from behind, in a helmet and a bright jacket, looking up at the turbine."""

    def place(points: Sequence[Point]) -> list[Point]:
        return [(x + a * size, y + b * size) for a, b in points]

    def stroke(points: Sequence[Point], colour: str, width: float) -> None:
        picture.line(place(points), colour, width * size)

    outline = 7
    limbs: list[tuple[list[Point], str, float]] = [
        ([(-15, -88), (-19, -4)], BECK, 25),
        ([(15, -88), (21, -4)], BECK, 25),
        ([(-34, -168), (-46, -112), (-22, -92)], GORSE, 21),
    ]
    for points, _, width in limbs:
        stroke(points, PAPER, width + outline)
    for points, colour, width in limbs:
        stroke(points, colour, width)
    body = place([(-38, -182), (-27, -196), (27, -196), (38, -182), (31, -84), (-31, -84)])
    picture.shape(body, GORSE)
    picture.line([*body, body[0]], PAPER, 4)
    picture.shape(body, GORSE)
    for band in (-140, -112):
        picture.shape(place([(-35, band), (35, band), (34, band + 11), (-34, band + 11)]), PAPER)
    stroke([(-20, -194), (-25, -86)], BRICK, 7)
    stroke([(20, -194), (25, -86)], BRICK, 7)
    stroke([(-28, -90), (28, -90)], BRICK, 9)
    # The arm that shades the eyes, the neck, the head and the helmet.
    stroke([(33, -176), (62, -198), (34, -226)], PAPER, 20 + outline)
    stroke([(33, -176), (62, -198), (34, -226)], GORSE, 20)
    skin = mixed(mixed(BRICK, GORSE, 0.45), INK, 0.2)
    stroke([(0, -192), (0, -204)], skin, 20)
    picture.circle(x - 24 * size, y - 216 * size, 7 * size, skin)
    picture.shape(place([(-25, -226), (25, -226), (24, -206), (14, -196), (-14, -196), (-24, -206)]), INK)
    dome: list[Point] = [(-31, -222)]
    dome += [
        (31 * -math.cos(math.radians(a)), -224 - 33 * math.sin(math.radians(a))) for a in range(0, 181, 10)
    ]
    dome += [(31, -222)]
    picture.shape(place(dome), PAPER)
    picture.line(place([*dome, dome[0]]), INK, 5)
    picture.shape(place(dome), PAPER)
    picture.outlined(place([(-37, -225), (37, -225), (37, -216), (-37, -216)]), PAPER, 3)
    picture.shape(place([(-5, -257), (5, -257), (5, -224), (-5, -224)]), BRICK)
    picture.circle(x + 33 * size, y - 229 * size, 12 * size, BRICK)


def tufts(picture: Picture, ground: Callable[[float], float], seed: int, colours: tuple[str, ...]) -> None:
    """Grass and gorse along the ground."""
    chance = seeded(seed)
    for _ in range(picture.width // 16):
        x = chance.uniform(0, picture.width)
        y = ground(x) + chance.uniform(8, picture.height - ground(x))
        colour = chance.choice(colours)
        for lean in (-9, 0, 9):
            picture.line([(x, y), (x + lean, y - chance.uniform(16, 30))], colour, 4)


# ---------------------------------------------------------------- a water rocket


def draw_rocket() -> Picture:
    picture = Picture(1600, 1000, SKY)

    def sky(y: float) -> str:
        return mixed(SKY, MIST, min(max((y - 60) / 620, 0), 1))

    chance = seeded(4)
    picture.honeycomb(50, lambda _, y: mixed(sky(y), PAPER, chance.choice((0, 0, 0.12, 0.24))), gap=-0.6)
    for x, y, size in ((230, 210, 46), (1250, 150, 40), (1010, 350, 26)):
        cloud(picture, x, y, size)

    picture.ridge(waves(700, (60, 210, 30), (22, 83, 0)), mixed(BECK, SKY, 0.42))
    picture.ridge(waves(770, (56, 250, 420), (14, 90, 20)), mixed(LICHEN, SKY, 0.28))
    hill = waves(850, (52, 300, 120), (10, 110, 0))
    picture.ridge(hill, LICHEN)
    walls(picture, hill)
    near = waves(940, (32, 340, 700), (6, 90, 0))
    picture.ridge(near, mixed(LICHEN, INK, 0.42))
    for x, coat, skin, hair, arm in (
        (815, MOOR, 0.25, INK, 1),
        (925, GORSE, 0.65, INK, -1),
        (1030, BRICK, 0.05, mixed(BRICK, GORSE, 0.5), 1),
        (1150, BECK, 0.45, HEATHER, 1),
    ):
        waving(picture, x, near(x) + 22, coat, mixed(mixed(GORSE, BRICK, 0.35), INK, skin), hair, arm)
    tufts(picture, near, 3, (LICHEN, mixed(LICHEN, GORSE, 0.5), GORSE))

    start, angle = (470.0, 905.0), 38.0
    pad(picture, *start)
    spray(picture, start, (930, 372), angle)
    rocket(picture, 1010, 272, angle, 1.25)
    return picture


def cloud(picture: Picture, x: float, y: float, size: float) -> None:
    step = size * math.sqrt(3)
    for column, row in ((0, 0), (1, 0), (2, 0), (0.5, -1), (1.5, -1), (3, 0)):
        picture.hexagon(x + column * step, y + row * size * 1.5, size + 1, PAPER)


def walls(picture: Picture, hill: Callable[[float], float]) -> None:
    """Drystone walls and a few sheep."""
    colour = mixed(LICHEN, INK, 0.45)
    for start, lean in ((150, 90), (560, -60), (980, 70), (1370, -40)):
        picture.line([(start + lean * t, hill(start) + 8 + 130 * t) for t in (0, 0.3, 0.65, 1)], colour, 7)
    picture.line([(x, hill(x) + 56) for x in range(-10, 1620, 20)], colour, 6)
    for x, drop in ((90, 34), (160, 44), (800, 30), (1180, 34), (1240, 26)):
        y = hill(x) + drop
        picture.line([(x - 9, y), (x - 9, y + 12)], INK, 4)
        picture.line([(x + 9, y), (x + 9, y + 12)], INK, 4)
        picture.hexagon(x, y - 4, 17, PAPER)
        picture.circle(x + 17, y - 10, 8, INK)


def pad(picture: Picture, x: float, y: float) -> None:
    """The launcher with its pump."""
    picture.line([(x - 46, y + 46), (x + 4, y - 14)], INK, 13)
    picture.line([(x + 54, y + 46), (x + 4, y - 14)], INK, 13)
    picture.line([(x - 66, y + 48), (x + 74, y + 48)], INK, 13)
    picture.line([(x - 66, y + 48), (x - 130, y + 62), (x - 190, y + 42)], BRICK, 7)
    picture.outlined([(x - 204, y + 46), (x - 204, y - 50), (x - 176, y - 50), (x - 176, y + 46)], BECK)
    picture.line([(x - 190, y - 50), (x - 190, y - 102)], INK, 8)
    picture.line([(x - 222, y - 104), (x - 158, y - 104)], INK, 12)
    picture.line([(x - 224, y + 48), (x - 156, y + 48)], INK, 10)


def waving(picture: Picture, x: float, y: float, coat: str, skin: str, hair: str, side: int) -> None:
    """Somebody from behind, small, with one arm up: on the right for side 1, on the left for -1."""
    for foot in (-15, 15):
        picture.line([(x + foot * 0.6, y - 62), (x + foot, y)], INK, 20)
    for points in (
        [(x + side * 22, y - 136), (x + side * 50, y - 176), (x + side * 44, y - 214)],
        [(x - side * 24, y - 134), (x - side * 42, y - 96), (x - side * 30, y - 70)],
    ):
        picture.line(points, INK, 25)
        picture.line(points, coat, 17)
        picture.circle(*points[-1], 11, skin)
    picture.outlined(
        [
            (x - 30, y - 136),
            (x - 20, y - 150),
            (x + 20, y - 150),
            (x + 30, y - 136),
            (x + 34, y - 54),
            (x - 34, y - 54),
        ],
        coat,
        5,
    )
    picture.line([(x, y - 150), (x, y - 160)], skin, 16)
    picture.circle(x, y - 176, 25, hair)
    picture.shape([(x - 12, y - 153), (x + 12, y - 153), (x + 9, y - 146), (x - 9, y - 146)], skin)


def spray(picture: Picture, start: Point, end: Point, angle: float) -> None:
    """Water that falls behind: hexagon drops along the path, wide and small near the ground."""
    chance = seeded(11)
    for number in range(150):
        share = number / 149
        x = start[0] + (end[0] - start[0]) * (share**0.86)
        y = start[1] + (end[1] - start[1]) * share
        spread = 12 + 74 * (1 - share)
        across = chance.gauss(0, 0.52) * spread
        aside = turned([(across, chance.uniform(-16, 16))], angle, x, y)[0]
        size = chance.uniform(4, 9) + 9 * share
        picture.hexagon(*aside, size, chance.choice((PAPER, PAPER, BECK, mixed(BECK, SKY, 0.45), SKY)))


def rocket(picture: Picture, x: float, y: float, angle: float, size: float) -> None:
    """A bottle upside down, with fins and a nose."""

    def place(points: Sequence[Point]) -> list[Point]:
        return turned([(a * size, b * size) for a, b in points], angle, x, y)

    for fin in ([(-44, 40), (-96, 128), (-92, 158), (-40, 104)], [(44, 40), (96, 128), (92, 158), (40, 104)]):
        picture.outlined(place(fin), BRICK, 7)
    neck = [(-16, 132), (-16, 164), (16, 164), (16, 132)]
    picture.outlined(place(neck), GORSE, 7)
    bottle = [(-46, -96), (46, -96), (46, 84), (40, 106), (18, 134), (-18, 134), (-40, 106), (-46, 84)]
    picture.shape(place(bottle), mixed(SKY, PAPER, 0.72))
    picture.shape(
        place([(-46, 40), (46, 22), (46, 84), (40, 106), (18, 134), (-18, 134), (-40, 106), (-46, 84)]), BECK
    )
    label = [(-46, -60), (46, -60), (46, 4), (-46, 4)]
    picture.shape(place(label), GORSE)
    for a, colour in ((-26, INK), (0, BRICK), (26, MOOR)):
        centre = place([(a, -28)])[0]
        picture.shape(
            [
                turned([(p - centre[0], q - centre[1])], angle, *centre)[0]
                for p, q in hexagon(*centre, 12.5 * size)
            ],
            colour,
        )
    picture.line(place([(-46, -60), (46, -60)]), INK, 5)
    picture.line(place([(-46, 4), (46, 4)]), INK, 5)
    outline = place(bottle)
    picture.line([*outline, outline[0]], INK, 7)
    nose = [
        (-46, -96),
        (-43, -122),
        (-35, -150),
        (-22, -180),
        (0, -206),
        (22, -180),
        (35, -150),
        (43, -122),
        (46, -96),
    ]
    picture.outlined(place(nose), MOOR, 7)


# ---------------------------------------------------------------- a robot in the mud


def draw_robot() -> Picture:
    picture = Picture(1600, 1000, MOOR)

    chance = seeded(7)

    shades = (0.25, 0.4, 0.4, 0.55)
    picture.honeycomb(62, lambda _, __: mixed(MIST, SKY, chance.choice(shades)), gap=-0.6)
    brick_wall(picture)
    rain(picture)
    trays = ((-120, mixed(GORSE, GRIT, 0.3)), (1190, mixed(BRICK, GRIT, 0.5)))
    floor = 740
    picture.draw.rectangle((0, floor * SCALE, 1600 * SCALE, 1000 * SCALE), fill=mixed(GRIT, MIST, 0.5))
    paving(picture, floor)
    for x, colour in trays:
        tray(picture, x, 760, 400, 110, colour)
    tray(picture, 340, 770, 800, 150, mixed(GRIT, BRICK, 0.25))
    robot(picture, 720, 690, -9)
    tray_front(picture, 340, 770, 800, 150)
    mud(picture, 352, 1130, 800, mixed(GRIT, BRICK, 0.25))
    return picture


def brick_wall(picture: Picture) -> None:
    chance = seeded(21)
    for row in range(9):
        y = 330 + row * 48
        for column in range(-1, 15):
            x = column * 122 + (61 if row % 2 else 0)
            colour = mixed(BRICK, chance.choice((MOOR, GRIT, HEATHER)), chance.uniform(0.25, 0.5))
            colour = mixed(colour, MIST, 0.22)
            picture.shape([(x, y), (x + 114, y), (x + 114, y + 40), (x, y + 40)], colour)


def rain(picture: Picture) -> None:
    chance = seeded(5)
    for _ in range(130):
        x, y = chance.uniform(0, 1640), chance.uniform(-20, 720)
        length = chance.uniform(18, 46)
        picture.line([(x, y), (x - length * 0.28, y + length)], PAPER, 4)


def paving(picture: Picture, floor: float) -> None:
    line = mixed(GRIT, INK, 0.25)
    for y in (floor, 800, 885):
        picture.line([(-10, y), (1610, y)], line, 5)
    for x in range(-200, 1900, 190):
        picture.line([(x, floor), (x - (800 - x) * 0.35, 1010)], line, 5)


def tray(picture: Picture, x: float, y: float, width: float, depth: float, colour: str) -> None:
    picture.outlined([(x, y), (x + width, y), (x + width - 26, y + depth), (x + 26, y + depth)], BECK, 8)
    picture.shape(
        [(x + 8, y + 4), (x + width - 8, y + 4), (x + width - 14, y + 36), (x + 14, y + 36)], colour
    )
    picture.line([(x - 10, y), (x + width + 10, y)], INK, 14)


def tray_front(picture: Picture, x: float, y: float, width: float, depth: float) -> None:
    """The near side of a tray, over what stands in it."""
    picture.outlined(
        [(x + 4, y + 16), (x + width - 4, y + 16), (x + width - 26, y + depth), (x + 26, y + depth)], BECK, 8
    )


def robot(picture: Picture, x: float, y: float, angle: float) -> None:
    """Biscuit: the size of a shoebox, two eyes, six wheels and an aerial with a flag."""

    def place(points: Sequence[Point]) -> list[Point]:
        return turned(points, angle, x, y)

    picture.line(place([(-120, -110), (-138, -290)]), INK, 9)
    picture.outlined(place([(-138, -290), (-52, -262), (-130, -226)]), BRICK, 7)
    for a in (-160, 0, 160):
        centre = place([(a, 70)])[0]
        picture.hexagon(*centre, 78, INK)
        picture.hexagon(*centre, 58, GRIT)
        picture.hexagon(*centre, 28, INK)
        picture.hexagon(*centre, 14, GORSE)
    picture.outlined(place([(-235, -110), (170, -110), (240, -40), (240, 48), (-235, 48)]), GORSE, 9)
    picture.shape(place([(-230, 12), (235, 12), (235, 43), (-230, 43)]), mixed(GORSE, BRICK, 0.35))
    for a in (-190, -140, -90, -40):
        picture.line(place([(a, -70), (a, -28)]), INK, 9)
    for a, b in ((70, -60), (168, -50)):
        centre = place([(a, b)])[0]
        picture.hexagon(*centre, 47, INK)
        picture.hexagon(*centre, 38, PAPER)
        picture.hexagon(centre[0] + 10, centre[1] + 6, 19, INK)
        picture.hexagon(centre[0] + 15, centre[1], 6, PAPER)
    picture.line(place([(90, 26), (112, 34), (140, 32), (160, 22)]), INK, 8)


def mud(picture: Picture, left: float, right: float, level: float, colour: str) -> None:
    """What covers the wheels, and what flies."""
    chance = seeded(13)
    dark = mixed(colour, INK, 0.3)
    top = [
        (x, level - 26 - 16 * math.sin(x / 46) - 10 * math.sin(x / 19))
        for x in range(round(left), round(right), 8)
    ]
    picture.shape([*top, (right - 20, level + 6), (left + 10, level + 6)], colour)
    picture.line(top, dark, 7)
    for _ in range(46):
        turn = chance.uniform(-168, -100)
        reach = chance.uniform(60, 330)
        x = 560 + reach * math.cos(math.radians(turn))
        y = 770 + reach * math.sin(math.radians(turn))
        picture.hexagon(x, y, chance.uniform(6, 17), chance.choice((colour, dark)))
    for x, y, size in ((620, 640, 20), (600, 600, 11), (690, 716, 17), (660, 690, 26)):
        picture.hexagon(x, y, size, colour)


PICTURES: dict[str, Callable[[], Picture]] = {
    "ambassadors/hamza-iqbal.jpg": draw_turbine,
    "case-studies/water-rocket-challenge.jpg": draw_rocket,
    "case-studies/twelve-kinds-of-mud.jpg": draw_robot,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="part of a picture's name, such as rocket")
    arguments = parser.parse_args()
    for name, draw in PICTURES.items():
        if not arguments.names or any(each in name for each in arguments.names):
            draw().save(CONTENT / name)
            print(f"content/{name}")


if __name__ == "__main__":
    main()
