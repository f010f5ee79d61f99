"""The pages on which people write: a profile, an event, a story. Each makes the same file that everybody else writes by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.interview import INTERVIEWS
from generator.pages.cards import Cards
from generator.prose import NO_PROSE, render_prose
from generator.schema import FORM_DATA, schema_path
from generator.screening import SCREEN_DATA
from generator.site_model import Site
from generator.urls import COLLECTIONS, KIND_OF
from generator.views import Link, Page, WriteView


@dataclass(frozen=True, slots=True)
class _Form:
    heading: str
    intro: str


FORMS: dict[str, _Form] = {
    "ambassadors": _Form(
        "Write your Spotlight",
        "Ten short screens, about twenty minutes. You answer questions, and your page grows beside them. Nothing leaves this device until you choose how to hand it in.",
    ),
    "events": _Form(
        "Tell us about an event",
        "Two minutes, and no account. Say what is on, when and where, and whether you would like ambassadors to come. Nothing leaves this device until you choose how to hand it in.",
    ),
    "case-studies": _Form(
        "Tell us a story",
        "What happened when an ambassador came? Nothing leaves this device until you choose how to hand it in.",
    ),
}


def issue_form(collection: str) -> str:
    """The file in .github/ISSUE_TEMPLATE that asks the same without JavaScript."""
    return f"{KIND_OF[collection]}.yml"


def form_links(site: Site) -> tuple[Link, ...]:
    """The forms, for the foot of every page."""
    return tuple(Link(form.heading, site.urls.form(collection)) for collection, form in FORMS.items())


def plan_writing(
    cards: Cards, frame_page: Callable[..., Page], examples: Mapping[str, str]
) -> Iterator[Page]:
    """/volunteer/, /events/submit/, /case-studies/submit/. `examples`: collection → the file that explains every field."""
    site = cards.site
    urls, settings = site.urls, site.settings
    links = form_links(site)
    version, consent = _consent(site)
    for collection in INTERVIEWS:
        form = FORMS[collection]
        url = urls.form(collection)
        is_profile = collection == "ambassadors"
        privacy = site.find("pages", "privacy")
        yield frame_page(
            url=url,
            template="write.html",
            title=form.heading,
            description=form.intro,
            content=WriteView(
                heading=form.heading,
                intro=form.intro,
                kind=KIND_OF[collection],
                collection=collection,
                schema_url=urls.file(*schema_path(collection)),
                form_url=urls.file(*FORM_DATA),
                screen_url=urls.file(*SCREEN_DATA),
                issue_form=issue_form(collection),
                records_url=urls.section(collection),
                repository=settings.repository.name if settings.repository else "",
                branch=settings.repository.branch if settings.repository else "",
                email=settings.hub.email,
                hub_name=settings.hub.name,
                example=examples.get(collection, ""),
                consent=consent if is_profile else NO_PROSE.html,
                consent_version=version if is_profile else "",
                privacy_url=site.url(privacy) if privacy else "",
                others=tuple(link for link in links if link.url != url),
            ),
            section="" if is_profile else collection,
            breadcrumbs=()
            if is_profile
            else (Link(COLLECTIONS[collection].label, urls.section(collection)),),
        )


def _consent(site: Site) -> tuple[str, Markup]:
    """The version of the consent text that is agreed to today, and its words."""
    texts = site.register.consent_texts
    version = next((name for name, text in texts.items() if text.current), max(texts, default=""))
    if not version:
        return "", NO_PROSE.html
    body = texts[version].body
    return version, render_prose(body, path="", body_line=1, addresses={}, under=2).html
