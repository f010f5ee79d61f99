"""site.yml: what it may say, and that a site can do without it."""

import pytest
from small_files import document

from generator.problems import Problem
from generator.settings import SECTIONS, Settings, validate_settings


def read(text: str) -> tuple[Settings, list[Problem]]:
    return validate_settings(document("settings", text, "site"))


def good(text: str) -> Settings:
    found, problems = read(text)
    assert [str(each) for each in problems] == []
    return found


def problem(text: str) -> Problem:
    found, problems = read(text)
    assert len(problems) == 1, [str(each) for each in problems]
    assert found == Settings()
    assert (problems[0].rule, problems[0].path) == ("settings", "content/site.yml")
    return problems[0]


def test_a_site_can_do_without_settings() -> None:
    found, problems = validate_settings(None)
    assert (found, problems) == (Settings(), [])
    assert (found.base_url, found.time_zone, found.demonstration, found.navigation) == (
        "http://localhost:8000/",
        "Europe/London",
        False,
        SECTIONS,
    )


def test_every_setting_is_read() -> None:
    found = good(
        "title: The hub\nshort_title: Hub\ntagline: Meet us\ndescription: Words.\nbase_url: https://example.org/hub\n"
        "language: en-GB\ntime_zone: Europe/London\ndemonstration: yes\nrepository: {name: a/b, branch: main}\n"
        "hub: {name: Us, email: hub@example.org, how_to_ask: ask, safeguarding: safe}\nnavigation: [events, areas]\n"
        "footer:\n  - heading: For you\n    pages: [about]\n"
    )
    assert found.base_url == "https://example.org/hub/"
    assert found.demonstration is True
    assert found.repository is not None
    assert (found.repository.name, found.hub.email, found.hub.safeguarding) == (
        "a/b",
        "hub@example.org",
        "safe",
    )
    assert (found.navigation, found.footer[0].pages) == (("events", "areas"), ("about",))


@pytest.mark.parametrize(
    ("line", "field", "beginning"),
    [
        ("titel: x", "", "'titel' is not a field of site.yml. Did you mean 'title'?"),
        ('title: ""', "title", "it is empty."),
        (f"title: {'x' * 81}", "title", "it has 81 characters; 80 fit."),
        ("base_url: example.org", "base_url", "'example.org' is not a base address."),
        ("base_url: ftp://example.org/", "base_url", "'ftp://example.org/' is not a base address."),
        ("base_url: https://example.org/a b/", "base_url", "'https://example.org/a b/' has a path that is not plain."),
        ("time_zone: Mars", "time_zone", "'Mars' is not a time zone. Write Europe/London."),
        ("time_zone: Europe", "time_zone", "'Europe' is not a time zone. Write Europe/London."),
        ("time_zone: ../../etc/passwd", "time_zone", "'../../etc/passwd' is not a time zone. Write Europe/London."),
        ("time_zone: /etc/localtime", "time_zone", "'/etc/localtime' is not a time zone. Write Europe/London."),
        ('time_zone: ""', "time_zone", "'' is not a time zone. Write Europe/London."),
        ("demonstration: maybe", "demonstration", "'maybe' is neither yes nor no. Write yes or no."),
        ("demonstration: 1", "demonstration", "'1' is neither yes nor no. Write yes or no."),
        ("hub: {email: hub}", "hub.email", "'hub' is not an e-mail address. Write the hub's role address."),
        ("hub: {email: hub@example}", "hub.email", "'hub@example' is not an e-mail address."),
        ("hub: {email: 'hub@example.org?bcc=a@b.c'}", "hub.email", "'hub@example.org?bcc=a@b.c' is not an e-mail"),
        ("hub: Us", "hub", "one text stands where a group of fields is wanted."),
        ("navigation: [events, shop]", "navigation.2", "'shop' is not one of its values. Choose from: ambassadors,"),
        ("repository: {branch: main}", "repository", "'name' is missing."),
        ("footer: [about]", "footer.1", "one text stands where a group of fields is wanted."),
    ],
)  # fmt: skip
def test_a_faulty_setting_is_told_on_its_line(line: str, field: str, beginning: str) -> None:
    found = problem(f"# a note\n{line}\n")
    assert (found.line, found.field) == (2, field)
    assert found.message.startswith(beginning)


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("Yes", True), ("TRUE", True), ("no", False), ("false", False)]
)
def test_a_switch_is_yes_or_no(written: str, value: bool) -> None:
    assert good(f"demonstration: {written}\n").demonstration is value


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_says_nothing(text: str) -> None:
    assert good(text) == Settings()


@pytest.mark.parametrize("text", ["- a\n", "words\n"])
def test_a_file_that_is_not_made_of_settings_is_told_what_it_is(text: str) -> None:
    assert "''" not in problem(text).message
