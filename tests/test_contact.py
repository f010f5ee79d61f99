"""Nobody can be reached: what must be caught is caught, what only looks like it is not, and no text takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import rows_of

from generator.contact import KINDS, find_contacts

ROWS = rows_of("contact.tsv")
CAUGHT = [(kind, text) for kind, text in ROWS if kind != "-"]
ALIKE = [text for kind, text in ROWS if kind == "-"]


@pytest.mark.parametrize(("kind", "text"), CAUGHT)
def test_a_way_to_reach_a_person_is_found(kind: str, text: str) -> None:
    assert find_contacts(text), kind


@pytest.mark.parametrize("text", ALIKE)
def test_what_only_looks_like_it_is_let_pass(text: str) -> None:
    assert find_contacts(text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_under_its_name(kind: str) -> None:
    rows = [text for each, text in CAUGHT if each == kind]
    assert rows
    assert any(finding.kind == kind for text in rows for finding in find_contacts(text))


def test_the_words_are_shown_as_they_are_written() -> None:
    text = "Ring me: 07**700** ９００123, after four."
    (found,) = find_contacts(text)
    assert (found.kind, found.words) == ("telephone", "07**700** ９００123")
    assert text[found.start : found.end] == found.words


def test_words_far_into_a_text_with_foreign_signs_keep_their_place() -> None:
    text = "«Één» &amp; Åse – " * 20 + "ada&#64;example.org" + " ﬁn" * 20
    (found,) = find_contacts(text)
    assert text[found.start : found.end] == "ada&#64;example.org"


def test_what_is_read_as_several_signs_is_shown_as_the_one_that_is_written() -> None:
    text = "wa.me/가"
    (found,) = find_contacts(text)
    assert (found.end, found.words) == (len(text), text)


@pytest.mark.parametrize(
    "part",
    [
        "@", "0", "07", "07 ", "a@", "a@b.", "a at ", " at a dot ", "one ", "double oh ", "((at", "born ", "my ", "M1 ", "Y O 2 ", "1 Mill ",
        "12 Aa Aa ", "53.123, ", "@a ", "x#1234", "insta ", "dm me on ", "&#64;", "*", "`", "%40", "a.", "1-", "٠", "i am ", "live 1 ",
        "postcode ", "aged 34 ", "a1 on gmail ", "0one ", "0 1", "at 20, i", "0123:", "[at] ", "gro.a@", "tel ", "zoom.us/j/", "oh ", "meeting id 1", "find me with ", "linkedin.com/in/",
        "SE 123 ", "0 then ", "one and ", "at sign ", "inbox dot com ", "postcode M1 a 1", "born one and ", "i arrived on ", "(dot) ", " slash ", "chat on discord ", "signal chat ", "tik tok -> a ", "f4ceb00k ", "0x", "a underscore ", "discord a underscore ", "on tiktok search for ", "Look up Aa ", "join with id ", "join with id 123 ", "3.14159265", "my mother had me ", "1990, when my mother ", "snap name: a-",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    text = (part * 20_000)[:20_000]
    began = time.process_time()
    find_contacts(text)
    # A search whose time grows with the square takes many seconds here; the slowest of ours takes a fraction of one.
    assert time.process_time() - began < 3


SIGNS = st.text(st.sampled_from("a0 71@.-\n*`&#;x(+)oOl%4dotat½①٠＠é"), max_size=300)


@settings(max_examples=300, deadline=None)
@given(SIGNS | st.text(max_size=300))
def test_findings_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for finding in find_contacts(text):
        assert end <= finding.start < finding.end <= len(text)
        assert finding.words == " ".join(text[finding.start : finding.end].split())
        end = finding.end


@settings(max_examples=200, deadline=None)
@given(st.integers(100_000_000, 999_999_999), st.sampled_from(["", " ", "-", ".", "\n", " - ", "**"]), SIGNS)
def test_a_mobile_number_is_found_in_whatever_stands_around_it(number: int, gap: str, around: str) -> None:
    digits = f"07{number}".replace("070", "071", 1)
    assert any(
        finding.kind == "telephone"
        for finding in find_contacts(f"{around}\n\nxyz {digits[:5]}{gap}{digits[5:]} xyz")
    )
