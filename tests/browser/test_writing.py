"""The form: what is written there comes out as a file that reads as the same record, and nothing goes anywhere before a door."""

import base64
import io
import re
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from generator.pipeline import OWN_CONTENT, Order, understand
from generator.records import validate_record
from generator.schema import written
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


@pytest.mark.parametrize("folder", [OWN_CONTENT, SAMPLE], ids=("own", "sample"))
@pytest.mark.parametrize("collection", FORMS)
def test_every_record_opened_in_the_form_and_saved_again_is_the_same_record(
    open_page, served, site, collection, folder
):
    page = open_page(FORMS[collection])
    page.locator(".write-title").wait_for()
    context = site[folder]
    for record in records_of(context, collection):
        with_draft(page, served, collection, written(record, context.settings.time_zone), record.body)
        # Going through every screen must change nothing either.
        if record is records_of(context, collection)[0]:
            for step in STEPS[collection]:
                page.evaluate("step => { location.hash = step; }", step)
                page.locator(f".write-steps [aria-current][href='#{step}']").wait_for(state="attached")
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


def fill_you(page):
    page.get_by_label("What shall we call you?").fill("Ada L")
    page.get_by_label("What is your job called?").fill("Welder")
    page.get_by_label("Who are you, in a sentence or two?").fill("I join steel so that it stays joined.")


def choose(page, question, *labels):
    group = page.get_by_role("group", name=question)
    for label in labels:
        group.locator(".choice", has_text=re.compile(f"^{label}")).click()


def go_on(page):
    page.get_by_role("button", name="Go on").click()


def test_somebody_on_a_small_phone_finishes_a_profile_by_touch(open_page, served, site):
    page = open_page(FORMS["ambassadors"], width=360, height=740)
    asked = []
    page.locator(".write-title").wait_for()
    page.on("request", lambda request: asked.append(request.url))
    fill_you(page)
    go_on(page)
    page.get_by_label("What do you do all day?").fill("I weld.")
    page.get_by_label("What did you need to get in?").fill("Gloves and a course.")
    go_on(page)
    page.get_by_label("Which industry?").select_option("engineering")
    page.get_by_label("Which district?").select_option("bradford")
    go_on(page)
    for number, (kind, what) in enumerate([("gcse", "Nine of them"), ("apprenticeship", "Welding")]):
        row = page.locator(".write-row").nth(number)
        row.get_by_label("What kind of step it was.").select_option(kind)
        row.get_by_label("What exactly").fill(what)
    page.locator(".write-card .stop").nth(1).wait_for()
    page.get_by_role("button", name="Add a step").click()
    page.locator(".write-row").nth(2).get_by_role("button", name="Remove").click()
    go_on(page)
    page.get_by_label("What went wrong, and what then?").fill("I burnt my sleeve.")
    go_on(page)
    page.get_by_label("Your story").fill("It smelt of rain.\n\n## Then\n\nIt rang.")
    go_on(page)
    choose(page, "How can you meet a group?", "Online")
    choose(page, "What do you offer?", "Careers talk")
    page.get_by_role("group", name="Which ages?").get_by_role("checkbox").first.check()
    choose(page, "Which school subjects does your job use?", "Physics")
    for _ in range(3):
        go_on(page)
    assert page.get_by_role("heading", name="Do you agree?").is_visible()
    go_on(page)
    assert page.locator(".request-errors").is_visible()
    page.get_by_text("Yes, publish my profile.").click()
    go_on(page)
    page.reload()
    page.locator(".write-doors").wait_for()
    record, problems = read(file_of(page), site[OWN_CONTENT], "ambassadors", "ada-l")
    assert problems == []
    assert (record.name, record.setback, len(record.route)) == ("Ada L", "I burnt my sleeve.", 2)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert [
        url
        for url in asked
        if "/data/" not in url and "/assets/" not in url and not url.endswith("/volunteer/")
    ] == []
    door = page.get_by_role("link", name="Open a ready pull request").get_attribute("href")
    assert door.startswith(
        "https://github.com/example/ambassador-directory/new/main?filename=content%2Fambassadors%2Fada-l.md&value=---"
    )
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download the file").click()
    assert saved.value.suggested_filename == "ada-l.md"
    assert Path(saved.value.path()).read_text("utf-8") == file_of(page)


def test_an_event_is_written_by_keyboard_alone(open_page, site):
    page = open_page(FORMS["events"])
    page.locator(".write-title").wait_for()
    page.get_by_label("What is it called?").focus()
    page.keyboard.type("Robots")
    page.keyboard.press("Tab")
    page.keyboard.type("Two hours of robots.")
    page.keyboard.press("Tab")
    page.keyboard.type("Worksh")
    page.get_by_role("button", name="Go on").press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "When?"
    page.get_by_label("When does it start?").fill("2027-03-14T10:30")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("radio", name=re.compile("^Online")).press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_label("What does it cost?").fill("free")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_label("How many ambassadors are wanted.").fill("3")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("button", name="Go on").press("Enter")
    page.locator(".write-doors").wait_for()
    record, problems = read(file_of(page), site[OWN_CONTENT], "events", "2027-03-14-robots")
    assert problems == []
    assert (record.title, record.kind, record.wanted.number) == ("Robots", "workshop", 3)


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
    small = Image.open(io.BytesIO(base64.b64decode(kept["photo"])))
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
