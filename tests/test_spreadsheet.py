"""The hub's spreadsheet becomes profile files: nothing private, nothing overwritten, nothing lost, and twice is as once."""

from __future__ import annotations

import csv
import io
import time
from datetime import date
from pathlib import Path

import pytest
from build_command import REPOSITORY, TODAY, run
from least_text import LEAST

from generator import pipeline
from generator.spreadsheet import ROLES, SpreadsheetRefused

COLUMNS = REPOSITORY / "docs/import-columns.yml"
PRIVATE = ("ada@example.org", "07700 900123")
ROW = {
    "Volunteer number": "7",
    "Full name": "Ada Lane",
    "E-mail": PRIVATE[0],
    "Mobile phone": PRIVATE[1],
    "Job title": "Welder",
    "One sentence": "I weld: pipes, mostly.",
    "What do you do all day?": 'Weld, and "look".',
    "What did you need?": "GCSEs",
    "Industry": "Engineering",
    "District": "leeds",
    "How": "in-person; online",
    "Offers": "careers-talk",
    "Key stages": "ks3;ks4",
    "Subjects": "physics",
    "Route": "gcse | Nine, and art | Leeds | 2009; job | Welder",
    "Story": "It rained.\n\n## Then\n\nIt stopped.",
    "Consent given": "01/10/2026",
}


def table(
    *rows: dict[str, str], delimiter: str = ",", newline: str = "\r\n", encoding: str = "utf-8-sig"
) -> bytes:
    """Rows as Excel saves them; each is ROW with some cells of its own."""
    every = [ROW | row for row in rows]
    headings = list(dict.fromkeys(name for row in every for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(every)
    return text.getvalue().encode(encoding)


class Hub:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.content.mkdir()

    def take(self, data: bytes, *, update: bool = False, columns: Path | None = COLUMNS):
        path = self.folder / "hub.csv"
        path.write_bytes(data)
        return pipeline.import_profiles(path, columns, self.content, update=update)

    def profile(self, slug: str) -> Path:
        return self.content / f"ambassadors/{slug}.md"

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.content.rglob("*")) if path.is_file()}

    def problems(self) -> list[str]:
        found = pipeline.understand(pipeline.Order(content=self.content, today=date(2027, 1, 15)))
        return [str(problem) for problem in found.problems]


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


# ---------------------------------------------------------------- a good row


def test_a_row_becomes_a_profile_without_a_problem(hub: Hub) -> None:
    done = hub.take(table({}))

    assert (done.new, done.unchanged, done.hands) == (1, 0, ())
    assert hub.problems() == []
    assert hub.profile("ada-lane").read_text("utf-8") == (
        "---\n"
        "name: Ada Lane\n"
        "job_title: Welder\n"
        'summary: "I weld: pipes, mostly."\n'
        'what_i_do: "Weld, and \\"look\\"."\n'
        "what_i_needed: GCSEs\n"
        "industry: Engineering\n"
        "district: leeds\n"
        "formats: [in-person, online]\n"
        "activities: [careers-talk]\n"
        "key_stages: [ks3, ks4]\n"
        "subjects: [physics]\n"
        "route:\n"
        '  - {step: gcse, what: "Nine, and art", where: Leeds, year: 2009}\n'
        "  - {step: job, what: Welder}\n"
        "consent: {profile: 2026-10-01, text: 2026-1}\n"
        "---\n\nIt rained.\n\n## Then\n\nIt stopped.\n"
    )


def test_a_list_of_hidden_pages_does_not_stand_in_the_way(hub: Hub) -> None:
    (hub.content / "register").mkdir()
    (hub.content / "register" / "hidden.yml").write_text("- ambassadors/somebody-else\n", "utf-8")

    assert hub.take(table({})).new == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_a_file_is_read_however_a_spreadsheet_saves_it(
    hub: Hub, delimiter: str, newline: str, encoding: str
) -> None:
    done = hub.take(table({}, delimiter=delimiter, newline=newline, encoding=encoding))

    assert (done.new, done.hands) == (1, ())
    assert hub.profile("ada-lane").read_bytes().count(b"\r") == 0


def test_what_is_private_is_never_written_and_said_so(hub: Hub) -> None:
    done = hub.take(
        table({"Home address": "1 Example Lane"}),
        columns=columns_file(hub, "Home address: best_bit"),
    )

    assert done.private == ("E-mail", "Mobile phone", "Home address")
    written = b"".join(hub.bytes().values())
    assert not any(word.encode() in written for word in (*PRIVATE, "Example Lane"))


def columns_file(hub: Hub, *lines: str, drop: str = "-") -> Path:
    kept = [line for line in COLUMNS.read_text("utf-8").splitlines() if not line.startswith(f"  {drop}: ")]
    at = kept.index("columns:") + 1
    path = hub.folder / "columns.yml"
    path.write_text("\n".join([*kept[:at], *(f"  {line}" for line in lines), *kept[at:], ""]), "utf-8")
    return path


def test_headings_that_are_fields_need_no_list(hub: Hub) -> None:
    least = dict(LEAST["ambassadors"])
    least |= {
        "route": "gcse; job",
        "formats": "in-person",
        "activities": "careers-talk",
        "key_stages": "ks3",
        "subjects": "physics",
        "consent.profile": "2026-10-01",
        "consent.text": "2026-1",
    }
    del least["consent"]
    text = io.StringIO()
    writer = csv.DictWriter(text, [name.replace("_", " ").title() for name in least])
    writer.writeheader()
    writer.writerow(dict(zip(writer.fieldnames, least.values(), strict=True)))

    assert hub.take(text.getvalue().encode(), columns=None).new == 1
    assert hub.problems() == []


# ---------------------------------------------------------------- twice, and over what is there


def test_the_second_time_changes_nothing(hub: Hub) -> None:
    data = table({}, {"Full name": "Wei Li", "Volunteer number": "8"})
    hub.take(data)
    before = hub.bytes()

    for update in (False, True):
        done = hub.take(data, update=update)

        assert (done.files, done.unchanged, done.hands) == ({}, 2, ())
        assert hub.bytes() == before


def test_nothing_is_overwritten_without_being_asked(hub: Hub) -> None:
    hub.take(table({}))
    before = hub.bytes()

    done = hub.take(table({"Job title": "Diver"}))

    assert [str(hand) for hand in done.hands] == [
        "row 2: Job title: content/ambassadors/ada-lane.md is there already and says something else. Write --update to take the spreadsheet's words."
    ]
    assert hub.bytes() == before


def test_an_update_keeps_what_the_spreadsheet_does_not_have(hub: Hub) -> None:
    hub.take(table({}))
    path = hub.profile("ada-lane")
    own = path.read_text("utf-8").replace("consent: {", "best_bit: Sparks\nconsent: {photo: 2026-10-02, ")
    path.write_text(own.replace("It stopped.", "It never stopped."), "utf-8")

    done = hub.take(table({"Job title": "Diver", "Story": ""}), update=True)

    text = path.read_text("utf-8")
    assert (done.new, len(done.files)) == (0, 1)
    for words in ("job_title: Diver", "best_bit: Sparks", "photo: 2026-10-02", "It never stopped."):
        assert words in text
    assert hub.problems() == []


def test_a_file_that_says_the_same_in_other_words_of_its_own_is_left_as_it_is(hub: Hub) -> None:
    hub.take(table({}))
    path = hub.profile("ada-lane")
    path.write_text(
        path.read_text("utf-8").replace("name: Ada", "# My own note.\nbest_bit: Sparks\nname: Ada"), "utf-8"
    )
    before = hub.bytes()

    assert hub.take(table({}), update=True).unchanged == 1
    assert hub.bytes() == before


def test_a_profile_with_a_problem_of_its_own_needs_a_hand(hub: Hub) -> None:
    hub.take(table({}))
    hub.profile("ada-lane").write_text("no fields", "utf-8")

    done = hub.take(table({}), update=True)

    assert [str(hand) for hand in done.hands] == [
        "row 2: content/ambassadors/ada-lane.md cannot be read. Run: python build.py check"
    ]
    assert hub.profile("ada-lane").read_text("utf-8") == "no fields"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Siobhán Ní Bhriain", "siobhan-ni-bhriain"),
        ("O’Neill, Ana", "o-neill-ana"),
        ("Łukasz Sørensen", "lukasz-sorensen"),
        ("Sam P.", "sam-p"),
    ],
)
def test_a_name_with_accents_gives_a_plain_file_name(hub: Hub, name: str, slug: str) -> None:
    hub.take(table({"Full name": name}))

    assert hub.profile(slug).exists()


def test_a_name_without_plain_letters_can_have_a_file_name(hub: Hub) -> None:
    done = hub.take(table({"Full name": "王伟"}))
    assert "'王伟' gives no file name. Write one in plain letters" in str(done.hands[0])

    hub.take(table({"Full name": "王伟", "File": "wang-wei"}), columns=columns_file(hub, "File: file name"))
    assert "name: 王伟" in hub.profile("wang-wei").read_text("utf-8")


def test_namesakes_are_told_apart_by_their_keys_in_any_order_of_rows(hub: Hub) -> None:
    first = {"Volunteer number": "9", "Job title": "Diver"}
    second = {"Volunteer number": "10", "Job title": "Baker"}
    hub.take(table(second, first))
    before = hub.bytes()

    assert "Diver" in hub.profile("ada-lane").read_text("utf-8")
    assert "Baker" in hub.profile("ada-lane-2").read_text("utf-8")
    assert hub.take(table(first, second), update=True).unchanged == 2
    assert hub.bytes() == before
    assert b"10" not in hub.profile("ada-lane-2").read_bytes().replace(b"2026-10", b"")


@pytest.mark.parametrize("keys", [("", ""), ("9", ""), ("9", "9")])
def test_namesakes_without_keys_need_a_hand(hub: Hub, keys: tuple[str, str]) -> None:
    done = hub.take(table(*({"Volunteer number": key} for key in keys)))

    assert [str(hand) for hand in done.hands] == [
        f"row {row}: Full name: rows 2, 3 would all be ada-lane.md. Give each a key of its own, or remove what is there twice."
        for row in (2, 3)
    ]
    assert hub.bytes() == {}


def test_a_numbered_name_that_is_somebodys_own_needs_a_hand(hub: Hub) -> None:
    done = hub.take(
        table(
            {"Volunteer number": "1"},
            {"Volunteer number": "2"},
            {"Volunteer number": "3", "Full name": "Ada Lane 2"},
        )
    )

    assert sorted(hand.row for hand in done.hands) == [3, 4]
    assert set(hub.bytes()) == {"ada-lane.md"}


# ---------------------------------------------------------------- rows that need a hand


def test_each_row_that_needs_a_hand_is_told_in_the_words_of_the_rules(hub: Hub) -> None:
    done = hub.take(
        table(
            {},
            {"Full name": "Bo Lu", "Subjects": "physics; mathemattics", "Consent given": "31/02/2026"},
            {"Full name": "Cy Mo", "Job title": "", "Route": "gcse | Nine | Leeds | long ago"},
            {"Full name": "", "Job title": "x"},
            {"Full name": "Di Na", "Employer": "hexmoor-enginering", "Story": "a\u202eb"},
        )
    )

    assert [str(hand) for hand in done.hands] == [
        "row 3: Subjects: 'mathemattics' is not in content/vocabularies/subjects.yml. Did you mean 'mathematics'? [unknown-term]",
        "row 3: Consent given: '2026-02-31' is not a day of the calendar. Check the month and the day. [date]",
        "row 4: Job title: 'job_title' is missing. What your job is called. Write for example: job_title: Structural engineer [missing-field]",
        "row 4: Route: 'long ago' is not a year. Write 2016, 2016-2019 or 2016-now. [date]",
        "row 5: Full name: there is no name. Write it, or remove the row.",
        "row 6: there is an invisible character (U+202E, right-to-left override). Delete it, or type the words again. [hidden-character]",
    ]
    assert set(hub.bytes()) == {"ada-lane.md"}


def test_rows_are_counted_as_the_spreadsheet_counts_them(hub: Hub) -> None:
    """A cell of several lines is one row, and so is an empty one."""
    data = table({}, dict.fromkeys(ROW, ""), {"Full name": "Bo Lu", "District": "leds"})

    assert [hand.row for hand in hub.take(data).hands] == [4]


def test_a_record_that_is_not_there_needs_a_hand(hub: Hub) -> None:
    done = hub.take(table({"Job page": "welderr"}), columns=columns_file(hub, "Job page: career"))

    assert "row 2: Job page: 'welderr'" in str(done.hands[0])
    assert "[unknown-reference]" in str(done.hands[0])


# ---------------------------------------------------------------- files that cannot be used


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (table({"Full name": "Zoë"}, encoding="windows-1252"), "line 2 is not saved as UTF-8"),
        (table({}, encoding="utf-16"), "saved as UTF-16"),
        (b"PK\x03\x04...", "a workbook, not a CSV file"),
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n", "the file is empty"),
        (b'Full name,Notes of the hub\r\nAda,"x', "a quotation mark opens a cell"),
        (b"Full name,Shoe size\r\nAda,5\r\n", "the column 'Shoe size' is not in the list of columns."),
        (b"Job title\r\nx\r\n", "no column is the name."),
        (b"Full name,full-name\r\nAda,Ada\r\n", "are both 'name'. Keep one of them."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_way_out(hub: Hub, data: bytes, words: str) -> None:
    with pytest.raises(SpreadsheetRefused) as refused:
        hub.take(data)

    assert words in str(refused.value)
    if "UTF-" in words or "workbook" in words:
        assert "'CSV UTF-8 (Comma delimited)'" in str(refused.value)
    assert hub.bytes() == {}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Full name: job_titel", "'job_titel' is not a field of an ambassador. Did you mean 'job_title'?"),
        ("Full name: [name]", "columns is a list of lines such as 'Job title: job_title'."),
    ],
)
def test_a_list_of_columns_that_cannot_be_used_is_refused(hub: Hub, line: str, words: str) -> None:
    with pytest.raises(SpreadsheetRefused) as refused:
        hub.take(table({}), columns=columns_file(hub, line, drop="Full name"))

    assert words in str(refused.value)


def test_without_a_list_an_unknown_heading_is_refused(hub: Hub) -> None:
    with pytest.raises(
        SpreadsheetRefused, match=r"the column 'Jobtitel' is not a field\. Did you mean 'job_title'"
    ):
        hub.take(b"Name,Jobtitel\nAda,x\n", columns=None)


def test_the_example_explains_every_role() -> None:
    text = COLUMNS.read_text("utf-8")

    assert all(f"#   {role}" in text for role in ROLES)


# ---------------------------------------------------------------- the command, and many rows


def test_the_command_says_what_it_did(hub: Hub) -> None:
    path = hub.folder / "hub.csv"
    path.write_bytes(table({}, {"Full name": "Bo Lu", "District": "leds"}))

    done = run("import", path, "--columns", COLUMNS, "--content", hub.content, "--today", TODAY)

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Never written, since it is private: E-mail, Mobile phone.",
        "1 profile written, 0 updated, 0 unchanged; 1 row needs a hand.",
        "None is published before the hub has entered it in content/register/verification.yml.",
    ]
    assert done.stderr == (
        f"{path}: row 3: District: 'leds' is not in content/vocabularies/areas.yml. Did you mean 'leeds'? [unknown-term]\n"
    )


def test_the_command_refuses_in_one_line(hub: Hub) -> None:
    path = hub.folder / "hub.csv"
    path.write_bytes(table({"Full name": "Zoë"}, encoding="windows-1252"))

    done = run("import", path, "--columns", COLUMNS, "--content", hub.content)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith(" Nothing was written.\n")
    assert "there is no file" in run("import", hub.folder / "gone.csv").stderr


def test_three_thousand_rows_take_seconds_and_so_does_the_second_time(hub: Hub) -> None:
    data = table(
        *({"Full name": f"Volunteer {number}", "Volunteer number": str(number)} for number in range(3_000))
    )

    begun = time.process_time()
    first = hub.take(data)
    second = hub.take(data, update=True)

    assert (first.new, second.unchanged, second.files) == (3_000, 3_000, {})
    assert time.process_time() - begun < 15
