"""
The hub's own records, which no volunteer writes: who is verified, which consent texts hold, which figures may be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from generator.fields import Date, Switch, WebAddress, several, text
from generator.problems import Problem, quoted, way_out
from generator.sources import Document
from generator.validation import AnyModel, Model, validate
from generator.vocabularies import in_vocabulary


class Verification(Model):
    """What the hub says of a volunteer: no dates or numbers of checks are kept here."""

    what: ClassVar[str] = "an entry of the register"

    active: Switch
    checked_by: text(80) = ""
    review_on: Date | None = None
    networks: several(in_vocabulary("networks")) = ()
    """memberships that the hub confirms"""


class ConsentText(Model):
    """A version of the words that volunteers agree to."""

    what: ClassVar[str] = "a consent text"
    given: ClassVar[frozenset[str]] = frozenset({"body"})

    version: text(40) = ""
    """the file's name where it is not given"""
    from_: Date | None = Field(default=None, alias="from")
    body: str = ""
    """the words themselves, as Markdown"""
    accepted: Switch = True
    """whether consent to it still counts"""
    current: Switch = False


class ClaimRecord(Model):
    """A figure or statement that may be printed, with its source."""

    what: ClassVar[str] = "a claim"

    id: text(80)
    statement: text(400)
    source: text(300)
    source_url: WebAddress | None = None
    scope: text(200)
    date: text(40)


class EvidenceRecord(Model):
    """A figure about an occupation: where it holds, when, who says so, and how good it is."""

    what: ClassVar[str] = "evidence"

    value: text(120)
    label: text(80) = ""
    geography: text(80)
    geography_level: text(40) = ""
    period: text(60)
    source: text(200)
    source_url: WebAddress | None = None
    retrieved: Date | None = None
    quality: text(40) = ""
    caveat: text(300) = ""
    licence: text(60) = ""


class ReviewRecord(Model):
    """Words that seem to name a child, and who of the hub's staff looked at them and let them stand."""

    what: ClassVar[str] = "a review"

    file: text(160)
    words: text(200)
    reviewer: text(80)
    date: Date
    reason: text(300)


@dataclass(frozen=True, slots=True)
class Review:
    """A review, and where it is written."""

    path: str
    line: int
    file: str
    words: str


@dataclass(frozen=True)
class Register:
    """Everything the hub keeps."""

    verification: Mapping[str, Verification] = field(default_factory=dict)
    """ambassador's slug → what the hub says"""
    consent_texts: Mapping[str, ConsentText] = field(default_factory=dict)
    claims: Mapping[str, ClaimRecord] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceRecord] = field(default_factory=dict)
    reviewed: tuple[Review, ...] = ()

    def reviews_of(self, path: str) -> list[Review]:
        """The reviews of words in the file at a source path."""
        return [each for each in self.reviewed if path.endswith(f"/{each.file}")]

    def review_of(self, path: str, words: str) -> Review | None:
        """The entry that lets these words of this file stand."""
        return next((each for each in self.reviews_of(path) if each.words == words), None)

    def networks_of(self, slug: str) -> tuple[str, ...]:
        entry = self.verification.get(slug)
        return entry.networks if entry else ()

    def why_not_active(self, slug: str, today: date) -> str:
        """'' for a volunteer whom the hub has verified; else the reason in words."""
        entry = self.verification.get(slug)
        if entry is None:
            return "not in register/verification.yml yet"
        if not entry.active:
            return "not active in register/verification.yml"
        if entry.review_on and entry.review_on < today:
            return f"verification was to be reviewed by {entry.review_on}"
        return ""


def validate_register(
    documents: Iterable[Document], context: Mapping[str, Any]
) -> tuple[Register, list[Problem]]:
    """Parsed files of register/ → (Register, problems)."""
    problems: list[Problem] = []
    verification: dict[str, Verification] = {}
    texts: dict[str, ConsentText] = {}
    claims: dict[str, ClaimRecord] = {}
    evidence: dict[str, EvidenceRecord] = {}
    reviewed: list[Review] = []

    def take(
        document: Document,
        model: type[AnyModel],
        values: Any,
        inside: tuple[str | int, ...],
        given: Mapping[str, Any] | None = None,
    ) -> AnyModel | None:
        record, wrong = validate(
            document, model, context, values=values, inside=inside, rule="register", given=given
        )
        problems.extend(wrong)
        return record

    def repeated(document: Document, place: tuple[str | int, ...], what: str, name: str) -> None:
        message = f"the {what} {quoted(name)} is given twice. Give each its own, or remove one."
        problems.append(Problem(document.path, document.line_of(place), "", "register", message))

    for document in documents:
        if document.collection == "consent-texts":
            consent = take(document, ConsentText, document.values, (), {"body": document.body})
            if consent:
                version = consent.version or document.slug
                if version in texts:
                    repeated(document, ("version",), "version", version)
                texts[version] = consent
        elif document.collection == "evidence":
            figure = take(document, EvidenceRecord, document.values, ())
            if figure:
                evidence[document.slug] = figure
        elif document.slug == "verification":
            for slug, values in document.values.items():
                entry = take(document, Verification, values, (slug,))
                if entry:
                    verification[slug] = entry
        elif document.slug == "claims":
            for place, values in _claims(document, problems):
                claim = take(document, ClaimRecord, values, place)
                if claim:
                    if claim.id in claims:
                        repeated(document, (*place, "id"), "id", claim.id)
                    claims[claim.id] = claim
        elif document.slug == "reviewed":
            for number, values in enumerate(_rows(document)):
                review = take(document, ReviewRecord, values, ("", number))
                if review:
                    file = review.file.removeprefix("content/")
                    reviewed.append(Review(document.path, document.line_of(("", number)), file, review.words))
        else:
            guess = way_out(document.slug, ("verification", "claims", "reviewed", "hidden"))
            problems.append(
                Problem(
                    document.path,
                    1,
                    "",
                    "register",
                    f"{quoted(document.slug)} is not a file of the register. {guess}",
                )
            )
    return Register(verification, texts, claims, evidence, tuple(reviewed)), problems


def _rows(document: Document) -> list[Any]:
    rows = document.values.get("", [])
    return rows if isinstance(rows, list) else []


def _claims(
    document: Document, problems: list[Problem]
) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Claims as a list of groups that each begin with an id, or as groups under their ids."""
    rows = document.values.get("")
    if isinstance(rows, list):
        for number, values in enumerate(rows):
            yield ("", number), values
        return
    for name, values in document.values.items():
        if isinstance(values, dict):
            yield (name,), {**values, "id": name}
        else:
            message = "it is not a claim. Write its statement, source, scope and date under it, indented."
            problems.append(Problem(document.path, document.line_of((name,)), name, "register", message))
