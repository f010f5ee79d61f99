"""Every component keeps the promise at its head, every page renders full and bare, and no template opens a door for code."""

import re
from pathlib import Path

import pytest
from example_views import examples

from generator.templating import Renderer

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
# Shown by the preview alone, while there is no site to take a stylesheet from.
OF_THE_PREVIEW = "problems.html"
PAGES = sorted(
    path.name for path in TEMPLATES.glob("*.html") if path.name not in ("base.html", OF_THE_PREVIEW)
)
ALL = sorted(TEMPLATES.rglob("*.html"))
STYLES = sorted((TEMPLATES / "static/css").glob("*.css"))

HEAD_COMMENT = re.compile(r"\{#(?P<words>.*?)#\}", re.DOTALL)
EXAMPLE = re.compile(r"^Example: (\{\{ .* \}\})$", re.MULTILINE)
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def without_comments(path):
    return re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def examples_of(name):
    head = HEAD_COMMENT.match((TEMPLATES / "components" / name).read_text(encoding="utf-8"))
    return EXAMPLE.findall(head["words"]) if head else []


def named(path):
    return path.relative_to(TEMPLATES).as_posix()


@pytest.fixture(scope="module")
def renderer():
    return Renderer(TEMPLATES, examples.frame)


# ---------------------------------------------------------------- components


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_says_what_it_needs_and_shows_an_example(name):
    text = (TEMPLATES / "components" / name).read_text(encoding="utf-8")

    assert HEAD_COMMENT.match(text), "The file does not begin with a comment."
    assert examples_of(name), "There is no line 'Example: {{ … }}' in the comment."


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_has_the_macro_that_its_file_is_named_after(name):
    macro = name.removesuffix(".html").replace("-", "_")

    assert f"{{% macro {macro}(" in (TEMPLATES / "components" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "example"), [(name, example) for name in COMPONENTS for example in examples_of(name)]
)
def test_the_examples_of_a_component_render(renderer, name, example):
    macro = name.removesuffix(".html").replace("-", "_")
    source = f'{{% from "components/{name}" import {macro} %}}{example}'

    html = renderer.environment.from_string(source).render(examples=examples)

    assert html.strip()
    assert "None" not in html


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("name", sorted(examples.pages))
def test_a_page_renders_with_everything_it_can_show(name):
    html = Renderer(TEMPLATES, examples.frame).render(examples.pages[name]).data.decode()

    assert html.startswith("<!doctype html>")
    assert html.count("<h1") == 1
    assert ">None<" not in html


@pytest.mark.parametrize("name", sorted(examples.bare_pages))
def test_a_page_renders_with_nothing_that_it_can_do_without(name):
    html = Renderer(TEMPLATES, examples.frame_bare).render(examples.bare_pages[name]).data.decode()

    assert html.count("<h1") == 1
    assert ">None<" not in html


@pytest.mark.parametrize("template", PAGES)
def test_every_page_template_has_a_full_and_a_bare_example(template):
    assert template in {page.template for page in examples.pages.values()}
    assert template in {page.template for page in examples.bare_pages.values()}


def test_content_is_escaped_wherever_it_stands():
    page = examples.pages["ambassador"]
    card = type(page.content.card)(
        **{name: getattr(page.content.card, name) for name in page.content.card.__dataclass_fields__}
        | {"name": '"><script>alert(1)</script>'}
    )
    content = type(page.content)(
        **{name: getattr(page.content, name) for name in page.content.__dataclass_fields__} | {"card": card}
    )
    hostile = type(page)(
        **{name: getattr(page, name) for name in page.__dataclass_fields__} | {"content": content}
    )

    html = Renderer(TEMPLATES, examples.frame).render(hostile).data.decode()

    assert "<script>alert" not in html


def test_every_page_says_that_a_demonstration_is_one():
    html = Renderer(TEMPLATES, examples.frame).render(examples.pages["info"]).data.decode()

    assert "The people on this site are invented" in html


def test_a_preview_says_so_and_is_not_for_search_engines():
    html = Renderer(TEMPLATES, examples.frame_bare).render(examples.pages["info"]).data.decode()

    assert "This is not the public site" in html
    assert '<meta name="robots" content="noindex">' in html


# ---------------------------------------------------------------- doors that stay shut


@pytest.mark.parametrize("path", ALL, ids=named)
def test_no_template_marks_anything_as_safe(path):
    text = without_comments(path)

    assert not re.search(r"\|\s*safe\b", text)
    assert "Markup" not in text
    assert not re.search(r"\{%-?\s*autoescape", text)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_no_template_has_an_inline_style_or_an_event_handler(path):
    text = without_comments(path)

    assert path.name == OF_THE_PREVIEW or not re.search(r"<style\b", text)
    for tag in TAG.findall(JINJA.sub("", text)):
        assert not re.search(r"\s(style|on[a-z]+)\s*=", tag, re.IGNORECASE), tag


@pytest.mark.parametrize("path", ALL, ids=named)
def test_every_attribute_is_quoted(path):
    for tag in TAG.findall(JINJA.sub("", without_comments(path))):
        assert not re.search(r"=\s*[^\s\"]", re.sub(r'"[^"]*"', '""', tag)), tag


@pytest.mark.parametrize("path", ALL, ids=named)
def test_the_only_inline_script_is_data(path):
    for tag in re.findall(r"<script\b[^>]*>", without_comments(path)):
        assert 'type="application/ld+json"' in tag or " src=" in tag, tag


def test_scripts_never_write_html():
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|set(?:Timeout|Interval)\(\s*[\"'`]"
    )

    for path in sorted((TEMPLATES / "static/js").glob("*.js")):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


# ---------------------------------------------------------------- styles


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_are_named_in_the_tokens_alone(path):
    if path.name == "1-tokens.css":
        return
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", text, re.IGNORECASE)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_ask_for_nothing_that_is_not_ours(path):
    static = TEMPLATES / "static"
    for address in re.findall(r"url\(\s*\"?([^\")]+)", path.read_text(encoding="utf-8")):
        assert address.startswith("../"), address
        assert (static / address.removeprefix("../")).is_file(), address


def test_everything_vendored_is_listed_with_its_licence():
    listed = (TEMPLATES / "static/VENDORED.md").read_text(encoding="utf-8")

    for path in sorted((TEMPLATES / "static/fonts").glob("*.woff2")):
        family = path.name.split("-latin")[0].split("-vietnamese")[0]
        assert family in listed, path.name
    assert "Lucide" in listed
