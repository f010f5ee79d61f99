"""The repository's own content: no problem in it, ever, and enough of everything to show what the site can do."""

import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from sample_site import TODAY

from generator import pipeline
from generator.records import references_of, validate_record
from generator.recurrence import next_occurrences
from generator.sources import Document, example_sources, parse_document
from generator.urls import COLLECTIONS

CONTENT = Path(__file__).resolve().parent.parent / "content"
RECORD_FILES = sorted(path for name in (*COLLECTIONS, "register") for path in (CONTENT / name).rglob("*.*"))
YEARS_AHEAD = 3

# Simple patterns for what is never published about a person. Years such as 2016-2019 and opening hours are no telephone numbers.
CONTACT = {
    "an e-mail address": re.compile(
        r"[\w.+-]+\s?[@＠]\s?[\w-]+\.\w|\w\s?[(\[]at[)\]]\s?\w|\w+ at \w+ (?:dot|\(dot\)) \w+", re.IGNORECASE
    ),
    "a telephone number": re.compile(r"(?<![\d/-])(?:\+44|0044|0)[\s.()-]*(?:\d[\s.()-]*){9,10}(?![\d-])"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b"),
    "a handle": re.compile(r"(?<![\w/.])@[A-Za-z_]\w{2,}"),
    "a messaging app or network": re.compile(
        r"\b(?:whatsapp|snapchat|telegram|discord|instagram|tiktok|facebook|linkedin|messenger|dm me)\b", re.IGNORECASE
    ),
    "a date of birth": re.compile(r"\b(?:born on|date of birth|my birthday is)\b", re.IGNORECASE),
}  # fmt: skip


@lru_cache
def understood():
    return pipeline.understand(pipeline.Order(today=TODAY))


def site():
    return understood().site


def named(path):
    return path.relative_to(CONTENT).as_posix()


def test_the_content_has_no_problem() -> None:
    assert [str(problem) for problem in understood().problems] == []


def test_every_kind_has_an_example() -> None:
    assert {source.collection for source in example_sources(CONTENT, label="content")} == set(COLLECTIONS)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_example_is_valid_and_names_what_is_there(collection: str) -> None:
    found = [each for each in example_sources(CONTENT, label="content") if each.collection == collection]
    assert found, f"content/{collection}/ has no _example.md"
    document = parse_document(found[0])
    assert isinstance(document, Document), document

    record, problems = validate_record(
        document, {"vocabularies": site().vocabularies, "time_zone": site().settings.time_zone}
    )

    assert [str(problem) for problem in problems] == []
    assert record is not None
    known = {name: {path.stem for path in (CONTENT / name).glob("*.md")} for name in COLLECTIONS}
    assert [
        slug for kind, _, slug, or_words in references_of(record) if slug not in known[kind] and not or_words
    ] == []


# ---------------------------------------------------------------- enough of everything


def test_there_are_people_in_every_district() -> None:
    districts = {person.district for person in site().ambassadors}

    assert len(site().ambassadors) >= 36
    assert set(site().vocabularies["districts"].by_slug) - districts == set()


def test_every_shape_of_route_has_somebody() -> None:
    taken = site().terms["ambassadors", "route"]

    assert set(site().vocabularies["route-headlines"].by_slug) - set(taken) == set()


@pytest.mark.parametrize(
    ("collection", "number"), [("careers", 14), ("events", 12), ("case_studies", 8), ("organisations", 12)]
)
def test_there_is_enough_to_show(collection: str, number: int) -> None:
    assert len(getattr(site(), collection)) >= number


def test_most_careers_have_somebody() -> None:
    alone = [career.slug for career in site().careers if career.slug not in site().ambassadors_by_career]

    assert len(alone) <= len(site().careers) / 3


def test_something_is_always_coming_up() -> None:
    """A demonstration that nobody tends for three years still has events."""
    days = [TODAY + timedelta(days=number) for number in range(0, 365 * YEARS_AHEAD, 9)]
    empty = [
        day
        for day in days
        if not any(
            next_occurrences(each.starts, each.ends, each.repeats, each.except_, today=day, limit=1)
            for each in site().events
        )
    ]

    assert empty == []


def test_the_site_says_that_it_is_a_demonstration() -> None:
    assert site().settings.demonstration


def test_everyone_stays_published_for_a_while() -> None:
    soon = {
        person.slug: person.review_on
        for person in site().people.values()
        if person.review_on < date(2028, 3, 1)
    }

    assert soon == {}


# ---------------------------------------------------------------- what never stands in it


@pytest.mark.parametrize("what", CONTACT)
def test_nobody_gives_contact_details(what: str) -> None:
    found = [
        f"{named(path)}: {match.group()}"
        for path in RECORD_FILES
        if path.suffix in (".md", ".yml")
        for match in CONTACT[what].finditer(path.read_text("utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("what", "written"),
    [
        ("an e-mail address", "Write to ada.lane@example.org."),
        ("an e-mail address", "ada (at) example (dot) org"),
        ("a telephone number", "Ring 07700 900123."),
        ("a telephone number", "+44 7700 900 123"),
        ("a postcode", "at ZZ99 3VZ"),
        ("a handle", "I am @ada_lane there"),
        ("a messaging app or network", "find me on WhatsApp"),
        ("a date of birth", "I was born on 3 May"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, written: str) -> None:
    assert CONTACT[what].search(written)


@pytest.mark.parametrize("what", CONTACT)
def test_the_patterns_leave_ordinary_words_alone(what: str) -> None:
    ordinary = (
        "From 2016-2019 I worked at a mill. Open 09:00 to 17:30, 1,200 people; A5 road, BS 7671, 2027-03-14."
    )

    assert not CONTACT[what].search(ordinary)
