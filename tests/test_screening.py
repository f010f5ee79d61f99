"""Every text of every file is looked at, once more in the finished site; a reviewer may let words stand."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from generator.output import OutputFile
from generator.pipeline import OWN_CONTENT, Counter, Order, Plan, build, understand
from generator.problems import ContentError, Problem
from generator.pupils import find_pupils
from generator.screening import Leak, look_again, mixed_words, without_doubles

NAMED = [
    "Aisha Begum, Year 9, asked",
    "Aisha Begum (Year 9) asked",
    "Aisha in Year 9 said so.",
    "Aisha Begum, aged 15, won.",
    "Ellie, who is 14, laughed",
    "Ellie Ward (14) laughed.",
    "Tom, 13, built a robot.",
    "13-year-old Aisha built it.",
    "Year 9 pupil Aisha Begum asked",
    "a Year 10 pupil called Aisha",
    "one pupil, Aisha, said",
    "my daughter Ellie",
    "My youngest son Tom",
    "A student named Aisha Begum asked me",
    "When Aisha, Year 7, came",
    "Ellie Ward, who is nine, asked why.",
    "Priya O'Neill, KS2, was our winner",
    "Zoë Nuñez-Hart of class 4B drew the poster",
    "Tom is in Reception and built a bridge",
    "In Year 8, Aisha Begum won the cup.",
    "Our son Tom loves trains.",
    "pupils Tom Clarke and Aisha Begum",
    "an eleven year old, Tom Clarke, mended it",
    "Year 4's Tom Clarke drew the logo",
    "Sixth-former Aisha joined me.",
    "Leo Okonkwo in Year 10 wired it.",
    "Leo Okonkwo is fourteen.",
]
NOBODY = [
    "In September, Year 9 came.",
    "Titus Salt School, Year 9, came.",
    "Amina Khan met Year 9 pupils in Hull.",
    "Year 9 pupils at Beckfoot School built it.",
    "A Year 10 class told me.",
    "PhD student Amina Khan",
    "STEM Student Ambassador",
    "Student Loans Company",
    "my daughter has a concert",
    "When I was 15 I left.",
    "Pupils aged 11 to 16 came.",
    "Then Year 8 won.",
    "Ask your teacher about Year 11.",
    "Apollo 13, Apollo 14",
    "Twenty-six kids, Year 9, and my knees went.",
    "Bridge Builders, KS2 and up",
    "Our Bridge Day is for KS3 and KS4.",
    "In Year 9, Dr Shaw told me about glass.",
    "Reception opens at nine.",
    "The total is four, and each is ten.",
    "The Class 66 locomotive was built in 1998.",
    "The pump, who is told, stops.",
    "Pupils love the Science Bus.",
    "Our son et lumière was a success.",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_named_child_is_found(text: str) -> None:
    assert list(find_pupils(text))


@pytest.mark.parametrize("text", NOBODY)
def test_no_child_is_seen_where_none_is_named(text: str) -> None:
    assert list(find_pupils(text)) == []


@pytest.mark.parametrize("text", ["Аmina", "Khаn", "Αmina", "pаypal and more", "scοpe"])
def test_a_borrowed_letter_is_found(text: str) -> None:
    assert list(mixed_words(text))


@pytest.mark.parametrize(
    "text", ["Анна Smith", "5 µm and kΩ", "πr", "Δt", "Åse Müller", "λmax", "ρmax", "Ωmega", "日本NASA"]
)
def test_units_formulas_and_whole_words_of_another_alphabet_are_no_fault(text: str) -> None:
    assert list(mixed_words(text)) == []


PERSON = (
    (Path(__file__).parent / "broken" / "raw-html" / "content" / "ambassadors" / "amina-khan.md")
    .read_text("utf-8")
    .partition("I am <b>")[0]
)


def problems(folder: Path) -> list[str]:
    return [str(each) for each in understand(Order(content=folder, today=date(2027, 1, 15))).problems]


def content(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "content"
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yml", ".yml").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_named_reviewer_lets_words_stand(tmp_path: Path) -> None:
    entry = (
        "- file: content/ambassadors/amina.md\n  words: Aisha Begum, Year 9\n  reviewer: hub\n"
        "  date: 2026-11-01\n  reason: It is the name of a ship.\n"
    )
    told = PERSON + "Aisha Begum, Year 9, came.\n"
    assert problems(content(tmp_path / "a", ambassadors__amina_md=told))
    assert problems(content(tmp_path / "b", ambassadors__amina_md=told, register__reviewed_yml=entry)) == []
    (without,) = problems(
        content(
            tmp_path / "c",
            ambassadors__amina_md=told,
            register__reviewed_yml=entry.replace("  reviewer: hub\n", ""),
        )
    )[:1]
    assert "[pupil-named]" in without or "[register]" in without


def test_a_paused_profile_is_looked_at_too(tmp_path: Path) -> None:
    paused = PERSON.replace("consent:", "visibility: paused\nconsent:") + "Ring 07700 900123.\n"
    assert any(
        "[contact-details]" in each for each in problems(content(tmp_path, ambassadors__amina_md=paused))
    )


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a/index.html", b"<p>Ring <b>07700</b> 900123</p>"),
        ("a/index.html", b'<img alt="ada@example.com">'),
        ("a/index.html", b"<a href='x' title=\"M1 1AE\">x</a>"),
        ("data/a.json", b'{"a": "07700 900123"}'),
        ("a/feed.xml", b"<summary>ada@example.com</summary>"),
        ("a/event.ics", b"DESCRIPTION:Ring 0161 4\r\n 96 0123"),
        ("assets/search/people.json", b'["ada@example.com"]'),
    ],
)
def test_the_finished_site_is_looked_at_once_more(path: str, data: bytes) -> None:
    with pytest.raises(Leak, match=path):
        list(look_again([OutputFile(path, data)], frozenset()))


def test_what_is_allowed_by_name_may_stand_in_the_site() -> None:
    files = [
        OutputFile(
            "a.html", b'<a href="mailto:hub@example.org?subject=Ask">hub@example.org</a> 2026-11-01 10:30'
        ),
        OutputFile("b.ics", b"UID:2027-01-15-a@example.org\r\n"),
    ]
    assert list(look_again(files, frozenset({"hub@example.org"}))) == files


@pytest.mark.parametrize(("day", "named"), [("2026-12-01", False), ("2027-02-01", True)])
def test_a_past_visit_to_a_school_does_not_say_who_came(tmp_path: Path, day: str, *, named: bool) -> None:
    event = (
        f"---\ntitle: A visit\nsummary: We came.\nkind: workshop\nstarts: {day}\nmode: in-person\ncost: free\n"
        "venue: hexbridge-primary\nambassadors: [amina]\n---\n"
    )
    school = "---\nname: Hexbridge Primary\nkind: school\ndistrict: bradford\n---\n"
    folder = content(tmp_path, ambassadors__amina_md=PERSON, organisations__hexbridge_primary_md=school)
    folder.joinpath("organisations", "hexbridge_primary.md").rename(
        folder / "organisations" / "hexbridge-primary.md"
    )
    (folder / "events").mkdir()
    (folder / "events" / f"{day}-a-visit.md").write_text(event, "utf-8")
    (folder / "register").mkdir()
    (folder / "register" / "verification.yml").write_text("amina:\n  active: yes\n", "utf-8")
    order = Order(content=folder, today=date(2027, 1, 15))
    found = understand(order)
    assert [str(each) for each in found.problems] == []
    pages = {file.path: file.data for file in Plan(found, order).outputs(Counter())}
    assert (b"Amina Khan" in pages[f"events/{day}-a-visit/index.html"]) is named


@pytest.mark.parametrize(("day", "together"), [("2026-12-01", False), ("2027-02-01", True)])
@pytest.mark.parametrize("names", [True, False])
def test_no_story_says_who_came_to_which_school(
    tmp_path: Path, day: str, *, names: bool, together: bool
) -> None:
    who = "ambassadors: [amina]\n" if names else ""
    event = (
        f"---\ntitle: A visit\nsummary: We came.\nkind: workshop\nstarts: {day}\nmode: in-person\ncost: free\n"
        "place: {name: Hexbridge Primary, district: bradford}\nwrite_up: it-went-well\n---\n"
    )
    story = f"---\ntitle: It went well\nsummary: They built.\ndate: 2027-01-10\nkind: story\nevents: [{day}-a-visit]\n{who}---\n\nWords.\n"
    folder = content(
        tmp_path, ambassadors__amina_md=PERSON, register__verification_yml="amina:\n  active: yes\n"
    )
    for path, text in ((f"events/{day}-a-visit.md", event), ("case-studies/it-went-well.md", story)):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    order = Order(content=folder, today=date(2027, 1, 15))
    found = understand(order)
    assert [str(each) for each in found.problems] == []
    pages = {file.path: file.data for file in Plan(found, order).outputs(Counter())}
    told = together or not names
    assert (f"{day}-a-visit".encode() in pages["case-studies/it-went-well/index.html"]) is told
    assert (b"it-went-well" in pages[f"events/{day}-a-visit/index.html"]) is told
    assert (b"amina/" in pages["case-studies/it-went-well/index.html"]) is names


@pytest.mark.parametrize("names", [True, False])
def test_no_story_of_an_ambassador_names_the_school(tmp_path: Path, *, names: bool) -> None:
    who = "ambassadors: [amina]\n" if names else ""
    story = f"---\ntitle: It went well\nsummary: They built.\ndate: 2027-01-10\nkind: story\norganisations: [hexbridge, Oak Academy, A Museum]\n{who}---\n\nWords.\n"
    school = "---\nname: The Hexbridge Trust\nkind: school\ndistrict: bradford\n---\n"
    folder = content(
        tmp_path, ambassadors__amina_md=PERSON, register__verification_yml="amina:\n  active: yes\n",
        organisations__hexbridge_md=school, story=story,
    )  # fmt: skip
    (folder / "case-studies").mkdir()
    (folder / "story").rename(folder / "case-studies" / "it-went-well.md")
    order = Order(content=folder, today=date(2027, 1, 15))
    found = understand(order)
    assert [str(each) for each in found.problems] == []
    pages = {file.path: file.data for file in Plan(found, order).outputs(Counter())}
    story_page = pages["case-studies/it-went-well/index.html"]
    assert b"A Museum" in story_page
    assert (b"Hexbridge Trust" in story_page) is not names
    assert (b"Oak Academy" in story_page) is not names
    assert (b"it-went-well" in pages["organisations/hexbridge/index.html"]) is not names
    assert ("case-studies/it-went-well/written.json" in pages) is not names


VISIT = "On 12 March 2026 we were at Hexbridge Primary"
STORY = "---\ntitle: Mud\nsummary: {}\ndate: 2027-01-10\nkind: story\n{}---\n\nIt rained.\n\n{}\n"
SCHOOL_EVENT = (
    "---\ntitle: A visit\nsummary: {}\nkind: workshop\nstarts: 2027-03-01\nmode: in-person\ncost: free\n"
    "place: {{name: {}, district: bradford}}\n---\n"
)
WITH = "ambassadors: [amina]\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("case-studies/mud.md", STORY.format("Mud.", WITH, VISIT + "."), 11),
        ("case-studies/mud.md", STORY.format("Mud.", "", VISIT + " with Amina Khan."), 10),
        ("case-studies/mud.md", STORY.format(VISIT + ".", WITH, "More."), 3),
        (
            "case-studies/mud.md",
            STORY.format("Mud.", WITH, "2026-03-12, Oak Tree High School:\nwe built."),
            11,
        ),
        ("case-studies/mud.md", STORY.format("Mud.", WITH, "The Hexbridge Trust had us on 12/03/2026."), 11),
        ("ambassadors/amina.md", PERSON + VISIT + ".\n", 21),
        ("ambassadors/amina.md", PERSON.replace("industry:", f"advice: {VISIT}.\nindustry:", 1), 7),
        ("events/2027-03-01-a-visit.md", SCHOOL_EVENT.format("Amina Khan comes.", "Oak Academy"), 3),
    ],
)
def test_no_text_says_who_was_at_which_school_when(tmp_path: Path, path: str, text: str, line: int) -> None:
    school = "---\nname: The Hexbridge Trust\nkind: school\ndistrict: bradford\n---\n"
    folder = content(tmp_path, ambassadors__amina_md=PERSON, organisations__hexbridge_md=school)
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text, "utf-8")
    (only,) = problems(folder)
    assert only.startswith(f"content/{path}:{line}: ")
    assert only.endswith("[past-visit]")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("case-studies/mud.md", STORY.format("Mud.", "", VISIT + ".")),
        ("case-studies/mud.md", STORY.format("Mud.", WITH, "We were at Hexbridge Primary.\n\nOn 12 March it rained.")),
        ("case-studies/mud.md", STORY.format("Mud.", WITH, "In March 2026 we were at Hexbridge Primary.")),
        ("case-studies/mud.md", STORY.format("Mud.", WITH, "On 12 March 2026 the school had us.")),
        ("events/2027-03-01-a-visit.md", SCHOOL_EVENT.format("Amina Khan comes.", "Whitby Library")),
        ("events/2027-03-01-a-visit.md", SCHOOL_EVENT.format("An engineer comes.", "Oak Academy")),
        ("ambassadors/amina.md", PERSON + "I was at Hexbridge Primary from 2001 to 2007.\n"),
    ],
)  # fmt: skip
def test_a_day_or_a_school_or_a_person_alone_says_nothing(tmp_path: Path, path: str, text: str) -> None:
    folder = content(tmp_path, ambassadors__amina_md=PERSON)
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text(text, "utf-8")
    assert problems(folder) == []


def test_what_the_hub_writes_into_its_own_lists_is_told_with_its_line(tmp_path: Path) -> None:
    settings = "title: The directory\nabout: Ring 07700 900123.\n"
    found = problems(content(tmp_path, ambassadors__amina_md=PERSON, site_yml=settings))
    assert any(each.startswith("content/site.yml:2: about: '07700 900123' is") for each in found)


def test_an_emergency_does_not_wait_for_what_a_list_of_the_hub_says(tmp_path: Path) -> None:
    own = (OWN_CONTENT / "vocabularies" / "activities.yml").read_text("utf-8")
    broken = own.replace("label: ", "label: Ring 07700 900123, ", 1)
    folder = content(
        tmp_path, ambassadors__amina_md=PERSON, vocabularies__activities_yml=broken,
        register__verification_yml="amina:\n  active: yes\n",
    )  # fmt: skip
    order = Order(content=folder, today=date(2027, 1, 15))
    with pytest.raises(ContentError):
        build(order, tmp_path / "site")
    (folder / "register" / "hidden.yml").write_text("- ambassadors/amina\n", "utf-8")
    built = build(order, tmp_path / "site")
    assert [problem.path for problem in built.left_out] == ["content/vocabularies/activities.yml"]
    assert not (tmp_path / "site" / "ambassadors" / "amina").exists()


MIXED = PERSON.replace("name: Amina Khan", "name: Аmina Khan")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (MIXED, ["mixed-script"]),
        (PERSON + "Aisha Begum, Year 9, came.\n", ["pupil-named"]),
        (PERSON + "See [it](mailto:ada@example.org).\n", ["contact-details"]),
        (PERSON + "See [it](https://ada@example.org/).\n", ["outside-link"]),
        (PERSON.replace("industry:", "mobile: 07700 900123\nindustry:", 1), ["unknown-field"]),
        (PERSON.replace("industry:", "job_titel: Ring 07700 900123\nindustry:", 1), ["unknown-field"]),
    ],
)
def test_one_fault_is_told_once_and_by_its_own_rule(tmp_path: Path, text: str, rules: list[str]) -> None:
    found = understand(Order(content=content(tmp_path, ambassadors__amina_md=text), today=date(2027, 1, 15)))
    assert [problem.rule for problem in found.problems] == rules


def test_a_file_of_thousands_of_bad_links_and_addresses_does_not_take_long() -> None:
    path = "content/pages/a.md"
    contacts = [
        Problem(path, line, "", "contact-details", f"'a{line}@example.org' is an e-mail address.")
        for line in range(6_000)
    ]
    links = [
        Problem(path, line, "", "outside-link", f"the link mailto:a{line}@example.org has no https.")
        for line in range(6_000)
    ]
    began = time.process_time()
    assert without_doubles([*contacts, *links]) == contacts
    # Each held against each takes several seconds.
    assert time.process_time() - began < 1


def test_a_review_lets_only_its_own_words_stand(tmp_path: Path) -> None:
    entry = (
        "- file: ambassadors/amina.md\n  words: Aisha Begum, Year 9\n  reviewer: hub\n"
        "  date: 2026-11-01\n  reason: It is the name of a ship.\n"
    )
    told = PERSON + "Aisha Begum, Year 9, and Tom Ward, Year 8, came.\n"
    (only,) = problems(content(tmp_path, ambassadors__amina_md=told, register__reviewed_yml=entry))
    assert "'Tom Ward, Year 8'" in only


def test_the_hub_may_be_named_with_its_own_address(tmp_path: Path) -> None:
    page = "---\ntitle: Ask\nsummary: How to ask.\n---\n\nWrite to {}.\n"
    assert problems(content(tmp_path / "a", pages__asking_md=page.format("hub@example.org"))) == []
    assert problems(content(tmp_path / "b", pages__asking_md=page.format("ada@example.org")))


def test_a_build_that_lets_somebody_be_reached_fails_and_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = content(tmp_path, ambassadors__amina_md=PERSON)
    leak = OutputFile("a.html", b"<p>07700 900123</p>")
    monkeypatch.setattr("generator.pipeline.robots", lambda site: leak)
    with pytest.raises(Leak, match=r"a\.html"):
        build(Order(content=folder, today=date(2027, 1, 15)), tmp_path / "site")
    assert not (tmp_path / "site").exists()


HIDING_PLACES = [
    PERSON.replace("job_title: Structural engineer", "job_title: Engineer 07700 900123"),
    PERSON.replace("formats: [in-person]", "formats: [in-person]\ntraits: [calm, 07700 900123]"),
    PERSON.replace("  - {step: gcse, year: 2009}", "  - {step: gcse, year: 2009, note: ring 07700 900123}"),
    PERSON.replace(
        "industry:", "questions:\n  - question: Why?\n    answer: Ring 07700 900123.\nindustry:", 1
    ),
    PERSON.replace("industry:", "advice: >-\n  Ring 07700\n  900123.\nindustry:", 1),
    PERSON.replace("industry:", 'advice: "Ring \\x30\\x37700 900123."\nindustry:', 1),
    PERSON.replace("industry:", "# 07700 900123\nindustry:", 1),
    PERSON + "| a | b |\n|---|---|\n| 07700 900123 | x |\n",
    PERSON + "```\n07700 900123\n```\n",
    PERSON + "## Ring 07700 900123\n",
    PERSON + "[x](https://example.org/a?tel=07700900123)\n",
    PERSON + "[x][y]\n\n[y]: https://example.org/07700900123\n",
]


@pytest.mark.parametrize("text", HIDING_PLACES)
def test_every_text_of_a_file_is_looked_at_wherever_it_stands(tmp_path: Path, text: str) -> None:
    found = problems(content(tmp_path, ambassadors__amina_md=text))
    assert any("is a telephone number" in each for each in found), found


@pytest.mark.parametrize(
    ("path", "address", "stands"),
    [
        ("organisations__museum_md", "bookings@example.org", True),
        ("organisations__museum_md", "jane.smith@example.org", False),
        ("pages__museum_md", "bookings@example.org", False),
    ],
)
def test_a_role_address_stands_in_the_record_of_its_organisation_alone(
    tmp_path: Path, path: str, address: str, *, stands: bool
) -> None:
    fields = (
        "name: A Museum\nkind: museum\n"
        if path.startswith("organisations")
        else "title: A Museum\nsummary: A page.\n"
    )
    found = problems(content(tmp_path, **{path: f"---\n{fields}---\n\nWrite to {address}.\n"}))
    assert [each for each in found if "[contact-details]" in each] == found
    assert (found == []) is stands
