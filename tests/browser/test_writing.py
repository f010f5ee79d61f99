"""The form: what is written there comes out as a file that reads as the same record, and nothing goes anywhere before a door."""

import base64
import io
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from generator.messages import MESSAGES
from generator.pipeline import OWN_CONTENT, Order, understand
from generator.records import validate_record
from generator.schema import form_data, may_be_opened, written
from generator.sources import Document, Source, parse_document
from generator.urls import Urls

SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "content"
FORMS = {"ambassadors": "/volunteer/", "events": "/events/submit/", "case-studies": "/case-studies/submit/"}
STEPS = {
    "ambassadors": "you day work route honest story schools more photo consent look".split(),
    "events": "what when where who wanted more look".split(),
    "case-studies": "what story who learnt photo look".split(),
}


@pytest.fixture(scope="module")
def site():
    return {
        folder: understand(Order(content=folder, today=date(2027, 1, 15))).site
        for folder in (OWN_CONTENT, SAMPLE)
    }


def records_of(site, collection):
    found = {"ambassadors": site.people.values(), "events": site.events, "case-studies": site.case_studies}
    return tuple(found[collection])


def key_of(served, collection):
    return f"draft:{Urls(served.origin + served.site.base_path).section(collection)}"


def with_draft(page, served, collection, values, body, *, step="look"):
    """The form with a draft in it, as if somebody had come back."""
    page.evaluate(
        "([key, draft]) => localStorage.setItem(key, JSON.stringify(draft))",
        [key_of(served, collection), {"values": values, "body": body, "photo": ""}],
    )
    page.goto(served.url(FORMS[collection]) + f"#{step}")
    page.reload()
    page.locator(".write-title").wait_for()


def file_of(page):
    return page.locator(".write-doors .write-file").text_content()


def read(text, site, collection, slug):
    """A file's text → its record, with the problems."""
    document = parse_document(Source("x.md", collection, slug, text.encode()))
    assert isinstance(document, Document), document
    context = {"vocabularies": site.vocabularies, "time_zone": site.settings.time_zone}
    return validate_record(document, context)


def same(one, other):
    """Two records that say the same: the body's own ends and its place in the file do not count."""
    fields = {"path", "body_line", "slug"}
    left = one.model_dump(exclude=fields) | {"body": one.body.strip()}
    right = other.model_dump(exclude=fields) | {"body": other.body.strip()}
    return left == right


THROUGH = """async steps => {
    for (const step of steps) {
        if (location.hash === `#${step}`) continue;
        const shown = new Promise(done => addEventListener("hashchange", done, { once: true }));
        location.hash = step;
        await shown;
        if (!document.querySelector(`.write-steps [aria-current][href='#${step}']`)) throw new Error(`no screen ${step}`);
    }
}"""


@pytest.mark.parametrize("folder", [OWN_CONTENT, SAMPLE], ids=("own", "sample"))
@pytest.mark.parametrize("collection", FORMS)
def test_every_record_opened_in_the_form_and_saved_again_is_the_same_record(
    open_page, served, site, collection, folder
):
    page = open_page(FORMS[collection])
    page.locator(".write-title").wait_for()
    context = site[folder]
    # The form knows the files that are there beside the record.
    page.route("**/data/form.json", lambda route: route.fulfill(json=form_data(context)))
    for record in records_of(context, collection):
        with_draft(page, served, collection, written(record, context.settings.time_zone), record.body)
        # Going through every screen must change nothing either.
        page.evaluate(THROUGH, [*STEPS[collection][:-1], "look"])
        faults = page.locator(".request-errors-list").all_text_contents()
        assert page.locator(".write-doors").count(), f"{record.path}: {faults}"
        again, problems = read(file_of(page), context, collection, record.slug)
        assert problems == [], record.path
        assert same(record, again), record.path


NAMES = (
    "آمنہ خان",
    "🙂 Ada",
    "\"Ada\" said 'no' \\ to: that",
    "no",
    "null",
    "# Ada",
    "- Ada",
    "Ada: engineer",
    "{a}",
    "2027-03-14",
    "1e3",
    "Siobhán  O’Neill",
)


@pytest.mark.parametrize("name", NAMES)
def test_awkward_words_survive(open_page, served, site, name):
    context = site[OWN_CONTENT]
    person = records_of(context, "ambassadors")[0]
    values = written(person, context.settings.time_zone) | {
        "name": name,
        "best_bit": f"{name}, {name}",
        "formerly": ["old-name"],
    }
    values["route"] = [{"step": "job", "what": f"{name} {number}", "note": "yes: no"} for number in range(30)]
    body = f"{name}\n\n---\n\n## no\n\n```\n---\n```\n\nآخر"
    page = open_page(FORMS["ambassadors"])
    page.locator(".write-title").wait_for()
    with_draft(page, served, "ambassadors", values, body)

    assert page.locator(".write-page .stop").count() == 30
    again, problems = read(file_of(page), context, "ambassadors", "x")
    assert problems == []
    assert again.name == " ".join(name.split())
    assert again.route[29].what_ == " ".join(f"{name} 29".split())
    assert again.formerly == ("old-name",)
    assert again.body.strip() == body


class Phone:
    """Somebody with a 360 px phone: taps and types, and on every screen the page is put to the test."""

    def __init__(self, page):
        self.page = page

    def write(self, question, words, *, within=None):
        field = (within or self.page).get_by_label(question)
        field.tap()
        expect(field).to_be_focused()
        self.page.keyboard.insert_text(words)

    def pick(self, question, value, *, within=None):
        field = (within or self.page).get_by_label(question)
        field.tap()
        field.select_option(value)

    def choose(self, question, label):
        group = self.page.get_by_role("group", name=question)
        group.locator(".choice", has_text=re.compile(f"^{label}")).tap()

    def press(self, name, *, within=None):
        (within or self.page).get_by_role("button", name=name).tap()

    def go_on(self):
        """A reload on the spot loses nothing, axe finds nothing, nothing scrolls sideways; then to the next screen."""
        before = self.state()
        self.page.reload()
        self.page.locator(".write-title").wait_for()
        assert self.state() == before
        self.look_over()
        self.press("Go on")

    def look_over(self):
        assert Axe().run(self.page).violations_count == 0, self.page.url
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= 360, self.page.url

    def state(self):
        """What stands in every field of the screen, and where the reader is."""
        fields = self.page.evaluate(
            "[...document.querySelectorAll('.write-form :is(input, select, textarea)')].map(({ id, value, checked }) => [id, value, checked])"
        )
        return self.page.url, fields


def test_somebody_on_a_small_phone_finishes_a_profile_by_touch_and_nothing_is_sent(open_page, served, site):
    page = open_page("/", width=360, height=740, touch=True)
    asked = []

    def note(request):
        asked.append(request)

    page.on("request", note)
    page.on("websocket", lambda each: pytest.fail(f"a connection to {each.url}"))
    page.goto(served.url(FORMS["ambassadors"]))
    page.locator(".write-title").wait_for()
    phone = Phone(page)
    phone.write("What shall we call you?", "Ada Loveday")
    phone.write("What is your job called?", "Welder")
    phone.write("Who are you, in a sentence or two?", "I join steel so that it stays joined.")
    phone.go_on()
    phone.write("What do you do all day?", "I weld.")
    phone.write("What did you need to get in?", "Gloves and a course.")
    phone.go_on()
    phone.pick("Which industry?", "engineering")
    phone.pick("Which district?", "bradford")
    phone.go_on()
    for number, (kind, what) in enumerate([("gcse", "Nine of them"), ("apprenticeship", "Welding")]):
        row = page.locator(".write-row").nth(number)
        phone.pick("What kind of step it was.", kind, within=row)
        phone.write("What exactly", what, within=row)
    page.locator(".write-card .stop").nth(1).wait_for()
    phone.press("Add a step")
    phone.press("Remove", within=page.locator(".write-row").nth(2))
    phone.go_on()
    phone.write("What went wrong, and what then?", "I burnt my sleeve.")
    phone.go_on()
    phone.write("Your story", "It smelt of rain.\n\n## Then\n\nIt rang.")
    phone.go_on()
    phone.choose("How can you meet a group?", "Online")
    phone.choose("What do you offer?", "Careers talk")
    phone.choose("Which ages?", "Key stage 3")
    phone.choose("Which school subjects does your job use?", "Physics")
    for _ in range(3):
        phone.go_on()
    assert page.get_by_role("heading", name="Do you agree?").is_visible()
    consent = page.get_by_role("heading", name="What you agree to").bounding_box()["y"]
    assert consent < page.get_by_text("Yes, publish my profile.").bounding_box()["y"]
    phone.press("Go on")
    assert page.locator(".request-errors").is_visible()
    page.get_by_text("Yes, publish my profile.").tap()
    phone.go_on()
    page.locator(".write-doors").wait_for()
    phone.look_over()
    page.reload()
    page.locator(".write-doors").wait_for()
    record, problems = read(file_of(page), site[OWN_CONTENT], "ambassadors", "ada-loveday")
    assert problems == []
    assert (record.name, record.setback, len(record.route)) == ("Ada Loveday", "I burnt my sleeve.", 2)
    # All that was ever asked for are files of the site, by addresses that say nothing of what was written.
    paths = {served.address(each.url) for each in asked}
    assert {(each.method, each.post_data, urlsplit(each.url).query) for each in asked} == {("GET", None, "")}
    assert {path for path in paths if not path.startswith(("/assets/", "/data/"))} <= {
        FORMS["ambassadors"],
        "/favicon.ico",
    }
    assert not [path for path in paths if "loveday" in path]
    door = page.get_by_role("link", name="Open a ready pull request").get_attribute("href")
    assert door.startswith(
        "https://github.com/example/ambassador-directory/new/main?filename=content%2Fambassadors%2Fada-loveday.md&value=---"
    )
    assert parse_qs(urlsplit(door).query)["value"] == [file_of(page)]
    with page.expect_download() as saved:
        phone.press("Download the file")
    assert saved.value.suggested_filename == "ada-loveday.md"
    assert Path(saved.value.path()).read_text("utf-8") == file_of(page)


def tab_to(page, words):
    """Presses Tab until the thing with these words in its label has the focus; fails where no Tab leads there."""
    label = "(({ labels, textContent, ariaLabel }) => ariaLabel ?? (labels?.length ? labels[0].textContent : textContent))(document.activeElement)"
    for _ in range(120):
        page.keyboard.press("Tab")
        if words in page.evaluate(label):
            return
    pytest.fail(f"no way by Tab to {words!r}")


def typed(page, question, words):
    tab_to(page, question)
    page.keyboard.type(words)


def entered(page, name):
    """The button, by keyboard; then the next heading has the focus."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def focused(page, heading):
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_a_profile_is_written_by_keyboard_alone(open_page, site):
    page = open_page(FORMS["ambassadors"])
    page.locator(".write-title").wait_for()
    typed(page, "What shall we call you?", "Ada")
    typed(page, "What is your job called?", "Welder")
    typed(page, "Who are you, in a sentence or two?", "I join steel.")
    entered(page, "Go on")
    focused(page, "What is your work like?")
    # What is missing is told, and the way to it is by keyboard too.
    typed(page, "What do you do all day?", "I weld.")
    entered(page, "Go on")
    expect(page.locator(".request-errors")).to_be_focused()
    entered(page, "'what_i_needed' is missing")
    expect(page.get_by_label("What did you need to get in?")).to_be_focused()
    page.keyboard.type("Gloves.")
    entered(page, "Go on")
    focused(page, "Where do you work?")
    typed(page, "Which industry?", "Engin")
    typed(page, "Which district?", "Bradf")
    entered(page, "Go on")
    focused(page, "How did you get here?")
    for kind in ("GCSE", "Appren"):
        typed(page, "What kind of step it was.", kind)
        typed(page, "What exactly", "Welding")
    for _ in range(3):
        entered(page, "Go on")
    focused(page, "What could you do for a school?")
    for name in ("In person", "Careers talk", "Key stage 3", "Maths"):
        tab_to(page, name)
        page.keyboard.press("Space")
    for _ in range(3):
        entered(page, "Go on")
    focused(page, "Do you agree?")
    tab_to(page, "Yes, publish my profile.")
    page.keyboard.press("Space")
    entered(page, "Go on")
    focused(page, "Look at it, then hand it in")
    record, problems = read(file_of(page), site[OWN_CONTENT], "ambassadors", "ada")
    assert problems == []
    assert (record.industry, record.district, record.subjects) == (
        "engineering",
        "bradford",
        ("mathematics",),
    )
    for door in ("Open a ready pull request", "Download the file", "Write the e-mail"):
        tab_to(page, door)


def test_an_event_is_written_by_keyboard_alone(open_page, site):
    page = open_page(FORMS["events"])
    page.locator(".write-title").wait_for()
    typed(page, "What is it called?", "Robots")
    typed(page, "What happens?", "Two hours of robots.")
    typed(page, "What kind of event is it?", "Worksh")
    entered(page, "Go on")
    focused(page, "When?")
    # The same day and month, since browsers ask for them in different orders.
    typed(page, "When does it start?", "0303")
    page.keyboard.type("2027")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("1030A")
    entered(page, "Go on")
    focused(page, "Where?")
    tab_to(page, "In person")
    page.keyboard.press("ArrowDown")
    entered(page, "Go on")
    focused(page, "Who is it for?")
    typed(page, "What does it cost?", "free")
    entered(page, "Go on")
    focused(page, "Ambassadors wanted?")
    typed(page, "How many ambassadors are wanted.", "3")
    for _ in range(2):
        entered(page, "Go on")
    page.locator(".write-doors").wait_for()
    record, problems = read(file_of(page), site[OWN_CONTENT], "events", "2027-03-03-robots")
    assert problems == []
    assert (record.title, record.kind, record.wanted.number) == ("Robots", "workshop", 3)
    assert f"{record.starts:%Y-%m-%d %H:%M}" == "2027-03-03 10:30"


TOO_LONG = "Once upon a time.\n\n" * 500


def test_a_text_too_long_for_an_address_is_copied_and_two_clicks_are_drawn(open_page, served, site):
    context = site[OWN_CONTENT]
    person = records_of(context, "ambassadors")[0]
    page = open_page(FORMS["ambassadors"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".write-title").wait_for()
    with_draft(page, served, "ambassadors", written(person, context.settings.time_zone), TOO_LONG)

    assert page.get_by_role("img", name=re.compile("^Two clicks")).is_visible()
    door = page.get_by_role("link", name="Copy it and open the file")
    address = door.get_attribute("href")
    assert len(address) < 7000
    assert "value=" not in address
    # The way out of the site is barred here: what counts is what is on the clipboard when it is taken.
    page.route("https://github.com/**", lambda route: route.abort())
    page.evaluate(
        "navigation.addEventListener('navigate', (event) => { window.went = event.destination.url; event.preventDefault(); })"
    )
    door.click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == file_of(page)
    page.wait_for_function("window.went")
    assert page.evaluate("window.went") == address


def test_the_hub_gets_an_e_mail_with_the_text_in_it(open_page, served, site):
    context = site[OWN_CONTENT]
    page = open_page(FORMS["case-studies"])
    page.locator(".write-title").wait_for()
    values = {"title": "Mud", "summary": "Twelve kinds.", "date": "2026-10-02", "kind": "story"}
    with_draft(page, served, "case-studies", values, "It was brown.")

    address = page.get_by_role("link", name="Write the e-mail").get_attribute("href")
    assert address.startswith(f"mailto:{context.settings.hub.email}?")
    asked = parse_qs(urlsplit(address).query)
    assert asked["subject"] == ["For the directory: mud.md"]
    assert asked["body"][0].endswith(file_of(page).replace("\n", "\r\n"))


FORBIDDEN = {
    "raw-html": "<b>Loud</b> it was.",
    "image-in-prose": "![me](me.jpg)",
    "outside-link": "[firm](http://example.org)",
    "pupil-named": "Aisha Begum, Year 9, asked why.",
    "mixed-script": "Аmina rang.",
    "hidden-character": "so\u200bft",
    "contact-details": "Ring 07700 900123.",
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_what_no_story_may_have_shuts_the_doors_in_the_words_of_the_build(open_page, served, rule):
    page = open_page(FORMS["case-studies"])
    page.locator(".write-title").wait_for()
    values = {"title": "Mud", "summary": "Twelve kinds.", "date": "2026-10-02", "kind": "story"}
    with_draft(page, served, "case-studies", values, FORBIDDEN[rule])

    assert page.locator(".write-doors").count() == 0
    link = page.locator(".request-errors-list a")
    words = MESSAGES[rule].split("}")[-1][1:]  # the first letter is a capital here
    assert link.text_content().endswith(words)
    link.click()
    expect(page.get_by_label("The story")).to_be_focused()


def test_a_number_to_ring_is_stopped_before_anything_leaves(open_page, served, site):
    context = site[OWN_CONTENT]
    person = records_of(context, "ambassadors")[0]
    values = written(person, context.settings.time_zone) | {"advice": "Ring me on 07700 900123."}
    page = open_page(FORMS["ambassadors"])
    page.locator(".write-title").wait_for()
    with_draft(page, served, "ambassadors", values, person.body)

    assert page.locator(".write-doors").count() == 0
    words = "'07700 900123' is a telephone number. People are reached through the hub only: remove it."
    page.get_by_role("link", name=words).click()
    page.get_by_role("heading", name="Now the honest bits").wait_for()
    expect(page.get_by_label("What would you tell yourself at 14?")).to_be_focused()


def test_a_profile_is_opened_from_its_page_and_the_draft_can_be_thrown_away(open_page, served):
    page = open_page("/ambassadors/amina-khan/")
    page.get_by_role("link", name="Update this profile").click()
    name = page.get_by_label("What shall we call you?")
    assert name.input_value() == "Amina Khan"
    name.fill("Amina K")
    page.get_by_text("Saved on this device.").wait_for()
    page.reload()
    assert page.get_by_label("What shall we call you?").input_value() == "Amina K"
    page.get_by_role("button", name="Start again from the page").click()
    page.get_by_role("button", name="Yes, delete it").click()
    page.get_by_text("You are changing the profile").wait_for()
    assert page.get_by_label("What shall we call you?").input_value() == "Amina Khan"
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []


@pytest.mark.parametrize(
    ("collection", "link"), [("events", "Update this event"), ("case-studies", "Update it")]
)
def test_an_event_and_a_story_are_opened_from_their_pages(open_page, served, site, collection, link):
    context = site[OWN_CONTENT]
    record = next(each for each in records_of(context, collection) if may_be_opened(context, each))
    page = open_page(f"/{collection}/{record.slug}/")
    page.get_by_role("link", name=link).click()
    page.get_by_text("You are changing").wait_for()
    page.goto(page.url + "#look")
    page.locator(".write-doors").wait_for()
    again, problems = read(file_of(page), context, collection, record.slug)
    assert problems == []
    assert same(record, again)
    assert (
        page.get_by_role("link", name="Copy it and open the file")
        .get_attribute("href")
        .endswith(f"/edit/main/content/{collection}/{record.slug}.md")
    )


def test_a_photograph_is_made_small_and_loses_what_the_camera_wrote(open_page, tmp_path):
    big = Image.new("RGB", (3200, 1800), "teal")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    big.save(tmp_path / "big.jpg", exif=exif)
    page = open_page(FORMS["ambassadors"] + "#photo")
    page.get_by_label("Choose a picture").set_input_files(tmp_path / "big.jpg")
    page.get_by_text("1600 by 900 dots").wait_for()
    page.get_by_text("Saved on this device.").wait_for()
    kept = page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('draft:'))[1])"
    )
    data = base64.b64decode(kept["photo"])
    assert b"taken at home" in (tmp_path / "big.jpg").read_bytes()
    assert not any(mark in data for mark in (b"taken at home", b"Exif", b"GPS", b"http://ns.adobe.com"))
    small = Image.open(io.BytesIO(data))
    assert (small.size, small.format, len(small.getexif())) == ((1600, 900), "JPEG", 0)
    page.reload()
    page.get_by_text("1600 by 900 dots").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("collection", FORMS)
def test_every_screen_has_no_accessibility_fault_and_does_not_scroll_sideways(open_page, collection, scheme):
    page = open_page(FORMS[collection], width=360, dark=scheme == "dark")
    page.locator(".write-title").wait_for()
    for step in STEPS[collection]:
        page.evaluate("step => { location.hash = step; }", step)
        page.locator(f".write-steps [aria-current][href='#{step}']").wait_for(state="attached")
        if step != "look":
            go_on_again = page.get_by_role("button", name="Go on")
            go_on_again.click()
            if page.locator(f".write-steps [aria-current][href='#{step}']").count() == 0:
                page.evaluate("step => { location.hash = step; }", step)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{step}: {results.generate_report()}"
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360, step


@pytest.mark.parametrize("collection", FORMS)
def test_without_javascript_the_page_explains_the_file_and_shows_one(open_page, collection):
    page = open_page(FORMS[collection], javascript=False)

    assert page.get_by_role("heading", name="One file, written by you").is_visible()
    assert page.locator(".write-plain .write-file").text_content().startswith("---\n")
