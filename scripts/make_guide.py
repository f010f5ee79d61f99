#!/usr/bin/env python3
"""
Writes what the guide takes from the rules themselves. Run it after a change of a field, a rule, a vocabulary or site.yml:

    python scripts/make_guide.py

* CONTRIBUTING.md, between its two marks: a table of the fields of every kind that others write.
* docs/rules.md: every rule, with the message that a bad file of tests/broken/ gets for it.
* .github/ISSUE_TEMPLATE/: a form for every kind that the interviews ask for, and what must not become an issue.

A test holds that these files are as this script would write them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_broken import BROKEN, FOLDERS, MADE  # noqa: E402 - the repository is no installed package

from generator import pipeline  # noqa: E402
from generator.interview import BODY, INTERVIEWS  # noqa: E402
from generator.order import Order  # noqa: E402
from generator.pages.writing import FORMS  # noqa: E402
from generator.problems import RULES  # noqa: E402
from generator.records import RECORD_TYPES  # noqa: E402
from generator.schema import json_schema  # noqa: E402
from generator.site_model import Site  # noqa: E402
from generator.urls import KIND_OF  # noqa: E402

CONTRIBUTING = ROOT / "CONTRIBUTING.md"
BEGIN = "<!-- Made by scripts/make_guide.py from the fields themselves: change them in generator/records.py. -->\n"
END = "<!-- The end of what is made. -->\n"
ISSUES = ROOT / ".github/ISSUE_TEMPLATE"
MADE_BY = "# Made by scripts/make_guide.py from the fields, the interviews, the vocabularies and site.yml: change those.\n\n"
SHORT = 7
"""so many values of a list are shown themselves; a longer list is linked"""

NOT_IN_AN_ISSUE: dict[str, frozenset[str]] = {
    "ambassadors": frozenset({"photo", "photo_alt", "review_by", "visibility"}),
    "events": frozenset({"status"}),
    "case-studies": frozenset({"photo", "photo_alt"}),
}
"""Fields of an interview that a public form leaves out: a picture would be public with the place where it was taken, and
who wants to be hidden should not begin in public; an event that is told goes ahead."""


def main() -> None:
    for path, text in guide().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"Wrote {path.relative_to(ROOT)}")


def guide() -> dict[Path, str]:
    """Every file that is made, as it should be."""
    site = pipeline.understand(Order(today=date(2027, 1, 15))).site
    files = {
        CONTRIBUTING: with_tables(CONTRIBUTING.read_text("utf-8"), field_tables(site)),
        ROOT / "docs/rules.md": rules_page(),
        ISSUES / "config.yml": _yaml(chooser(site)),
        ISSUES / "correction.yml": _yaml(correction_form(site)),
    }
    return files | {
        ISSUES / f"{KIND_OF[collection]}.yml": _yaml(record_form(site, collection))
        for collection in INTERVIEWS
    }


# ---------------------------------------------------------------- tables of fields


def with_tables(text: str, tables: str) -> str:
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit("CONTRIBUTING.md has lost the two marks between which the tables stand.")
    return before + BEGIN + tables + END + after


def field_tables(site: Site) -> str:
    return "\n".join(
        f"### The fields of {kind.what}\n\n"
        "| Field | What to write | For example |\n|---|---|---|\n"
        + "".join(f"{row}\n" for row in _rows(json_schema(kind, site), site))
        for kind in map(RECORD_TYPES.__getitem__, KIND_OF)
    )


def _rows(schema: Mapping[str, Any], site: Site) -> Iterator[str]:
    parts = schema.get("$defs", {})
    for group, names in _required_first(schema):
        yield f"| **{group}** | | |"
        for name in names:
            field = schema["properties"][name]
            yield _row(name, field, site)
            inner = parts.get(_part_of(field), {})
            for each, part in inner.get("properties", {}).items():
                needed = " (needed)" if each in inner.get("required", ()) else ""
                yield _row(f"{name}: {each}", part, site, more=needed)


def _required_first(schema: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    required = [name for name in schema["properties"] if name in schema["required"]]
    yield "Needed", required
    yield "If you like", [name for name in schema["properties"] if name not in required]


def _row(name: str, field: Mapping[str, Any], site: Site, *, more: str = "") -> str:
    words = " ".join(filter(None, (field.get("description", ""), _limits(field, site))))
    example = (field.get("examples") or [""])[0]
    cells = f"`{name}`{more}", words, f"`{example}`" if example else ""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _part_of(field: Mapping[str, Any]) -> str:
    """The name of the group that a field holds, once or as a list; '' for a plain field."""
    place = field.get("$ref") or field.get("items", {}).get("$ref", "")
    return str(place).rpartition("/")[2]


def _limits(field: Mapping[str, Any], site: Site) -> str:
    items = field.get("items", {})
    said = []
    if limit := field.get("maxLength") or items.get("maxLength"):
        said.append(f"Up to {limit} characters{' each' if items else ''}.")
    if values := field.get("enum") or items.get("enum"):
        vocabulary = field.get("vocabulary") or items.get("vocabulary")
        if len(values) <= SHORT or not vocabulary:
            said.append(f"{'Any' if items else 'One'} of: {', '.join(f'`{value}`' for value in values)}.")
        else:
            said.append(f"[The words to choose from]({site.vocabularies[vocabulary].path}).")
    if field.get("minItems"):
        said.append(f"At least {field['minItems']}.")
    return " ".join(said)


# ---------------------------------------------------------------- the rules


def rules_page() -> str:
    """Every rule with what it says of a bad file."""
    head = (
        "# What is checked\n\n"
        "<!-- Made by scripts/make_guide.py from generator/problems.py and tests/broken/. -->\n\n"
        "Every message ends with the name of its rule in square brackets. Here is every rule: what should be, and the "
        "message that a file gets which does otherwise. A message says where (file, line, field), what is wrong, and what "
        "to do. The form on the site, the terminal and a pull request say the same words.\n"
    )
    rules = (f"## {rule}\n\n{sentence}\n\n```\n{example_of(rule)}\n```\n" for rule, sentence in RULES.items())
    return "\n".join((head, *rules))


def example_of(rule: str) -> str:
    """The first message for a rule that a bad file gets, with its place as in a repository."""
    for name in (*FOLDERS, *MADE):
        if name.partition("--")[0] == rule:
            lines = (
                [MADE[name][1]]
                if name in MADE
                else (BROKEN / name / "expected.txt").read_text("utf-8").splitlines()
            )
            line = next(line for line in lines if line.endswith(f"[{rule}]"))
            return "content/" + line.partition("content/")[2]
    raise AssertionError(f"no bad file for {rule}")


# ---------------------------------------------------------------- forms of the repository's host


class _Dumper(yaml.SafeDumper):
    """Words of several lines stand as they are, each on its own line."""


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _words)


def _yaml(form: Mapping[str, Any]) -> str:
    return MADE_BY + yaml.dump(form, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def record_form(site: Site, collection: str) -> dict[str, Any]:
    """A kind of record → the form for an issue about a new one, question for question as the site's own form asks."""
    schema = json_schema(RECORD_TYPES[collection], site)
    page = FORMS[collection]
    body: list[dict[str, Any]] = [_markdown(_public_words(site, site.urls.form(collection)))]
    for step in INTERVIEWS[collection]:
        names = [name for name in step.fields if name not in NOT_IN_AN_ISSUE[collection]]
        if not names:
            continue
        body.append(_markdown(f"## {step.title}\n\n{step.words}"))
        for name in names:
            question = step.asks.get(name, "")
            if name == BODY:
                body.append(_text_area(BODY, question, "", "", required=False))
            elif name == "consent":
                body.append(_consent(site))
            else:
                field = schema["properties"][name]
                body.append(_element(name, question, field, schema, site))
    body.append(_promises())
    return {
        "name": page.heading,
        "description": "In public, for people who have an account here. The form on the website asks the same and needs none.",
        "title": f"{KIND_OF[collection].replace('-', ' ').capitalize()}: ",
        "body": body,
    }


def _public_words(site: Site, form: str) -> str:
    hub = site.settings.hub
    return (
        "**Whatever you write here is public at once,** under the name of your account, and earlier versions stay. "
        "Write no telephone number, no e-mail, no address, no birthday, no age, and no child's name. Attach no picture.\n\n"
        f"Would you rather have it read first? [The form on the website]({site.urls.absolute(form)}) asks the same, needs no "
        f"account, and ends with an e-mail to {hub.name} ({hub.email})."
    )


def _element(
    name: str, question: str, field: Mapping[str, Any], schema: Mapping[str, Any], site: Site
) -> dict[str, Any]:
    """One field → one element of a form: a list of words, a line, or a box."""
    help_text = field["description"]
    label, more = (question, help_text) if question else (help_text.rstrip("."), "")
    required = name in schema["required"]
    example = (field.get("examples") or [""])[0]
    items = field.get("items", {})
    if vocabulary := field.get("vocabulary") or items.get("vocabulary"):
        options = [term.label for term in site.vocabularies[vocabulary]]
        return _made(
            "dropdown", name, label, more, {"multiple": bool(items), "options": options}, required=required
        )
    if field.get("enum"):
        return _made("dropdown", name, label, more, {"options": list(field["enum"])}, required=required)
    if part := _part_of(field):
        lines = _lines_of(schema["$defs"][part], each_on_a_line=not items)
        return _text_area(
            name, label, f"{more} {'One on each line.' if items else ''}", lines, required=required
        )
    limit = field.get("maxLength", 0)
    if "reference" in (field | items):
        # A file's name is for those who write files; somebody at the hub looks it up.
        more, example = "Its name, as people say it.", ""
    if limit > 120:
        return _text_area(name, label, f"{more} Up to {limit} characters.", example, required=required)
    return _made("input", name, label, more, {"placeholder": example.strip("[]")}, required=required)


def _lines_of(part: Mapping[str, Any], *, each_on_a_line: bool) -> str:
    """
    What to write in a box for a group: its parts with their examples, or those of one item on a line, of which the first
    few show how it is meant. An age is never asked for in public.
    """
    parts = [field for field in part["properties"].values() if field.get("reads") != "age"]
    if each_on_a_line:
        return "\n".join(_said(field) for field in parts)
    return "; ".join(field["examples"][0] for field in parts[:4])


def _said(field: Mapping[str, Any]) -> str:
    return f"{field['description'].rstrip('.')}: {field['examples'][0].strip('[]')}"


def _consent(site: Site) -> dict[str, Any]:
    """Each agreement as a box of its own; that for a photograph is given with the photograph, which is not handed in here."""
    texts = site.register.consent_texts
    version = next(name for name, text in texts.items() if text.current)
    address = _in_repository(site, f"content/register/consent-texts/{version}.md")
    return {
        "type": "checkboxes",
        "id": "consent",
        "attributes": {
            "label": "Your consent",
            "description": f"[What you agree to, version {version}]({address}). You can take it back at any time.",
            "options": [
                {
                    "label": f"I have read version {version}, this is about me, and I agree that it is published.",
                    "required": True,
                },
                {"label": "I also agree that it is printed for schools. (This one is up to you.)"},
            ],
        },
    }


def _promises() -> dict[str, Any]:
    return _boxes(
        "private",
        "Before you send it",
        "There is no way to reach anybody in it, no address, no age, and no child's name or picture.",
        "Everybody whom it names has agreed to that, and I understand that it is public now.",
    )


def correction_form(site: Site) -> dict[str, Any]:
    hub = site.settings.hub
    return {
        "name": "Correct a page, or take a profile down",
        "description": "Something on a page is wrong, or you want your profile changed, paused or withdrawn.",
        "title": "Change: ",
        "body": [
            _markdown(
                "**This is public at once, and may stay public after a page is gone.** To withdraw without leaving a trace "
                f"here, or if it is about anything private, write to {hub.email} instead. You never need to give a reason.\n\n"
                "**Worried about somebody's safety? Not here:** in danger ring 999, and "
                f"[this page says who will answer]({_safeguarding(site)})."
            ),
            _made(
                "input",
                "page",
                "Which page?",
                "Copy its address from the browser.",
                {"placeholder": site.urls.absolute(site.urls.record("ambassadors", "amina-khan"))},
                required=True,
            ),
            _made(
                "dropdown",
                "wish",
                "What would you like?",
                "",
                {
                    "options": [
                        "Something on the page is wrong",
                        "It is my page: please change it",
                        "It is my page: please pause it",
                        "It is my page: please take the photograph off",
                        "It is my page: no printed sheet any more",
                        "It is my page: please withdraw all of it",
                    ]
                },
                required=True,
            ),
            _text_area(
                "instead",
                "What should stand there instead?",
                "Leave it empty if a page is to go. No reasons, nothing private.",
                "",
                required=False,
            ),
            _boxes(
                "asked",
                "Before you send it",
                "I have written nothing private. The hub asks the person, by the way it knows, before a page changes.",
            ),
        ],
    }


def chooser(site: Site) -> dict[str, Any]:
    """What stands beside the forms: everything that must not be public. A blank issue would have no warning."""
    hub = site.settings.hub
    return {
        "blank_issues_enabled": False,
        "contact_links": [
            {
                "name": "Report a concern (never here)",
                "url": _safeguarding(site),
                "about": f"Somebody in danger: ring 999. Anything about a person's safety: this page, or {hub.email}. Not in public.",
            },
            {
                "name": FORMS["ambassadors"].heading,
                "url": site.urls.absolute(site.urls.form("ambassadors")),
                "about": "The form on the website: no account, and nothing is public until the hub has read it.",
            },
            {
                "name": "Withdraw, or anything private",
                "url": site.urls.absolute(site.urls.section("ask")),
                "about": f"Write to {hub.name} at {hub.email}. You need not say why.",
            },
            {
                "name": "A weakness of the program",
                "url": _in_repository(site, "SECURITY.md"),
                "about": "How to tell us without telling everybody.",
            },
        ],
    }


def _safeguarding(site: Site) -> str:
    return site.urls.absolute(site.urls.record("pages", site.settings.hub.safeguarding))


def _in_repository(site: Site, path: str) -> str:
    repository = site.settings.repository
    if repository is None:
        raise SystemExit(
            "site.yml names no repository, so that there is no address for the forms to link to."
        )
    return f"https://github.com/{repository.name}/blob/{repository.branch}/{path}"


def _markdown(words: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": words}}


def _boxes(name: str, label: str, *promises: str) -> dict[str, Any]:
    """Boxes that all have to be ticked."""
    options = [{"label": words, "required": True} for words in promises]
    return {"type": "checkboxes", "id": name, "attributes": {"label": label, "options": options}}


def _text_area(name: str, label: str, more: str, example: str, *, required: bool) -> dict[str, Any]:
    """A box whose text is shown as it is: nobody is called by an @name in it, and no picture can be attached."""
    return _made("textarea", name, label, more, {"placeholder": example, "render": "text"}, required=required)


def _made(
    kind: str, name: str, label: str, more: str, attributes: Mapping[str, Any], *, required: bool
) -> dict[str, Any]:
    """One element of a form, without what is empty: the host refuses an empty text."""
    said = {"label": label, "description": " ".join(more.split())} | attributes
    return {
        "type": kind,
        "id": name,
        "attributes": {each: value for each, value in said.items() if value},
        "validations": {"required": required},
    }


if __name__ == "__main__":
    main()
