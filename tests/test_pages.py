"""Which pages exist on the sample site, and what each is given to show."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_site import LISTED, ROOT_URL, TODAY, UNLISTED, UNPUBLISHED, copied, files, pages, site, words_of

from generator.pages import words
from generator.pages.cards import avatar, initials
from generator.recurrence import Occurrence

LONDON = ZoneInfo("Europe/London")


def person(slug, **order):
    return pages(**order)[f"/ambassadors/{slug}/"].content


def event(slug, *day):
    return pages(*day)[f"/events/{slug}/"].content


def labels(fact):
    return [link.label for link in fact.values]


def fact(facts, label):
    return next((each for each in facts if each.label == label), None)


# ---------------------------------------------------------------- which pages exist


def test_every_published_record_has_one_page() -> None:
    found = site()
    wanted = {f"/ambassadors/{slug}/" for slug in LISTED | {UNLISTED}}
    wanted |= {f"/events/{each.slug}/" for each in found.events}
    wanted |= {f"/case-studies/{each.slug}/" for each in found.case_studies}
    wanted |= {f"/careers/{each.slug}/" for each in found.careers}
    wanted |= {f"/organisations/{each.slug}/" for each in found.organisations}
    wanted |= {f"/{each.slug}/" for each in found.pages}

    from_files = {page.url for page in pages().values() if page.source_path}

    assert from_files == wanted


def test_every_district_and_area_has_a_page_also_those_with_nobody() -> None:
    areas = {url for url in pages() if url.startswith("/areas/")}

    assert len(areas) == 1 + 3 + 17
    assert person_count("/areas/salford/") == 0
    assert person_count("/areas/bradford/") == 2
    assert person_count("/areas/west-yorkshire/") == 4


def person_count(url):
    return pages()[url].content.people_count


def test_a_network_has_a_page_when_the_register_confirms_somebody_on_the_lists() -> None:
    networks = {url for url in pages() if url.startswith("/networks/")}

    # The one member of climate-ambassadors is not on the lists.
    assert networks == {"/networks/", "/networks/equality-champions/"}
    shown = pages()["/networks/equality-champions/"].content
    assert [card.slug for card in shown.people] == ["ana-oneill"]
    assert [card.slug for card in shown.events] == ["2026-10-20-code-club"]
    assert [card.slug for card in shown.case_studies] == ["an-open-day"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/ambassadors/ana-smith/", "/ambassadors/ana-oneill/"),
        ("/ambassadors/anna-oneill/", "/ambassadors/ana-oneill/"),
        ("/events/2027-03-13-at-the-town-hall/", "/events/2027-03-14-at-the-town-hall/"),
        ("/case-studies/open-day/", "/case-studies/an-open-day/"),
        ("/careers/arch-maker/", "/careers/bridge-builder/"),
        ("/organisations/older-agency/", "/organisations/old-agency/"),
    ],
)
def test_an_earlier_address_leads_to_the_new_one_and_is_not_indexed(old: str, new: str) -> None:
    page = pages()[old]

    assert page.content.target.url == new
    assert page.canonical == f"https://example.org{new}"
    assert not page.indexed


def test_someone_withdrawn_leaves_no_redirect() -> None:
    assert "/ambassadors/uma-earlier/" not in pages()


def test_only_pages_that_shall_be_found_are_indexed() -> None:
    hidden = {url for url, page in pages().items() if not page.indexed and not page.bare}

    assert {f"/ambassadors/{UNLISTED}/", "/404.html"} <= hidden
    assert not any(url.startswith(("/events/", "/careers/", "/case-studies/", "/areas/")) for url in hidden)
    assert not any(f"/ambassadors/{slug}/" in hidden for slug in LISTED)


def test_a_preview_marks_those_who_are_not_published_yet() -> None:
    page = pages(preview=True)["/ambassadors/uma-unverified/"]

    assert page.content.card.unpublished == "not in register/verification.yml yet"
    assert not page.indexed


# ---------------------------------------------------------------- profiles


def test_a_profile_links_what_has_a_page() -> None:
    ana = person("ana-oneill")

    assert (ana.employer.label, ana.employer.url) == ("Hexbridge", "/organisations/hexbridge/")
    assert (ana.career.label, ana.career.url) == ("Bridge builder", "/careers/bridge-builder/")
    assert ana.district.url == "/areas/bradford/"
    assert ana.industry.url == "/ambassadors/industry/engineering/"
    assert [each.url for each in ana.headlines] == [
        "/ambassadors/route/apprenticeship/",
        "/ambassadors/route/no-degree/",
    ]
    assert [badge.url for badge in ana.networks] == ["/networks/equality-champions/"]


def test_plain_words_for_an_employer_lead_nowhere() -> None:
    assert (person("x").employer.label, person("x").employer.url) == (
        "An example workshop round the corner",
        "",
    )


def test_a_term_that_only_someone_unlisted_has_is_plain_words_on_their_page() -> None:
    languages = fact(person(UNLISTED).offers, "Languages besides English")

    assert [(link.label, link.url) for link in languages.values] == [("Welsh", "")]


def test_a_network_that_only_someone_unlisted_has_is_not_linked_to_a_page_that_is_not_there() -> None:
    assert all(badge.url in pages() or badge.url == "" for badge in person(UNLISTED).networks)


@pytest.mark.parametrize(
    ("slug", "day", "is_shown"),
    [
        ("ana-oneill", TODAY, True),
        ("ana-oneill", TODAY + timedelta(days=1), False),
        ("max-marlow", TODAY, False),
    ],
)
def test_what_is_changing_is_shown_for_twelve_months(slug: str, day: date, is_shown: bool) -> None:
    assert bool(pages(day)[f"/ambassadors/{slug}/"].content.changing) is is_shown


def test_what_is_changing_says_when_it_was_written() -> None:
    assert person("ana-oneill").changing.question == "What is changing in my industry (January 2026)"


def test_asides_stand_in_one_order_and_empty_ones_are_left_out() -> None:
    assert [aside.answer for aside in person("ana-oneill").asides] == [
        "I dropped a hammer into a canal.",
        "You need not be tall.",
        "The view.",
        "The wind.",
        "Look under things.",
        "Nobody flew drones under bridges then.",
    ]
    assert person("x").asides == ()


def test_a_route_is_shown_step_by_step() -> None:
    first, second, third = person("ana-oneill").route

    assert (first.step, first.group, first.when) == ("GCSEs", "school", "2009")
    assert (second.when, second.note) == ("2009–2012", "I was paid to learn.")
    assert third.when == "2012 to now"
    assert person("yasmin-haddad").route[0].when == "age 12"
    assert (person("x").route[0].as_was, person("x").route[0].today) == ("An example exam", "GCSE")


def test_the_code_for_print_is_there_only_with_consent_to_print() -> None:
    code = person("ana-oneill").qr_code
    assert code.size > 20
    assert code.path.startswith("M0 0.5m0 0h7m"), "its first row begins with the top of a corner mark"
    assert person("x").qr_code is None


def test_similar_people_are_of_the_same_industry_and_never_oneself() -> None:
    similar = [card.slug for card in person("ana-oneill").similar]

    engineers = {each.slug for each in site().ambassadors if each.industry == "engineering"}
    assert len(similar) == 3
    assert set(similar) < engineers - {"ana-oneill"}
    assert person("li-wei").similar == ()


@pytest.mark.parametrize(
    ("slug", "words_said"),
    [
        ("ana-oneill", "Based in Bradford; can come to schools and groups anywhere from Wigan to Whitby. They also meet you online."),
        ("li-wei", "Meets schools and groups online, wherever you are."),
        ("x", "Can come to schools and groups in Wigan."),
    ],
)  # fmt: skip
def test_how_far_somebody_travels_is_said_in_a_sentence(slug: str, words_said: str) -> None:
    assert person(slug).travels == words_said


@pytest.mark.parametrize(
    ("slug", "place"),
    [("ana-oneill", "Bradford and online"), ("li-wei", "Online, from York"), ("x", "Wigan")],
)
def test_a_card_says_where(slug: str, place: str) -> None:
    assert person(slug).card.place == place


def test_a_card_names_three_subjects_at_most() -> None:
    assert person("ana-oneill").card.subjects == ("Maths", "Physics", "Engineering")


def test_a_card_shows_the_rarest_headline() -> None:
    # Two came by an apprenticeship, four without a degree; two by a degree, one from abroad.
    assert person("ana-oneill").card.headline == "Apprenticeship"
    assert person("yasmin-haddad").card.headline == "Came from another country"


def test_a_profile_lists_the_events_that_are_coming_up_and_the_stories() -> None:
    ana = person("ana-oneill")

    assert [card.slug for card in ana.events] == ["2026-10-20-code-club"]
    assert [card.slug for card in ana.case_studies] == ["an-open-day"]


def test_a_photograph_without_consent_is_nowhere(tmp_path) -> None:
    assert person("ana-oneill").card.picture
    assert person("yasmin-haddad").card.picture is None
    content = copied(tmp_path)
    profile = content / "ambassadors/yasmin-haddad.md"
    profile.write_text(profile.read_text("utf-8").replace("photo: 2027-01-16", "photo: 2026-10-01"), "utf-8")

    def pictures(made):
        return {path for path in made if path.startswith("assets/photos/")}

    with_consent = pictures(files(content=content))
    # Ana's and the story's, and not Yasmin's.
    assert pictures(files()) < with_consent


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana O'Neill", "AO"),
        ("X", "X"),
        ("Ellie B.", "EB"),
        ("Nguyễn Thị Linh", "NL"),
        ("Fatima-Zahra El Amrani", "FA"),
        ("Wei Li 李伟", "W"),
        ("李伟", "李"),
        ("ياسمين حداد", "ي"),
        ("نورا الحسن (Noura Al-Hassan)", "ن"),
        ("Zoë", "Z"),
        ("élodie martin", "ÉM"),
        ("Bobby </script><!-- Tables ]]>", "BT"),
        ("007 !", ""),
    ],
)
def test_the_initials_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_follows_from_the_slug_alone() -> None:
    assert avatar("ana-oneill", "Ana O'Neill") == avatar("ana-oneill", "Ana O'Neill")
    assert avatar("ana-oneill", "Ana").cells == avatar("ana-oneill", "Other").cells
    assert avatar("ana-oneill", "Ana").cells != avatar("li-wei", "Ana").cells
    assert {cell.shade for cell in avatar("ana-oneill", "Ana").cells} <= {1, 2, 3, 4}


# ---------------------------------------------------------------- events


@pytest.mark.parametrize(
    ("slug", "text", "starts"),
    [
        ("2026-10-20-code-club", "Tuesday 19 January 2027, 4pm to 5:30pm", "2027-01-19T16:00+00:00"),
        ("2027-01-14-ends-today", "Thursday 14 January 2027, 10am to Friday 15 January 2027, noon", "2027-01-14T10:00+00:00"),
        ("2027-01-26-repair-day", "Tuesday 26 January 2027", "2027-01-26"),
        ("2027-02-10-three-days", "Wednesday 10 February 2027 to Friday 12 February 2027", "2027-02-10"),
        ("2026-11-07-open-day", "Saturday 7 November 2026, 10am to 4pm", "2026-11-07T10:00+00:00"),
        ("2027-04-01-online-only", "Thursday 1 April 2027, noon", "2027-04-01T12:00+01:00"),
    ],
)  # fmt: skip
def test_the_time_of_an_event_in_words_and_for_machines(slug: str, text: str, starts: str) -> None:
    when = event(slug).card.when

    assert (when.text, when.starts) == (text, starts)


def test_an_event_until_midnight_is_said_to_be_of_one_evening() -> None:
    text = event("2027-03-20-until-midnight").card.when.text

    assert text == "Saturday 20 March 2027, 9pm to midnight"


@pytest.mark.parametrize(
    ("slug", "where"),
    [
        ("2027-03-14-at-the-town-hall", "Example Town Hall, Bradford"),
        ("2027-02-06-all-day", "Example Hall, Leeds"),
        ("2027-03-20-until-midnight", "Example Hall, Leeds and online"),
        ("2027-04-01-online-only", "Online"),
    ],
)
def test_a_card_of_an_event_says_where(slug: str, where: str) -> None:
    assert event(slug).card.where == where


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("2027-03-01-cancelled-talk", "Cancelled"),
        ("2027-03-02-full-workshop", "Full"),
        ("2027-02-06-all-day", ""),
    ],
)
def test_an_event_says_when_it_is_not_on(slug: str, status: str) -> None:
    assert event(slug).card.status == status


@pytest.mark.parametrize(
    ("slug", "wanted"),
    [
        ("2027-03-14-at-the-town-hall", "2 ambassadors wanted"),
        ("2027-03-03-enough-helpers", ""),
        ("2027-03-01-cancelled-talk", ""),
        ("2026-11-07-open-day", ""),
    ],
)
def test_ambassadors_are_wanted_only_where_some_are_missing(slug: str, wanted: str) -> None:
    shown = event(slug)

    assert shown.card.wanted == wanted
    assert bool(shown.wanted) is bool(wanted)


def test_what_a_page_says_about_who_is_wanted() -> None:
    wanted = event("2027-03-14-at-the-town-hall").wanted

    assert [(each.label, labels(each)) for each in wanted] == [
        ("How many", ["2 of 3 still wanted"]),
        ("Who know about", ["bridges"]),
        ("Tell the hub by", ["20 February 2027"]),
    ]


def test_an_event_at_a_venue_shows_how_to_get_in_there() -> None:
    shown = event("2027-03-14-at-the-town-hall")

    assert (shown.place.label, shown.place.url) == ("Example Town Hall", "/organisations/town-hall/")
    assert {each.label: labels(each) for each in shown.access} == {
        "Step-free way in": ["Yes"],
        "Captions": ["Not stated"],
        "British Sign Language": ["Not stated"],
        "Quiet space": ["Not stated"],
        "Parking": ["No"],
    }
    assert shown.access_note == "The lift is behind the stairs."
    assert event("2027-02-06-all-day").access == ()


def test_how_to_book_is_said_with_the_host() -> None:
    shown = event("2027-03-14-at-the-town-hall")

    assert (shown.booking_url, shown.booking_host) == ("https://www.example.org/book", "example.org")
    assert shown.booking_note == "Book by 1 March 2027. 60 places."


def test_a_repeated_event_shows_its_next_times_while_there_are_some() -> None:
    assert [when.starts for when in event("2027-01-26-repair-day").occurrences] == [
        "2027-01-26",
        "2027-03-30",
    ]
    assert event("2027-01-26-repair-day", date(2027, 3, 31)).occurrences == ()
    assert event("2027-02-06-all-day").occurrences == ()


def test_a_past_event_says_so_and_leads_to_its_story() -> None:
    shown = event("2026-11-07-open-day")

    assert shown.past
    assert shown.write_up.url == "/case-studies/an-open-day/"


def test_an_event_shows_those_of_its_people_who_are_on_the_lists() -> None:
    assert [card.slug for card in event("2026-10-20-code-club").ambassadors] == ["ana-oneill"]


def test_organisations_of_an_event_are_links_where_they_have_a_page() -> None:
    facts = event("2027-03-14-at-the-town-hall").facts

    assert [(link.label, link.url) for link in fact(facts, "Run by").values] == [
        ("Example Town Hall", "/organisations/town-hall/"),
        ("Friends of the example", ""),
    ]
    assert labels(fact(facts, "Part of")) == ["Example fairs"]


# ---------------------------------------------------------------- stories, careers, organisations, areas


def test_a_story_shows_those_of_its_people_who_are_on_the_lists() -> None:
    assert [card.slug for card in pages()["/case-studies/an-open-day/"].content.ambassadors] == ["ana-oneill"]


def test_a_figure_is_printed_with_its_source() -> None:
    (claim,) = pages()["/case-studies/an-open-day/"].content.claims

    assert claim.statement == "The sample hub counted 1,234 example visits."
    assert (claim.source, claim.source_url) == (
        "The sample hub's own example count",
        "https://example.org/count",
    )
    assert (claim.scope, claim.date) == ("the sample, all of it", "2026")


def test_a_story_says_how_many_took_part() -> None:
    facts = pages()["/case-studies/an-open-day/"].content.facts

    assert labels(fact(facts, "People who took part")) == ["1,200"]
    assert labels(fact(facts, "Schools that took part")) == ["2"]


def test_a_career_shows_the_people_who_do_it_and_the_routes_they_took() -> None:
    career = pages()["/careers/bridge-builder/"].content

    assert {card.slug for card in career.people} == {"ana-oneill", "li-wei"}
    assert {taken.person.slug: len(taken.stops) for taken in career.routes_taken} == {
        "ana-oneill": 3,
        "li-wei": 2,
    }
    assert career.card.people == 2
    assert [card.slug for card in career.related] == ["lonely-job"]


def test_a_career_shows_its_evidence_with_where_it_holds_and_who_says_so() -> None:
    hours, pay = pages()["/careers/bridge-builder/"].content.evidence

    assert (hours.label, hours.value) == ("Hours", "12 hours (an example)")
    assert (pay.label, pay.value) == ("Example pay", "£12,345 (an example)")
    assert (pay.scope, pay.retrieved) == ("Exampleshire, 2026", "1 December 2026")
    assert pay.caveat == "This figure is invented for the tests."
    assert pages()["/careers/bridge-builder/"].content.hours == ""


def test_a_career_that_nobody_has_is_whole_all_the_same() -> None:
    career = pages()["/careers/lonely-job/"].content

    assert (career.people, career.routes_taken, career.evidence) == ((), (), ())
    assert career.hours == "All night, in words."


def test_an_organisation_that_ended_leads_to_the_one_after_it() -> None:
    old = pages()["/organisations/old-agency/"].content

    assert (old.successor.label, old.successor.url) == ("New Example Agency", "/organisations/new-agency/")
    assert labels(fact(old.facts, "Until")) == ["31 March 2024"]
    assert labels(fact(pages()["/organisations/hexbridge/"].content.facts, "Since")) == ["April 2011"]


def test_an_organisation_shows_its_people_events_and_stories() -> None:
    hexbridge = pages()["/organisations/hexbridge/"].content
    town_hall = pages()["/organisations/town-hall/"].content

    assert {card.slug for card in hexbridge.people} == {"ana-oneill", "max-marlow"}
    assert hexbridge.card.people == 2
    assert [card.slug for card in town_hall.events] == ["2027-03-14-at-the-town-hall"]
    assert [card.slug for card in town_hall.case_studies] == ["an-open-day"]


def test_a_district_shows_who_grew_up_there_and_works_elsewhere() -> None:
    assert [card.slug for card in pages()["/areas/oldham/"].content.grew_up_here] == ["ana-oneill"]
    assert pages()["/areas/bradford/"].content.grew_up_here == ()


def test_a_district_without_people_links_to_no_list() -> None:
    assert pages()["/areas/salford/"].content.all_people is None
    assert pages()["/areas/bradford/"].content.all_people.url == "/ambassadors/district/bradford/"


def test_an_information_page_with_several_headings_begins_with_them() -> None:
    assert [(link.label, link.url) for link in pages()["/about/"].content.contents] == [
        ("What it is", "#c-what-it-is"),
        ("What it is not", "#c-what-it-is-not"),
        ("What it is", "#c-what-it-is-2"),
    ]
    assert pages()["/ask-for-a-visit/"].content.contents == ()


def test_home_shows_people_in_the_order_of_the_day() -> None:
    home = pages()["/"].content

    assert [card.slug for card in home.people] == [each.slug for each in site().ambassadors[:6]]
    assert home.people_count == 7
    assert [card.slug for card in home.events] == [each.slug for each in site().upcoming[:3]]


def test_the_map_counts_those_on_the_lists() -> None:
    home = pages()["/"].content

    counts = {district.slug: district.count for district in home.map.districts}
    assert counts["bradford"] == 2
    assert counts["rochdale"] == 0  # only somebody unlisted is there
    assert sum(counts.values()) == len(LISTED)
    assert max(district.shade for district in home.map.districts) == 4
    assert all((district.shade == 0) is (district.count == 0) for district in home.map.districts)


def test_content_is_shown_as_it_was_written_and_never_run() -> None:
    html = files()["ambassadors/bobby-tables/index.html"]

    assert "{{ 7 * 7 }} and <b>bold</b> are only words." in words_of(html)
    assert b"<b>bold" not in html
    assert b"</script><!--" not in html


def test_no_page_is_about_somebody_who_is_not_published() -> None:
    for name in UNPUBLISHED.values():
        assert not [path for path, data in files().items() if name.encode() in data]


# ---------------------------------------------------------------- words


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(2027, 3, 14, 0), "midnight"),
        (at(2027, 3, 14, 0, 30), "12:30am"),
        (at(2027, 3, 14, 9), "9am"),
        (at(2027, 3, 14, 10, 5), "10:05am"),
        (at(2027, 3, 14, 12), "noon"),
        (at(2027, 3, 14, 12, 15), "12:15pm"),
        (at(2027, 3, 14, 13), "1pm"),
        (at(2027, 3, 14, 23, 59), "11:59pm"),
    ],
)
def test_a_time_of_the_day_in_words(moment: datetime, said: str) -> None:
    assert words.clock(moment) == said


def test_the_two_hours_of_the_night_when_the_clocks_go_back_are_told_apart_for_machines() -> None:
    first, second = at(2026, 10, 25, 1, 30), at(2026, 10, 25, 1, 30).replace(fold=1)

    assert words.when(Occurrence(first, first)).starts == "2026-10-25T01:30+01:00"
    assert words.when(Occurrence(second, second)).starts == "2026-10-25T01:30+00:00"
    assert first.astimezone(UTC) != second.astimezone(UTC)


@pytest.mark.parametrize(
    ("written", "said"),
    [("2011", "2011"), ("2011-04", "April 2011"), ("2011-04-01", "1 April 2011")],
)
def test_a_year_or_a_date_in_words(written: str, said: str) -> None:
    assert words.year_or_date(written) == said


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Careers talk", "careers talk"),
        ("STEM club", "STEM club"),
        ("T Level", "T Level"),
        ("A levels", "A levels"),
        ("X", "X"),
        ("", ""),
    ],
)
def test_a_label_inside_a_sentence(label: str, inside: str) -> None:
    assert words.lower_first(label) == inside


def test_a_long_description_is_cut_between_words() -> None:
    assert words.shortened("short") == "short"
    assert words.shortened("one, two three", 9) == "one, two…"
    assert words.shortened("one, twothree", 9) == "one…"
    assert len(words.shortened("word " * 100)) <= 156


def test_every_profile_says_where_a_concern_is_told():
    for slug in site().people:
        html = files(base_url=ROOT_URL)[f"ambassadors/{slug}/index.html"].decode()

        where = person(slug).concern_url
        assert where
        assert f'<a class="with-icon" href="{where}"' in html, slug
