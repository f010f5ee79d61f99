"""
Finds the ways to reach a person, and what says where they live or how old they are: text → findings.

It reads text as a person does: entities, other alphabets' digits and look-alike letters, emphasis in the middle of a
number, 'at' and 'dot' in words. It is not a proof: somebody who wants to can hide a number in a poem, so a reviewer reads too.
Every search is bound to a few characters around a mark that is rare, so that time grows with the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain, pairwise
from typing import NamedTuple

from generator.hints import Hints, near_spans, places
from generator.later import later

KINDS: dict[str, str] = {
    "email": "an e-mail address",
    "telephone": "a telephone number",
    "postcode": "a postcode",
    "birth": "a date of birth or an age",
    "social": "a name on a social network",
    "message": "an invitation to get in touch privately",
    "meeting": "a link or a number for a private call",
    "address": "a street address",
    "coordinates": "an exact place on the map",
}
"""Every kind of finding, as a message calls it."""


class Finding(NamedTuple):
    """One thing by which somebody could be reached: its kind, where it stands, and the words as written."""

    start: int
    end: int
    kind: str
    words: str


def find_contacts(text: str) -> list[Finding]:
    """Text → what is found in it, in order; of findings that overlap, the first kind in KINDS."""
    view = read(text)
    found: list[tuple[int, int, str]] = []
    for kind, find in _FINDERS:
        for start, end in find(view):
            span = (view.before(start), view.after(end), kind)
            place = bisect_right(found, span)
            # They stand apart and in order: it can reach into its neighbours only.
            if not any(
                span[0] < other[1] and other[0] < span[1] for other in found[max(0, place - 1) : place + 1]
            ):
                found.insert(place, span)
    return [
        Finding(start, end, kind, " ".join(text[start:end].split()))
        for number, (start, end, kind) in enumerate(found)
        # 'Call me on 496 0123' is one thing and not two.
        if not (kind == "message" and number + 1 < len(found) and found[number + 1][0] - end <= 12)
    ]


_every_cue: set[str] = set()


class Cues(tuple[str, ...]):
    """Strings without which a finder finds nothing. All are looked for together, so each is told here."""

    __slots__ = ()

    def __new__(cls, *cues: str) -> Cues:
        _every_cue.update(cues)
        _all_cues.cache_clear()
        return super().__new__(cls, cues)


@lru_cache(maxsize=1)
def _all_cues() -> Hints:
    return Hints(_every_cue)


# ---------------------------------------------------------------- text as it is read

# Letters that look like Latin ones and are not folded by Unicode's own compatibility forms.
_LOOK_ALIKES = {
    **dict(
        zip("аеорсухіјѕԁԛԝһӏкмтвнАВЕКМНОРСТУХІЈЅԚԜ", "aeopcyxijsdqwhlkmtbhABEKMHOPCTYXIJSQW", strict=True)
    ),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοινρυκτ", "ABEZHIKMNOPTYXaoivpukt", strict=True)),
    "ı": "i", "ɑ": "a", "ɡ": "g", "ℓ": "l", "ⓐ": "@", "Ⓐ": "@", "☎": "tel ", "☏": "tel ", "✆": "tel ", "→": ">", "➜": ">", "➡": ">", "📞": "tel ",
    "📱": "tel ", "👉": "> ", "✉": "email ", "📧": "email ", "…": " ", "。": ".", "‧": ".", "·": ".", "•": ".", "∙": ".", "・": ".", "‘": "'", "’": "'",
    "“": '"', "”": '"', "−": "-", "⁃": "-", "ø": "o", "Ø": "O",
}  # fmt: skip
# One set of signs that each begins with: the search passes over everything else as fast as it can.
_SPECIAL = later(
    r"[&*`~\\%\x80-\U0010ffff]"
    r"(?:(?<=[^\x00-\x7f])[^\x00-\x7f]*|(?<=&)(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});?|(?<=[*`~\\])[*`~\\]*|(?<=%)[0-9A-Fa-f]{2})"
)
_DIGIT_BESIDE_LETTER = later(r"[0-9](?:[oOlI]|(?<=[oOlI][0-9]))")
"""Without it there is no number with letters for digits, which takes longer to look for."""
_DIGIT_LIKE = later(
    r"(?<![A-Za-z0-9])(?=[0-9]{0,14}[oOlI])(?=[oOlI]{0,14}[0-9])[0-9oOlI]{3,15}(?![A-Za-z0-9])"
)
_AS_DIGITS = str.maketrans("oOlI", "0011")
_DIGIT_IN_WORD = later(
    r"[013457](?:(?<=[A-Za-z][0-9])|(?<![A-Za-z0-9][0-9]))[013457]?[A-Za-z]|[013457](?<=[A-Za-z]{3}[0-9])(?![A-Za-z0-9])"
)
"""Without it there is no word with digits for letters."""
_LETTER_LIKE = later(
    r"(?<![A-Za-z0-9])(?=[A-Za-z]{0,12}[013457])(?=[013457]{0,3}[A-Za-z])[A-Za-z013457]{4,13}(?![A-Za-z0-9])"
)
_AS_LETTERS = str.maketrans("013457", "oieast")
_TELLING_WORDS = frozenset(
    "born birthday insta instagram tiktok snap snapchat discord telegram signal whatsapp facebook twitter youtube zoom skype roblox reddit messenger email "
    "gmail hotmail mobile number phone postcode year aged pupil student twelve eleven thirteen fourteen fifteen sixteen seventeen eighteen".split()
)
"""Words that are written with digits, as in 'T1kT0k', to hide them"""


def _as_word(found: re.Match[str]) -> str:
    word = found.group().translate(_AS_LETTERS)
    return word if word.lower() in _TELLING_WORDS else found.group()


_Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A text as a reader takes it in, and the way back to where each part is written."""

    original: str
    text: str
    lower: str
    read: _Places
    """places in `text` at which the distance to the original changes"""
    written: _Places
    """the same places in the original"""
    hints: frozenset[str]
    """which of all the hints stand in `lower`"""

    @classmethod
    def of(cls, original: str) -> View:
        text = original
        read: _Places = (0,)
        written: _Places = (0,)
        if not original.isascii() or _SPECIAL.search(original):
            text, read, written = _rewritten(original, _SPECIAL, _fold_found)
        if _DIGIT_BESIDE_LETTER.search(text):
            text = _DIGIT_LIKE.sub(lambda each: each.group().translate(_AS_DIGITS), text)
        if _DIGIT_IN_WORD.search(text):
            text = _LETTER_LIKE.sub(_as_word, text)
        return cls._seen(original, text, read, written)

    def spelled_out(self) -> View:
        """The same with 'dot' and 'slash', in brackets or apart, as the signs that they stand for."""
        return self._seen(
            self.text,
            *_rewritten(self.text, _SPELLED, lambda each: "." if each["dot"] or each["said_dot"] else "/"),
        )

    @classmethod
    def _seen(cls, original: str, text: str, read: _Places, written: _Places) -> View:
        lower = text.lower()
        # A few capitals grow when they are made small; then the two would no longer stand side by side.
        lower = lower if len(lower) == len(text) else text
        return cls(original, text, lower, read, written, _all_cues().within(lower))

    def before(self, place: int) -> int:
        """Where what is read at `place` begins in the original."""
        at = bisect_right(self.read, place) - 1
        written = self.written[at] + place - self.read[at]
        # Every second stretch was rewritten, and may be longer than what is written: '½' is read as '1/2'.
        return min(written, self.written[at + 1] - 1 if at % 2 else len(self.original))

    def after(self, place: int) -> int:
        """Where what is read just before `place` ends in the original."""
        return self.before(place - 1) + 1 if place else 0

    def has(self, hints: Cues) -> bool:
        return not self.hints.isdisjoint(hints)

    def in_code(self, place: int) -> bool:
        """Whether the original stands in a code span or an indented line there."""
        written = self.before(place)
        line_start = self.original.rfind("\n", 0, written) + 1
        line = self.original[max(line_start, written - 300) : written]
        return line.count("`") % 2 == 1 or line.startswith(("    ", "\t")) or self.in_fence(line_start)

    def in_fence(self, line_start: int) -> bool:
        return "```" in self.original and self.original.count("```", 0, line_start) % 2 == 1


def _rewritten(
    text: str, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str]
) -> tuple[str, _Places, _Places]:
    """A text with something else for all that a pattern finds, where in it distances change, and the same places in the text."""
    parts, read, written, length, last = [], [0], [0], 0, 0
    for found in pattern.finditer(text):
        before, new = text[last : found.start()], instead(found)
        parts += [before, new]
        length += len(before) + len(new)
        read += [length - len(new), length]
        written += [found.start(), found.end()]
        last = found.end()
    parts.append(text[last:])
    return "".join(parts), tuple(read), tuple(written)


_SPELLED = later(
    r"\s*[\[({<]\s*(?:(?P<dot>dot|d0t|\.)|(?:forward )?slash|/)\s*[\])}>]\s*|\s+(?:(?P<said_dot>dot|d0t)|(?:forward )?slash|/)\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def read(text: str) -> View:
    """Kept for whoever looks at the same text next."""
    return View.of(text)


def _fold_found(found: re.Match[str]) -> str:
    start, end = found.span()
    return _fold(found.group(), found.string[start - 1 : start] + found.string[end : end + 1])


@lru_cache(maxsize=4096)
def _fold(written: str, around: str) -> str:
    """Entities, marks of emphasis, escapes and foreign signs → the plain letters that a reader sees; `around`: its neighbours."""
    if written[0] in "*`~\\":
        return (
            written if (around.isspace() or around == "( ") and len(around) == 2 and len(written) == 1 else ""
        )
    if written[0] == "%":
        sign = chr(int(written[1:], 16))
        return sign if sign.isalnum() or sign in "@+. -" else written
    if written[0] == "&":
        written = unescape(written)
    return "".join(map(_fold_sign, written))


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign in _LOOK_ALIKES:
        return _LOOK_ALIKES[sign]
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part) not in ("Mn", "Cf")
    )
    return "".join(_LOOK_ALIKES.get(part, part) for part in plain)


def _near(view: View, start: int, end: int) -> str:
    """What stands just before and after a place, in small letters."""
    return view.lower[max(0, start - 60) : end + 40]


def _near_hints(view: View, pattern: re.Pattern[str], hints: Cues) -> Iterator[re.Match[str]]:
    """What a costly pattern finds around the plain words without which it finds nothing."""
    around = (
        (max(0, place - 80), place + 100)
        for hint in view.hints.intersection(hints)
        for place in places(view.lower, hint)
    )
    for begin, end in near_spans(around, 0):
        for found in pattern.finditer(view.text, begin, end):
            # What begins close to the end may be cut off there.
            if found.start() < end - 80:
                yield found


# ---------------------------------------------------------------- e-mail

_TLDS = frozenset(
    "com org net edu gov mil int uk co ac ie io me info biz eu de fr es nl pl us ca au nz pk bd ng za cn jp ro pt dev ai xyz online "
    "site shop club school academy london scot wales cymru email cloud tech science engineer eng name tv cc ly example test nhs "
    "sch gl gg app museum".split()
)
_AT_WORDS = r"(?:at[ -](?:sign|symbol)|at(?: the)? (?:domain|host)|at|arroba)"
_AT = later(
    rf"@+(?:t\b)?|[\[({{<|\"']{{1,2}}\s*(?:a|@|{_AT_WORDS})\s*[\])}}>|\"']{{1,2}}|(?<=[\w.)])\s+{_AT_WORDS}\s+(?=\w)|(?<=\w)\s?(?:[-_.]{{1,3}}at[-_.]{{1,3}}|/{{1,2}}\s?at\s?/{{1,2}})\s?(?=\w)"
    r"|(?<=[a-z0-9])(?:at)(?=[a-z0-9]{2,30}dot(?:com|org|net|co)\b)",
    re.IGNORECASE,
)
_DOT = r"(?:\s*\.\s*|\s*[\[({<|\"']{1,2}\s*(?:dot|\.|d0t|punkt|punto|point|period)\s*[\])}>|\"']{1,2}\s*|\s+(?:dot|d0t|punkt|punto|full stop|period)\s+|\s+point\s+(?=(?:com|org|net|co)\b)|\s?[-_]{1,3}dot[-_]{1,3}\s?|\s?/\s?dot\s?/\s?|,(?=(?:com|org|net|co)\b))"
_LABEL = r"[a-z0-9](?:[a-z0-9]|-(?!dot-)){0,62}"
_DOMAIN = later(rf"\s*({_LABEL})((?:{_DOT}{_LABEL}){{1,6}})", re.IGNORECASE)
_SHORTER_DOMAINS = tuple(
    later(rf"\s*({_LABEL})((?:{_DOT}{_LABEL}){{{number}}})", re.IGNORECASE) for number in range(1, 6)
)
_DOTTED = later(r"\.[a-z]{2}")
"""a full stop within a word, as in an address"""
_JOINED = later(r"[a-z0-9]{2,30}dot(?:com|org|net|co)\b", re.IGNORECASE)
_SAID_AT = later(_AT_WORDS)
_EMPLOYERS = later(r"\s*(?:yahoo|aol|outlook)(?=\s*(?:\Z|[.,;)\n]))", re.IGNORECASE)
_LIKE_A_HANDLE = later(r"[a-z]{3}[\d_.]", re.IGNORECASE)
_LAST_LABEL = later(r"[a-z0-9]+\Z", re.IGNORECASE)
_LOCAL = later(r"([\w.+%'-]{1,64})[\"]?(\s*)\Z")
_MAIL_CUE = later(
    r"\b(?:e-?mails?|mail|write to|contact|reach me|address|get me|find me|ping me|that's|it's)\b"
)
_PROVIDERS = later(
    r"\s*(?:g ?mail|googlemail|hot ?mail|icloud|btinternet|proton ?mail|ymail)\b(?!['’]s| (?:team|server|code|app))",
    re.IGNORECASE,
)
_MORE_PROVIDERS = later(
    r"\s*(?:g ?mail|googlemail|hot ?mail|icloud|btinternet|proton ?mail|ymail|yahoo|outlook|aol|live|proton)\b",
    re.IGNORECASE,
)
_ON_PROVIDER = later(
    r"(?:(?<![^\n.!?:;(])\s*|\b(?:i'm|i am|find(?: me)?(?: as)?|me as|e-?mail|write to|it's|called|name is) |(?=[\w.+-]*[a-z][._]?[\w.+-]*[\d_.][\w.+-]*(?: on | ?\()))"
    r"(?P<name>(?<![\w.+-])[\w+-][\w.+-]{3,40})(?: on | ?\()(?:g ?mail|googlemail|hot ?mail|icloud|btinternet|proton ?mail|ymail)(?=\s*(?:\Z|[.,;:!?)\n]))",
    re.IGNORECASE,
)
"""'adalovelace on gmail', and not 'I worked on Gmail for a year'"""
_NO_PERSON = later(
    r"(?:ing|ed|ers?|tions?|ments?|ists?|[^s]s)\Z|\A(?:security|privacy|spam|search|storage|mail|inbox|safety|software|research)\Z",
    re.IGNORECASE,
)
_SPELLED_PROVIDER = later(
    rf"\b(?:g ?mail|googlemail|hot ?mail|yahoo|outlook|icloud|proton ?mail)(?:(?!\s*\.){_DOT}|\s)(?:com|co)\b",
    re.IGNORECASE,
)
"""'… and the rest is gmail dot com': whoever writes the dot as a word hides an address"""
_TOLD_DOMAIN = r"(?:(?<=\w)\.|\bdot[\s,]{1,3}(?:(?:then|and) )?)(?:com|org|net|co|ac|uk|edu|example)\b"
_TOLD_IN_PARTS = later(
    rf"\b(?:at[- ](?:sign|symbol)\b|(?:the|then|an|add) @(?=[\s,])|(?:curly|little|squiggly|funny) a\b|a (?:with a tail|in a circle)\b)[^\n]{{0,40}}?{_TOLD_DOMAIN}"
    rf"|\b(?:inbox|e-?mail|mail)\b[^\n.]{{0,40}}? dot (?:com|org|net|co)\b[^\n]{{0,40}}\b(?:in front|before (?:it|that)|underscore|starts with)\b"
    r"|\b[\w.-]{2,30}[,;/] ?at[,;/] ?[\w-]{2,30}[,;/] ?dot[,;/] ?(?:com|org|net|co)\b",
    re.IGNORECASE,
)
"""An address whose parts are told one by one: 'ada, then the at sign, then example dot net'"""
_PARTS_HINTS = Cues("at sign", "at-sign", "at symbol", "at-symbol", "curly a", "little a", "squiggly a", "funny a", " tail", "the @", "then @", "an @", "add @", " circle", "inbox", ", at,", ",at,", ";at;", "; at;", "/at/", "/ at/")  # fmt: skip
_SPACED = later(r"((?:(?<![^\s.])\w(?:[ .]{1,2}|\Z)){2,40})\Z")
_SPACED_AFTER = later(r"( ?(?:dot|[\w.])(?:[ .](?:dot|[\w.])){3,60})(?!\w)", re.IGNORECASE)
_NOT_A_NAME = frozenset(
    "i you he she it we they me us him her them who which that this these those there here is are was were be been am a an the and or "
    "but not no so if as of in on to for from with by up out off over then now later again today also even just only all any some "
    "both more most less best first last next new old work works worked working look looks looked looking find see seen read reading "
    "book booked booking visit visited arrive arrived start started starting end ended based employed meet met meeting stop stopped "
    "live lived lives living stay stayed study studied studying learn learned learnt teach taught train trained play played sit sat "
    "stand stood point pointed aim aimed go went gone get got apply register sign available online site website page pages details "
    "information info people team teams engineer engineers engineering scientist scientists developer developers job jobs role degree "
    "degrees apprenticeship apprenticeships placement course courses talk talks day days week weeks year years school schools college "
    "university office lab laboratory factory station time tickets ticket free shown listed published hosted held taken made done used "
    "good great better bad clever quick programming coding director manager designer technician career life internship event events "
    "ambassadors volunteers pupils students teachers staff visitors readers open closed running ran run designed built working stayed joined called expert analyst lead head back home stalls stall stand class classes "
    "workshop workshops films film videos video map maps guide guides link links everything everyone anyone someone something nothing".split()
)
"""Words that stand before 'at' in ordinary sentences: 'I work at example.org' is no address, 'ada at example.org' is."""
_FILES = ("png", "jpg", "jpeg", "webp", "gif", "svg")


_PROVIDER_HINTS = Cues("gmail", "g mail", "hotmail", "hot mail", "yahoo", "outlook", "googlemail", "icloud", "btinternet", "proton", "ymail")  # fmt: skip
_MAIL_HINTS = Cues(
    *_PROVIDER_HINTS,
    "@",
    "dot",
    "d0t",
    " stop",
    "punkt",
    "punto",
    "period",
    "point",
    "mail",
    "icloud",
    "btinternet",
    "(.)",
    "[.]",
)


def _emails(view: View) -> Iterator[tuple[int, int]]:
    if not view.has(_MAIL_HINTS) and not _DOTTED.search(view.lower):
        return
    text = view.text
    for at in _AT.finditer(text):
        sign = at.group().strip().lower()
        start, end = at.span()
        if sign.startswith("@") or sign == "at":
            yield from _spaced_letters(view, start, end)
        local = _LOCAL.search(text, max(0, start - 66), start)
        if not local or not re.search(r"\w", local[1]):
            continue
        name = local[1].strip(".'-%+")
        words_only = _SAID_AT.fullmatch(sign) is not None
        ordinary = (words_only or sign.strip("-_.") == "at") and name.lower() in _NOT_A_NAME
        begins = start - len(local.group()) + (len(local[1]) - len(local[1].lstrip(".'-%+")))
        domain = next(
            (
                found
                for found in _domains(text, end)
                if _is_domain(
                    view, found, sign, words_only=words_only, ordinary=ordinary, name=name, begins=begins
                )
            ),
            None,
        )
        if domain:
            yield begins, domain.end()
            continue
        # Who works 'at Yahoo' is not reached by it; 'ada99 at yahoo' is.
        provider = (_PROVIDERS if words_only else _MORE_PROVIDERS).match(text, end, end + 20)
        if not provider and _LIKE_A_HANDLE.search(name):
            provider = _EMPLOYERS.match(text, end, end + 20)
        if provider and not ordinary and re.search(r"[a-z0-9]", name, re.IGNORECASE):
            yield begins, provider.end()
        elif sign == "at" and end - start == 2:
            joined = _JOINED.match(text, end)
            if joined:
                yield begins, joined.end()
    yield from _reversed_emails(view)
    if view.has(_PARTS_HINTS):
        for found in _TOLD_IN_PARTS.finditer(text):
            yield found.span()
    if view.has(_PROVIDER_HINTS):
        for found in _ON_PROVIDER.finditer(text):
            name = found["name"].lower()
            if name not in _NOT_A_NAME and not _NO_PERSON.search(name):
                yield found.start("name"), found.end()
        for found in _SPELLED_PROVIDER.finditer(text):
            yield found.span()


def _domains(text: str, start: int) -> Iterator[re.Match[str]]:
    """What may be the host of an address: as long as it can be, then without its last part, which may be the next sentence."""
    longest = _DOMAIN.match(text, start, start + 200)
    if longest:
        yield longest
        for shorter in reversed(_SHORTER_DOMAINS):
            found = shorter.match(text, start, start + 200)
            if found and found.end() < longest.end():
                yield found


def _is_domain(
    view: View, domain: re.Match[str], sign: str, *, words_only: bool, ordinary: bool, name: str, begins: int
) -> bool:
    last = _LAST_LABEL.search(domain.group())
    ending = last.group() if last else ""
    if not ending.isalpha() or len(ending) < 2 or ending.lower() in _FILES:
        return False
    dots = domain[2]
    tight = re.fullmatch(r"(?:\.[\w-]+)+", dots) is not None
    if sign.strip("@") == "" and tight and not domain.group()[0].isspace():
        behind = view.text[domain.end() : domain.end() + 1]
        # git@github.com:ada/loom, @app.route("/tides")
        return not ((name == "git" and behind == ":") or (behind == "(" and ending.lower() not in _TLDS))
    known = any(label.lower() in _TLDS for label in re.findall(r"[a-zA-Z0-9]+", dots))
    if not known:
        return False
    if not words_only:
        hyphened = sign.strip("-_/. ") == "at" and sign[0] in "-_/."
        if hyphened and "dot" not in dots.lower():
            return (
                tight
                and not ordinary
                and ending.lower() in _TLDS
                and view.text[begins - 1 : begins] not in ("/", "-")
            )
        # 'gas @ 3 bar. In the pipe' has a capital after its full stop; an address has not.
        return ending.lower() in _TLDS and (
            ending.islower() or domain.group().isupper() or not re.search(r"\.\s", dots)
        )
    if ordinary:
        return False
    if re.search(r"\.\s|\s\.", dots):
        return False
    if tight:
        return ending.lower() in _TLDS and (
            bool(re.search(r"[\d._]", name))
            or bool(_MAIL_CUE.search(_near(view, begins, begins)))
            or not re.search(r"(?:ing|ers|tion|ment|ists)\Z", name.lower())
        )
    return ending.lower() in _TLDS


def _spaced_letters(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """'a d a @ e x a m p l e . o r g', 'a d a at e x a m p l e dot o r g'"""
    before = _SPACED.search(view.text, max(0, start - 80), start)
    after = _SPACED_AFTER.match(view.text, end, end + 130)
    if before and after and re.search(r"\.|dot", after[1][2:-2].lower()):
        yield before.start(), after.end()


def _reversed_emails(view: View) -> Iterator[tuple[int, int]]:
    for at in re.finditer("@", view.text):
        before = re.search(
            r"\b(?:gro|moc|ten|ku|oi|ude|vog)\.[\w.-]{1,60}\Z",
            view.lower[max(0, at.start() - 70) : at.start()],
        )
        after = re.compile(r"[\w.+-]{2,64}").match(view.text, at.end())
        if before and after:
            yield at.start() - len(before.group()), after.end()


# ---------------------------------------------------------------- telephone

_DIGITS = later(r"[0-9]+")
_FEWEST_DIGITS = 6
_JOINING = (
    r"(?:then|dash|hyphen|space|pause|gap|and|add|plus|put|follow(?:ed)?|by|with|finish(?:ed|ing)?|end(?:s|ed|ing)?|on|in|next|comes?|after that|finally|it|wait|is|are|the|code|number"
    r"|rest|last(?: (?:three|four|five|six|bit|part))?|lastly)"
)
"""A word between the parts of a number that is told: 'start with 07700, then add 900 and finish on 123'"""
_GAP = later(
    rf"[ \t\n().:;\-/_|,~>#{{}}\[\]\"'=+^]{{1,5}}|\s?x\s?|[\s,.-]{{0,3}}(?:{_JOINING}[\s,.:-]{{1,3}}){{1,6}}"
    rf"|\s?(?:[(\[][a-z' ]{{1,16}}[)\]]|<[a-z]{{1,4}} ?/?>)\s?(?:{_JOINING} )?",
    re.IGNORECASE,
)
_WIDEST_GAP = 30
_UK = later(
    r"0(?:1(?:1[3-8]|[2-9]\d)\d{6,7}|2[03489]\d{8}|3\d{9}|5[56]\d{8}|7[1-9]\d{8}|8(?:00\d{6,7}|0[18]\d{7}|4[2-5]\d{7}|7[0-3]\d{7})|9\d{9})"
)
_ABROAD_UK = later(r"44(?:0?[1-3]\d{8,9}|0?7[1-9]\d{8}|0?800\d{6,7})")
_OTHER_LANDS = later(r"00(?:44|353|33|49|34|39|31|32|91|92|880|48|40|234|1)\d{7,12}")
# Childline, the NSPCC and Samaritans: lines that belong to nobody and that every child may see.
_HELPLINES = frozenset(("08001111", "08088005000", "116123"))
_NO_NUMBER = later(
    r"\b(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d|(?:19|20)\d\d[/.-]\d\d[/.-]\d\d)(?!\d)"
    r"|(?<!\d)\d{1,2}:\d\d(?:[:.]\d\d)?(?!\d)|(?<![\w.+])[1-35689]\.\d{8,}(?![ .-]?\d)|(?<!\d)97[89][- ]?(?:\d[- ]?){9}\d(?!\d)|\bisbn(?:-1[03])?:? ?(?:\d[- ]?){9}[\dx]|\b10\.\d{4,9}/[^\s)\]]+",
    re.IGNORECASE,
)
"""Dates, times, 3.14159265, book numbers and the addresses of papers"""
_PART = later(
    r"(?:\b(?:part|serial|model|item|order|invoice|batch|sku|isbn|issn|ean|catalogue|drawing|patent|asset|stock|product|standard|doi|gtin|barcode)"
    r"(?: (?:no|number|code|ref|id))?\.?:? ?#?|\b(?:no|nr|ref)\.? ?:? ?#|[£$€#=×^]\s?)\Z",
    re.IGNORECASE,
)
_PHONE_CUE = later(
    r"(?:\b(?:tel|telephone|phone|mobile|mob|cell|call|ring|text|sms|callto|whatsapp|wa|fax|m|t|ext|dial)|\b(?:my|phone|telephone|mobile|contact) (?:no|num|number)|\bnumber is|\b(?:first|leading|without the|after the) (?:zero|0|nought))"
    r"(?:[ .:=/]{0,3}(?:me|us|no|num|number|is|on|at|it's|are))*[ .:=/>(+-]{0,4}\Z",
    re.IGNORECASE,
)


_ZERO_APART = later(
    r"[,.]? \(?(?:after|behind|with|and|plus|add) (?:the |an? )?(?:first |leading )?(?:zero|0|nought|oh)\b",
    re.IGNORECASE,
)


def _phones(view: View) -> Iterator[tuple[int, int]]:
    yield from _phones_in_digits(view)
    yield from _phones_in_words(view)


def _phones_in_digits(view: View) -> Iterator[tuple[int, int]]:
    text = view.text
    for near in _chains(text):
        # Dates and book numbers are no telephone numbers, and each of them stands within one chain.
        first, last = near[0][0], near[-1][1]
        masked = [each.span() for each in _NO_NUMBER.finditer(text, max(0, first - 40), last + 2)]
        chain: list[tuple[int, int]] = []
        for start, end in near:
            if any(low <= start < high for low, high in masked):
                yield from _in_chain(view, chain)
                chain = []
            else:
                chain.append((start, end))
        yield from _in_chain(view, chain)


def _chains(text: str) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that stand near each other, where there are enough for the shortest telephone number."""
    chain: list[tuple[int, int]] = []
    for group in _DIGITS.finditer(text):
        start, end = group.span()
        if chain and not (start - chain[-1][1] <= _WIDEST_GAP and _GAP.fullmatch(text, chain[-1][1], start)):
            if sum(end - start for start, end in chain) >= _FEWEST_DIGITS:
                yield chain
            chain = []
        chain.append((start, end))
    if sum(end - start for start, end in chain) >= _FEWEST_DIGITS:
        yield chain


def _in_chain(view: View, chain: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Groups of digits that stand near each other → the numbers among them."""
    text, first, cue = view.text, 0, False
    while first < len(chain):
        start = chain[first][0]
        last = _last_group(view, chain, first)
        if last is None and chain[first][1] - start < 12 and not cue:
            cue = True
            last = _after_cue(view, chain, first)
        if last is None and first == 0:
            last = _backwards(view, chain)
        if last is None:
            first += 1
            continue
        end = chain[last][1]
        plus = re.search(r"[(+ ]*\Z", text[max(0, start - 4) : start])
        signs = plus.group().lstrip(" ") if plus else ""
        if re.sub(r"\D", "", text[start:end]) not in _HELPLINES:
            yield start - len(signs), end
        first = last + 1
        cue = False


def _last_group(view: View, chain: list[tuple[int, int]], first: int) -> int | None:
    """The last group of the number that begins with the group `first`, if one begins there."""
    text = view.text
    start = chain[first][0]
    before = text[max(0, start - 30) : start]
    plus = re.search(r"\+ ?\(?\Z", before) is not None
    if not plus and text[start] not in "04":
        return None
    digits, best = "", None
    for last in range(first, min(len(chain), first + 16)):
        digits += text[chain[last][0] : chain[last][1]]
        if len(digits) > 16:
            break
        if _is_phone(digits, plus=plus):
            shape = chain[first : last + 1]
            gaps = [text[one[1] : two[0]] for one, two in pairwise(shape)]
            if _is_shaped([text[begin:end] for begin, end in shape], gaps, plus=plus):
                best = last
    if best is None or _is_other_number(view, before, chain[first][0], chain[best][1], plus=plus):
        return None
    return best


def _is_phone(digits: str, *, plus: bool) -> bool:
    if len(digits) < 9 or set(digits) <= {"0", "1"} or digits == "0123456789":
        return False
    if plus:
        if digits.startswith("44"):
            return _ABROAD_UK.fullmatch(digits) is not None
        return 9 <= len(digits) <= 15 and digits[0] != "0" and not digits.endswith("00000")
    return any(pattern.fullmatch(digits) for pattern in (_UK, _OTHER_LANDS)) or (
        len(digits) == 12 and _ABROAD_UK.fullmatch(digits) is not None
    )


def _is_shaped(groups: list[str], gaps: list[str], *, plus: bool) -> bool:
    """Whether digits are grouped as in a telephone number, and not as in a row of measurements."""
    count, lengths = len(groups), [len(group) for group in groups]
    commas = any("," in gap for gap in gaps)
    if count == 1:
        return True
    # '07700 x 3 = 23100' is a sum; '07700 x 900 x 123' is none.
    if (count == 2 or len(set(gaps)) > 1) and any(gap.strip() in ("x", "=", "+", "^") for gap in gaps):
        return False
    if sum(length == 1 for length in lengths) >= count - 2 and count > 5:
        return True
    if plus or (lengths[0] == 2 and count > 2):
        if all(length <= 2 for length in lengths):
            return not commas
        return (count <= 8 and not commas and lengths[0] <= 4) or (plus and count <= 8 and not commas)
    if lengths[0] == 1:
        # '0 77 00 90 01 23': nobody measures '00' or '01', and no row of measurements has hyphens.
        told = set(gaps) == {"-"} or any(each[0] == "0" for each in groups[1:])
        pairs = count > 5 and lengths[1:] == [2] * (count - 1) and not commas
        return (pairs and told) or (
            count <= 5
            and lengths[1] >= 3
            and lengths[-1] >= 3
            and not set(gaps[0]) & set(".,")
            and not commas
        )
    return count <= 7 and (not commas or count <= 3)


def _is_other_number(view: View, before: str, start: int, end: int, *, plus: bool) -> bool:
    """Prices, part numbers, codes such as E08000032, fractions and sums."""
    text = view.text
    digits = re.sub(r"\D", "", text[start:end])
    mobile = plus or (digits.startswith("07") and len(digits) == 11)
    if re.search(r"[£$€]\s?\Z", before) or re.match(r"\s*=\s*-?\d|\.\d|\s*[%€£]", text[end : end + 8]):
        return True
    if "=" in before[-4:] and "/" in text[start:end]:
        return True
    if not mobile and _PART.search(before):
        return True
    letter = before[-1:]
    glued = letter.isalpha() or letter == "_"
    return glued and not (mobile and letter != "_") and not _PHONE_CUE.search(before)


def _after_cue(view: View, chain: list[tuple[int, int]], first: int) -> int | None:
    """A local or shortened number counts where the words before it say that it is one: 'ring me on 496 0123'."""
    start = chain[first][0]
    cue = _PHONE_CUE.search(view.text[max(0, start - 40) : start])
    if not cue and not _ZERO_APART.match(view.text, chain[-1][1]):
        return None
    digits, last = "", None
    for number in range(first, min(len(chain), first + 6)):
        group = view.text[chain[number][0] : chain[number][1]]
        if number > first and "," in view.text[chain[number - 1][1] : chain[number][0]]:
            break
        digits += group
        if 6 <= len(digits) <= 15:
            last = number
    if last is None or digits.endswith("000"):
        return None
    groups = [view.text[begin:end] for begin, end in chain[first : last + 1]]
    if len(groups) > 1 and all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups):
        return None
    return last


def _backwards(view: View, chain: list[tuple[int, int]]) -> int | None:
    digits = "".join(view.text[start:end] for start, end in chain)[::-1]
    if len(digits) == 11 and re.fullmatch(r"0(?:7[1-9]|1[2-9]|20)\d{8}", digits):
        start = chain[0][0]
        if view.in_code(start) or re.search(r"backward|revers|mirror", _near(view, start, chain[-1][1])):
            return len(chain) - 1
    return None


_NUMBER_WORDS = {
    word: digits
    for digits, words in {
        "0": "zero oh o nought naught nil", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six",
        "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve", "13": "thirteen", "14": "fourteen",
        "15": "fifteen", "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty", "30": "thirty",
        "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy", "80": "eighty", "90": "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
_WORD_OR_DIGITS = later(
    r"(?<![a-z_])(?:"
    + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
    + r"|double|treble|triple|hundred|thousand|plus|and)(?![a-z_])|(?<![0-9])[0-9]{1,6}(?![0-9])"
)
_NUMBER_HINTS = Cues("zero", "oh", "double", "seven", "nought", "four")
_DIGITS_THEN_WORD = later(
    r"0[0-9]{1,9}[\s,.()-]{0,3}(?:[0-9]{1,6}[\s,.()-]{1,3}|[0-9]{1,6}(?=[a-z])){0,3}(?:one|two|three|five|six|eight|nine|ten|nil)"
)
"""Without it, or one of these words, no number is partly written in words."""
_BETWEEN_WORDS = later(rf"[\s,.;:()/_-]{{0,4}}(?:{_JOINING}[\s,.;:()/_-]{{1,3}}){{0,3}}")


def _phones_in_words(view: View) -> Iterator[tuple[int, int]]:
    """'oh seven seven double oh, nine hundred, one two three'"""
    if not view.has(_NUMBER_HINTS) and not _DIGITS_THEN_WORD.search(view.lower):
        return
    run: list[re.Match[str]] = []
    for word in _WORD_OR_DIGITS.finditer(view.lower):
        if (
            run
            and not _BETWEEN_WORDS.fullmatch(
                view.lower, run[-1].end(), min(word.start(), run[-1].end() + _WIDEST_GAP)
            )
        ) or (run and word.start() - run[-1].end() > _WIDEST_GAP):
            yield from _in_run(run)
            run = []
        run.append(word)
    yield from _in_run(run)


_FIRST_WORDS = frozenset("zero oh o nought naught plus double four".split())


def _in_run(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(run) < 3 or not any(each.group().isalpha() for each in run):
        return
    first = 0
    if run[0].group() == "seven" and _number_from(run, 0, digits="0") == len(run) - 1:
        # A mobile number whose zero is told apart, or left to the reader.
        yield run[0].start(), run[-1].end()
        return
    while first < len(run):
        word = run[first].group()
        last = _number_from(run, first) if word in _FIRST_WORDS or word[0] == "0" or word == "44" else None
        if last is None:
            first += 1
        else:
            yield run[first].start(), run[last].end()
            first = last + 1


def _number_from(run: list[re.Match[str]], first: int, digits: str = "") -> int | None:
    times, plus, best, tens = 1, False, None, False
    for number in range(first, min(len(run), first + 18)):
        word = run[number].group()
        if word == "and":
            continue
        if word == "plus":
            plus = plus or not digits
        elif word in ("double", "treble", "triple"):
            times = 2 if word == "double" else 3
            continue
        elif word in ("hundred", "thousand"):
            digits += "00" if word == "hundred" else "000"
        else:
            value = _NUMBER_WORDS.get(word, word)
            # 'twenty one' is 21, not 201.
            if tens and len(value) == 1 and value != "0" and word.isalpha():
                digits = digits[:-1]
            digits += value * times
            tens = word.isalpha() and len(value) == 2 and value[1] == "0" and value != "10"
            times = 1
        if _is_phone(digits, plus=plus):
            best = number
    return best


# ---------------------------------------------------------------- postcode

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD "
    "HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH "
    "RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ZZ"
).split()
_AREA = "(?:" + "|".join(sorted((area.replace("O", "[O0]") for area in _AREAS), key=len, reverse=True)) + ")"
_INWARD = "[0-9](?:[ABD-HJLNP-UW-Z]{2}|VZ)"  # ZZ99 3VZ: of no fixed abode
_POSTCODE = later(
    rf"(?<![A-Z0-9])({_AREA}[0-9Il][0-9A-HJKPSTUVWXY]?)((?:[\s./,:|_()\"+-]|and|then|dash|space){{0,8}})({_INWARD})(?![A-Z0-9])",
    re.IGNORECASE,
)
_SECTOR = rf"({_AREA}[0-9][0-9A-Z]? [0-9][A-Z]?)(?![0-9A-Z])"
_SECTORS = (
    later(rf"\bpost ?codes?\b[^\n]{{0,20}}?\b{_SECTOR}", re.IGNORECASE),
    later(
        rf"\b(?:home|house|live|address)\b[^\n.]{{0,20}}?\b{_SECTOR}(?=\s*(?:\Z|[.;:!?)\n]))", re.IGNORECASE
    ),
    later(
        rf"\bpost ?code\b[^\n.]{{0,40}}?\b({_AREA}[0-9][0-9A-Z]?\b[^\n.]{{1,40}}?\b{_INWARD}(?<!nd)(?<!st)(?<!rd)(?<!th))\b",
        re.IGNORECASE,
    ),
    later(rf"\b{_SECTOR}(?= is (?:my|our|the) (?:post ?code|sector|home))", re.IGNORECASE),
)
_SECTOR_HINTS = Cues("postcode", "post code", "sector", "home", "house", "live", "address")
_LETTER_NAMES = {
    word: letter
    for letter, words in {
        "A": "alpha alfa ay", "B": "bravo bee", "C": "charlie cee", "D": "delta dee", "E": "echo ee", "F": "foxtrot eff", "G": "golf gee",
        "H": "hotel aitch haitch", "I": "india", "J": "juliet juliett jay", "K": "kilo kay", "L": "lima el ell", "M": "mike em", "N": "november en",
        "O": "oscar", "P": "papa pee", "Q": "quebec queue cue", "R": "romeo ar", "S": "sierra ess", "T": "tango tee", "U": "uniform yew",
        "V": "victor vee", "W": "whiskey whisky double-u", "X": "xray ex", "Y": "yankee wye why", "Z": "zulu zed zee",
    }.items()
    for word in words.split()
}  # fmt: skip
_SAID_SIGNS = _LETTER_NAMES | {
    word: digits[0] if digits[1:] == "0" and word != "ten" else digits
    for word, digits in _NUMBER_WORDS.items()
    if len(word) > 1
}
"""Letters and digits as they are said: of 'twenty' comes the 2 of 'twenty-two'."""
_SAID_LETTER = rf"(?:(?<![a-z])(?:{'|'.join(sorted(_LETTER_NAMES, key=len, reverse=True))})(?![a-z])|[a-z])"
_SAID_NUMBER = rf"(?:(?<![a-z])(?:{'|'.join(sorted(filter(_SAID_SIGNS.get, _NUMBER_WORDS), key=len, reverse=True))})|[0-9])"
_SAID_SIGN = later(rf"{_SAID_NUMBER}|{_SAID_LETTER}")
_BETWEEN_SIGNS = later(r"[\s,./_-]{0,3}(?:(?:and|then|dash|space)[\s,]{1,2}){0,2}")
_SAID_UNIT = rf"(?:{_BETWEEN_SIGNS.pattern}{_SAID_LETTER}){{2}}(?![a-z0-9])"
_SECOND_HALF = later(rf"[0-9]{_SAID_UNIT}")
_SAID_SECOND_HALF = later(
    rf"(?<![a-z])(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine){_SAID_UNIT}"
)
_SAID_HINTS = Cues(
    "zero", "nought", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
)
_AT_ENDS = later(r"\A[a-z]{2}(?![A-Za-z0-9])|(?<![A-Za-z])[a-z]{2}\Z")
_SAID_WHOLE = later(rf"{_AREA}[0-9O][0-9A-Y]?{_INWARD}")
_MORE_SIGNS = later(r" [b-hj-z0-9]\b")
_PART_AFTER = later(
    r" (?:batter(?:y|ies)|cells?|bolts?|bearings?|relays?|resistors?|connectors?|fuses?|valves?|motors?|lamps?|bulbs?|plugs?)\b"
)
"""'a CR2 5LA battery'"""
_STEEL = later(r"S[1-9][0-9]{2}JR")
_QUERY = later(r"[?&][\w-]{1,12}=\Z")
"""of a map's link"""
_UNITS = frozenset("st nd rd th ft lb hp gb tb gw ha hr pa px pt ph nd db gl dl al ne se nw sw".split())
_SHORT_WORDS = _UNITS | frozenset(
    "ad am an as at be by do eg ex go ha he hi if in is it la me my no of on or ox so to up us we ye".split()
)
"""'so two, four at a time' is no postcode; 'SO two, four AT' is one."""


def _postcodes(view: View) -> Iterator[tuple[int, int]]:
    text = view.text
    halves = list(_SECOND_HALF.finditer(view.lower))
    for found in _postcode_shapes(text, halves):
        outward, gap, inward = found.groups()
        before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 20]
        if len(gap) > 3 and not re.search(r"and|then|dash|space", gap, re.IGNORECASE):
            continue
        # 'the M62 2nd exit', 'B12 6ft': an ordinal or a unit
        unit = inward[1:] in _UNITS and (outward[:1].isupper() or gap == "")
        if unit and not (gap == "" and re.search(r"post ?code", before.lower())):
            continue
        if re.search(r"[\w]-\Z", before) and re.match(r"-\w", after):
            continue
        if (_PART.search(before) and gap == "" and not _QUERY.search(before)) or _PART_AFTER.match(after):
            continue
        # 'it was B1 and 2 am': words between need a postcode's own capitals.
        if gap.strip().isalpha() and not (outward.isupper() and inward.isupper()):
            continue
        # 'rooms B1, 2AB' is a list.
        if ("," in gap and (len(outward) < 3 or not (outward + inward).isupper())) or "\n\n" in gap:
            continue
        # 'the wi 3rd': what stands for a 1 stands behind capitals.
        if outward.isalpha() and not (outward[:-1].isupper() and outward[-1] in "Il"):
            continue
        if _STEEL.fullmatch(found.group()):
            continue
        yield found.span()
    yield from _said_postcodes(view, halves)
    for pattern in _SECTORS if view.has(_SECTOR_HINTS) else ():
        for found in pattern.finditer(text):
            yield found.span(1)


def _postcode_shapes(text: str, halves: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Every postcode, looked for from its second half, which is rarer than a first half."""
    last = 0
    for half in halves:
        found = _POSTCODE.search(text, max(last, half.start() - 20), half.end() + 1)
        if found:
            last = found.end()
            yield found


def _said_postcodes(view: View, halves: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """'em fourteen, five tee queue', 'Y O 2 2 4 A B': sign by sign, read from the end"""
    said_halves = (
        _SAID_SECOND_HALF.match(view.lower, place)
        for hint in view.hints.intersection(_SAID_HINTS)
        for place in places(view.lower, hint)
    )
    for end in sorted(half.end() for half in chain(halves, filter(None, said_halves))):
        said, after, begins = "", end, end
        for sign in reversed([*_SAID_SIGN.finditer(view.lower, max(0, end - 80), end)]):
            if len(said) > 7 or not _BETWEEN_SIGNS.fullmatch(view.lower, sign.end(), after):
                break
            said = _SAID_SIGNS.get(sign.group(), sign.group().upper()) + said
            after = sign.start()
            if len(said) > 4 and _SAID_WHOLE.fullmatch(said) and not view.lower[after - 1 : after].isalnum():
                begins = after
        if begins < end and _is_said(view, begins, end):
            yield begins, end


def _is_said(view: View, start: int, end: int) -> bool:
    """Whether letters and digits were told one by one, and don't only stand side by side."""
    words = view.text[start:end]
    if _POSTCODE.fullmatch(words) or not _SHORT_WORDS.isdisjoint(_AT_ENDS.findall(words)):
        return False
    return any(len(sign) > 1 for sign in _SAID_SIGN.findall(words.lower())) or not (
        re.search(r"[,\n]", words)
        or _MORE_SIGNS.match(view.lower, end)
        or not (words.isupper() or words.islower())
    )


# ---------------------------------------------------------------- birth and age

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_ROMAN_MONTH = r"(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]\w{3,7}|thirtieth|thirty[- ]first)"
)
_NTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DAY = (
    rf"(?:(?:the )?{_NTH}(?:(?: of)?[ -]{_MONTH}\b\.?(?:,? ?[-']?(?:19|20)?\d\d\b|,? nineteen[ -]\w+(?:[ -]\w+)?)?| day of (?:the )?(?:{_NTH}|{_MONTH})\b)"
    rf"|{_MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? ?'?(?:19|20)?\d\d\b)?"
    r"|(?:christmas|boxing|new year'?s|valentine'?s|may|midsummer'?s|bonfire|st\.? \w+'?s) (?:day|eve|night),? (?:19|20)\d\d\b"
    rf"|(?=\d)(?:\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?(?:19|20)?\d\d\b|(?:19|20)\d\d[/.-]\d{{1,2}}[/.-]\d{{1,2}}\b|\d{{1,2}}/\d{{1,2}}\b|\d{{1,2}} \d{{1,2}} (?:19|20)?\d\d\b"
    rf"|(?:\d[ ./-]{{1,3}}){{5,7}}\d\b|\d{{1,2}}[ ./-]{{1,3}}{_ROMAN_MONTH}[ ./-]{{1,3}}(?:19|20)?\d\d\b))"
)
_SAID_DAY = (
    rf"(?:(?:(?:{'|'.join(_NUMBER_WORDS)}|hundred|thousand|and)[ ,./-]{{1,4}}){{2,9}}(?:{'|'.join(_NUMBER_WORDS)}|hundred|thousand)\b"
    rf"|(?:the )?{_ORDINAL} of the {_ORDINAL}\b)"
)
"""'twelve seven ninety-nine', a day only behind a word for birth"""
_BORN = later(
    r"\b(?:born|b[ .-]o[ .-]r[ .-]n|(?:came|come|arrived|entered) (?:in(?:to)? )?(?:the|this) world|on (?:this|the) (?:planet|earth)|first breath|drew (?:my first )?breath|i was delivered|(?:mum|mam|mother) had me|geburtstag|saw the light of day|blow out (?:my |the )?candles"
    r"|b[-']?day|birthday|birth ?date|birth|d[./-]? ?o[./-]? ?b\.?|dee[ ,-]{1,2}oh[ ,-]{1,2}bee|date of birth)(?=[\W_])(?:[^\n.;]|(?<=d)\.|(?<=o)\.|(?<=b)\.|(?<=\b[ap])\.|(?<=\.m)\.|\n(?!\n)){0,45}?"
    rf"(?P<day>{_DAY}|{_SAID_DAY})",
    re.IGNORECASE,
)
_DAY_THEN_BIRTH = later(
    rf"(?P<day>{_DAY})[^\w\n]{{0,3}}(?:is my|(?:is|was) (?:when|the day(?: on which| that)?) i was born|\(?d\.?o\.?b|\(?date of birth|\(?my birthday|\(born\)|i was born|happy birthday|baby\b"
    r"|(?:(?:(?:is|was) )?(?:when|that|the day(?: on which| that| when)?) )?(?:i (?:first )?(?:came into|entered|arrived in|saw) (?:the|this) (?:world|light)|(?:my )?(?:mum|mam|mom|mother|parents) (?:gave birth to me\b"
    r"|had me\b(?! \w+ing\b| in (?:stitches|tears)\b| (?:help|do|make|take|build)\b))))",
    re.IGNORECASE,
)
_NOT_BORN = later(
    r"\b(?:company|firm|project|idea|web|internet|network|museum|festival|club|robot|telescope|lambs?|calf|calves|foals?|stars?|charity|hub|"
    r"railway|machine|computer|programme|science|dream|plan|movement|university|college|group|it|this|that|which|sheep|panda|seal|pup|puppy|"
    r"birthday (?:of|party|lecture|event|concert)|anniversary)\b"
)
_YEAR = r"(?:19[2-9]\d|20[0-2]\d|'[2-9]\d)\b(?!s)"
_BORN_YEAR = later(
    rf"\b(?:i was|i'm|i am|me,?) born (?:back )?in (?:(?:the )?(?:spring|summer|autumn|winter|year) (?:of )?|\w+ )?(?:(?:early |late |mid-? ?)?){_YEAR}|\ba {_YEAR} baby\b(?! boom)"
    rf"|\bborn in (?<![\w,;)'-] born in )(?:\w+ )?{_YEAR}(?=\s*(?:\Z|[.;)\n])|,? (?:i|and raised)\b)"
    rf"|\b(?:year of birth|birth year)\W{{1,4}}(?:is |was )?{_YEAR}",
    re.IGNORECASE,
)
_BIRTHDAY = later(
    rf"\bmy (?:\d\d(?:st|nd|rd|th)|{_ORDINAL}|next) birthday(?:'s| is| was| will be| comes| falls)?,? (?:(?:in|this|next|last|on) )?"
    rf"(?:(?:early|late|mid) )?(?:{_MONTH}\b|week\b|month\b|year\b|spring\b|summer\b|autumn\b|winter\b|today\b|tomorrow\b|(?:19|20)\d\d\b)"
    rf"|\bturning [2-9]\d (?:soon|in {_MONTH}|(?:this|next) (?:week|month|year|{_MONTH}))\b",
    re.IGNORECASE,
)
_ARRIVED = later(
    rf"\bi (?:arrived|appeared|turned up|came along|popped out|made my (?:entrance|debut|first appearance)) (?:early |late )?on (?=[^\n.]{{0,30}}(?:19[2-9]\d|200\d)\b){_DAY}",
    re.IGNORECASE,
)
_SHORTLY_BORN = later(
    rf"[b*](?:(?<=\bb)[.:]|(?<=[a-z,] \*)|(?<=\(\*)) ?\d{{1,2}}(?:(?:st|nd|rd|th)? {_MONTH}\.? | ?[/.-] ?(?:\d{{1,2}}|{_ROMAN_MONTH}) ?[/.-] ?| {_ROMAN_MONTH} )(?:19[2-9]\d|200\d)\b",
    re.IGNORECASE,
)
_AGES = later(
    r"\b(?:i'm|i am|i'm now|i am now|i've just turned|i just turned|i turned|i turn|i'll turn|i will turn|i'm turning|i am turning|i'll be|i will be|i'm only|i'm already)"
    r" (?:[1-9]\d|(?:twenty|thirty|forty|fifty|sixty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|eighteen|nineteen|sixteen|seventeen)"
    rf"(?: years? (?:old|young|of age)\b| yrs? old\b| (?:this|last|in|next) (?={_MONTH}\b)| on (?=(?:the )?\d|{_MONTH}\b)| (?:this|last) (?:week|month|year|spring|summer|autumn|winter)\b"
    r"| next (?:week|month|year|birthday)\b| (?:recently|yesterday|today|tomorrow)\b|\s*(?=[.,;!?)]|\Z|\n)(?!\.\d|,\d)| and (?:i|have|still|love|work|a half)\b| now\b)"
    r"|\b(?:i'm|i am|as) an? (?:[1-9]\d|twenty|thirty|forty|fifty)[- ](?:\w+[- ])?year[- ]old"
    r"|\bmy age(?: is|:| =)? ?[1-9]\d\b|(?<!\w )age(?:d)? ?[:=] ?[1-9]\d\b(?! ?(?:-|to|and|\+|or))",
    re.IGNORECASE,
)
_PEOPLE = (
    "(?:man|woman|mum|mother|dad|father|engineer|scientist|welder|nurse|teacher|volunteer|ambassador|technician|developer|designer|analyst|chemist"
    "|physicist|biologist|vet|doctor|surgeon|graduate)"
)
_A_NUMBER = r"(?:1[6-9]|[2-9][0-9]|(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
_AGED = later(
    rf"\b[Aa]ged? {_A_NUMBER}\b(?! ?(?:[-+%°]|to\b|and (?:over|above|under|up|older|younger|[0-9])|or\b|plus\b|of\b|years? (?!old|young)|(?:second|minute|hour|day|week|month|metre)s?\b))"
    rf"|\b{_A_NUMBER} (?:years?|yrs?) (?:old|young)\b|\b{_A_NUMBER}[ -]year[ -]old (?={_PEOPLE}\b)"
)
_ALONE = later(r"(?:^|[.!?:;\n*])\s*\Z")
_ALONE_AFTER = later(rf"\s*(?:\Z|[.;)!\n]|{_PEOPLE}\b|,? (?:from|and|living|based)\b)")
_WHOSE = later(
    rf"\b(?:[Ii]'m|[Ii] am|[Mm]e|[Mm]yself|[Hh]e(?:'s| is)|[Ss]he(?:'s| is)|[Ww]ho(?:'s| is)|{_PEOPLE})[ ,(]{{1,3}}\Z"
    r"|\b(?!(?:The|In|At|By|Until|Till|Before|After|From|Since|Around|About|Under|Over|For|Those|People|Pupils|Anyone|Anybody|Everyone|Everybody|Someone|Somebody|Children|Adults|Students|Women|Men|Girls|Boys|Volunteers|Ambassadors|Visitors|Apprentices|Steel|Now|Then|When|And|But"
    r"|Bridge|Tower|Station|Works|Mill|Dam|Tunnel|Centre|Museum|Library|School|College|University|Ltd|Limited|Company|Group|Club|Park|Observatory|Telescope|Line|Railway|House|Hall|Building|Society|Trust|Festival|Council|Engineering|Software|Systems|Foods|Water|Energy|Textiles|Vets|Games|Robotics|Signals|Fabrications|Laboratory|Partners|Motors|Brewery|Services|Solutions"
    r"|Technologies|Technology|Industries|Electronics|Plastics|Street|Road|Lane|Canal|Viaduct|Castle|Abbey|Church|Theatre|Cathedral)\b)"
    r"[A-Z][a-zà-ÿ]+(?:[-'][A-Z][a-zà-ÿ]+)?[ ,(]{1,3}\Z"
)
"""A person whose age follows: 'Ada, aged 34', 'a welder aged 34', and not 'a company aged 34'"""
_A_THING = later(r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[A-Z][\w'-]*[ ,(]+){1,4}\Z")
_AT_AGE = later(rf"\b[Aa]t {_A_NUMBER}, I(?:'m| am| still| now)\b")
_AT_AGE_HINTS = Cues(", i'm", ", i am", ", i still", ", i now")
_BIRTH_HINTS = Cues(
    "born",
    "into the world",
    "into this world",
    "arrived in",
    "entered th",
    "i arrived on",
    "i appeared on",
    "turned up on",
    "came along on",
    "popped out",
    "made my entrance",
    "made my debut",
    "made my first",
    "this planet",
    "the planet",
    "this earth",
    "first breath",
    "candles",
    "b o r n",
    "b.o.r.n",
    "b-o-r-n",
    "d-o-b",
    "dee oh bee",
    "dee, oh, bee",
    "dee-oh-bee",
    "drew breath",
    "drew my",
    "i was delivered",
    "had me",
    "geburtstag",
    "saw the light",
    " baby",
    "birth",
    "dob",
    "d.o.b",
    "d/o/b",
    "d o b",
    "bday",
    "b-day",
    "b'day",
    *(f"turning {tens}" for tens in range(2, 10)),
)
_AGE_HINTS = Cues(
    "i'm ",
    "i am ",
    "i've just turned",
    "i just turned",
    "i turn",
    "i'll turn",
    "i will turn",
    "i'll be",
    "i will be",
    "as a",
    "my age",
    "age",
)
_SHORT_HINTS = Cues("b.", "b:", " * ", "(* ")
_AGED_HINTS = Cues(
    "aged ", *(f"age {number}" for number in (*"123456789", "twenty", "thirty", "forty", "fifty", "sixty")),
    "years old", "year old", "year-old", "yrs old", "yr old", "years young",
)  # fmt: skip
# Two expressions that each begin with signs of their own are found sooner than one with a choice.
_NAME_AND_AGE = later(r", (?:1[6-9]|[2-9][0-9]), (?:is|was|an?|from|who|works|lives)\b")
_NAME_AND_BRACKETS = later(r" \((?:1[6-9]|[2-9][0-9])\),? (?:is|was|an?|from|who|works|lives)\b")


def _births(view: View) -> Iterator[tuple[int, int]]:
    text = view.text
    if view.has(_BIRTH_HINTS):
        for pattern in (_BORN, _DAY_THEN_BIRTH):
            for found in pattern.finditer(text):
                year = re.search(
                    r"(?<!\d)(1[0-8]\d\d|190\d|191\d)(?!\d)", text[found.start() : found.end() + 6]
                )
                before = view.lower[max(0, found.start() - 40) : found.end()]
                sentence = re.split(r"[.!?]\s", before)[-1]
                about_things = _NOT_BORN.search(sentence) and not re.search(
                    r"\b(?:i|my|me|he|she|who)\b", sentence
                )
                if not year and not about_things:
                    yield found.span()
        for pattern in (_BORN_YEAR, _BIRTHDAY, _ARRIVED):
            for found in pattern.finditer(text):
                yield found.span()
    for found in _SHORTLY_BORN.finditer(text) if view.has(_SHORT_HINTS) else ():
        yield found.span()
    for found in _AGED.finditer(text) if view.has(_AGED_HINTS) else ():
        before = text[max(0, found.start() - 60) : found.start()]
        alone = _ALONE.search(before) and _ALONE_AFTER.match(text, found.end())
        if alone or (_WHOSE.search(before) and not _A_THING.search(before)):
            yield found.span()
    for found in _AT_AGE.finditer(text) if view.has(_AT_AGE_HINTS) else ():
        yield found.span()
    for hint in _AGE_HINTS:
        for place in places(view.lower, hint) if hint in view.hints else ():
            said = _AGES.match(text, place)
            if said:
                yield said.span()
    for age in chain(_NAME_AND_AGE.finditer(text), _NAME_AND_BRACKETS.finditer(text)):
        name = re.search(r"\b[A-Z][a-z]+ [A-Z][a-z]+\Z", text[max(0, age.start() - 50) : age.start()])
        if name:
            yield age.start() - len(name.group()), age.end()


# ---------------------------------------------------------------- social networks, messages, calls

_LINKS = later(
    r"(?:linkedin\.com/(?:in|pub)/|instagram\.com/|instagr\.am/|tiktok\.com/@|vm\.tiktok\.com/|twitter\.com/|(?<![\w.])x\.com/|facebook\.com/|fb\.(?:com|me)/|youtube\.com/(?:@|c/|user/|channel/)"
    r"|threads\.net/|bsky\.app/profile/|snapchat\.com/(?:add|t)/|twitch\.tv/|reddit\.com/u(?:ser)?/|linktr\.ee/|about\.me/|t\.me/|telegram\.me/|wa\.me/|api\.whatsapp\.com/"
    r"|chat\.whatsapp\.com/|whatsapp\.com/|signal\.(?:me|group)/|discord\.gg/|discord(?:app)?\.com/(?:invite|users|channels)/|m\.me/|messenger\.com/|line\.me/|(?<![\w.-])(?:www\.)?(?:github\.com|gitlab\.com|codepen\.io|soundcloud\.com|pinterest\.(?:com|co\.uk))/(?=[\w.-]+/?(?![\w/-]))|[\w-]\.[a-z]{2,10}/@(?=[a-z_])|vsco\.co/|strava\.com/athletes/|wattpad\.com/user/|roblox\.com/users/|beacons\.ai/|(?:patreon|ko-fi|buymeacoffee|letterboxd|behance|deviantart)\.(?:com|net)/|(?<![\w.])[\w-]+\.(?:tumblr|substack)\.com|steamcommunity\.com/id/"
    r"|ask\.fm/|ngl\.link/|[a-z]+\.bsky\.social)[\w@#+.?=-]*|(?:whatsapp|skype|facetime|telegram|tg|sgnl|snapchat|discord|imessage):/{0,2}[\w+@.?=-]{3,}",
    re.IGNORECASE,
)
_MEETINGS = later(
    r"(?:zoom\.(?:us|com)/(?:j|my|s|wc)/|zoommtg:|teams[. ](?:microsoft|live)\.com/(?:l/meetup|meet)|meet\.google\.com/|whereby\.com/|meet\.jit\.si/|webex\.com/(?:meet|join|[\w-]+/j\.php)"
    r"|join\.skype\.com/|facetime\.apple\.com/|calendly\.com/|(?<![\w.-])cal\.com/|gather\.town/|join\.slack\.com/|gotomeet\.me/|gotomeeting\.com/join|bluejeans\.com/\d|chime\.aws/\d|jitsi\.[\w.]+/)[\w@#+.?=%/-]*"
    r"|\bdoodle\.com/(?:meeting|poll|bp)/[\w/-]*|\b(?:goo ?gle meet|meet(?:ing)? code)\b[^\n.]{0,15}\b[a-z]{3} ?- ?[a-z]{4} ?- ?[a-z]{3}\b|\b(?:(?:teams|webex)\b[^\n.\d]{0,20}|zoom\b[^\n.\d]{0,45})\d{3}[ -]\d{3,4}[ -]\d{3,4}\b"
    r"|\bjoin (?:with|by|using) (?:an? |the |this )?(?:meeting )?id\b[^\n\d]{0,30}\d{3}[ -]?\d{3}[ -]?\d{3}[ \d-]{0,10}"
    r"|\b(?:(?:meeting|zoom) id|zoom\b[^\n.]{0,20}\b(?:code|number|id|room))\W{0,3}(?:is )?(?:\d[\d -]{6,14}\d|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,-]{1,2}){7})",
    re.IGNORECASE,
)
_SURE = (
    r"insta-?gram|insta|tik[ -]?tok|snap[ -]?chat|twitter|face-?book|linked ?in|dis-?cord|tele-?gram|what'?s[ -]?app|youtube|twitch|bluesky|mastodon|messenger|reddit|skype|roblox|"
    r"bereal|viber|wechat|face ?time|tumblr|pinterest|strava|vsco|wattpad|fb|insta(?:gram)? stories"
)
_ANY = rf"(?:{_SURE}|snap|signal(?!s? (?:box|duty|line|strength))|slack(?! (?:tide|water|time))|threads|teams|zoom|steam|kik|psn|xbox(?: live)?|fortnite|minecraft|imessage|ig|the '?gram|x)"
_SAFE_ROUTE = r"(?! (?:only )?(?:through|via|by way of|with the help of) (?:the|your|my|our) (?:hub|school|teacher|museum))"
_UNDERSCORED = r"(?!(?:use|an?|the|with|one|of|and|or|add|type|press|put|no|each)\b)[a-z0-9]{2,20} underscore (?!(?:case|names?|characters?|keys?|signs?|symbols?)\b)[a-z0-9]{2,20}"
_SOCIAL = later(
    rf"\b(?:my|our) (?:{_ANY})(?:'s)?(?: (?:handle|account|name|user ?name|tag|id|profile|page|channel|number|server|group))?(?: ?[:=] ?| is |'s | - |, |\? (?:i go by |(?:it's|i'm|i am) (?=@|[a-z.]{{0,25}}[_\d])))(?:\(at\) ?)?(?!\d+\b|(?:an?|the|not|full|off|private|banned|gone|so|very|only|my) )[@\w]"
    rf"|\b(?:on|at|with) (?:{_ANY}),? (?:as|i'?m(?: at)?|i am|it's|my name is|called|my name's|user ?name|i go by(?: the name)?|(?:they|people|friends|everyone) (?:calls?|knows?) me(?: as)?) (?!(?:an?|the|my|many|no|part|well|soon|if|it|we|they|i|you|he|she|usual|in|not) )[@\w]+"
    rf"|\b(?:{_SURE}) ?(?:[:=>]|->|--?) ?(?:@|\(at\) ?|at[- ]sign |at (?!(?:first|last|least|best|worst|times|school|home|work|night|noon|lunchtime|present|once|all|its|their)\b))?[a-z0-9][\w.-]{{2,29}}(?=\s*(?:\Z|[.,;)\n|/!]))"
    rf"|\b(?:{_SURE}|snap|ig|sc|tt|kik|psn|xbox|minecraft|fortnite|steam|x)(?: ?[:=> (-]{{1,3}} ?| ?[^\x00-\x7f]{{1,3}} ?)@?(?=[a-z.]{{0,25}}[_\d#]|[a-z]{{3,25}}\.[a-z]{{2}})(?=[_\d#.]{{0,5}}[a-z])[\w.#]{{4,32}}"
    rf"|\b(?:{_SURE}) ?-?> ?@?[a-z0-9][\w.-]{{2,29}}(?: [a-z0-9][\w.-]{{1,29}}){{0,2}}(?=\s*(?:\Z|[.,;()\n|/!]))|\b(?:{_ANY})(?: app)? knows? me as @?\w{{3,}}"
    rf"|\bsnap ?code(?:[:,=]| is)? ?@?(?=[a-z.]{{0,25}}[_\d])[\w.]{{4,32}}"
    rf"|\b(?:{_SURE}) is @?(?=[a-z.]{{1,25}}[_\d])[\w.]{{5,32}}"
    r"|\b(?:ig|sc|fb|yt|snap) ?[:=] ?(?:@|\(at\) ?)?[a-z][\w.]{2,29}|\b(?:ig|fb|snap)/ @?[a-z][\w.]{2,29}|\b(?:snap|text|add) me ?[:=] ?@?[a-z][\w.]{2,29}"
    r"|\bmy (?:g ?mail|hot ?mail|yahoo|outlook|icloud)(?: (?:name|address|account|id|user ?name))?(?: ?[:=] ?| is )(?!(?:full|down|always|never|the|not|very)\b)\w{4,}|\bwechat id:? ?\w{4,}|\b(?:playstation|minecraft) (?:user ?)?(?:name|id|tag) ?[:=] ?@?[a-z]\w{2,29}|\bsignal: ?@?[a-z]\w*\.\d\d"
    rf"|\blinked ?in ?[:=-] ?[a-z]+-[a-z0-9-]{{2,30}}(?=\s*(?:\Z|[.,;)\n]))|\b(?:{_SURE}|snap|xbox|steam) (?:user ?name|user|player|account|channel|profile|id|tag|handle|name)(?:(?: is|,)? @?(?=[a-z.-]{{1,25}}[_\d])| ?[:=] ?@?)[\w.-]{{4,32}}"
    rf"|\b(?:i'm|i am|i'm also|i am also|you'll find me|i post|i stream|i'm always) (?:\w+ ){{0,3}}on (?:(?:{_SURE})\b(?!'s)|signal(?=\s*(?:\Z|[.,;!\n])))"
    rf"|\b(?:i'm|i am|i'm called|search for|look for|called|name is) @?\w*[_\d]\w* on (?:{_ANY})\b"
    rf"|(?:[\[(]at[\])] ?|(?<![\w@.])(?=[a-z.]+_))[a-z][\w.]{{2,29}} on (?:{_SURE})\b(?!'s)"
    rf"|\bi go by @?[\w.]{{3,30}} on (?:{_ANY})\b|(?<![\w/])/?u/(?:\w{{3,20}} on reddit\b|[a-z][\w-]{{4,19}}(?![\w/(]))|\b(?:{_SURE}|xbox|minecraft|fortnite) as (?=[a-z.]{{1,25}}[_\d])[\w.]{{4,32}}"
    rf"|\b[\w-]{{3,30}} dot [a-z]{{3,20}} dot (?:com|net|org|me)\b|\b(?:{_SURE}|x|zoom|t|wa|m|linktr|cal|meet dot google) dot (?:com|us|gg|me|ee|tv|net)(?: dot com)? (?:forward )?slash [\w-]+"
    rf"|\bmy (?:user ?name|gamer ?tag|handle|tag|id) on (?:{_ANY}) ?(?:is|:|=) ?@?\w{{3,}}"
    r"|\bmy (?:user ?name|gamer ?tag|screen ?name|handle|nick(?:name)? online|friend code|tag|@) ?(?:'s|is|:|=) ?(?:@|at[- ]sign )?(?!(?:an?|the|on|to) )\w{3,}"
    r"|\b(?:user ?name|gamer ?tag|screen ?name|friend code|handle) ?(?:is|:|=) ?@?(?=[a-z.]{0,25}[_\d])[\w.-]{4,32}"
    r"|(?<!\w)live:(?:\.cid\.)?[a-z][\w.]{3,}|\bgamer ?tag (?=[a-z.]{1,25}[_\d])[\w.-]{4,32}|\bfriend code (?:sw-)?\d[\d -]{5,14}\d",
    re.IGNORECASE,
)
_TOLD_NAME = later(
    rf"\b(?:{_ANY}) (?:people|folks?|friends|users|mates|fans|followers|players)(?: all)? (?:know me as |call me (?=@|\(at\)|[a-z.]{{1,25}}[_\d]))(?:\(at\) ?|@)?\w{{3,}}|\b(?:people|folks?|friends|everyone|they) on (?:{_ANY}) (?:knows? me as |calls? me (?=@|\(at\)|[a-z.]{{1,25}}[_\d]))(?:\(at\) ?|@)?\w{{3,}}"
    rf"|\bon (?:{_ANY}),? (?:search(?: for)?|look for|look up|find|type(?: in)?|follow|add) (?:me )?(?:@|\(at\)|at[- ]?(?:sign|symbol)\b)|\bsearch (?:{_ANY}) for (?:@|\(at\)|at[- ]?(?:sign|symbol)\b)"
    rf"|\b(?:{_SURE}|snap)\b[^\n.]{{0,30}}? {_UNDERSCORED}|\b{_UNDERSCORED} (?:on|in) (?:{_SURE}|snap)\b|\b(?:find|add|follow|look for|search for|i'm|i am) [a-z]{{2,20}} dot [a-z]{{2,20}} on (?:{_SURE}|snap)\b"
    rf"|\bmy (?:(?:{_ANY})(?:'s)? (?:handle|user ?name|name|tag|id|account)|handle|user ?name|gamer ?tag) is (?:the words?|spel(?:led|t)|made (?:up )?(?:of|from)) \w|\bu slash [a-z]\w{{3,20}}",
    re.IGNORECASE,
)
"""'On TikTok search for at-sign wanda underscore welds', 'Discord friends know me as ada', 'u slash ada'"""
_NAMED_ON = later(
    r"\b(?:Facebook|FB|Insta(?:gram)?|Tik ?Tok|Snapchat|Twitter|Linked ?In|Messenger|Telegram|Threads) ?(?::|=|-?>|\() ?[A-Z][a-z]+ [A-Z][a-z]+(?=\s*(?:\Z|[.,;)\n|/!(]))"
    r"|\b(?:[Ll]ook (?:up|for)|Search(?: for)?|search(?: for)?|[Ff]ind|[Tt]ype(?: in)?) [A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3} (?:on|in|into) (?:Facebook|FB|Insta(?:gram)?|Tik ?Tok|Snapchat|Twitter|Linked ?In|You ?Tube|Threads)\b[^\w\n]{1,3}(?:and )?"
    r"(?:(?:that|it|this|which)(?:'s| is) (?:me|mine|my)\b|my own\b|my (?:page|profile|account|channel)\b|add me\b|friend me\b|follow me\b|send (?:me |a )|message me\b)"
    r"|\b(?:Search|search) (?:Facebook|FB|Insta(?:gram)?|Tik ?Tok|Snapchat|Twitter|Linked ?In|Threads) for [A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}[^\w\n]{1,3}(?:and )?(?:my|add|friend|follow|send|message)\b"
    r"|\b(?:[Ff]acebook|F[Bb]|Insta(?:gram)?|Snapchat|Tik ?Tok|Twitter) name is [A-Z][a-z'-]+ [A-Z][a-z]"
)
"""'Facebook: Ada Lovelace', 'Look up Ada Lovelace on Facebook, that is me'"""
_POSTS_ON = later(
    r"(?:\A|\n\n|[.!?(>] ?|: )(?P<name>[a-z][a-z._]{7,29}) on (?:Tik ?Tok|Insta(?:gram)?|Snapchat|Twitter|You ?Tube|Twitch|Discord|Telegram|Facebook)(?=\s*(?:\Z|[.,;:!?)\n]))"
)
"""'adabuilds on TikTok': no sentence begins with a small letter"""
_TAG = later(r"#[0-9]{4}(?!\w)")
_TAGGED = later(r"(?<![\w#&/.])[a-z][\w.]{1,31}\Z")
_NUMBERED = frozenset(
    "issue pr bug ticket room part item order no number job case page unit flat line color colour fig figure pull team lot".split()
)
_INVITES = later(
    rf"\b(?:find|follow|add|message|msg|dm|pm|text|reach|contact|ping|chat|talk|speak|write|friend|catch|hit|get|look|connect|call|buzz|ring|phone|e-?mail|video ?call)(?: up| out| in touch| hold)?(?: to| with| of)?(?: (?:me|us))?(?: up)?(?: \w+){{0,2}}? (?:on|via|through|over|by|using|at) (?:my |the )?(?:{_ANY})\b(?!'s)(?<!\bthe (?:x))"
    rf"|\b(?:find|follow|add|message|msg|text|look for|hit|catch|get|reach|chat to|talk to) (?:me|us)(?: up)? (?:on|via) (?:the )?(?:\w+ )?(?:bird|ghost|green|yellow|blue|purple|photo|picture|camera) (?:(?:messaging |chat |sharing )?app|site)\b"
    rf"|\b(?:{_ANY}) (?:group|chat|server|channel)\b[^\n.]{{0,60}}\b(?:ask (?:me|us|to|for)|join|invite|invited|added|you want in|want in\?|(?:i|we)(?:'ll| can| could| will) (?:(?:add|invite|send) you\b|let you in\b)|hop|come (?:along|in|and join))\b|\b(?:join|added to|invites? to|link to) (?:\w+ ){{0,2}}(?:{_ANY}) (?:group|chat|server|channel)\b"
    rf"|\b(?:chats?|talks?|talking|hangs? out|carry on|meets?|gathers?|plays?) (?:\w+ ){{0,2}}(?:on|in|over|via) (?:a |our |my |the )?(?:{_SURE}|signal)\b[^\n.]{{0,60}}\b(?:join|come|hop|ask|find me|added|invites?|pop)\b"
    r"|\b(?:in|into|to) my (?:direct|private) messages\b|\bmy (?:direct|private) messages are (?:always )?open\b"
    r"|\b(?:dm|pm|d\.m\.|d m|p m|inbox|what'?s ?app|snap ?chat|face ?time|skype|hmu|im|insta|discord) (?:me|us)\b|\bhmu\b|\bslide into\b|\bmy dms?(?:'s| (?:is|are|always))|\b(?:in|into|to) my dm'?s?\b|\b(?:hop|jump|come) (?:on|onto|into) (?:my|our|the) (?:discord|signal|snap|insta|telegram|whats ?app)\b|\bmy inbox(?:'s| is)(?: always)? (?:open|there|free)\b|\bhit my (?:dms?|inbox)\b"
    rf"|\bdm'?s? (?:are |is )?(?:always )?open\b|\b(?:join|in|to) (?:my|our) (?:{_SURE}|signal)(?: (?:server|group|chat|channel))?\b"
    r"|(?:(?<![^\n])|[.!?;:(]\s+|- |\b(?:please|just|can|could|may|to|simply|or|always|then|ever|now|questions|question|so|want,|like,|chat,|you should|talk,)[ ,]+)"
    rf"(?:(?:e-?mail|text|message|msg|phone|contact|write to|write me|reach) (?:me|us)\b{_SAFE_ROUTE}|ring me\b{_SAFE_ROUTE}|call me (?=on\b|at (?!school)|any ?time|if you|later|tonight|after|directly|whenever|at home)"
    r"|(?:drop|send|shoot|give|ping) (?:me|us) (?:an? )?(?:\w+ )?(?:line|e-?mail|text|message|msg|dm|pm|note|ring|call|bell|buzz|shout|what'?s ?app|snap)\b|snap me(?=\s*(?:\Z|[.!\n]))|(?:signal|slack|tweet|kik|telegram|messenger|zoom) me(?=\s*(?:\Z|[.,!:\n]))|[dp]m (?:for (?!each|every|an? \d)[a-z]+|if you|with (?:any )?questions)\b"
    r"|(?:text|ring|call|phone|e-?mail|message) (?:or|and) (?:text|ring|call|phone|e-?mail|message) me\b)"
    rf"|\bget (?:in touch|hold) (?:with|of) me\b{_SAFE_ROUTE}|\b(?:meet|see) me (?:alone|in private|privately)\b|\b(?:talk|chat|message|speak)(?: (?:to|with) me (?:in private|privately)| privately)\b"
    rf"|, (?:message|msg|text|dm|pm|e-?mail|ring|call|phone) me(?=\s*(?:\Z|[.!\n]))|\blet's (?:\w+ ){{1,3}}(?:on|to|over|via) (?:{_SURE}|signal)\b(?!'s)|\bprivate (?:{_SURE}|signal) (?:server|group|chat|channel)\b"
    r"|\b(?:let's|(?:we|you) (?:can|could|should)) (?:talk|chat|message|speak|meet)(?: up)?,? (?:in private|(?:with )?just (?:the two of us|you and|us two))\b"
    r"|\b(?:send|drop|shoot) an? (?:e-?mail|text|message|dm|note|line) to me\b|\bwhats ?app\W{1,3}(?:on )?(?:the )?(?:same|this|that|my) (?:mobile )?number\b"
    rf"|\bask me (?:\w+ ){{0,2}}(?:on|via|over|through) (?:{_ANY})\b"
    rf"|\b(?:carry|carrying) on (?:(?:this|the|our|with|a) ){{0,2}}(?:(?:conversation|chat|chatting|talk|talking),? )?(?:on|over|via) (?:{_SURE}|signal)\b(?!'s)"
    r"|\b(?:add|friend|follow) me (?:on|@|at|there|as|back)\b|\bmy (?:personal |private |own )?(?:e-?mail|mobile|phone)(?: number)? ?(?:is|:|=)(?! ?(?:an?|the|my|old|new|always|never|off|on|so|too|not)\b)",
    re.IGNORECASE,
)
_HANDLE = later(r"(?<![\w@/.)\"])@(?=[a-z_])[a-z_][\w.]{1,30}(?![\w/])", re.IGNORECASE)
_CODE_NAMES = frozenset(
    "property staticmethod classmethod override media import param params return returns deprecated test dataclass app angular types todo keyframes "
    "font supports page charset pytest given when then jit cache lru_cache bean autowired component entity table id type context graph value variable "
    "abstractmethod contextmanager before after beforeeach input output author version since see throws echo off layer container apply include extends mixin".split()
)
_HANDLE_CUE = later(
    r"insta|tik ?tok|snap|twitter|follow|find me|add me|\bdm\b|handle|discord|telegram|bluesky|mastodon|threads|social|\bme\b"
)


def _social(view: View) -> Iterator[tuple[int, int]]:
    for found in _near_hints(view, _LINKS, _LINK_HINTS):
        yield found.span()
    for found in _near_hints(view, _NAMED_ON, _NAMED_HINTS):
        yield found.span()
    for found in _near_hints(view, _POSTS_ON, _NAMED_HINTS):
        if found["name"] not in _NOT_A_NAME and not found["name"].endswith(("ing", "ed", "ers")):
            yield found.end() - len(found.group().lstrip("\n.!?(>: ")), found.end()
    if view.has(_SPELLED_HINTS):
        plain = view.spelled_out()
        for found in chain(
            _near_hints(plain, _LINKS, _LINK_HINTS),
            _MEETINGS.finditer(plain.text) if plain.has(_MEETING_HINTS) else (),
        ):
            yield plain.before(found.start()), plain.after(found.end())
    if view.has(_HANDLE_HINTS):
        for found in _HANDLE.finditer(view.text):
            name = found.group()[1:].rstrip(".").lower()
            about_code = name.split(".")[0] in _CODE_NAMES or re.match(
                r"\(|`? (?:annotation|decorator|rule|query|directive|keyword|sign|symbol|tag)\b",
                view.lower[found.end() : found.end() + 14],
            )
            cue = _HANDLE_CUE.search(_near(view, found.start(), found.start()))
            if cue and not (about_code and "." in name) if view.in_code(found.start()) else not about_code:
                yield found.span()
    for found in _TAG.finditer(view.text):
        tag = _TAGGED.search(view.lower, max(0, found.start() - 32), found.start())
        if tag and tag.group() not in _NUMBERED:
            yield tag.start(), found.end()
    for found in _near_hints(view, _SOCIAL, _NETWORK_HINTS):
        yield found.span()
    for found in _near_hints(view, _TOLD_NAME, _TOLD_HINTS):
        yield found.span()
    for hint in sorted(view.hints.intersection(_SPREAD_NETWORKS)):
        for place in places(view.lower, hint):
            yield place, place + len(hint)


_HANDLE_HINTS = Cues("@")
_NAMED_HINTS = Cues("facebook", "youtube", "twitch", "discord", "fb", "insta", "tik", "snapchat", "twitter", "linked", "messenger", "telegram", "threads")  # fmt: skip
_SPELLED_HINTS = Cues("(dot", "[dot", "{dot", "<dot", "(.)", "[.]", " dot ", "d0t", "slash", " / ")
_TOLD_HINTS = Cues(
    "underscore", "know me as", "knows me as", " call me", " calls me", "at sign", "at-sign", "at symbol", "at-symbol", "for @", "find @", "add @", "follow @", "(at)", " is the word", " is spel", " is made",
    "u slash", " dot ",
)  # fmt: skip
_SPREAD_NETWORKS = Cues(
    *(
        sign.join(network)
        for sign in " .-"
        for network in "insta snapchat whatsapp facebook tiktok twitter linkedin discord telegram youtube".split()
    )
)
"""'d i s c o r d': whoever spreads its letters hides it"""
_LINK_HINTS = Cues(
    "linkedin.com/", "github.", "gitlab.", "soundcloud.", "pinterest.", "codepen.", "vsco.co/", "strava.com/", "wattpad.com/", ".tumblr.com", ".substack.com", "roblox.com/", "beacons.ai", "patreon.com", "ko-fi.com", "buymeacoffee", "letterboxd", "behance.", "deviantart.", "/@", "instagr", "tiktok.com", "twitter.com", "x.com/", "facebook.com", "fb.com", "fb.me", "youtube.com/", "threads.net", "bsky", "snapchat",
    "twitch.tv", "reddit.com", "linktr.ee", "about.me", "t.me/", "telegram", "wa.me", "whatsapp", "signal.me", "signal.group", "discord", "m.me/", "messenger.com", "line.me",
    "steamcommunity", "ask.fm", "ngl.link", "skype:", "facetime:", "tg:", "sgnl:", "imessage:",
)  # fmt: skip
_NETWORK_HINTS = Cues(
    "insta", "tiktok", "tik tok", "snap", "twitter", "facebook", "face book", "linkedin", "linked in", "discord", "telegram", "whatsapp", "whats app", "youtube",
    "what's app", "whats-app", "what's-app", "tik-tok", "face-book", "dis-cord", "tele-gram", "'gram", "the gram", "twitch", "bluesky", "mastodon", "on signal", "via signal", "my signal", "my gmail", "my g mail", "playstation", "over signal", "signal:", "threads", "my teams", "zoom", "reddit", "skype", "roblox", "xbox", "psn", "kik", "bereal", "viber", "wechat", "messenger",
    "tumblr", "pinterest", "strava", "vsco", "wattpad", "facetime", "face time", "username", "user name", "gamer", "screen name", "screenname", "friend code", "my tag", "my handle", "my nick", "ig:", "tt:", "my @", "live:", "ig ", "ig/", "fb/", "sc:", "fb:",
    "fb :", " fb ", "yt:", " dot ", "u/", "handle:", "handle is", "on x ", "on x,", "my x ", " slash ", "steam", "minecraft", "fortnite", "imessage", " slack", "my yahoo", "my hotmail", "my outlook", "my icloud",
)  # fmt: skip


def _invitations(view: View) -> Iterator[tuple[int, int]]:
    for found in _near_hints(view, _INVITES, _INVITE_HINTS):
        lead = re.match(r"[\s.!?;:(-]+", found.group())
        yield found.start() + (lead.end() if lead else 0), found.end()


_INVITE_HINTS = Cues(
    *_NETWORK_HINTS,
    "mail me", "mail us", "text me", "text us", "message me", "message us", "msg me", "msg us", "phone me", "phone us", "ring me", "call me", "contact me", "contact us",
    "write to me", "write to us", "write me", "reach me", "reach us", "dm me", "dm us", "d m me", "p m me", "d.m", "just the two", "just you and", "just us", "send a", "drop a", "shoot a", "signal me", "tweet me", "dms", "dm for", "pm for", "pm if", "my dm", "send us", "drop us", "give us a", "dm if", "dm with", "snap me", "dm's", "my dm", "pm me", "pm us", "inbox", "hmu", "im me", "slide into", "drop me", "ping me",
    "send me", "shoot me", "direct message", "private message", *(f"{nickname} {what}" for nickname in "bird ghost green yellow blue purple photo picture camera".split() for what in ("app", "site", "messaging app", "chat app", "sharing app")), "signal chat", "signal group", "give me a", "privat", "my mail", "my e-mail", "my email", "my mobile", "my phone", "my own", "my personal", "touch with me", "hold of me",
    "add me", "friend me", "follow me", " on x", "via x", "on ig", "on teams", "see me alone", "meet me",
)  # fmt: skip


_MEETING_HINTS = Cues(
    "zoom",
    "teams.",
    "teams id",
    "teams meeting",
    "teams:",
    "teams live",
    "join with",
    "join by",
    "join using",
    "meet",
    "whereby",
    "webex",
    "skype",
    "facetime",
    "calendly",
    "jitsi",
    "bluejeans",
    "chime",
    "cal.com",
    "gather.town",
    "slack.com",
    "doodle.com",
)


def _meetings(view: View) -> Iterator[tuple[int, int]]:
    if view.has(_MEETING_HINTS):
        for found in _MEETINGS.finditer(view.text):
            yield found.span()


# ---------------------------------------------------------------- where somebody lives

_SURE_ROADS = r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Close|Crescent|Terrace|Gardens|Grove|Mews|Croft|Cottages?|Buildings)"
_ROADS = rf"(?:{_SURE_ROADS}|Dr|Cres|Court|Ct|Place|Pl|Way|Walk|Hill|Square|Row|Parade|View|Rise|Park|Green|Fold|Bank|Gate|Yard|Wharf|Mount|Villas|Top|Fields|Bottom)"
_STREET = later(
    rf"(?<![\w£$€.,/-])(?:(?:flat|apartment|apt|unit)\.? ?\w{{1,4}}, ?)?(?:no\.? ?|number )?(\d{{1,4}})[a-dA-D]?,? ((?:[A-Z][a-z'’]+ |St\.? ){{1,3}}){_ROADS}\b(?<!Science Park)(?<!Business Park)(?<!Retail Park)(?<!Country Park)(?<!National Park)(?<!Theme Park)(?! (?:Primary|School|Academy|College|Station|Hospital|Park|Museum|League|High))"
)
_STREET_IN_SMALL = later(
    rf"\b(?:live|living|lives|address|house|home|come to|visit me|find me|flat|come round|round to|based)\b[^\n.]{{0,30}}?(?<!\d)\d{{1,4}}[a-d]?,? (?:[a-z']+ ){{1,3}}{_SURE_ROADS}\b",
    re.IGNORECASE,
)
_WORD_STREET = later(
    rf"\b(?:live|living|lives|address is|address:|house is|home is|come to|flat)\b[^\n.]{{0,30}}?\b(?:(?:{'|'.join(_NUMBER_WORDS)})[ -]){{1,3}}(?:[A-Z][a-z']+ ){{1,3}}{_SURE_ROADS}\b"
)
_LIVE_ON = later(
    rf"\b(?:I|we|We) (?:still |now |both )?(?:live|lived|living|stay)(?: \w+)? (?:on|at|in|along|off) (?:the corner of )?(?:[A-Z][a-z']+ ){{1,3}}{_ROADS}\b|\b[Mm]y (?:home |house |postal |full |own )?address (?:is|:)(?! (?:the|not|a|an|in|0x)\b)|\b[Hh]ome address ?[:=] ?\w|\bP\.?O\.? Box \d+"
)
_NOT_A_HOUSE = later(
    r"\b(?:year|level|stage|grade|figure|fig|chapter|table|part|step|junction|platform|room|phase|class|type|mark|key stage|version|bus|route|since|in|by|until|from|of|between|and|to|june|july|april|march|may|august|september|october|november|december|january|february)\.? \Z"
)
_FAMOUS = later(r"\b(?:10|11) Downing Street|\b221b?,? Baker Street", re.IGNORECASE)


_HOME_HINTS = Cues(
    " live", "living", "address", "house", "home", "flat", "come to", "visit me", "find me", "box", "come round",
    "round to", "we stay", "i stay",
)  # fmt: skip
_NUMBER_BEFORE_NAME = later(r"[0-9](?:[a-dA-D],?|,)? [A-Z]")
"""Without it there is no number of a house."""


def _addresses(view: View) -> Iterator[tuple[int, int]]:
    text = view.text
    for found in _STREET.finditer(text) if _NUMBER_BEFORE_NAME.search(text) else ():
        before = view.lower[max(0, found.start() - 14) : found.start()]
        year = re.fullmatch(r"(?:1[5-9]|20)\d\d", found[1])
        if (
            _FAMOUS.match(found.group())
            or year
            or (
                _NOT_A_HOUSE.search(before)
                and not re.search(r"\b(?:in|to|from|of|and|by|between) \Z", before)
            )
        ):
            continue
        yield found.span()
    if view.has(_HOME_HINTS):
        for pattern in (_STREET_IN_SMALL, _WORD_STREET, _LIVE_ON):
            for found in pattern.finditer(text):
                if not _FAMOUS.search(found.group()):
                    yield found.span()


_NUMBER = r"[+-]?\d{1,3}\.\d{3,12}"
_COORDINATES = later(
    rf"(?<![\d.])(?P<lat>{_NUMBER})\s?°?\s?(?P<ns>[NS]\b)?\s?(?:[,;/ ]|%2C)\s?(?:lon(?:gitude|g)?\.?\W{{0,2}})?(?P<lon>{_NUMBER})(?!\d|\.\d)\s?°?\s?(?P<ew>[EW]\b)?"
    r"|\b\d{1,2}\s?°\s?\d{1,2}\s?['′][^\n]{0,12}[NS]\b[^\n]{0,4}\d{1,3}\s?°\s?\d{1,2}\s?['′][^\n]{0,12}[EW]\b|(?<![/:\w])///[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|what3words\W{1,4}(?:are |is )?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}"
    r"|\bw3w\.co/[a-z.]+|\b(?:maps\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]{2,6}/maps|osm\.org/go|maps\.apple\.com)/[\w@?=&.,/-]*|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
    r"|\b(?P<grid>[HNOST][A-HJ-Z] (?P<e>\d{3,5}) (?P<n>\d{3,5}))\b|\b(?:grid ref(?:erence)?|os ref|map ref(?:erence)?)\W{1,3}(?:is )?(?P<named_grid>[HNOST][A-HJ-Z] ?\d{3,5} ?\d{3,5})\b"
    r"|\blat(?:itude)?\W{1,4}-?\d{1,2}\.\d{3,}",
)


_AT_HOME = later(r"\b(?:home|house|live|living|flat|garden|door|find me)\b")
_EXACT = later(
    r"[0-9HNOST+](?:(?<=[0-9])\.[0-9]{3}|(?<=[HNOST])[A-HJ-Z] [0-9]{3}|(?<=\+)[2-9CFGHJMPQRVWX]{2})"
)
_PLACE_HINTS = Cues(
    "°", "///", "w3", "what3", "goo.gl", "/maps", "osm.org", "maps.apple", "grid", "os ref", "map ref"
)


def _coordinates(view: View) -> Iterator[tuple[int, int]]:
    if not view.has(_PLACE_HINTS) and not _EXACT.search(view.text):
        return
    for found in _COORDINATES.finditer(view.text):
        if found["lat"]:
            low, side = float(found["lat"]), float(found["lon"])
            named = (
                found["ns"]
                or found["ew"]
                or re.search(r"lat|coord|gps|map|@|location|geo", _near(view, found.start(), found.start()))
            )
            precise = min(len(found[name].partition(".")[2]) for name in ("lat", "lon")) >= 4
            britain = 49 <= low <= 61 and -9 <= side <= 2
            if not (named and abs(low) <= 90) and not (britain and precise):
                continue
        if found["grid"] and len(found["e"]) != len(found["n"]):
            continue
        grid = found["grid"] or found["named_grid"]
        if grid:
            digits = sum(sign.isdigit() for sign in grid)
            # Six digits are a hundred metres: a hill or a bridge, and too near where somebody lives.
            if digits % 2 or (digits < 8 and not _AT_HOME.search(_near(view, found.start(), found.start()))):
                continue
        yield found.span()


_FINDERS: tuple[tuple[str, Callable[[View], Iterator[tuple[int, int]]]], ...] = (
    ("email", _emails),
    ("meeting", _meetings),
    ("telephone", _phones),
    ("postcode", _postcodes),
    ("coordinates", _coordinates),
    ("birth", _births),
    ("social", _social),
    ("message", _invitations),
    ("address", _addresses),
)
