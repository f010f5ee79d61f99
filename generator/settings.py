"""What the site is called, where it stands and who runs it: content/site.yml."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator

from generator.fields import Switch, choice, fault, read_text, several, text, zone
from generator.problems import Problem, quoted
from generator.sources import Document
from generator.urls import DEFAULT_BASE_URL, Urls
from generator.validation import Model, validate


def _base_url(written: str) -> str:
    try:
        Urls(written)
    except ValueError as reason:
        raise fault("settings", str(reason)) from None
    return written if written.endswith("/") else written + "/"


def _time_zone(written: str) -> str:
    try:
        zone(written)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise fault("settings", f"{quoted(written)} is not a time zone. Write Europe/London.") from None
    return written


def _email(written: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", written):
        return written
    raise fault("settings", f"{quoted(written)} is not an e-mail address. Write the hub's role address.")


class Repository(Model):
    what: ClassVar[str] = "the repository"

    name: text(140)
    """owner/name"""
    branch: text(100) = "main"


class Hub(Model):
    """The hub and its role address: the one way to ask for an ambassador."""

    what: ClassVar[str] = "the hub"

    name: text(120) = "the hub"
    email: Annotated[str, BeforeValidator(read_text), AfterValidator(_email)] = "hub@example.org"
    how_to_ask: text(80) = ""
    """slug of the page that says how to ask"""
    safeguarding: text(80) = ""
    """slug of the page that says how to report a concern"""


class FooterGroup(Model):
    what: ClassVar[str] = "a group of links"

    heading: text(60)
    pages: several(text(80)) = ()
    """slugs of pages"""


SECTIONS = ("ambassadors", "events", "careers", "case-studies", "areas")


class Settings(Model):
    """The whole of site.yml; every setting has a default, so that a folder of content alone makes a site."""

    what: ClassVar[str] = "site.yml"

    title: text(80) = "STEM Ambassadors"
    short_title: text(30) = ""
    tagline: text(160) = "Meet someone who does it for a living"
    description: text(300) = (
        "Volunteers who show what work in science, technology, engineering and maths is like."
    )
    base_url: Annotated[str, BeforeValidator(read_text), AfterValidator(_base_url)] = DEFAULT_BASE_URL
    language: text(20) = "en-GB"
    time_zone: Annotated[str, BeforeValidator(read_text), AfterValidator(_time_zone)] = "Europe/London"
    demonstration: Switch = False
    repository: Repository | None = None
    hub: Hub = Hub()
    navigation: several(choice(*SECTIONS)) = SECTIONS
    """the sections in the header, in order; one with nothing in it is left out"""
    footer: several(FooterGroup) = ()


def validate_settings(document: Document | None) -> tuple[Settings, list[Problem]]:
    """site.yml → Settings: of a file with problems those that have none, and the defaults for the others."""
    if document is None:
        return Settings(), []
    if "" in document.values:
        message = "the file is not made of settings. Write one a line, such as title: STEM Ambassadors."
        return Settings(), [Problem(document.path, 1, "", "settings", message)]
    settings, problems = validate(document, Settings, {}, rule="settings")
    if settings is None:
        sound = {
            name: value
            for name, value in document.values.items()
            if not validate(document, Settings, {}, values={name: value}, rule="settings")[1]
        }
        settings, _ = validate(document, Settings, {}, values=sound, rule="settings")
    return settings or Settings(), problems


_PLAIN_LINE = re.compile(rb"^[a-z_]+: +[\w/(][^#\n]*$", re.MULTILINE)


def plain_lines(data: bytes) -> bytes:
    """Of a site.yml that cannot be parsed, the lines that are clear by themselves: base_url, title, demonstration."""
    return b"\n".join(line for line in _PLAIN_LINE.findall(data) if b": " not in line.partition(b": ")[2])
