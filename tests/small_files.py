"""Small files of the content, written in a test and understood as the generator understands them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sample_site import site

from generator.problems import Problem
from generator.records import RECORD_TYPES, Record, validate_record
from generator.sources import Document, Source, parse_data, parse_document
from generator.urls import COLLECTIONS

LEAST: Mapping[str, Mapping[str, str]] = {
    "ambassadors": {
        "name": "Ada Lane",
        "job_title": "Tester",
        "summary": "Tests a list.",
        "what_i_do": "I stand on a list.",
        "what_i_needed": "A name.",
        "industry": "engineering",
        "district": "leeds",
        "formats": "[in-person]",
        "activities": "[careers-talk]",
        "key_stages": "[ks3]",
        "subjects": "[physics]",
        "route": "[{step: gcse}, {step: job}]",
        "consent": "{profile: 2026-10-01, text: 2026-1}",
    },
    "events": {
        "title": "A talk",
        "summary": "An event of a test.",
        "kind": "talk",
        "starts": "2027-03-14 10:30",
        "mode": "online",
        "cost": "free",
    },
    "case-studies": {"title": "A story", "summary": "What happened.", "date": "2026-10-02", "kind": "story"},
    "careers": {
        "title": "Bridge builder",
        "summary": "Builds bridges.",
        "industry": "engineering",
        "what_you_do": "You build bridges.",
        "entry_routes": "[{kind: university, text: A degree.}]",
    },
    "organisations": {"name": "Hexbridge", "kind": "employer"},
    "pages": {"title": "About", "summary": "What this is."},
}
"""The fields that a record of each kind cannot be without."""


@lru_cache
def context() -> Mapping[str, Any]:
    """The repository's own vocabularies, and London's time."""
    return {"vocabularies": site().vocabularies, "time_zone": "Europe/London"}


def text_of(collection: str, **fields: str) -> str:
    """A file with the least fields of its kind; `fields` replace them or add to them, and '' leaves one out."""
    lines = {**LEAST[collection], **fields}
    return (
        "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items() if value) + "---\n\nWords.\n"
    )


def document(collection: str, text: str, slug: str = "ada") -> Document:
    is_text = collection in (*COLLECTIONS, "consent-texts")
    ending, parse = (".md", parse_document) if is_text else (".yml", parse_data)
    path = "content/site.yml" if collection == "settings" else f"content/{collection}/{slug}{ending}"
    parsed = parse(Source(path, collection, slug, text.encode()))
    assert isinstance(parsed, Document), parsed
    return parsed


def read(collection: str, **fields: str) -> tuple[Record | None, list[Problem]]:
    """The record of a small file, and what is wrong with it."""
    return validate_record(document(collection, text_of(collection, **fields)), context())


def record(collection: str, **fields: str) -> Any:
    """The record of a small file that has no fault."""
    found, problems = read(collection, **fields)
    assert problems == []
    assert isinstance(found, RECORD_TYPES[collection])
    return found


def problem(collection: str, **fields: str) -> Problem:
    """The one fault of a small file."""
    found, problems = read(collection, **fields)
    assert len(problems) == 1, [str(each) for each in problems]
    assert found is None
    return problems[0]


def line_in(collection: str, field: str, **fields: str) -> int:
    """On which line of a small file a field stands."""
    rows = text_of(collection, **fields).split("\n")
    return next(number for number, row in enumerate(rows, 1) if row.startswith(f"{field}:"))
