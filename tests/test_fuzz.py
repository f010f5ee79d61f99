"""
Whatever a stranger's file holds: no exception, no hang, every refusal names its file and line, and nothing is dropped in silence.

About a minute of it runs with every test. FUZZ=10 in the environment makes it ten, for the night.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from sample_site import SAMPLE, event_text, person_text

from generator.calendars import plan_calendars
from generator.contact import find_contacts
from generator.front_matter import in_quotes
from generator.pages.cards import Cards
from generator.pipeline import Order, understand
from generator.problems import Problem
from generator.prose import check_heading_links, render_prose
from generator.pupils import find_pupils
from generator.records import validate_record
from generator.recurrence import occurrences, read_rule
from generator.screening import mixed_words
from generator.sources import SLUG, Document, Source, parse_data, parse_document, plain_name, read_content

TIMES = int(os.environ.get("FUZZ", "1"))
TODAY = date(2027, 1, 15)


def many(examples: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@contextmanager
def soon(seconds: float = 5) -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


# ---------------------------------------------------------------- what is tried

YAML_PARTS = st.sampled_from(
    "name: |title: |- |  |    |\n|\n\n|---\n|...\n|: |? |[|]|{|}|, |&a |*a|!!python/object:os.system |<<: *a\n|\"|'|\\|%TAG ! x\n|@|`|#|# a\n|||>|~|null|no|"
    "10:30|2026-02-30|0x1f|1e999|.inf|=|\t|\x85|\u2028|\ufeff|\x00|\u202e|é|e\u0301\u0301\u0301\u0301|日本|a|A word|summary: |starts: 2027-03-14 10:30\n|route:\n  - ".split(
        "|"
    )
)
MARKDOWN_PARTS = st.sampled_from(
    ["*", "**", "_", "`", "```\n", "[", "]", "(", ")", "[a](b)", "[a]: b\n", "![", "<", ">", "<a", "<!--", "-->", "<![", "<?", "&", "&#", "&#x202e;", "\\", "|",
     "-", "a", "word ", "\n", "\n\n", "> ", "- ", "1. ", "    ", "\t", "# a\n", "=\n", "---\n", "~", "a|b\n", "-|-\n", "https://a.b", "<https://a.b>",
     "[x](javascript:a)", "[x](//a)", "[x](../ambassadors/ada.md#a)", "[x](#a)", "[x](https://example.org 'a')", "  \n", "'", '"', "{{", "{%", "{: #a}", ":", ".", "é", "日", "\u0301"]
)  # fmt: skip
CONTACT_PARTS = st.sampled_from(
    ["07700", "900123", " ", "-", ".", "@", "ada", "example", "org", "at", "dot", "(", ")", "[at]", "&#64;", "%40", "*", "`", "M1", "1AE", "ls1", "born", "14", "March",
     "1990", "aged", "I am", "Year 9", "Aisha", "Begum", "pupil", "my daughter", "whatsapp", "insta", "dm me", "https://", "wa.me/", "zoom.us/j/", "12", "Mill Lane",
     "53.7960", "-1.7594", "double", "oh", "seven", "+44", "\n", "０", "７", "а", "Α", "é", "\u0301", "½", "ﬁ", "İ", "ß", "#1234", "::"]
)  # fmt: skip


def soup(parts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(parts | st.text(max_size=3), max_size=most).map("".join)


PERSON = person_text().encode()
EVENT = event_text().encode()


@st.composite
def damaged(draw: Any, start: bytes) -> bytes:
    """A good file with something put in, taken out or written twice, in one to four places."""
    data = start
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 0, 1, 3, 20]))
        put = draw(
            st.binary(max_size=6) | soup(YAML_PARTS, 3).map(lambda text: text.encode("utf-8", "replace"))
        )
        data = data[:at] + put * draw(st.sampled_from([1, 1, 1, 2, 200])) + data[at + length :]
    return data


FILES = (
    damaged(PERSON)
    | damaged(EVENT)
    | st.binary(max_size=300)
    | soup(YAML_PARTS, 40).map(lambda text: f"---\n{text}\n---\n\nWords.\n".encode("utf-8", "replace"))
)


def assert_named(problem: Problem, data: bytes) -> None:
    assert problem.path
    assert 1 <= problem.line <= 2 + data.count(b"\n") + data.count(b"\r")
    assert "\n" not in str(problem)
    assert all(sign.isprintable() for sign in str(problem) if sign not in "\u200c\u200d"), repr(str(problem))


# ---------------------------------------------------------------- the loader


def context() -> dict[str, Any]:
    found = understand(Order(content=SAMPLE, today=TODAY)).site
    return {"vocabularies": found.vocabularies, "time_zone": found.settings.time_zone}


CONTEXT = context()


@many(500)
@given(FILES, st.sampled_from(["ambassadors", "events", "case-studies", "careers", "organisations", "pages"]))
@example(b"---\n? [a\n---\n", "pages")
@example("---\n\u00a0title: A\n---\n".encode(), "pages")
def test_any_bytes_are_a_document_or_a_problem_with_its_line(data: bytes, collection: str) -> None:
    with soon():
        parsed = parse_document(Source(f"content/{collection}/a.md", collection, "a", data))
        if isinstance(parsed, Problem):
            assert_named(parsed, data)
            return
        record, problems = validate_record(parsed, CONTEXT)
    for problem in problems:
        assert_named(problem, data)
    assert record or problems


@many(200)
@given(soup(YAML_PARTS, 60).map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=300))
def test_any_data_file_is_a_document_or_a_problem_with_its_line(data: bytes) -> None:
    with soon():
        parsed = parse_data(Source("content/register/a.yml", "register", "a", data))
    if isinstance(parsed, Problem):
        assert_named(parsed, data)
    else:
        assert isinstance(parsed, Document)


# ---------------------------------------------------------------- prose


@many(400)
@given(soup(MARKDOWN_PARTS, 60), st.sampled_from([1, 1, 1, 20, 400]), st.sampled_from([1, 2]))
def test_any_body_is_safe_html_or_a_problem_with_its_line(part: str, times: int, under: int) -> None:
    body = (part * times)[:25_000]
    with soon():
        prose = render_prose(
            body,
            path="content/pages/a.md",
            body_line=7,
            addresses={"content/ambassadors/ada.md": "/a/"},
            under=under,
        )
        wrong = [*prose.problems, *check_heading_links({"content/pages/a.md": prose})]
    assert not any(
        bad in prose.html
        for bad in ("<script", "<img", "<!--", "<iframe", "<style", 'href="java', 'href="//')
    )
    for problem in wrong:
        assert problem.path == "content/pages/a.md"
        assert 7 <= problem.line <= 7 + body.count("\n")
    # The sanitiser loses nothing that is not told, and no words of a good body disappear.
    assert prose.html or wrong or not any(sign.isalnum() for sign in body) or "]:" in body


# ---------------------------------------------------------------- names of files


NAMES = st.binary(min_size=1, max_size=24).filter(
    lambda name: b"/" not in name and b"\0" not in name
) | st.text("aA.-_éı 1~", min_size=1, max_size=12).map(str.encode)
ENDINGS = st.sampled_from([b"", b".md", b".MD", b".md~", b".txt", b".jpg", b".yml", b".md.bak", b".html"])


@many(60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "ambassadors", "events", "pages", "register", "no-such", "_aside"]),
            NAMES,
            ENDINGS,
        ),
        max_size=6,
    )
)
def test_every_file_is_read_ignored_for_a_reason_or_a_problem(names: list[tuple[str, bytes, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "content"
        folder.mkdir()
        for parent, name, ending in names:
            path = folder / parent / os.fsdecode(name + ending)
            assume(name + ending not in (b".", b".."))
            (folder / parent).mkdir(exist_ok=True)
            if not path.is_dir():
                path.write_bytes(PERSON)
        found = read_content(folder, label="content")
        account = understand(Order(content=folder, today=TODAY)).account
    told = len(found.sources) + len(found.photographs) + len(found.ignored) + len(found.problems)
    assert told == found.file_count == account.files
    assert account.files == account.rendered + len(account.ignored) + account.with_problems
    assert min(account.rendered, account.with_problems) >= 0
    for source in found.sources:
        assert source.collection not in ("ambassadors", "pages") or SLUG.fullmatch(source.slug)
    for problem in found.problems:
        assert_named(problem, b"")


@many(300)
@given(st.text(max_size=80))
def test_a_plain_name_is_a_slug_or_nothing(stem: str) -> None:
    assert plain_name(stem) == "" or SLUG.fullmatch(plain_name(stem))


# ---------------------------------------------------------------- the whole, and its calendars

WORDS = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]) | st.sampled_from(",;:\\\"'=\\n<>&]"),
    min_size=1,
    max_size=70,
)


@many(25)
@given(WORDS, WORDS)
def test_any_event_is_refused_by_line_or_reads_the_same_in_its_calendar(title: str, summary: str) -> None:
    title, summary = " ".join(title.split()), " ".join(summary.split())
    assume(title)
    assume(summary)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "content"
        (folder / "events").mkdir(parents=True)
        text = event_text(in_quotes(title), summary=in_quotes(summary), starts="2027-03-14 10:30")
        (folder / "events" / "2027-03-14-a.md").write_text(text, "utf-8")
        found = understand(Order(content=folder, today=TODAY))
        if found.problems:
            for problem in found.problems:
                assert_named(problem, text.encode())
            return
    files = {file.path: file.data for file in plan_calendars(Cards(found.site))}
    [event] = found.site.events
    data = files["events/2027-03-14-a/event.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    [read] = icalendar.Calendar.from_ical(data.decode()).walk("VEVENT")
    assert str(read["SUMMARY"]) == event.title


@many(40)
@given(
    st.lists(st.tuples(st.sampled_from(["ambassadors", "events", "pages"]), FILES), min_size=1, max_size=4)
)
def test_of_any_content_all_files_are_accounted_for_and_each_refusal_has_its_line(
    files: list[tuple[str, bytes]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "content"
        for number, (collection, data) in enumerate(files):
            path = (
                folder
                / collection
                / (f"2027-03-14-a{number}.md" if collection == "events" else f"a{number}.md")
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with soon(10):
            found = understand(Order(content=folder, today=TODAY))
        account = found.account
        assert account.files == len(files)
        assert account.files == account.rendered + len(account.ignored) + account.with_problems
        for problem in found.problems:
            data = (folder.parent / problem.path).read_bytes()
            assert_named(problem, data)


WEEKDAYS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "1", "2", "5", "6", "8", "53", "99", "0", "-1", "-5", "+3"]),
        st.sampled_from(["MO", "WE", "SU"]),
    ).map("".join),
    min_size=1,
    max_size=3,
).map(",".join)
NUMBERS = st.lists(
    st.sampled_from("1 2 12 13 29 31 -1 -31 0 366 -366 367".split()), min_size=1, max_size=3
).map(",".join)
RULES = st.builds(
    lambda frequency, parts: ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts)]),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.lists(
        st.tuples(st.just("BYDAY"), WEEKDAYS)
        | st.tuples(st.sampled_from(["BYMONTH", "BYMONTHDAY", "BYSETPOS"]), NUMBERS)
        | st.tuples(st.sampled_from(["INTERVAL", "COUNT"]), st.sampled_from("1 2 52 400 999".split()))
        | st.tuples(st.just("UNTIL"), st.sampled_from(["20270401", "20990101", "20270230", "00000000"]))
        | st.tuples(st.just("WKST"), st.sampled_from(["SU", "MO", "XX"])),
        max_size=4,
        unique_by=lambda part: part[0],
    ),
)


@many(400)
@given(RULES, st.sampled_from(["2027-01-04", "2028-02-29", "2027-10-31", "2099-12-31"]))
def test_any_rule_is_refused_or_ends_soon(written: str, day: str) -> None:
    with soon():
        try:
            rule = read_rule(written)
        except PydanticCustomError:
            return
        for starts in (date.fromisoformat(day), datetime.fromisoformat(f"{day}T01:30:00+00:00")):
            list(islice(occurrences(starts, None, rule), 2_000))


# ---------------------------------------------------------------- the scanner


@many(400)
@given(soup(CONTACT_PARTS, 60), st.sampled_from([1, 1, 1, 60]))
def test_any_text_is_looked_through_soon_and_findings_stand_in_it(part: str, times: int) -> None:
    text = (part * times)[:20_000]
    with soon():
        found = find_contacts(text)
        pupils = list(find_pupils(text))
        mixed = list(mixed_words(text))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(0 <= start < end <= len(text) for start, end in pupils)
    assert all(text.startswith(word, start) for start, word, _ in mixed)


@pytest.mark.parametrize("written", ["07700 900123", "ada@example.org", "LS1 4AP", "born on 3 March 1990"])
@many(40)
@given(before=soup(CONTACT_PARTS, 8), after=soup(CONTACT_PARTS, 8))
def test_a_plain_way_to_reach_somebody_is_found_whatever_stands_around_it(
    written: str, before: str, after: str
) -> None:
    assert find_contacts(f"{before}.\n\nHere: {written}.\n\nThen {after}")
