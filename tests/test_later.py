"""An expression that is compiled later is one like any other, and is compiled once."""

from __future__ import annotations

import re

import pytest

from generator.later import later


def test_it_answers_as_the_compiled_one_does() -> None:
    written, flags = r"\b(ada)\b", re.IGNORECASE
    ours, theirs = later(written, flags), re.compile(written, flags)
    text = "Ada met ada; adagio."
    assert [each.span() for each in ours.finditer(text)] == [each.span() for each in theirs.finditer(text)]
    assert ours.sub("-", text) == theirs.sub("-", text)
    assert (ours.pattern, ours.flags) == (written, flags)


def test_it_is_compiled_when_it_is_first_asked_and_never_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(
        re, "compile", lambda pattern, flags=0: found.append(pattern) or compile_(pattern, flags)
    )
    ours = later("a+")
    assert not found
    assert ours.search("caat")
    assert ours.fullmatch("aa")
    assert found == ["a+"]


def test_what_no_expression_has_it_has_not() -> None:
    with pytest.raises(AttributeError):
        later("a").reach  # noqa: B018
