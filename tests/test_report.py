"""The hub's report: who is not published, whose consent ends soon, which files rest on which consent."""

import json
import re
from datetime import date

import pytest
from build_command import TODAY, run
from sample_site import LISTED, UNLISTED, UNPUBLISHED, copied, files, understood

from generator import pipeline


def report(**order):
    return pipeline.report(understood(**order))


def person(slug, **order):
    return next(each for each in report(**order)["published"] if each["slug"] == slug)


def files_of(slug, **order):
    found = person(slug, **order)
    return {path for paths in found["on_consent_to_profile"].values() for path in paths}


def test_who_is_not_published_is_there_with_the_reason() -> None:
    found = {each["path"]: each["why"] for each in report()["not_published"]}

    assert set(found) == {f"content/ambassadors/{slug}.md" for slug in UNPUBLISHED} or len(found) == len(
        UNPUBLISHED
    )
    assert "consent was to be renewed by 2027-01-14" in found.values()


@pytest.mark.parametrize("slug", sorted(LISTED | {UNLISTED}))
def test_the_files_of_a_person_are_just_those_that_hold_their_address_or_code(slug: str) -> None:
    """The other way round than the report does it: by looking into every file that was made."""
    # Some slugs are words or letters that stand elsewhere too: an address or a whole JSON text is theirs alone.
    said = re.compile(
        rb"/ambassadors/"
        + slug.encode()
        + rb'/|"slug": "'
        + slug.encode()
        + rb'"|person='
        + slug.encode()
        + rb'"|"ambassadors": \[(?:\s*"[a-z0-9-]+",)*\s*"'
        + slug.encode()
        + rb'"'
    )
    holding = {path for path, data in files().items() if said.search(data)}
    # These name nobody by address: facts in the order of the day, and names.
    people = {
        path for path in files() if path.startswith(("assets/search/people-", "assets/search/filters-"))
    }

    assert files_of(slug) - people == holding
    assert (people <= files_of(slug)) is (slug in LISTED)


def test_someone_unlisted_rests_in_their_own_page_and_in_links_to_it_alone() -> None:
    assert files_of(UNLISTED) == {f"ambassadors/{UNLISTED}/index.html", "about/index.html"}


def test_the_photograph_rests_on_its_own_consent() -> None:
    ana = person("ana-oneill")

    assert ana["on_consent_to_photograph"]
    assert set(ana["on_consent_to_photograph"]) <= set(files())
    assert person("yasmin-haddad")["on_consent_to_photograph"] == []
    assert ana["on_consent_to_print"] == ["ambassadors/ana-oneill/index.html"]
    assert person("x")["on_consent_to_print"] == []


def test_an_earlier_address_rests_on_consent_too() -> None:
    assert person("ana-oneill")["on_consent_to_profile"]["redirects"] == [
        "ambassadors/ana-smith/index.html",
        "ambassadors/anna-oneill/index.html",
    ]


@pytest.mark.parametrize(
    ("day", "soon"), [(date(2028, 8, 31), False), (date(2028, 9, 1), True), (date(2028, 10, 1), True)]
)
def test_who_ends_within_thirty_days_is_named_with_the_last_day(day: date, soon: bool) -> None:
    found = [each for each in report(today=day)["ends_within_30_days"] if each["slug"] == "ana-oneill"]

    assert found == (
        [
            {"slug": "ana-oneill", "what": what, "last_day": "2028-10-01"}
            for what in ("photograph", "print", "profile")
        ]
        if soon
        else []
    )


def test_a_verification_that_ends_soon_is_named() -> None:
    assert {"slug": "max-marlow", "what": "verification", "last_day": TODAY} in report()[
        "ends_within_30_days"
    ]


def build_with_report(content, site, report_file):
    return run("build", "--content", content, "--today", TODAY, "--output", site, "--report", report_file)


def test_build_and_check_write_it_as_data_and_as_a_page(tmp_path) -> None:
    content = copied(tmp_path)
    built = build_with_report(content, tmp_path / "site", tmp_path / "built.json")
    checked = run("check", "--content", content, "--today", TODAY, "--report", tmp_path / "checked")

    assert (built.returncode, checked.returncode) == (0, 0)
    assert (tmp_path / "built.json").read_bytes() == (tmp_path / "checked.json").read_bytes()
    assert json.loads((tmp_path / "built.json").read_text("utf-8"))["as_of"] == TODAY
    page = (tmp_path / "built.html").read_text("utf-8")
    assert "uma-unverified.md" in page
    assert 'content="noindex"' in page
    assert not [path for path in (tmp_path / "site").rglob("*") if "built" in path.name]


@pytest.mark.parametrize("place", ["site/report.json", "site/deep/../report", "link/report.json"])
def test_it_is_never_written_into_the_site(tmp_path, place: str) -> None:
    content = copied(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "site")
    done = build_with_report(content, tmp_path / "site", tmp_path / place)

    assert done.returncode == 2
    assert "is inside the site, which everybody can read" in done.stderr
    assert list((tmp_path / "site").iterdir()) == []


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path) -> None:
    done = run(
        "check", "--content", copied(tmp_path), "--today", TODAY, "--report", tmp_path / "no/report.json"
    )

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
