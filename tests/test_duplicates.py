"""The same person under two spellings and the same event told twice are seen; neighbours and namesakes are left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from build_command import REPOSITORY, TODAY, run
from sample_site import copied, event_text, person_text
from small_files import context, document

from generator.duplicates import find_doubles
from generator.records import validate_record


def doubts(*files: tuple[str, str, str]) -> list[str]:
    """(collection, slug, text) of each file → what is doubted, in words."""
    documents, records = {}, []
    for collection, slug, text in files:
        parsed = document(collection, text, slug)
        record, problems = validate_record(parsed, context())
        assert record, problems
        documents[parsed.path] = parsed
        records.append(record)
    return [str(each) for each in find_doubles(records, documents)]


def people(*names: str, **fields: str) -> list[tuple[str, str, str]]:
    return [
        ("ambassadors", f"p{number}", person_text(f'"{name}"', **fields)) for number, name in enumerate(names)
    ]


def events(*titles: str, **fields: str) -> list[tuple[str, str, str]]:
    return [
        ("events", f"2027-03-14-e{number}", event_text(f'"{title}"', **fields))
        for number, title in enumerate(titles)
    ]


@pytest.mark.parametrize(
    "other", ["Amina Khan", "amina KHAN", "Khan, Amina", "Aminah Khan", "Amina Kahn", "Amína Khan"]
)
def test_a_name_in_another_spelling_in_the_same_district_is_doubted(other: str) -> None:
    assert doubts(*people("Amina Khan", other)) == [
        f"content/ambassadors/p1.md:2: name: '{other}' may be the ambassador of content/ambassadors/p0.md once more. Keep one file if it is, and leave both if it is not. [maybe-the-same]"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Khan", "Anita Khan"),
        ("Jo Li", "Jo Lu"),
        ("Sam", "Sam"),
        ("Sam P.", "Sam P."),
        ("王伟", "王伟"),
    ],
)
def test_other_people_and_short_names_are_left_alone(one: str, other: str) -> None:
    assert doubts(*people(one, other)) == []


def test_one_word_is_enough_at_one_employer() -> None:
    assert len(doubts(*people("Sam", "Sam", employer="Hexbridge Ltd"))) == 1


def test_a_name_at_one_employer_is_doubted_across_districts() -> None:
    text = {"employer": "Hexbridge Ltd"}
    here = people("Amina Khan", **text)[0]
    there = ("ambassadors", "p1", person_text("Amina Khan", district="bradford", **text))

    assert len(doubts(here, there)) == 1
    assert (
        doubts(people("Amina Khan")[0], ("ambassadors", "p1", person_text("Amina Khan", district="bradford")))
        == []
    )


def test_an_event_told_twice_is_doubted_once_for_each_further_file() -> None:
    found = doubts(
        *events("Meet a Marine Biologist", "Meet the marine biologist!", "Meet a marine biologist")
    )

    assert [each.partition(" title: ")[0] for each in found] == [
        "content/events/2027-03-14-e1.md:2:",
        "content/events/2027-03-14-e2.md:2:",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Coding club", "Science club"), ("Robots for Year 8 pupils", "Robots for Year 9 pupils")],
)
def test_two_events_of_one_day_are_left_alone(one: str, other: str) -> None:
    assert doubts(*events(one, other)) == []


def test_another_day_or_district_is_another_event() -> None:
    title = "Meet a marine biologist"
    later = events(title, starts="2027-03-15 10:30")[0]
    elsewhere = events(title, place="{name: Example Hall, district: bradford}")[0]

    assert doubts(*events(title), later, elsewhere) == []


def test_a_check_says_its_doubts_and_passes(tmp_path: Path) -> None:
    content = copied(tmp_path)
    for slug in ("amina-khan", "amina-khan-2"):
        (content / f"ambassadors/{slug}.md").write_text(person_text("Amina Khan"), "utf-8")

    said = run("check", "--content", content, "--today", TODAY)
    on_github = run("check", "--content", content, "--today", TODAY, "--format", "github")
    for_programs = run("check", "--content", content, "--today", TODAY, "--format", "json")

    assert (said.returncode, on_github.returncode, for_programs.returncode) == (0, 0, 0)
    assert "[maybe-the-same]" in said.stderr
    assert said.stderr.endswith("1 doubt to look at. Doubts stop nothing.\n")
    assert on_github.stdout.startswith("::warning file=content/ambassadors/amina-khan.md")
    assert for_programs.stdout == "[]\n"


def test_nobody_of_the_demonstration_is_there_twice() -> None:
    assert "maybe-the-same" not in run("check", "--today", TODAY, folder=REPOSITORY).stderr


def test_many_people_and_events_are_one_walk() -> None:
    """Everybody in one district, and every event on one day: the worst that can be."""
    number = 3_000
    documents, records = {}, []
    for made in (*people("Amina Khan"), *events("Meet a marine biologist")):
        parsed = document(made[0], made[2], made[1])
        record, _ = validate_record(parsed, context())
        assert record
        documents[parsed.path] = parsed
        field = "name" if made[0] == "ambassadors" else "title"
        records += [
            record.model_copy(update={field: f"{'abcdefghij'[count % 10] * 9} {count}"})
            for count in range(number)
        ]

    begun = time.process_time()
    find_doubles(records, documents)

    assert time.process_time() - begun < 2
