"""The data for others hold what stands on the pages, and nobody who is not on the lists."""

import json

import pytest
from sample_site import BASE_URL, LISTED, UNLISTED, UNPUBLISHED, files, pages, site


def data(name, **order):
    return json.loads(files(**order)[f"data/{name}.json"])


def row(name, slug):
    key = name.replace("-", "_")
    (found,) = [each for each in data(name)[key] if each["slug"] == slug]
    return found


def test_there_is_a_file_for_each_kind_of_thing() -> None:
    facts = {path for path in files() if path.startswith("data/") and path.count("/") == 1}
    assert facts - {"data/form.json", "data/screen.json"} == {
        f"data/{name}.json"
        for name in ("ambassadors", "areas", "careers", "case-studies", "events", "organisations")
    }


@pytest.mark.parametrize(
    "name", ["ambassadors", "areas", "careers", "case-studies", "events", "organisations"]
)
def test_every_file_says_what_it_is_and_of_which_day(name: str) -> None:
    found = data(name)

    assert found["title"] == f"Sample Ambassadors: {name}"
    assert found["as_of"] == "2027-01-15"
    assert found["demonstration"] is True
    assert found["note"]
    assert found[name.replace("-", "_")]


def test_everyone_on_the_lists_is_in_the_data_by_slug() -> None:
    assert [each["slug"] for each in data("ambassadors")["ambassadors"]] == sorted(LISTED)


def test_nobody_else_is_in_any_data() -> None:
    """In the open data and in what search reads, for the public site and for the preview of whoever is unlisted."""
    made = {path: blob.decode() for path, blob in files().items() if path.endswith(".json")}

    assert any("search" in path for path in made)
    for path, text in made.items():
        for slug, name in UNPUBLISHED.items():
            assert name not in text, path
            assert f'"{slug}"' not in text, path
        assert UNLISTED not in text, path
        assert "Underhill" not in text, path


def test_whoever_is_unlisted_is_named_on_their_own_page_alone() -> None:
    """A page that somebody wrote a link to names whatever words its author gave the link."""
    named = {path for path, blob in files().items() if b"Underhill" in blob}

    assert named == {f"ambassadors/{UNLISTED}/index.html"}


def test_a_profile_in_the_data_holds_facts_of_its_page_and_no_more() -> None:
    found = row("ambassadors", "ana-oneill")

    assert found == {
        "slug": "ana-oneill",
        "url": f"{BASE_URL}ambassadors/ana-oneill/",
        "name": "Ana O'Neill",
        "job_title": "Bridge inspector",
        "summary": "Tests one odd case of the sample.",
        "industry": "engineering",
        "district": "bradford",
        "career": "bridge-builder",
        "subjects": ["mathematics", "physics", "engineering", "geography"],
        "key_stages": ["ks3"],
        "activities": ["careers-talk"],
        "formats": ["in-person", "online"],
        "languages": ["irish", "french"],
        "networks": ["equality-champions"],
        "route_headlines": ["apprenticeship", "no-degree"],
    }


def test_a_network_that_the_register_does_not_confirm_is_not_in_the_data() -> None:
    assert "networks" not in row("ambassadors", "max-marlow")


def test_names_are_written_in_their_own_letters() -> None:
    assert row("ambassadors", "li-wei")["name"] == "李伟"
    assert "李伟".encode() in files()["data/ambassadors.json"]


def test_events_in_the_data_are_those_that_are_coming_up_at_their_next_time() -> None:
    assert [each["slug"] for each in data("events")["events"]] == [event.slug for event in site().upcoming]
    club = row("events", "2026-10-20-code-club")
    assert (club["starts"], club["ends"]) == ("2027-01-19T16:00:00+00:00", "2027-01-19T17:30:00+00:00")
    assert club["repeats"] == "FREQ=WEEKLY;UNTIL=20270525"
    assert row("events", "2027-02-10-three-days")["ends"] == "2027-02-12"
    assert row("events", "2027-03-14-at-the-town-hall")["district"] == "bradford"
    assert "district" not in row("events", "2027-04-01-online-only")


def test_a_career_counts_those_on_the_lists() -> None:
    assert row("careers", "bridge-builder")["ambassadors"] == 2
    assert row("careers", "lonely-job")["ambassadors"] == 0


def test_districts_are_counted_as_on_the_map() -> None:
    districts = {each["slug"]: each for area in data("areas")["areas"] for each in area["districts"]}

    assert len(districts) == 17
    assert districts["bradford"]["ambassadors"] == 2
    assert districts["rochdale"]["ambassadors"] == 0
    assert districts["york"]["gss"] == "E06000014"


def test_every_address_in_the_data_is_of_a_page() -> None:
    known = {f"{BASE_URL}{url.removeprefix('/')}" for url in pages()}

    for name in ("ambassadors", "areas", "careers", "case-studies", "events", "organisations"):
        for each in data(name)[name.replace("-", "_")]:
            assert each["url"] in known


def test_a_preview_gives_nobody_away_in_open_data() -> None:
    """A preview may show who is not published yet; what others take from /data/ may be kept for ever."""
    names = {each["slug"] for each in data("ambassadors", preview=True)["ambassadors"]}

    assert UNLISTED not in names
    assert "pat-paused" not in names
