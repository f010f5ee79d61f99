"""Finds a child who is named: a name beside an age, a year group or a word such as 'pupil' or 'my daughter'. Text → spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hints import Hints

_NAME = r"[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)?(?: [A-Z](?:[a-zà-ÿ]+|\.)?(?:[-'’][A-Z][a-zà-ÿ]+)?){0,2}"
_FULL_NAME = r"(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir)\b)[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)? [A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)?"
_DID = r"(?:asked|said|says|told|built|made|won|wrote|drew|designed|painted|coded|programmed|found|noticed|wondered|helped|came|[a-z]{2,}ed)"
_YEAR_GROUP = r"(?:[Yy]ear|[Yy]r|Y|YEAR) ?(?:group )?(?:1[0-3]|[1-9])\b"
_STAGE = r"(?:KS ?[1-5]|Key Stage [1-5]|Reception|[Cc]lass [1-9][A-Z]?|[Ff]orm [1-9][0-9]?[A-Z]?)"
_CHILD_AGE = r"(?:[4-9]|1[0-8])"
_AGE_WORD = r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)"
_CHILD = r"(?:pupil|student|schoolgirl|schoolboy|girl|boy|child|kid|[Ss]ixth[- ]former|teenager|lad|lass|learner|youngster)"
_OURS = r"(?:daughter|son|niece|nephew|granddaughter|grandson|little (?:sister|brother)|stepson|stepdaughter|godson|goddaughter|foster (?:son|daughter))"
_ENDS = rf"(?=\s*(?:[,.;:)!?–—-]|$)|\s+(?:at|from|in|and|who|pupil|student|was|is|has|had|{_DID})\b)"
_PUPIL = re.compile(
    rf"(?P<a>(?!(?:In|At|By|For|From|During|Then) ){_NAME}),? ?\(?(?:who (?:is|was) |is |was |then |now )?(?:in |from |of |a )?{_YEAR_GROUP}(?P<plural>s?){_ENDS}"
    rf"|(?P<k>{_NAME}),? ?\(?(?:who (?:is|was) |is |was )?(?:in |from |of )?{_STAGE}\)?,? (?:who |and |has |had )?(?:was|is|{_DID})\b"
    rf"|(?P<b>{_NAME}),? ?\(?(?:who (?:is|was) |is |was |then |now )?aged? (?:just |only )?(?:{_CHILD_AGE}|{_AGE_WORD})\b(?! ?(?:-|–|to|and) ?\d)"
    rf"|(?P<c>{_NAME}),? (?:who (?:is|was)|is|was) (?:only |just )?(?:{_CHILD_AGE}|{_AGE_WORD})(?: years old\b|(?=[,.;]))"
    rf"|(?P<d>{_NAME}) \({_CHILD_AGE}\)|(?P<e>{_NAME}), {_CHILD_AGE},"
    rf"|\b(?:{_CHILD_AGE}|{_AGE_WORD}|[A-Z][a-z]+)[- ]year[- ]old,? (?:(?:{_CHILD}|{_OURS}) )?(?:called |named )?(?P<f>{_NAME})"
    rf"|\b{_YEAR_GROUP}(?:['’]s)? (?:{_CHILD}s? )?(?:called |named |, )?(?P<g>{_NAME})(?= (?:{_DID}|was|is|and)\b|[,.;])"
    rf"|\b{_YEAR_GROUP}, (?P<l>{_FULL_NAME})(?= {_DID}\b)|\b{_CHILD}s,? (?P<m>{_FULL_NAME})\b"
    rf"|\b(?<!PhD )(?<!university )(?<!postgraduate )(?<!former )(?<!mature )(?<!degree )(?<!doctoral )(?<!medical )(?:(?:[Pp]|[Ss]choolb|[Ss]choolg)(?:upil|oy|irl)|[Ss]tudent|{_CHILD})(?:,| called| named|, called|:)? (?P<h>{_NAME})"
    rf"|\b(?:[Mm]y|[Oo]ur) (?:\w+ )?{_OURS},? (?:called |named |\w+ )?(?P<i>{_NAME})"
    rf"|(?P<j>{_NAME}),? (?:a|one|our|the|my) (?:\w+ )?(?:{_CHILD}|{_OURS})\b(?=[^\n.]{{0,30}}(?:{_YEAR_GROUP}|aged|school))"
)
_NO_NAMES = frozenset(
    "In At On The A An For From When My Our His Her Their With To By Of And But Or So If As It We They You He She I This That These Those Some Every Each "
    "Then Now Today Yesterday Tomorrow Finally First Next Later Also However Here Last Still Yes No Once Meanwhile Afterwards After Before Since During Until Half Even Only All "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Spring Summer Autumn Winter "
    "Christmas Easter Maths Mathematics Science Physics Chemistry Biology English Geography History Computing Art Music Drama German French Spanish Design Technology Engineering Key Stage "
    "Level Grade Year Years Table Figure Class Room Group Unit Part Step Chapter Set Reception School Schools College Academy Primary Secondary High Junior Infant Sixth Form "
    "Museum Library University Festival Club Fair Day Week Ambassador Ambassadors Union Loans Loan Referral Premium Services Finance Council Voice Support Card Leaders Leader STEM Careers "
    "Career Work Experience What Who Why How Where Which There Talks Talk Workshop Workshops Bring Ask Tell Meet Come Choosing Options Apollo Python Scratch Between Around About "
    "Lego Arduino Teams Team Two Three Four Five Six Seven Eight Nine Ten Not Just Perhaps Maybe Because While Nearly Almost Most Many Both Ages Aged Age British England Britain Leeds "
    "Bradford Manchester York Hull Bolton Wigan Whitby Oldham Rochdale Halifax Huddersfield Wakefield Sheffield Hebden Skipton Harrogate Scarborough Stockport Salford Bury Keighley".split()
)
"""Words with a capital that are no child's name: 'In September, Year 9 …', 'Titus Salt School, Year 9'."""


def find_pupils(text: str) -> Iterator[tuple[int, int]]:
    """Where a child seems to be named, with the words that say so."""
    for first, last in _hints(text):
        for found in _PUPIL.finditer(text, max(0, first - 70), last + 70):
            # What stands at the cut may go on behind it: only what reaches a hint itself is sure.
            span = _named(found) if found.start() < last and first < found.end() else None
            if span:
                yield span


def _named(found: re.Match[str]) -> tuple[int, int] | None:
    """The words to show, if what was found names somebody."""
    group = next(name for name in "abcdefghijklm" if found[name])
    words = found[group].split(" ")
    # 'When Aisha' begins a sentence; 'Titus Salt School' and 'Student Loans' are no child.
    while words and words[0] in _NO_NAMES:
        if group in "fghilm":
            return None
        words.pop(0)
    if not words or words[-1] in _NO_NAMES or found["plural"]:
        return None
    return (found.end(group) - len(" ".join(words)) if group in "abcdejk" else found.start()), found.end()


def _hints(text: str) -> list[tuple[int, int]]:
    """Where hints stand: those that are near each other as one."""
    lower = text.lower()
    places = [each.span() for each in _NUMBER_HINT.finditer(text)]
    for word in _WORDS.within(lower):
        place = lower.find(word)
        while place >= 0:
            places.append((place, place + len(word)))
            place = lower.find(word, place + 1)
    near: list[tuple[int, int]] = []
    for start, end in sorted(places):
        first = near.pop()[0] if near and start - near[-1][1] <= 140 else start
        near.append((first, end))
    return near


# One set of signs that each begins with: the search passes over everything else as fast as it can.
_NUMBER_HINT = re.compile(
    r"[0-9Yy](?:(?<=[0-9])[0-9]?(?=[),.;])(?:(?<=[( ][0-9])|(?<=[( ][0-9]{2}))|(?<=[Yy])[ ]?[0-9]{1,2}\b)"
)
_WORD_HINTS = (
    "year ", "yr ", "aged ", "age ", "year-old", "year old", "years old", "pupil", "student", "schoolgirl", "schoolboy", " girl", " boy", " child", " kid ", "teenager", "sixth-former", "sixth former",
    *(f" is {age}" for age in "four five six seven eight nine ten eleven twelve thirteen fifteen".split()), "who is ", "who was ", ", ks", "in ks", "(ks", "key stage ", " reception", " class ", " form ", " lad ", " lass ", "learner", "youngster", "daughter", " son ", " son,", "niece", "nephew", "little sister", "little brother", "stepson", "grandson", "godson",
)  # fmt: skip
"""Only near these marks is a name looked for."""
_WORDS = Hints(_WORD_HINTS)
