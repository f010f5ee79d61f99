"""What is read from the content folder, how its text is understood, and what is refused."""

import os
import signal
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pipeline import Order, understand
from generator.problems import Problem
from generator.sources import (
    FOLDER_LIMIT,
    Contents,
    Document,
    Source,
    Unreadable,
    _Reader,
    parse_document,
    parse_yaml,
    read_content,
)


def parsed(data: bytes | str) -> Document | Problem:
    bytes_ = data.encode() if isinstance(data, str) else data
    return parse_document(Source("content/ambassadors/ada.md", "ambassadors", "ada", bytes_))


def document(data: bytes | str) -> Document:
    found = parsed(data)
    assert isinstance(found, Document), found
    return found


def problem(data: bytes | str) -> Problem:
    found = parsed(data)
    assert isinstance(found, Problem), found
    return found


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "10:30", "2026-02-30", "1_000", "0x1F", "1e3", "~x", "null", ".nan", "9" * 2_000, "007"],
)
def test_every_value_stays_the_text_that_was_written(written: str) -> None:
    assert document(f"---\nname: {written}\n---\n").values == {"name": written}


@pytest.mark.parametrize(
    ("fields", "rule", "line"),
    [
        ("a: &x 1\nb: *x", "yaml-feature", 2),
        ("a: 1\nb: *x", "yaml-feature", 3),
        ("a:\n  <<: {b: 1}", "yaml-feature", 3),
        ("a: !!python/object/apply:os.system [id]", "yaml-feature", 2),
        ("a: !secret 1", "yaml-feature", 2),
        ("a: 1\nb: 2\na: 3", "repeated-field", 4),
        ("a: 1\nb:\n  c: 1\n  c: 2", "repeated-field", 5),
        ("? [a, b]\n: 1", "front-matter-syntax", 2),
        ("a: 1\n...\n--- {a: 2}", "front-matter-syntax", 4),
        ("- a\n- b", "front-matter-syntax", 2),
        ("just words", "front-matter-syntax", 2),
        ("a: 'open", "front-matter-syntax", None),
        ("a: b: c", "front-matter-syntax", 2),
        ("a: 1\n\tb: 2", "front-matter-syntax", 3),
        ("a: [1, 2", "front-matter-syntax", None),
        ("a: " + "[" * 10_000, "front-matter-size", None),
        ("a: " + "{" * 10_000, "front-matter-size", None),
        ("- " * 5_000, "front-matter-size", None),
        ("a: " + "9" * 200_000, "front-matter-size", None),
        ("\n".join(f"k{number}: 1" for number in range(100_000)), "front-matter-size", None),
        ("a: &a [x]\n" + "\n".join(f"b{n}: {{<<: [*a, *a, *a]}}" for n in range(9)), "yaml-feature", 2),
    ],
)
def test_what_yaml_could_do_is_refused_on_its_line_and_soon(fields: str, rule: str, line: int | None) -> None:
    began = time.process_time()
    found = problem(f"---\n{fields}\n---\nStory\n")
    assert time.process_time() - began < 2
    assert found.rule == rule
    assert line is None or found.line == line


def test_every_nested_value_knows_its_line() -> None:
    found = document(
        "---\nname: Ada\nroute:\n  - year: 2011\n    text: >-\n      one\n  - year: 2012\n---\nStory\n"
    )
    assert [found.line_of(place) for place in (("name",), ("route", 0, "text"), ("route", 1, "year"))] == [
        2,
        5,
        7,
    ]
    assert found.line_of(("route", 1, "missing")) == found.line_of(("route", 1))
    # The body begins with the end of the line of hyphens.
    assert (found.body, found.body_line) == ("\nStory\n", 8)


def test_windows_files_are_read_like_any_other() -> None:
    found = document(b"\xef\xbb\xbf---\r\nname: Ada\r\n---\r\nOne\r\ntwo\r\n")
    assert (found.values, found.body) == ({"name": "Ada"}, "\nOne\ntwo\n")


def test_three_hyphens_inside_a_text_are_part_of_it() -> None:
    found = document("---\nname: a --- b\ntext: |\n  one\n  ---\n  two\n---\nStory\n\n---\n\nMore\n")
    assert found.values == {"name": "a --- b", "text": "one\n---\ntwo\n"}
    assert found.body.endswith("---\n\nMore\n")


@pytest.mark.parametrize("data", ["", "name: Ada\n", "---\nname: Ada\n", "\n---\nname: Ada\n---\n"])
def test_a_file_without_its_two_lines_of_hyphens_is_refused(data: str) -> None:
    assert problem(data).rule == "no-front-matter"


@pytest.mark.parametrize(
    "mark", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\U000e0041", "e\u0301\u0301\u0301\u0301"]
)
def test_a_character_that_hides_is_refused_on_its_line(mark: str) -> None:
    found = problem(f"---\nname: Ada\n---\n\nab{mark}cd\n")
    assert (found.rule, found.line) == ("hidden-character", 5)


def test_joiners_are_kept_and_accents_are_composed() -> None:
    assert document("---\nname: می\u200cخواهم Zoe\u0308\n---\n").values["name"] == "می\u200cخواهم Zoë"


@pytest.mark.parametrize("data", [b"\xff\xfe-\x00", b"---\nname: Ad\xe4\n---\n"])
def test_what_is_not_utf_8_is_refused(data: bytes) -> None:
    found = problem(data)
    assert found.rule == "not-utf-8"
    assert "UTF-8" in found.message


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text(alphabet="-:[]{}&*!|>'\"#%@`?, \n\ta1<").map("---\n{}\n---\n".format))
def test_any_text_is_understood_or_is_a_problem(text: str) -> None:
    assert isinstance(parsed(text.encode("utf-8", "surrogatepass")), Document | Problem)


def rules(contents: Contents) -> dict[str, str]:
    return {each.path: each.rule for each in contents.problems}


def test_each_file_that_is_not_read_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "ambassadors"
    folder.mkdir()
    wanted = {
        ".ada.md.swp": "file-type", "ada.md~": "file-type", "ada.txt": "file-type", "ada.MD": None,
        "Ada Byron.md": "file-name", "ada.gif": None, "a" * 61 + ".md": "file-name",
    }  # fmt: skip
    for name in wanted:
        (folder / name).write_text("x")
    (folder / "old").mkdir()
    (folder / "link.md").symlink_to("/etc/passwd")
    (tmp_path / "people").mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "large.md").write_bytes(b"x" * (64 * 1024 + 1))
    (folder / "_draft.md").write_text("x")
    (folder / "good.md").write_text("x")
    contents = read_content(tmp_path, label="content")
    found = rules(contents)
    for name, rule in {**wanted, "link.md": "unsafe-file", "pipe.md": "unsafe-file", "large.md": "file-size",
                       "old": "file-type"}.items():  # fmt: skip
        assert f"content/ambassadors/{name}" in found
        assert rule is None or found[f"content/ambassadors/{name}"] == rule
    assert found["content/people"] == "file-type"
    assert [each.path for each in contents.sources] == ["content/ambassadors/good.md"]
    assert [path for path, _ in contents.ignored] == ["content/ambassadors/_draft.md"]
    assert contents.file_count == len(contents.sources) + len(contents.ignored) + len(found)


@pytest.mark.parametrize(
    "escape", [r"\u202e", r"\u200b", r"\0", r"\e[31m", r"\x85", r"\U000E0067", r"\uFEFF"]
)
def test_a_character_that_hides_does_not_come_in_as_an_escape(escape: str) -> None:
    found = problem(f'---\nname: Ada\njob_title: "an {escape} engineer"\n---\n')
    assert (found.rule, found.line) == ("hidden-character", 3)


def test_a_flag_made_of_hidden_letters_is_called_a_flag() -> None:
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    found = problem(f"---\nname: Ada\n---\n\nI come from {england}.\n")
    assert (found.rule, found.line) == ("hidden-character", 5)
    assert "flag" in found.message


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_name_with_or_without_its_mark(coding: str) -> None:
    found = problem("---\nname: Ada\n---\n".encode(coding))
    assert found.message == "the file is saved as UTF-16. Save it as UTF-8."


@pytest.mark.parametrize("mark", ["\u0301", "\u1dc4", "\u1ab0", "\ufe20", "\u20d0"])
def test_more_than_three_marks_on_one_letter_are_refused(mark: str) -> None:
    document(f"---\nname: x{mark * 3}\n---\n")
    assert problem(f"---\nname: x{mark * 4}\n---\n").rule == "hidden-character"


@pytest.mark.parametrize(
    ("fields", "line"),
    [('title: "About\nsummary: x', 2), ("summary: x\ntitle: 'About", 3), ("formerly: [a, b\ntitle: x", 2), ("titel\nsummary: x", 2)],
)  # fmt: skip
def test_a_text_or_list_that_is_never_closed_is_told_where_it_opens(fields: str, line: int) -> None:
    found = problem(f"---\n{fields}\n---\n")
    assert (found.rule, found.line) == ("front-matter-syntax", line)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"pages/_example.md": "x"},
        {"pages/about.md": "---\ntitle: About\nsummary: Words.\n---\n"},
        {"pages/about.md": "x", "README.md": "x", "notes.txt": "x", "peple/a.md": "x", "_drafts/a/b.md": "x"},
        {"ambassadors/ada.jpg": "x", "ambassadors/.ada.md.swp": "x", "register/claims.yml": "a: b"},
    ],
)
def test_files_are_rendered_ignored_or_have_problems(files: dict[str, str], tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    account = understand(Order(content=tmp_path, today=date(2027, 1, 15))).account
    assert account.rendered >= 0
    assert account.files == account.rendered + len(account.ignored) + account.with_problems
    assert account.files == len(files)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("title: 'It's about'", 'Write title: "It\'s about"'),
        ('title: "He said "go" to her"', "Write title: 'He said \"go\" to her'"),
        ('title: He said: "go"', "Write title: 'He said: \"go\"'"),
        ("title: @work: it's", 'Write title: "@work: it\'s"'),
    ],
)
def test_a_text_that_needs_other_quotes_is_shown_in_quotes_that_work(written: str, hint: str) -> None:
    found = problem(f"---\n{written}\n---\n")
    assert (found.rule, found.line) == ("front-matter-syntax", 2)
    assert found.message.endswith(hint)
    document(f"---\n{hint.removeprefix('Write ')}\n---\n")


def test_a_file_name_that_steers_a_terminal_is_shown_harmless(tmp_path: Path) -> None:
    (tmp_path / "ambassadors").mkdir()
    (tmp_path / "ambassadors" / "a\x1b[31m.md").write_text("x", "utf-8")
    (tmp_path / "ambassadors" / "_a\x1b[31m.md").write_text("x", "utf-8")
    contents = read_content(tmp_path, label="content")
    assert "\x1b" not in "".join(each.path for each in contents.problems)
    assert "\x1b" not in "".join(path for path, _ in contents.ignored)


@pytest.mark.parametrize("folder", ["", "ambassadors", "_aside"])
def test_a_folder_with_more_files_than_a_hub_can_have_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setattr("generator.sources.FOLDER_LIMIT", 5)
    (tmp_path / folder).mkdir(exist_ok=True)
    for number in range(6):
        (tmp_path / folder / f"a{number}.md").write_text("---\nname: A\n---\n", "utf-8")
    contents = read_content(tmp_path, label="content")
    [found] = contents.problems
    assert (found.path.rstrip("/"), found.rule) == (f"content/{folder}".rstrip("/"), "file-size")
    assert contents.file_count == 1 + len(contents.sources) + len(contents.ignored)


def test_thirty_thousand_volunteers_with_their_photographs_fit() -> None:
    assert FOLDER_LIMIT > 2 * 30_000


def test_a_nest_that_grows_line_by_line_is_refused() -> None:
    deep = "\n".join(f"{' ' * depth}a{depth}:" for depth in range(40))
    found = problem(f"---\n{deep}\n---\n")
    assert found.rule == "front-matter-size"
    assert found.line > 2


def test_what_no_yaml_may_hold_is_a_problem() -> None:
    """`decode` lets no such sign through; whoever asks without it is told all the same."""
    with pytest.raises(Unreadable, match="cannot be read as YAML"):
        parse_yaml("a: \x07", first_line=1)


@contextmanager
def at_once() -> Iterator[None]:
    """What waits for ever fails instead."""

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(5)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_a_file_that_became_a_link_or_a_pipe_since_it_was_listed_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.md")
    reader = _Reader(tmp_path, "content")
    with pytest.raises(OSError, match="symbolic"):
        reader.read_bytes("link.md", 1_000)
    with at_once():
        assert reader.read_bytes("pipe.md", 1_000) == b""


def test_no_more_of_a_file_is_read_than_its_limit(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(400 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert _Reader(tmp_path, "content").read_bytes("large.md", 1_000) is None
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / os.fsdecode(b"_ad\xe4.md")).write_text("x")
    found = read_content(tmp_path, label="content")
    [only] = found.problems
    assert (only.rule, "is not UTF-8" in only.message) == ("file-name", True)
    assert found.ignored == ()


def test_a_file_that_cannot_be_opened_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.sources.os.open", refuse)
    [only] = read_content(tmp_path, label="content").problems
    assert str(only) == (
        "content/pages/about.md:1: the file cannot be read (Permission denied). Make it readable, or remove it. [unsafe-file]"
    )


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "content"
    outside.mkdir()
    folder.mkdir()
    (outside / "ada.md").write_text("x")
    (folder / "ambassadors").symlink_to(outside)
    (folder / "pages").mkdir()
    (folder / "pages" / "round.md").symlink_to(folder)
    found = read_content(folder, label="content")
    assert found.sources == ()
    assert {each.rule for each in found.problems} == {"unsafe-file"}


@pytest.mark.parametrize("stem", [".", "..", "...", "a.b", "-a", "a-", "con.txt", "%2e%2e", "..%2f"])
def test_a_name_of_dots_is_no_address(tmp_path: Path, stem: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / f"{stem}.md").write_text("---\ntitle: A\nsummary: B.\n---\n")
    found = read_content(tmp_path, label="content")
    assert found.sources == ()
    assert len(found.problems) == 1


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    for name in "bdac":
        (tmp_path / "pages" / f"{name}.md").write_text("x")
    scandir = os.scandir

    class Backwards:
        def __init__(self, place: object) -> None:
            with scandir(place) as found:
                self.entries = sorted(found, key=lambda each: each.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("generator.sources.os.scandir", Backwards)
    found = read_content(tmp_path, label="content")
    assert [each.slug for each in found.sources] == list("abcd")


def test_each_file_that_is_set_aside_is_told(tmp_path: Path) -> None:
    for name in ("_drafts/a/b.md", "_drafts/c.txt", "pages/_about.md", "pages/README.md", ".gitignore"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = read_content(tmp_path, label="content")
    assert {path.removeprefix("content/") for path, why in found.ignored if why} == {
        "_drafts/a/b.md", "_drafts/c.txt", "pages/_about.md", "pages/README.md", ".gitignore",
    }  # fmt: skip
    assert found.file_count == len(found.ignored)
