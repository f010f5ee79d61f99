"""
The JSON Schema of every kind of record, made from its fields, and what the form in the browser needs beside it.

`data/schema/ambassador.json` and its like are plain JSON Schema of a file's fields as they are written, with a few words of
ours: `vocabulary` (its terms are also the `enum`), `reads` (how a text is read: date, year, …), `reference` (a record of
which collection; with `or_words` plain words too). `data/form.json` has what all forms share: messages, the words of all
terms, names of records, how each kind is asked for; `data/screen.json` what no text may have. `written.json` beside a page is its file as values, for the form.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from html.entities import html5
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

from generator import contact, prose, pupils, recurrence, screening, sources, visits
from generator.contact import KINDS
from generator.fields import EARLIEST, LATEST, zone
from generator.interview import INTERVIEWS
from generator.later import Later
from generator.messages import MESSAGES
from generator.output import OutputFile
from generator.records import CONSENT_MONTHS, RECORD_TYPES, Ambassador, CaseStudy, Event, Record
from generator.recurrence import EXAMPLES
from generator.screening import SCREEN_DATA, contact_words
from generator.site_model import Site, those
from generator.sources import HIDDEN
from generator.urls import KIND_OF
from generator.validation import Model

FORM_DATA = ("data", "form.json")
WRITTEN = "written.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_path(collection: str) -> tuple[str, ...]:
    """ambassadors → data/schema/ambassador.json, in parts."""
    return ("data", "schema", f"{KIND_OF[collection]}.json")


def plan_schemas(site: Site) -> Iterator[OutputFile]:
    """The schema of each kind, and what the forms share."""
    for collection in KIND_OF:
        url = site.urls.absolute(site.urls.file(*schema_path(collection)))
        schema = {"$schema": DIALECT, "$id": url, **json_schema(RECORD_TYPES[collection], site)}
        yield _file("/".join(schema_path(collection)), schema)
    yield _file("/".join(FORM_DATA), form_data(site))
    yield _file("/".join(SCREEN_DATA), screen_data())


def plan_written(site: Site, only: Collection[str]) -> Iterator[OutputFile]:
    """The values of each record at some source paths that may be opened in the form."""
    records: tuple[Ambassador | Event | CaseStudy, ...] = (
        *site.ambassadors,
        *site.events,
        *site.case_studies,
    )
    for record in those(records, only):
        if may_be_opened(site, record):
            values = written(record, site.settings.time_zone)
            reviewed = [each.words for each in site.register.reviews_of(record.path)]
            told = {"slug": record.slug, "values": values, "body": record.body, "reviewed": reviewed}
            # A file for each record, read by the form alone: no lines to read, which take longer to write than the rest.
            yield OutputFile(written_path(record), json.dumps(told, ensure_ascii=False).encode())


def may_be_opened(site: Site, record: Ambassador | Event | CaseStudy) -> bool:
    """
    Whether the form may show a record's file: a profile that is on the public lists, and nothing more.

    An event or a story only while everybody in it is listed: its file would tell of others, and without them a change
    would drop them. And no visit to a school that is over, nor a story of one: who was there is nobody's business
    afterwards. A file that names a hidden page stays closed too.
    """
    if site.hidden and (
        not isinstance(record, Ambassador)
        or any(PurePosixPath(path).stem in record.body for path in site.hidden)
    ):
        return False
    if isinstance(record, Ambassador):
        return _is_listed(site, record.slug)
    if isinstance(record, Event) and site.was_school_visit(record):
        return False
    if isinstance(record, CaseStudy) and site.shown_with(record) != record.organisations:
        return False
    return all(_is_listed(site, slug) for slug in record.ambassadors)


def _is_listed(site: Site, slug: str) -> bool:
    person = site.people.get(slug)
    return person is not None and person.visibility == "public" and slug not in site.unpublished


def written_path(record: Record) -> str:
    """Where a record's values are: beside its page, so that they come and go with it."""
    return f"{record.collection}/{record.slug}/{WRITTEN}"


def _file(path: str, data: Any) -> OutputFile:
    return OutputFile(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


# ---------------------------------------------------------------- the schema


def json_schema(kind: type[Record], site: Site) -> dict[str, Any]:
    """A kind's fields → JSON Schema of what is written in a file of it."""
    made = deepcopy(_made_by_pydantic(kind))
    for name in kind.given:
        del made["properties"][name]
    made["required"] = [name for name in made["required"] if name not in kind.given]
    for definition in made.get("$defs", {}).values():
        definition.pop("title", None)
    schema = _plain(made, site)
    schema["title"] = KIND_OF[kind.collection]
    return {name: value for name, value in schema.items() if name != "description"}


@lru_cache
def _made_by_pydantic(kind: type[Record]) -> dict[str, Any]:
    """The schema as pydantic has it. It is asked for often and takes long to make."""
    return kind.model_json_schema(by_alias=True)


def _plain(node: Any, site: Site) -> Any:
    """Without what pydantic adds for Python's sake: nothing is written as null, and a default is what is left out."""
    if isinstance(node, list):
        return [_plain(each, site) for each in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        [only] = (each for each in node["anyOf"] if each != {"type": "null"})
        return _plain(only | {name: value for name, value in node.items() if name != "anyOf"}, site)
    plain: dict[str, Any] = {}
    for name, value in node.items():
        if name in ("properties", "$defs"):
            plain[name] = {key: _plain(each, site) for key, each in value.items()}
        elif name not in ("title", "default"):
            plain[name] = _plain(value, site)
    vocabulary = plain.get("vocabulary")
    if isinstance(vocabulary, str):
        plain["enum"] = [term.slug for term in site.vocabularies[vocabulary]]
    return plain


# ---------------------------------------------------------------- what the forms share


def form_data(site: Site) -> dict[str, Any]:
    """Messages, terms, names and the interviews."""
    asked_for = _vocabularies_of(*(RECORD_TYPES[collection] for collection in INTERVIEWS))
    return {
        "messages": MESSAGES,
        "contact": {kind: contact_words(kind) for kind in KINDS},
        "repeats_examples": EXAMPLES,
        "earliest": EARLIEST,
        "latest": LATEST,
        "consent_months": CONSENT_MONTHS,
        "time_zone": site.settings.time_zone,
        "terms": {
            name: [_term(term) for term in vocabulary]
            for name, vocabulary in site.vocabularies.items()
            if name in asked_for
        },
        "areas": [
            [area.label, [district.slug for district in area.districts]]
            for area in site.vocabularies["areas"]
        ],
        "names": {
            "careers": [[career.slug, career.title] for career in site.careers],
            "organisations": [[each.slug, each.name] for each in site.organisations],
            "events": [[event.slug, event.title] for event in site.events],
            "case-studies": [[story.slug, story.title] for story in site.case_studies],
            "pages": [[page.slug, page.title] for page in site.pages],
        },
        "schools": [each.name for each in site.organisations if each.kind == "school"],
        "interviews": {
            KIND_OF[collection]: [asdict(step) for step in steps] for collection, steps in INTERVIEWS.items()
        },
    }


def screen_data() -> dict[str, Any]:
    """What the form looks for in texts: our own rooms' expressions and lists of words, and nothing of content."""
    return {
        "rooms": {
            "contact": _room(contact, ENTITIES=_ENTITIES),
            "pupils": _room(pupils),
            "recurrence": _room(recurrence),
            "prose": _room(prose, only="HTML_TAG CODE IMAGE RUN HEADING_LIKE SITE_LIKE"),
            "screening": _room(screening, only="GREEK_TWINS INDICES"),
            "visits": _room(visits, only="DAY SCHOOL"),
            "sources": _room(sources, only="HIDDEN", HIDDEN_NAMES=_hidden_names()),
        },
        "limits": {name: getattr(prose, name) for name in vars(prose) if name.endswith("_LIMIT")},
    }


def _room(room: ModuleType, *, only: str = "", **more: Any) -> dict[str, Any]:
    """A room's expressions and lists of words, as a browser reads them: what the form looks for is what the build looks for."""
    values = {name.lstrip("_"): value for name, value in vars(room).items() if not name.startswith("__")}
    if only:
        values = {name: values[name] for name in only.split()}
    several = {
        f"{name}_{number}": each
        for name, value in values.items()
        if isinstance(value, tuple)
        for number, each in enumerate(value)
    }
    patterns = {
        name: portable(value)
        for name, value in (values | several).items()
        if isinstance(value, (re.Pattern, Later))
    }
    words = {name: _words(value) for name, value in values.items() if _words(value)} | more
    return {"patterns": patterns, "words": words}


def _words(value: Any) -> Any:
    """A list of words or a dictionary of them; None for anything else."""
    if isinstance(value, Mapping):
        if value and all(isinstance(each, set) for each in value.values()):
            return {name: sorted(each) for name, each in value.items()}
        return dict(value) if all(isinstance(part, str) for pair in value.items() for part in pair) else None
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) and all(isinstance(each, str) for each in value) else None


def portable(pattern: re.Pattern[str] | Later) -> dict[str, str]:
    """An expression → what JavaScript writes for the same, for those of us that read text in Latin letters."""
    flags = "".join(
        letter
        for flag, letter in ((re.IGNORECASE, "i"), (re.MULTILINE, "m"), (re.DOTALL, "s"))
        if pattern.flags & flag
    )
    source = re.sub(r"\\U([0-9a-fA-F]{8})", lambda code: rf"\u{{{int(code[1], 16):x}}}", pattern.pattern)
    # Signs outside Unicode's first plane are one letter only for an expression that is told so.
    flags += "u" if source != pattern.pattern or re.search("[^\0-\uffff]", source) else ""
    return {"source": source.replace("(?P<", "(?<").replace(r"\A", "^").replace(r"\Z", "$"), "flags": flags}


def _hidden_names() -> dict[str, str]:
    """Invisible characters by their numbers, as messages call them."""
    planes = (*range(0xD800), *range(0xE000, 0x10000), *range(0xE0000, 0xE1000))
    found = [each for each in HIDDEN.findall("".join(map(chr, planes))) if len(each) == 1]
    names = {str(ord(each)): unicodedata.name(each, "").lower() for each in found}
    return {code: name for code, name in names.items() if name}


_ENTITIES = {
    name.rstrip(";"): sign
    for name, sign in html5.items()
    if name.endswith(";")
    and len(sign) == 1
    and not sign.isalpha()
    and (sign.isascii() or not sign.isprintable())
}
"""Names of signs that can stand in an address or number, such as &commat; and &shy;"""


def _term(term: Any) -> dict[str, str]:
    told = {"slug": term.slug, "label": term.label, "note": term.note}
    return told | {name: getattr(term, name) for name in ("group", "level") if getattr(term, name, "")}


def _vocabularies_of(*kinds: type[Record]) -> frozenset[str]:
    found: set[str] = set()

    def look(node: Any) -> None:
        if isinstance(node, Mapping):
            if isinstance(node.get("vocabulary"), str):
                found.add(node["vocabulary"])
            for each in node.values():
                look(each)
        elif isinstance(node, list):
            for each in node:
                look(each)

    for kind in kinds:
        look(_made_by_pydantic(kind))
    return frozenset(found)


# ---------------------------------------------------------------- a record as it would be written


def written(record: Record, time_zone: str) -> dict[str, Any]:
    """A record → the fields of a file that reads as the same record; what is as if left out is left out."""
    return _values(record, time_zone)


def _values(model: Model, time_zone: str) -> dict[str, Any]:
    found = {}
    for name, in_file, left_out in _fields_of(model.__class__):
        value = getattr(model, name)
        if value != left_out:
            found[in_file] = _value(value, time_zone)
    return found


@lru_cache
def _fields_of(kind: type[Model]) -> tuple[tuple[str, str, Any], ...]:
    """Each field's name, its name in a file, and its value where it is left out, which a required one never has."""
    return tuple(
        (name, info.alias or name, object() if info.is_required() else info.get_default())
        for name, info in kind.model_fields.items()
        if name not in kind.given
    )


def _value(value: Any, time_zone: str) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Model):
        return _values(value, time_zone)
    if isinstance(value, tuple):
        return [_value(each, time_zone) for each in value]
    if isinstance(value, datetime):
        wall = value.replace(tzinfo=None)
        twice = {wall.replace(tzinfo=zone(time_zone), fold=fold).utcoffset() for fold in (0, 1)}
        offset = f"{value:%z}" if len(twice) > 1 else ""
        return f"{wall:%Y-%m-%d %H:%M}{offset}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
