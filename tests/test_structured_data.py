"""Linked data can never leave its script element, and says what the page says."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_site import BASE_URL, event_text, files, pages

from generator.structured_data import json_script


class _Scripts(HTMLParser):
    """The texts of all JSON-LD scripts, cut as a browser cuts them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def documents(path, **order):
    reader = _Scripts()
    reader.feed(files(**order)[path].decode())
    reader.close()
    return [json.loads(text) for text in reader.found]


def about(path, kind, **order):
    (found,) = [each for each in documents(path, **order) if each["@type"] == kind]
    return found


# ---------------------------------------------------------------- the element holds


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        "</SCRIPT >",
        "<!-- <script>",
        "-->",
        "]]>",
        "&lt;/script&gt;",
        "O'Neill",
        "a\u2028b\u2029c",
        '"; alert(1); "',
        "back\\slash",
        "ياسمين حداد",
        "李伟",
    ],
)
def test_any_name_comes_out_as_it_went_in_and_ends_no_element(name: str) -> None:
    written = str(json_script({"name": name}))

    assert json.loads(written) == {"name": name}
    assert not set(written) & set("<>&'\u2028\u2029")


@given(st.text())
def test_any_text_at_all_comes_out_as_it_went_in(name: str) -> None:
    written = str(json_script([name]))

    assert json.loads(written) == [name]
    assert not set(written) & set("<>&'")


def test_a_name_that_would_end_the_script_is_whole_on_its_page() -> None:
    person = about("ambassadors/bobby-tables/index.html", "ProfilePage")["mainEntity"]

    assert person["name"] == "Bobby </script><!-- Tables ]]>"


def test_every_page_but_home_says_where_it_stands() -> None:
    for url, page in pages().items():
        if url in ("/", "/404.html") or page.bare:
            continue
        crumbs = about(page.output_path, "BreadcrumbList")["itemListElement"]
        assert crumbs[0]["item"] == BASE_URL, url
        assert crumbs[-1]["item"] == f"{BASE_URL}{url.removeprefix('/')}", url
        assert [each["position"] for each in crumbs] == list(range(1, len(crumbs) + 1)), url


# ---------------------------------------------------------------- what it says


def test_a_profile_is_about_a_person() -> None:
    page = about("ambassadors/ana-oneill/index.html", "ProfilePage")

    assert page["url"] == f"{BASE_URL}ambassadors/ana-oneill/"
    person = page["mainEntity"]
    assert (person["name"], person["jobTitle"]) == ("Ana O'Neill", "Bridge inspector")
    assert person["worksFor"] == {"@type": "Organization", "name": "Hexbridge"}
    assert person["knowsLanguage"] == ["Irish", "French"]
    assert person["image"].removeprefix(BASE_URL) in files()


def test_a_person_without_a_published_photograph_has_no_image() -> None:
    assert "image" not in about("ambassadors/yasmin-haddad/index.html", "ProfilePage")["mainEntity"]


def test_an_event_says_when_and_where_as_its_page_does() -> None:
    found = about("events/2027-03-14-at-the-town-hall/index.html", "Event")

    assert (found["startDate"], found["endDate"]) == (
        "2027-03-14T10:30:00+00:00",
        "2027-03-14T12:30:00+00:00",
    )
    assert found["location"][0]["name"] == "Example Town Hall"
    assert found["location"][0]["address"]["addressRegion"] == "Bradford"
    assert [each["name"] for each in found["organizer"]] == ["Example Town Hall", "Friends of the example"]
    assert found["isAccessibleForFree"] is True
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


@pytest.mark.parametrize(
    ("slug", "field", "value"),
    [
        ("2027-03-01-cancelled-talk", "eventStatus", "https://schema.org/EventCancelled"),
        ("2027-04-01-online-only", "eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode"),
        ("2027-03-20-until-midnight", "eventAttendanceMode", "https://schema.org/MixedEventAttendanceMode"),
        ("2027-02-10-three-days", "startDate", "2027-02-10"),
        ("2027-02-10-three-days", "endDate", "2027-02-12"),
        ("2026-10-20-code-club", "startDate", "2027-01-19T16:00:00+00:00"),
    ],
)
def test_what_is_special_about_an_event_is_said(slug: str, field: str, value: str) -> None:
    assert about(f"events/{slug}/index.html", "Event")[field] == value


def test_an_event_online_takes_place_at_its_page_and_one_of_both_kinds_at_two_places() -> None:
    def kinds(slug):
        return [each["@type"] for each in about(f"events/{slug}/index.html", "Event")["location"]]

    assert kinds("2027-04-01-online-only") == ["VirtualLocation"]
    assert kinds("2027-03-20-until-midnight") == ["Place", "VirtualLocation"]


def test_something_that_costs_money_is_not_said_to_be_free() -> None:
    assert "isAccessibleForFree" not in about("events/2027-03-02-full-workshop/index.html", "Event")


def test_an_event_without_an_end_claims_none(tmp_path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events/2027-03-14-talk.md").write_text(event_text(), "utf-8")

    found = about("events/2027-03-14-talk/index.html", "Event", content=tmp_path)
    assert found["startDate"] == "2027-03-14T10:30:00+00:00"
    assert "endDate" not in found


def test_a_story_names_its_author_and_its_day() -> None:
    story = about("case-studies/an-open-day/index.html", "Article")

    assert (story["headline"], story["datePublished"]) == ("A day at the sample", "2026-11-20")
    assert story["author"] == {"@type": "Person", "name": "Pen Writer"}
    assert "author" not in about("case-studies/an-opinion/index.html", "Article")


def test_a_career_is_an_occupation_with_its_code() -> None:
    career = about("careers/bridge-builder/index.html", "Occupation")

    assert (career["name"], career["occupationalCategory"]) == ("Bridge builder", "SOC 2020: 2121")
    assert career["alternateName"] == ["arch maker"]
    assert "occupationalCategory" not in about("careers/lonely-job/index.html", "Occupation")
