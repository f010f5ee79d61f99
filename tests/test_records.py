"""What fields each kind of record has: every limit, every example, and every check of several fields together."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from least_text import LEAST, text_of
from small_files import context, document, line_in, problem, read, record

from generator.records import RECORD_TYPES, Record, months_after, references_of, validate_record
from generator.sources import Document

LONDON = ZoneInfo("Europe/London")


def fields_of(kind: type[Record], *, having: str = "") -> dict[str, Any]:
    """The fields as they are written, with their definitions; `having`: only those with such a limit."""
    return {
        info.alias or name: info
        for name, info in kind.model_fields.items()
        if name not in kind.given and (not having or having in (info.json_schema_extra or {}))
    }


def every(having: str = "") -> list[tuple[str, str, Any]]:
    found = [
        (collection, name, (info.json_schema_extra or {}).get(having) if having else info)
        for collection, kind in RECORD_TYPES.items()
        for name, info in fields_of(kind, having=having).items()
    ]
    assert found
    return found


def beside(collection: str, name: str) -> dict[str, str]:
    """What a field needs beside it."""
    dates = {"consent": "{profile: 2026-10-01, photo: 2026-10-01, text: 2026-1}"}
    consent = dates if collection == "ambassadors" else {}
    return {
        "photo": {"photo_alt": "A square"} | consent,
        "photo_alt": {"photo": "ada.jpg"} | consent,
        "ends": {"starts": "2027-03-14 10:30"},
        "except": {"repeats": "weekly"},
        "venue": {"mode": "in-person"},
        "mode": {"place": "{name: Town hall, district: leeds}"},
        "repeats": {"starts": "2027-03-14"},
        "review_by": {"consent": "{profile: 2026-11-01, text: 2026-1}"},
    }.get(name, {})


# ---------------------------------------------------------------- field by field


@pytest.mark.parametrize("collection", LEAST)
def test_the_least_that_is_needed_is_enough(collection: str) -> None:
    found = record(collection)
    assert (found.slug, found.path, found.body.strip()) == ("ada", f"content/{collection}/ada.md", "Words.")


@pytest.mark.parametrize(
    ("collection", "name"), [(collection, name) for collection, least in LEAST.items() for name in least]
)
def test_a_required_field_is_missed_by_its_name(collection: str, name: str) -> None:
    missed = problem(collection, **{name: ""})
    assert (missed.rule, missed.message.partition(". ")[0]) == ("missing-field", f"'{name}' is missing")


@pytest.mark.parametrize("collection", LEAST)
def test_what_is_required_is_what_the_least_file_has(collection: str) -> None:
    kind = RECORD_TYPES[collection]
    required = {name for name, info in fields_of(kind).items() if info.is_required()}
    # An online event is shorter than one with a place.
    assert required == set(LEAST[collection])


@pytest.mark.parametrize(("collection", "name", "limit"), every("maxLength"))
def test_a_text_of_just_its_limit_is_taken_and_one_letter_more_is_not(
    collection: str, name: str, limit: int
) -> None:
    others = beside(collection, name)
    assert record(collection, **{**others, name: "é" * limit})
    found = problem(collection, **{**others, name: "é" * (limit + 1)})
    assert (found.rule, found.field, found.line) == (
        "too-long",
        name,
        line_in(collection, name, **{**others, name: "x"}),
    )
    assert f"{limit + 1} characters; {limit} fit. Shorten it by 1." in found.message


@pytest.mark.parametrize(
    ("collection", "name", "info"),
    [each for each in every() if each[2].examples],
    ids=lambda value: str(value)[:20],
)
def test_the_example_that_messages_show_is_a_good_one(collection: str, name: str, info: Any) -> None:
    example = info.examples[0]
    quoted = example if example[0] in "[{" else '"' + example + '"'
    found = record(collection, **{**beside(collection, name), name: quoted})
    written = getattr(
        found, next(each for each, other in type(found).model_fields.items() if (other.alias or each) == name)
    )
    assert written not in (None, "", ())


@pytest.mark.parametrize(("collection", "name", "info"), every(), ids=lambda value: str(value)[:20])
def test_a_field_has_a_word_of_help_that_ends_as_a_sentence(collection: str, name: str, info: Any) -> None:
    assert info.description
    assert info.description.endswith((".", "?"))


@pytest.mark.parametrize(
    ("collection", "name", "most"), [each for each in every("maxItems") if each[1] == "traits"]
)
def test_a_list_keeps_to_its_limit(collection: str, name: str, most: int) -> None:
    words = [term.slug for term in context()["vocabularies"]["traits"]]
    most = min(most, len(words) - 1)
    assert record(collection, **{name: f"[{', '.join(words[:most])}]"})
    if collection == "ambassadors":
        found = problem(collection, **{name: f"[{', '.join(words[: most + 1])}]"})
        assert (found.rule, found.field) == ("too-many", name)


@pytest.mark.parametrize(
    ("collection", "fields", "rule", "field"),
    [
        ("ambassadors", {"route": "[{step: gcse}]"}, "too-few", "route"),
        ("ambassadors", {"route": "[]"}, "too-few", "route"),
        ("ambassadors", {"route": "gcse"}, "group", "route.1"),
        ("ambassadors", {"route": "[{step: gcse}, job]"}, "group", "route.2"),
        ("ambassadors", {"route": "{step: gcse}"}, "list", "route"),
        ("ambassadors", {"route": "[" + ", ".join(f"{{step: job, year: {1960 + n}}}" for n in range(31)) + "]"}, "too-many", "route"),
        ("ambassadors", {"route": "[{step: gcse}, {what: a job}]"}, "missing-field", "route.2"),
        ("ambassadors", {"route": "[{step: gcse}, {step: job, when: 2009}]"}, "unknown-field", "route.2"),
        ("ambassadors", {"route": "[{step: gcse}, {step: job, year: soon}]"}, "date", "route.2.year"),
        ("ambassadors", {"route": "[{step: gcse}, {step: job, year: 2019-2016}]"}, "wrong-order", "route.2.year"),
        ("ambassadors", {"route": "[{step: gcse}, {step: job, age: old}]"}, "number", "route.2.age"),
        ("ambassadors", {"route": "[{step: gcse}, {step: banana}]"}, "unknown-term", "route.2.step"),
        ("ambassadors", {"formats": "[]"}, "too-few", "formats"),
        ("ambassadors", {"formats": "in-person, online"}, "list", "formats"),
        ("ambassadors", {"formats": "[[in-person]]"}, "text", "formats.1"),
        ("ambassadors", {"name": "[Ada]"}, "text", "name"),
        ("ambassadors", {"name": "{first: Ada}"}, "text", "name"),
        ("ambassadors", {"name": '""'}, "missing-field", "name"),
        ("ambassadors", {"visibility": "hidden"}, "choice", "visibility"),
        ("ambassadors", {"consent": "2026-10-01"}, "group", "consent"),
        ("ambassadors", {"consent": "{profile: 2026-10-01}"}, "missing-field", "consent"),
        ("ambassadors", {"consent": "{text: 2026-1}"}, "missing-field", "consent"),
        ("ambassadors", {"consent": "{profile: last week, text: 2026-1}"}, "date", "consent.profile"),
        ("ambassadors", {"changing": "{text: Vans are electric now.}"}, "missing-field", "changing"),
        ("ambassadors", {"questions": "[{question: Why?}]"}, "missing-field", "questions.1"),
        ("ambassadors", {"questions": "[" + ", ".join(f"{{question: Why {n}?, answer: So.}}" for n in range(13)) + "]"}, "too-many", "questions"),
        ("ambassadors", {"email": "ada@example.org"}, "unknown-field", ""),
        ("ambassadors", {"slug": "bob"}, "unknown-field", ""),
        ("ambassadors", {"body": "A story."}, "unknown-field", ""),
        ("ambassadors", {"text_": "x"}, "unknown-field", ""),
        ("events", {"except_": "[2027-03-21]", "repeats": "weekly"}, "unknown-field", ""),
        ("events", {"booking": "{link: http://example.org/}"}, "web-address", "booking.link"),
        ("events", {"booking": "{places: many}"}, "number", "booking.places"),
        ("events", {"booking": "{deadline: soon}"}, "date", "booking.deadline"),
        ("events", {"access": "{step_free: perhaps}"}, "choice", "access.step_free"),
        ("events", {"wanted": "{filled: 1}"}, "missing-field", "wanted"),
        ("events", {"place": "{name: Town hall}"}, "missing-field", "place"),
        ("events", {"place": "Town hall, Leeds"}, "group", "place"),
        ("events", {"starts": "14/03/2027 10:30"}, "date-and-time", "starts"),
        ("events", {"starts": "2027-03-28 01:30"}, "clock-change", "starts"),
        ("case-studies", {"date": "2026-02-30"}, "date", "date"),
        ("case-studies", {"people_reached": "about 60"}, "number", "people_reached"),
        ("careers", {"soc": "{code: 21, version: 2020}"}, "number", "soc.code"),
        ("careers", {"soc": "{code: 0121, version: 2020}"}, "number", "soc.code"),
        ("careers", {"soc": "{code: 21211, version: 2020}"}, "too-long", "soc.code"),
        ("careers", {"soc": "{code: 2121}"}, "missing-field", "soc"),
        ("careers", {"soc": "{code: 2121, version: 1990}"}, "choice", "soc.version"),
        ("careers", {"entry_routes": "[]"}, "too-few", "entry_routes"),
        ("careers", {"entry_routes": "[{kind: luck, text: x}]"}, "unknown-term", "entry_routes.1.kind"),
        ("organisations", {"website": "example.org"}, "web-address", "website"),
        ("organisations", {"active_from": "the war"}, "date", "active_from"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_by_name(
    collection: str, fields: dict[str, str], rule: str, field: str
) -> None:
    found = problem(collection, **fields)
    assert (found.rule, found.field) == (rule, field)
    assert found.line == 1 or found.line == line_in(collection, next(iter(fields)), **fields)


# ---------------------------------------------------------------- several fields together


@pytest.mark.parametrize(
    ("collection", "fields", "rule", "field"),
    [
        ("ambassadors", {"photo": "ada.jpg"}, "goes-with", "photo"),
        ("ambassadors", {"photo": "ada.jpg", "photo_alt": "Ada"}, "goes-with", "photo"),
        ("ambassadors", {"photo_alt": "Ada"}, "goes-with", "photo_alt"),
        ("ambassadors", {"review_by": "2028-10-02"}, "review-date", "review_by"),
        ("ambassadors", {"review_by": "2026-09-30"}, "review-date", "review_by"),
        ("case-studies", {"photo": "ada.jpg"}, "goes-with", "photo"),
        ("case-studies", {"photo_alt": "Ada"}, "goes-with", "photo_alt"),
        ("events", {"ends": "2027-03-14 10:29"}, "wrong-order", "ends"),
        ("events", {"starts": "2027-03-14", "ends": "2027-03-13"}, "wrong-order", "ends"),
        ("events", {"ends": "2027-03-14"}, "goes-with", "ends"),
        ("events", {"starts": "2027-03-14", "ends": "2027-03-14 12:00"}, "goes-with", "ends"),
        ("events", {"starts": "2027-03-14", "ends": "2028-03-15"}, "wrong-order", "ends"),
        ("events", {"mode": "in-person"}, "goes-with", "mode"),
        ("events", {"mode": "mixed"}, "goes-with", "mode"),
        ("events", {"venue": "x", "place": "{name: Hall, district: leeds}"}, "goes-with", "place"),
        ("events", {"except": "[2027-03-14]"}, "goes-with", "except"),
        ("events", {"repeats": "weekly on monday"}, "repeats", "repeats"),
        ("events", {"repeats": "weekly until 2027-03-13"}, "repeats", "repeats"),
        ("events", {"repeats": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}, "repeats", "repeats"),
        ("events", {"wanted": "{number: 2, filled: 3}"}, "wrong-order", "wanted"),
        ("organisations", {"active_from": "2011", "active_to": "2010"}, "wrong-order", "active_to"),
        ("organisations", {"active_from": "2011-04-02", "active_to": "2011-04-01"}, "wrong-order", "active_to"),
    ],
)  # fmt: skip
def test_fields_that_do_not_fit_together_are_told_on_the_line_of_one(
    collection: str, fields: dict[str, str], rule: str, field: str
) -> None:
    found = problem(collection, **fields)
    assert (found.rule, found.field, found.line) == (rule, field, line_in(collection, field, **fields))


@pytest.mark.parametrize(
    ("collection", "fields"),
    [
        ("ambassadors", {"review_by": "2028-10-01"}),
        ("ambassadors", {"review_by": "2026-10-01"}),
        ("ambassadors", {"consent": "{profile: 2024-02-29, text: a}", "review_by": "2026-02-28"}),
        ("ambassadors", {"formats": "online"}),
        ("ambassadors", {"district": "Whitby"}),
        ("events", {"ends": "2027-03-14 10:30"}),
        ("events", {"starts": "2027-03-14", "ends": "2027-03-14"}),
        ("events", {"starts": "2027-03-14", "ends": "2028-03-14"}),
        ("events", {"starts": "2027-10-31 01:30+01:00", "ends": "2027-10-31 01:15+00:00"}),
        ("events", {"repeats": "weekly on sunday"}),
        ("events", {"repeats": "weekly until 2027-03-14"}),
        ("events", {"wanted": "{number: 2, filled: 2}"}),
        ("events", {"cost": "£3, or what you can"}),
        ("organisations", {"active_from": "2011-04", "active_to": "2011"}),
        ("organisations", {"active_from": "2011", "active_to": "2011-04-01"}),
        ("careers", {"soc": "{code: 2121, version: 2020}"}),
    ],
)
def test_fields_that_just_fit_together_are_taken(collection: str, fields: dict[str, str]) -> None:
    assert record(collection, **fields)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    _, problems = read(
        "ambassadors",
        naem="x",
        industry="banana",
        district="",
        formats="[]",
        consent="{profile: soon}",
        review_by="never",
        phone="0",
    )
    assert sorted((each.field, each.rule) for each in problems) == [
        ("", "missing-field"),
        ("", "unknown-field"),
        ("", "unknown-field"),
        ("consent", "missing-field"),
        ("consent.profile", "date"),
        ("formats", "too-few"),
        ("industry", "unknown-term"),
        ("review_by", "date"),
    ]


def test_a_misspelt_required_field_is_one_fault() -> None:
    found = problem("pages", title="", titel="About")
    assert (found.rule, found.message) == (
        "unknown-field",
        "'titel' is not a field of a page. Did you mean 'title'?",
    )


def test_the_line_of_a_fault_is_that_of_its_item() -> None:
    text = text_of("ambassadors", route="").replace(
        "consent:", "route:\n  - step: gcse\n    year: 2009\n  - step: job\n    year: soon\nconsent:"
    )
    _, (found,) = validate_record(document("ambassadors", text), context())
    assert (found.field, text.split("\n")[found.line - 1].strip()) == ("route.2.year", "year: soon")


# ---------------------------------------------------------------- what a record then is


def test_nothing_that_was_written_is_dropped_in_silence() -> None:
    steps = "[{step: job}, {step: career-break}, {step: job}]"
    assert [step.step for step in record("ambassadors", route=steps).route] == ["job", "career-break", "job"]


def test_the_same_term_twice_counts_once() -> None:
    assert record("ambassadors", subjects="[physics, Physics, biology]").subjects == ("physics", "biology")


def test_a_text_is_folded_into_one_line() -> None:
    assert record("pages", summary="|\n  one\n\n  two   words").summary == "one two words"


def test_a_text_that_looks_like_something_else_stays_text() -> None:
    for word in ("no", "12:30", "1e3", "0x10", "null", "~", "2027-03-14", "1_000", "007"):
        assert record("pages", title=word).title == word


def test_an_event_without_a_time_is_all_day() -> None:
    assert record("events", starts="2027-03-14").starts == date(2027, 3, 14)


def test_an_event_keeps_the_time_on_the_wall() -> None:
    assert record("events", starts="2027-07-14 10:30").starts == datetime(2027, 7, 14, 10, 30, tzinfo=LONDON)


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(Exception, match="frozen"):
        record("pages").title = "Another"


@pytest.mark.parametrize(
    ("collection", "fields", "expected"),
    [
        ("ambassadors", {"career": "welder"}, [("careers", ("career",), "welder", False)]),
        ("ambassadors", {"employer": "Hex Bridge"}, [("organisations", ("employer",), "Hex Bridge", True)]),
        (
            "events",
            {"venue": "v", "mode": "mixed", "ambassadors": "[a, b]", "organisers": "[o]", "write_up": "w"},
            [
                ("ambassadors", ("ambassadors", 0), "a", False),
                ("ambassadors", ("ambassadors", 1), "b", False),
                ("case-studies", ("write_up",), "w", False),
                ("organisations", ("organisers", 0), "o", True),
                ("organisations", ("venue",), "v", False),
            ],
        ),
        ("case-studies", {"events": "[e]", "ambassadors": "[a]"}, [("ambassadors", ("ambassadors", 0), "a", False), ("events", ("events", 0), "e", False)]),
        ("careers", {"related": "[r]"}, [("careers", ("related", 0), "r", False)]),
        ("organisations", {"successor": "s"}, [("organisations", ("successor",), "s", False)]),
        ("pages", {}, []),
    ],
)  # fmt: skip
def test_a_record_says_which_others_it_names(
    collection: str, fields: dict[str, str], expected: list[Any]
) -> None:
    assert sorted(references_of(record(collection, **fields))) == expected


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-10-01", 24, "2028-10-01"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", 12, "2027-01-15"),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(
    day: str, months: int, later: str
) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_consent_holds_for_two_years_where_no_day_is_given() -> None:
    assert record("ambassadors").review_on == date(2028, 10, 1)
    assert record("ambassadors", review_by="2027-10-01").review_on == date(2027, 10, 1)


def test_a_document_is_not_changed_by_reading_it() -> None:
    found: Document = document("ambassadors", text_of("ambassadors"))
    before = dict(found.values)
    validate_record(found, context())
    assert found.values == before
