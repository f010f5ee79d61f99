"""
Which terms exist: the closed lists of content/vocabularies/, each term with its words.

A contributor may write a term's slug, its label or one of its aliases, in any case, with spaces, hyphens or
underscores; what leaves this room is always the slug.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from generator.fields import Date, Switch, WebAddress, context_of, fault, read_text, several, text
from generator.problems import Problem, nearest, quoted, way_out
from generator.sources import Document
from generator.validation import Model, validate


def _slug(value: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        return value
    raise fault("vocabulary", f"{quoted(value)} is not a slug. Use small letters, digits and single hyphens.")


Slug = Annotated[str, BeforeValidator(read_text), AfterValidator(_slug)]


class Term(Model):
    """One word of a closed list."""

    what: ClassVar[str] = "a term"

    slug: Slug
    label: text(100)
    note: text(300) = ""
    aliases: several(text(60)) = ()


class Subject(Term):
    stem: Switch = True


class KeyStage(Term):
    years: several(text(20)) = ()
    ages: text(20) = ""


class RouteStepTerm(Term):
    group: text(20)
    """school, college, apprenticeship, university, work or life"""
    level: text(20) = ""


class RouteHeadline(Term):
    any_step: several(text(60)) = ()
    no_step: several(text(60)) = ()

    def fits(self, steps: Iterable[str]) -> bool:
        """Whether a route with these steps has this headline."""
        taken = set(steps)
        return (not self.any_step or not taken.isdisjoint(self.any_step)) and taken.isdisjoint(self.no_step)


class Level(Term):
    examples: several(text(100)) = ()


class Language(Term):
    tag: text(20) = ""
    """BCP 47"""


class Network(Term):
    about: text(800) = ""


class Benchmark(Term):
    title: text(150)
    gist: text(300) = ""


class ScienceCapital(Term):
    title: text(150)
    kind: text(60) = ""


class CoordinatorPost(Model):
    """A council's post that tells the hub about events: a post, never a person."""

    what: ClassVar[str] = "an enterprise coordinator's post"

    post: text(120)
    as_of: Date
    source: text(200) = ""
    source_url: WebAddress | None = None


def _post_or_vacant(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip().lower() == "vacant" else value


class District(Term):
    gss: text(9)
    neighbours: several(text(60)) = ()
    towns: several(text(60), at_most=500) = ()
    former: several(text(60)) = ()
    enterprise_coordinator: Annotated[CoordinatorPost | None, BeforeValidator(_post_or_vacant)] = None
    """None when the file says 'vacant'; only asked for where the area's councils have such posts"""

    @property
    def has_coordinator_field(self) -> bool:
        return "enterprise_coordinator" in self.model_fields_set


class Area(Term):
    gss: text(9)
    museum_base: text(100) = ""
    museum_base_slug: text(60) = ""
    districts: several(District, at_least=1)


TERM_TYPES: dict[str, type[Term]] = {
    "areas": Area,
    "subjects": Subject,
    "industries": Term,
    "activities": Term,
    "key-stages": KeyStage,
    "formats": Term,
    "modes": Term,
    "travels": Term,
    "settings": Term,
    "audiences": Term,
    "event-kinds": Term,
    "event-statuses": Term,
    "route-steps": RouteStepTerm,
    "route-headlines": RouteHeadline,
    "levels": Level,
    "entry-routes": Term,
    "employer-sizes": Term,
    "languages": Language,
    "networks": Network,
    "strands": Term,
    "traits": Term,
    "skills": Term,
    "gatsby-benchmarks": Benchmark,
    "science-capital": ScienceCapital,
    "organisation-kinds": Term,
    "case-study-kinds": Term,
    "costs": Term,
    "synonyms": Term,
}
"""Every vocabulary by the name of its file, with the type of its terms."""

AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True)
class Vocabulary(Generic[AnyTerm]):
    """One closed list in the order of its file."""

    name: str
    path: str
    terms: tuple[AnyTerm, ...]
    whole: bool = True
    """False when its file has problems: a word that it lacks may only be lacking for that"""

    @cached_property
    def by_slug(self) -> Mapping[str, AnyTerm]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def slugs_by_word(self) -> Mapping[str, str]:
        words = {folded(word): term.slug for term in self.terms for word in (*term.aliases, *_towns(term))}
        return (
            words
            | {folded(term.label): term.slug for term in self.terms}
            | {term.slug: term.slug for term in self.terms}
        )

    def find(self, word: str) -> str:
        """The slug that a word means, or ''."""
        return self.slugs_by_word.get(folded(word), "")

    def nearest(self, word: str) -> str:
        """The slug that a word was most likely meant to be, or ''."""
        return self.slugs_by_word.get(nearest(folded(word), self.slugs_by_word), "")

    def way_out(self, word: str) -> str:
        """What a contributor can do about a word that is not here."""
        guess = nearest(folded(word), self.slugs_by_word)
        if guess:
            slug = self.slugs_by_word[guess]
            because = "" if guess == slug or guess == folded(self.label(slug)) else f" (for '{guess}')"
            return f"Did you mean {quoted(slug)}{because}?"
        return way_out(word, self.by_slug, see="Choose one of its terms.")

    def label(self, slug: str) -> str:
        return str(self.by_slug[slug].label)

    def in_order(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Slugs in the order of the file."""
        wanted = set(slugs)
        return tuple(slug for slug in self.by_slug if slug in wanted)

    def __iter__(self) -> Iterator[AnyTerm]:
        return iter(self.terms)


def _towns(term: Term) -> tuple[str, ...]:
    return (*term.former, *term.towns) if isinstance(term, District) else ()


class Vocabularies(dict[str, Vocabulary[Any]]):
    """All vocabularies by name; 'districts' are those of 'areas'."""


def folded(word: str) -> str:
    """'T Level', 't_level' and 't-level' are one word."""
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())


def in_vocabulary(name: str) -> Any:
    """The type of a field that holds one term: the word as written → the slug."""

    def find(value: Any, info: ValidationInfo) -> str:
        word = read_text(value)
        vocabulary: Vocabulary[Term] = context_of(info)["vocabularies"][name]
        slug = vocabulary.find(word)
        if not slug and not vocabulary.whole:
            return folded(word)
        if not slug:
            raise fault(
                "unknown-term",
                f"{quoted(word)} is not in {vocabulary.path}. {vocabulary.way_out(word)}",
                instead=(word, vocabulary.nearest(word)),
            )
        return slug

    return Annotated[str, BeforeValidator(find), Field(json_schema_extra={"vocabulary": name})]


def validate_vocabularies(
    documents: Mapping[str, Document], broken: Collection[str] = ()
) -> tuple[Vocabularies, list[Problem]]:
    """
    Parsed vocabulary files by name → (the vocabularies, problems). A missing one is empty; `broken` names those whose
    files could not be parsed.
    """
    found, problems = Vocabularies(), list[Problem]()
    for name, term_type in TERM_TYPES.items():
        document = documents.get(name)
        if document is None:
            found[name] = Vocabulary(name, f"content/vocabularies/{name}.yml", (), whole=name not in broken)
            continue
        terms, wrong = _terms(document, term_type)
        wrong += _clashes(document, terms)
        if term_type is Area:
            wrong += _clashes(document, *_districts(terms))
        problems += wrong
        found[name] = Vocabulary(name, document.path, terms, whole=not wrong)
    districts, _ = _districts(found["areas"].terms)
    found["districts"] = Vocabulary("districts", found["areas"].path, districts, whole=found["areas"].whole)
    return found, problems + _cross_checks(found, documents)


def _terms(document: Document, term_type: type[Term]) -> tuple[tuple[Any, ...], list[Problem]]:
    terms: list[Term] = []
    problems: list[Problem] = []
    rows = document.values.get("")
    if not isinstance(rows, list):
        return (), [
            Problem(
                document.path,
                1,
                "",
                "vocabulary",
                "the file is not a list of terms. Begin each term with - slug: and its label under it.",
            )
        ]
    for number, row in enumerate(rows):
        term, wrong = validate(document, term_type, {}, values=row, inside=("", number), rule="vocabulary")
        problems += wrong
        if term:
            terms.append(term)
    return tuple(terms), problems


def _districts(areas: Iterable[Area]) -> tuple[tuple[District, ...], list[tuple[str | int, ...]]]:
    """The districts of all areas, and where each stands in the file."""
    found = [
        (district, ("", number, "districts", index))
        for number, area in enumerate(areas)
        for index, district in enumerate(area.districts)
    ]
    return tuple(district for district, _ in found), [place for _, place in found]


def _clashes(
    document: Document, terms: tuple[Term, ...], places: Sequence[tuple[str | int, ...]] = ()
) -> list[Problem]:
    """A word that means two terms would be read as one of them in silence. `places`: where the terms stand."""
    owners: dict[str, int] = {}
    problems = []
    for number, term in enumerate(terms):
        for word in dict.fromkeys(folded(each) for each in (term.slug, term.label, *term.aliases)):
            owner = owners.setdefault(word, number)
            if owner != number:
                place = places[number] if places else ("", number)
                message = f"the word {quoted(word)} belongs to the term {quoted(terms[owner].slug)} already. Give each word to one term."
                problems.append(Problem(document.path, document.line_of(place), "", "vocabulary", message))
    return problems


def _cross_checks(found: Vocabularies, documents: Mapping[str, Document]) -> list[Problem]:
    """Terms that name terms of another list, and the coordinators' posts, which an area has for all its councils or none."""
    problems: list[Problem] = []

    def look(name: str, place: tuple[str | int, ...], slug: str, other: str) -> None:
        if slug not in found[other].by_slug:
            document = documents[name]
            message = f"{quoted(slug)} is not in {found[other].path}. {way_out(slug, found[other].by_slug)}"
            instead = (slug, nearest(slug, found[other].by_slug))
            line = document.line_of(place)
            problems.append(Problem(document.path, line, "", "vocabulary", message, instead=instead))

    for number, headline in enumerate(found["route-headlines"]):
        for key in ("any_step", "no_step"):
            for index, step in enumerate(getattr(headline, key)):
                look("route-headlines", ("", number, key, index), step, "route-steps")
    for number, area in enumerate(found["areas"]):
        asked = any(district.has_coordinator_field for district in area.districts)
        for index, district in enumerate(area.districts):
            place = ("", number, "districts", index)
            for neighbour in district.neighbours:
                look("areas", (*place, "neighbours"), neighbour, "districts")
            if asked and not district.has_coordinator_field:
                document = documents["areas"]
                message = f"{district.label} has no enterprise_coordinator. Write the post, or: enterprise_coordinator: vacant."
                problems.append(Problem(document.path, document.line_of(place), "", "vocabulary", message))
    return problems
