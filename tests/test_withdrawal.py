"""After `withdraw`, the content and the next build are as if the person had never been there."""

import shutil
import stat
from pathlib import Path

import pytest
from build_command import TODAY, run
from sample_site import SAMPLE, copied, person_text

from generator import withdrawal

NAME, SLUG = "Zoe Quill", "zoe-quill"


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert text.count(old) == 1, (path, old)
    path.write_bytes(text.replace(old, new).encode())


def with_zoe(content: Path) -> Path:
    """The sample with one more person, wherever a person can be."""
    people = content / "ambassadors"
    text = person_text(
        NAME,
        photo="zoe.png",
        photo_alt="A drawn square",
        consent="{profile: 2026-10-01, photo: 2026-10-01, print: 2026-10-01, text: 2026-1}",
        formerly="[zoe-before]",
        career="bridge-builder",
    )
    (people / f"{SLUG}.md").write_text(text, "utf-8")
    shutil.copy(people / "yasmin-haddad.png", people / "zoe.png")
    register = content / "register/verification.yml"
    change(register, "x: {active: yes}\n", f"{SLUG}:\n  active: yes\n  checked_by: hub\nx: {{active: yes}}\n")
    change(content / "events/2026-11-07-open-day.md", "[ana-oneill]", f"[ana-oneill, {SLUG}]")
    change(content / "events/2026-10-20-code-club.md", "[ana-oneill, sam", f"[ana-oneill, '{SLUG}', sam")
    change(
        content / "case-studies/an-open-day.md",
        "[ana-oneill, sam",
        f"[ {SLUG} , ana-oneill, sam".replace("[ ", "[").replace(" ,", ","),
    )
    change(
        content / "events/2027-02-06-all-day.md", "cost: free\n", f"cost: free\nambassadors:\n  - {SLUG}\n"
    )
    change(
        content / "events/2027-03-14-at-the-town-hall.md",
        "cost: free\n",
        f"cost: free\nambassadors: {SLUG}\n",
    )
    return content


def withdraw(content: Path, *more: str, slug: str = SLUG):
    return run("withdraw", slug, "--content", content, *more)


def build(content: Path):
    done = run("build", "--content", content, "--output", content.parent / "site", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return tree(content.parent / "site")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return with_zoe(copied(tmp_path))


def test_content_and_site_are_as_if_the_person_had_never_been_there(content: Path, tmp_path: Path) -> None:
    never = tmp_path / "never"
    never.mkdir()
    without = build(copied(never))
    report = tmp_path / "report.json"
    run("check", "--content", never / "content", "--today", TODAY, "--report", report)
    said = report.read_bytes()
    assert [path for path in build(content) if SLUG in path or "zoe-before" in path]
    done = withdraw(content)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Look at these by hand" not in done.stdout
    assert tree(content) == tree(SAMPLE)
    assert build(content) == without
    run("check", "--content", content, "--today", TODAY, "--report", report)
    assert report.read_bytes() == said


def test_the_dry_run_lists_the_same_and_writes_nothing(content: Path) -> None:
    before = tree(content)
    listed = withdraw(content, "--dry-run")

    assert tree(content) == before
    lines = listed.stdout.splitlines()
    assert lines[0] == "This would be done:"
    assert f"  content/ambassadors/{SLUG}.md:1: the profile is removed" in lines
    assert "  content/ambassadors/zoe.png:1: the photograph is removed" in lines
    assert lines[1:] == withdraw(content).stdout.splitlines()[1:]


def test_it_may_be_run_twice(content: Path) -> None:
    withdraw(content)
    before = tree(content)
    again = withdraw(content)

    assert (again.returncode, tree(content)) == (0, before)
    assert "nothing: no file of the content holds 'zoe-quill'" in again.stdout


def test_a_mistyped_name_is_not_taken_for_one_that_is_gone(content: Path) -> None:
    before = tree(content)
    done = withdraw(content, slug="zoe-quil")

    assert (done.returncode, tree(content)) == (2, before)
    assert "Did you mean zoe-quill?" in done.stderr
    assert withdraw(content, slug="../x y").returncode == 2


def test_a_path_is_understood_as_the_profile(content: Path) -> None:
    assert withdraw(content, slug=f"content/ambassadors/{SLUG}.md").returncode == 0
    assert not (content / f"ambassadors/{SLUG}.md").exists()


def test_a_link_in_prose_keeps_its_words_and_they_are_listed(content: Path) -> None:
    story = content / "case-studies/an-open-day.md"
    change(story, "It held ", f"[Zoe](../ambassadors/{SLUG}.md#top) came. It held ")
    (content / "pages/about.md").write_bytes(
        (content / "pages/about.md").read_bytes() + b"\nThanks to zoe quill!\n"
    )
    done = withdraw(content)

    assert "\nZoe came. It held [its maker]" in story.read_text("utf-8")
    hand = done.stdout.partition("Look at these by hand")[2]
    number = (
        story.read_text("utf-8")
        .split("\n")
        .index("Zoe came. It held [its maker](../ambassadors/uma-unverified.md).")
        + 1
    )
    assert (
        f"content/case-studies/an-open-day.md:{number}: the words of a link to the profile still stand here"
        in hand
    )
    assert "content/pages/about.md:" in hand
    assert run("check", "--content", content, "--today", TODAY).returncode == 0


@pytest.mark.parametrize(
    "line", ["- ambassadors/zoe-quill", "- https://example.org/ambassadors/zoe-quill/  # x"]
)
def test_its_line_in_hidden_yml_goes_too(content: Path, line: str) -> None:
    hidden = content / "register/hidden.yml"
    hidden.write_text(f"# note\n{line}\n- events/2027-02-06-all-day\n", "utf-8")
    withdraw(content)

    assert hidden.read_text("utf-8") == "# note\n- events/2027-02-06-all-day\n"


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_every_other_byte_and_the_mode_of_a_file_stay(content: Path, end: str) -> None:
    event = content / "events/2026-11-07-open-day.md"
    data = b"\xef\xbb\xbf" + event.read_bytes().replace(b"\n", end.encode())
    event.write_bytes(data)
    event.chmod(0o600)
    withdraw(content)

    assert event.read_bytes() == data.replace(b"[ana-oneill, zoe-quill]", b"[ana-oneill]")
    assert stat.S_IMODE(event.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("ambassadors: [zoe-quill]\n", ""),
        ("ambassadors:\n  - zoe-quill\n  - x\n", "ambassadors:\n  - x\n"),
        ("ambassadors:\n- x\n- zoe-quill\n", "ambassadors:\n- x\n"),
        ("ambassadors:\n- zoe-quill\n", ""),
        ("ambassadors: [x, # a note\n  zoe-quill,\n  li-wei]\n", "ambassadors: [x, # a note\n  li-wei]\n"),
        ("ambassadors: [zoe-quill, x]  # both\n", "ambassadors: [x]  # both\n"),
    ],
)
def test_a_list_loses_one_name_however_it_is_written(content: Path, written: str, left: str) -> None:
    event = content / "events/2027-03-20-until-midnight.md"
    before = event.read_text("utf-8")
    change(event, "cost: free\n", f"cost: free\n{written}")
    withdraw(content)

    assert event.read_text("utf-8") == before.replace("cost: free\n", f"cost: free\n{left}")


def test_what_cannot_be_edited_surely_is_left_and_told(content: Path) -> None:
    event = content / "events/2027-03-20-until-midnight.md"
    change(event, "cost: free\n", 'cost: free\nambassadors: [x, "zoe\\x2dquill"]\n')
    before = event.read_bytes()
    done = withdraw(content)

    assert event.read_bytes() == before
    assert "content/events/2027-03-20-until-midnight.md:" in done.stdout.partition("by hand")[2]


def test_a_picture_that_another_profile_shows_stays(content: Path) -> None:
    change(content / "ambassadors/yasmin-haddad.md", "photo: yasmin-haddad.png", "photo: zoe.png")
    withdraw(content)

    assert (content / "ambassadors/zoe.png").exists()


def test_all_or_nothing_when_the_machine_refuses(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = withdrawal.plan_withdrawal(SLUG, content, label="content")
    before = tree(content)
    unlink = Path.unlink

    def refuse(path: Path, **more: bool) -> None:
        if path.name == f"{SLUG}.md":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, **more)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(PermissionError):
        withdrawal.carry_out(plan)

    assert tree(content) == before


def test_the_runbook_says_what_a_build_cannot_reach(content: Path) -> None:
    said = withdraw(content).stdout

    for word in ("history", "Forks", "Pull requests", "Search engines", "archives", "Do not promise"):
        assert word in said
