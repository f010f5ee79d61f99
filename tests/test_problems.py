"""What is wrong, said so that a volunteer can mend it: one harmless line, a place, a way out."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import (
    PRIVATE,
    RULES,
    ContentError,
    Problem,
    counted,
    for_the_public,
    nearest,
    quoted,
    shown,
    way_out,
)

GENERATOR = Path(__file__).resolve().parent.parent / "generator"


def a_problem(path: str = "content/pages/about.md", line: int = 3, field: str = "title") -> Problem:
    return Problem(path, line, field, "text", "there is a list. Write one text.")


def test_a_message_begins_with_its_place_and_ends_with_its_rule() -> None:
    assert str(a_problem()) == "content/pages/about.md:3: title: there is a list. Write one text. [text]"


def test_a_message_without_a_field_names_its_own_subject() -> None:
    assert str(a_problem(field="")) == "content/pages/about.md:3: there is a list. Write one text. [text]"


def test_a_path_can_neither_break_the_line_nor_colour_it() -> None:
    assert str(a_problem("content/a\n::error::\x1b[31m.md")).startswith(
        "content/a ::error::U+001B[31m.md:3: "
    )


def test_a_rule_that_nobody_knows_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError, match="no-such-rule"):
        Problem("content/a.md", 1, "", "no-such-rule", "words")


def test_the_same_problem_is_told_once_and_in_the_order_of_files_and_lines() -> None:
    first, second, third = a_problem(line=2), a_problem(line=10), a_problem("content/pages/b.md", 1)
    assert ContentError([third, second, first, second]).problems == [first, second, third]


def test_what_must_not_be_public_is_not_repeated_in_public() -> None:
    number = Problem(
        "a.md", 3, "", "contact-details", "'07700' is a telephone number.", instead=("07700", "")
    )
    beside = Problem("a.md", 3, "", "list", "'07700, x' is one text.", instead=("07700, x", "[07700, x]"))
    elsewhere = Problem("a.md", 4, "", "list", "'07700, x' is one text.", instead=("07700, x", "[07700, x]"))

    found = for_the_public([number, beside, elsewhere])

    assert [(each.message, each.instead) for each in found] == [
        ("'…' is a telephone number.", ("", "")),
        ("'…, x' is one text.", ("", "")),
        (elsewhere.message, elsewhere.instead),
    ]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_a_short_name_and_a_sentence(rule: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule)
    assert RULES[rule][0].isupper() or RULES[rule].startswith("site.yml")
    assert RULES[rule].endswith(".")


def test_rules_about_private_words_are_rules() -> None:
    assert PRIVATE.issubset(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_used_somewhere(rule: str) -> None:
    rooms = [path for path in GENERATOR.rglob("*.py") if path.name != "problems.py"]
    # A rule with several faces is named with the face: "goes-with--photo-alt".
    assert any(re.search(f'"{rule}(--[a-z-]+)?"', path.read_text("utf-8")) for path in rooms)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab\r", "two lines and a tab "),
        ("red\x1b[31m", "redU+001B[31m"),
        ("\x00", "U+0000"),
        ("a\u202eb", "aU+202Eb"),
        ("a\u200bb", "aU+200Bb"),
        ("\U000e0067", "U+E0067"),
        ("\udce9", "U+DCE9"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("", ""),
        (630, "630"),
    ],
)
def test_what_hides_or_steers_text_is_made_visible(written: object, seen: str) -> None:
    assert shown(written) == seen


@pytest.mark.parametrize(("length", "ending"), [(80, "a"), (81, "…"), (100_000, "…")])
def test_a_long_text_is_cut(length: int, ending: str) -> None:
    assert len(shown("a" * length)) == 80
    assert shown("a" * length).endswith(ending)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_any_text_becomes_one_harmless_line(text: str) -> None:
    seen = shown(text)
    assert len(seen) <= 80
    assert "\n" not in seen
    assert not [
        each for each in seen if unicodedata.category(each).startswith("C") and each not in "\u200c\u200d"
    ]


def test_a_value_stands_in_quotes_as_it_was_written() -> None:
    assert quoted("14/03/2027") == "'14/03/2027'"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1200, "1,200 files")],
)
def test_things_are_counted_in_words(number: int, words: str) -> None:
    assert counted(number, "file") == words


def test_a_plural_of_its_own_is_kept() -> None:
    assert (counted(1, "person", "people"), counted(3, "person", "people")) == ("1 person", "3 people")


@pytest.mark.parametrize(
    ("word", "found"),
    [("phisics", "physics"), ("PHYSICS", "physics"), ("zzz", ""), ("", ""), ("p" * 100_000, "")],
)
def test_the_nearest_word_is_found_or_none(word: str, found: str) -> None:
    assert nearest(word, ["biology", "physics", "chemistry"]) == found


def test_the_nearest_word_keeps_its_capitals() -> None:
    assert nearest("t level", ["A Level", "T Level"]) == "T Level"


FEW, MANY = ["red", "green", "blue"], [f"colour number {number}" for number in range(21)]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("gren", FEW, "Did you mean 'green'?"),
        ("zzz", FEW, "Choose from: red, green, blue."),
        ("zzz", MANY[:20], f"Choose from: {', '.join(MANY[:20])}."),
        ("zzz", MANY, "See the guide."),
        ("zzz", [], "See the guide."),
    ],
)
def test_there_is_always_a_way_out(word: str, known: list[str], hint: str) -> None:
    assert way_out(word, known, see="See the guide.") == hint
