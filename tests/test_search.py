"""The search data: what is in it, that nobody unlisted is, and that Python and the browser agree where they say the same."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator import search
from generator.chance import hashed, numbers
from generator.pages.cards import Cards, avatar, initials
from generator.pipeline import DATA, Order, understand
from generator.search import plain_slug, plan_search
from generator.site_model import terms_of
from generator.urls import COLLECTIONS

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "templates" / "static" / "js"
NAMES = (
    "Amina Khan",
    "Siobhán Clarke",
    "Nguyễn Thị Linh",
    "Łukasz Wójcik",
    "نورا الحسن (Noura Al-Hassan)",
    "Wei Li 李伟",
    "Ellie B.",
    "O’Brien",
    "İbrahim Çelik",
    "Straße",
    "",
)


@pytest.fixture(scope="module")
def data() -> dict[str, dict[str, object]]:
    site = understand(Order(today=date(2027, 1, 15))).site
    files = plan_search(Cards(site), (DATA / "outcodes.csv").read_text("utf-8"))
    by_path = {output.path: output.data for output in files.outputs}
    return {name: json.loads(by_path[path]) for name, path in files.paths.items()}


def in_node(script: str) -> object:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    finished = subprocess.run(
        [node, "--input-type=module", "--eval", script],
        capture_output=True,
        text=True,
        cwd=MODULES,
        check=True,
    )
    return json.loads(finished.stdout)


def module(name: str) -> str:
    return json.dumps((MODULES / name).as_uri())


def test_every_listed_person_is_in_the_people_file_and_nobody_else(
    data: dict[str, dict[str, object]],
) -> None:
    site = understand(Order(today=date(2027, 1, 15))).site
    people = data["people"]
    assert sorted(people["name"]) == sorted(person.name for person in site.ambassadors)  # type: ignore[call-overload]
    unlisted = {person.name for person in site.people.values() if person.visibility != "public"}
    assert unlisted
    assert unlisted.isdisjoint(people["name"])  # type: ignore[arg-type]


def test_all_columns_are_as_long_as_the_names(data: dict[str, dict[str, object]]) -> None:
    people, filters = data["people"], data["filters"]
    count = len(people["name"])  # type: ignore[arg-type]
    for name in ("job", "work", "career"):
        assert len(people[name]) == count, name  # type: ignore[arg-type]
    assert filters["count"] == count
    lengths = in_node(
        f"import {{ makePeople }} from {module('find-data.js')};"
        f"const {{ of, travels }} = await makePeople({json.dumps(filters)});"
        "console.log(JSON.stringify([...Object.values(of), travels].map(({ length }) => length)))"
    )
    assert set(lengths) == {count}  # type: ignore[call-overload]


def test_the_browser_reads_everyone_with_all_their_terms_as_the_site_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "PEOPLE_FILES", {"people": 10, "people-more": 15, "people-rest": None})
    site = understand(Order(today=date(2027, 1, 15))).site
    files = plan_search(Cards(site), (DATA / "outcodes.csv").read_text("utf-8"))
    by_path = {output.path: output.data.decode() for output in files.outputs}
    filters, *parts = (by_path[files.paths[name]] for name in ("filters", *search.PEOPLE_FILES))
    script = (
        f"import {{ addPeople, makePeople }} from {module('find-data.js')};"
        f"const people = await makePeople({filters});"
        f"for (const part of [{','.join(parts)}]) await addPeople(people, part);"
        "const terms = (facet, at) => people.facets[facet].filter((_, term) => (people.bits[facet][term][at >>> 5] >>> (at & 31)) & 1).map(([slug]) => slug);"
        "console.log(JSON.stringify(people.who.map(({ slug, name, job, career }, at) => [slug, name, job, career, ...Object.keys(people.facets).map((facet) => terms(facet, at))])))"
    )
    organisations = site.by_slug["organisations"]
    expected = []
    for person in site.ambassadors:
        career = site.find("careers", person.career or "")
        row = [person.slug, person.name, person.job_title, career.title if career else ""]
        for facet in COLLECTIONS["ambassadors"].facets:
            own = terms_of(person, facet, site.vocabularies, site.register, organisations)
            known = site.terms.get(("ambassadors", facet), {})
            row.append([slug for slug in known if slug in own])
        expected.append(row)
    assert in_node(script) == expected


def test_an_outcode_of_the_hub_leads_to_its_district(data: dict[str, dict[str, object]]) -> None:
    places = data["places"]
    assert "YO22" in places["outcodes"]["north-yorkshire"].split()  # type: ignore[index]
    assert "BD1" in places["outcodes"]["bradford"].split()  # type: ignore[index]
    assert "S1" in places["outside"]["wakefield"].split()  # type: ignore[index]


def test_python_and_the_browser_draw_the_same_chance() -> None:
    script = (
        f"import {{ hashed, numbers }} from {module('chance.js')};"
        f"const texts = {json.dumps(NAMES)};"
        "console.log(JSON.stringify(texts.map((text) => { const row = numbers(text); return [hashed(text), row.next().value, row.next().value, row.next().value]; })))"
    )
    expected = []
    for text in NAMES:
        row = numbers(text)
        expected.append([hashed(text), next(row), next(row), next(row)])
    assert in_node(script) == expected


def test_python_and_the_browser_make_the_same_slug_avatar_and_initials() -> None:
    script = (
        f"import {{ plainSlug }} from {module('find-text.js')}; import {{ avatarPlan, initials }} from {module('find-cards.js')};"
        f"const names = {json.dumps(NAMES)};"
        "console.log(JSON.stringify(names.map((name) => { const plan = avatarPlan(plainSlug(name)); return [plainSlug(name), initials(name), plan.palette, plan.cells]; })))"
    )
    expected = []
    for name in NAMES:
        drawn = avatar(plain_slug(name), name)
        expected.append(
            [
                plain_slug(name),
                initials(name),
                drawn.palette,
                [[cell.shade, cell.path] for cell in drawn.cells],
            ]
        )
    assert in_node(script) == expected


def test_words_for_a_job_stand_for_whichever_of_them_somebody_has(data: dict[str, dict[str, object]]) -> None:
    synonyms = dict(data["places"]["synonyms"])  # type: ignore[call-overload]
    assert "lecky" in synonyms["electrician"]
    # Nobody is a renewable energy engineer or a sound engineer; a wind turbine technician and a game sound programmer are there.
    assert "windmill" in synonyms["wind turbine technician"]
    assert "sound engineer" in synonyms["game sound programmer"]
    assert {"renewable energy engineer", "sound engineer", "bricklayer"}.isdisjoint(synonyms)
