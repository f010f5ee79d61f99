"""The strings told to be in a text are those that are in it, whatever texts came before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import contact, hints
from generator.hints import Hints

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
@given(st.lists(st.sampled_from(sorted(contact._every_hint)) | st.text(max_size=4), max_size=8).map("".join))
def test_the_finders_hints_are_all_looked_for(text: str) -> None:
    view = contact._View.of(text)
    assert view.hints == {each for each in contact._every_hint if each in view.lower}


NEAR_NUMBERS = st.text(st.sampled_from("0129oOlI|cb ,.AS\n"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(NEAR_NUMBERS | NEAR_NUMBERS.map(lambda text: f"{text} 12b, Mill Lane"))
def test_no_short_look_passes_over_what_the_long_one_finds(text: str) -> None:
    if contact._DIGIT_LIKE.search(text):
        assert contact._DIGIT_BESIDE_LETTER.search(text)
    if contact._STREET.search(text):
        assert contact._NUMBER_BEFORE_NAME.search(text)
