"""Addresses: one for each thing, whatever folder the site is served from, and none that two things could want."""

import pytest
from sample_site import pages, site

from generator.urls import COLLECTIONS, RESERVED_NAMES, Urls

ROOT, HUB = Urls("https://example.org/"), Urls("https://example.org/hub/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ROOT.home(), "/"),
        (HUB.home(), "/hub/"),
        (HUB.section("ambassadors"), "/hub/ambassadors/"),
        (HUB.section("ambassadors", 1), "/hub/ambassadors/"),
        (HUB.section("ambassadors", 2), "/hub/ambassadors/page/2/"),
        (HUB.record("ambassadors", "amina-khan"), "/hub/ambassadors/amina-khan/"),
        (HUB.record("events", "2027-03-14-meet"), "/hub/events/2027-03-14-meet/"),
        (HUB.record("pages", "about"), "/hub/about/"),
        (HUB.facet("ambassadors", "subject", "physics"), "/hub/ambassadors/subject/physics/"),
        (HUB.facet("ambassadors", "subject", "physics", 3), "/hub/ambassadors/subject/physics/page/3/"),
        (HUB.area("bradford"), "/hub/areas/bradford/"),
        (HUB.network("equality-champions"), "/hub/networks/equality-champions/"),
        (HUB.file("events", "feed.xml"), "/hub/events/feed.xml"),
        (HUB.file("assets", "a b%.css"), "/hub/assets/a%20b%25.css"),
    ],
)
def test_an_address_follows_from_folder_and_name(address: str, expected: str) -> None:
    assert address == expected


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/hub/", "index.html"),
        ("/hub/about/", "about/index.html"),
        ("/hub/events/feed.xml", "events/feed.xml"),
        ("/hub/ambassadors/page/2/", "ambassadors/page/2/index.html"),
    ],
)
def test_an_address_is_written_to_its_file(url: str, path: str) -> None:
    assert HUB.output_path(url) == path


def test_an_absolute_address_has_the_base_path_once() -> None:
    assert HUB.absolute(HUB.record("pages", "about")) == "https://example.org/hub/about/"


@pytest.mark.parametrize(
    ("written", "base_path", "origin"),
    [
        ("https://example.org", "/", "https://example.org"),
        ("https://example.org/hub", "/hub/", "https://example.org"),
        ("https://example.org/a/b/", "/a/b/", "https://example.org"),
        ("http://localhost:8000/", "/", "http://localhost:8000"),
    ],
)
def test_a_base_address_may_lack_its_last_slash(written: str, base_path: str, origin: str) -> None:
    urls = Urls(written)
    assert (urls.base_path, urls.origin) == (base_path, origin)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///hub/",
        "https://user@example.org/",
        "https://example.org/?a=b",
        "https://example.org/#top",
        "https://example.org/a//b/",
        "https://example.org/../",
        "https://example.org/a b/",
        'https://example.org/"/',
        "https://example.org/%2e%2e/",
    ],
)
def test_a_base_address_that_is_not_plain_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"Write it like https://example\.org/hub/\."):
        Urls(written)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_facet_is_no_file_name(collection: str) -> None:
    where = COLLECTIONS[collection]
    assert set(where.facets) <= where.reserved


@pytest.mark.parametrize("name", ["index", "404", "assets", "search", "con", "nul", "com0", "com1", "lpt9"])
def test_some_names_are_the_sites_or_the_machines_own(name: str) -> None:
    assert name in RESERVED_NAMES


def test_no_page_of_content_can_take_an_address_at_the_top() -> None:
    """Everything that the site itself plans at the top has a name that content/pages/ cannot have."""
    own = {page.slug for page in site().pages} | {
        old.strip("/") for old, _ in site(base_url="https://example.org/").redirects
    }
    tops = {address.strip("/").partition("/")[0] for address in pages()} - {"", *own}
    assert {top.removesuffix(".html") for top in tops} - COLLECTIONS[
        "pages"
    ].reserved - RESERVED_NAMES == set()


@pytest.mark.parametrize("collection", [name for name in COLLECTIONS if name != "pages"])
def test_no_record_can_take_an_address_of_its_lists(collection: str) -> None:
    """/events/past/, /ambassadors/subject/…: what is planned below a section, and is no record, is reserved."""
    below = {
        address.split("/")[2]
        for address in pages()
        if address.startswith(f"/{collection}/") and address[-1] == "/"
    } - {""}
    records = set(site().by_slug[collection]) | (set(site().people) if collection == "ambassadors" else set())
    earlier = {
        old.split("/")[2] for old, _ in site(base_url="https://example.org/").redirects if old.count("/") == 3
    }
    assert below - records - earlier - COLLECTIONS[collection].reserved - RESERVED_NAMES == set()
