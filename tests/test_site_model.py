"""Who is published, what is coming up, and how records belong together, on the sample site."""

from datetime import UTC, date, timedelta

import pytest
from sample_site import (
    LISTED,
    LONG_SLUG,
    TODAY,
    UNLISTED,
    UNPUBLISHED,
    copied,
    event_text,
    person_text,
    site,
    understood,
)

TOMORROW = TODAY + timedelta(days=1)


def slugs(records):
    return [record.slug for record in records]


# ---------------------------------------------------------------- who is published


def test_everyone_who_is_verified_and_has_consented_is_on_the_lists() -> None:
    assert set(slugs(site().ambassadors)) == LISTED


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("cora-coming", "consent begins on 2027-01-16"),
        ("ed-expired", "consent was to be renewed by 2027-01-14"),
        ("ina-inactive", "not active in register/verification.yml"),
        ("olga-old-text", "consent is to text '2025-1', which is no longer accepted"),
        ("pat-paused", "paused by the volunteer"),
        ("rita-review", "verification was to be reviewed by 2027-01-14"),
        ("uma-unverified", "not in register/verification.yml yet"),
    ],
)
def test_someone_who_is_not_published_is_named_with_the_reason(slug: str, reason: str) -> None:
    assert site().unpublished[slug] == reason
    assert slug not in site().people


def test_nobody_else_is_kept_back() -> None:
    assert set(site().unpublished) == set(UNPUBLISHED)


@pytest.mark.parametrize(
    ("slug", "day", "is_there"),
    [
        ("cora-coming", TODAY, False),
        ("cora-coming", TOMORROW, True),
        ("ed-expired", date(2027, 1, 14), True),
        ("ed-expired", TODAY, False),
        ("rita-review", date(2027, 1, 14), True),
        ("rita-review", TODAY, False),
        ("max-marlow", TODAY, True),
        ("max-marlow", TOMORROW, False),
        # No review_by: consent of 1 October 2026 holds for 24 months.
        ("li-wei", date(2028, 10, 1), True),
        ("li-wei", date(2028, 10, 2), False),
    ],
)
def test_consent_holds_up_to_its_last_day_and_not_a_day_longer(slug: str, day: date, is_there: bool) -> None:
    assert (slug in site(day).people) is is_there


def test_consent_to_a_text_that_the_hub_does_not_know_does_not_count(tmp_path) -> None:
    content = copied(tmp_path)
    profile = content / "ambassadors/x.md"
    profile.write_text(profile.read_text("utf-8").replace("text: 2026-1", "text: 2019-9"), "utf-8")

    assert site(content=content).unpublished["x"] == (
        "consent is to text '2019-9', which is not in register/consent-texts/"
    )


def test_someone_unlisted_has_a_page_and_is_on_no_list() -> None:
    found = site()

    assert UNLISTED in found.people
    assert UNLISTED not in slugs(found.ambassadors)
    for groups in found.terms.values():
        assert all(UNLISTED not in slugs(records) for records in groups.values())
    assert found.find("ambassadors", UNLISTED) is None
    assert slugs(found.ambassadors_by_career["bridge-builder"]) == [
        slug for slug in slugs(found.ambassadors) if slug in ("ana-oneill", "li-wei")
    ]
    assert UNLISTED not in slugs(found.ambassadors_by_employer["hexbridge"])
    assert UNLISTED not in slugs(found.ambassadors_by_home["oldham"])


def test_a_preview_shows_those_who_are_not_published_yet_but_nobody_who_is_paused() -> None:
    found = site(preview=True)

    assert set(found.people) == LISTED | {UNLISTED} | (set(UNPUBLISHED) - {"pat-paused"})
    assert found.unpublished["uma-unverified"]


def test_everyone_who_is_not_published_is_named_in_the_account() -> None:
    account = understood().account

    assert [path.rpartition("/")[2] for path, _ in account.unpublished] == [
        f"{slug}.md" for slug in sorted(UNPUBLISHED)
    ]


# ---------------------------------------------------------------- what is coming up


def test_events_that_are_coming_up_stand_in_the_order_of_their_next_time() -> None:
    assert slugs(site().upcoming) == [
        "2027-01-14-ends-today",
        "2026-10-20-code-club",
        "2027-01-26-repair-day",
        "2027-02-06-all-day",
        "2027-02-10-three-days",
        "2027-03-01-cancelled-talk",
        "2027-03-02-full-workshop",
        "2027-03-03-enough-helpers",
        "2027-03-14-at-the-town-hall",
        "2027-03-20-until-midnight",
        "2027-04-01-online-only",
    ]


@pytest.mark.parametrize(
    ("slug", "last_day"),
    [
        ("2026-11-07-open-day", date(2026, 11, 7)),
        ("2027-01-14-ends-today", date(2027, 1, 15)),
        ("2027-02-06-all-day", date(2027, 2, 6)),
        ("2027-02-10-three-days", date(2027, 2, 12)),
        # It ends at midnight sharp, which is still that night.
        ("2027-03-20-until-midnight", date(2027, 3, 20)),
        # Without an end.
        ("2027-04-01-online-only", date(2027, 4, 1)),
        # The last of its three times; the second is left out.
        ("2027-01-26-repair-day", date(2027, 3, 30)),
        ("2026-10-20-code-club", date(2027, 5, 25)),
    ],
)
def test_an_event_is_coming_up_until_its_last_day_is_over(slug: str, last_day: date) -> None:
    assert slug in slugs(site(last_day).upcoming)
    assert slug not in slugs(site(last_day).past)
    assert slug in slugs(site(last_day + timedelta(days=1)).past)
    assert slug not in slugs(site(last_day + timedelta(days=1)).upcoming)


def test_past_events_stand_with_the_latest_first() -> None:
    past = site(date(2027, 3, 4)).past

    assert slugs(past)[:3] == [
        "2027-03-03-enough-helpers",
        "2027-03-02-full-workshop",
        "2027-03-01-cancelled-talk",
    ]
    assert slugs(past)[-1] == "2026-11-07-open-day"


def test_a_club_meets_at_the_same_hour_on_both_sides_of_a_clock_change_and_not_on_its_exceptions() -> None:
    times = site(date(2026, 10, 20)).occurrences["2026-10-20-code-club"]

    assert [each.starts.date().isoformat() for each in times] == [
        "2026-10-20",
        "2026-11-03",
        "2026-11-10",
        "2026-11-17",
        "2026-11-24",
        "2026-12-01",
    ]
    assert {each.starts.hour for each in times} == {16}
    assert [each.starts.astimezone(UTC).hour for each in times] == [15, 16, 16, 16, 16, 16]
    assert {(each.ends - each.starts) for each in times} == {timedelta(minutes=90)}


def test_a_repetition_that_is_counted_counts_the_times_that_are_left_out() -> None:
    times = site(date(2027, 1, 1)).occurrences["2027-01-26-repair-day"]

    assert [each.starts for each in times] == [date(2027, 1, 26), date(2027, 3, 30)]


def test_an_event_for_the_whole_day_stands_before_those_of_an_hour(tmp_path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events/2027-03-14-a.md").write_text(event_text(starts="2027-03-14 00:00"), "utf-8")
    (tmp_path / "events/2027-03-14-z.md").write_text(event_text(starts="2027-03-14"), "utf-8")

    assert slugs(site(content=tmp_path).upcoming) == ["2027-03-14-z", "2027-03-14-a"]


# ---------------------------------------------------------------- how records belong together


def test_an_event_belongs_to_everyone_in_it_and_to_its_organisations() -> None:
    found = site()

    assert slugs(found.events_by_ambassador["ana-oneill"]) == ["2026-10-20-code-club", "2026-11-07-open-day"]
    assert slugs(found.events_by_organisation["town-hall"]) == ["2027-03-14-at-the-town-hall"]
    assert slugs(found.events_by_organisation["hexbridge"]) == ["2027-03-14-at-the-town-hall"]


def test_a_story_belongs_to_its_people_its_event_and_its_organisations() -> None:
    found = site()

    assert slugs(found.case_studies_by_ambassador["ana-oneill"]) == ["an-open-day"]
    assert slugs(found.case_studies_by_event["2026-11-07-open-day"]) == ["an-open-day"]
    assert slugs(found.case_studies_by_organisation["town-hall"]) == ["an-open-day"]


def test_a_network_counts_only_when_the_register_confirms_it() -> None:
    assert {term: slugs(people) for term, people in site().terms["ambassadors", "network"].items()} == {
        "equality-champions": ["ana-oneill"]
    }


@pytest.mark.parametrize(
    ("headline", "people"),
    [
        ("apprenticeship", {"ana-oneill", "max-marlow"}),
        ("degree-apprenticeship", {"max-marlow"}),
        ("degree", {"li-wei", "yasmin-haddad"}),
        ("college-technical", {"bobby-tables"}),
        # Retraining in the evenings is no college course.
        ("straight-to-work", {"x", LONG_SLUG}),
        ("career-changer", {LONG_SLUG}),
        ("returned-after-break", {"max-marlow"}),
        ("came-from-abroad", {"yasmin-haddad"}),
        ("armed-forces", {"max-marlow"}),
        ("no-degree", {"ana-oneill", "bobby-tables", "x", LONG_SLUG}),
    ],
)
def test_the_steps_of_a_route_make_its_headlines(headline: str, people: set[str]) -> None:
    assert set(slugs(site().terms["ambassadors", "route"][headline])) == people


def test_every_headline_of_the_vocabulary_is_in_the_sample() -> None:
    assert set(site().terms["ambassadors", "route"]) == set(site().vocabularies["route-headlines"].by_slug)


def test_terms_stand_in_the_order_of_their_vocabulary() -> None:
    order = list(site().vocabularies["districts"].by_slug)
    districts = list(site().terms["ambassadors", "district"])

    assert districts == sorted(districts, key=order.index)
    assert districts != sorted(districts)
    assert list(site().terms["ambassadors", "route"]) == list(site().vocabularies["route-headlines"].by_slug)


def test_the_place_of_an_event_is_that_of_its_venue() -> None:
    assert slugs(site().terms["events", "district"]["bradford"]) == ["2027-03-14-at-the-town-hall"]


def test_an_event_costs_nothing_or_something() -> None:
    groups = site().terms["events", "cost"]

    assert slugs(groups["paid"]) == ["2027-03-02-full-workshop"]
    assert len(groups["free"]) == len(site().upcoming) - 1


def test_earlier_names_lead_to_those_who_are_published() -> None:
    assert dict(site().redirects) == {
        "/hub/ambassadors/ana-smith/": "/hub/ambassadors/ana-oneill/",
        "/hub/ambassadors/anna-oneill/": "/hub/ambassadors/ana-oneill/",
        "/hub/events/2027-03-13-at-the-town-hall/": "/hub/events/2027-03-14-at-the-town-hall/",
        "/hub/case-studies/open-day/": "/hub/case-studies/an-open-day/",
        "/hub/careers/arch-maker/": "/hub/careers/bridge-builder/",
        "/hub/organisations/older-agency/": "/hub/organisations/old-agency/",
    }


# ---------------------------------------------------------------- prose and photographs


def test_links_between_files_become_addresses() -> None:
    prose = site().prose[_path("pages/about.md")].html

    assert 'href="/hub/ask-for-a-visit/"' in prose
    assert 'href="/hub/ask-for-a-visit/#c-wait-for-an-answer"' in prose
    assert 'href="/hub/ambassadors/ana-oneill/"' in prose
    assert 'href="#c-what-it-is-2"' in prose


def test_a_file_without_a_body_has_no_headings_of_the_file_before_it(tmp_path) -> None:
    (tmp_path / "pages").mkdir()
    head = "---\ntitle: A page\nsummary: About a page.\n---\n"
    (tmp_path / "pages/a.md").write_text(f"{head}\n## A heading\n", "utf-8")
    (tmp_path / "pages/b.md").write_text(head, "utf-8")
    (tmp_path / "pages/c.md").write_text(f"{head}\n\n  \n", "utf-8")

    headings = {path[-4:]: prose.headings for path, prose in site(content=tmp_path).prose.items()}
    assert headings == {"a.md": (("c-a-heading", "A heading"),), "b.md": (), "c.md": ()}


def test_a_link_to_someone_who_is_not_published_is_plain_words() -> None:
    about = site().prose[_path("pages/about.md")].html
    story = site().prose[_path("case-studies/an-open-day.md")].html

    assert "<span>somebody who is not here yet</span>" in about
    assert "<span>its maker</span>" in story
    assert "uma" not in about + story


def test_a_link_to_someone_unlisted_leads_there() -> None:
    assert 'href="/hub/ambassadors/sam-underhill/"' in site().prose[_path("pages/about.md")].html


@pytest.mark.parametrize(
    ("day", "photo", "print_"),
    [
        (date(2026, 10, 1), True, True),
        (date(2028, 10, 1), True, True),
        (date(2026, 9, 30), False, False),
        (date(2028, 10, 2), False, False),
    ],
)
def test_consent_to_a_photograph_and_to_print_holds_from_its_day_for_24_months(day, photo, print_) -> None:
    consent = site().people["ana-oneill"].consent

    assert (consent.covers_photo(day), consent.covers_print(day)) == (photo, print_)


def test_a_photograph_is_shown_only_with_consent() -> None:
    found = site()

    assert found.photograph_of(found.people["ana-oneill"])
    assert found.people["yasmin-haddad"].photo
    assert found.photograph_of(found.people["yasmin-haddad"]) is None


def _path(name):
    return f"tests/sample/content/{name}"


# ---------------------------------------------------------------- faults between files


def test_a_reference_to_a_file_that_has_problems_of_its_own_is_no_second_problem(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "careers/bridge-builder.md").write_text("---\ntitle: Bridge builder\n---\n", "utf-8")

    problems = understood(content=content).problems

    assert problems
    assert {problem.path for problem in problems} == {"content/careers/bridge-builder.md"}


def test_an_earlier_name_that_is_in_use_again_is_a_problem(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "ambassadors/ana-smith.md").write_text(person_text(), "utf-8")

    assert [problem.rule for problem in understood(content=content).problems] == ["formerly"]
