"""
Every rule has a bad file, and the bad file has its exact messages.

A folder `tests/broken/<rule>` or `<rule>--<face>` holds a content folder and `expected.txt`. What git cannot hold well
(links, pipes, huge files, names that differ by case, pictures) is made here.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

import build
from generator.pipeline import Order, understand
from generator.problems import RULES

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
PERSON = (
    (BROKEN / "raw-html" / "content" / "ambassadors" / "amina-khan.md")
    .read_text("utf-8")
    .partition("\nI am <b>")[0]
)
FORM = re.compile(r"[^\n:]+:\d+: .+[.?]? ?.* \[[a-z0-9-]+\]")
PYTHON_WORDS = re.compile(
    r"\b(?:None|NoneType|\w+Error|\w+Warning|(?i:str|dict|int|bool|tuple|Traceback|invalid|illegal|failed|exception|regex|null))\b"
)


def messages(content: Path) -> list[str]:
    found = understand(Order(content=content, today=date(2027, 1, 15), doubles=True))
    return [str(problem) for problem in (*found.problems, *found.doubts)]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_bad_file_has_exactly_its_messages(name: str) -> None:
    expected = (BROKEN / name / "expected.txt").read_text("utf-8").splitlines()
    found = messages(BROKEN / name / "content")
    assert sorted(found) == sorted(expected)
    assert any(line.endswith(f"[{name.partition('--')[0]}]") for line in found)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_message_can_be_read_by_somebody_who_does_not_program(name: str) -> None:
    for line in (BROKEN / name / "expected.txt").read_text("utf-8").splitlines():
        assert FORM.fullmatch(line), line
        message = line.partition(": ")[2]
        assert not PYTHON_WORDS.search(message), line
        assert len(re.findall(r"[.?:] |[.?] \[", message)) >= 1, f"no way out: {line}"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_message_says_what_is_wrong_and_then_what_to_do(name: str) -> None:
    for line in (BROKEN / name / "expected.txt").read_text("utf-8").splitlines():
        words = line.rpartition(" [")[0]
        # An example stands at the end without a full stop, which would be copied along with it.
        assert words.endswith((".", "?")) or re.search(r"[.] Write (for example: )?\w+: ", words), (
            f"not a sentence: {line}"
        )
        assert re.search(r"[^.][.:] (?:[A-Z]|Did you)", words), f"only one sentence: {line}"


def test_check_prints_these_lines_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    folder = BROKEN / "unknown-field--dreadful-profile"
    code = build.main(["check", "--content", str(folder / "content"), "--today", "2027-01-15"])
    assert code == 1
    assert capsys.readouterr().err == (folder / "expected.txt").read_text("utf-8")


def _profile(folder: Path, text: str | bytes = PERSON, name: str = "amina-khan.md") -> Path:
    path = folder / "ambassadors" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _with_photograph(folder: Path, data: bytes) -> None:
    text = PERSON.replace("industry:", "photo: amina-khan.jpg\nphoto_alt: Amina\nindustry:", 1)
    _profile(folder, text.replace("consent: {", "consent: {photo: 2026-10-01, ", 1))
    (folder / "ambassadors" / "amina-khan.jpg").write_bytes(data)


def _picture(width: int, height: int, **options: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(data, "JPEG", **options)
    return data.getvalue()


def _photograph_with_place() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (54.0, 29.0, 0.0)
    return _picture(300, 300, exif=exif)


def _link(folder: Path) -> None:
    _profile(folder)
    (folder / "ambassadors" / "ada.md").symlink_to("/etc/hostname")


def _pipe(folder: Path) -> None:
    _profile(folder)
    os.mkfifo(folder / "ambassadors" / "ada.md")


def _same_name(folder: Path) -> None:
    _profile(folder)
    _profile(folder, name="Amina_Khan.md")


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "unsafe-file": (
        _link,
        "content/ambassadors/ada.md:1: this is a link to somewhere else. Put the file itself here. [unsafe-file]",
    ),
    "unsafe-file--pipe": (
        _pipe,
        "content/ambassadors/ada.md:1: this is not an ordinary file. Put the file itself here. [unsafe-file]",
    ),
    "file-size": (
        lambda folder: _profile(folder, PERSON + "word " * 20_000),
        "content/ambassadors/amina-khan.md:1: the file is larger than 64 KiB. Shorten it. [file-size]",
    ),
    "same-name": (
        _same_name,
        "content/ambassadors/Amina_Khan.md:1: 'Amina_Khan.md' would have the same address as 'amina-khan.md'. Remove or rename one. [same-name]",
    ),
    "not-utf-8": (
        lambda folder: _profile(folder, PERSON.replace("Amina", "Aminá", 1).encode("latin-1")),
        "content/ambassadors/amina-khan.md:2: byte 15 (0xE1) is not UTF-8. Save the file as UTF-8. [not-utf-8]",
    ),
    "not-utf-8--utf-16": (
        lambda folder: _profile(folder, PERSON.encode("utf-16")),
        "content/ambassadors/amina-khan.md:1: the file is saved as UTF-16. Save it as UTF-8. [not-utf-8]",
    ),
    "body-size": (
        lambda folder: _profile(folder, PERSON + "word word\n" * 2_100),
        "content/ambassadors/amina-khan.md:17: the text below the fields takes 21,012 bytes; 20,000 fit. Shorten it. [body-size]",
    ),
    "photo-type": (
        lambda folder: _with_photograph(folder, b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        (
            "content/ambassadors/amina-khan.md:7: photo: 'amina-khan.jpg': it is not a JPEG, PNG or WebP picture, whatever its name says. "
            "Save it as one of these. [photo-type]"
        ),
    ),
    "photo-size": (
        lambda folder: _with_photograph(folder, _picture(80, 80)),
        (
            "content/ambassadors/amina-khan.md:7: photo: 'amina-khan.jpg': it has 80 × 80 pixels, which is too small to see. "
            "Use one of at least 100 on each side. [photo-size]"
        ),
    ),
    "photo-location": (
        lambda folder: _with_photograph(folder, _photograph_with_place()),
        (
            "content/ambassadors/amina-khan.md:7: photo: 'amina-khan.jpg': the file says where it was taken, and the repository is public. "
            "Remove its location (a screenshot of it has none) and add it again. [photo-location]"
        ),
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_what_git_cannot_hold_has_exactly_its_message(name: str, tmp_path: Path) -> None:
    make, expected = MADE[name]
    folder = tmp_path / "content"
    make(folder)
    assert messages(folder) == [expected]


def test_every_rule_has_a_bad_file() -> None:
    shown = {name.partition("--")[0] for name in (*FOLDERS, *MADE)}
    assert set(RULES) - shown == set()


def test_a_dreadful_profile_is_told_everything_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    dreadful = (
        PERSON.replace("job_title: Structural engineer", "job_titel: Structural engineer")
        .replace("bradford", "bradfrod")
        .replace("[ks3]", "ks3, ks4")
        .replace("year: 2009", "year: long ago")
        .replace("profile: 2026-06-01", "profile: 01/06/2026")
        + "\nI am <b>bold</b>.\n"
    )
    _profile(folder, dreadful)
    path = "content/ambassadors/amina-khan.md"
    assert messages(folder) == [
        f"{path}:3: 'job_titel' is not a field of an ambassador. Did you mean 'job_title'? [unknown-field]",
        f"{path}:8: district: 'bradfrod' is not in content/vocabularies/areas.yml. Did you mean 'bradford'? [unknown-term]",
        f"{path}:11: key_stages: 'ks3, ks4' is one text; a list is wanted. Write [ks3, ks4]. [list]",
        f"{path}:14: route.1.year: 'long ago' is not a year. Write 2016, 2016-2019 or 2016-now. [date]",
        f"{path}:16: consent.profile: '01/06/2026' is not a date. Write the year first: 2026-06-01. [date]",
        f"{path}:21: '<b>' is HTML. Use Markdown: **bold**, *italic*, ## heading, - list. [raw-html]",
    ]
