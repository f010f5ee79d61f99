"""
Which ambassador was at which school on which day is told by no text: records → problems.

Fields that say it are left out of the pages by `site_model` when the day is over. What stands in a text stays there, so it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.messages import MESSAGES
from generator.problems import Problem, quoted
from generator.records import Ambassador, CaseStudy, Event, Organisation, Record
from generator.sources import Document
from generator.validation import Model

_SCHOOL_WORDS = ("school", "academy", "primary", "college", "grammar", "nursery", "sixth form")
"""In the name of a place that is no organisation of ours."""
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}\b(?:,? (?:19|20)\d\d\b)?|\b{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d\b)?"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b"
)
_MAYBE_DAY = re.compile(
    r"[0-9](?:(?<=(?:ry|ch|il|ay|ne|ly|st|er|an|eb|ar|pr|un|ul|ug|ep|pt|ct|ov|ec) [0-9])|[0-9]?(?:st|nd|rd|th)?(?: of)? [JFMASOND]|[0-9]*[-/.][0-9]{1,2}[-/.][0-9])"
)
"""One set of signs that it begins with: the search passes over everything else as fast as it can."""
_SCHOOL = re.compile(
    r"\b(?!(?:The|My|Our|At|In|A|An|Your|This|That|Every|Each|From|To|Any|Primary|Secondary|High|Junior|Infant|Grammar|Sunday|Summer|Medical|Business|Law|Art|Old|First)\b)"
    r"[A-Z][\w'’.-]* (?:(?:of |the |and |C of E |CE |RC )?[A-Z][\w'’.-]* ){0,4}(?:School|Academy|Primary|Infants|Juniors|Nursery|Grammar|High|Sixth Form|UTC)\b"
)
_WORD = re.compile(r"[\w'’-]+")
_LONGEST_NAME = 5
"""words"""


def is_school(name: str, organisations: Mapping[str, Organisation]) -> bool:
    """An organisation's file name, or plain words → whether it is a school."""
    known = organisations.get(name)
    return known.kind == "school" if known else any(word in name.casefold() for word in _SCHOOL_WORDS)


def may_tell_visit(record: Record) -> bool:
    """Whether `told_visits` has to look at a record: it has a day in a text, or is an event that may be in a school."""
    if isinstance(record, Event) and (record.venue or _at_school(record, ())):
        return True
    return any(_MAYBE_DAY.search(text) and _DAY.search(text) for _, value in record for text in _texts(value))


def told_visits(
    records: Collection[Record], documents: Mapping[str, Document], visits: Collection[str]
) -> Iterator[Problem]:
    """All records → a problem for each text that says who was at which school, and when. `visits`: paths of those that may."""
    people = {each.name.casefold() for each in records if isinstance(each, Ambassador)}
    schools = {
        each.slug: each for each in records if isinstance(each, Organisation) and each.kind == "school"
    }
    school_names = [each.name for each in schools.values()]
    for record in records:
        at_school = isinstance(record, Event) and _at_school(record, schools)
        for part in _parts(record) if record.path in visits else ():
            school = _school_in(part.words, school_names)
            day = _DAY.search(part.words)
            if not at_school and not (school and day):
                continue
            by_field = isinstance(record, Ambassador) or (
                isinstance(record, CaseStudy) and record.ambassadors
            )
            person = _person_in(part.words, people)
            if not person and (at_school or not by_field):
                continue
            if at_school or not day:
                message = f"{quoted(person)} stands in the text of a school visit, where it stays afterwards. Name people in the field ambassadors only."
            else:
                message = MESSAGES["past-visit"].format(school=quoted(school), day=quoted(day.group()))
            yield Problem(record.path, part.line(documents[record.path]), part.field, "past-visit", message)


@dataclass(frozen=True, slots=True)
class _Part:
    """A field, or a paragraph of the body: what is read together."""

    field: str
    words: str
    row: int
    """of the body; 0 for a field"""

    def line(self, document: Document) -> int:
        return document.line_of((self.field,)) if self.field else document.body_line + self.row


def _parts(record: Record) -> Iterator[_Part]:
    for name, value in record:
        # A title and a summary are read together by everybody; the other texts are each their own.
        if name not in ("body", "title", "name"):
            for text in _texts(value):
                words = f"{getattr(record, 'title', '')} {text}" if name == "summary" else text
                yield _Part(name, words, 0)
    row = 0
    for paragraph in re.split(r"(\n\s*\n)", record.body):
        if paragraph.strip():
            yield _Part(
                "",
                " ".join(paragraph.split()),
                row + paragraph[: -len(paragraph.lstrip()) or None].count("\n"),
            )
        row += paragraph.count("\n")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, Model):
        # A question and its answer are read together.
        yield ". ".join(text for _, part in value for text in _texts(part))


def _at_school(event: Event, schools: Collection[str]) -> bool:
    return (event.venue or "") in schools or bool(event.place and is_school(event.place.name, {}))


def _school_in(words: str, names: Iterable[str]) -> str:
    found = _SCHOOL.search(words)
    return found.group() if found else next((name for name in names if name in words), "")


def _person_in(words: str, people: Collection[str]) -> str:
    """The first name of a person of ours; by runs of words, since there may be thousands of people."""
    found = _WORD.findall(words)
    for start in range(len(found)):
        for length in range(1, _LONGEST_NAME + 1):
            name = " ".join(found[start : start + length])
            if name.casefold() in people:
                return name
    return ""
