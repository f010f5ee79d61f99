"""
A real browser on the built site, served as a plain web host would serve it.

Every page that a test opens is watched: an error in the console, or a request that leaves the site, fails
the test when it ends, whatever else the test asked.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# No sandbox: CI runs as root. The rest keeps Chromium from talking to its makers in the background.
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder needs Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


# ---------------------------------------------------------------- serving


class _Handler(BaseHTTPRequestHandler):
    """A plain static host: x/ is x/index.html, x goes to x/ if that is a folder, anything else is 404.html."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        base = self.server.base_path
        if not path.startswith(base) or ".." in path.split("/"):
            self._send(HTTPStatus.NOT_FOUND, b"outside the site", "text/plain")
            return
        file = self.server.folder / path.removeprefix(base)
        if path.endswith("/"):
            file = file / "index.html"
        elif (file / "index.html").is_file():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = HTTPStatus.OK
        if not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, self.server.folder / "404.html"
        body = file.read_bytes() if file.is_file() else b"not found"
        self._send(status, body, MEDIA_TYPES.get(file.suffix, "application/octet-stream"))

    def _send(self, status: HTTPStatus, body: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Says nothing: what was asked for is the browser's affair, and the tests watch that."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path, base_path: str) -> None:
        self.folder = folder
        self.base_path = base_path
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no fault."""


# The types of page, by the words that the tests use for them, and where their pages are.
SECTIONS = {
    "search": "/search/",
    "my list": "/my-list/",
    "asking": "/ask/",
    "writing a profile": "/volunteer/",
    "writing an event": "/events/submit/",
    "home": "/",
    "ambassador list": "/ambassadors/",
    "ambassador list page 2": "/ambassadors/page/2/",
    "events": "/events/",
    "past events": "/events/past/",
    "case studies": "/case-studies/",
    "careers": "/careers/",
    "areas": "/areas/",
    "networks": "/networks/",
    "organisations": "/organisations/",
}
RECORDS = {
    "profile": "ambassadors",
    "event": "events",
    "case study": "case-studies",
    "career": "careers",
    "organisation": "organisations",
}


@dataclass(frozen=True)
class Served:
    """A built site that answers on a loopback port."""

    site: object
    content: Path
    origin: str

    def url(self, address: str) -> str:
        """What to type for an address without the base path: /ambassadors/ → http://127.0.0.1:…/hub/ambassadors/"""
        return self.origin + self.site.base_path + address.removeprefix("/")

    def address(self, url: str) -> str:
        """The other way round, without query and anchor."""
        return "/" + urlsplit(url).path.removeprefix(self.site.base_path)

    @cached_property
    def _vocabularies(self) -> dict[str, list[str]]:
        areas = yaml.safe_load((self.content / "vocabularies/areas.yml").read_text(encoding="utf-8"))
        networks = yaml.safe_load((self.content / "vocabularies/networks.yml").read_text(encoding="utf-8"))
        return {
            "area": [f"/areas/{area['slug']}/" for area in areas],
            "district": [f"/areas/{place['slug']}/" for area in areas for place in area["districts"]],
            "network": [f"/networks/{network['slug']}/" for network in networks],
        }

    def slugs(self, collection: str) -> list[str]:
        return sorted(
            path.stem for path in (self.content / collection).glob("*.md") if not path.name.startswith("_")
        )

    def pages_of(self, page_type: str) -> list[str]:
        """The addresses of all built pages of one type, the fullest page first: it has the most to go wrong."""
        if page_type == "not found":
            return ["/no-such-page/nor-this-one/"]
        if page_type in SECTIONS:
            wanted = [SECTIONS[page_type]]
        elif page_type in RECORDS:
            collection = RECORDS[page_type]
            wanted = [f"/{collection}/{slug}/" for slug in self.slugs(collection)]
        elif page_type == "information page":
            wanted = [f"/{slug}/" for slug in self.slugs("pages")]
        elif page_type in self._vocabularies:
            wanted = self._vocabularies[page_type]
        else:
            collection = {"ambassador facet": "ambassadors", "event facet": "events"}[page_type]
            wanted = [
                address
                for address in self.site.pages
                if address.startswith(f"/{collection}/")
                and address.count("/") == 4
                and not address.startswith(f"/{collection}/page/")
            ]
        pages = [self.site.pages[address] for address in wanted if address in self.site.pages]
        pages = [page for page in pages if not page.is_redirect]
        return [page.address for page in sorted(pages, key=lambda page: -page.path.stat().st_size)]

    def page_of(self, page_type: str) -> str:
        found = self.pages_of(page_type)
        if not found and page_type == "ambassador list page 2":
            pytest.skip("All ambassadors fit on one page of the list.")
        assert found, f"The site has no page of the type '{page_type}'."
        return found[0]


@contextmanager
def _serving(site: object) -> Iterator[Served]:
    server = _Server(site.folder, site.base_path)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        repository = Path(__file__).resolve().parent.parent.parent
        yield Served(site, repository / "content", f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def serving() -> Callable[..., object]:
    """`with serving(site) as served:` for a site that a test made itself."""
    return _serving


@pytest.fixture(scope="session")
def served(built_site: object) -> Iterator[Served]:
    with _serving(built_site) as served:
        yield served


@pytest.fixture(scope="session")
def served_under_base(built_site_under_base: object) -> Iterator[Served]:
    with _serving(built_site_under_base) as served:
        yield served


# ---------------------------------------------------------------- browsing


@pytest.fixture(scope="session")
def chromium_path(needs: Callable[[object, str], None]) -> str:
    """Where Chromium is; the environment's CHROMIUM goes before what is found."""
    candidates = [os.environ.get("CHROMIUM", ""), *map(shutil.which, CHROMIUM_NAMES), *CHROMIUM_ON_A_MAC]
    found = next((path for path in candidates if path and Path(path).is_file()), "")
    needs(found, "Chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@dataclass
class _Watch:
    """What went wrong on the pages of one test, besides what the test asks itself."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        where = message.location.get("url", "")
        # Chromium says so of any page that is answered with 404, and ours shall be.
        if "status of 404" in message.text and message.page and where == message.page.url:
            return
        self.faults.append(f"the console says: {message.text} ({where})")

    def on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob", "about"):
            return
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"a request leaves the site: {request.url}")

    def watch(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.faults.append(f"an error stops a script: {error}"))
        page.on("request", self.on_request)


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, served: Served) -> Iterator[OpenPage]:
    """
    `open_page("/events/", width=360, dark=True, javascript=False)`: a new page in a new context, at an address
    of the served site. Nothing moves on it, so that what is measured is what stays. `settled=True` waits half a
    second more, until nothing is asked for any longer and scripts have shown what they had to show.
    """
    contexts = []
    watch = _Watch(served.origin)

    def open_page(
        address: str = "/",
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        touch: bool = False,
        javascript: bool = True,
        settled: bool = False,
        on: Served = served,
    ) -> Page:
        watch.origin = on.origin
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            service_workers="block",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch.watch(page)
        page.goto(on.url(address), wait_until="networkidle" if settled else "load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    if watch.faults:
        pytest.fail("While this test ran:\n  " + "\n  ".join(watch.faults), pytrace=False)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The home page on a desktop screen."""
    return open_page("/")
