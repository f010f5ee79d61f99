"""
Finds records that may be the same one twice: a person handed in again under another spelling, an event told by two people.

It doubts, and never refuses: two people of one name do work in one town, and only somebody who knows them can say.
Each record leaves its keys and looks whether another has left one of them, so that 30,000 records are one walk.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator.problems import Problem, quoted
from generator.records import Ambassador, Event, Organisation, Record, as_day
from generator.sources import Document

LONG_ENOUGH = 8
"""letters of a name: in a shorter one a letter more or less is another name"""
WORDS_ENOUGH = 4
"""words of a title: in a shorter one a word more or less is another event"""
Key = tuple[str, ...]


def find_doubles(records: Iterable[Record], documents: Mapping[str, Document]) -> list[Problem]:
    """All records in the order of their files → a doubt for each that looks like an earlier one."""
    every = list(records)
    districts = {each.slug: each.district or "" for each in every if isinstance(each, Organisation)}
    found: list[Problem] = []
    first: dict[Key, Record] = {}
    for record in every:
        if isinstance(record, Ambassador):
            keys, field, called = list(_person_keys(record)), "name", record.name
        elif isinstance(record, Event):
            keys, field, called = list(_event_keys(record, districts)), "title", record.title
        else:
            continue
        twin = next((first[key] for key in keys if key in first), None)
        if twin:
            line = documents[record.path].line_of((field,))
            found.append(
                Problem(record.path, line, field, "maybe-the-same", _doubt(called, twin, record.what))
            )
        for key in keys:
            first.setdefault(key, record)
    return found


def _doubt(called: str, twin: Record, what: str) -> str:
    kind = what.removeprefix("an ")
    return f"{quoted(called)} may be the {kind} of {twin.path} once more. Keep one file if it is, and leave both if it is not."


def _person_keys(person: Ambassador) -> Iterator[Key]:
    """The name, and the name short of one letter, each with where the person works."""
    words = _words(person.name)
    name = " ".join(sorted(words))
    spellings = [name]
    if len(name) >= LONG_ENOUGH:
        spellings += [name[:at] + name[at + 1 :] for at in range(len(name))]
    places = [("employer", " ".join(_words(person.employer)))] if person.employer else []
    # 'Sam' and 'Sam P.' are many people in one district, and hardly ever two at one employer.
    if sum(len(word) > 1 for word in words) > 1:
        places.append(("district", person.district))
    for kind, place in places:
        for spelling in dict.fromkeys(spellings):
            yield "person", kind, place, spelling


def _event_keys(event: Event, districts: Mapping[str, str]) -> Iterator[Key]:
    """The title, and the title short of one word, each with the day and the district."""
    words = _words(event.title)
    titles = [words]
    if len(words) >= WORDS_ENOUGH:
        # 'Year 8' and 'Year 9' are two events: what is counted is never the word that may differ.
        titles += [[*words[:at], *words[at + 1 :]] for at, word in enumerate(words) if not word.isdigit()]
    district = event.place.district if event.place else districts.get(event.venue or "", "")
    for title in titles:
        yield "event", as_day(event.starts).isoformat(), district, " ".join(title)


def _words(text: str) -> list[str]:
    """'Siobhán O’Neill-Clarke' → siobhan, oneill, clarke: what is left of a spelling without its habits."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return re.findall(r"\w+", re.sub(r"['’]", "", plain))
