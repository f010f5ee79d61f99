"""No child is named: a name beside whatever makes it a child's is seen, and no text takes long."""

from __future__ import annotations

import time

import pytest
from tables import rows_of

from generator.pupils import find_pupils

ROWS = rows_of("pupils.tsv")


@pytest.mark.parametrize("text", [text for kind, text in ROWS if kind != "-"])
def test_a_child_who_is_named_is_seen(text: str) -> None:
    assert list(find_pupils(text))


@pytest.mark.parametrize("text", [text for kind, text in ROWS if kind == "-"])
def test_no_child_is_seen_where_there_is_none(text: str) -> None:
    assert list(find_pupils(text)) == []


@pytest.mark.parametrize(
    "part",
    ["Aa", "Aa ", "Aa, 12, ", "Aa-Aa-, 12.", "A a a a ", "pupil Aa ", "Year 9 ", "Aa de de ", "my son ", "12-year-old a ", "Aa, ", "winner in ", "she's ten, ", "Aa who goes to ", "pupil at a", "Aa will will ", "Sisters Aa and ", "Aa, Class 4B ", "Aa from Mrs Aa's ", "Aa, our ", "Aa_ _", "Year 9 winners were "],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    text = "Year 9 " + (part * 20_000)[:20_000] + " aged 12"
    began = time.process_time()
    list(find_pupils(text))
    # A search whose time grows with the square takes many seconds here; the slowest of ours takes a fraction of one.
    assert time.process_time() - began < 3


def test_the_words_are_shown_as_they_are_written() -> None:
    text = "When **Nell** Garside (14) won, Zac&nbsp;Hobbs, Year&#32;9, cheered."
    assert [text[start:end] for start, end in find_pupils(text)] == [
        "Nell** Garside (14)",
        "Zac&nbsp;Hobbs, Year&#32;9",
    ]
