"""The short way to HTML leads where the whole converter leads, or is not taken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import prose
from generator.plain_markdown import plain_html

HERE = "content/ambassadors/ada.md"
ADDRESSES = {HERE: "/ada/", "content/ambassadors/eve.md": "/eve/", "content/pages/hidden.md": ""}


def both(body: str, *, under: int = 1) -> tuple[str | None, str]:
    """The HTML of both ways; where the short way is taken, headings, links and problems are the same too."""
    done = [(prose._Links(body, HERE, 7, ADDRESSES), prose._Headings(under)) for _ in range(2)]
    (links, headings), (whole_links, whole_headings) = done
    short, whole = plain_html(body, headings.take, links.html), prose._converted(body, *done[1])
    if short is None:
        assert (headings.found, links.problems, links.heading_links, links.found_at) == ([], [], [], {})
    else:
        assert headings.found == whole_headings.found
        assert (links.problems, links.heading_links) == (whole_links.problems, whole_links.heading_links)
    return short, whole


PIECES = st.sampled_from(
    ["word", "É", "3", "20 years", " ", "  ", "\n", "\n\n", "\n\n\n", ", ", ". ", "! ", "?", ":", "(", ")", '"', "'", "“", "…", "—", "\u3000",
     "*", "**", "***", "*em*", "**two words**", "*em.*", "- ", "- item", "- *em* x", "\n- ", "* ", "+ ", "1. ", "2) ", "---", "\n---", "===",
     "\n===", "# ", "## Head", "### ", "#", "\n# ", "~~", "$", "@", "^", "{: x}", "klzzwxh:0000", "[", "]", "](", "[x]", "[x]()", "[x]: y",
     "[x y](eve.md)", "[*x*](eve.md)", "[x](eve.md#how)", "[x](#how)", "[x](../pages/hidden.md)", "[x](nowhere.md)", "[x](http://a.example)",
     "[x](https://example.org/?a=1#b~c,d;e+f)", "[example.org](https://example.org)", '[x](eve.md "t")', "[x](a b)", "[x](https://exämple.org)"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(str.strip), st.sampled_from([1, 2]))
def test_it_is_what_the_converter_makes_of_it(body: str, under: int) -> None:
    short, whole = both(body, under=under)
    assert short in (None, whole)


@pytest.mark.parametrize(
    "body",
    ["One\ntwo.\n\nThree *four* **five**.", "## What I do\n\nI weld.\n\n## What I do\n\nStill.", "- One\n- *two*\n\nThree",
     "See [Eve](eve.md), [this](https://example.org/a) and (*that*).", "*All of it.* (**Even** this)", "#### Deep\n\n# Not deep"],
)  # fmt: skip
def test_what_nearly_everybody_writes_takes_it(body: str) -> None:
    short, whole = both(body)
    assert short == whole


@pytest.mark.parametrize(
    "body",
    ["`code`", "1. one", "> said", "a | b\n--|--\n1 | 2", "- one\n\n- two", "- one\n    - two", "one  \ntwo", "a\n---", "***", "_em_", "\\*",
     "&amp;", "<b>", "[x][y]", "**a *b* c**", "snake_case", "* one", "![x](y)", "a * b"],
)  # fmt: skip
def test_whatever_is_more_than_plain_is_left_to_the_converter(body: str) -> None:
    assert both(body)[0] is None


def test_the_sanitiser_stands_behind_the_short_way_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "plain_html", lambda *_: '<p onclick="x()">a<script>b</script></p>')
    html = prose.render_prose("a", path=HERE, body_line=1, addresses=ADDRESSES, under=1).html
    assert not re.search("onclick|script", html)
