"""The form and the terminal say the same words of the same values and texts: many bad ones, asked of both."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sample_site import TODAY, site, understood
from tables import rows_of

from generator.contact import find_contacts
from generator.messages import MESSAGES
from generator.pipeline import OWN_CONTENT
from generator.prose import check_heading_links, render_prose
from generator.records import RECORD_TYPES, validate_record
from generator.register import Register
from generator.schema import form_data, json_schema, screen_data, written
from generator.screening import find, screen, without_doubles
from generator.sources import HIDDEN, Document, Source, hidden_message, parse_document
from generator.urls import KIND_OF
from generator.visits import told_visits

HERE = Path(__file__).parent
CYRILLIC = re.compile("[Ѐ-ӿ]")
FORMS = {"ambassadors": "ambassador", "events": "event", "case-studies": "case-study"}

# What the form cannot ask: a field that it does not have, a term that is not in a list, something that is not one text.
NOT_OF_THE_FORM = {"unknown-field", "unknown-term", "text", "list", "group"}

PERSON = {
    "name": "Ada", "job_title": "Welder", "summary": "I weld.", "what_i_do": "Weld.", "what_i_needed": "Gloves.",
    "industry": "engineering", "district": "bradford", "formats": ["online"], "activities": ["careers-talk"],
    "key_stages": ["ks3"], "subjects": ["physics"], "route": [{"step": "school"}, {"step": "job"}],
    "consent": {"profile": "2026-11-01", "text": "2026-1"},
}  # fmt: skip
EVENT = {
    "title": "Robots", "summary": "Robots.", "kind": "workshop", "starts": "2027-03-14 10:30", "mode": "online",
    "cost": "free",
}  # fmt: skip
STORY = {"title": "Mud", "summary": "Twelve kinds.", "date": "2026-10-02", "kind": "story"}
DATES = ["", "soon", "14/03/2027", "31/02/2027", "14.3.2027", "2027-02-29", "1899-12-31", "2101-01-01", "2027-13-01", "2027-3-1",
         "\u202e2027", "x" * 100]  # fmt: skip
MOMENTS = [*DATES, "2027-03-14 25:00", "2027-03-14 10:61", "14/03/2027 2pm", "14/03/2027 10.30 am", "2027-03-14 at 10:30",
           "2027-03-28 01:30", "2027-10-31 01:30", "2027-10-31 01:30+01:00", "2027-10-31 01:30Z", "2027-10-31 01:30+02:00",
           "2027-07-01 10:00+00:00", "2027-07-01 10:00 +0100", "2027-03-14T10:30", "2027-03-14 9:30:00"]  # fmt: skip
YEARS = [
    "2016",
    "2016-2019",
    "2016 to 2019",
    "2016–now",
    "2019-2016",
    "1066",
    "16",
    "2016-",
    "2016-2019-2020",
    "then",
]
AGES = ["18", "16-18", "18-16", "16 to 18", "old", "100", "-"]
NUMBERS = ["0", "1,200", "12.5", "many", "9999999999", "-1", "4 "]
REPEATS = [
    "weekly",
    "Every 2 weeks until 2027-07-20",
    "monthly on the second tuesday",
    "now and then",
    "weekly " * 40,
    "every 0 weeks",
    "weekly on sundays",
    "weekly on mon",
    "weekly on funday",
    "monthly on the second sunday",
    "monthly on the last sunday",
    "monthly on sunday",
    "weekly until 2026-01-01",
    "every 2 weeks on fri and sun",
    "weekly 5 times",
    "every 100 weeks",
    "fortnightly on sunday until 2027-03-13",
]
RULES = [
    "FREQ=WEEKLY", "rrule:freq=weekly;byday=su", "FREQ=WEEKLY;BYDAY=MO,SU;COUNT=3;", "FREQ=DAILY;INTERVAL=2;UNTIL=20270401",
    "FREQ=DAILY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=2SU", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=+2SU,3MO", "FREQ=MONTHLY;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTHDAY=14", "FREQ=MONTHLY;BYMONTHDAY=-18", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4", "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "FREQ=YEARLY;BYDAY=11SU", "FREQ=YEARLY;BYDAY=-42SU", "FREQ=YEARLY;BYDAY=53SA", "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2", "FREQ=MONTHLY;BYDAY=1SU,8SU", "FREQ=YEARLY;BYDAY=54SU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTHDAY=14", "FREQ=HOURLY", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=WEEKLY;BYSECOND=1",
    "INTERVAL=2", "COUNT=2", "UNTIL=20270401", "FREQ=WEEKLY;UNTIL=20270230", "FREQ=WEEKLY;UNTIL=SOON", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU", "FREQ=WEEKLY;WKST=XX", "FREQ=MONTHLY;BYSETPOS=0;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=A",
    "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;INTERVAL=999", "FREQ=WEEKLY;UNTIL=20270313", "a=b", "=", "FREQ=WEEKLY; BYDAY = SU",
]  # fmt: skip
ADDRESSES = ["example.org", "http://example.org/a", "https://example.org", "https://a@example.org", "https://example.org:8080/", "https://example.org:/",
             "https://127.0.0.1/", "https://localhost/", "https://xn--e1afmkfd.example/", "javascript:alert(1)", "ftp://example.org", "https://exämple.org",
             "https://exa mple.org", "https://" + "a" * 500 + ".org", "https:///x", "https://[::1]/", "//example.org", "https:example.org",
             "https://example.org:99999/", "mailto:a@example.org", ""]  # fmt: skip


def changed(values: dict, **changes: object) -> dict:
    """With some fields in place of others; None takes a field away."""
    return {name: value for name, value in (values | changes).items() if value is not None}


def step(**values: str) -> dict:
    return changed(PERSON, route=[{"step": "school", **values}, {"step": "job"}])


def table() -> list[tuple[str, dict]]:
    person = [changed(PERSON, **{name: None}) for name in PERSON]
    person += [changed(PERSON, name=text) for text in ("", "  ", "a" * 81, "😀" * 81, "no")]
    person += [
        changed(PERSON, summary="a" * 250, what_i_do="b" * 401),
        changed(PERSON, name="", job_title="x" * 101),
    ]
    person += [
        changed(PERSON, route=route)
        for route in ([], [{"step": "job"}], [{"step": "job"}] * 31, [{"what": "a"}] * 2)
    ]
    person += (
        [step(year=each) for each in YEARS]
        + [step(age=each) for each in AGES]
        + [step(what="x" * 121, note="y" * 301)]
    )
    person += [changed(PERSON, formats=[]), changed(PERSON, traits=["calm", "calm"])]
    person += [changed(PERSON, consent={"profile": each, "text": "2026-1"}) for each in DATES]
    person += [
        changed(PERSON, consent={"text": ""}),
        changed(PERSON, consent={"profile": "2024-02-29", "text": "1"}, review_by="2026-03-01"),
    ]
    person += [changed(PERSON, review_by=each) for each in ("2026-10-31", "2028-11-01", "2028-11-02", *DATES)]
    person += [
        changed(PERSON, photo="a.jpg"),
        changed(PERSON, photo_alt="A"),
        changed(PERSON, photo="a.jpg", photo_alt="A"),
    ]
    person += [changed(PERSON, visibility=each) for each in ("Public", "secret", "")]
    person += [changed(PERSON, questions=[{"question": "Why?"}]), changed(PERSON, changing={"text": "All"})]
    event = [changed(EVENT, **{name: None}) for name in EVENT] + [
        changed(EVENT, starts=each) for each in MOMENTS
    ]
    event += [
        changed(EVENT, ends=each)
        for each in (*MOMENTS, "2027-03-14 10:29", "2027-03-14", "2028-03-14 10:30", "2028-03-16 10:30")
    ]
    event += [changed(EVENT, starts="2027-10-31 01:30+01:00", ends="2027-10-31 01:15+00:00")]
    event += [changed(EVENT, repeats=each) for each in (*REPEATS, *RULES)] + [
        changed(EVENT, booking={"link": each}) for each in ADDRESSES
    ]
    event += [changed(EVENT, wanted={"number": each}) for each in NUMBERS] + [
        changed(EVENT, wanted={"number": "1", "filled": "2"})
    ]
    event += [
        changed(EVENT, mode="in-person"),
        changed(EVENT, place={"name": "Hall"}),
        changed(EVENT, **{"except": ["2027-01-01", "x"]}),
    ]
    event += [changed(EVENT, **{"except": ["2027-01-01"]}), changed(EVENT, access={"bsl": "maybe"})]
    event += [
        changed(EVENT, venue="a-museum", place={"name": "Hall", "district": "bradford"}),
        changed(EVENT, wanted={"filled": "1"}),
    ]
    story = [changed(STORY, **{name: None}) for name in STORY] + [
        changed(STORY, people_reached=each) for each in NUMBERS
    ]
    story += [
        changed(STORY, photo="a.jpg"),
        changed(STORY, photo_alt="A"),
        changed(STORY, ambassadors=["ada", "ada"]),
    ]
    return [
        (kind, each)
        for kind, rows in (("ambassadors", person), ("events", event), ("case-studies", story))
        for each in rows
    ]


def broken_files() -> list[tuple[str, dict]]:
    found = []
    for path in sorted((HERE / "broken").glob("*/content/*/*.md")):
        if path.parent.name in FORMS:
            document = parse_document(Source(path.name, path.parent.name, path.stem, path.read_bytes()))
            if isinstance(document, Document):
                found.append((document.collection, dict(document.values)))
    return found


def good_files() -> list[tuple[str, dict]]:
    found = [site(), understood(TODAY, content=OWN_CONTENT).site]
    return [
        (record.collection, written(record, each.settings.time_zone))
        for each in found
        for record in (*each.people.values(), *each.events, *each.case_studies)
    ]


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("there is no node on this machine")
    return found


def test_the_form_says_what_the_terminal_says(node: str) -> None:
    asked = table() + broken_files() + good_files()
    context = {"vocabularies": site().vocabularies, "time_zone": site().settings.time_zone}
    schemas = {KIND_OF[each]: json_schema(RECORD_TYPES[each], site()) for each in FORMS}
    expected, wanted = [], []
    for collection, values in asked:
        document = Document("x.md", collection, "2027-03-14-x", values, _lines(values), "", 1)
        problems = validate_record(document, context)[1]
        if not {problem.rule for problem in problems} & NOT_OF_THE_FORM:
            wanted.append({"kind": FORMS[collection], "values": values})
            expected.append(sorted([each.field, each.rule, each.message] for each in problems))
    answer = ask(node, "form-rules.mjs", {"schemas": schemas, "form": shared(), "asked": wanted})
    told = [sorted(each) for each in answer]
    assert len(expected) > 200
    different = [
        (ours, theirs, ask)
        for ours, theirs, ask in zip(expected, told, wanted, strict=True)
        if ours != theirs
    ]
    assert not different, "\n".join(
        f"terminal {ours}\nform     {theirs}" for ours, theirs, _ in different[:12]
    )


def _lines(values: dict) -> dict:
    """Every value stands on a line, as in a file."""
    return {(name,): 2 for name in values}


def shared() -> dict:
    """What all forms share, as the page puts it together."""
    return form_data(site()) | screen_data()


def ask(node: str, script: str, given: dict) -> Any:
    """What the form's own modules say."""
    run = subprocess.run(
        [node, str(HERE / "js" / script)],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(run.stdout)


# ---------------------------------------------------------------- texts: who can be reached, who is named, what a story may have

CONTACTS = [text for _, text in rows_of("contact.tsv")]
WORDS = [
    *(text for _, text in rows_of("pupils.tsv")),
    "Aisha Begum, Year 9, asked me why.", "my daughter Ellie is 7", "In September, Year 9 came.", "Titus Salt School, Year 9", "Tom (12) won.",
    "The pupil called Omar Hussain said so. Then Zara, aged 9, laughed.", "A year 10 student, Priya Shah, built it.", "an eight-year-old called Sam Hill",
    "my little brother Jack broke it", "Student Loans", "Year 8 girl Maya said", "Ada, 16, was there", "PhD student Ada Lovelace", "Jo March, a pupil at school",
    "Аmina", "Σam", "Ωmega", "µm", "Δmax and νmax and ρoil", "Amina Хан", "p\u0430ypal", "Հello", "یہ text", "ﬁne and ½",
    "a\u202eb", "soft\u00adhyphen", "zero\u200bwidth", "joined\u200d", "x\u0301\u0301\u0301\u0301", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "bell\u0007",
    "e\u0301 is é", "tag\U000e0041", "\ufeffmark", "plain words", "careers-talk", "2026-11-01", "2027-03-14 10:30", "07700900123", "£12.50 for 30", "hub@example.org",
]  # fmt: skip
STORIES = [
    "", "Words.\n\n## A heading\n\n- one\n- two\n", "a <b>bold</b> word", "<script>alert(1)</script>", "<!-- note -->", "2 < 3 and <amina>", "`<b>` is code",
    "    <b>indented</b>\n\nand <i>not</i>", "```\n<b>\n```", "![me](me.jpg)", "![me][1]", "a `![x](y)` b", "[firm](www.example.org)", "[firm](http://example.org/a)",
    "[firm](https://example.org/a_(b) \"title\")", "[firm](javascript:alert(1))", "[firm](//example.org)", "[firm](https://a@example.org)", "[mail](mailto:ada@example.org)",
    "[me](https://www.linkedin.com/in/ada)", "[port](https://example.org:8080/)", "<https://example.org>", "<http://example.org>", "[about](../pages/about.md)", "[none](../pages/zzzzzzzz.md)",
    "[up](../../../etc/passwd)", "[here](#a-heading)\n\n## A heading", "[here](#zzzz)\n\n## A heading", "[two](#why-2)\n\n## Why?\n\n## Why?", "[ref][1]\n\n[1]: http://example.org",
    "[img](data:image/png;base64,AA)", "[a](<https://example.org/x>)", "&rlm;x", "&#8238;x", "`&rlm;`", "&amp; &copy; &hellip;", "x" * 2001, "- " * 13 + "deep", "> " * 13 + "deep",
    " " * 60 + "deep", "=" * 202, "|" * 31, "[" * 401, "# a\n" * 201, "\n\n".join(["word " * 300] * 14), "é" * 10_001, "***\n\n---\n\nRing 07700 900123\n", "1. one\n\n    more\n",
    "[Ring](https://example.org/07700900123)", "[https://example.org](https://example.org)", "\t<u>x</u>", "\\<b> and \\[x](y)", "[a [b] c](www.example.org)", "Maya (11) said <b>no</b>.",
]  # fmt: skip


def test_the_form_finds_every_way_to_reach_somebody_that_the_build_finds_and_no_other(node: str) -> None:
    halves = [one[: len(one) // 2] + two[len(two) // 2 :] for one, two in pairwise(CONTACTS)]
    own = [path.read_text("utf-8") for path in sorted(OWN_CONTENT.rglob("*.md"))]
    texts = [*CONTACTS, *halves, *own, "", "&#0;", "&#1114112;", "٠٧٧٠٠ ٩٠٠١٢٣", "❷ ⓻ ② ²"]
    answer = ask(node, "form-screen.mjs", {"form": shared(), "texts": texts, "files": [], "email": ""})
    different = [
        (text, expected, found)
        for text, found in zip(texts, answer["found"], strict=True)
        # Where a word is half in another alphabet, JavaScript may begin it at its Latin letters.
        if (expected := told_of(text, found)) != found
    ]
    assert sum(map(bool, answer["found"])) > 350
    assert not different, "\n".join(map(str, different[:12]))


def told_of(text: str, found: list) -> list:
    ours = [[each.kind, each.words] for each in find_contacts(text)]
    if not CYRILLIC.search(text) or [kind for kind, _ in ours] != [kind for kind, _ in found]:
        return ours
    return found


def test_of_every_text_the_form_says_what_the_build_says(node: str) -> None:
    world = site()
    files = [
        *({"collection": "ambassadors", "values": {"name": "Ada", "advice": each}, "body": ""} for each in WORDS),
        *({"collection": "ambassadors", "values": {}, "body": f"So.\n\n{each}\n"} for each in WORDS),
        *({"collection": each, "values": {}, "body": body} for each in FORMS for body in STORIES),
        {"collection": "events", "values": {"booking": {"link": "https://instagram.com/ada"}, "route": [{"what": "DM me on insta"}]}, "body": ""},
    ]  # fmt: skip
    given = {"form": shared(), "texts": [], "files": files, "email": world.settings.hub.email}
    told = [sorted(each) for each in ask(node, "form-screen.mjs", given)["told"]]
    expected = [sorted(map(list, {tuple(fault) for fault in said_by_the_build(**each)})) for each in files]
    different = [
        (each, ours, theirs)
        for each, ours, theirs in zip(files, expected, told, strict=True)
        if ours != theirs
    ]
    assert {rule for each in expected for _, rule, _ in each} >= TEXT_RULES
    assert not different, "\n".join(
        f"{each}\nbuild {ours}\nform  {theirs}" for each, ours, theirs in different[:12]
    )


VISITS = [
    "I went to Hexbridge Primary School on 12 March 2026.", "On 12/03/2026 I was at Hexbridge Primary School.", "I was at Hexbridge Primary School.",
    "On 12 March 2026 I was in a school.", "I went to Hexbridge Primary School.\n\nOn 12 March 2026 it rained.", "The School opens on 12 March.",
    "I was at Hexbridge\nPrimary School on 2026-03-12.",
]  # fmt: skip


def test_the_form_knows_who_says_at_which_school_they_were_when(node: str) -> None:
    world = site()
    context = {"vocabularies": world.vocabularies, "time_zone": world.settings.time_zone}
    answered = [{"question": "Where were you on 12 March 2026?", "answer": "At Hexbridge Primary School."}]
    files = [
        *({"collection": "ambassadors", "values": changed(PERSON, advice=" ".join(each.split())), "body": each} for each in VISITS),
        {"collection": "ambassadors", "values": changed(PERSON, questions=answered), "body": ""},
        *({"collection": "case-studies", "values": changed(STORY, ambassadors=who), "body": each} for who in ([], ["ada"]) for each in VISITS),
        {"collection": "case-studies", "values": changed(STORY, title="Hexbridge Primary School", summary="12 March 2026.", ambassadors=["ada"]), "body": ""},
    ]  # fmt: skip
    expected = []
    for each in files:
        path = f"content/{each['collection']}/x.md"
        document = Document(
            path, each["collection"], "x", each["values"], _lines(each["values"]), each["body"], 9
        )
        record, problems = validate_record(document, context)
        assert record, problems
        expected.append(
            [
                [told.field, told.rule, told.message]
                for told in told_visits([record], {path: document}, {path})
            ]
        )
    told = ask(node, "form-screen.mjs", {"form": shared(), "texts": [], "files": files, "email": ""})["told"]
    assert sum(map(len, expected)) > 8
    assert [sorted(fault for fault in each if fault[1] == "past-visit") for each in told] == [
        sorted(each) for each in expected
    ]


TEXT_RULES = set(
    "contact-details pupil-named mixed-script hidden-character body-size body-shape raw-html image-in-prose outside-link broken-link".split()
)


def said_by_the_build(collection: str, values: dict, body: str) -> list[list[str]]:
    """What stands in the fields and the body of a file, as the stages of a build see it."""
    world = site()
    path = f"content/{collection}/x.md"
    hidden = [HIDDEN.search(text) for text in (*strings(values), body)]
    document = Document(path, collection, "x", values, _lines(values), unicodedata.normalize("NFC", body), 9)
    problems = list(
        screen(find(document, b""), hub_email=world.settings.hub.email, register=Register()).problems
    )
    addresses = {f"content/{each}/{slug}.md": "/" for each, slugs in KNOWN.items() for slug in slugs(world)}
    prose = render_prose(document.body, path=path, body_line=9, addresses=addresses | {path: "/x/"}, under=2)
    problems += [*prose.problems, *check_heading_links({path: prose})]
    found = [[each.field, each.rule, unguessed(each.message)] for each in without_doubles(problems)]
    field = next((name for name, text in values.items() if isinstance(text, str) and HIDDEN.search(text)), "")
    first = next(filter(None, hidden), None)
    return found if first is None else [*found, [field, "hidden-character", hidden_message(first)]]


def unguessed(message: str) -> str:
    """Which of all files was meant only the build can guess."""
    known = (
        MESSAGES["broken-link--no-file"]
        if "leads nowhere" in message
        else MESSAGES["broken-link--no-heading"]
    )
    return re.sub(r"Did you mean \S+\?$", lambda _: known, message)


KNOWN = {
    "pages": lambda world: [each.slug for each in world.pages],
    "events": lambda world: [each.slug for each in world.events],
}


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for each in parts for text in strings(each)]
