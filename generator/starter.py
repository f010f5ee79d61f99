"""Writes the file that a contributor starts from: every field explained, required ones filled with an example."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from pydantic.fields import FieldInfo

from generator.front_matter import in_quotes
from generator.records import RECORD_TYPES, Ambassador, CaseStudy, Event, Record
from generator.sources import DATED_SLUG, SLUG, plain_name
from generator.urls import COLLECTIONS, KIND_OF, RESERVED_NAMES

KINDS = tuple(KIND_OF.values())
_COLLECTION_OF = {kind: collection for collection, kind in KIND_OF.items()}
CONSENT_TEXT = "2026-1"
DAYS_AHEAD = 60
"""An event that is being written takes place later: the example date is so many days ahead."""

EXAMPLE_BODY = "Tell your story here, in a few short paragraphs. Write as you would speak to a 12-year-old.\n\n## A heading\n\nWhat happened next?\n"
_BODIES = {
    "ambassadors": EXAMPLE_BODY,
    "events": "Say here what people will see and do, and what to bring.\n",
    "case-studies": "Tell here what happened, in the order in which it happened.\n",
    "careers": "Say here what the work is like and where people do it.\n",
    "organisations": "Say here in a few sentences what it does.\n",
}


def write_new(kind: str, name: str, *, content: Path, today: date) -> Path:
    """A kind and a name → the path of its new file; raises FileExistsError where there is one already."""
    collection = _COLLECTION_OF[kind]
    name = " ".join(unicodedata.normalize("NFC", name).split())
    day = today + timedelta(days=DAYS_AHEAD) if collection == "events" else None
    slug = slug_of(collection, name, day=day)
    path = content / collection / f"{slug}.md"
    if path.parent.exists() and not path.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(starting_text(RECORD_TYPES[collection], name, today))
    return path


def write_imported(slug: str, text: str, *, content: Path) -> Path:
    """The text of a profile → its file, whole or not at all, also over one that is there: the hub has asked for it."""
    path = content / "ambassadors" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}~")
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(path)
    return path


def slug_of(collection: str, name: str, *, day: date | None = None) -> str:
    """A name → its file name without the ending; raises ValueError where it gives none. `day`: when an event takes place."""
    slug = plain_name(name)
    if day and slug and not DATED_SLUG.fullmatch(slug):
        slug = f"{day}-{slug}"
    wanted = DATED_SLUG if day else SLUG
    if not wanted.fullmatch(slug) or slug in RESERVED_NAMES or slug in COLLECTIONS[collection].reserved:
        raise ValueError(
            f"'{name}' gives no file name. Write the name with some plain letters, such as: amina-khan."
        )
    return slug


def starting_text(kind: type[Record], name: str, today: date) -> str:
    """A kind of record → the text of its starting file."""
    own = _own_values(kind, name, today)
    required: list[list[str]] = []
    optional: list[list[str]] = []
    for field, info in kind.model_fields.items():
        if field in kind.given:
            continue
        written = info.alias or field
        lines = _field(written, info, own.get(written))
        (required if info.is_required() or written in own else optional).append(lines)
    parts = ["---", "# Required. Change what stands after each colon."]
    parts += [line for lines in required for line in lines]
    parts += ["", "# The rest is up to you. To use a field, remove the # before its name."]
    parts += [
        line if line.startswith("#") or not line else f"# {line}" for lines in optional for line in lines
    ]
    return "\n".join([*parts, "---", "", _BODIES[kind.collection]])


def _field(written: str, info: FieldInfo, value: str | None) -> list[str]:
    example = value or (info.examples or [""])[0]
    return ["", f"# {info.description}", f"{written}: {example}".rstrip()]


def _own_values(kind: type[Record], name: str, today: date) -> dict[str, str]:
    """What can be filled in at once: the name as given, and dates that are not an example's."""
    called = in_quotes(name)
    if kind is Ambassador:
        return {"name": called, "consent": f"{{profile: {today}, text: {CONSENT_TEXT}}}"}
    if kind is Event:
        day = today + timedelta(days=DAYS_AHEAD)
        dated = re.match(r"(\d{4}-\d{2}-\d{2})[ -]+(.+)", name)
        title, day_written = (dated[2], dated[1]) if dated else (name, str(day))
        return {
            "title": in_quotes(title),
            "starts": f"{day_written} 10:30",
            "ends": f"{day_written} 12:30",
            "place": "{name: Whitby Library, district: north-yorkshire}",
        }
    if kind is CaseStudy:
        return {"title": called, "date": str(today)}
    return {"title": called} if "title" in kind.model_fields else {"name": called}
