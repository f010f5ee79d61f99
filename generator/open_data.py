"""What is published, as data for others: /data/*.json. Only facts that stand on the pages themselves."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from generator.output import OutputFile
from generator.pages.cards import Cards
from generator.records import Ambassador, Career, CaseStudy, Event, Organisation
from generator.site_model import Site, confirmed_networks, district_of, headlines_of

PEOPLE_DATA = "data/ambassadors.json"
"""The one file of these that holds people; the others count them."""
LICENCE_NOTE = "Facts about people come from their own profiles, with consent to be published here. See the page about the data."


def plan_data(cards: Cards) -> Iterator[OutputFile]:
    """One file a collection, and the areas."""
    site = cards.site
    yield plan_people_data(site)
    yield _file(site, "events", [_event(cards, event) for event in site.upcoming])
    yield _file(site, "case-studies", [_story(site, story) for story in site.case_studies])
    yield _file(site, "careers", [_career(site, career) for career in site.careers])
    yield _file(site, "organisations", [_organisation(site, each) for each in site.organisations])
    yield _file(site, "areas", _areas(site))


def plan_people_data(site: Site) -> OutputFile:
    """Everyone on the lists."""
    return _file(site, "ambassadors", [_ambassador(site, person) for person in _by_slug(site)])


def people_data_again(site: Site, before: bytes, changed: Collection[str]) -> OutputFile:
    """The same file from what it was `before`, where nobody came or went: the rows of some people, by source path, are made anew."""
    rows = before.decode().split("\n")
    new: list[str] = []
    for number, person in enumerate(_by_slug(site), start=1):
        if person.path in changed:
            new.append(_row(_ambassador(site, person)))
            rows[number] = new[-1] + ("," if rows[number].endswith(",") else "")
    # The other rows were looked at when they were made.
    return OutputFile(PEOPLE_DATA, "\n".join(rows).encode(), ("\n".join(new).encode(),))


def _by_slug(site: Site) -> list[Ambassador]:
    return sorted(site.ambassadors, key=lambda person: person.slug)


def _file(site: Site, name: str, rows: list[dict[str, Any]]) -> OutputFile:
    about = {
        "title": f"{site.settings.title}: {name}",
        "demonstration": site.settings.demonstration,
        "as_of": site.today.isoformat(),
        "note": LICENCE_NOTE,
    }
    # One record a line, for people who look at it; Python's own indentation takes ten times as long.
    lines = ",\n".join(map(_row, rows))
    head = json.dumps(about, ensure_ascii=False).removesuffix("}")
    text = f'{head}, "{name.replace("-", "_")}": [\n{lines}\n]}}\n'
    return OutputFile(f"data/{name}.json", text.encode())


def _row(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _given(**values: Any) -> dict[str, Any]:
    """Values that are there, tuples as lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in (None, "", ())
    }


def _ambassador(site: Site, person: Ambassador) -> dict[str, Any]:
    return _given(
        slug=person.slug,
        url=site.urls.absolute(site.url(person)),
        name=person.name,
        job_title=person.job_title,
        summary=person.summary,
        industry=person.industry,
        district=person.district,
        career=person.career,
        subjects=person.subjects,
        key_stages=person.key_stages,
        activities=person.activities,
        formats=person.formats,
        languages=person.languages,
        networks=confirmed_networks(person, site.register),
        route_headlines=headlines_of(person, site.vocabularies),
    )


def _event(cards: Cards, event: Event) -> dict[str, Any]:
    site = cards.site
    coming = site.occurrences[event.slug]
    return _given(
        slug=event.slug,
        url=site.urls.absolute(site.url(event)),
        title=event.title,
        summary=event.summary,
        kind=event.kind,
        starts=coming[0].starts.isoformat(),
        ends=coming[0].ends.isoformat() if event.ends is not None else None,
        repeats=event.repeats,
        mode=event.mode,
        place=cards.event(event).where,
        district=district_of(event, site.by_slug["organisations"]),
        audiences=event.audiences,
        key_stages=event.key_stages,
        subjects=event.subjects,
        cost=event.cost,
        status=event.status,
    )


def _story(site: Site, story: CaseStudy) -> dict[str, Any]:
    return _given(
        slug=story.slug,
        url=site.urls.absolute(site.url(story)),
        title=story.title,
        summary=story.summary,
        kind=story.kind,
        date=story.date.isoformat(),
        district=story.district,
        subjects=story.subjects,
        key_stages=story.key_stages,
    )


def _career(site: Site, career: Career) -> dict[str, Any]:
    return _given(
        slug=career.slug,
        url=site.urls.absolute(site.url(career)),
        title=career.title,
        summary=career.summary,
        also_called=career.also_called,
        soc={"code": career.soc.code, "version": career.soc.version} if career.soc else None,
        industry=career.industry,
        subjects=career.subjects,
        entry_routes=tuple(
            {"kind": route.kind, "levels": list(route.levels)} for route in career.entry_routes
        ),
        ambassadors=len(site.ambassadors_by_career.get(career.slug, ())),
    )


def _organisation(site: Site, organisation: Organisation) -> dict[str, Any]:
    return _given(
        slug=organisation.slug,
        url=site.urls.absolute(site.url(organisation)),
        name=organisation.name,
        kind=organisation.kind,
        district=organisation.district,
        website=organisation.website,
        successor=organisation.successor,
    )


def _areas(site: Site) -> list[dict[str, Any]]:
    groups = site.terms.get(("ambassadors", "district"), {})
    return [
        {
            "slug": area.slug,
            "label": area.label,
            "gss": area.gss,
            "url": site.urls.absolute(site.urls.area(area.slug)),
            "districts": [
                {
                    "slug": each.slug,
                    "label": each.label,
                    "gss": each.gss,
                    "ambassadors": len(groups.get(each.slug, ())),
                }
                for each in area.districts
            ],
        }
        for area in site.vocabularies["areas"]
    ]
