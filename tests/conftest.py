"""
The site as the tests see it: the repository's own content, built by the command a volunteer would use.

Nothing here imports the generator. These tests ask what came out, whoever made it.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = "2027-01-15"
BASE_URL = "https://example.org/hub/"

# Where an element names another file. 'srcset' holds several.
ADDRESS_ATTRIBUTES = ("href", "src", "srcset", "poster", "action", "formaction", "data", "xlink:href")


# ---------------------------------------------------------------- reading what was built


@dataclass(frozen=True)
class Reference:
    """One address that a page names: where it stands and what it says."""

    line: int
    element: str
    attribute: str
    value: str
    rel: str = ""


@dataclass
class _Reader(HTMLParser):
    """Collects what the tests ask about while the parser walks through one page."""

    references: list[Reference] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_json_ld = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        for name in ADDRESS_ATTRIBUTES:
            if name in attributes:
                values = [attributes[name]]
                if name == "srcset":
                    values = [part.split()[0] for part in attributes[name].split(",") if part.strip()]
                rel = attributes.get("rel", "")
                self.references += [Reference(line, tag, name, value, rel) for value in values]
        if attributes.get("id"):
            self.anchors.add(attributes["id"])
        if tag == "a" and attributes.get("name"):
            self.anchors.add(attributes["name"])
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv") or ""
            self.meta[name.lower()] = attributes.get("content", "")
        if tag == "script" and attributes.get("type") == "application/ld+json":
            self._in_json_ld = True
            self.json_ld.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_json_ld = False

    def handle_data(self, data: str) -> None:
        if self._in_json_ld:
            self.json_ld[-1] += data


@dataclass(frozen=True)
class Html:
    """One built page: its address without the base path (/ambassadors/amina-khan/) and what it holds."""

    address: str
    path: Path
    references: tuple[Reference, ...]
    anchors: frozenset[str]
    meta: dict[str, str]
    json_ld: tuple[str, ...]

    @property
    def is_redirect(self) -> bool:
        return "refresh" in self.meta

    @property
    def is_unlisted(self) -> bool:
        return "noindex" in self.meta.get("robots", "")

    @property
    def canonical(self) -> str:
        return next((link.value for link in self.references if link.rel == "canonical"), "")


@dataclass(frozen=True)
class Site:
    """A folder that build.py wrote, with the base path its addresses were made for."""

    folder: Path
    printed: str

    def __fspath__(self) -> str:
        return str(self.folder)

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every page by its address."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            reader = _Reader()
            reader.feed(path.read_text(encoding="utf-8"))
            reader.close()
            address = "/" + path.relative_to(self.folder).as_posix()
            address = address.removesuffix("index.html") if path.name == "index.html" else address
            found[address] = Html(
                address=address,
                path=path,
                references=tuple(reader.references),
                anchors=frozenset(reader.anchors),
                meta=reader.meta,
                json_ld=tuple(reader.json_ld),
            )
        return found

    @cached_property
    def base_url(self) -> str:
        """What the site calls its own home, such as https://example.org/hub/"""
        canonical = self.pages["/"].canonical
        assert canonical, (
            "The home page has no <link rel=canonical>, so nobody knows the site's base address."
        )
        return canonical

    @property
    def base_path(self) -> str:
        return urlsplit(self.base_url).path

    def files(self, pattern: str) -> list[Path]:
        return sorted(path for path in self.folder.rglob(pattern) if path.is_file())

    def address_of(self, reference: str, *, on: str = "/") -> tuple[str, str] | None:
        """
        Where a reference on the page at `on` leads within this site: an address without the base path, and
        the anchor. None if it leads to another site or is no web address at all.
        """
        reference = reference.strip()
        # From the root it reads the same on every page, and most do.
        return _address_within(self.base_url, reference, "/" if reference.startswith("/") else on)

    def file_at(self, address: str) -> Path | None:
        """The file that a plain web server sends for an address."""
        path = self.folder / address.removeprefix("/")
        path = path / "index.html" if address.endswith("/") else path
        return path if path.is_file() else None


@lru_cache(maxsize=50_000)
def _address_within(base_url: str, reference: str, on: str) -> tuple[str, str] | None:
    target = urlsplit(urljoin(base_url + quote(on.removeprefix("/")), reference))
    home = urlsplit(base_url)
    if (target.scheme, target.netloc) != (home.scheme, home.netloc):
        return None
    path = unquote(target.path, errors="strict")
    if not path.startswith(home.path):
        message = f"'{reference}' leads to {target.path}, which is outside {home.path}"
        raise LookupError(message)
    return "/" + path.removeprefix(home.path), unquote(target.fragment)


def _build(output: Path, *arguments: str) -> Site:
    command = [sys.executable, "build.py", "build", "--content", "content", "--output", str(output)]
    command += ["--today", TODAY, *arguments]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", errors="replace", timeout=600
    )
    printed = done.stdout + done.stderr
    if done.returncode != 0:
        shown = " ".join(command[1:])
        pytest.fail(f"'{shown}' stopped with exit code {done.returncode}:\n\n{printed}", pytrace=False)
    return Site(output, printed)


def _built_once(factory: pytest.TempPathFactory, name: str, *arguments: str) -> Site:
    """One build for all processes that run tests together: the first that comes builds, the others wait for it."""
    shared = factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder, printed = shared / name, shared / f"{name}.printed"
        if not printed.exists():
            printed.write_text(_build(folder, *arguments).printed, "utf-8")
        return Site(folder, printed.read_text("utf-8"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own content, built as it will be published."""
    return _built_once(tmp_path_factory, "built")


@pytest.fixture(scope="session")
def built_site_under_base(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, for a host that serves it in a folder: https://example.org/hub/"""
    return _built_once(tmp_path_factory, "built-under-base", "--base-url", BASE_URL)


@pytest.fixture(params=["at the root", "in a folder"])
def either_site(request: pytest.FixtureRequest) -> Site:
    """Each test that asks for it runs twice, once on each of the two builds."""
    name = "built_site" if request.param == "at the root" else "built_site_under_base"
    return request.getfixturevalue(name)


@pytest.fixture(scope="session")
def needs() -> Callable[[object, str], None]:
    """
    `needs(shutil.which("java"), "Java")`: skips the test where something is missing, with a plain reason, but
    fails it in CI, where nothing may be missing.
    """

    def check(found: object, what: str) -> None:
        if found:
            return
        reason = f"{what} is not on this machine. 'scripts/test' says how to get it."
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)

    return check


@pytest.fixture(scope="session")
def read_json() -> Callable[[str], object]:
    """Strict: no NaN, no Infinity, and no key twice, all of which Python's own reader lets pass."""

    def refuse(constant: str) -> object:
        message = f"{constant} is not JSON"
        raise ValueError(message)

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) != len(pairs):
            message = f"a key stands twice: {[key for key, _ in pairs]}"
            raise ValueError(message)
        return read

    def read(text: str) -> object:
        return json.loads(text, parse_constant=refuse, object_pairs_hook=once)

    return read


def pytest_configure() -> None:
    """A shell starts what runs in its background deaf to Ctrl-C, and so is all that is started from there: the preview is told to stop by it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


# ---------------------------------------------------------------- the order of the tests


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    The browser tests come last. They are the slowest; and Playwright keeps an event loop running in this
    thread until the session ends, which a test that starts a loop of its own would trip over.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
