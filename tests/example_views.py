"""
Invented examples of everything a template may be given, full and bare, for the tests of the templates.

All people, organisations and figures are made up. The examples are meant to be awkward: very long names and words,
a name written from right to left, and views with every optional part left out.
"""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

from markupsafe import Markup

from generator import views
from generator.qr_codes import QrCode

# ---------------------------------------------------------------- small things

link = views.Link("All ambassadors", "/ambassadors/")
nothing_more = Markup("")


def hexagon(x: float, y: float, radius: float) -> str:
    points = [
        f"{x + radius * math.sin(math.pi * i / 3):.1f},{y - radius * math.cos(math.pi * i / 3):.1f}"
        for i in range(6)
    ]
    return "M" + " ".join(points) + "z"


def make_avatar(initials: str, palette: int) -> views.Avatar:
    cells = tuple(
        views.AvatarCells(
            "".join(
                hexagon(x * 28 - (14 if y % 2 else 0), y * 24, 16)
                for y in range(5)
                for x in range(5)
                if (x * 5 + y * 3 + palette) % 2 and (x * 7 + y * 5 + palette * 3) % 4 == shade - 1
            ),
            shade,
        )
        for shade in range(1, 5)
    )
    return views.Avatar(initials, palette, cells)


def make_when(day: str, month: str, year: str, weekday: str, text: str, starts: str, ends: str) -> views.When:
    return views.When(text, starts, ends, day, month, year, weekday)


avatar = make_avatar("AK", 1)
avatar_right_to_left = make_avatar("ن ح", 4)
when = make_when(
    "14",
    "Mar",
    "2027",
    "Sun",
    "Sunday 14 March 2027, 10:30am to 3pm",
    "2027-03-14T10:30+00:00",
    "2027-03-14T15:00+00:00",
)
when_all_day = make_when(
    "2", "Jun", "2027", "Wed", "Wednesday 2 June 2027, all day", "2027-06-02", "2027-06-02"
)
picture = views.Picture(
    webp=(
        views.ImageFile("/assets/photos/one-320.webp", 320),
        views.ImageFile("/assets/photos/one-640.webp", 640),
    ),
    jpeg=(
        views.ImageFile("/assets/photos/one-320.jpg", 320),
        views.ImageFile("/assets/photos/one-640.jpg", 640),
    ),
    width=640,
    height=640,
    alt="A woman in a yellow helmet beside a signal box",
)

# ---------------------------------------------------------------- people


def make_person(
    slug: str,
    name: str,
    job_title: str,
    summary: str,
    place: str,
    subjects: tuple[str, ...],
    headline: str,
    initials: str,
    palette: int,
) -> views.PersonCard:
    return views.PersonCard(
        slug=slug,
        url=f"/ambassadors/{slug}/",
        name=name,
        job_title=job_title,
        summary=summary,
        place=place,
        subjects=subjects,
        headline=headline,
        avatar=make_avatar(initials, palette),
        picture=None,
    )


person_card = make_person(
    "amina-khan",
    "Amina Khan",
    "Railway signalling engineer",
    "I make sure two trains never want the same piece of track at the same time.",
    "Bradford · online too",
    ("Physics", "Maths", "Engineering"),
    "Apprenticeship",
    "AK",
    1,
)
person_card_long = make_person(
    "maria-fernanda",
    "María Fernanda de la Concepción Villanueva-Etxeberria Oyelaran",
    "Electroencephalography and neuropsychopharmacology research coordinator",
    "I look for the right medicine for people with epilepsy, by reading the tiny electric signals that a brain gives"
    " off while its owner sleeps, and by asking them how they feel in the morning.",
    "North Yorkshire · online too",
    ("Biology", "Psychology", "Environmental science"),
    "Came from another country",
    "MF",
    2,
)
person_card_right_to_left = make_person(
    "nour-al-hassan",
    "نور الحسن",
    "Water chemist",
    "I check that what comes out of your tap is safe, from the reservoir to the kitchen.",
    "Calderdale",
    ("Chemistry", "Biology"),
    "Career changer",
    "نح",
    3,
)
person_card_minimal = make_person("bo", "Bo", "Roofer", "I keep the rain out.", "", (), "", "B", 6)
person_card_with_photo = replace(
    make_person(
        "siobhan-owusu",
        "Siobhán Owusu",
        "Volcanologist",
        "I listen to volcanoes from a desk in Leeds, and now and then from much too close.",
        "Leeds",
        ("Geology", "Geography", "Physics"),
        "Degree",
        "SO",
        5,
    ),
    picture=picture,
)
people = (
    person_card,
    make_person(
        "tomasz-wisniewski",
        "Tomasz Wiśniewski",
        "Wind turbine technician",
        "I climb eighty metres before breakfast and mend what I find at the top.",
        "Wigan",
        ("Engineering", "Physics"),
        "No degree",
        "TW",
        2,
    ),
    person_card_right_to_left,
    make_person(
        "thi-hoa-nguyen",
        "Nguyễn Thị Hoa",
        "Games developer",
        "I write the code that makes a crowd in a game behave like a crowd.",
        "Manchester · online too",
        ("Computing", "Maths", "Art and design"),
        "Degree",
        "NH",
        4,
    ),
    person_card_long,
    make_person(
        "rhys-evans",
        "Rhys E.",
        "Food scientist",
        "I work out why bread goes stale, and how to make it go stale more slowly.",
        "Salford",
        ("Chemistry", "Food"),
        "Returned after a break",
        "RE",
        6,
    ),
)

# ---------------------------------------------------------------- routes

route = (
    views.Stop(
        "GCSEs", "school", "Nine, with a 6 in maths and a 5 in physics", "Bradford", "2014", "", "", "", "2"
    ),
    views.Stop(
        "BTEC",
        "college",
        "Engineering",
        "A college in Leeds",
        "2016",
        "I had started A levels and left after a term. Making things was the part I liked.",
        "BTEC National Diploma",
        "A T Level in engineering, or a V Level from 2027",
        "3",
    ),
    views.Stop(
        "Apprenticeship",
        "apprenticeship",
        "Signalling technician",
        "The railway, York",
        "2018",
        "",
        "",
        "",
        "3",
    ),
    views.Stop(
        "Caring", "life", "A year looking after my mum", "", "2021", "The railway kept my place.", "", "", ""
    ),
    views.Stop("Job", "work", "Signalling engineer", "The railway, York", "2022 to now", "", "", "", ""),
)
route_long = (
    *route[:3],
    views.Stop(
        "Degree apprenticeship",
        "university",
        "Control engineering, one day each week for five years",
        "A university in Huddersfield",
        "2019",
        "Paid for by the railway.",
        "",
        "",
        "6",
    ),
    *route[3:],
    views.Stop("Volunteering", "life", "Governor of a primary school", "Shipley", "2024", "", "", "", ""),
    views.Stop("Professional registration", "work", "Incorporated Engineer", "", "2025", "", "", "", ""),
    views.Stop("Job", "work", "Principal engineer", "The railway, York", "age 28", "", "", "", ""),
)

# ---------------------------------------------------------------- other cards

event_card = views.EventCard(
    slug="2027-03-14-meet-the-railway",
    url="/events/2027-03-14-meet-the-railway/",
    title="Meet the people who run the railway",
    summary="Drive a simulator, mend a signal and ask what a day on the tracks is like.",
    when=when,
    where="National Railway Museum, York",
    kind="Careers event",
    cost="Free",
    repeats="",
    status="",
    key_stages=("Key stage 3", "Key stage 4"),
    wanted="3 ambassadors wanted",
)
event_card_minimal = views.EventCard(
    slug="2027-06-02-water-rockets",
    url="/events/2027-06-02-water-rockets/",
    title="Water rockets",
    summary="Build one, fill it, stand back.",
    when=when_all_day,
    where="",
    kind="Challenge day",
    cost="Free",
    repeats="",
    status="",
    key_stages=(),
    wanted="",
)
event_card_cancelled = replace(event_card_minimal, status="Cancelled", repeats="Every week", where="Online")
event_card_long = replace(
    event_card,
    title="Elektroenzephalographieuntersuchungen and other long words: an afternoon of neuropsychopharmacology for everybody",
    status="Full",
    repeats="Every second Tuesday until July",
)
events = (event_card, event_card_minimal, event_card_cancelled)

story_card = views.StoryCard(
    slug="signals-in-year-8",
    url="/case-studies/signals-in-year-8/",
    title="What a model railway taught Year 8 about logic",
    summary="A signalling engineer brought two metres of track and a pile of relays to a maths lesson.",
    date="9 October 2026",
    machine_date="2026-10-09",
    kind="Story",
    picture=None,
)
story_card_with_photo = replace(
    story_card, picture=picture, title="The day the bridge held", kind="Joint venture"
)

career_card = views.CareerCard(
    slug="signalling-engineer",
    url="/careers/signalling-engineer/",
    title="Signalling engineer",
    summary="Plan, build and look after the signals that keep trains apart.",
    people=2,
    routes=("Apprenticeship", "College", "University"),
)
career_card_minimal = views.CareerCard("roofer", "/careers/roofer/", "Roofer", "Keep the rain out.", 0, ())
careers = (
    career_card,
    replace(
        career_card,
        slug="water-chemist",
        url="/careers/water-chemist/",
        title="Water chemist",
        people=1,
        summary="Test water from the hills to the tap, and find out what is in it.",
        routes=("University", "Work"),
    ),
    career_card_minimal,
)

organisation_card = views.OrganisationCard(
    "national-railway-museum",
    "/organisations/national-railway-museum/",
    "National Railway Museum",
    "Museum",
    "York",
    3,
)
organisation_card_minimal = views.OrganisationCard(
    "a-small-firm", "/organisations/a-small-firm/", "A small firm", "Employer", "", 0
)

# ---------------------------------------------------------------- lists of links

facts = (
    views.Fact(
        "Can do",
        (
            views.Link("Careers talk", "/ambassadors/activity/careers-talk/"),
            views.Link("Mock interview", "/ambassadors/activity/mock-interview/", note="online only"),
        ),
    ),
    views.Fact(
        "Key stages", (views.Link("Key stage 3", "/ambassadors/key-stage/ks3/"), views.Link("Post-16", ""))
    ),
    views.Fact("Languages", (views.Link("Urdu", "/ambassadors/language/urdu/"),)),
)
facets = (
    views.Facet(
        "subject",
        "Subject",
        (
            views.CountedLink("Biology", "/ambassadors/subject/biology/", 12),
            views.CountedLink("Design and technology", "/ambassadors/subject/dt/", 4, current=True),
            views.CountedLink("Physics", "/ambassadors/subject/physics/", 21),
        ),
        open=True,
    ),
    views.Facet(
        "route",
        "How they got there",
        (
            views.CountedLink("Apprenticeship", "/ambassadors/route/apprenticeship/", 9),
            views.CountedLink("No degree", "/ambassadors/route/no-degree/", 15),
            views.CountedLink("Career changer", "/ambassadors/route/career-changer/", 7),
        ),
    ),
    views.Facet(
        "language",
        "Language",
        (
            views.CountedLink("Polish", "/ambassadors/language/polish/", 2),
            views.CountedLink("Urdu", "/ambassadors/language/urdu/", 5),
        ),
    ),
)
pagination = views.Pagination(
    number=4,
    total=12,
    previous=views.Link("Previous", "/ambassadors/page/3/"),
    next=views.Link("Next", "/ambassadors/page/5/"),
    links=(
        views.Link("1", "/ambassadors/"),
        views.Link("…", ""),
        views.Link("3", "/ambassadors/page/3/"),
        views.Link("4", "/ambassadors/page/4/", current=True),
        views.Link("5", "/ambassadors/page/5/"),
        views.Link("…", ""),
        views.Link("12", "/ambassadors/page/12/"),
    ),
)
pagination_first = replace(pagination, number=1, total=2, previous=None, links=pagination.links[:1])
find_box = views.FindBox(
    action="/ambassadors/",
    collection="ambassadors",
    label="Job, subject, name or postcode",
    data=(
        ("filters", "/assets/example/filters.json"),
        ("people", "/assets/example/people.json"),
        ("places", "/assets/example/places.json"),
    ),
    ask_url="/ask-the-hub/",
)
breadcrumbs = (
    views.Link("Home", "/"),
    views.Link("Ambassadors", "/ambassadors/"),
    views.Link("Amina Khan", "", current=True),
)
feeds = (
    views.FeedLink("Feed of new events", "/events/feed.xml", "application/atom+xml"),
    views.FeedLink("Calendar of all events", "/events/calendar.ics", "text/calendar"),
)

# ---------------------------------------------------------------- evidence and people's words

evidence = views.Evidence(
    label="Typical pay",
    value="An invented figure",
    scope="Yorkshire and the Humber, full time, 2025",
    source="An invented survey",
    source_url="https://example.org/survey",
    retrieved="3 November 2026",
    caveat="Made up, to show where a figure would stand.",
)
evidence_minimal = views.Evidence("Demand", "Not yet measured", "", "The hub", "", "", "")
claim = views.Claim(
    "Most of the pupils asked said that they would like another visit.",
    "An invented report",
    "https://example.org/report",
    "One school in Calderdale",
    "June 2026",
)
claim_minimal = views.Claim("Four schools took part.", "The hub’s own records", "", "", "")
coordinator = views.Coordinator("Bradford", "Enterprise coordinator, Bradford Council", "November 2026")
coordinator_vacant = views.Coordinator("Wakefield", "", "")
question_answer = views.QuestionAnswer(
    "Do you work at night?", "Sometimes, because that is when no trains run."
)
network_badge = views.NetworkBadge(
    "Equality Champions", "/networks/equality-champions/", "Supports schools to open science to everybody."
)

# ---------------------------------------------------------------- map


def make_district(slug: str, label: str, count: int, column: int, row: int, shade: int) -> views.MapDistrict:
    x, y = 140 + column * 180 + (90 if row % 2 else 0), 140 + row * 156
    return views.MapDistrict(
        slug=slug,
        label=label,
        url=f"/areas/{slug}/" if count else "",
        count=count,
        path=hexagon(x, y, 104),
        label_x=x,
        label_y=y,
        shade=shade,
    )


districts = (
    make_district("wigan", "Wigan", 4, 0, 3, 1),
    make_district("manchester", "Manchester", 31, 1, 3, 4),
    make_district("oldham", "Oldham", 6, 1, 2, 1),
    make_district("calderdale", "Calderdale", 9, 2, 2, 2),
    make_district("bradford", "Bradford", 17, 2, 1, 3),
    make_district("leeds", "Leeds", 22, 3, 1, 4),
    make_district("wakefield", "Wakefield", 0, 3, 2, 0),
    make_district("york", "York", 8, 4, 1, 2),
    make_district("north-yorkshire", "North Yorkshire", 12, 4, 0, 2),
)
map_view = views.MapView(view_box="0 0 1100 760", context_path="", districts=districts)
map_current = replace(
    map_view, districts=tuple(replace(d, current=True) if d.slug == "bradford" else d for d in districts)
)
map_empty = views.MapView("0 0 100 100", "", ())
area_links = (
    views.AreaLinks(
        views.Link("Greater Manchester", "/areas/greater-manchester/"),
        tuple(views.CountedLink(d.label, d.url, d.count) for d in districts[:3]),
    ),
    views.AreaLinks(
        views.Link("West Yorkshire", "/areas/west-yorkshire/"),
        tuple(views.CountedLink(d.label, d.url, d.count) for d in districts[3:7]),
    ),
    views.AreaLinks(
        views.Link("York and North Yorkshire", "/areas/york-north-yorkshire/"),
        tuple(views.CountedLink(d.label, d.url, d.count) for d in districts[7:]),
    ),
)

# ---------------------------------------------------------------- pages' contents

story = Markup(
    "<p>The first time I pulled a lever in a signal box I was nine, and somebody’s grandad was holding my coat. The"
    " lever was taller than me. Far away, behind a bridge, an arm went up, and a train that had been waiting began to"
    " move. <em>I</em> had done that.</p><h3>How it works</h3><p>A signal is a promise: <strong>the next piece of track"
    " is empty</strong>. My job is to make sure that the promise can’t be broken, even when a wire is cut, a relay"
    " sticks or somebody is tired.</p><ul><li>In the morning I read what happened in the night.</li><li>Then I plan a"
    " change, draw it, and ask somebody else to find the mistake in it.</li><li>In the afternoon we test.</li></ul>"
    "<blockquote><p>If you like puzzles where the answer has to be right every time, you would like this.</p>"
    "</blockquote><p>There are thousands of signals between Wigan and Whitby. I have mended a good few of them.</p>"
)
profile_full = views.ProfileView(
    card=person_card,
    what_i_do="I plan changes to the signals and test them at night. About half of the week I am at a desk with"
    " drawings, and the other half I am beside the track in orange with a meter, a radio and a flask of tea. I work in"
    " a team of six, and we check each other’s work.",
    what_i_needed="A BTEC in engineering and an apprenticeship. You need to be careful, able to read a drawing and happy"
    " to be outside in the rain. Maths matters, but it is more about logic than about sums.",
    pay_and_hours="I earned while I learned. The hours are 35 a week, with one week of nights in four, and you get a day"
    " off for them.",
    employer=views.Link("The railway", "/organisations/the-railway/"),
    employer_size="large organisation",
    industry=views.Link("Transport", "/ambassadors/industry/transport/"),
    district=views.Link("Bradford", "/areas/bradford/"),
    career=views.Link("Signalling engineer", "/careers/signalling-engineer/"),
    grew_up="Keighley",
    travels="Can come to schools in Bradford and neighbouring districts, or meet your class online. Free to schools.",
    offers=facts,
    networks=(network_badge,),
    strands=("Rail",),
    traits=("careful", "curious", "calm when it matters"),
    headlines=(
        views.Link("Apprenticeship", "/ambassadors/route/apprenticeship/"),
        views.Link("No degree", "/ambassadors/route/no-degree/"),
    ),
    route=route,
    story=story,
    asides=(
        views.QuestionAnswer(
            "What went wrong?", "I failed my first track safety test because I was too shy to shout."
        ),
        views.QuestionAnswer(
            "What do people get wrong about it?", "That it is all oil and muscle. It is mostly logic."
        ),
        views.QuestionAnswer(
            "What is the best bit?", "The first train of the morning running on a change you made."
        ),
        views.QuestionAnswer("What is the worst bit?", "Sleet at three in the morning."),
    ),
    changing=views.QuestionAnswer(
        "What is changing in my industry (November 2026)",
        "Signals beside the track are moving to a screen in the driver’s cab. We need more people who like software.",
    ),
    questions=(
        question_answer,
        views.QuestionAnswer("Have you ever stopped a train?", "Yes. It was the right thing."),
    ),
    events=(event_card,),
    case_studies=(story_card,),
    similar=people[1:4],
    code="amina-khan",
    updated="Checked by the hub; to be looked at again by May 2028.",
    qr_code=QrCode("https://example.org/ambassadors/amina-khan/"),
    ask_url="/ask-the-hub/",
    update_url="/volunteer/?change=amina-khan",
    concern_url="/safeguarding/",
)
profile_bare = views.ProfileView(
    card=replace(person_card_minimal, unpublished="consent is missing"),
    what_i_do="I mend roofs.",
    what_i_needed="A head for heights.",
    pay_and_hours="",
    employer=None,
    employer_size="",
    industry=views.Link("Construction", ""),
    district=views.Link("York", "/areas/york/"),
    career=None,
    grew_up="",
    travels="Online only.",
    offers=(),
    networks=(),
    strands=(),
    traits=(),
    headlines=(),
    route=(
        views.Stop("School", "school", "Left at 16", "", "", "", "", "", ""),
        views.Stop("Job", "work", "Roofer", "", "", "", "", "", ""),
    ),
    story=nothing_more,
    asides=(),
    changing=None,
    questions=(),
    events=(),
    case_studies=(),
    similar=(),
    code="bo",
    updated="",
    qr_code=None,
    ask_url="/ask-the-hub/",
    update_url="",
    concern_url="/safeguarding/",
)
profile_long = replace(
    profile_full,
    card=person_card_long,
    what_i_do=("Every morning begins with the recordings of the night. " * 8)[:400],
    what_i_needed=("Patience, a science degree and a willingness to be wrong. " * 8)[:400],
    pay_and_hours=("Thirty-seven hours a week, some of them very early. " * 6)[:300],
    route=route_long,
    story=Markup("").join([story] * 6),
)


profile_right_to_left = replace(profile_full, card=person_card_right_to_left, code="nour-al-hassan")
profile_photo = replace(profile_full, card=person_card_with_photo, code="siobhan-owusu")


def listing_of(heading: str, counted: str, cards: tuple[object, ...]) -> views.ListingView:
    return views.ListingView(
        heading=heading,
        intro="Everybody here has said yes to meeting young people. Visits are free.",
        note="People who chose this as a subject that helps in their job.",
        count=len(cards),
        counted=counted,
        cards=cards,
        facets=facets,
        clear=link,
        pagination=pagination,
        feeds=feeds,
        more=(views.Link("Events that have been", "/events/past/"),),
    )


def bare_listing(heading: str) -> views.ListingView:
    return views.ListingView(heading, "", "", 0, "Nothing yet", (), (), None, None, (), ())


event_full = views.EventView(
    card=event_card,
    place=views.Link("National Railway Museum", "/organisations/national-railway-museum/"),
    district=views.Link("York", "/areas/york/"),
    mode="In person",
    facts=facts,
    occurrences=(when, when_all_day),
    past=False,
    booking_url="https://example.org/book",
    booking_host="example.org",
    booking_note="Book by 1 March 2027. 60 places.",
    access=(
        views.Fact("Step-free", (views.Link("Yes", ""),)),
        views.Fact("Captions", (views.Link("Not stated", ""),)),
    ),
    access_note="Come to the City Entrance. There is a quiet room next to the station hall.",
    wanted=(views.Fact("How many", (views.Link("3 of 5 still wanted", ""),)),),
    ambassadors=people[:2],
    write_up=views.Link("What a model railway taught Year 8 about logic", "/case-studies/signals-in-year-8/"),
    body=Markup(
        "<h3>What happens</h3><p>Six stands, forty minutes at each. Bring a coat: one of them is outside.</p>"
    ),
    calendar=views.FeedLink("Add to your calendar", "/events/x/event.ics", "text/calendar"),
    ask_url="/ask-the-hub/",
    update_url="/events/submit/?change=x",
)
event_bare = views.EventView(
    card=event_card_cancelled,
    place=None,
    district=None,
    mode="",
    facts=(),
    occurrences=(),
    past=True,
    booking_url="",
    booking_host="",
    booking_note="",
    access=(),
    access_note="",
    wanted=(),
    ambassadors=(),
    write_up=None,
    body=nothing_more,
    calendar=views.FeedLink("Add to your calendar", "/events/x/event.ics", "text/calendar"),
    ask_url="/ask-the-hub/",
    update_url="",
)
case_study_full = views.CaseStudyView(
    card=story_card_with_photo,
    author="Zoë Adeyemi",
    author_role="Science teacher",
    facts=facts,
    claims=(claim, claim_minimal),
    picture=picture,
    body=story,
    ambassadors=people[:2],
    events=(event_card,),
    update_url="/case-studies/submit/?change=x",
)
case_study_bare = views.CaseStudyView(story_card, "", "", (), (), None, nothing_more, (), (), "")
career_full = views.CareerView(
    card=career_card,
    also_called=("Signal engineer", "Control systems engineer"),
    what_you_do="You plan, build and look after the signals that keep trains apart. Some days are at a desk, some nights"
    " are beside the track.",
    entry_routes=(
        views.EntryRoute(
            "Apprenticeship", "Start at 16 or later and earn while you learn.", ("Level 3", "Level 4")
        ),
        views.EntryRoute("University", "Electrical or control engineering helps most.", ("Level 6",)),
        views.EntryRoute("Work", "Join as a technician and move up.", ()),
    ),
    hours="35 a week, with some nights and weekends.",
    evidence=(evidence, evidence_minimal),
    facts=facts,
    body=Markup("<h3>A week in the job</h3><p>No two are the same.</p>"),
    people=people[:2],
    routes_taken=(views.RouteTaken(person_card, route), views.RouteTaken(person_card_long, route_long)),
    related=careers[1:],
)
career_bare = views.CareerView(
    career_card_minimal, (), "Mend roofs.", (), "", (), (), nothing_more, (), (), ()
)
areas_full = views.AreasView(
    "Where they are", "From Wigan to Whitby: three areas and their districts.", map_view, area_links
)
areas_bare = views.AreasView("Where they are", "Nobody yet.", map_empty, ())
area_full = views.AreaView(
    heading="Bradford",
    intro="Ambassadors, events and stories in the district of Bradford.",
    map=map_current,
    parent=views.Link("West Yorkshire", "/areas/west-yorkshire/"),
    districts=(),
    neighbours=(views.Link("Leeds", "/areas/leeds/"), views.Link("Calderdale", "/areas/calderdale/")),
    towns=("Keighley", "Shipley", "Ilkley", "Bingley"),
    facts=(
        views.Fact("Museum base", (views.Link("National Science and Media Museum", "/organisations/nsmm/"),)),
    ),
    coordinators=(coordinator, coordinator_vacant),
    people=people[:3],
    people_count=17,
    all_people=views.Link("All 17 ambassadors in Bradford", "/ambassadors/district/bradford/"),
    grew_up_here=people[3:5],
    events=(event_card,),
    case_studies=(story_card,),
    organisations=(organisation_card, organisation_card_minimal),
)
area_bare = views.AreaView(
    "Wakefield", "Nothing here yet.", map_empty, None, (), (), (), (), (), (), 0, None, (), (), (), ()
)
area_of_districts = replace(
    area_full, heading="West Yorkshire", map=map_view, parent=None, districts=area_links[1].districts
)
networks_full = views.NetworksView(
    "Networks",
    "Groups of ambassadors who work on one thing together.",
    (
        views.Fact(
            "4 ambassadors",
            (
                views.Link(
                    "Equality Champions", "/networks/equality-champions/", note="Open science to everybody."
                ),
            ),
        ),
    ),
)
networks_bare = views.NetworksView("Networks", "None yet.", ())
network_full = views.NetworkView(
    "Equality Champions",
    "Ambassadors who help schools to open science to everybody.",
    "Being in this network is confirmed by the hub.",
    people[:3],
    events[:1],
    (story_card,),
)
network_bare = views.NetworkView("Equality Champions", "", "", (), (), ())
organisation_full = views.OrganisationView(
    card=organisation_card,
    facts=facts,
    website="https://example.org/",
    website_host="example.org",
    successor=views.Link("Another organisation", "/organisations/another/"),
    access=event_full.access,
    access_note="The lift is beside the shop.",
    body=Markup("<p>A museum about how we move.</p>"),
    people=people[:2],
    events=(event_card,),
    past_events=(event_card_minimal,),
    case_studies=(story_card,),
)
organisation_bare = views.OrganisationView(
    organisation_card_minimal, (), "", "", None, (), "", nothing_more, (), (), (), ()
)
info_full = views.InfoView(
    "How it works",
    "Who we are, what we do and how to ask for a visit.",
    Markup(
        '<h2 id="c-who">Who we are</h2><p>A hub is a small team that brings ambassadors and schools together.</p>'
        '<h2 id="c-cost">What it costs</h2><p>Nothing. Visits are free to schools.</p><table><thead><tr><th>Who</th>'
        "<th>What</th></tr></thead><tbody><tr><td>Schools</td><td>Free</td></tr></tbody></table>"
    ),
    (views.Link("Who we are", "#c-who"), views.Link("What it costs", "#c-cost")),
)
info_bare = views.InfoView("Cookies", "", Markup("<p>There are none.</p>"), ())
home_full = views.HomeView(
    heading="Meet someone who does it for a living",
    intro="Scientists, engineers and makers from Wigan to Whitby, ready to meet your class. Free to schools.",
    people_count=109,
    starts=(
        views.Facet("subject", "A subject", facets[0].terms),
        views.Facet("route", "A way to get there", facets[1].terms),
        views.Facet("language", "A language you speak", facets[2].terms),
    ),
    people=people,
    events=events[:2],
    case_studies=(story_card, story_card_with_photo),
    careers=careers,
    map=map_view,
    areas=area_links,
    audiences=(
        views.Link(
            "I’m at school or college", "/ambassadors/", note="Find out what people really do all day."
        ),
        views.Link("I’m a teacher", "/ask-the-hub/", note="Ask for a visit. It’s free."),
        views.Link(
            "I’d like to volunteer",
            "/volunteer/",
            note="One hour can change what somebody thinks they can be.",
        ),
    ),
)
home_bare = views.HomeView("Meet someone", "Soon.", 0, (), (), (), (), (), map_empty, (), ())

# ---------------------------------------------------------------- pages and their frame

frame = views.Frame(
    title="Trans-Pennine STEM Ambassadors",
    tagline="meet someone who does it for a living",
    language="en-GB",
    demonstration=True,
    preview=False,
    home_url="/",
    stylesheet_url="/assets/example/site.css",
    script_url="/assets/example/site.js",
    favicon_url="/assets/images/favicon.svg",
    touch_icon_url="/assets/images/apple-touch-icon.png",
    manifest_url="/manifest.webmanifest",
    font_urls=(
        "/assets/fonts/bricolage-grotesque-5.3.0-latin-800.woff2",
        "/assets/fonts/atkinson-hyperlegible-next-5.3.0-latin-400.woff2",
        "/assets/fonts/atkinson-hyperlegible-next-5.3.0-latin-700.woff2",
    ),
    navigation=(
        ("ambassadors", views.Link("Ambassadors", "/ambassadors/")),
        ("events", views.Link("Events", "/events/")),
        ("careers", views.Link("Careers", "/careers/")),
        ("case-studies", views.Link("Stories", "/case-studies/")),
        ("areas", views.Link("Areas", "/areas/")),
    ),
    search_url="/search/",
    my_list_url="/my-list/",
    footer=(
        views.Fact(
            "For schools",
            (views.Link("Ask for a visit", "/ask-the-hub/"), views.Link("Networks", "/networks/")),
        ),
        views.Fact("Take part", (views.Link("Become an ambassador", "/volunteer/"),)),
        views.Fact(
            "About", (views.Link("Accessibility", "/accessibility/"), views.Link("Privacy", "/privacy/"))
        ),
    ),
    hub_name="the hub",
    ask_url="/ask-the-hub/",
    concern_url="/safeguarding/",
    built_on="24 November 2026",
    machine_built_on="2026-11-24",
    security_policy="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; worker-src 'none'; manifest-src 'self'; form-action 'self' https://github.com; base-uri 'none'",
    credits=(
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
        "Place names from GeoNames, CC BY 4.0.",
    ),
)
frame_bare = replace(
    frame,
    tagline="",
    demonstration=False,
    preview=True,
    script_url="",
    font_urls=(),
    navigation=(),
    search_url="",
    my_list_url="",
    footer=(),
    credits=(),
)


def make_page(name: str, template: str, content: object, section: str, title: str) -> views.Page:
    return views.Page(
        url=f"/{name}/",
        output_path=f"{name}/index.html",
        template=template,
        title=title,
        description="One sentence about this page.",
        canonical=f"https://example.org/{name}/",
        content=content,
        section=section,
        breadcrumbs=(views.Link("Home", "/"), views.Link(title, "", current=True)) if title else (),
        feeds=feeds,
        structured_data=(Markup('{"@context": "https://schema.org", "@type": "Thing"}'),),
        og_image="https://example.org/assets/images/social-card.png",
    )


def bare_page(name: str, template: str, content: object) -> views.Page:
    return views.Page(f"/{name}/", f"{name}/index.html", template, "", "", "", content, indexed=False)


pages = {
    "home": make_page("home", "home.html", home_full, "", ""),
    "ambassadors": make_page(
        "ambassadors",
        "ambassadors.html",
        listing_of("Ambassadors", "36 ambassadors", (*people, person_card_with_photo, person_card_minimal)),
        "ambassadors",
        "Ambassadors",
    ),
    "ambassador": replace(
        make_page("ambassador", "ambassador.html", profile_full, "ambassadors", "Amina Khan"),
        breadcrumbs=breadcrumbs,
    ),
    "ambassador-long": make_page(
        "ambassador-long", "ambassador.html", profile_long, "ambassadors", person_card_long.name
    ),
    "ambassador-right-to-left": make_page(
        "ambassador-right-to-left", "ambassador.html", profile_right_to_left, "ambassadors", "نور الحسن"
    ),
    "ambassador-photo": make_page(
        "ambassador-photo", "ambassador.html", profile_photo, "ambassadors", "Siobhán Owusu"
    ),
    "events": make_page(
        "events",
        "events.html",
        listing_of("Events", "4 events", (*events, event_card_long)),
        "events",
        "Events",
    ),
    "event": make_page("event", "event.html", event_full, "events", "Meet the people who run the railway"),
    "case-studies": make_page(
        "case-studies",
        "case-studies.html",
        listing_of("Stories", "2 stories", (story_card, story_card_with_photo)),
        "case-studies",
        "Stories",
    ),
    "case-study": make_page(
        "case-study", "case-study.html", case_study_full, "case-studies", "The day the bridge held"
    ),
    "careers": make_page(
        "careers", "careers.html", listing_of("Careers", "3 careers", careers), "careers", "Careers"
    ),
    "career": make_page("career", "career.html", career_full, "careers", "Signalling engineer"),
    "areas": make_page("areas", "areas.html", areas_full, "areas", "Areas"),
    "area": make_page("area", "area.html", area_full, "areas", "Bradford"),
    "area-of-districts": make_page(
        "area-of-districts", "area.html", area_of_districts, "areas", "West Yorkshire"
    ),
    "networks": make_page("networks", "networks.html", networks_full, "", "Networks"),
    "network": make_page("network", "network.html", network_full, "", "Equality Champions"),
    "organisations": make_page(
        "organisations",
        "organisations.html",
        listing_of("Organisations", "2 organisations", (organisation_card, organisation_card_minimal)),
        "",
        "Organisations",
    ),
    "organisation": make_page(
        "organisation", "organisation.html", organisation_full, "", "National Railway Museum"
    ),
    "info": make_page("info", "info.html", info_full, "", "How it works"),
    "redirect": replace(
        make_page(
            "redirect",
            "redirect.html",
            views.RedirectView(views.Link("Amina Khan", "/ambassador/")),
            "",
            "Moved",
        ),
        bare=True,
        indexed=False,
    ),
    "404": make_page(
        "404",
        "404.html",
        views.NotFoundView(
            "There’s nothing here",
            (views.Link("Ambassadors", "/ambassadors/"), views.Link("Events", "/events/")),
        ),
        "",
        "There’s nothing here",
    ),
}
_search_lists = (views.Link("Ambassadors", "/ambassadors/"), views.Link("Careers", "/careers/"))
_search_data = (
    ("filters", "/assets/search/filters-1.json"),
    ("people", "/assets/search/people-1.json"),
    ("places", "/assets/search/places-1.json"),
)
_write = views.WriteView(
    heading="Write your Spotlight",
    intro="Ten short screens.",
    kind="ambassador",
    collection="ambassadors",
    schema_url="/data/schema/ambassador.json",
    form_url="/data/form.json",
    screen_url="/data/screen.json",
    issue_form="ambassador.yml",
    records_url="/ambassadors/",
    repository="example/ambassador-directory",
    branch="main",
    email="hub@example.org",
    hub_name="the hub",
    example="---\n# Your name.\nname: Robin & Co\n---\nThe story.\n",
    consent=Markup("<p>What you agree to.</p>"),
    consent_version="2026-1",
    privacy_url="/privacy/",
    others=(views.Link("Tell us about an event", "/events/submit/"),),
)
pages |= {
    "write": make_page("write", "write.html", _write, "", "Write your Spotlight"),
    "search": make_page(
        "search", "search.html", views.SearchView("Search everything", find_box, _search_lists), "", "Search"
    ),
    "my-list": make_page(
        "my-list",
        "my-list.html",
        views.MyListView("My list", _search_data, "/ambassadors/", "/ask/"),
        "",
        "My list",
    ),
    "ask": make_page(
        "ask",
        "ask.html",
        views.AskView(
            heading="Ask the hub",
            email="hub@example.org",
            hub_name="the hub",
            mail_url="mailto:hub@example.org?subject=Request",
            questions=(views.QuestionAnswer("When?", "A date, or a few that would suit you"),),
            activities=("Careers talk", "Mentoring"),
            key_stages=("Key stage 3",),
            data=_search_data,
            rules_url="/how-to-ask/",
        ),
        "",
        "Ask the hub",
    ),
}

bare_pages = {
    "home": bare_page("home-bare", "home.html", home_bare),
    "ambassadors": bare_page("ambassadors-bare", "ambassadors.html", bare_listing("Ambassadors")),
    "ambassador": bare_page("ambassador-bare", "ambassador.html", profile_bare),
    "events": bare_page("events-bare", "events.html", bare_listing("Events")),
    "event": bare_page("event-bare", "event.html", event_bare),
    "case-studies": bare_page("case-studies-bare", "case-studies.html", bare_listing("Stories")),
    "case-study": bare_page("case-study-bare", "case-study.html", case_study_bare),
    "careers": bare_page("careers-bare", "careers.html", bare_listing("Careers")),
    "career": bare_page("career-bare", "career.html", career_bare),
    "areas": bare_page("areas-bare", "areas.html", areas_bare),
    "area": bare_page("area-bare", "area.html", area_bare),
    "networks": bare_page("networks-bare", "networks.html", networks_bare),
    "network": bare_page("network-bare", "network.html", network_bare),
    "organisations": bare_page("organisations-bare", "organisations.html", bare_listing("Organisations")),
    "organisation": bare_page("organisation-bare", "organisation.html", organisation_bare),
    "info": bare_page("info-bare", "info.html", info_bare),
    "redirect": bare_page("redirect-bare", "redirect.html", views.RedirectView(views.Link("Bo", "/bo/"))),
    "search": bare_page("search-bare", "search.html", views.SearchView("Search", find_box, ())),
    "my-list": bare_page(
        "my-list-bare", "my-list.html", views.MyListView("My list", (), "/ambassadors/", "/ask/")
    ),
    "ask": bare_page(
        "ask-bare",
        "ask.html",
        views.AskView("Ask", "hub@example.org", "the hub", "mailto:hub@example.org", (), (), (), (), "/"),
    ),
    "write": bare_page(
        "write-bare",
        "write.html",
        replace(_write, repository="", example="", consent=nothing_more, privacy_url="", others=()),
    ),
    "404": bare_page("404-bare", "404.html", views.NotFoundView("There’s nothing here", ())),
}

examples = SimpleNamespace(
    area_links=area_links,
    avatar=avatar,
    avatar_right_to_left=avatar_right_to_left,
    bare_pages=bare_pages,
    breadcrumbs=breadcrumbs,
    career_card=career_card,
    career_card_minimal=career_card_minimal,
    claim=claim,
    claim_minimal=claim_minimal,
    coordinator=coordinator,
    coordinator_vacant=coordinator_vacant,
    event_card=event_card,
    event_card_cancelled=event_card_cancelled,
    event_card_long=event_card_long,
    event_card_minimal=event_card_minimal,
    evidence=evidence,
    evidence_minimal=evidence_minimal,
    facets=facets,
    facts=facts,
    feeds=feeds,
    find_box=find_box,
    frame=frame,
    frame_bare=frame_bare,
    link=link,
    map=map_view,
    map_current=map_current,
    organisation_card=organisation_card,
    organisation_card_minimal=organisation_card_minimal,
    pages=pages,
    pagination=pagination,
    pagination_first=pagination_first,
    people=people,
    person_card=person_card,
    person_card_long=person_card_long,
    person_card_minimal=person_card_minimal,
    person_card_right_to_left=person_card_right_to_left,
    person_card_with_photo=person_card_with_photo,
    picture=picture,
    question_answer=question_answer,
    route=route,
    route_long=route_long,
    story_card=story_card,
    story_card_with_photo=story_card_with_photo,
    when=when,
)
