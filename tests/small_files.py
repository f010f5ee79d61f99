"""Small files of the content, written in a test and understood as the generator understands them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from least_text import text_of
from sample_site import site

from generator.problems import Problem
from generator.records import RECORD_TYPES, Record, validate_record
from generator.sources import Document, Source, parse_data, parse_document
from generator.urls import COLLECTIONS


@lru_cache
def context() -> Mapping[str, Any]:
    """The repository's own vocabularies, and London's time."""
    return {"vocabularies": site().vocabularies, "time_zone": "Europe/London"}


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
