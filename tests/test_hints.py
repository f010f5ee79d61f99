"""The strings told to be in a text are those that are in it, whatever texts came before."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import contact, hints
from generator.hints import Hints, near_spans, places

STRINGS = (" ig ", "on x ", "mail me", "mail", "i'm ", "age", "°", "d.o.b", "tik tok", "post code", "ig:")
PIECES = st.sampled_from([*STRINGS, " ", "\n", "\t", "x", "big", "tok", "tik", "a" * 50 + "mail", "é", "me"])
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_what_is_told_is_what_stands_there(texts: list[str]) -> None:
    looking = Hints(STRINGS)
    for text in texts:
        assert looking.within(text) == {each for each in STRINGS if each in text}


def test_it_is_the_same_when_remembering_has_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "_REMEMBERED", 2)
    looking = Hints(STRINGS)
    for text in ("please mail me today", "nothing of note here", "mail", "please mail me today"):
        assert looking.within(text) == {each for each in STRINGS if each in text}
        assert len(looking.known) <= 2


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(contact._every_cue)) | st.text(max_size=4), max_size=8).map("".join))
def test_the_finders_hints_are_all_looked_for(text: str) -> None:
    view = contact.View.of(text)
    assert view.hints == {each for each in contact._every_cue if each in view.lower}


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 9)).map(lambda each: (each[0], sum(each))), max_size=9
)


@given(SPANS, st.integers(0, 9))
def test_spans_are_joined_where_they_are_near_and_only_there(
    spans: list[tuple[int, int]], reach: int
) -> None:
    joined = near_spans(spans, reach)
    assert all(any(first <= start and end <= last for first, last in joined) for start, end in spans)
    assert all(two[0] - one[1] > reach for one, two in pairwise(joined))
    assert {each for span in joined for each in span} <= {each for span in spans for each in span}


def test_a_word_is_found_wherever_it_stands() -> None:
    assert list(places("aaa b aa", "aa")) == [0, 1, 6]


NEAR_NUMBERS = st.text(st.sampled_from("0129oOlI|cb ,.AS\n"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(NEAR_NUMBERS | NEAR_NUMBERS.map(lambda text: f"{text} 12b, Mill Lane"))
def test_no_short_look_passes_over_what_the_long_one_finds(text: str) -> None:
    if contact._DIGIT_LIKE.search(text):
        assert contact._DIGIT_BESIDE_LETTER.search(text)
    if contact._STREET.search(text):
        assert contact._NUMBER_BEFORE_NAME.search(text)


WORDS_WITH_DIGITS = st.sampled_from(sorted(contact._TELLING_WORDS)).flatmap(
    lambda word: st.lists(st.booleans(), min_size=len(word), max_size=len(word)).map(
        lambda changed: "".join(
            {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7"}.get(letter, letter)
            if change
            else letter
            for letter, change in zip(word, changed, strict=True)
        )
    )
)


@settings(max_examples=300, deadline=None)
@given(WORDS_WITH_DIGITS)
def test_a_word_with_digits_for_some_letters_is_read_as_the_word(word: str) -> None:
    # Of three digits side by side nobody reads a word.
    if not re.search(r"\d{3}|^\d\d|\d\d$", word):
        read = contact.View.of(f"My {word}, that").text
        assert read.translate(contact._AS_LETTERS) == read
