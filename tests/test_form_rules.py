"""The form and the terminal say the same words of the same values: many bad ones, asked of both."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_site import TODAY, site, understood

from generator.pipeline import OWN_CONTENT
from generator.records import RECORD_TYPES, validate_record
from generator.schema import form_data, json_schema, written
from generator.sources import Document, Source, parse_document
from generator.urls import KIND_OF

HERE = Path(__file__).parent
FORMS = {"ambassadors": "ambassador", "events": "event", "case-studies": "case-study"}

# What the form cannot ask: a field that it does not have, a term that is not in a list, something that is not one text;
# and a calendar's own rule such as FREQ=WEEKLY, which only a calendar's library works out.
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
]
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
    event += [changed(EVENT, repeats=each) for each in REPEATS] + [
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
        if not {problem.rule for problem in problems} & NOT_OF_THE_FORM and "=" not in values.get(
            "repeats", ""
        ):
            wanted.append({"kind": FORMS[collection], "values": values})
            expected.append(sorted([each.field, each.rule, each.message] for each in problems))
    given = json.dumps({"schemas": schemas, "form": form_data(site()), "asked": wanted})
    run = subprocess.run(
        [node, str(HERE / "js" / "form-rules.mjs")], input=given, capture_output=True, text=True, check=True
    )
    told = [sorted(each) for each in json.loads(run.stdout)]
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
