"""A new file is right at once, explains every field, and never takes another's place."""

from datetime import date
from pathlib import Path

import pytest
from sample_site import SAMPLE, TODAY

from generator import pipeline
from generator.records import RECORD_TYPES, Record
from generator.starter import KINDS, write_new

NAMES = {
    "ambassador": "Amina Khan",
    "event": "Meet a marine biologist",
    "case-study": "A day at the rock pools",
    "career": "Marine biologist",
    "organisation": "Hexmoor Engineering",
}
FOLDERS = {
    "ambassador": "ambassadors",
    "event": "events",
    "case-study": "case-studies",
    "career": "careers",
    "organisation": "organisations",
}


@pytest.fixture
def content(tmp_path):
    """Content that has consent texts and nothing else."""
    texts = tmp_path / "content/register/consent-texts"
    texts.mkdir(parents=True)
    (texts / "2026-1.md").write_text(
        (SAMPLE / "register/consent-texts/2026-1.md").read_text("utf-8"), "utf-8"
    )
    return tmp_path / "content"


def new(content, kind, name="", today=TODAY):
    return write_new(kind, name or NAMES[kind], content=content, today=today)


def problems_of(content, today=TODAY):
    return [str(each) for each in pipeline.understand(pipeline.Order(content=content, today=today)).problems]


def site_of(content, *, preview=False):
    return pipeline.understand(pipeline.Order(content=content, today=TODAY, preview=preview)).site


def uncommented(text):
    """The file with every field in use that has an example."""
    head, middle, rest = text.partition(
        "\n# The rest is up to you. To use a field, remove the # before its name.\n"
    )
    assert middle
    fields, end, body = rest.partition("\n---\n")
    lines = [
        line.removeprefix("# ")
        for line in fields.splitlines()
        if line.startswith("# ")
        and line[2].islower()
        and ": " in line
        and line.split(":")[0][2:].isidentifier()
    ]
    return head + "\n" + "\n".join(lines) + end + body


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_valid_at_once(content: Path, kind: str) -> None:
    path = new(content, kind)

    assert path.parent == content / FOLDERS[kind]
    assert problems_of(content) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_valid_at_once_in_other_peoples_names(content: Path, kind: str) -> None:
    names = [
        "Siobhán Clarke",
        "O'Neill & Sons: bridges",
        'The "best" \\ worst # 1',
        "- dash - & *star*",
        "true",
    ]
    for name in names:
        new(content, kind, name)

    assert problems_of(content) == []
    site = site_of(content, preview=True)
    records = [*site.people.values(), *site.events, *site.case_studies, *site.careers, *site.organisations]
    assert {getattr(record, "title", "") or record.name for record in records} == set(names)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_there_with_its_explanation(content: Path, kind: str) -> None:
    text = new(content, kind).read_text("utf-8")
    lines = text.splitlines()

    for field, info in RECORD_TYPES[FOLDERS[kind]].model_fields.items():
        if field in Record.given:
            continue
        written = info.alias or field
        (number,) = [
            number for number, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{written}:")
        ]
        assert lines[number - 1] == f"# {info.description}", written
        if info.is_required():
            assert not lines[number].startswith("#"), f"{written} is required and must be in use"


@pytest.mark.parametrize("kind", KINDS)
def test_required_fields_stand_first(content: Path, kind: str) -> None:
    text = new(content, kind).read_text("utf-8")
    required, _, rest = text.partition("# The rest is up to you.")

    for field, info in RECORD_TYPES[FOLDERS[kind]].model_fields.items():
        if info.is_required() and field not in Record.given:
            assert f"\n{info.alias or field}:" in required
            assert f"\n{info.alias or field}:" not in rest


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_fields_are_written_as_fields_are(content: Path, kind: str) -> None:
    """A contributor who removes every # gets messages about names that are not there, and none about form."""
    path = new(content, kind)
    path.write_text(uncommented(path.read_text("utf-8")), "utf-8")
    found = pipeline.understand(pipeline.Order(content=content, today=TODAY)).problems

    of_examples = {
        "unknown-reference",
        "photo-file",
        "not-in-register",
        "goes-with",
        "review-date",
        "repeats",
    }
    assert [str(each) for each in found if each.rule not in of_examples] == []


# ---------------------------------------------------------------- names and dates


@pytest.mark.parametrize(
    ("kind", "name", "file"),
    [
        ("ambassador", "Amina Khan", "amina-khan.md"),
        ("ambassador", "Siobhán  O'Neill", "siobhan-o-neill.md"),
        ("ambassador", "Nguyễn Thị Linh", "nguyen-thi-linh.md"),
        ("ambassador", "Ellie B.", "ellie-b.md"),
        ("ambassador", "X", "x.md"),
        ("ambassador", "../x/..", "x.md"),
        ("ambassador", "Wei Li 李伟", "wei-li.md"),
        ("event", "Meet a marine biologist", "2027-03-16-meet-a-marine-biologist.md"),
        ("event", "2027-03-14 Meet a biologist", "2027-03-14-meet-a-biologist.md"),
        ("event", "2027-03-14-meet-a-biologist", "2027-03-14-meet-a-biologist.md"),
        ("career", "A" * 100, f"{'a' * 60}.md"),
    ],
)
def test_the_file_is_named_after_its_subject(content: Path, kind: str, name: str, file: str) -> None:
    assert new(content, kind, name).name == file
    assert problems_of(content) == []


def test_an_event_with_its_date_in_the_name_starts_on_that_day(content) -> None:
    new(content, "event", "2027-03-14 Meet a biologist")

    (event,) = site_of(content).events
    assert event.title == "Meet a biologist"
    assert event.starts.date() == date(2027, 3, 14)


@pytest.mark.parametrize("name", ["李伟", "ياسمين", "!!!", "CON", "index", "page", "404"])
def test_a_name_that_gives_no_file_name_is_refused_with_a_way_out(content: Path, name: str) -> None:
    before = [path for path in content.rglob("*") if path.is_file()]

    with pytest.raises(ValueError, match=r"gives no file name\. Write the name with some plain letters"):
        new(content, "ambassador", name)

    assert [path for path in content.rglob("*") if path.is_file()] == before


def test_a_file_that_is_there_is_never_overwritten(content) -> None:
    path = new(content, "ambassador")
    path.write_text("mine", "utf-8")

    with pytest.raises(FileExistsError):
        new(content, "ambassador", "AMINA  khan")

    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("today", [date(2027, 1, 30), date(2027, 8, 31), date(2028, 2, 29)])
def test_a_new_file_is_valid_on_any_day(content: Path, today: date) -> None:
    """Sixty days on may be a night when the clocks change, or the end of a short month."""
    for kind in KINDS:
        new(content, kind, today=today)

    assert problems_of(content, today) == []


def test_a_new_profile_is_not_published_before_the_hub_has_verified_it(content) -> None:
    new(content, "ambassador")

    assert site_of(content).unpublished == {"amina-khan": "not in register/verification.yml yet"}
