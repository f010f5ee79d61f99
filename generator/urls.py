"""
The address of a thing, from its folder and file name: the one place that makes addresses.

An address is final when it leaves this room: it begins with `/` and carries the base path of the site
(`/hub/ambassadors/amina-khan/` under https://example.org/hub/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

DEFAULT_BASE_URL = "http://localhost:8000/"


@dataclass(frozen=True, slots=True)
class Collection:
    """One kind of record: its folder is its name is the first part of its address."""

    label: str
    facets: tuple[str, ...] = ()
    """the filters that have pages: /ambassadors/subject/physics/"""
    reserved: frozenset[str] = frozenset()
    """file names that a record cannot have, since the collection's own pages use them"""


def _collection(label: str, *facets: str) -> Collection:
    return Collection(
        label, facets, frozenset({*facets, "page", "past", "feed", "calendar", "submit", "map"})
    )


COLLECTIONS: dict[str, Collection] = {
    "ambassadors": _collection(
        "Ambassadors", "subject", "district", "activity", "key-stage", "industry", "format", "route", "language", "network"
    ),
    "events": _collection("Events", "kind", "district", "key-stage", "audience", "subject", "mode", "cost"),
    "case-studies": _collection("Stories", "kind", "subject", "key-stage", "district"),
    "careers": _collection("Careers", "industry", "subject", "route", "trait"),
    "organisations": _collection("Organisations", "kind", "district"),
    "pages": Collection(
        "Pages",
        reserved=frozenset({
            "ambassadors", "events", "case-studies", "careers", "organisations", "areas", "networks", "assets", "data",
            "search", "my-list", "ask", "volunteer",
        }),
    ),
}  # fmt: skip

KIND_OF = {
    "ambassadors": "ambassador",
    "events": "event",
    "case-studies": "case-study",
    "careers": "career",
    "organisations": "organisation",
}
"""What one record is called in commands and file names, for the collections that others write for."""

RESERVED_NAMES = frozenset(
    {"index", "search", "feed", "assets", "404", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)


@dataclass(frozen=True)
class Urls:
    """All addresses of one site. `base_url` is absolute and ends with `/`."""

    base_url: str
    base_path: str = field(init=False)
    origin: str = field(init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.query
            or parts.fragment
            or "@" in parts.netloc
        ):
            raise ValueError(
                f"'{self.base_url}' is not a base address. Write it like https://example.org/hub/."
            )
        if not re.fullmatch(r"[A-Za-z0-9._~/-]*", parts.path) or "//" in parts.path or ".." in parts.path:
            raise ValueError(
                f"'{self.base_url}' has a path that is not plain. Write it like https://example.org/hub/."
            )
        object.__setattr__(self, "base_path", parts.path.rstrip("/") + "/")
        object.__setattr__(self, "origin", f"{parts.scheme}://{parts.netloc}")

    # -------------------------------------------------------- addresses

    def home(self) -> str:
        return self.base_path

    def section(self, name: str, page: int = 1) -> str:
        """/ambassadors/, /ambassadors/page/2/, /areas/, /events/past/"""
        return self._folder(name, *_page(page))

    def record(self, collection: str, slug: str) -> str:
        """/ambassadors/amina-khan/; an information page is at the top: /about/"""
        return self._folder(slug) if collection == "pages" else self._folder(collection, slug)

    def facet(self, collection: str, facet: str, term: str, page: int = 1) -> str:
        """/ambassadors/subject/physics/, /ambassadors/subject/physics/page/2/"""
        return self._folder(collection, facet, term, *_page(page))

    def area(self, slug: str) -> str:
        """An area or a district: /areas/bradford/"""
        return self._folder("areas", slug)

    def network(self, slug: str) -> str:
        return self._folder("networks", slug)

    def form(self, collection: str) -> str:
        """Where a record of a kind is written: /volunteer/, /events/submit/"""
        return (
            self.section("volunteer") if collection == "ambassadors" else self._folder(collection, "submit")
        )

    def file(self, *parts: str) -> str:
        """A file of the site: /events/feed.xml"""
        return self.base_path + "/".join(quote(part) for part in parts)

    def _folder(self, *parts: str) -> str:
        return f"{self.base_path}{'/'.join(parts)}/"

    # -------------------------------------------------------- other forms of an address

    def absolute(self, url: str) -> str:
        """/hub/about/ → https://example.org/hub/about/"""
        return self.origin + url

    def output_path(self, url: str) -> str:
        """/hub/about/ → about/index.html; /hub/events/feed.xml → events/feed.xml"""
        path = url.removeprefix(self.base_path)
        return path + "index.html" if path == "" or path.endswith("/") else path


def _page(number: int) -> tuple[str, ...]:
    return ("page", str(number)) if number > 1 else ()
