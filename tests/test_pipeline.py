"""The order of it all: the same bytes for the same content and day, wherever and however they are built."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sample_site import (
    BASE_URL,
    ROOT_URL,
    SAMPLE,
    UNPUBLISHED,
    addresses_in,
    copied,
    files,
    site,
    understood,
    words_of,
    write_people,
)

from generator import pipeline
from generator.problems import ContentError, Problem
from generator.prose import FEW, Body, render_all
from generator.understood import Account

DAY = date(2027, 1, 15)


def html(**order):
    return {path: data for path, data in files(**order).items() if path.endswith(".html")}


# ---------------------------------------------------------------- the order of the day


def order_on(day, content):
    return [person.slug for person in site(day, content=content).ambassadors]


@pytest.fixture(scope="module")
def thirty(tmp_path_factory):
    content = tmp_path_factory.mktemp("thirty")
    write_people(content, 30)
    return content


def test_the_order_of_people_is_another_each_day(thirty) -> None:
    days = [DAY + timedelta(days=number) for number in range(14)]

    orders = [tuple(order_on(day, thirty)) for day in days]
    assert len(set(orders)) == 14
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(orders[0]))}


def test_nobody_is_always_first(thirty) -> None:
    first = {order_on(DAY + timedelta(days=number), thirty)[0] for number in range(60)}

    assert len(first) > 15


def test_the_order_of_a_day_is_known_in_advance() -> None:
    """The browser works it out too: it may not change without chance.js."""
    assert order_on(DAY, SAMPLE) == [
        person.slug
        for person in sorted(site().ambassadors, key=lambda each: fnv_then_mixed(f"{DAY} {each.slug}"))
    ]


def fnv_then_mixed(text):
    """FNV-1a and the last step of MurmurHash3, as their descriptions say."""
    state = 0x811C9DC5
    for byte in text.encode():
        state = ((state ^ byte) * 0x01000193) % 2**32
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        state = ((state ^ (state >> shift)) * factor) % 2**32
    return state


def test_the_order_of_the_day_holds_on_every_list(thirty) -> None:
    order = order_on(DAY, thirty)

    for groups in site(content=thirty).terms.values():
        for people in groups.values():
            slugs = [person.slug for person in people]
            assert slugs == sorted(slugs, key=order.index)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize("base_url", [BASE_URL, ROOT_URL, "http://localhost:8000/deep/er/"])
def test_every_address_on_every_page_carries_the_base_path_and_leads_somewhere(base_url: str) -> None:
    base_path = "/" + base_url.split("/", 3)[3]
    made = files(base_url=base_url)

    for path, data in html(base_url=base_url).items():
        for address in addresses_in(data):
            if address.startswith(("#", "mailto:", "https://", base_url)):
                continue
            assert address.startswith(base_path), f"{path}: {address}"
            target = re.split(r"[?#]", address)[0].removeprefix(base_path)
            target = f"{target}index.html" if target == "" or target.endswith("/") else target
            assert target in made, f"{path}: {address}"


def test_nothing_tells_where_it_was_built() -> None:
    here = str(Path(__file__).resolve().parent.parent).encode()

    assert not [path for path, data in files().items() if here in data]


# ---------------------------------------------------------------- the same bytes everywhere


def test_the_order_in_which_a_disk_lists_files_does_not_matter(tmp_path) -> None:
    """Files that are made in another order are often listed in another order."""
    content = tmp_path / "content"
    for path in sorted(SAMPLE.rglob("*"), reverse=True):
        if path.is_file():
            target = content / path.relative_to(SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())

    assert files(content=content) == files()


def test_a_photograph_is_published_anew_without_its_name() -> None:
    published = {path: data for path, data in files().items() if path.startswith("assets/photos/")}
    original = (SAMPLE / "ambassadors/ana-oneill.jpg").read_bytes()

    assert published
    assert original not in published.values()
    assert not [path for path in published if "ana" in path]


# ---------------------------------------------------------------- withdrawal


def test_when_a_profile_is_deleted_no_trace_is_left(tmp_path) -> None:
    content = copied(tmp_path)
    before = {path for path, data in files().items() if b"O'Neill" in data or b"O&#39;Neill" in data}
    for path in [*content.glob("ambassadors/ana-oneill.*")]:
        path.unlink()
    register = content / "register/verification.yml"
    register.write_text(
        "\n".join(line for line in register.read_text("utf-8").splitlines() if "ana-" not in line), "utf-8"
    )
    for path in content.rglob("*.md"):
        text = path.read_text("utf-8")
        text = re.sub(r"\[([^]]*)\]\([^)]*ana-oneill[^)]*\)", "somebody", text)
        path.write_text(re.sub(r"ana-oneill, |ana-oneill", "", text), "utf-8")

    after = files(content=content)

    assert len(before) > 10
    for trace in (b"O'Neill", b"O&#39;Neill", b"ana-oneill", b"ana-smith", b"Irish", b"irish"):
        # Where all terms stand, whoever has them.
        lists = ("data/form.json", "data/schema/")
        found = [path for path, data in after.items() if trace in data and not path.startswith(lists)]
        assert not [path for path in found if "places" not in path], trace


def test_a_withdrawn_profile_that_others_still_name_is_a_problem_and_not_a_broken_page(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "ambassadors/ana-oneill.md").unlink()
    (content / "ambassadors/ana-oneill.jpg").unlink()

    rules = {problem.rule for problem in understood(content=content).problems}

    assert rules == {"unknown-reference", "broken-link"}


# ---------------------------------------------------------------- problems and accounts


def test_all_problems_of_all_stages_are_told_at_once(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "notes.txt").write_text("reading", "utf-8")
    (content / "ambassadors/x.md").write_text("no front matter", "utf-8")
    (content / "events/2027-02-06-all-day.md").write_text("---\ntitle: A whole day\n---\n", "utf-8")
    opinion = content / "case-studies/an-opinion.md"
    opinion.write_text(opinion.read_text("utf-8") + "\n[gone](gone.md)\n", "utf-8")
    (content / "ambassadors/ana-oneill.jpg").write_bytes(b"no picture")

    with pytest.raises(ContentError) as raised:
        pipeline.build(pipeline.Order(content=content, today=DAY), tmp_path / "site")

    rules = [problem.rule for problem in raised.value.problems]
    assert {"file-type", "no-front-matter", "missing-field", "broken-link", "photo-type"} <= set(rules)
    assert raised.value.problems == sorted(raised.value.problems)
    assert raised.value.problems == list(understood(content=content).problems)
    assert not (tmp_path / "site").exists()


def test_every_file_is_accounted_for(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "notes.txt").write_text("a problem", "utf-8")
    (content / "ambassadors/_example.md").write_text("set aside", "utf-8")
    (content / "_drafts").mkdir()
    (content / "_drafts/a.md").write_text("set aside", "utf-8")
    (content / "README.md").write_text("explains", "utf-8")
    total = sum(1 for path in content.rglob("*") if path.is_file())

    account = understood(content=content).account

    assert account.files == total
    assert len(account.ignored) == 3
    assert account.with_problems == 1
    assert account.rendered == total - 4


def test_an_account_in_words() -> None:
    account = Account(
        files=9,
        ignored=(("a", "for git"), ("b", "for git"), ("c", "set aside")),
        unpublished=(),
        with_problems=1,
    )

    assert pipeline.account_in_words(account) == (
        "9 files: 5 rendered, 3 ignored (2: for git; 1: set aside), 1 with problems."
    )


def test_a_content_folder_without_lists_of_its_own_takes_those_of_the_repository(tmp_path) -> None:
    write_people(tmp_path, 1)

    assert "physics" in site(content=tmp_path).vocabularies["subjects"].by_slug


def test_a_list_of_its_own_comes_first(tmp_path) -> None:
    write_people(tmp_path, 1)
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies/subjects.yml").write_text(
        "- {slug: physics, label: Natural philosophy}\n", "utf-8"
    )

    assert list(site(content=tmp_path).vocabularies["subjects"].by_slug) == ["physics"]
    assert "Natural philosophy" in words_of(files(content=tmp_path)["ambassadors/p000/index.html"])


def test_content_with_nothing_in_it_is_a_problem(tmp_path) -> None:
    (problem,) = understood(content=tmp_path).problems

    assert "there is nothing to build" in problem.message


@pytest.mark.parametrize(
    ("paths", "is_meant"),
    [
        ([], True),
        (["content/ambassadors/x.md"], True),
        (["content/ambassadors"], True),
        (["content/ambassadors/"], True),
        (["content"], True),
        (["content/events", "content/ambassadors/x.md"], True),
        (["content/events"], False),
        (["content/ambassadors/x"], False),
        (["content/amb"], False),
        (["x.md"], False),
    ],
)
def test_which_problems_are_meant_by_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], *, is_meant: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    content.mkdir()
    problem = Problem("content/ambassadors/x.md", 1, "", "text", "")

    assert pipeline.concerns(problem, paths, content) is is_meant
    assert pipeline.concerns(problem, [str(tmp_path / path) for path in paths], content) is is_meant


def test_the_public_site_names_nobody_who_is_not_published() -> None:
    for slug, name in UNPUBLISHED.items():
        assert not [path for path, data in files().items() if name.encode() in data], slug
        assert not [path for path in files() if slug in path]


def test_prose_is_the_same_for_any_number_of_processes() -> None:
    bodies = [
        Body(
            f"content/pages/page-{number}.md",
            5,
            f"## Heading {number}\n\nSee [that](page-{number // 2}.md) and *this*.\n",
            1,
        )
        for number in range(FEW + 50)
    ]
    addresses = {body.path: f"/{number}/" for number, body in enumerate(bodies)}
    alone = render_all(bodies, addresses=addresses, jobs=1)
    together = render_all(bodies, addresses=addresses, jobs=2)
    assert together == alone
    assert 'href="/124/"' in together[-1].html
