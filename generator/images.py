"""
Turns a photograph into what is published: decoded, turned upright, stripped of all it carries, in a few widths.

Nothing of the original's bytes, name or metadata is published: each file is encoded anew from pixels.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output import OutputFile

if TYPE_CHECKING:
    from PIL import Image

FILE_LIMIT = 8 * 1024 * 1024
PIXEL_LIMIT = 40_000_000
MEMORY = 512 * 1024 * 1024
"""for one picture while it is opened"""
SMALLEST_SIDE = 100
WIDTHS = (240, 480, 960)
FOLDER = "assets/photos"
_GPS = 0x8825


class PhotographFault(Exception):
    """Why a photograph is not used: the rule, and what to do."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message


@dataclass(frozen=True, slots=True)
class PhotographFile:
    output_path: str
    width: int
    kind: str
    """webp or jpeg"""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph ready to be shown: its files and the size of the widest."""

    files: tuple[PhotographFile, ...]
    outputs: tuple[OutputFile, ...]
    width: int
    height: int


def read_photograph(path: Path) -> bytes:
    """The bytes of a picture file within its limit; raises PhotographFault."""
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise PhotographFault(
            "photo-size", f"it is larger than {FILE_LIMIT // 1024 // 1024} MB. Save it smaller."
        )
    return data


def make_photograph(data: bytes) -> Photograph:
    """Picture bytes → Photograph; raises PhotographFault with a way out. The same bytes always give the same files."""
    image = _open(data)
    widths = [width for width in WIDTHS if width < image.width] or []
    widest = min(image.width, WIDTHS[-1])
    if widest not in widths:
        widths.append(widest)
    files, outputs = [], []
    height = 0
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        resized = image.resize((width, height), _lanczos()) if width != image.width else image
        for kind, ending, options in (
            ("webp", "webp", {"quality": 80, "method": 4}),
            ("jpeg", "jpg", {"quality": 82, "optimize": True, "progressive": True}),
        ):
            encoded = io.BytesIO()
            resized.save(encoded, kind.upper(), **options)
            content = encoded.getvalue()
            name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}-{width}.{ending}"
            files.append(PhotographFile(name, width, kind))
            outputs.append(OutputFile(name, content))
    return Photograph(tuple(files), tuple(outputs), widths[-1], height)


def _lanczos() -> Image.Resampling:
    from PIL import Image

    return Image.Resampling.LANCZOS


def _open(data: bytes) -> Image.Image:
    # Pillow is a heavy import that a site without photographs does not need.
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
            if image.width * image.height > PIXEL_LIMIT:
                raise PhotographFault(
                    "photo-size",
                    f"it has {image.width} × {image.height} pixels; {PIXEL_LIMIT // 1_000_000} million fit. Save it smaller.",
                )
            if min(image.width, image.height) < SMALLEST_SIDE:
                raise PhotographFault(
                    "photo-size",
                    f"it has {image.width} × {image.height} pixels, which is too small to see. Use one of at least {SMALLEST_SIDE} on each side.",
                )
            if image.width > 4 * image.height or image.height > 4 * image.width:
                raise PhotographFault(
                    "photo-size",
                    f"it has {image.width} × {image.height} pixels, a strip rather than a picture. Cut it to a squarer shape.",
                )
            if getattr(image, "is_animated", False) and image.format != "MPO":
                raise PhotographFault("photo-type", "the picture moves. Save one still picture.")
            _refuse_location(image, data)
            return _plain(ImageOps.exif_transpose(_smaller(image)))
    except PhotographFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotographFault(
            "photo-size", f"it has far more than {PIXEL_LIMIT // 1_000_000} million pixels. Save it smaller."
        ) from None
    except UnidentifiedImageError:
        raise PhotographFault(
            "photo-type",
            "it is not a JPEG, PNG or WebP picture, whatever its name says. Save it as one of these.",
        ) from None
    # A picture file can be broken in more ways than its decoders have exceptions for.
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        ArithmeticError,
        SyntaxError,
        EOFError,
        Warning,
    ):
        raise PhotographFault(
            "photo-type",
            "the picture cannot be opened. Open it in a picture program and save it again.",
        ) from None


def _smaller(image: Image.Image) -> Image.Image:
    """A picture with many more pixels than are shown → one of a size that is quickly worked on, its place in the world kept."""
    most = 2 * WIDTHS[-1]
    # A JPEG file can be opened at a half, quarter or eighth of its size.
    image.draft(None, (most, most))
    factor = min(image.width, image.height) // most
    if factor < 2 or image.mode not in ("RGB", "RGBA", "L", "LA"):
        return image
    smaller = image.reduce(factor)
    smaller.info = image.info
    return smaller


def _refuse_location(image: Image.Image, data: bytes) -> None:
    if image.getexif().get_ifd(_GPS) or b"exif:GPS" in data:
        raise PhotographFault(
            "photo-location",
            "the file says where it was taken, and the repository is public. Remove its location (a screenshot of it has none) and add it again.",
        )


def _plain(image: Image.Image) -> Image.Image:
    """Pixels alone: eight bits of red, green and blue on white, in the common colour space, with nothing attached."""
    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGB", image.size, "white")
        clear = image.convert("RGBA")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    if profile and image.mode == "RGB":
        # An unreadable profile only shifts colours a little.
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            image = (
                ImageCms.profileToProfile(
                    image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
                )
                or image
            )
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain
