"""What becomes of the Markdown of a body: only safe HTML, every link looked at, every fault on its line."""

import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator import prose
from generator.prose import ATTRIBUTES, TAGS, Prose, check_heading_links, render_prose
from generator.sources import HIDDEN

HERE = "content/pages/about.md"
ADDRESSES = {
    HERE: "/about/",
    "content/ambassadors/ada.md": "/ambassadors/ada/",
    "content/ambassadors/eve.md": "",
}
ADA = Prose(Markup("…"), (("c-what-i-do", "What I do"),), ())


def render(body: str, *, under: int = 1, line: int = 10) -> Prose:
    prose = render_prose(body, path=HERE, body_line=line, addresses=ADDRESSES, under=under)
    wrong = check_heading_links({HERE: prose, "content/ambassadors/ada.md": ADA})
    return replace(prose, problems=(*prose.problems, *wrong))


class Reader(HTMLParser):
    """The tags of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def assert_safe(prose: Prose) -> None:
    for tag, attributes in Reader(str(prose.html)).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        assert (attributes.get("href") or "#").startswith(("https://", "/", "#"))
        assert (attributes.get("id") or "c-").startswith("c-")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<form action=//evil.example><input name=phone></form>",
        "<meta http-equiv=refresh content=0>\n\n<base href=//evil.example>",
        '<p style="position:fixed">x</p>',
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](\u3000javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](//evil.example)",
        "[x](https://good.example@evil.example/)",
        "[x](https://xn--pple-43d.com/)",
        "[x][a]\n\n[a]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](https://evil.example/pixel.png)",
        '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
        "# x {: onclick=alert(1) id=search}",
        "## search\n\n## main",
        "```html\n<script>alert(1)</script>\n```",
        "`<script>alert(1)</script>`",
    ],
)
def test_nothing_that_runs_or_misleads_is_published(body: str) -> None:
    prose = render(body)
    assert_safe(prose)
    assert "<script" not in prose.html
    assert "evil.example" not in str([attributes for _, attributes in Reader(str(prose.html)).tags])


def test_template_signs_are_shown_as_they_are() -> None:
    assert "{{ 7 * 7 }} {% raw %}" in render("{{ 7 * 7 }} {% raw %}").html


@pytest.mark.parametrize(
    "body",
    ["<![" * 6_000, "![" * 8_000, "[" * 8_000, "* " * 1_000, "1. " * 1_000, "> " * 1_000, "*" * 15_000,
     "`" * 15_000, "a" * 30_000, "_a" * 900, "\n".join(["[a]" * 100] * 60), "**a " * 480, "|" * 1_900 + "\n" + "|-" * 900,
     "# a\n" * 4_900, "a\n=\n" * 4_900, "|a" * 400 + "\n" + "|-" * 400 + "\n" + "x\n" * 1_500, "- a\n\n" * 3_900],
)  # fmt: skip
def test_a_body_that_would_blow_up_is_done_within_two_seconds(body: str) -> None:
    began = time.process_time()
    assert_safe(render(body))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("folder", ["ambassadors", "ambasadors"])
def test_four_hundred_links_to_nobody_are_told_soon_on_a_site_of_thirty_thousand(folder: str) -> None:
    addresses = {f"content/ambassadors/amina-khan-{number:05}.md": "/x/" for number in range(30_000)}
    body = "\n".join(f"[x](../{folder}/amina-kahn-{number}.md)" for number in range(400))
    began = time.process_time()
    prose = render_prose(body, path=HERE, body_line=10, addresses=addresses, under=1)
    assert len(prose.problems) == 400
    assert "Did you mean ../ambassadors/amina-khan-" in prose.problems[0].message
    assert time.process_time() - began < 5


def test_many_links_to_no_heading_are_told_soon() -> None:
    headings = "".join(f"## a heading with many words {number}\n\n" for number in range(190))
    began = time.process_time()
    prose = render(headings + "\n".join(f"[x](#a-heading-with-words-{number})" for number in range(390)))
    assert len(prose.problems) == 390
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("../ambassadors/ada.md", "/ambassadors/ada/"),
        ("../ambassadors/ada.md#what-i-do", "/ambassadors/ada/#c-what-i-do"),
        ("../ambassadors/%61da.md", "/ambassadors/ada/"),
        ("#how", "#c-how"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_link_leads_where_it_says(link: str, href: str) -> None:
    prose = render(f"## How\n\n[x]({link})")
    assert not prose.problems
    (found,) = (attributes for tag, attributes in Reader(str(prose.html)).tags if tag == "a")
    assert found["href"] == href
    assert (found.get("rel") == "noopener nofollow ugc") == link.startswith("https")
    assert ("(example.org)" in prose.html) == link.startswith("https")


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("../ambassadors/aba.md", "broken-link"),
        ("../ambassadors/ada.md#nothing", "broken-link"),
        ("#nothing", "broken-link"),
        ("../../../etc/passwd", "broken-link"),
        ("..%2f..%2f..%2fetc/passwd", "broken-link"),
        ("%2e%2e/%2e%2e/register/verification.yml", "broken-link"),
        ("http://example.org", "outside-link"),
        ("mailto:a@example.org", "outside-link"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_on_its_line(link: str, rule: str) -> None:
    (problem,) = render(f"One\n\ntwo [x]({link})").problems
    assert (problem.rule, problem.line) == (rule, 12)


@pytest.mark.parametrize(
    "text", ["paypal.com", "my-example.org", "example.org.evil.example", "https://other.example/", "example"]
)
def test_a_link_whose_words_name_another_host_shows_where_it_leads(text: str) -> None:
    assert "(example.org)" in render(f"[{text}](https://example.org/)").html


@pytest.mark.parametrize("text", ["example.org", "https://example.org/"])
def test_a_link_whose_words_name_its_host_does_not_say_it_twice(text: str) -> None:
    assert "(example.org)" not in render(f"[{text}](https://example.org/)").html


@pytest.mark.parametrize(
    "body",
    [
        "## What I do\n\n## What I do",
        "Set\n---\n\nBig\n===",
        "## my_file and *more* `code`",
        "## See [it](https://example.org/) now",
        "##Tight",
        "## Closed ##",
        "```\n# not a heading\n```\n\n## A heading",
        "    # not a heading\n\n## A heading",
        "## A & B < C",
        "> ## Quoted",
        "## Ça va, 李伟?",
        "## !!!",
    ],
)
def test_a_link_may_name_every_heading_that_the_page_has(body: str) -> None:
    headings = render(body).headings
    assert headings
    links = "\n\n".join(f"[there](#{name.removeprefix('c-')})" for name, _ in headings)
    assert render(f"{body}\n\n{links}").problems == ()


def test_a_sign_inside_code_is_no_heading_to_link_to() -> None:
    [found] = render("    # not a heading\n\n[there](#not-a-heading)").problems
    assert found.rule == "broken-link"


@pytest.mark.parametrize(
    "body", ["a &#x202e; b", "a &#8238; b", "a &rlm; b", "a &ZeroWidthSpace; b", "a &#x200b; b"]
)
def test_a_hidden_character_does_not_come_in_as_an_entity(body: str) -> None:
    prose = render("First.\n\n" + body)
    assert not HIDDEN.search(str(prose.html))
    assert [(each.rule, each.line) for each in prose.problems] == [("hidden-character", 12)]


@pytest.mark.parametrize("under", [1, 2])
@pytest.mark.parametrize("marks", ["1", "3", "135", "262626", "4321", "6666", "31416"])
def test_headings_never_skip_a_level(marks: str, under: int) -> None:
    prose = render("\n\n".join(f"{'#' * int(mark)} Same" for mark in marks), under=under)
    levels = [int(tag[1]) for tag, _ in Reader(str(prose.html)).tags if tag.startswith("h")]
    assert len(levels) == len(marks)
    assert all(later <= one + 1 for one, later in zip([under, *levels], levels, strict=False))
    assert min(levels) > under
    assert len({name for name, _ in prose.headings}) == len(marks)


def test_a_table_keeps_its_alignment_without_styles() -> None:
    prose = render("a | b\n:-- | --:\n1 | 2\n")
    assert '<td class="align-right">2</td>' in prose.html
    assert "style" not in prose.html
    # Nor was one left to the sanitiser, which would have told of it.
    assert prose.problems == ()


@pytest.mark.parametrize(
    ("tags", "attributes", "body", "lost", "line"),
    [
        (TAGS - {"hr"}, ATTRIBUTES, "One.\n\nTwo words.\n\n---\n\nThree.", "<hr>", 12),
        (TAGS - {"em"}, ATTRIBUTES, "One.\n\nTwo *words*.", "<em>", 12),
        (TAGS, ATTRIBUTES | {"ol": set()}, "One.\n\n7. words", 'start="7"', 10),
        (TAGS, ATTRIBUTES | {"a": {"rel", "class"}}, "One.\n\n[it](https://example.org/a)", 'href="https://example.org/a"', 12),
    ],
)  # fmt: skip
def test_what_the_sanitiser_would_take_away_is_a_problem_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
    tags: set[str],
    attributes: dict[str, set[str]],
    body: str,
    lost: str,
    line: int,
) -> None:
    assert render(body).problems == ()
    monkeypatch.setattr("generator.prose.TAGS", frozenset(tags))
    monkeypatch.setattr("generator.prose.ATTRIBUTES", attributes)
    [problem] = render(body).problems
    assert (problem.rule, problem.message) == (
        "raw-html",
        f"'{lost}' would not be shown. Write it in another way, or remove it.",
    )
    assert abs(problem.line - line) <= 2


def test_words_behind_a_link_are_not_lost_in_silence() -> None:
    [problem] = render("One.\n\n[it](https://example.org/a \"A 'title'\")").problems
    assert (problem.rule, problem.line) == ("outside-link", 12)
    assert "A 'title'" in problem.message


@settings(max_examples=300, deadline=None)
@given(st.text("#*_`[]()<>!&;|-+>:. \n\ta1\"'", max_size=200))
def test_the_sanitiser_takes_nothing_from_what_the_converter_makes(body: str) -> None:
    assert not [each for each in render(body).problems if "would not be shown" in each.message]


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="#*_`[]()<>!&|-+>:. \n\ta1"))
def test_any_body_is_rendered_safely_or_is_a_problem(body: str) -> None:
    assert_safe(render(body))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", '<a href="javascript:alert(1)">x</a>', '<a href="http://example.org/">x</a>', '<a href="data:text/html,x">x</a>',
        "<img src=x onerror=alert(1)>", '<p style="position:fixed" id="search" onclick="alert(1)">x</p>', "<!-- a note --><p>x</p>", "<form><input></form>",
        "<svg><style><!--</style><img title='--><img src=1 onerror=alert(1)>'></svg>",
    ],
)  # fmt: skip
def test_the_sanitiser_stands_behind_whatever_the_converter_makes(
    monkeypatch: pytest.MonkeyPatch, html: str
) -> None:
    monkeypatch.setattr("generator.prose._converted", lambda *_: html)
    prose = render("`anything`")
    assert_safe(prose)
    assert "<!--" not in prose.html
    assert "href" not in prose.html
    assert "id=" not in prose.html


def test_no_tag_of_content_can_ask_or_cover() -> None:
    may_ask = "form input button select textarea label option meta base link style script iframe object embed img svg math template".split()
    assert not TAGS.intersection(may_ask)
    given = set().union(*ATTRIBUTES.values())
    assert given == {"href", "rel", "class", "id", "start"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# a\n\n" * 201, "more than 200 headings"),
        ("a\n=\n\n" * 201, "more than 200 headings"),
        ("a|b\n" + "|" * 31, "more than 30 columns"),
        ("[" * 401, "more than 400 opening brackets"),
        ("=" * 202, "more than 200 times"),
    ],
)
def test_a_body_of_too_many_signs_is_told_which(body: str, words: str) -> None:
    assert any(words in problem.message for problem in render(body).problems)


def test_a_converter_that_gives_up_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: object) -> str:
        raise RecursionError

    monkeypatch.setattr("generator.prose._converted", gives_up)
    (problem,) = render("`anything`").problems
    assert (problem.rule, problem.line) == ("body-shape", 10)


@pytest.mark.parametrize(
    "body",
    [
        "<div>one</div>", "one <b>two</b>", "<amina>", "<!-- a note -->", "<?php x ?>", "<![CDATA[x]]>", "<script>\nalert(1)\n</script>",
        "![x](https://example.org/a.png)", "![x][y]\n\n[y]: https://example.org/a.png", "![y]\n\n[y]: https://example.org/a.png",
    ],
)  # fmt: skip
def test_no_html_and_no_picture_passes_the_converter(body: str) -> None:
    """The check before it and the sanitiser behind it would catch them too."""
    html = prose._converted(body, prose._Links(body, HERE, 1, ADDRESSES), prose._Headings(1))
    tags = {tag for tag, _ in Reader(html).tags}
    assert tags <= {"p", "a", "span", "em", "strong", "code", "pre"}
