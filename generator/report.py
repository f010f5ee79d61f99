"""
The hub's report of a build: who is not published and why, whose consent ends soon, which files rest on which consent.

It is for hub staff, and never a part of the site. Which files a person is in follows from what their pages are given
to show, so a template cannot show somebody whom the report does not know of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from generator.order import report_paths
from generator.records import CONSENT_MONTHS, Ambassador, CaseStudy, Event, months_after
from generator.schema import may_be_opened, written_path
from generator.site_model import Site
from generator.views import Page, PersonCard

SOON = timedelta(days=30)
_HREF = re.compile(r'href="([^"#?]*)')


# ---------------------------------------------------------------- who is in which file


def files_by_person(
    site: Site, pages: Iterable[Page], data_files: Mapping[str, Iterable[str]]
) -> dict[str, dict[str, list[str]]]:
    """
    All pages, and for everyone on the lists the data files that hold them → slug → kind of file → output paths.

    The photograph's files are apart: they rest on the consent to the photograph, all others on that to the profile.
    """
    addresses = {site.url(person): person.slug for person in site.people.values()}
    found: dict[str, dict[str, list[str]]] = {
        slug: {"profile": [], "shown_on": [], "redirects": [], "data": [], "photograph": []}
        for slug in site.people
    }
    within: dict[int, tuple[Any, frozenset[str]]] = {}
    for page in pages:
        own = addresses.get(page.url)
        if own:
            found[own]["profile"].append(page.output_path)
            if page.indexed:
                found[own]["data"].append("sitemap.xml")
        for slug in _people_in(page.content, addresses, within) - {own}:
            found[slug]["redirects" if page.bare else "shown_on"].append(page.output_path)
    for person in site.ambassadors:
        found[person.slug]["data"] += data_files[person.slug]
        if may_be_opened(site, person):
            found[person.slug]["data"].append(written_path(person))
    records: tuple[Event | CaseStudy, ...] = (*site.events, *site.case_studies)
    for record in records:
        if may_be_opened(site, record):
            for slug in record.ambassadors:
                found[slug]["data"].append(written_path(record))
    for person in site.people.values():
        photograph = site.photograph_of(person)
        if photograph:
            found[person.slug]["photograph"] += [file.output_path for file in photograph.files]
    return {slug: {kind: sorted(paths) for kind, paths in kinds.items()} for slug, kinds in found.items()}


def _people_in(
    value: Any, addresses: Mapping[str, str], within: dict[int, tuple[Any, frozenset[str]]]
) -> frozenset[str]:
    """Who is shown or linked anywhere in a view. `within` remembers views, which many pages share."""
    if isinstance(value, str):
        if value in addresses:
            return frozenset({addresses[value]})
        linked = _HREF.findall(value) if "href=" in value else ()
        return frozenset(addresses[each] for each in linked if each in addresses)
    if isinstance(value, tuple | list):
        return frozenset().union(*(_people_in(each, addresses, within) for each in value))
    if not is_dataclass(value):
        return frozenset()
    if id(value) not in within:
        people = _people_in([getattr(value, each.name) for each in fields(value)], addresses, within)
        if isinstance(value, PersonCard):
            people |= {value.slug}
        within[id(value)] = (value, people)
    return within[id(value)][1]


# ---------------------------------------------------------------- the report


def make_report(
    site: Site,
    *,
    unpublished: Iterable[tuple[str, str]],
    files: Mapping[str, Mapping[str, list[str]]],
    problems: int,
) -> dict[str, Any]:
    """What is known → the report as data, the same for the same content and day."""
    return {
        "as_of": site.today.isoformat(),
        "demonstration": site.settings.demonstration,
        "preview": site.preview,
        "problems": problems,
        "not_published": [{"path": path, "why": why} for path, why in sorted(unpublished)],
        "ends_within_30_days": sorted(
            (
                {"slug": person.slug, "what": what, "last_day": last.isoformat()}
                for person in site.people.values()
                for what, last in _last_days(site, person)
                if site.today <= last <= site.today + SOON
            ),
            key=lambda each: (each["last_day"], each["slug"], each["what"]),
        ),
        "published": [_published(site, site.people[slug], files[slug]) for slug in sorted(site.people)],
    }


def _last_days(site: Site, person: Ambassador) -> Iterator[tuple[str, date]]:
    """Each thing that the person's page rests on, with the last day on which it holds."""
    yield "profile", person.review_on
    if person.photo and person.consent.photo:
        yield "photograph", months_after(person.consent.photo, CONSENT_MONTHS)
    if person.consent.print_:
        yield "print", months_after(person.consent.print_, CONSENT_MONTHS)
    entry = site.register.verification.get(person.slug)
    if entry and entry.review_on:
        yield "verification", entry.review_on


def _published(site: Site, person: Ambassador, files: Mapping[str, list[str]]) -> dict[str, Any]:
    consent = person.consent
    agreed = {"profile": consent.profile, "photograph": consent.photo, "print": consent.print_}
    return {
        "slug": person.slug,
        "path": person.path,
        "visibility": person.visibility,
        "consent_text": consent.text_,
        "agreed_on": {what: day.isoformat() for what, day in agreed.items() if day},
        "last_day": {what: last.isoformat() for what, last in _last_days(site, person)},
        "on_consent_to_photograph": files["photograph"],
        "on_consent_to_print": files["profile"] if consent.covers_print(site.today) else [],
        "on_consent_to_profile": {
            kind: paths for kind, paths in files.items() if kind != "photograph" and paths
        },
    }


# ---------------------------------------------------------------- writing


def write_report(report: Mapping[str, Any], path: Path) -> tuple[Path, Path]:
    """The report → FILE.json, and FILE.html to read."""
    data, page = report_paths(path)
    data.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    page.write_text(_page(report), "utf-8")
    return data, page


def _page(report: Mapping[str, Any]) -> str:
    title = f"Report of {report['as_of']}"
    expiring = [(each["slug"], each["what"], each["last_day"]) for each in report["ends_within_30_days"]]
    left_out = [(each["path"], each["why"]) for each in report["not_published"]]
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8"><meta name="robots" content="noindex">',
        f"<title>{escape(title)}</title></head><body>",
        f"<h1>{escape(title)}</h1>",
        "<p>For hub staff only. It names people who are not published: do not put it on the site.</p>",
        f"<h2>Not published ({len(left_out)})</h2>",
        *_table(("File", "Why"), left_out),
        f"<h2>Ends within 30 days ({len(expiring)})</h2>",
        *_table(("Who", "What", "Last day"), expiring),
        f"<h2>Which files rest on whose consent ({len(report['published'])})</h2>",
    ]
    for person in report["published"]:
        kinds = {
            "Consent to print": person["on_consent_to_print"],
            "Consent to the photograph": person["on_consent_to_photograph"],
            **{
                f"Consent to the profile: {kind.replace('_', ' ')}": paths
                for kind, paths in person["on_consent_to_profile"].items()
            },
        }
        agreed = "; ".join(f"{what} on {day}" for what, day in person["agreed_on"].items())
        parts += [
            f"<h3>{escape(person['slug'])}</h3>",
            f"<p>Agreed to text {escape(person['consent_text'])}: {escape(agreed)}. {escape(person['visibility']).capitalize()}.</p>",
            *(
                f"<details><summary>{escape(kind)}: {len(paths)}</summary><p>{'<br>'.join(map(escape, paths))}</p></details>"
                for kind, paths in kinds.items()
                if paths
            ),
        ]
    return "\n".join([*parts, "</body></html>", ""])


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield "<table><tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"
