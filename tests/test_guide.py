"""The guide says what the program does: its tables and forms are made from the records, and what it names and links is there."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
from generator.interview import BODY, INTERVIEWS
from generator.order import Order
from generator.pages.writing import issue_form
from generator.pipeline import understand
from generator.problems import RULES
from generator.records import RECORD_TYPES
from generator.schema import json_schema
from generator.urls import KIND_OF
from scripts import make_guide, report_proposal

ROOT = Path(__file__).resolve().parent.parent
GUIDE = sorted(
    path
    for folder in (".", "docs", ".github", "content/register")
    for path in (ROOT / folder).glob("*.md")
    if path.is_file()
)
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PRIVATE = re.compile(
    r"\b(how old|age|birth|e-?mail|telephone|phone|mobile|postcode|address|contact|password)\b", re.IGNORECASE
)


@cache
def site() -> Any:
    return understand(Order(today=date(2027, 1, 15))).site


made = cache(make_guide.guide)


@cache
def read(path: Path) -> str:
    return path.read_text("utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


# ---------------------------------------------------------------- what is made


MADE = (ROOT / "CONTRIBUTING.md", ROOT / "docs/rules.md", ROOT / ".github/ISSUE_TEMPLATE/config.yml", *FORMS)


@pytest.mark.parametrize("path", MADE, ids=named)
def test_what_is_made_is_as_the_script_would_make_it(path: Path) -> None:
    assert read(path) == made()[path], "run: python scripts/make_guide.py"


def test_everything_that_is_made_is_there_and_nothing_else() -> None:
    assert set(MADE) == set(made())


@pytest.mark.parametrize("collection", KIND_OF)
def test_every_field_is_in_the_guide_with_its_help_and_its_parts(collection: str) -> None:
    kind = RECORD_TYPES[collection]
    _, _, part = read(ROOT / "CONTRIBUTING.md").partition(f"### The fields of {kind.what}\n")
    table = part.partition("\n### ")[0]
    schema = json_schema(kind, site())

    for name, field in schema["properties"].items():
        assert f"| `{name}` | {field['description']}" in table
        for each in schema.get("$defs", {}).get(make_guide._part_of(field), {}).get("properties", ()):
            assert f"| `{name}: {each}`" in table
    needed = table.partition("| **If you like** |")[0]
    assert {name for name in schema["properties"] if f"\n| `{name}` |" in needed} == set(schema["required"])


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_in_the_guide_with_a_message(rule: str) -> None:
    _, _, part = read(ROOT / "docs/rules.md").partition(f"\n## {rule}\n\n")
    sentence, _, example = part.partition("\n\n```\n")

    assert sentence == RULES[rule]
    assert re.match(rf"content/.*:\d+: .* \[{rule}\]\n```\n", example)


@pytest.mark.parametrize("command", build.COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main([command, "--help"])
    options = set(re.findall(r"(?m)^\s+(--[a-z-]+)", capsys.readouterr().out))
    usage = "".join(
        re.findall(
            rf"(?m)^python build\.py \[?{command}\b.*", read(ROOT / "README.md").partition("## Commands")[2]
        )
    )

    assert usage
    assert options - {"--today"} <= set(re.findall(r"--[a-z-]+", usage)), "--today is told of once"


# ---------------------------------------------------------------- the forms


def elements(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load(read(path))["body"] if each["type"] != "markdown"]


@pytest.mark.parametrize("collection", INTERVIEWS)
def test_a_form_asks_for_every_field_that_may_be_asked_for_in_public(collection: str) -> None:
    found = elements(ROOT / f".github/ISSUE_TEMPLATE/{KIND_OF[collection]}.yml")
    asked = {name for step in INTERVIEWS[collection] for name in step.fields}
    schema = json_schema(RECORD_TYPES[collection], site())

    assert make_guide.NOT_IN_AN_ISSUE[collection] < asked
    assert [each["id"] for each in found if each["id"] != "private"] == [
        name
        for step in INTERVIEWS[collection]
        for name in step.fields
        if name not in make_guide.NOT_IN_AN_ISSUE[collection]
    ]
    for each in found:
        if each["type"] != "checkboxes" and each["id"] != BODY:
            assert each["validations"]["required"] is (each["id"] in schema["required"])


@pytest.mark.parametrize("path", FORMS, ids=named)
def test_a_form_says_that_it_is_public_and_asks_for_nothing_private(path: Path) -> None:
    form = yaml.safe_load(read(path))

    assert "public at once" in form["body"][0]["attributes"]["value"]
    for each in elements(path):
        words = each["attributes"]
        asked = f"{words['label']} {words.get('placeholder', '')}".replace("without street or postcode", "")
        assert not PRIVATE.search(asked), asked
        if each["type"] == "textarea":
            assert words["render"] == "text", "no picture can be attached, and nobody is called by @name"
    assert elements(path)[-1]["attributes"]["options"][0]["required"] is True


def test_an_age_is_no_example_of_what_to_write_in_public() -> None:
    step = json_schema(RECORD_TYPES["ambassadors"], site())["$defs"]["RouteStep"]["properties"]
    part = {"properties": {name: step[name] for name in ("age", "step", "where")}}

    assert make_guide._lines_of(part, each_on_a_line=False) == "apprenticeship; Leeds City College"
    assert "age" not in make_guide._lines_of(part, each_on_a_line=True)


@pytest.mark.parametrize("path", FORMS, ids=named)
def test_the_host_would_take_the_form(path: Path) -> None:
    """What its own checks ask for beyond the schema."""
    found = elements(path)
    ids, labels = (
        [f(each) for each in found] for f in (lambda e: e["id"], lambda e: e["attributes"]["label"])
    )

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", each) for each in ids)
    assert len(set(labels)) == len(labels)
    for each in found:
        options = [
            option if isinstance(option, str) else option["label"]
            for option in each["attributes"].get("options", ())
        ]
        assert len(set(options)) == len(options)
        assert "none" not in {option.casefold() for option in options}
        assert all(isinstance(value, str) and value for value in (each["id"], each["attributes"]["label"]))


def test_a_concern_is_no_issue() -> None:
    config = yaml.safe_load(read(ROOT / ".github/ISSUE_TEMPLATE/config.yml"))
    urls, hub = site().urls, site().settings.hub

    assert config["blank_issues_enabled"] is False
    first = config["contact_links"][0]
    assert first["url"] == urls.absolute(site().url(site().find("pages", hub.safeguarding)))
    assert "999" in first["about"]
    assert hub.email in first["about"]
    assert not any("concern" in json.dumps(yaml.safe_load(read(path))["name"]).casefold() for path in FORMS)


# ---------------------------------------------------------------- who looks at what


def owner_of(path: str) -> str:
    """The team of the last line of CODEOWNERS that fits, in the three shapes of line that ours has."""
    found = ""
    for line in read(ROOT / ".github/CODEOWNERS").splitlines():
        pattern, _, team = line.partition(" ")
        if line and not line.startswith("#"):
            place = pattern.removeprefix("/")
            fits = pattern == "*" or path == place or (place.endswith("/") and path.startswith(place))
            assert pattern == "*" or (ROOT / place).exists(), pattern
            found = team.strip() if fits else found
    owner, _, team = found.partition("/")
    assert owner == f"@{site().settings.repository.name.partition('/')[0]}"
    return team


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("content/ambassadors/amina-khan.md", "editors"),
        ("content/pages/about.md", "editors"),
        ("content/pages/safeguarding.md", "hub-staff"),
        ("content/register/verification.yml", "hub-staff"),
        ("content/register/hidden.yml", "hub-staff"),
        ("content/vocabularies/subjects.yml", "hub-staff"),
        ("content/site.yml", "hub-staff"),
        ("build.py", "developers"),
        ("generator/records.py", "developers"),
        (".github/workflows/check.yml", "developers"),
        (".github/CODEOWNERS", "developers"),
    ],
)
def test_each_file_has_its_owner(path: str, team: str) -> None:
    assert owner_of(path) == team


def test_the_hubs_files_are_the_same_for_the_check_and_for_the_owners() -> None:
    assert all(owner_of(path) == "hub-staff" for path in report_proposal.HUB_FILES)


def test_a_pull_request_has_eight_boxes() -> None:
    boxes = re.findall(r"(?m)^- \[ \] \*\*(.+?)\.\*\*", read(ROOT / ".github/pull_request_template.md"))

    assert len(boxes) == 8


# ---------------------------------------------------------------- what the guide links and names


def anchors_of(path: Path) -> set[str]:
    """The headings of a Markdown file, as the repository's host makes addresses of them."""
    prose = re.sub(r"(?ms)^```.*?^```$", "", read(path))
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in re.findall(r"(?m)^#+ (.+)$", prose)
    }


@pytest.mark.parametrize("path", GUIDE, ids=named)
def test_links_of_the_guide_lead_somewhere(path: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```$|^    .*?$", "", read(path))
    places = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'<img src="([^"]+)"', text)
    repository = site().settings.repository
    for place in places:
        if place.startswith("https://github.com/"):
            assert place.startswith(f"https://github.com/{repository.name}/"), place
        elif place.startswith(site().urls.base_url):
            forms = {site().urls.absolute(site().urls.form(each)) for each in INTERVIEWS}
            assert place in forms, place
        elif not place.startswith("https://"):
            target, _, anchor = place.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.exists(), place
            assert not anchor or anchor in anchors_of(file), place


@pytest.mark.parametrize("path", GUIDE, ids=named)
def test_pictures_of_the_guide_say_what_they_show(path: Path) -> None:
    for picture in re.findall(r"<img [^>]+>", read(path)):
        assert re.search(r'alt="[^"]{20,}"', picture), picture
        assert "![" not in read(path)


@pytest.mark.parametrize(
    "path", [ROOT / "CONTRIBUTING.md", ROOT / ".github/pull_request_template.md"], ids=named
)
def test_the_guide_names_the_consent_text_of_today_and_the_hub(path: Path) -> None:
    texts = site().register.consent_texts
    current = next(version for version, text in texts.items() if text.current)

    assert set(re.findall(r"consent-texts/([\w-]+)\.md", read(path))) == {current}
    assert set(re.findall(r"[\w.]+@[\w.]+\w", read(path))) == {site().settings.hub.email}


@pytest.mark.parametrize("collection", INTERVIEWS)
def test_the_page_of_a_form_leads_to_the_issue_form_of_its_kind(collection: str) -> None:
    assert (ROOT / ".github/ISSUE_TEMPLATE" / issue_form(collection)).is_file()


def test_who_reviews_is_told_how_an_own_domain_is_kept() -> None:
    """One that is given up at the host while its name still leads there can be taken by anybody."""
    words = (ROOT / "docs/reviewing.md").read_text("utf-8")

    assert "Verified domains" in words
    assert not list(ROOT.glob("**/CNAME"))
