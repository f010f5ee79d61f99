"""
The small whole site of tests/sample/content, in which every odd case stands once, as stages of the generator see it.

Each stage is done once for a day and shared by all tests that ask about it. Nothing here writes.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from least_text import text_of

from generator import pipeline
from generator.pages import plan_pages
from generator.pages.cards import Cards
from generator.search import plan_search
from generator.understood import Understood
from generator.views import Page

SAMPLE = Path(__file__).resolve().parent / "sample/content"
TODAY = date(2027, 1, 15)
BASE_URL = "https://example.org/hub/"
ROOT_URL = "https://example.org/"
LONG_SLUG = "a-name-as-long-as-the-field-allows-and-a-file-name-too-12345"

LISTED = frozenset({"ana-oneill", "bobby-tables", "li-wei", "max-marlow", "x", "yasmin-haddad", LONG_SLUG})
UNLISTED = "sam-underhill"
UNPUBLISHED = {
    "cora-coming": "Cora Coming",
    "ed-expired": "Ed Expired",
    "ina-inactive": "Ina Inactive",
    "olga-old-text": "Olga Oldwords",
    "pat-paused": "Pat Pausing",
    "rita-review": "Rita Reviewed",
    "uma-unverified": "Uma Unverified",
}
"""slug → name, which no file of the public site may hold"""


@lru_cache(maxsize=64)
def understood(
    today: date = TODAY, *, content: Path = SAMPLE, base_url: str = "", preview: bool = False
) -> Understood:
    return pipeline.understand(
        pipeline.Order(content=content, today=today, base_url=base_url, preview=preview)
    )


def site(today: date = TODAY, *, content: Path = SAMPLE, base_url: str = "", preview: bool = False):
    """The assembled Site, without a problem."""
    found = understood(today, content=content, base_url=base_url, preview=preview)
    assert found.problems == ()
    return found.site


@lru_cache(maxsize=32)
def pages(today: date = TODAY, *, content: Path = SAMPLE, preview: bool = False) -> dict[str, Page]:
    """Every planned page by its address, written from the site's root: /ambassadors/x/"""
    found_site = site(today, content=content, base_url=ROOT_URL, preview=preview)
    cards = Cards(found_site)
    addresses = {name: f"/{path}" for name, path in plan_search(cards, "").paths.items()}
    planned = plan_pages(cards, drawing=pipeline.read_drawing(), search_data=addresses, examples={})
    found: dict[str, Page] = {}
    for sketch in planned:
        assert sketch.url not in found, f"two pages at {sketch.url}"
        cards.asked.clear()
        found[sketch.url] = sketch.make()
        assert (sketch.url, sketch.indexed) == (found[sketch.url].url, found[sketch.url].indexed)
        if sketch.people is not None:
            assert {path for path in cards.asked if "/ambassadors/" in path} == {
                person.path for person in sketch.people
            }
    return found


@lru_cache(maxsize=16)
def files(
    today: date = TODAY, *, content: Path = SAMPLE, base_url: str = "", preview: bool = False
) -> dict[str, bytes]:
    """Every file of the site by its path."""
    order = pipeline.Order(content=content, today=today, base_url=base_url, preview=preview)
    found = understood(today, content=content, base_url=base_url, preview=preview)
    assert found.problems == ()
    made: dict[str, bytes] = {}
    for output in pipeline.Plan(found, order).outputs(pipeline.Counter()):
        assert output.path not in made, f"two files at {output.path}"
        made[output.path] = output.data
    return made


def copied(folder: Path) -> Path:
    """The sample's content in a folder where a test may change it."""
    return Path(shutil.copytree(SAMPLE, folder / "content"))


def person_text(name: str = "Ada Lane", **fields: str) -> str:
    """The text of a profile; `fields` replace its lines, and '' leaves one out."""
    return text_of("ambassadors", name=name, **fields)


def event_text(title: str = "A talk", **fields: str) -> str:
    """The text of an event in a hall; `fields` replace its lines, and '' leaves one out."""
    there = {"mode": "in-person", "place": "{name: Example Hall, district: leeds}"}
    return text_of("events", title=title, **(there | fields))


def write_people(content: Path, number: int) -> None:
    """So many published people, p000 first; each third one in Bradford, the others in Leeds."""
    (content / "ambassadors").mkdir(parents=True)
    (content / "register/consent-texts").mkdir(parents=True)
    consent = "register/consent-texts/2026-1.md"
    (content / consent).write_text((SAMPLE / consent).read_text("utf-8"), "utf-8")
    slugs = [f"p{count:03}" for count in range(number)]
    for count, slug in enumerate(slugs):
        district = "leeds" if count % 3 else "bradford"
        text = person_text(f"Person {count}", district=district)
        (content / f"ambassadors/{slug}.md").write_text(text, "utf-8")
    register = "".join(f"{slug}: {{active: yes}}\n" for slug in slugs)
    (content / "register/verification.yml").write_text(register, "utf-8")


# ---------------------------------------------------------------- reading pages


@dataclass
class _Words(HTMLParser):
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text += data


def words_of(html: bytes) -> str:
    """What a page says to a reader, with its spaces tidied."""
    reader = _Words()
    reader.feed(html.decode())
    reader.close()
    return " ".join(reader.text.split())


def addresses_in(html: bytes) -> list[str]:
    """Every href and src of a page, and each part of a srcset."""
    found = []
    for name, value in re.findall(r'\s(href|src|srcset|action)="([^"]*)"', html.decode()):
        values = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
        found += [unescape(each) for each in values]
    return found
