"""Finds a child who is named: a name beside an age, a year group or a word such as 'pupil' or 'my daughter'. Text → spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.contact import Cues, View, read
from generator.hints import near_spans, places
from generator.later import later


def _either(words: str) -> str:
    """Words, each with a small or a capital letter first."""
    return "(?:" + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split()) + ")"


def _not_after(words: str) -> str:
    return "".join(f"(?<!\\b{_either(word)} )" for word in words.split())


# ---------------------------------------------------------------- names

_BIG, _SMALL = "[A-ZÀ-ÞĀ-ɏ]", "[a-zß-ɏ]"
_WORD = (
    rf"(?:{_BIG}(?:(?:['-]?{_BIG})?{_SMALL}){{1,20}}(?!{_SMALL})|{_BIG}(?:[ .-]{_SMALL}){{2,15}}(?!{_SMALL}))"
)
"""'Aisha', "O'Neill", 'McKay', 'Nuñez-Hart', and 'A i s h a', whose letters were spread to hide it"""
_MORE = rf"_{{0,2}} {{1,2}}_{{0,2}}(?:(?:de|da|di|del|la|le|du|van|von|der|al|bin|ibn|st)[ -]){{0,2}}(?:{_WORD}|[A-Z]{{4,15}}\b|{_BIG}\b\.?)"
_START = rf"(?<!{_BIG})(?<!{_SMALL})(?<!\bthe )"
_NAME = rf"{_START}(?P<name>(?:{_BIG}\. ?)?{_WORD}(?:{_MORE}){{0,2}})_{{0,2}}"
_FULL_NAME = rf"{_START}(?P<full>(?:{_BIG}\. ?)?{_WORD}(?:{_MORE}){{1,2}})_{{0,2}}"
_SMALL_NAME = r"(?P<small>[a-z]{3,}(?: [a-z]{3,})?)"

# ---------------------------------------------------------------- what makes a name a child's

_DID = (
    r"(?:[a-z]{2,}ed|said|says|told|built|made|won|wins|wrote|drew|found|came|got|took|went|ran|gave|thought|beat|led|knew|saw|met|can|will|likes|loves|wants"
    r"|hopes|plans|thinks|dreams|plays|goes)"
)
_YEAR_GROUP = rf"(?:(?:[Yy] ?e ?a ?r|YEAR|[Yy]r\.?)[ -]?(?:group )?(?:1[0-3]|[1-9]|{_either('five six seven eight nine ten eleven twelve thirteen')})\b|[Yy][ -]?(?:1[0-3]|[1-9])\b)"
_STAGE = r"(?:KS ?[1-5]|Key Stage [1-5]|Reception|[Cc]lass (?:1[0-3]|[1-9])[A-Z]?|[Ff]orm [1-9][0-9]?[A-Z]?|(?:[7-9]|1[0-3])[A-Z]{1,2})\b"
_AGES = "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split()
_AGE_WORD = _either(" ".join(_AGES))
_AGE = rf"(?:(?:[4-9]|1[0-8])(?!\d|[.,]\d)|{_AGE_WORD}\b)"
_NTH = "(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth)"
_OLD = r"(?:[- ]| - )?(?:y(?:ea)?rs?(?:[- ]| - )old|y\.?/?o\b)"
_CHILD = rf"(?:{_either('pupil student schoolgirl schoolboy teenager youngster prefect classmate')}|girl|boy|child|kid|[Ss]ixth[- ]former|teen|lad|lass|learner)"
_KIN = r"(?:twin|triplet|brother|sister|sibling|cousin|friend|mate|pal|duo|pair|trio)s?"
_OURS = (
    r"(?:daughter|son|niece|nephew|granddaughter|grandson|(?:little|lil|younger|kid|baby) (?:sister|brother|sis|bro)|stepson|stepdaughter"
    r"|godson|goddaughter|foster (?:son|daughter))"
)
_STAR = r"(?:[Ww]inner|champion|[Ss]tar|legend|hero|prize|captain|prefect|rep|[Rr]unner-up|finalist|squad|member|team(?=s?:)|inventor|coder|scientist|engineer|pupil|student|girl|boy|lad|lass|reporter|representative|councillor|programmer|twin)s?"
_LINK = (
    r"(?: \((?:left|right|centre|middle|front|back)[^)\n]{0,12}\))?(?: ?[,;:|/])?(?: ?[(\[-])? ?(?:(?:who(?:'?s)?|is|was|has|had|he'?s|she'?s|they're|turn(?:ed|s|ing)|will be|now|still|just|only|nearly|almost|both|all|each"
    r"|one|going|in|into|of|from|our|the|an?) ){0,4}"
)
"""What stands between a name and a child's mark: ', who has just turned ', ' (', ', both in '"""
_BEING = (
    r"(?:'s|,? (?:(?:who|and|will) ){0,2}(?:is|was|be|has|had(?= (?:just |only )?turned)|who's|s?he'?s|turn(?:ed|s|ing)|now|just|only|nearly|almost|not yet|not quite))(?: (?:only|just|now|nearly|almost"
    r"|barely|already|still|not yet|not quite|turned|turning)){0,2}"
)
_ENDS = rf"(?=\s*(?:[\n,.;:!?)\]|-]|$)|\s+(?:at|from|in|and|who|whose|with|pupil|student|was|is|has|had|lad|lass|boy|girl|{_DID})\b)"
_OF_AGE = r"(?=\s*(?:[\n,.;!?)\]]|:(?!\d)|-(?! ?\d)|$)|\s+(?:and (?!\d|under|over|up|above|below|older|younger)|who|when|from|at|but|yet|soon|going on|now|today|tomorrow|yesterday|last|this|next|in (?=[A-Z])|on (?=[A-Z\d])|years? (?:old|of age)))"
_NO_PLACE = _not_after("in at near")
_NOT_SINCE = _not_after("from by since until after before")
"""'From Year 7 Mr Shah, our technician, taught me'"""
_NO_ADULT = "(?<!PhD )" + _not_after("university postgraduate former mature degree doctoral medical")
_NOT_UP_TO = r"(?! ?(?:-|to|and|or) ?(?:\d|up\b|over\b|under\b|above\b|below\b)| years in\b)"

_PUPILS = tuple(
    map(
        later,
        (
            # Aisha Begum, Year 9, · Aisha's in Y9 · Tom Ward and Aisha Begum (both Year 9)
            rf"{_NAME}(?:'s)?{_LINK}{_YEAR_GROUP}{_ENDS}",
            rf"{_NAME}, one of (?:our|the) {_YEAR_GROUP}",
            rf"{_FULL_NAME}{_LINK}(?:of|in|from) {_STAGE}",
            rf"{_FULL_NAME},? \(?(?:(?:[Cc]lass|[Ff]orm) )?(?:(?:1[0-3]|[7-9])[A-Z]|[4-6][BCEHLMPRSXY])(?=[,).])",
            # Begum, Aisha (8B)
            rf"{_START}(?P<name>{_WORD}, {_WORD}) [(\[](?:(?:1[0-3]|[7-9])[A-Z]|[4-6][BCEHLMPRSXY]|{_YEAR_GROUP})[)\]]",
            rf"{_NAME} (?:of|in|from) (?:(?:1[0-3]|[7-9])[A-Z]|[4-6][BCEHLMPRSXY])\b",
            rf"{_NAME},? ?\(?(?:who (?:is|was) |is |was )?(?:in |from |of )?{_STAGE}\)?,? (?:who |and |has |had )?(?:was|is|{_DID})\b",
            rf"{_NAME},? (?:who is |is |was |now )?in (?:the|his|her|their) \w+ year (?:of|at) (?:(?:big )?school\b|secondary|primary|high|middle|junior|infant)",
            # Aisha Begum, aged 15 · Aisha (15 years old) · Aisha, a fifteen-year-old
            rf"{_NAME}{_LINK}(?:(?:aged?|a g e(?: d)?)(?: ?[:=] ?| - | )(?:just |only |nearly |almost )?{_AGE}{_NOT_UP_TO}|{_AGE}{_OLD}|{_AGE} years (?:old|of age|young)\b|{_AGE} ?yrs\b(?! (?:at|in|with|of)\b))",
            # Aisha is 15. · Aisha, who's just turned fifteen, · Aisha and shes 15
            rf"{_NAME}{_BEING} {_AGE}{_OF_AGE}",
            # Aisha (15) · Aisha, 15, · said Aisha, 15. · Aisha Begum, fifteen, · Aisha Begum – 15
            rf"{_NO_PLACE}{_NAME} [(\[](?:[4-9]|1[0-8])(?:[)\]]|, (?!\d))",
            rf"{_NO_PLACE}{_NAME}, (?:[4-9]|1[0-8]),(?! ?\d)",
            rf"{_NO_PLACE}{_NAME}, {_AGE_WORD}(?=, (?:who|from|was|is|has|{_DID})\b)",
            rf"\b(?:{_DID}|by|to|from|and|with) {_NAME}, {_AGE}(?=[.;!?)\n]|\s*$)",
            rf"\" ?(?:- ?)?{_NAME}, {_AGE}(?=[.\n]|\s*$)",
            rf"{_FULL_NAME}(?:,| [(-]) ?(?:both |all |each )?{_AGE}{_OF_AGE}",
            # 15-year-old Aisha · Fifteen-yr-old inventor Aisha Begum · Aged just 15, Aisha
            rf"\b{_AGE}{_OLD},? (?:(?:[\w-]+ ){{0,2}}(?:{_CHILD}|{_OURS}|{_KIN})s? )?(?:called |named )?{_NAME}{_ENDS}",
            rf"\b{_AGE}{_OLD} (?:(?!in |at |of |by |from |for |with |on |and |the |was |is |near )[a-z-]+ ){{1,2}}{_FULL_NAME}",
            rf"\b[Aa](?:ged|ged just|ged only|t just|t only) {_AGE}, {_NAME}",
            # She's fifteen, her name's Aisha · the name is Aisha and she's 15
            rf"\b[Ss]?[Hh]e(?:'?s| is) (?:only |just |now )?{_AGE}\b[^.\n]{{0,25}}\b(?:name(?:'?s| is)|and (?:is )?called) {_NAME}",
            rf"\b(?:name(?:'?s| is)|called) {_NAME}[^.\n]{{0,25}} s?he(?:'?s| is) (?:only |just |now )?{_AGE}\b",
            rf"{_NAME}'s? (?:(?:[4-9]|1[0-8])th|{_NTH}) birthday",
            rf"{_NAME},? (?:who )?(?:celebrate[sd]|had|has|enjoyed|spent) (?:his|her|their) (?:(?:[4-9]|1[0-8])th|{_NTH}) birthday",
            # Year 9's Aisha · Year 9 star: Aisha · Y9 – Aisha Begum · In Year 9, Aisha Begum asked
            rf"\b{_NOT_SINCE}{_YEAR_GROUP}(?:'s)? (?:{_CHILD}s? )?(?:called |named |, )?{_NAME}(?= (?:{_DID}|was|is|and)\b|[,.;]|\s*$)",
            rf"\b{_YEAR_GROUP}(?:'s)? (?:[a-z]+ )?{_STAR}(?: is|,|:)?[ >-]+{_NAME}",
            rf"\b{_STAGE}'s {_NAME}(?= (?:{_DID}|was|is|and)\b|[,.;])",
            rf"\b{_STAR}[^.\n]{{0,20}} (?:in|from|of|for) (?:{_YEAR_GROUP}|{_STAGE}|[1-6][A-Z]\b)(?:,? was|,? is|:| -) {_NAME}",
            rf"\b{_YEAR_GROUP}, {_FULL_NAME}(?= {_DID}\b)",
            rf"\b(?:{_YEAR_GROUP}|{_STAGE}) ?[:>-]+ ?(?!(?:[A-Z][\w-]* )?[A-Z]\w*(?:ing|tion|ics|ment|ology|ers)s?\b){_FULL_NAME}(?=\s*(?:[\n,.;!)(&-]|$)| (?:and|with|for|{_DID})\b)",
            # pupil Aisha · a girl called Aisha · the boy in the photo is Tom · pupils Tom Ward
            rf"\b{_CHILD}s {_FULL_NAME}\b",
            rf"\b{_CHILD}s,? {_NAME}(?:,| and) {_BIG}{_SMALL}",
            rf"\b{_CHILD} (?:in|from|of|at) (?:{_YEAR_GROUP}|{_STAGE}), {_NAME}",
            rf"\bone(?: of (?:the|our))? (?:{_YEAR_GROUP}|Year (?:1[0-3]|[1-9])s), {_NAME}(?=,| {_DID}\b)",
            rf"\b{_NO_ADULT}{_CHILD}(?:,| called| named|, called|:)? (?:{_STAR} )?{_NAME}",
            rf"\b{_CHILD}(?:s|ren)? (?:in the (?:photo|picture|video|middle|front)|on the (?:left|right))[^.\n]{{0,20}} (?:is|are) {_NAME}",
            # my daughter Aisha · our eldest son, Tom · Tom, our son, who goes to school
            rf"\b(?:[Mm]y|[Oo]ur) (?:\w+ )?{_OURS},? (?:called |named |\w+ )?{_NAME}",
            rf"\b(?:[Mm]y|[Oo]ur) (?:eldest|youngest|twins|kids|children|boys|girls|lad|lass|bro|sis),? {_NAME}",
            rf"\b[Pp]upil (?:at|from|of) [^.,\n]{{1,30}}, {_FULL_NAME}(?=,| {_DID}\b)",
            rf"{_NAME}, (?:a|one|our) (?:(?!former |ex-)[\w-]+ )?(?:pupil|schoolgirl|schoolboy)\b",
            rf"{_NAME},? who (?:goes to|attends|is at) [^.,\n]{{0,30}}\b(?:[Ss]chool|Primary|Academy|High)\b",
            rf"{_NAME},? (?:a|one|our|the|my) (?:\w+ )?(?:{_CHILD}|{_OURS})\b(?=[^\n.]{{0,30}}(?:{_YEAR_GROUP}|aged|school))",
            rf"{_NAME},? (?:who |is |who's |who is |who'?ll |will |currently |[a-z]+ ){{0,3}}?(?:do|doing|take|taking|sit|sitting|studying for|revising for) (?:his|her|their) (?:GCSEs|SATs|A[- ]levels)(?! (?:in|at) )",
            # a girl called aisha begum · my son tom is in year 8 · yr7 legend: aisha begum
            rf"\b(?:{_CHILD}|{_OURS})(?: \w+)?,? (?:called|named|name(?:'?s| is)) {_SMALL_NAME}(?=[,.;!]| (?:who|is|was|has|from|{_DID})\b)",
            rf"\b[Mm]y {_OURS},? {_SMALL_NAME}(?:,|'?s| is|,? who(?:'s| is)) (?:in |only |now |just |aged )*(?:{_AGE}\b|{_YEAR_GROUP})",
            rf"\by(?:ea)?r ?(?:1[0-3]|[1-9]) {_STAR} ?[:>,-]+ ?{_SMALL_NAME}(?=\s*(?:[\n,.;!]|$))",
        ),
    )
)
"""What names a child, the most usual writing first. `name`, `full` or `small` is the name: of any length, of two words or more, or in small letters."""
_TEACHERS = r"(?:Mrs?|Miss|Ms)\.? [A-Z][\w'-]{1,20}'s?"
_CLASS = (
    r"(?:(?:[Cc]lass|[Ff]orm|[Tt]utor [Gg]roup) (?:1[0-3]|[1-9])[A-Z]{0,2}|P[1-7]|Primary [1-7]|Nursery|Reception|(?:Lower|Upper|lower|upper) [Ss]ixth)"
    r"(?![\w'-])"
)
_SIXTH_FORM = r"(?:(?:Lower|Upper|lower|upper) )?[Ss]ixth[- ][Ff]orm"
_RARER = tuple(
    map(
        later,
        (
            # Aisha Begum, Class 4B · Aisha Begum (P6)
            rf"{_NO_PLACE}{_FULL_NAME}(?:,? ?[(\[]| -|:|,? (?=in|of|from)|,(?= )) ?(?:in |of |from )?{_CLASS}(?=[,).;!\]]|\s*$| (?:who|{_DID})\b| and [A-Z][a-z]+ [A-Z])",
            rf"{_NAME} (?:of|from) (?:{_CLASS})",
            # Aisha, from Mrs Holt's Year 6 class
            rf"(?<!you )(?<!you, )(?<!Thanks, ){_FULL_NAME},? [(]?(?:who is |who's |is |both )?(?:of|in|from) {_TEACHERS} (?:{_YEAR_GROUP}|{_STAGE}|{_CLASS}|[Cc]lass|[Ff]orm|[Tt]utor group)",
            rf"{_NAME} from {_TEACHERS} (?:{_YEAR_GROUP}|{_STAGE}|{_CLASS}|[Cc]lass|[Ff]orm)",
            rf"(?<!you )(?<!you, )(?<!Thanks, ){_FULL_NAME},? (?:who is |is )?(?:from|in) (?:our|the) {_YEAR_GROUP} (?:class|form|group)\b",
            # Aisha, a sixth former at … · from the sixth form · sixth former Aisha is for the others
            rf"{_NAME}(?:,| is) (?:an?|one(?: of (?:our|the))?|our|another) (?:(?!former |ex-)[\w-]+ )?{_SIXTH_FORM}(?:er| student| pupil| girl| boy)",
            rf"{_FULL_NAME},? (?:(?:who is|who's|is|both|now|still|currently) (?:now |still )?(?:in|at)|from) (?:the |our |her |his )?{_SIXTH_FORM}\b(?! (?:[Cc]ollege|lead|tutor|team|staff|manag|centre))",
            rf"{_FULL_NAME}, (?:who is |now )?(?:in|from) the (?:Lower|Upper|lower|upper) [Ss]ixth\b(?! [Ff]orm [Cc]ollege)",
            rf"\b[Hh]ead (?:[Bb]oy|[Gg]irl|[Pp]upil|[Ss]tudent),? {_FULL_NAME}",
            rf"{_FULL_NAME}, (?:the |our |a |this year's )?(?:[Dd]eputy )?[Hh]ead (?:[Bb]oy|[Gg]irl|[Pp]upil|[Ss]tudent)\b(?! (?:in|until|from|of) (?:the )?\d)",
            # Twins Aisha and Omar Begum, 10 · Aisha and Omar Begum, aged 9 and 11
            rf"\b(?:{_either('twins triplets brothers sisters siblings cousins friends')}|[Bb]rother and sister|[Ss]ister and brother),? {_NAME} and {_WORD}(?:{_MORE})?,? [(]?(?:both |aged )*{_AGE}(?: and {_AGE})?(?=\s*(?:[.,;!)\n]|$))",
            rf"{_NAME} and {_WORD}(?:{_MORE})?,? [(]?(?:who are |are )?aged {_AGE} and {_AGE}\b",
            # Among the Year 10 finalists were Aisha Begum … · The Year 7 team was Aisha Begum, …
            rf"\b{_YEAR_GROUP}(?:'s)? (?:[\w-]+ )?(?:{_STAR}|team|group|crew) (?:is|are|was|were|include|includes|included) {_FULL_NAME}(?=,| and | {_DID}\b|\s*(?:[.;!\n]|$))",
            rf"\b[Rr]epresenting (?:our )?{_YEAR_GROUP} (?:is|are|was|were) {_FULL_NAME}",
            # Aisha, who turned fourteen the day before · Aisha, our youngest coder, is 7 · a boy of nine
            rf"{_NAME},? (?:(?:who|and) )?(?:(?:has|had|just|only|recently|'s|is|will) ){{0,3}}turn(?:s|ed|ing)? {_AGE}(?= (?:the|a|an|on|in (?!\d)|during|while|before|after|that|just|two|three|when|as|at)\b)",
            rf"{_FULL_NAME}, (?:an?|our|the|my|her|his|their) (?!oldest )[^.,\n]{{1,40}}, (?:who )?(?:is|has just turned|had just turned|turned) (?:only |just |now |still )?{_AGE}{_OF_AGE}",
            rf"{_NAME}, (?:an?|our) (?:[\w-]+ )?{_CHILD} of (?:only |just )?{_AGE}\b",
            rf"\b{_CHILD} of (?:only |just )?{_AGE},? (?:called |named )?{_NAME}",
            rf"{_NAME},? (?:who(?:'s| is) |is |are )(?:still |now |only )?(?:in|at) (?:primary|secondary|infant|junior|nursery) school\b",
            rf"{_NAME},? (?:who )?(?:starts|(?:is|will be) starting|will start|is about to start) (?:primary|secondary|high|big) school\b",
            rf"{_NAME},? (?:who is |who's |is |now )?in (?:his|her|their) (?:GCSE|SATs|A[- ]level) year\b",
            rf"{_FULL_NAME}(?: \(|, )born (?:in )?20(?:09|1\d|2\d)(?=[,.)])",
        ),
    )
)
"""The same for what is rarely written, which is looked for near hints of its own."""
_NO_NAMES = frozenset(
    "In At On The A An For From When My Our His Her Their With To By Of And But Or So If As It We They You He She I This That These Those Some Every Each "
    "Then Now Today Yesterday Tomorrow Finally First Next Later Also However Here Last Still Yes No Once Meanwhile Afterwards After Before Since During Until Half Even Only All "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Spring Summer Autumn Winter "
    "Christmas Easter Maths Mathematics Science Physics Chemistry Biology English Geography History Computing Art Music Drama German French Spanish Design Technology Engineering Key Stage "
    "Level Grade Year Years Table Figure Class Room Group Unit Part Step Chapter Set Reception School Schools College Academy Primary Secondary High Junior Infant Sixth Form "
    "Museum Library University Festival Club Fair Day Week Ambassador Ambassadors Union Loans Loan Referral Premium Services Finance Council Voice Support Card Leaders Leader STEM Careers "
    "Career Work Experience What Who Why How Where Which There Talks Talk Workshop Workshops Bring Ask Tell Meet Come Choosing Options Apollo Python Scratch Between Around About "
    "Lego Arduino Teams Team Two Three Four Five Six Seven Eight Nine Ten Not Just Perhaps Maybe Because While Nearly Almost Most Many Both Ages Aged Age British England Britain Leeds "
    "Bradford Manchester York Hull Bolton Wigan Whitby Oldham Rochdale Halifax Huddersfield Wakefield Sheffield Hebden Skipton Harrogate Scarborough Stockport Salford Bury Keighley "
    "Students Student Pupils Pupil Children Child Girls Girl Boys Boy Kids Young People Volunteers Challenge Project Lab Show Award Awards Education Studies Road Street Lane "
    "House Hall Park Station Theatre Level-Up A-Level A-Levels T-Level T-Levels Hub Centre Theme Topic Topics Lesson Lessons Session Assembly Competition Prize Prizes Winner Winners "
    "Twitter Facebook Instagram TikTok YouTube Snapchat WhatsApp Google Apple Windows Minecraft Roblox Wikipedia Internet Reps Captains Prefects Members Classes Groups Visitors Parents Teachers Staff Mentors Friends Lunch Break Registration Brewery Ltd Limited Company Railway Viaduct Cathedral Observatory Telescope Software Systems Technologies Laser Lasers Fire Mill Works Sudan".split()
)
"""Words with a capital that are no child's name: 'In September, Year 9 …', 'Titus Salt School, Year 9'."""
_TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Doctor Sir Dame Lord Lady Teacher Headteacher Mum Dad Uncle Aunt Auntie Grandma Grandad".split()
)
"""Whoever has one is no child: 'In Year 9 Mrs Patel told me …'"""
_ARTICLES = frozenset(("The", "A", "An", "Dear", "Love", "Hello"))
"""'The Beetle is ten.' 'Dear Aisha, from Year 6'"""
_NO_SMALL_NAMES = frozenset(
    "the this that these those who whom which and but for now then just only also still currently out off over after back again when where while "
    "him her his hers them their theirs our ours your yours its it's one two from about with into best she they you myself himself herself".split()
)
"""Small words that stand where a name could: 'a girl named her robot'"""


def find_pupils(text: str) -> Iterator[tuple[int, int]]:
    """Where a child seems to be named, with the words that say so."""
    view = read(text)
    usual, rarer = _hint_sets()
    numbers = [each.span() for each in _NUMBER_HINT.finditer(view.text)]
    near = [(hint, _PUPILS) for hint in near_spans(numbers + _words_in(view, usual), _REACH)]
    near += [(hint, _RARER) for hint in near_spans(_words_in(view, rarer), _REACH)]
    words = _WRAPPED.sub(" ", view.text) if near else ""
    spans: list[tuple[int, int]] = []
    for (first, last), patterns in near:
        for pattern in patterns:
            for found in pattern.finditer(words, max(0, first - 70), last + 70):
                # What stands at the cut may go on behind it: only what reaches a hint itself is sure.
                span = _named(found) if found.start() < last and first < found.end() else None
                if span and not any(span[0] < end and start < span[1] for start, end in spans):
                    spans.append(span)
    for start, end in sorted(spans):
        yield view.before(start), view.after(end)


def _named(found: re.Match[str]) -> tuple[int, int] | None:
    """The words to show, if what was found names somebody."""
    parts = found.groupdict()
    if parts.get("small"):
        return None if parts["small"].split(" ")[0] in _NO_SMALL_NAMES else found.span()
    group = "full" if parts.get("full") else "name"
    words = found[group].split(" ")
    if not _TITLES.isdisjoint(words) or words[0] in _ARTICLES:
        return None
    # 'When Aisha' begins a sentence; 'Titus Salt School' and 'Student Loans' are no child.
    while words and words[0] in _NO_NAMES:
        if found.start() < found.start(group):
            return None
        words.pop(0)
    if len(words) < (2 if group == "full" else 1) or words[-1] in _NO_NAMES:
        return None
    if found.start() < found.start(group):
        return found.span()
    return found.end(group) - len(" ".join(words)), found.end()


_REACH = 140
"""Hints that are as near each other are taken as one."""


@cache
def _hint_sets() -> tuple[frozenset[str], frozenset[str]]:
    """Few hints stand in a text: two sets are compared by going through the smaller."""
    return frozenset(_WORD_HINTS), frozenset(_RARER_HINTS)


def _words_in(view: View, hints: frozenset[str]) -> list[tuple[int, int]]:
    return [(place, place + len(word)) for word in view.hints & hints for place in places(view.lower, word)]


_WRAPPED = later(r"(?<=[A-Za-z,])\n(?=[A-Za-z0-9(])")
"""Where a line was broken in the middle of a sentence"""
# One set of signs that each begins with: the search passes over everything else as fast as it can.
_NUMBER_HINT = later(
    r"[0-9Yy](?:(?<=[Yy])[ -]?[0-9]{1,2}\b|(?:(?<=[4-9])(?<![^ \n(\[][4-9])|(?<=1[0-8])(?<![^ \n(\[]1[0-8]))(?=[),.;:!?\]\n]|\Z| (?:from|of|and|who|last|next|this|in)\b|[A-Z]\b|[ -]?y| -))"
)
_WORD_HINTS = Cues(
    "year ", "year\n", "aged\n", "y e a r", "year-", "yr ", "yr.", *(f"yr{number}" for number in range(1, 10)), "aged ", "age ", "year-old", "year old", "year - old", "a g e ", "years old", "yr-old", "yr old", "years of age", "year of ", "year at ", "pupil", "student", "schoolgirl", "schoolboy", " girl", " boy", " child", " kid ", "teenager", " teen ", "sixth-former", "sixth former", "prefect", "classmate",
    *(f"{before}{age}" for before in (", ", "is ", "'s ", "hes ", "turned ", "turns ", "turning ", "be ", "just ", "only ", "nearly ", "almost ", "barely ", "yet ", "(", "- ") for age in _AGES),
    "who is ", "who was ", ", ks", "in ks", "of ks", "(ks", "key stage ", " reception", " class ", " form ", " lad ", " lass ", "learner", "youngster", "daughter", " son ", " son,", "niece", "nephew", "little sister", "little brother", " bro ", " sis ", "stepson", "grandson", "godson", *(f"{whose} {exam}" for whose in ("his", "her", "their") for exam in ("gcses", "sats", "a-levels", "a levels")), "th birthday", "who goes to ", "who attends ", "who is at ", "my kids", "our kids", "my twins", "our twins", "youngest", "eldest", "my lad ", "our lad ", "my lad,", "our lad,", *(f"ks{number}{sign}" for number in range(1, 6) for sign in (":", " -", "'s")),)  # fmt: skip
"""Only near these marks is a name looked for."""
_RARER_HINTS = Cues(
    *(f"p{number}" for number in range(1, 8)), " class ", "(class ", " form ", "(form ", "tutor group", *(f"primary {number}" for number in range(1, 8)), "nursery", "reception", "er sixth", "'s class", "'s year ", "'s y", "'s form", "sixth form", "sixth-form",
    "head girl", "head boy", "head pupil", "head student", "twins ", "triplets ", "brothers ", "sisters ", "siblings ", "cousins ", "friends ", "sister and brother", "brother and sister", "finalists ", "winners ", "team was", "team is", "team were", "team include", "reps are", "reps were", "captains are", "captains were", "heroes were", "representing ",
    "turned ", "turns ", "turning ", "boy of ", "girl of ", "child of ", "lad of ", "lass of ", " class,", " class.", "lower sixth", "upper sixth", "gcse year", "sats year", "a-level year", "a level year", "high school", "big school", "primary school", "secondary school", "infant school", "junior school", "nursery school", "born 20", "born in 20", *(f", {being}{age}" for being in ("is ", "is only ", "is just ") for age in _AGES), *(f"aged {age} and " for age in (*range(4, 19), *_AGES)), *(f", is {age}" for age in (1, *range(4, 10))),
)  # fmt: skip
