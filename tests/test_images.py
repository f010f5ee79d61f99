"""Photographs: what is published of them, and which are refused."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from generator.images import FILE_LIMIT, PhotographFault, make_photograph, read_photograph

ORIENTATION, ARTIST, GPS = 0x0112, 0x013B, 0x8825


def halves(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def published(data: bytes) -> list[Image.Image]:
    return [Image.open(io.BytesIO(each.data)) for each in make_photograph(data).outputs]


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(PhotographFault) as caught:
        make_photograph(data)
    return caught.value.rule, caught.value.message


def is_near(found: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(found, wanted, strict=True))


def test_each_width_is_published_as_webp_and_as_jpeg() -> None:
    photograph = make_photograph(saved(halves((1200, 900))))
    assert [(each.width, each.kind) for each in photograph.files] == [
        (width, kind) for width in (240, 480, 960) for kind in ("webp", "jpeg")
    ]
    assert (photograph.width, photograph.height) == (960, 720)
    for file, output in zip(photograph.files, photograph.outputs, strict=True):
        image = Image.open(io.BytesIO(output.data))
        assert (image.width, image.format) == (file.width, file.kind.upper())
        assert output.path == file.output_path


def test_a_small_picture_is_never_made_larger() -> None:
    assert {each.width for each in published(saved(halves((300, 300))))} == {240, 300}


@pytest.mark.parametrize(
    ("orientation", "place"), [(1, (10, 150)), (3, (390, 150)), (6, (150, 10)), (8, (150, 390))]
)
def test_a_picture_that_lies_on_its_side_is_turned_upright(orientation: int, place: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    for image in published(saved(halves(), exif=exif)):
        scale = image.width / (300 if orientation in (6, 8) else 400)
        assert is_near(image.convert("RGB").getpixel(tuple(int(each * scale) for each in place)), (255, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_very_large_picture_is_turned_upright_too_and_keeps_its_colours(kind: str, mode: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    large = halves((4400, 4000)).convert("RGB" if kind == "JPEG" and mode == "RGBA" else mode)
    image = published(saved(large, kind, exif=exif))[-1]
    assert image.size == (960, 1056)
    above, below = ((255, 0, 0), (0, 0, 255)) if mode != "L" else ((76,) * 3, (29,) * 3)
    assert is_near(image.getpixel((480, 100)), above)
    assert is_near(image.getpixel((480, 1000)), below)


def test_a_picture_that_says_where_it_was_taken_is_refused() -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (53.0, 48.0, 0.0)}
    for kind in ("JPEG", "PNG", "WEBP"):
        assert refused(saved(halves(), kind, exif=exif))[0] == "photo-location"
    xmp = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='53,48N'/></x:xmpmeta>"
    assert refused(saved(halves(), xmp=xmp))[0] == "photo-location"


def test_nothing_that_travels_with_a_picture_is_published() -> None:
    secret = "Secret Camera 4711"
    exif = Image.Exif()
    exif[ARTIST] = secret
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", secret)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pictures = [
        saved(halves(), exif=exif, comment=secret.encode(), xmp=secret.encode(), icc_profile=profile),
        saved(halves(), "PNG", pnginfo=text, exif=exif, icc_profile=profile),
        saved(halves(), "WEBP", exif=exif, xmp=secret.encode(), icc_profile=profile),
        saved(halves(), comment=secret.encode()),
        saved(halves()) + secret.encode(),
    ]
    for data in pictures:
        assert secret.encode() in data
        for output in make_photograph(data).outputs:
            assert secret.encode() not in output.data
            image = Image.open(io.BytesIO(output.data))
            assert not image.getexif()
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "I;16", "LA", "RGBA"])
def test_every_kind_of_colour_becomes_plain_red_green_and_blue(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    ground = Image.new("L", (400, 300), 255) if mode in ("1", "L", "LA") else halves()
    image = Image.new("I;16", (400, 300), 65_535) if mode == "I;16" else ground.convert(mode)
    for found in published(saved(image, kind)):
        assert found.mode == "RGB"
        left = found.getpixel((10, 10))
        assert is_near(left, (255, 0, 0) if mode in ("CMYK", "P", "RGBA") else (255, 255, 255))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white_and_hidden_colours_go(kind: str) -> None:
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    for found in published(saved(image, kind, lossless=True, exact=True)):
        assert is_near(found.convert("RGB").getpixel((50, 50)), (255, 255, 255))


def test_a_palette_with_a_transparent_colour_becomes_white_there() -> None:
    image = Image.new("P", (400, 300), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    for found in published(saved(image, "PNG", transparency=0)):
        assert is_near(found.convert("RGB").getpixel((50, 50)), (255, 255, 255))


def test_a_picture_that_moves_is_refused() -> None:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("green", "blue")]
    for kind in ("PNG", "WEBP"):
        rule, message = refused(saved(halves((200, 200)), kind, save_all=True, append_images=frames))
        assert (rule, message) == ("photo-type", "the picture moves. Save one still picture.")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    data = saved(noise, kind)
    assert refused(data[: int(len(data) * share)])[0] == "photo-type"


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PDF", "PPM", "EPS"])
def test_other_kinds_of_pictures_are_refused_whatever_their_name(kind: str) -> None:
    assert refused(saved(halves(), kind))[0] == "photo-type"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a/*" + b"\xff\xd8\xff\xe0" + b"*/=1;alert(1)",
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(data: bytes) -> None:
    assert refused(data)[0] == "photo-type"


def test_a_web_page_that_hides_behind_a_picture_is_not_published() -> None:
    script = b"<script>alert(1)</script>"
    for kind in ("JPEG", "PNG", "WEBP"):
        for output in make_photograph(saved(halves(), kind) + script).outputs:
            assert script not in output.data


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("side", [6_400, 9_400, 12_000, 40_000])
def test_a_small_file_with_a_huge_picture_is_refused_before_it_is_opened(side: int) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    assert refused(bomb)[0] == "photo-size"


@pytest.mark.parametrize("size", [(99, 400), (400, 99), (2000, 400), (110, 500)])
def test_a_tiny_picture_and_a_strip_are_refused(size: tuple[int, int]) -> None:
    assert refused(saved(Image.new("RGB", size)))[0] == "photo-size"


def test_the_same_bytes_have_the_same_names_and_others_have_others() -> None:
    data = saved(halves())
    assert make_photograph(data) == make_photograph(data)
    names = {each.path for each in make_photograph(data).outputs}
    others = {each.path for each in make_photograph(saved(halves((402, 300)))).outputs}
    assert not names & others


def test_a_file_larger_than_its_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ada.jpg"
    path.write_bytes(b"x" * FILE_LIMIT)
    assert len(read_photograph(path)) == FILE_LIMIT
    path.write_bytes(b"x" * (FILE_LIMIT + 1))
    with pytest.raises(PhotographFault) as caught:
        read_photograph(path)
    assert caught.value.rule == "photo-size"
