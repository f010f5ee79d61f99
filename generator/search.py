"""
What the browser needs to find people and pages: compact data files, fetched only when somebody starts to search.

The contract with templates/static/js/find-*.js. Every file stands under assets/search/ with its fingerprint in its
name, so a browser may keep it for ever.

`filters-….json`, all that a filter needs. People stand in the order of the day:

    {"count": 3000,
     "facets": {"subject": ["Physics", ["dt", "Design and technology"], …], …},  the terms that somebody has, in the order of the
                                                                 vocabulary; with its slug where that does not follow from the label
     "packed": "kXb…"}                                           (packing.py) for each facet the terms of each person, and how far each
                                                                 person travels: 0 own district (or not given), 1 neighbouring districts
                                                                 too, 2 the hub's whole area

`people-….json`, `people-more-….json` and `people-rest-….json`, what a card shows and words find, one column a fact: the first of
the day, who are enough for the first cards of most filters, those of many others, and everyone else (PEOPLE_FILES):

    {"name":   ["Amina Khan", …],
     "slug":   {"7": "ada-l", "9": "-2"},                         only where the slug does not follow from the name; -2 comes after what follows
     "job":    [0, 1, 1, …], "jobs": ["Welder", …],
     "work":   [0, -1, …],   "works": ["Hexmoor Engineering", …],  employer
     "career": [3, -1, …],   "careers": [["welder", "Welder", ["fabricator"]], …],
     "photo":  {"7": "/assets/photos/….webp"}}

`events-….json`, `case-studies-….json`, `careers-….json`: the same `facets` and `packed`, and the columns `title`, `summary`, `url`, `words`
(other words to be found by) and `line` (what stands under the title: when and where, kind, ways in); events also `starts` and
`ends`. In the order of the list.

`pages-….json`: {"pages": [[kind, title, summary, address, words], …]} for areas, organisations and information pages.

`places-….json`: {"outcodes": {"bradford": "BD1 BD2 …"}, "outside": {"wakefield": "S1 …"}, "labels": {"bradford": "Bradford", …}, "towns": {"bradford": ["Keighley", …]}, "words": {"subject": {"physics": [other words]}},
"neighbours": {"bradford": ["leeds", …]}, "synonyms": [["veterinary surgeon", ["vet", …]], …]}. An outcode is the first half of a
postcode; those `outside` the hub's area are given with the nearest district.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.output import OutputFile
from generator.packing import Packer
from generator.pages import words
from generator.pages.cards import Cards
from generator.records import Ambassador, Record
from generator.site_model import Site, facet_vocabulary, terms_of
from generator.urls import COLLECTIONS

FOLDER = "assets/search"
PEOPLE_FILES = {"people": 480, "people-more": 2_400, "people-rest": None}
"""
Data file → where in the order of the day its people end. Of a filter that leaves one in twenty, the first page of cards is
among 480; of one that leaves one in a hundred, among 2,400.
"""
_TRAVELS = {"my-district": 0, "neighbouring-districts": 1, "hub-area": 2}


@dataclass(frozen=True, slots=True)
class SearchFiles:
    """The data files, and where each is."""

    outputs: tuple[OutputFile, ...]
    paths: Mapping[str, str]
    """filters, people, people-more, people-rest, events, case-studies, careers, pages, places → output path"""


def plan_search(cards: Cards, outcodes: str) -> SearchFiles:
    """The cards of a Site → its search data. `outcodes` is the text of generator/data/outcodes.csv."""
    people = cards.site.ambassadors
    files = {
        "filters": _filters(cards),
        **{
            name: _people(cards, part) if part or name == "people" else {}
            for name, part in people_files(people)
        },
        "events": _events(cards),
        "case-studies": _case_studies(cards),
        "careers": _careers(cards),
        "pages": {"pages": list(_pages(cards))},
        "places": _places(cards.site, outcodes),
    }
    outputs = {name: _file(name, data) for name, data in files.items() if data}
    return SearchFiles(tuple(outputs.values()), {name: output.path for name, output in outputs.items()})


def people_files(people: Sequence[Ambassador]) -> Iterator[tuple[str, Sequence[Ambassador]]]:
    """Everyone in the order of the day → each data file and who is in it."""
    start = 0
    for name, end in PEOPLE_FILES.items():
        yield name, people[start:end]
        start = end or start


def _file(name: str, data: Any) -> OutputFile:
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return OutputFile(f"{FOLDER}/{name}-{hashlib.sha256(content).hexdigest()[:12]}.json", content)


# ---------------------------------------------------------------- people


def _filters(cards: Cards) -> dict[str, Any]:
    site = cards.site
    packer = Packer()
    facets = _facets(site, "ambassadors", site.ambassadors, packer)
    packer.numbers(len(_TRAVELS), (_TRAVELS.get(person.travels or "", 0) for person in site.ambassadors))
    return {"count": len(site.ambassadors), "facets": facets, "packed": packer.text()}


def _people(cards: Cards, people: Sequence[Ambassador]) -> dict[str, Any]:
    site = cards.site
    jobs, works, careers = _Numbers(), _Numbers(), _Numbers()
    columns = {
        "name": [person.name for person in people],
        "slug": {str(number): rest for number, person in enumerate(people) if (rest := _slug_left(person))},
        "job": [jobs.of(person.job_title) for person in people],
        "work": [
            works.of(cards.organisation_link(person.employer).label) if person.employer else -1
            for person in people
        ],
        "career": [
            careers.of(person.career) if person.career and site.find("careers", person.career) else -1
            for person in people
        ],
        "photo": {
            str(number): picture.webp[0].url
            for number, person in enumerate(people)
            if (picture := cards.person(person).picture)
        },
    }
    named = (site.find("careers", slug) for slug in careers.words)
    return columns | {
        "jobs": jobs.words,
        "works": works.words,
        "careers": [[career.slug, career.title, list(career.also_called)] for career in named],
    }


def plain_slug(name: str) -> str:
    """The slug that follows from a name: Siobhán Clarke → siobhan-clarke."""
    decomposed = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", decomposed).strip("-")


def _slug_left(person: Ambassador) -> str:
    """What must be told of a slug: '' when it follows from the name, '-2' when that comes after it, else all of it."""
    plain = plain_slug(person.name)
    return (
        person.slug.removeprefix(plain)
        if person.slug == plain or person.slug.startswith(f"{plain}-")
        else person.slug
    )


class _Numbers:
    """Gives each different text a number, in the order in which they come."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.known: dict[str, int] = {}

    def of(self, word: str) -> int:
        if word not in self.known:
            self.known[word] = len(self.words)
            self.words.append(word)
        return self.known[word]


# ---------------------------------------------------------------- everything else


def _facets(site: Site, collection: str, records: Sequence[Record], packer: Packer) -> dict[str, list[Any]]:
    """The terms of each filter; each record's terms go into the packer."""
    facets: dict[str, list[Any]] = {}
    for facet in COLLECTIONS[collection].facets:
        slugs = list(site.terms.get((collection, facet), {}))
        numbers = {slug: number for number, slug in enumerate(slugs)}
        labels = ((slug, _label(site, collection, facet, slug)) for slug in slugs)
        facets[facet] = [label if plain_slug(label) == slug else [slug, label] for slug, label in labels]
        packer.terms(len(slugs), (_terms(site, record, facet, numbers) for record in records))
    return facets


def _terms(site: Site, record: Record, facet: str, numbers: Mapping[str, int]) -> list[int]:
    terms = terms_of(record, facet, site.vocabularies, site.register, site.by_slug["organisations"])
    return sorted({numbers[term] for term in terms if term in numbers})


def _packed(site: Site, collection: str, records: Sequence[Record]) -> dict[str, Any]:
    packer = Packer()
    facets = _facets(site, collection, records, packer)
    return {"facets": facets, "packed": packer.text()}


def _label(site: Site, collection: str, facet: str, slug: str) -> str:
    return site.vocabularies[facet_vocabulary(collection, facet)].label(slug)


def _columns(
    site: Site, records: Sequence[Any], lines: Iterable[str], other: Iterable[str]
) -> dict[str, Any]:
    return {
        "title": [record.title for record in records],
        "summary": [record.summary for record in records],
        "url": [site.url(record) for record in records],
        "line": list(lines),
        "words": list(other),
    }


def _events(cards: Cards) -> dict[str, Any]:
    site = cards.site
    events = [cards.event(event) for event in site.upcoming]
    lines = (
        " · ".join(filter(None, (card.status, card.when.text, card.where, card.cost))) for card in events
    )
    columns = _columns(site, site.upcoming, lines, (f"{card.kind} {card.where}" for card in events))
    times = {"starts": [card.when.starts for card in events], "ends": [card.when.ends for card in events]}
    return _packed(site, "events", site.upcoming) | columns | times


def _case_studies(cards: Cards) -> dict[str, Any]:
    site = cards.site
    lines = (f"{cards.story(story).kind} · {cards.story(story).date}" for story in site.case_studies)
    subjects = (" ".join(cards.labels("subjects", story.subjects)) for story in site.case_studies)
    return _packed(site, "case-studies", site.case_studies) | _columns(
        site, site.case_studies, lines, subjects
    )


def _careers(cards: Cards) -> dict[str, Any]:
    site = cards.site
    lines = (" · ".join(cards.career(career).routes) for career in site.careers)
    other = (
        " ".join(
            [
                *career.also_called,
                *_other_words(site, (career.title, *career.also_called)),
                *cards.labels("subjects", career.subjects),
            ]
        )
        for career in site.careers
    )
    return _packed(site, "careers", site.careers) | _columns(site, site.careers, lines, other)


def _pages(cards: Cards) -> Iterator[list[str]]:
    site = cards.site
    for area in site.vocabularies["areas"]:
        yield ["area", area.label, area.note, site.urls.area(area.slug), " ".join(area.aliases)]
        for district in area.districts:
            yield [
                "area",
                district.label,
                area.label,
                site.urls.area(district.slug),
                " ".join((*district.towns, *district.former)),
            ]
    for organisation in site.organisations:
        card_of = cards.organisation(organisation)
        yield ["organisation", organisation.name, card_of.kind, card_of.url, card_of.place]
    for page in site.pages:
        headings = " ".join(heading for _, heading in site.prose_of(page).headings)
        yield ["page", page.title, page.summary, site.url(page), words.shortened(headings, 300)]


# ---------------------------------------------------------------- places and words


def _places(site: Site, outcodes: str) -> dict[str, Any]:
    districts = site.vocabularies["districts"]
    inside: dict[str, list[str]] = {}
    outside: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(outcodes)):
        if row["district"] in districts.by_slug:
            (inside if row["inside"] == "yes" else outside).setdefault(row["district"], []).append(
                row["outcode"]
            )
    return {
        "outcodes": {slug: " ".join(codes) for slug, codes in inside.items()},
        "outside": {slug: " ".join(codes) for slug, codes in outside.items()},
        "labels": {district.slug: district.label for district in districts},
        "towns": {
            district.slug: [*district.towns, *district.former, *district.aliases] for district in districts
        },
        "neighbours": {district.slug: list(district.neighbours) for district in districts},
        "words": {
            facet: _aliases(site, facet) for facet in COLLECTIONS["ambassadors"].facets if facet != "district"
        },
        "synonyms": list(_synonyms(site)),
    }


def _aliases(site: Site, facet: str) -> dict[str, list[str]]:
    """Other words for the terms that somebody has."""
    terms = site.vocabularies[facet_vocabulary("ambassadors", facet)].by_slug
    return {
        slug: list(terms[slug].aliases)
        for slug in site.terms.get(("ambassadors", facet), {})
        if terms[slug].aliases
    }


def _synonyms(site: Site) -> Iterator[list[Any]]:
    """Of each group of words for a job, those that somebody here has, each with the words that stand for it."""
    texts = [person.job_title for person in site.ambassadors]
    texts += [word for career in site.careers for word in (career.title, *career.also_called)]
    titles = {text.casefold() for text in texts}
    known = {frozenset(_plain_words([title])) for title in titles}
    for term in site.vocabularies["synonyms"]:
        wanted = frozenset(_plain_words([term.label]))
        here = [term.label] if any(wanted <= words for words in known) else []
        here += [word for word in term.aliases if word.casefold() in titles]
        for word in here:
            yield [word, [each for each in (term.label, *term.aliases) if each != word]]


def _other_words(site: Site, names: Iterable[str]) -> Iterator[str]:
    """What else people call a job, by any of its names."""
    known = {name.casefold() for name in names}
    for term in site.vocabularies["synonyms"]:
        if term.label.casefold() in known:
            yield from term.aliases


def _plain_words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from re.findall(r"\w+", text.casefold())
