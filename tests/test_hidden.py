"""One line in register/hidden.yml takes a page off the site within one build, whatever else is wrong."""

import pytest
from build_command import REPOSITORY, TODAY, run
from sample_site import copied, files, site, understood, words_of

from generator.screening import SCREEN_DATA

PLACES = (
    "ambassadors/ana-oneill",
    "ambassadors/sam-underhill",
    "events/2026-10-20-code-club",
    "case-studies/an-open-day",
    "careers/bridge-builder",
    "organisations/hexbridge",
    "organisations/town-hall",
    "pages/about",
)


def hide(content, *lines: str) -> None:
    (content / "register/hidden.yml").write_text("\n".join(lines) + "\n", "utf-8")


def build(content):
    return run("build", "--content", content, "--today", TODAY, "--output", content.parent / "site")


def made_by(content) -> dict[str, bytes]:
    folder = content.parent / "site"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("place", PLACES)
def test_what_is_hidden_is_in_no_file_of_the_site(tmp_path, place: str) -> None:
    content = copied(tmp_path)
    kind, _, slug = place.partition("/")
    address = f"/{slug}/" if kind == "pages" else f"/{place}/"
    assert [path for path in files() if f"/{path}".startswith(address)]
    hide(content, f"- {place}")
    made = files(content=content)

    assert not [path for path, data in made.items() if address.encode() in data]
    assert not [path for path in made if f"/{path}".startswith(address)]
    # A file of data holds slugs without their folders; one has words of our own language, such as 'about', and nothing of content.
    assert not [
        path
        for path, data in made.items()
        if path.startswith("data/") and path != "/".join(SCREEN_DATA) and f'"{slug}"'.encode() in data
    ]


def test_a_hidden_person_leaves_no_name_no_picture_and_no_earlier_address(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- ambassadors/ana-oneill")
    made = files(content=content)

    for text in (b"ana-oneill", b"Bridge inspector", b"ana-smith", b"Ana O"):
        assert not [path for path, data in made.items() if text in data or text.decode() in path]
    assert len([path for path in made if path.startswith("assets/photos/")]) < len(
        [path for path in files() if path.startswith("assets/photos/")]
    )


def test_what_named_a_hidden_page_says_it_in_plain_words(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- ambassadors/ana-oneill", "- organisations/town-hall")
    made = files(content=content)

    assert b"<span>Ana</span>" in made["case-studies/an-open-day/index.html"]
    where = words_of(made["events/2027-03-14-at-the-town-hall/index.html"])
    assert "Ask the hub where" in where
    assert "town-hall" not in where


def test_a_hidden_page_is_hidden_in_a_preview_too(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- ambassadors/ana-oneill")

    assert not [path for path in files(content=content, preview=True) if "ana-oneill" in path]


def test_the_account_names_what_is_hidden(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- events/2027-02-06-all-day")

    assert (
        "content/events/2027-02-06-all-day.md",
        "hidden by register/hidden.yml",
    ) in understood(content=content).account.unpublished


@pytest.mark.parametrize(
    "line",
    [
        "- ambassadors/ana-oneill",
        "ambassadors/ana-oneill",
        "- ana-oneill",
        "-ana-oneill",
        "- 'ambassadors/ana-oneill'",
        "- /ambassadors/ana-oneill/",
        "- https://example.org/hub/ambassadors/ana-oneill/",
        "- https://example.org/ambassadors/ana-oneill/index.html#story",
        "- content/ambassadors/ana-oneill.md",
        "- ambassadors/ana-oneill   # a school rang",
        "- page: ambassadors/ana-oneill\n  since: 2027-01-14\n  reason: a school rang",
        "[ambassadors/ana-oneill, events/2027-02-06-all-day]",
        "- Ambassadors/Ana-Oneill",
        "\t- ambassadors/ana-oneill",
    ],
)
def test_an_address_is_understood_as_people_write_it(tmp_path, line: str) -> None:
    content = copied(tmp_path)
    hide(content, "# a note", line)

    assert understood(content=content).problems == ()
    assert "ana-oneill" not in site(content=content).people


# ---------------------------------------------------------------- lines that are not right


def test_a_line_that_nearly_names_a_page_hides_it_and_says_so(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- ambassadors/ana-onell")
    done = build(content)

    assert done.returncode == 0
    assert (
        "content/register/hidden.yml:1: 'ambassadors/ana-onell' is not a page. Did you mean 'ambassadors/ana-oneill'? "
        "Until this line is mended, that page is hidden. [register]" in done.stderr
    )
    assert not [path for path in made_by(content) if "ana-oneill" in path]


def test_a_line_that_is_like_no_page_stops_the_build(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- ambassadors/ana-oneill", "- qqqq")
    done = build(content)

    assert (done.returncode, made_by(content)) == (1, {})
    assert (
        "content/register/hidden.yml:2: 'qqqq' is not a page. Write - and the page's address" in done.stderr
    )


def test_a_file_that_cannot_be_read_as_yaml_hides_all_the_same(tmp_path) -> None:
    content = copied(tmp_path)
    hide(content, "- x", '- "ambassadors/ana-oneill', "  - [")

    assert build(content).returncode == 0
    assert not [path for path in made_by(content) if "ana-oneill" in path]


@pytest.mark.parametrize("data", [b"\xff\xfe-\x00 \x00x\x00", b"\xff\xff\xff"])
def test_a_file_that_is_not_text_stops_the_build(tmp_path, data: bytes) -> None:
    content = copied(tmp_path)
    (content / "register/hidden.yml").write_bytes(data)

    assert build(content).returncode == 1


# ---------------------------------------------------------------- whatever else is wrong


def wrong_profile(content) -> None:
    path = content / "ambassadors/ana-oneill.md"
    path.write_text(path.read_text("utf-8").replace("name:", "naem:", 1), "utf-8")


def unreadable_profile(content) -> None:
    path = content / "ambassadors/ana-oneill.md"
    path.write_text(path.read_text("utf-8") + "word " * 20_000, "utf-8")


def wrong_everywhere(content) -> None:
    for path in content.rglob("*.md"):
        if path.parent.name in ("events", "case-studies", "careers"):
            path.write_text("no fields\n", "utf-8")
    (content / "notes.txt").write_text("x", "utf-8")
    (content / "ambassadors/stray.jpg").write_bytes(b"x")


def wrong_settings(content) -> None:
    path = content / "site.yml"
    path.write_text("base_url: https://example.org/hub/\ndemonstration: yes\nfooter: [\n\tx: 'y\n", "utf-8")


def wrong_register(content) -> None:
    for path in (content / "register").rglob("*.*"):
        if path.name != "hidden.yml":
            path.write_text("- [\n", "utf-8")


@pytest.mark.parametrize(
    "damage", [wrong_profile, unreadable_profile, wrong_everywhere, wrong_settings, wrong_register]
)
def test_a_page_is_hidden_whatever_else_is_wrong(tmp_path, damage) -> None:
    content = copied(tmp_path)
    assert build(content).returncode == 0
    assert [path for path in made_by(content) if "ana-oneill" in path]
    damage(content)
    assert build(content).returncode == 1
    hide(content, "- ambassadors/ana-oneill")
    done = build(content)

    assert done.returncode == 0, done.stderr
    assert "The site was built all the same, without these files" in done.stderr
    made = made_by(content)
    assert "index.html" in made
    assert not [path for path, data in made.items() if b"ana-oneill" in data or "ana-oneill" in path]


def test_settings_that_are_clear_are_kept_when_others_are_not(tmp_path) -> None:
    content = copied(tmp_path)
    wrong_settings(content)
    hide(content, "- ambassadors/ana-oneill")
    build(content)

    home = made_by(content)["index.html"].decode()
    assert 'href="https://example.org/hub/"' in home
    assert "The people on this site are invented" in home


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (REPOSITORY / "content/vocabularies").glob("*.yml"))
)
def test_a_page_is_hidden_when_a_vocabulary_is_broken(tmp_path, name: str) -> None:
    content = copied(tmp_path)
    (content / "vocabularies").mkdir(exist_ok=True)
    (content / "vocabularies" / name).write_text("- slug: [\n", "utf-8")
    hide(content, "- ambassadors/ana-oneill")
    done = build(content)

    assert done.returncode == 0, done.stderr
    assert not [path for path, data in made_by(content).items() if b"ana-oneill" in data]


def test_the_check_still_finds_every_problem(tmp_path) -> None:
    content = copied(tmp_path)
    wrong_profile(content)
    hide(content, "- ambassadors/ana-oneill")

    assert run("check", "--content", content, "--today", TODAY).returncode == 1
