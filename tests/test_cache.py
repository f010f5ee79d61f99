"""A build that remembers gives the same site as one that does not, whatever was edited in between."""

import os
import random
import re
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sample_site
from build_command import run
from least_text import LEAST, text_of
from sample_site import TODAY, write_people

from generator import pipeline
from generator.cache import Cache, look
from generator.order import OWN_TEMPLATES, Order, nothing_to_do
from generator.output import MARKER, OutputFile
from generator.preview import State
from generator.records import RECORD_TYPES, Ambassador
from generator.templating import Renderer
from generator.views import Page

EDITS = int(os.environ.get("EDITS", "40"))
"""How many random edits in a row; the night has time for a thousand."""


def site_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Path → bytes and mode of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file()
    }


class Desk:
    """A folder of content, its site and its cache, as somebody works on them."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.site = folder / "site"
        self.cache = folder / "cache"
        self.templates = OWN_TEMPLATES
        self.today = TODAY

    def order(self) -> Order:
        return Order(content=self.content, templates=self.templates, today=self.today)

    def build(self) -> pipeline.Built:
        return pipeline.build(self.order(), self.site, Cache(self.cache))

    def fresh(self) -> dict[str, tuple[bytes, int]]:
        other = self.site.with_name("fresh")
        pipeline.build(self.order(), other)
        return site_in(other)

    def done(self) -> bool:
        cache = Cache(self.cache)
        last = cache.last_build()
        return last is not None and nothing_to_do(
            self.order(), self.site, last, self.order().look(cache.moment())
        )

    def person(self, slug: str) -> Path:
        return self.content / "ambassadors" / f"{slug}.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    write_people(made.content, 4)
    for kind, name in (("careers", "bridge-builder"), ("organisations", "hexbridge"), ("pages", "about")):
        (made.content / kind).mkdir()
        (made.content / kind / f"{name}.md").write_text(text_of(kind), "utf-8")
    return made


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def counted_pages(built: pipeline.Built) -> tuple[int, int]:
    return built.written.written, built.written.total


# ---------------------------------------------------------------- what is made anew


def test_a_changed_text_makes_that_page_and_its_data_anew_and_touches_nothing_else(desk: Desk) -> None:
    desk.build()
    before = {path: path.stat().st_ino for path in desk.site.rglob("*") if path.is_file()}
    with desk.person("p001").open("a", encoding="utf-8") as file:
        file.write("\nAnd a sentence that was not there before.\n")
    built = desk.build()
    changed = {
        path.relative_to(desk.site).as_posix()
        for path in desk.site.rglob("*")
        if path.is_file() and path.stat().st_ino != before[path]
    }
    assert changed == {"ambassadors/p001/index.html", "ambassadors/p001/written.json"}
    assert counted_pages(built) == (2, 2)
    assert b"not there before" in (desk.site / "ambassadors/p001/index.html").read_bytes()
    assert site_in(desk.site) == desk.fresh()


def test_two_changed_texts_are_one_step(desk: Desk) -> None:
    desk.build()
    for slug in ("p001", "p003"):
        replace_in(desk.person(slug), "I stand on a list.", f"I am {slug}.")
    assert counted_pages(desk.build()) == (4, 4)
    assert site_in(desk.site) == desk.fresh()


def test_a_new_summary_reaches_every_page_that_shows_the_card(desk: Desk) -> None:
    everything = desk.build()
    replace_in(desk.person("p001"), "Tests a list.", "Quite another summary.")
    built = desk.build()
    assert site_in(desk.site) == desk.fresh()
    assert b"Quite another summary." in (desk.site / "ambassadors/index.html").read_bytes()
    assert built.written.total < everything.written.total / 2


# ---------------------------------------------------------------- pages that are kept


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that are rendered from now on; to be emptied by whoever has looked."""
    found: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, page: Page) -> OutputFile:
        found.append(page.url)
        return render(self, page)

    monkeypatch.setattr(Renderer, "render", noted)
    return found


def retitle(desk: Desk, slug: str, job: str) -> None:
    """What is found by search is not shown on cards alone: the whole site is made anew."""
    path = desk.person(slug)
    path.write_text(
        re.sub("^job_title: .*$", f"job_title: {job}", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )


@pytest.fixture
def known_pages(desk: Desk, rendered: list[str]) -> Desk:
    """A site whose pages have keys: all are made by the first build, and again by the next one, which begins to ask."""
    desk.build()
    retitle(desk, "p001", "Bridge builder")
    desk.build()
    rendered.clear()
    return desk


def test_of_a_whole_build_only_pages_that_follow_from_something_new_are_made(
    known_pages: Desk, rendered: list[str]
) -> None:
    desk = known_pages
    before = {path: path.stat().st_mtime_ns for path in desk.site.rglob("*.html")}
    retitle(desk, "p001", "Dyke warden")
    built = desk.build()
    assert built.written.touched is None
    assert "/ambassadors/p001/" in rendered
    assert "/ambassadors/" in rendered
    assert (desk.site / "about/index.html").exists()
    assert "/about/" not in rendered
    assert len(rendered) < built.pages
    assert (desk.site / "404.html").stat().st_mtime_ns == before[desk.site / "404.html"]
    assert site_in(desk.site) == desk.fresh()


def test_a_page_that_was_made_alone_since_is_known_by_what_it_is_now(known_pages: Desk) -> None:
    desk = known_pages
    path = desk.person("p001")
    was = path.read_text("utf-8")
    path.write_text(f"{was}\nA sentence that will not stay.\n", "utf-8")
    assert desk.build().written.touched is not None
    path.write_text(was, "utf-8")
    retitle(desk, "p002", "Dyke warden")  # a whole build
    desk.build()
    assert b"will not stay" not in (desk.site / "ambassadors/p001/index.html").read_bytes()
    assert site_in(desk.site) == desk.fresh()


@pytest.mark.parametrize("what", ["day", "template", "settings", "site"])
def test_what_all_pages_follow_from_makes_them_all_anew(
    known_pages: Desk, rendered: list[str], what: str, tmp_path: Path
) -> None:
    desk = known_pages
    if what == "day":
        desk.today = date(2027, 1, 16)
    elif what == "template":
        desk.templates = Path(shutil.copytree(OWN_TEMPLATES, tmp_path / "templates"))
        desk.build()
        retitle(desk, "p002", "Dyke warden")
        desk.build()
        rendered.clear()
        replace_in(desk.templates / "base.html", "<body ", "<body data-new ")
    elif what == "settings":
        (desk.content / "site.yml").write_text("title: Another hub\n", "utf-8")
    else:
        (desk.site / "404.html").write_text("somebody else's", "utf-8")
    built = desk.build()
    assert len(set(rendered)) == built.pages
    assert site_in(desk.site) == desk.fresh()


def test_what_a_page_follows_from_is_told_by_its_words() -> None:
    """An object that is told by its place in memory would never be known again, or be taken for another."""
    found = sample_site.understood()
    plan = pipeline.Plan(found, Order(content=sample_site.SAMPLE, today=TODAY))
    assert not any(" at 0x" in repr(sketch.make()) for sketch in plan.sketches())
    assert " at 0x" not in repr(plan.renderer.frame)


def test_nothing_is_done_where_nothing_has_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_a_tick()
    desk.build()
    assert desk.done()
    monkeypatch.setattr("generator.order.libraries", lambda: ["jinja2-99.dist-info"])
    assert not desk.done()


def wait_a_tick() -> None:
    """Until a file that has just been written could not change again without a sign."""
    time.sleep(0.05)


@pytest.mark.parametrize("what", ["content", "site", "day", "templates", "removed"])
def test_whatever_changes_is_noticed(desk: Desk, what: str, tmp_path: Path) -> None:
    desk.templates = Path(shutil.copytree(OWN_TEMPLATES, tmp_path / "templates"))
    wait_a_tick()
    desk.build()
    assert desk.done()
    if what == "content":
        replace_in(desk.person("p000"), "I stand on a list.", "I stood on a list.")
    elif what == "site":
        (desk.site / "index.html").write_text("spoilt", "utf-8")
    elif what == "day":
        desk.today = date(2027, 1, 16)
    elif what == "templates":
        replace_in(desk.templates / "404.html", "{{", " {{")
    else:
        (desk.site / "404.html").unlink()
    assert not desk.done()
    desk.build()
    assert site_in(desk.site) == desk.fresh()


def test_a_file_that_changed_a_moment_ago_is_looked_at_again(desk: Desk) -> None:
    """Its next change may leave the same time and size behind."""
    moment = desk.person("p000").stat().st_ctime_ns
    assert look([desk.content], before=moment) == b""
    assert look([desk.content], before=moment + 1_000_000_000) != b""


# ---------------------------------------------------------------- what is only on a record's own page


def test_fields_of_the_own_page_stand_on_no_other(tmp_path: Path) -> None:
    """Every field that is said to be shown on the own page only, changed in every record of the sample that has it."""
    desk = Desk(tmp_path)
    sample_site.copied(tmp_path)
    pipeline.build(desk.order(), desk.site)
    before = site_in(desk.site)
    touched = 0
    for collection, kind in RECORD_TYPES.items():
        names = kind.own_page_only - {"body", "body_line"}
        for path in sorted((desk.content / collection).glob("[a-z]*.md")):
            lines = path.read_text("utf-8").split("\n")
            for number, line in enumerate(lines):
                name = line.partition(":")[0]
                plain = line.removeprefix(f"{name}: ")
                if name in names and plain != line and plain[:1].isalpha():
                    lines[number] = f"{name}: Zzz {plain}"
                    touched += 1
            text = "\n".join(lines)
            if "body" in kind.own_page_only:
                text = text.rstrip("\n") + "\n\nZzz.\n"
            path.write_text(text, "utf-8")
    assert touched > 5
    assert pipeline.understand(desk.order()).problems == ()
    pipeline.build(desk.order(), desk.site)
    after = site_in(desk.site)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    own = {
        f"{collection}/{path.stem}"
        for collection in RECORD_TYPES
        for path in (desk.content / collection).glob("*.md")
    }
    elsewhere = {path for path in changed if path.rpartition("/")[0] not in own}
    assert changed
    assert elsewhere == set()


@pytest.mark.parametrize("field", sorted(Ambassador.card_only))
def test_what_only_cards_show_changes_nothing_else(tmp_path: Path, field: str) -> None:
    """Each such field of one person of the sample after another: the few pages that are made anew are all that change."""
    desk = Desk(tmp_path)
    sample_site.copied(tmp_path)
    desk.build()
    touched = 0
    for path in sorted((desk.content / "ambassadors").glob("[a-z]*.md")):
        text = path.read_text("utf-8")
        new = re.sub(rf"(?m)^{field}: (?=\w)", f"{field}: Zzz ", text)
        if new != text:
            path.write_text(new, "utf-8")
            touched += 1
            desk.build()
    assert touched
    assert site_in(desk.site) == desk.fresh()


def test_only_ambassadors_have_what_only_cards_show() -> None:
    """The search looks into the summary of everything else."""
    assert [kind for kind in RECORD_TYPES.values() if kind.card_only] == [Ambassador]


# ---------------------------------------------------------------- going on from the last build


def test_a_changed_text_is_the_only_file_that_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_a_tick()
    desk.build()
    replace_in(desk.person("p001"), "I stand on a list.", "I stand on **another** list.")
    replace_in(desk.person("p002"), "Tests a list.", "Another summary.")
    with monkeypatch.context() as only:
        only.setattr("generator.pipeline.read_content", lambda *_, **__: pytest.fail("everything was read"))
        desk.build()
        wait_a_tick()
        replace_in(desk.person("p003"), "Tests a list.", "A third summary.")
        desk.build()
    assert site_in(desk.site) == desk.fresh()


@pytest.mark.parametrize(
    "line",
    [
        "See [us](../pages/about.md).",
        "See [it](#nowhere).",
        "# A heading of the text",
        "Write to ada@example.org.",
        "<b>no</b>",
    ],
)
def test_a_text_that_other_files_may_depend_on_is_understood_with_all_of_them(desk: Desk, line: str) -> None:
    wait_a_tick()
    desk.build()
    with desk.person("p001").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    told = [str(problem) for problem in pipeline.understand(desk.order()).problems]
    if told:
        with pytest.raises(pipeline.ContentError) as refused:
            desk.build()
        assert [str(problem) for problem in refused.value.problems] == told
    else:
        desk.build()
        assert site_in(desk.site) == desk.fresh()


@pytest.mark.parametrize("lost", ["values-*", "last-content", "last-look", "last-build"])
def test_where_part_of_what_was_kept_is_lost_everything_is_understood_anew(desk: Desk, lost: str) -> None:
    wait_a_tick()
    desk.build()
    for path in desk.cache.glob(lost):
        path.unlink()
    replace_in(desk.person("p001"), "I stand on a list.", "I stand on another list.")
    desk.build()
    assert site_in(desk.site) == desk.fresh()


def test_an_older_look_at_the_files_is_no_reason_to_leave_one_unread(desk: Desk) -> None:
    """A build that was killed half-way through its remembering."""
    wait_a_tick()
    desk.build()
    older = (desk.cache / "last-build").read_bytes()
    replace_in(desk.person("p001"), "I stand on a list.", "I stand on another list.")
    wait_a_tick()
    desk.build()
    (desk.cache / "last-build").write_bytes(older)
    replace_in(desk.person("p002"), "I stand on a list.", "I stand on a third list.")
    desk.build()
    assert site_in(desk.site) == desk.fresh()


def test_a_text_that_names_a_hidden_page_is_closed_to_the_form(desk: Desk) -> None:
    (desk.content / "register/hidden.yml").write_text("- ambassadors/p000\n", "utf-8")
    wait_a_tick()
    desk.build()
    values, text = desk.site / "ambassadors/p001/written.json", desk.person("p001").read_text("utf-8")
    assert values.is_file()
    desk.person("p001").write_text(f"{text}\nI sat beside p000.\n", "utf-8")
    wait_a_tick()
    desk.build()
    assert site_in(desk.site) == desk.fresh()
    assert not values.exists()
    desk.person("p001").write_text(text, "utf-8")
    desk.build()
    assert site_in(desk.site) == desk.fresh()
    assert values.exists()


def test_words_that_were_taken_out_of_a_text_are_gone_from_the_cache(desk: Desk) -> None:
    replace_in(desk.person("p001"), "I stand on a list.", "I am Quixotilda.")
    wait_a_tick()
    desk.build()
    replace_in(desk.person("p001"), "I am Quixotilda.", "I am not.")
    desk.build()
    assert b"Quixotilda" not in everything_in(desk.cache)


# ---------------------------------------------------------------- any edits in a row


class Editor:
    """Somebody who edits at random, and leaves the content without a fault."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.chance, self.made = desk, random.Random(seed), 0

    def edit(self, *, but: str = "") -> str:
        edits = (self.text, self.text, self.text, self.summary, self.name, self.add, self.delete, self.rename, self.career, self.page, self.vocabulary, self.day, self.hide, self.pause, self.template)  # fmt: skip
        chosen = self.chance.choice([edit for edit in edits if edit.__name__ != but])
        chosen()
        return chosen.__name__

    def someone(self) -> Path:
        return self.chance.choice(sorted((self.desk.content / "ambassadors").glob("*.md")))

    def word(self) -> str:
        self.made += 1
        return f"word{self.made}"

    def text(self) -> None:
        path = self.someone()
        link = self.chance.choice(["", "", " [and a link](../pages/about.md)"])
        path.write_text(f"{path.read_text('utf-8')}\nA {self.word()}{link}.\n", "utf-8")

    def set(self, path: Path, name: str, value: str) -> None:
        lines = path.read_text("utf-8").split("\n")
        kept = [line for line in lines[1:] if not line.startswith(f"{name}:")]
        path.write_text("\n".join([lines[0], *([f"{name}: {value}"] if value else []), *kept]), "utf-8")

    def summary(self) -> None:
        self.set(self.someone(), "summary", f"A {self.word()}.")

    def name(self) -> None:
        self.set(self.someone(), "name", f"Ada {self.word().capitalize()}")

    def career(self) -> None:
        self.set(self.someone(), "career", self.chance.choice(["bridge-builder", ""]))

    def pause(self) -> None:
        self.set(self.someone(), "visibility", self.chance.choice(["public", "unlisted", "paused"]))

    def add(self) -> None:
        slug = f"n{self.made}"
        self.desk.person(slug).write_text(self.someone().read_text("utf-8"), "utf-8")
        with (self.desk.content / "register/verification.yml").open("a", encoding="utf-8") as file:
            file.write(f"{slug}: {{active: yes}}\n")
        self.made += 1

    def delete(self) -> None:
        if len(list((self.desk.content / "ambassadors").glob("*.md"))) > 2:
            self.someone().unlink()

    def rename(self) -> None:
        path = self.someone()
        path.rename(path.with_name(f"r{self.made}.md"))
        self.made += 1

    def page(self) -> None:
        self.set(self.desk.content / "pages/about.md", "title", f"About {self.word()}")

    def vocabulary(self) -> None:
        own = self.desk.content / "vocabularies/traits.yml"
        own.parent.mkdir(exist_ok=True)
        own.write_text(
            (pipeline.OWN_CONTENT / "vocabularies/traits.yml").read_text("utf-8") + f"\n# {self.word()}\n",
            "utf-8",
        )

    def day(self) -> None:
        self.desk.today = date(2027, 1, self.chance.randint(10, 20))

    def hide(self) -> None:
        hidden = self.desk.content / "register/hidden.yml"
        if hidden.exists():
            hidden.unlink()
        else:
            path = self.someone()
            hidden.write_text(f"- ambassadors/{path.stem}\n", "utf-8")

    def template(self) -> None:
        path = self.desk.templates / "404.html"
        path.write_text(path.read_text("utf-8") + f"{{# {self.word()} #}}\n", "utf-8")


@pytest.mark.slow
def test_after_any_edits_the_site_is_as_if_built_anew(desk: Desk, tmp_path: Path) -> None:
    desk.templates = Path(shutil.copytree(OWN_TEMPLATES, tmp_path / "templates"))
    editor = Editor(desk, seed=EDITS)
    desk.build()
    for number in range(EDITS):
        edits = [editor.edit() for _ in range(editor.chance.randint(1, 3))]
        desk.build()
        assert site_in(desk.site) == desk.fresh(), f"after edit {number}: {', '.join(edits)}"


@pytest.mark.slow
def test_after_any_edits_the_preview_shows_what_a_fresh_build_would(desk: Desk, tmp_path: Path) -> None:
    desk.templates = Path(shutil.copytree(OWN_TEMPLATES, tmp_path / "templates"))
    order = replace(desk.order(), preview=True)
    editor, state = Editor(desk, seed=EDITS + 1), State(order)
    state.build()
    for number in range(EDITS):
        edit = editor.edit(but="day")  # a preview is for the day on which it was started
        state.build()
        assert (state.problems, state.trouble) == ((), ""), f"after edit {number}: {edit}"
        if number % 10 == 9:
            pipeline.build(order, tmp_path / "fresh")
            made = {path: data for path, (data, _) in site_in(tmp_path / "fresh").items() if path != MARKER}
            assert dict(state.files) == made, f"after edit {number}: {edit}"


def test_a_person_who_is_gone_is_gone_from_the_cache_too(desk: Desk) -> None:
    replace_in(desk.person("p001"), "I stand on a list.", "I am Quixotilda.")
    desk.build()
    assert b"Quixotilda" in everything_in(desk.cache)
    desk.person("p001").unlink()
    desk.build()
    assert b"Quixotilda" not in everything_in(desk.cache)


@pytest.mark.parametrize("day", [TODAY, date(2027, 1, 16)])
def test_the_page_of_a_person_who_is_gone_has_no_key_any_more(known_pages: Desk, day: date) -> None:
    assert b"p001/index.html" in everything_in(known_pages.cache)
    known_pages.person("p001").unlink()
    known_pages.today = day
    known_pages.build()
    assert b"p001/index.html" not in everything_in(known_pages.cache)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_another_generator_kept_of_a_person_is_gone_as_well(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_in(desk.person("p001"), "I stand on a list.", "I am Quixotilda.")
    desk.build()
    desk.person("p001").unlink()
    monkeypatch.setattr("generator.cache.ground", lambda: b"another")
    desk.build()
    assert b"Quixotilda" not in everything_in(desk.cache)


# ---------------------------------------------------------------- a cache that cannot be used


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "rubbish", "gone"])
def test_a_damaged_cache_costs_only_time(desk: Desk, damage: str) -> None:
    desk.build()
    for path in (*desk.cache.glob("values-*"), desk.cache / "last-build"):
        data = path.read_bytes()
        if damage == "gone":
            path.unlink()
            continue
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes(
            {"cut": data[:middle], "flipped": flipped, "empty": b"", "rubbish": b"x" * 99}[damage]
        )
    assert not desk.done()
    replace_in(desk.person("p001"), "Tests a list.", "Tests it again.")
    desk.build()
    assert site_in(desk.site) == desk.fresh()


def test_a_cache_of_another_generator_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.remember(b"a key of any sort", "value")
    cache.save()
    assert Cache(tmp_path).recall(b"a key of any sort") == "value"
    monkeypatch.setattr("generator.cache.ground", lambda: b"another")
    assert Cache(tmp_path).recall(b"a key of any sort") is None


def test_a_cache_that_cannot_be_written_costs_only_time(desk: Desk) -> None:
    desk.cache.write_text("a file where the folder would be", "utf-8")
    desk.build()
    assert site_in(desk.site) == desk.fresh()


def test_faults_are_told_the_same_the_second_time(desk: Desk) -> None:
    desk.build()
    replace_in(desk.person("p001"), "subjects: [physics]", "subjects: [fysics]")
    told = []
    for _ in range(2):
        with pytest.raises(pipeline.ContentError) as found:
            desk.build()
        told.append([str(problem) for problem in found.value.problems])
    assert told[0] == told[1] == [str(problem) for problem in pipeline.understand(desk.order()).problems]
    assert "fysics" in told[0][0]


def test_a_link_to_a_page_that_went_is_found_in_a_text_that_did_not_change(desk: Desk) -> None:
    with desk.person("p001").open("a", encoding="utf-8") as file:
        file.write("\nSee [us](../pages/about.md).\n")
    desk.build()
    (desk.content / "pages/about.md").unlink()
    with pytest.raises(pipeline.ContentError) as found:
        desk.build()
    assert [problem.rule for problem in found.value.problems] == ["broken-link"]


def test_a_text_that_begins_to_tell_of_a_way_to_reach_somebody_is_found_though_nothing_else_is_read(
    desk: Desk,
) -> None:
    wait_a_tick()
    desk.build()
    with desk.person("p001").open("a", encoding="utf-8") as file:
        file.write("\nRing 07700 900123.\n")
    with pytest.raises(pipeline.ContentError) as found:
        desk.build()
    assert [problem.rule for problem in found.value.problems] == ["contact-details"]


def test_a_text_that_begins_to_tell_of_a_school_visit_is_found_though_nothing_else_is_read(
    desk: Desk,
) -> None:
    wait_a_tick()
    desk.build()
    with desk.person("p001").open("a", encoding="utf-8") as file:
        file.write("\nOn 12 March 2026 I was at Hexbridge Primary.\n")
    with pytest.raises(pipeline.ContentError) as found:
        desk.build()
    assert [problem.rule for problem in found.value.problems] == ["past-visit"]


# ---------------------------------------------------------------- the command


def test_a_second_build_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    write_people(tmp_path / "content", 2)
    wait_a_tick()
    given = ("--content", tmp_path / "content", "--output", tmp_path / "site", "--today", "2027-01-15")
    first, second, fresh = run(*given), run(*given), run(*given, "--fresh")
    assert "0 written, 0 removed" in second.stdout
    assert second.stdout.partition(" in ")[0] == first.stdout.partition(" in ")[0]
    assert "0 written" in fresh.stdout
    assert (tmp_path / ".cache/site/values-00").is_file()


def test_a_fresh_build_makes_every_page_anew(tmp_path: Path) -> None:
    write_people(tmp_path / "content", 2)
    given = ("--content", tmp_path / "content", "--output", tmp_path / "site", "--today", "2027-01-15")
    run(*given)
    with (tmp_path / "content/ambassadors/p000.md").open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    pages = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            pipeline.Renderer,
            "render",
            lambda self, page, render=pipeline.Renderer.render: pages.append(page) or render(self, page),
        )
        run(*given, "--fresh")
    assert len(pages) > 20


def test_profile_says_where_the_time_went(tmp_path: Path) -> None:
    write_people(tmp_path / "content", 2)
    done = run(
        "--content", tmp_path / "content", "--output", tmp_path / "site", "--today", "2027-01-15", "--profile"
    )
    for stage in ("reading", "prose and assembling", "search data", "planning, rendering and writing"):
        assert f"%  {stage}\n" in done.stdout


def test_every_kind_of_record_says_what_its_own_page_alone_shows() -> None:
    assert set(LEAST) == set(RECORD_TYPES)
    for kind in RECORD_TYPES.values():
        assert kind.own_page_only <= set(kind.model_fields)
