"""
A corpus as the generators that we compare ourselves with want it: the same texts, one file for each document.

What a document shows is worked out once: a heading, a summary, its other fields as name and text, the terms it is listed
under, and its prose. Each generator gets that in its own way of writing fields, beside the site in `peers/`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.urls import COLLECTIONS

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
TITLES = ("title", "name")
# A facet's terms stand in a field of another name.
FIELD_OF = {
    "subject": "subjects",
    "activity": "activities",
    "key-stage": "key_stages",
    "format": "formats",
    "language": "languages",
    "audience": "audiences",
    "trait": "traits",
}


@dataclass(frozen=True)
class Document:
    collection: str
    slug: str
    title: str
    description: str
    job: str
    date: str
    facts: tuple[tuple[str, str], ...]
    """(name, text) of every other field that is a text"""
    terms: tuple[tuple[str, str], ...]
    """(facet with its collection, term)"""
    stops: tuple[dict[str, str], ...]
    people: tuple[str, ...]
    body: str

    @property
    def path(self) -> str:
        """Where the file is, and with it the page: information pages are at the root."""
        return f"{self.slug}.md" if self.collection == "pages" else f"{self.collection}/{self.slug}.md"


def read_corpus(corpus: Path) -> Iterator[Document]:
    for collection in COLLECTIONS:
        for path in sorted((corpus / collection).glob("*.md")):
            _, front, body = path.read_text("utf-8").split("---\n", 2)
            yield _document(collection, path.stem, yaml.load(front, yaml.CSafeLoader), body.strip())


def _document(collection: str, slug: str, fields: dict[str, Any], body: str) -> Document:
    title = next(str(fields[name]) for name in TITLES if name in fields)
    day = re.match(r"\d{4}-\d\d-\d\d", slug)
    hidden = {*TITLES, "summary", "job_title", "consent", "photo", "photo_alt"}
    return Document(
        collection,
        slug,
        title,
        str(fields.get("summary", title)),
        str(fields.get("job_title", "")),
        str(fields.get("date", day[0] if day else "2026-06-01")),
        tuple(
            (name, value) for name, value in fields.items() if isinstance(value, str) and name not in hidden
        ),
        tuple(
            (f"{collection}-{facet}", term)
            for facet in COLLECTIONS[collection].facets
            for term in _terms(facet, fields)
        ),
        tuple(
            {name: str(stop.get(name, "")) for name in ("year", "what", "note")}
            for stop in fields.get("route", ())
        ),
        tuple(fields.get("ambassadors", ())),
        body,
    )


def _terms(facet: str, fields: dict[str, Any]) -> list[str]:
    """The terms of a record in one facet; a few of ours are worked out of something else."""
    if facet == "route":
        steps = [stop.get("step") for stop in fields.get("route", ())]
        kinds = [entry.get("kind") for entry in fields.get("entry_routes", ())]
        return sorted({each for each in (*steps, *kinds) if each})
    if facet == "district" and isinstance(fields.get("place"), dict):
        return [fields["place"]["district"]]
    if facet == "cost":
        return ["free"] if fields.get("cost") == "free" else ["paid"]
    value = fields.get(FIELD_OF.get(facet, facet), [])
    return [str(each) for each in (value if isinstance(value, list) else [value])]


# ---------------------------------------------------------------- one site for each peer


def make_site(peer: str, corpus: Path, folder: Path) -> Path:
    """The peer's site in `folder`, with the corpus as its content → the folder of that content."""
    shutil.copytree(PEERS / peer, folder)
    content = folder / "content"
    documents = list(read_corpus(corpus))
    names = {each.slug: each.title for each in documents if each.collection == "ambassadors"}
    for document in documents:
        path = content / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (
            _for_pelican(document, names) if peer == "pelican" else _front_matter(document, peer)
        ) + f"\n{document.body}\n"
        path.write_text(text, "utf-8")
    return content


def _front_matter(document: Document, peer: str) -> str:
    fields: dict[str, Any] = {
        "title": document.title,
        "description": document.description,
        "date": document.date,
        "facts": [{"name": name, "text": text} for name, text in document.facts],
        "shown": [{"facet": facet, "term": term} for facet, term in document.terms],
    }
    for name in ("job", "people", "stops"):
        value = getattr(document, name)
        if value:
            fields[name] = list(value) if isinstance(value, tuple) else value
    if peer == "eleventy":
        fields |= {"layout": "page.njk", "permalink": f"/{document.path.removesuffix('.md')}/"}
    if peer == "hugo":
        for facet, term in document.terms:
            fields.setdefault(facet, []).append(term)
    front = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n"


def _for_pelican(document: Document, names: dict[str, str]) -> str:
    """Pelican's fields are lines of text; several values of one field are lines below each other."""
    fields: dict[str, list[str]] = {
        "Title": [document.title],
        "Description": [document.description],
        "Date": [document.date],
        "Slug": [document.slug],
        "Category": [document.collection],
        "Tags": [", ".join(f"{facet}-{term}" for facet, term in document.terms)],
        "Job": [document.job],
        "Facts": [f"{name}|{text}" for name, text in document.facts],
        "Stops": [f"{stop['year']}|{stop['what']}|{stop['note']}" for stop in document.stops],
        "People": [f"{slug}|{names[slug]}" for slug in document.people],
    }
    return "".join(f"{name}: " + "\n    ".join(lines) + "\n" for name, lines in fields.items() if any(lines))
