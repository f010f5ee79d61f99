"""Templates: an unknown name is an error, what content says is escaped, and content is never a template."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup
from sample_site import SAMPLE, TODAY, files, understood, words_of

from generator.bounded import CAN_FORK
from generator.cache import Cache
from generator.order import Order
from generator.pipeline import Counter, Plan
from generator.templating import Renderer, _Compiled, compiled_apart


@pytest.fixture
def rendered(tmp_path):
    """Renders a template that a test writes: `rendered("{{ page.content }}", content="x")`"""

    def render(template: str, frame: object = None, **page: object) -> str:
        (tmp_path / "page.html").write_text(template, "utf-8")
        shown = SimpleNamespace(template="page.html", output_path="a/index.html", **page)
        return Renderer(tmp_path, frame).render(shown).data.decode()

    return render


def test_a_page_becomes_a_file_at_its_path(tmp_path) -> None:
    (tmp_path / "page.html").write_text("é {{ page.content }}\n", "utf-8")

    file = Renderer(tmp_path).render(
        SimpleNamespace(template="page.html", output_path="a/index.html", content="李")
    )

    assert (file.path, file.data) == ("a/index.html", "é 李\n".encode())


@pytest.mark.parametrize(
    "written", ["{{ page.contents }}", "{{ stranger }}", "{% if page.contents %}{% endif %}"]
)
def test_an_unknown_name_is_an_error(rendered, written: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(written, content="x")


def test_a_template_that_is_not_there_is_an_error(tmp_path) -> None:
    with pytest.raises(TemplateNotFound):
        Renderer(tmp_path).render(SimpleNamespace(template="gone.html", output_path="a"))


def test_a_template_is_compiled_once_until_it_is_edited(rendered, tmp_path, monkeypatch) -> None:
    assert rendered("one {{ page.content }}", content="x") == "one x"
    assert rendered("two {{ page.content }}", content="x") == "two x"

    monkeypatch.setattr(Environment, "compile", lambda *arguments, **more: pytest.fail("compiled again"))
    assert rendered("one {{ page.content }}", content="y") == "one y"


def test_text_is_escaped_and_prose_is_not(rendered) -> None:
    assert rendered("{{ page.content }}", content="<b>&'\"") == "&lt;b&gt;&amp;&#39;&#34;"
    assert rendered("{{ page.content }}", content=Markup("<b>")) == "<b>"


def test_text_is_escaped_inside_attributes(rendered) -> None:
    assert rendered('<a title="{{ page.content }}">', content='" onclick="x') == (
        '<a title="&#34; onclick=&#34;x">'
    )


def test_content_is_never_a_template(rendered) -> None:
    assert rendered("{{ page.content }}", content="{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"
    assert "{{ 7 * 7 }}" in words_of(files()["ambassadors/bobby-tables/index.html"])


def test_every_template_may_use_the_frame(rendered) -> None:
    assert rendered("{{ frame.title }}", SimpleNamespace(title="Ours")) == "Ours"


# ---------------------------------------------------------------- components rendered once


@pytest.fixture
def renderer(tmp_path):
    (tmp_path / "card.html").write_text(
        "{% macro card(view) %}<p>{{ view.name }}</p>{% endmacro %}"
        "{% macro other(view) %}<b>{{ view.name }}</b>{% endmacro %}",
        "utf-8",
    )
    (tmp_path / "page.html").write_text(
        '{% from "card.html" import card, other %}'
        "{% for view in page.views %}{{ remember(card, view) }}{% endfor %}{{ remember(other, page.views[0]) }}",
        "utf-8",
    )
    return Renderer(tmp_path)


def show(renderer, *views):
    page = SimpleNamespace(template="page.html", output_path="a", views=views)
    return renderer.render(page).data.decode()


class Counted:
    """A view that counts how often its name is asked for."""

    asked = 0

    def __init__(self, name: str) -> None:
        self.own = name

    @property
    def name(self) -> str:
        self.asked += 1
        return self.own


def test_a_card_that_stands_on_many_lists_is_rendered_once(renderer) -> None:
    ada, bo = Counted("Ada"), Counted("Bo & Co")

    first = show(renderer, ada, bo, ada)
    second = show(renderer, ada)

    assert first == "<p>Ada</p><p>Bo &amp; Co</p><p>Ada</p><b>Ada</b>"
    assert second == "<p>Ada</p><b>Ada</b>"
    assert (ada.asked, bo.asked) == (2, 1)  # once for each of the two components


def test_cards_of_views_that_come_and_go_are_never_mixed_up(renderer) -> None:
    """Views are told apart by where they are in memory; each is kept, so that no other can take its place."""
    for number in range(200):
        assert show(renderer, Counted(str(number))) == f"<p>{number}</p><b>{number}</b>"


def test_the_parts_of_a_page_are_all_of_it(tmp_path) -> None:
    """What is looked at before it is published is what is published."""
    (tmp_path / "card.html").write_text("{% macro card(view) %}<b>{{ view.own }}</b>{% endmacro %}", "utf-8")
    (tmp_path / "page.html").write_text(
        '{% from "card.html" import card %}<p>{{ page.title }}{% for view in page.views %}{{ remember(card, view) }}'
        "{% endfor %} &amp;</p>{{ page.title }}",
        "utf-8",
    )
    ada, bo = Counted("Ada"), Counted("Bo & Co")
    page = SimpleNamespace(template="page.html", output_path="a", views=(ada, bo, ada), title="T")

    made = Renderer(tmp_path).render(page)

    assert made.data == b"<p>T<b>Ada</b><b>Bo &amp; Co</b><b>Ada</b> &amp;</p>T"
    assert made.parts == (b"<p>T &amp;</p>T", b"<b>Ada</b>", b"<b>Bo &amp; Co</b>", b"<b>Ada</b>")


def test_what_many_pages_have_stands_between_tags() -> None:
    """Else a number could begin in a page and end in a card, and be whole in none of the parts that are looked at."""
    plan = Plan(understood(), Order(content=SAMPLE, today=TODAY))
    made = {file.path: file for file in plan.outputs(Counter())}

    assert len(plan.renderer.components) > 50
    assert all(re.fullmatch(rb"\s*<[^>]*>.*<[^>]*>\s*", text, re.DOTALL) for text in plan.renderer.components)
    assert len(made["ambassadors/index.html"].parts) > 10


def test_a_component_within_a_component_is_part_of_it(tmp_path) -> None:
    (tmp_path / "list.html").write_text(
        "{% macro item(view) %}<b>{{ view.own }}</b>{% endmacro %}"
        "{% macro list(view) %}<p>{{ remember(item, view) }}!</p>{% endmacro %}",
        "utf-8",
    )
    (tmp_path / "page.html").write_text(
        '{% from "list.html" import list %}<i>{{ remember(list, page.view) }}</i>', "utf-8"
    )
    page = SimpleNamespace(template="page.html", output_path="a", view=Counted("Ada"))

    made = Renderer(tmp_path).render(page)

    assert made.data == b"<i><p><b>Ada</b>!</p></i>"
    assert made.parts == (b"<i></i>", b"<p><b>Ada</b>!</p>")


# ---------------------------------------------------------------- compiled apart


@pytest.fixture
def none_compiled(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], Any]:
    codes: dict[tuple[str, str], Any] = {}
    monkeypatch.setattr(_Compiled, "codes", codes)
    return codes


@pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here")
def test_templates_that_were_compiled_apart_are_not_compiled_again(
    tmp_path, none_compiled, monkeypatch
) -> None:
    (tmp_path / "page.html").write_text("<p>{{ page.title }}</p>", "utf-8")
    cache = Cache(tmp_path / "cache")
    with compiled_apart(tmp_path):
        pass
    monkeypatch.setattr(Environment, "compile", None)

    made = Renderer(tmp_path, None, cache).render(
        SimpleNamespace(template="page.html", output_path="a", title="T")
    )

    assert made.data == b"<p>T</p>"
    cache.save()
    none_compiled.clear()
    again = Renderer(tmp_path, None, Cache(tmp_path / "cache"))  # the next build has it too
    assert again.environment.get_template("page.html")


def test_a_template_that_cannot_be_compiled_is_told_where_it_is_used(tmp_path, none_compiled) -> None:
    (tmp_path / "page.html").write_text("{% if %}", "utf-8")
    with compiled_apart(tmp_path):
        pass

    with pytest.raises(TemplateSyntaxError):
        Renderer(tmp_path).compile_all()
    assert not none_compiled
