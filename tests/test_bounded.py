"""What strangers wrote has a time and a memory: whoever takes more is named, and the others go on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator import bounded, drafts, pipeline, prose
from generator.bounded import Beyond, each_within_bounds
from generator.pipeline import Order, understand
from generator.prose import Body, Prose, render_all
from generator.sources import Problem, Source

MEMORY = 256 * 1024 * 1024
pytestmark = pytest.mark.skipif(not bounded.CAN_FORK, reason="no process can be forked here")


def turn(item: str) -> Any:
    if item == "circles":
        while True:
            pass
    if item == "sleep":
        time.sleep(60)
    if item == "greed":
        held = []
        while True:
            held.append(bytes(1_000_000))
    if item == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "fault":
        raise LookupError("the words of the fault")
    return item * 100_000


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items_for_any_number_of_processes(jobs: int) -> None:
    assert each_within_bounds(turn, list("abcd"), memory=MEMORY, jobs=jobs) == [
        each * 100_000 for each in "abcd"
    ]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("item", "beyond"),
    [
        ("circles", Beyond.TIME),
        ("sleep", Beyond.TIME),
        ("greed", Beyond.MEMORY),
        ("crash", Beyond.MEMORY),
    ],
)
def test_an_item_beyond_its_bounds_is_told_and_the_others_go_on(item: str, beyond: Beyond, jobs: int) -> None:
    began = time.monotonic()
    found = each_within_bounds(turn, ["a", item, "b", item, "c"], memory=MEMORY, seconds=0.5, jobs=jobs)
    assert found == ["a" * 100_000, beyond, "b" * 100_000, beyond, "c" * 100_000]
    assert time.monotonic() - began < 20


def test_what_the_function_raises_is_raised_where_its_results_are_wanted() -> None:
    with pytest.raises(LookupError, match="the words of the fault"):
        each_within_bounds(turn, ["a", "fault"], memory=MEMORY)


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    start = bounded._Worker.__init__

    def noted(self: Any, *given: Any) -> None:
        start(self, *given)
        started.append(self.process.pid)

    monkeypatch.setattr(bounded._Worker, "__init__", noted)
    each_within_bounds(turn, ["a", "circles", "b"], memory=MEMORY, seconds=0.2, jobs=2)
    assert len(started) == 3
    assert not any(Path(f"/proc/{number}").exists() for number in started)


PERSON = (
    (Path(__file__).parent / "broken" / "raw-html" / "content" / "ambassadors" / "amina-khan.md")
    .read_text("utf-8")
    .partition("I am <b>")[0]
)


def impatient(function: Callable[[Any], Any], items: Any, *, memory: int, jobs: int) -> Any:
    return each_within_bounds(function, items, memory=memory, jobs=jobs, seconds=0.5)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("circles", "it takes too long"),
        ("greed", "it needs too much memory, or ends the program that reads it"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_body_that_the_converter_cannot_end_is_a_problem_with_its_line(
    monkeypatch: pytest.MonkeyPatch, what: str, words: str, jobs: int
) -> None:
    convert = prose.render_prose

    def slow(body: str, **rest: Any) -> Prose:
        return turn(what) if "!!slow" in body else convert(body, **rest)

    monkeypatch.setattr(prose, "render_prose", slow)
    monkeypatch.setattr(prose, "each_within_bounds", impatient)
    monkeypatch.setattr(prose, "FEW", 2)
    bodies = [
        Body("content/pages/one.md", 5, "One.", 1),
        Body("content/pages/two.md", 9, "!!slow" + "*" * 101, 1),
    ]
    one, two = render_all(bodies, addresses={}, jobs=jobs)
    assert one.html == "<p>One.</p>"
    assert two.problems == (
        Problem(
            "content/pages/two.md",
            9,
            "",
            "body-shape",
            f"the text below the fields cannot be converted: {words}. Write it again more plainly, with fewer signs.",
        ),
    )


def test_plain_bodies_that_take_too_long_together_are_converted_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "FEW", 2)
    monkeypatch.setattr(prose, "each_within_bounds", lambda _, items, **rest: [Beyond.TIME for _ in items])
    bodies = [Body(f"content/pages/{number}.md", 5, f"Page {number}.", 1) for number in range(5)]
    found = render_all(bodies, addresses={}, jobs=2)
    assert [each.html for each in found] == [f"<p>Page {number}.</p>" for number in range(5)]


@pytest.mark.parametrize(
    ("body", "elsewhere"),
    [("A story, in plain words.\n" * 100, False), ("*" * 101, True), ("word " * 2_000, True)],
)
def test_only_a_short_and_plain_body_is_converted_without_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch, body: str, *, elsewhere: bool
) -> None:
    given: list[Body] = []
    monkeypatch.setattr(
        prose,
        "each_within_bounds",
        lambda function, items, **rest: given.extend(items) or map(function, items),
    )
    render_all([Body("content/pages/one.md", 5, body, 1)], addresses={})
    assert bool(given) is elsewhere


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("circles", "it takes too long"),
        ("greed", "it needs too much memory, or ends the program that reads it"),
        ("crash", "it needs too much memory, or ends the program that reads it"),
    ],
)
def test_a_photograph_that_cannot_be_opened_in_time_is_a_problem_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, words: str
) -> None:
    folder = tmp_path / "content" / "ambassadors"
    folder.mkdir(parents=True)
    text = PERSON.replace("industry:", "photo: amina-khan.jpg\nphoto_alt: Amina\nindustry:", 1)
    text = text.replace("consent: {", "consent: {photo: 2026-10-01, ", 1)
    (folder / "amina-khan.md").write_text(text, "utf-8")
    Image.new("RGB", (300, 300)).save(folder / "amina-khan.jpg")
    monkeypatch.setattr(pipeline, "make_photograph", lambda data: turn(what))
    monkeypatch.setattr(pipeline, "each_within_bounds", impatient)
    found = understand(Order(content=tmp_path / "content", today=date(2027, 1, 15))).problems
    place = "content/ambassadors/amina-khan.md:7: photo: 'amina-khan.jpg'"
    assert [str(each) for each in found] == [
        f"{place}: {words} when it is opened. Save it smaller. [photo-size]"
    ]


def test_files_are_understood_also_where_the_process_that_was_to_do_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sources = [
        Source(
            f"content/pages/p{number}.md", "pages", f"p{number}", b"---\ntitle: P\nsummary: S.\n---\n\nT.\n"
        )
        for number in range(50)
    ]
    alone = drafts.draft_all(sources, {})
    understand_one, here = drafts.draft, os.getpid()

    def dying(source: Source, context: Any) -> Any:
        if source.slug == "p30" and os.getpid() != here:
            turn("crash")
        return understand_one(source, context)

    monkeypatch.setattr(drafts, "FEW", 2)
    monkeypatch.setattr(drafts, "draft", dying)

    assert drafts.draft_all(sources, {}, jobs=2) == alone
    assert {each.path for each in alone if each.record} == {source.path for source in sources}
