"""
What is wrong with the content, said so that a volunteer can mend it.

A problem is a value. Stages collect problems and go on; the pipeline raises one `ContentError` with all of them.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field

RULES: dict[str, str] = {
    # files
    "file-type": "Every file under content/ is a kind of file that its folder knows.",
    "file-name": "A file's name becomes its address: lower-case letters, digits and hyphens, up to 60 characters.",
    "reserved-name": "Some names are taken by the site's own pages.",
    "same-name": "Two files may not differ only by case, accents or extension: they would have the same address.",
    "unsafe-file": "Only ordinary files are read: no links, pipes or devices, and nothing that cannot be opened.",
    "file-size": "A text file is at most 64 KiB, and a folder holds at most 100,000 files.",
    "not-utf-8": "Text files are saved as UTF-8.",
    "hidden-character": "No invisible characters that change how text is shown or hide text.",
    # front matter
    "no-front-matter": "A file begins with its fields between two lines of three hyphens.",
    "front-matter-syntax": "The fields are written as YAML.",
    "front-matter-size": "The fields are at most 16 KiB and nested at most 8 deep.",
    "yaml-feature": "Anchors, aliases, tags and merge keys are not used.",
    "repeated-field": "A field is given once.",
    # fields
    "unknown-field": "Only the fields of its kind may be given: the list of fields is the list of what is published.",
    "missing-field": "A required field is given.",
    "text": "A field of text holds one text.",
    "list": "A field of several values holds a list.",
    "group": "A field of named parts holds those parts.",
    "too-long": "A text keeps to its field's limit.",
    "too-few": "A list has as many items as its field needs.",
    "too-many": "A list keeps to its field's limit.",
    "date": "A date is written year first: 2027-03-14.",
    "date-and-time": "A time is written year first, then 24 hours: 2027-03-14 10:30.",
    "clock-change": "A time exists and is clear on the nights when the clocks change.",
    "number": "A number is written in digits.",
    "choice": "A field with a short list of values holds one of them.",
    "web-address": "A web address begins with https:// and names a public host.",
    "repeats": "A repetition is written in words such as 'weekly' or as an RRULE.",
    "photo-file": "A photograph is a file beside its record.",
    "unknown-term": "A term is in its vocabulary.",
    "unknown-reference": "A slug names a record that exists.",
    "wrong-order": "What comes first comes first: an end is not before its start.",
    "review-date": "A profile is looked at again within 24 months of consent.",
    "goes-with": "Some fields need another, or exclude one another.",
    # prose
    "body-size": "A body is at most 20,000 bytes, its lines at most 2,000 characters.",
    "body-shape": "A body does not nest lists or quotes more than 12 deep nor repeat one sign hundreds of times.",
    "raw-html": "Prose is Markdown without HTML.",
    "broken-link": "A link between files leads to a file that is there.",
    "outside-link": "A link to another site is https and shows where it leads.",
    "image-in-prose": "A picture is given in the photo field, not in the text.",
    # safeguarding
    "contact-details": "No text holds a way to reach a person, nor where they live, nor their age.",
    "pupil-named": "No child is named.",
    "past-visit": "No text says which ambassador was at which school on which day.",
    "mixed-script": "A word is written with the letters of one alphabet.",
    # the record as a whole
    "not-in-register": "Figures and evidence are named from the hub's register.",
    "formerly": "An earlier address is not in use by another page.",
    "maybe-the-same": "A person has one profile and an event one file (a doubt: it is said and stops nothing).",
    "photo-type": "A photograph is a JPEG, PNG or WebP picture.",
    "photo-size": "A photograph is at most 8 MB and 40 megapixels, and at least 100 pixels on its short side.",
    "photo-location": "A photograph does not say where it was taken.",
    # the hub's own files
    "vocabulary": "A vocabulary is a list of terms, each with a slug and a label of its own.",
    "register": "The register's files have the form that the guide shows.",
    "settings": "site.yml has the settings that the guide shows.",
}
"""Every rule by its stable name, as one sentence of what should be. `tests/broken/` has a bad file for each."""


PRIVATE = frozenset({"contact-details", "pupil-named"})
"""Rules about words that must not become public: nor may they by a message about them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one file: where it is, which rule, what is wrong and what to do."""

    path: str
    """posix, from the repository's root"""
    line: int
    field: str
    """'' where the message names its own subject"""
    rule: str
    message: str
    instead: tuple[str, str] = dataclass_field(default=("", ""), compare=False)
    """(what stands there, what should): for one click on a pull request; the second is empty where nobody but the author knows"""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise KeyError(f"no rule is called {self.rule!r}")

    def __str__(self) -> str:
        subject = f" {self.field}:" if self.field else ""
        return f"{shown(self.path, limit=400)}:{self.line}:{subject} {self.message} [{self.rule}]"


class ContentError(Exception):
    """The content has problems: nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{counted(len(self.problems), 'problem')}")


def for_the_public(problems: Iterable[Problem]) -> list[Problem]:
    """
    Problems as they may stand in a public log or review, where they stay when the file is long mended: a telephone number
    or a child's name is not repeated, and no replacement is offered for its line, since that would hold it too.
    """
    everything = list(problems)
    private: dict[tuple[str, int], list[str]] = {}
    for each in everything:
        if each.rule in PRIVATE:
            private.setdefault((each.path, each.line), []).append(shown(each.instead[0]))

    def without(problem: Problem) -> Problem:
        words = private.get((problem.path, problem.line))
        if not words:
            return problem
        message = problem.message
        for each in sorted(words, key=len, reverse=True):
            message = message.replace(each, "…")
        return replace(problem, message=message, instead=("", ""))

    return [without(problem) for problem in everything]


def shown(text: object, *, limit: int = 80) -> str:
    """Any text of a contributor as one harmless line: control, format and escape characters made visible, cut to `limit`."""
    one_line = "".join(_visible(character) for character in str(text))
    return one_line if len(one_line) <= limit else one_line[: limit - 1] + "…"


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    # Joiners are part of ordinary writing in several scripts; everything else of category C can hide or steer text, and a
    # space of another kind than the usual one can only be told by its number.
    if character not in " \u200c\u200d" and unicodedata.category(character)[0] in "CZ":
        return f"U+{ord(character):04X}"
    return character


def quoted(text: object) -> str:
    """The value as written, in quotes, for a message."""
    return f"'{shown(text)}'"


def counted(number: int, singular: str, plural: str = "") -> str:
    """1 problem, 2 problems, 1,200 people."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


MANY = 300
"""More candidates than this are no list of terms: they are the slugs of a large site."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate most like the word, or '' when none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    folded = word.casefold()[:80]
    near = list(by_folded)
    if len(near) > MANY:
        # To compare a word with thousands takes seconds. Whoever slips hits the first letter and most of the others.
        near = [each for each in near if each[:1] == folded[:1] and len(set(each) ^ set(folded)) <= 3][:MANY]
    found = difflib.get_close_matches(folded, near, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else ""


def way_out(word: str, candidates: Iterable[str], *, see: str = "") -> str:
    """'Did you mean 'oceans'?', else the list if it is short, else where to look."""
    known = list(candidates)
    guess = nearest(word, known)
    if guess:
        return f"Did you mean {quoted(guess)}?"
    if known and len(known) <= 20:
        return f"Choose from: {', '.join(known)}."
    return see
