"""
Nobody can be reached, no child is named and no name is written with borrowed letters: every text of every file is looked at.

And once more every file of the finished site, where the only findings may be those that were let pass by name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import Any

from generator.contact import KINDS, find_contacts
from generator.messages import MESSAGES
from generator.output import KeptFile, OutputFile
from generator.problems import Problem, quoted, shown
from generator.pupils import find_pupils
from generator.register import Register, Review
from generator.sources import Document, Unreadable, decode
from generator.urls import COLLECTIONS

REMOVE = "People are reached through the hub only: remove it."
_WAYS_OUT = {
    "postcode": "A district is near enough: remove it.",
    "address": "A district is near enough: remove it.",
    "coordinates": "A district is near enough: remove it.",
    "birth": "Nobody's birthday or age is published: remove it.",
}


def contact_words(kind: str) -> dict[str, str]:
    """What a kind of finding is called, and the way out."""
    return {"what": KINDS[kind], "way": _WAYS_OUT.get(kind, REMOVE)}


ROLES = frozenset(
    "admin administration access bookings booking careers community contact contactus curriculum education engagement enquiries enquiry events "
    "families feedback groups groupvisits hello help hub info information learning library mail marketing museum office outreach participation press "
    "programme reception school schools schoolvisits science stem support talk team tickets visit visits volunteer volunteering volunteers welcome workexperience youth".split()
)
"""What stands before the @ of an address that belongs to an office and not to a person."""
_SELDOM_SCREENED = ("settings", "vocabularies")
"""The hub's own lists, which nobody else writes: looked at where the finished pages would be."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What is wrong with the texts, and the findings that may be published: role addresses of the hub and of organisations."""

    problems: tuple[Problem, ...]
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a file: the place of its field (() for the body and notes), its first line and its words."""

    place: tuple[str | int, ...]
    line: int
    words: str

    @property
    def field(self) -> str:
        """As messages call it: people count from one."""
        return ".".join(
            str(part + 1) if isinstance(part, int) else shown(part, limit=40)
            for part in self.place
            if part != ""
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a file that may not stand there, unless somebody who may says so."""

    path: str
    line: int
    field: str
    rule: str
    words: str
    message: str
    of_office: bool
    """an organisation's role address or website in its own record"""
    of_hub: bool
    """in one of the hub's own files"""


def find(
    document: Document, data: bytes, unknown: frozenset[tuple[str, int]] = frozenset()
) -> tuple[Finding, ...]:
    """
    A Document → what in it lets somebody be reached or names a child.

    `data` is the file itself, for the notes in it, which are public too. `unknown`: path and line of fields that are
    refused as a whole, so that one fault gives one message.
    """
    if (document.slug == "reviewed" and document.collection == "register") or (
        document.collection in _SELDOM_SCREENED and not _is_suspicious(data)
    ):
        return ()
    texts = list(_texts(document, data, unknown))
    return tuple(
        Finding(
            document.path,
            line,
            text.field,
            rule,
            words,
            message,
            rule == "contact-details" and _of_office(document, text, words, message),
            document.collection not in COLLECTIONS,
        )
        for text, line, rule, words, message in _wrong(texts)
    )


def screen(
    findings: Iterable[Finding], *, hub_email: str, register: Register, urgent: bool = False
) -> Screened:
    """
    The findings of all files → those that are problems, and what may be published all the same. `urgent`: a page must go
    at once, and what the hub's own files say, which stands on the old site already, is told and stops nothing.
    """
    problems: list[Problem] = []
    allowed = {hub_email.casefold()}
    used: set[Review] = set()
    told: set[tuple[str, int, str]] = set()
    for each in findings:
        if each.of_office or (
            each.rule == "contact-details" and each.words.casefold() == hub_email.casefold()
        ):
            allowed.add(each.words.casefold())
            continue
        if urgent and each.rule == "contact-details" and each.of_hub:
            allowed.add(each.words.casefold())
        review = register.review_of(each.path, each.words) if each.rule == "pupil-named" else None
        if review:
            used.add(review)
        elif (each.path, each.line, each.words) not in told:
            told.add((each.path, each.line, each.words))
            problems.append(
                Problem(each.path, each.line, each.field, each.rule, each.message, instead=(each.words, ""))
            )
    for review in register.reviewed:
        if review not in used:
            message = (
                f"{quoted(review.words)} names no child in {shown(review.file)} any more. Remove this entry."
            )
            problems.append(Problem(review.path, review.line, "", "register", message))
    return Screened(tuple(problems), frozenset(allowed))


def without_doubles(problems: Iterable[Problem]) -> list[Problem]:
    """
    A link that is refused for its form and shows somebody's address is told of once: as the address.

    In https://name@host it is the link that is wrong, and nobody's address.
    """
    everything = list(problems)
    # By line, of which none is long: a hostile file has thousands of both, and each with each would take minutes.
    links: dict[tuple[str, int], list[Problem]] = {}
    for each in everything:
        if each.rule in ("outside-link", "web-address", "broken-link"):
            links.setdefault((each.path, each.line), []).append(each)
    doubles: set[Problem] = set()
    for problem in everything:
        if problem.rule == "contact-details" and (problem.path, problem.line) in links:
            words = problem.message.partition("' is ")[0].lstrip("'")
            for link in links[problem.path, problem.line]:
                if words in link.message:
                    doubles.add(problem if "a name before the host" in link.message else link)
    return [problem for problem in everything if problem not in doubles]


_BETWEEN = "\n\n!\n\n"
"""Between texts that are looked at together: nothing reaches across it, and a sentence ends at it."""


def _wrong(texts: list[_Text]) -> Iterator[tuple[_Text, int, str, str, str]]:
    """Texts → (the text, line, rule, the words found, the message). Together, since most files have nothing to find."""
    together = _BETWEEN.join(text.words for text in texts)
    starts = list(accumulate((len(text.words) + len(_BETWEEN) for text in texts), initial=0))

    def told(start: int, rule: str, words: str, message: str) -> tuple[_Text, int, str, str, str]:
        number = bisect_right(starts, start) - 1
        text = texts[number]
        return text, _line(text, start - starts[number]), rule, words, message

    for finding in find_contacts(together):
        message = MESSAGES["contact-details"].format(
            words=quoted(finding.words), **contact_words(finding.kind)
        )
        yield told(finding.start, "contact-details", finding.words, message)
    for start, end in find_pupils(together):
        words = " ".join(together[start:end].split())
        yield told(start, "pupil-named", words, MESSAGES["pupil-named"].format(words=quoted(words)))
    for start, word, letter in mixed_words(together):
        message = MESSAGES["mixed-script"].format(
            word=quoted(word), letter=quoted(letter), alphabet=_alphabet(letter).capitalize()
        )
        yield told(start, "mixed-script", word, message)


def _line(text: _Text, place: int) -> int:
    # In a field, lines are folded into one: only the field's own line is sure.
    return text.line if text.place else text.line + text.words.count("\n", 0, place)


def _of_office(document: Document, text: _Text, words: str, message: str) -> bool:
    """Whether it is an organisation's role address, or its own website, in its own record."""
    if document.collection != "organisations":
        return False
    local, at, _ = words.partition("@")
    if at and KINDS["email"] in message:
        return re.sub(r"[^a-z]", "", local.lower()) in ROLES
    return text.field == "website" and KINDS["social"] in message


# ---------------------------------------------------------------- every text of a file


def _texts(document: Document, data: bytes, unknown: frozenset[tuple[str, int]]) -> Iterator[_Text]:
    for place, value in _values(document.values, ()):
        if _TERM.fullmatch(value) or (
            unknown
            and any(
                (document.path, document.line_of(place[:length])) in unknown
                for length in range(1, len(place) + 1)
            )
        ):
            continue
        yield _Text(place, document.line_of(place), value)
    if document.body.strip():
        yield _Text((), document.body_line, document.body)
    yield from _notes(document, data)


_TERM = re.compile(r"[a-z]{1,30}(?:-[a-z]{1,20}){0,2}")
"""a plain word or term such as careers-talk, which says nothing by itself"""


def _values(
    group: Mapping[str, Any] | list[Any], place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    parts: Iterable[tuple[str | int, Any]] = enumerate(group) if isinstance(group, list) else group.items()
    for name, value in parts:
        if isinstance(value, str):
            yield (*place, name), value
        elif isinstance(value, list | dict):
            yield from _values(value, (*place, name))


def _notes(document: Document, data: bytes) -> Iterator[_Text]:
    """The notes behind # among the fields: they are on no page, but in the repository for everybody to read."""
    head = data if not document.body else data[: max(0, len(data) - len(document.body.encode()))]
    if b"#" not in head:
        return
    try:
        lines = decode(head).split("\n")
    except Unreadable:
        return
    for number, line in enumerate(lines, start=1):
        note = _NOTE.search(line)
        if note:
            yield _Text((), number, note[1])


_NOTE = re.compile(r"(?:^|\s)#\s?(.*)$")


# ---------------------------------------------------------------- words of several alphabets

_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_ALPHABETS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
_GREEK_TWINS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρτυ")
"""Greek letters that look like Latin ones; µ, Ω, π, Δ and their like are part of units and formulas"""
_INDICES = frozenset("max min avg tot total eff crit obs rms in out".split())


def mixed_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a word with Latin letters has one that only looks Latin: (place, word, letter)."""
    if text.isascii() or not any(_alphabet(letter) in _ALPHABETS for letter in set(_ASCII.sub("", text))):
        return
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.isascii() or not any(unicodedata.name(each, "").startswith("LATIN") for each in letters):
            continue
        for number, letter in enumerate(letters):
            harmless = _alphabet(letter) == "GREEK" and (
                letter not in _GREEK_TWINS or (number == 0 and letters[1:] in _INDICES)
            )
            if _alphabet(letter) in _ALPHABETS and not harmless:
                yield word.start(), letters, letter
                break


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


# ---------------------------------------------------------------- the finished site


class Leak(Exception):
    """A finished file shows what no checked text holds: a fault of the generator, never of the content."""


SCREEN_DATA = ("data", "screen.json")
"""What the form in the browser looks for: our own expressions, some of which look like what they find. Nothing of content."""
_LOOKED_AT = (".html", ".json", ".xml", ".ics", ".webmanifest", ".txt")
_SHAPE = bytes(48 if 48 <= sign <= 57 else 65 if 65 <= sign <= 90 else sign for sign in range(256))
_HINTS = (
    b"mailto:", b"tel:", b"whatsapp", b"wa.me/", b"t.me/", b"linkedin.com/in", b"instagram.com/", b"tiktok.com/@", b"discord.gg", b"zoom.us/j",
    b"meetup-join", b"meet.google", b" dm me", b" born ", b" dot ", b"(at)", b"[at]",
)  # fmt: skip
_REMEMBERED = 50_000
"""lines; most of those that pages share come again soon"""
_INLINE = re.compile(r"</?(?:em|strong|code|del|bdi|span|abbr|b|i|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'\b(?:alt|title|content|href|src|value|aria-label|data-[\w-]+)="([^"]*)"')
_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def look_again(
    files: Iterable[OutputFile | KeptFile], allowed: frozenset[str]
) -> Iterator[OutputFile | KeptFile]:
    """
    Every file of the site, passed on as it is; raises Leak at the first that lets somebody be reached. One that is kept was looked at
    when it was made.

    Pages share most of their parts and lines: each is looked at once, and only closely where its signs are suspicious.
    """
    seen_parts: set[bytes] = set()
    seen: set[bytes] = set()
    for file in files:
        if (
            isinstance(file, OutputFile)
            and file.path.endswith(_LOOKED_AT)
            and file.path != "/".join(SCREEN_DATA)
        ):
            fresh = _lines(file, seen_parts)
            fresh -= seen
            if len(seen) > _REMEMBERED:
                seen.clear()
            seen |= fresh
            # The numbers of a drawing are shown to nobody.
            unseen = _DRAWN if file.path.endswith(".html") else _NOTHING
            if _is_suspicious(unseen.sub(b"<path>", b"\n".join(fresh))):
                for line in sorted(fresh):
                    if not line.startswith(b"UID:") and _is_suspicious(unseen.sub(b"<path>", line)):
                        _look_closely(file.path, line, allowed)
        yield file


def _lines(file: OutputFile, seen_parts: set[bytes]) -> set[bytes]:
    """The lines of a file, without those of the parts that were seen before."""
    if file.parts:
        fresh = [part for part in file.parts if part not in seen_parts]
        seen_parts.update(file.parts[1:])
        return set(b"\n".join(fresh).split(b"\n"))
    data = file.data.replace(b"\r\n ", b"") if file.path.endswith(".ics") else file.data
    return set(data.split(b"\n"))


def _is_suspicious(data: bytes) -> bool:
    """Whether there is an @ with a name, ten digits that stand close, or a postcode's end; told by the shape of the bytes."""
    data = _SPLITTING.sub(b"", data)
    shape, lower = data.translate(_SHAPE), data.lower()
    return (
        (_has_ten_digits(shape) and _has_ten_digits(_MOMENT.sub(b"<time>", data).translate(_SHAPE)))
        or _OUTCODE_AND_MORE.search(shape) is not None
        or (b"@" in data and _NAMED_AT.search(data) is not None)
        or any(hint in lower for hint in _HINTS)
    )


def _has_ten_digits(shape: bytes) -> bool:
    return b"0000000000" in shape.translate(None, b" ().-")


_MOMENT = re.compile(rb"\b20[0-9]{2}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9]\b")
"""2027-03-14 10:30, which every event has, and no telephone number"""
_SPLITTING = re.compile(rb"</?(?:strong|em|code|b|bdi)>")
"""Tags that can stand in the middle of a word or number."""
_OUTCODE_AND_MORE = re.compile(rb"0AA\b")
_DRAWN = re.compile(rb'<path(?: class="[\w -]*")? d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]*"/>')
_NOTHING = re.compile(rb"(?!)")
_NAMED_AT = re.compile(rb"@(?!context|type|id\b|graph)[\w-]")


def _look_closely(path: str, line: bytes, allowed: frozenset[str]) -> None:
    text = line.decode("utf-8", "replace")
    if path.endswith((".html", ".xml")):
        parts = [*_ATTRIBUTE.findall(text), *_TAG.split(_INLINE.sub("", text))]
        if "application/ld+json" in text or text.lstrip().startswith(("{", '"')):
            parts += _JSON_TEXT.findall(text)
    elif path.endswith((".json", ".webmanifest")):
        parts = _JSON_TEXT.findall(text)
    else:
        parts = [text]
    for part in parts:
        for finding in find_contacts(unescape(part)):
            # The search's own lists are numbers and signs, packed without meaning: only an e-mail address is sure in them.
            packed = path.startswith("assets/search/") and finding.kind != "email"
            if finding.words.casefold() not in allowed and not packed:
                raise Leak(
                    f"{path} shows {quoted(finding.words)}, {KINDS[finding.kind]}, which is in no text that was checked. "
                    "This is a fault of the generator: nothing was written."
                )
