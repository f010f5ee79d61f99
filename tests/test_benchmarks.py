"""The benchmarks: the same corpus for everybody, the same texts for every generator, and a table that says what was measured."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from build_command import REPOSITORY
from PIL import Image

from benchmarks import compare, measure
from benchmarks.compare import (
    ANOTHER_CHANGED,
    NOTHING_CHANGED,
    NOTHING_THERE,
    ONE_CHANGED,
    SERVED,
    STORY_CHANGED,
    Figures,
    Generator,
)
from benchmarks.make_corpus import make_corpus
from benchmarks.measure import Run, told_seconds
from benchmarks.translate import make_site, read_corpus
from generator.pipeline import Order, understand

PEERS = ("hugo", "eleventy", "pelican", "mkdocs")
PEOPLE = 40


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "content"
    make_corpus(folder, people=PEOPLE)
    return folder


# ---------------------------------------------------------------- the corpus


def test_the_same_number_and_seed_give_the_same_files_in_any_process(corpus, tmp_path) -> None:
    subprocess.run(
        [sys.executable, "benchmarks/make_corpus.py", tmp_path / "again", "--people", str(PEOPLE)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
        check=True,
    )
    make_corpus(tmp_path / "other", people=PEOPLE, seed=2)

    assert tree(tmp_path / "again") == tree(corpus)
    assert tree(tmp_path / "other") != tree(corpus)


def test_a_corpus_has_a_tenth_as_many_events_a_twentieth_stories_and_a_fiftieth_careers(tmp_path) -> None:
    make_corpus(tmp_path, people=200)

    counts = {path.name: len(list(path.glob("*.md"))) for path in tmp_path.iterdir() if path.is_dir()}
    assert [counts[name] for name in ("ambassadors", "events", "case-studies", "careers")] == [200, 20, 10, 4]
    words = [len(document.body.split()) for document in read_corpus(tmp_path)]
    assert 270 < sum(words) / len(words) < 330


def test_so_many_people_as_are_wanted_have_a_photograph_and_the_same_one_each_time(tmp_path) -> None:
    for name in ("one", "two"):
        make_corpus(tmp_path / name, people=5, photographs=2)

    pictures = sorted((tmp_path / "one").rglob("*.jpg"))
    assert len(pictures) == 2
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    with Image.open(pictures[0]) as picture:
        assert min(picture.size) >= 1000


def test_our_build_finds_no_fault_in_a_corpus(corpus) -> None:
    found = understand(Order(content=corpus, today=date(2027, 1, 15)))

    assert found.problems == ()
    assert len(found.site.ambassadors) == PEOPLE


# ---------------------------------------------------------------- the same for everybody


def test_documents_are_listed_under_the_same_terms_as_on_our_site(corpus) -> None:
    site = understand(Order(content=corpus, today=date(2027, 1, 15))).site
    ours = {
        (collection, f"{collection}-{facet}", term): len(records)
        for (collection, facet), terms in site.terms.items()
        for term, records in terms.items()
        if collection in ("ambassadors", "careers") and facet not in ("network", "route")
    }
    theirs: dict[tuple[str, str, str], int] = {}
    for document in read_corpus(corpus):
        for facet, term in document.terms:
            if document.collection in ("ambassadors", "careers") and not facet.endswith("-route"):
                key = (document.collection, facet, term)
                theirs[key] = theirs.get(key, 0) + 1

    assert ours
    assert theirs == ours


@pytest.mark.parametrize("peer", PEERS)
def test_every_peer_gets_every_text_of_every_document(corpus, tmp_path, peer: str) -> None:
    content = make_site(peer, corpus, tmp_path / peer)

    documents = list(read_corpus(corpus))
    assert len(documents) == sum(1 for path in corpus.rglob("*.md") if "register" not in path.parts)
    for document in documents:
        text = (content / document.path).read_text("utf-8")
        for _, fact in document.facts:
            assert fact in text
        for words in (document.title, document.description, document.job, document.body):
            assert words in text
        for stop in document.stops:
            assert stop["what"] in text
            assert stop["note"] in text
        for _, term in document.terms:
            assert term in text


def test_every_facet_is_a_list_of_hugos_too(corpus) -> None:
    """Hugo alone wants its lists named beforehand; one that is not named would not be built, and flatter Hugo."""
    named = (REPOSITORY / "benchmarks/peers/hugo/hugo.toml").read_text("utf-8").partition("[taxonomies]")[2]

    facets = {facet for document in read_corpus(corpus) for facet, _ in document.terms}
    assert facets <= set(re.findall(r"^([\w-]+) = ", named, re.MULTILINE))


# ---------------------------------------------------------------- measuring


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Built 5,824 pages in 0.4 s.", 0.4),
        ("Built 5,824 pages in 62 ms.", 0.062),
        ("Total in 36 ms", 0.036),
        ("Change detected, rebuilding site (#1).", None),
        ("Built in 1.4 s", None),
    ],
)
def test_how_long_a_server_took_is_read_from_what_it_says(line: str, seconds: float | None) -> None:
    assert told_seconds(line) == seconds


def test_a_run_has_its_time_and_the_memory_of_its_largest_process(tmp_path) -> None:
    largest = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(200_000_000)'])"
    held = bytearray(150_000_000)  # by this process, which must not count
    small, large = (measure.run([sys.executable, "-c", code], tmp_path) for code in ("", largest))
    del held

    assert small.processor > 0
    assert small.memory < 100_000_000
    assert large.memory > 200_000_000
    assert large.seconds > small.seconds / 10


def test_a_command_that_fails_ends_the_measuring_with_what_it_said(tmp_path) -> None:
    with pytest.raises(SystemExit, match=r"(?s)ended with 3.*the reason"):
        measure.run([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], tmp_path)


def test_a_profile_is_changed_where_its_cards_and_its_page_show_it() -> None:
    for name in ("summary", "description", "Description"):
        text = compare.edited(f"---\n{name}: A welder.\n---\n\nText.\n", "Changed1")
        assert text == f"---\n{name}: Changed1 A welder.\n---\n\nText.\n\nChanged1.\n"
    assert compare.retold("---\nsummary: A.\n---\n\nText.\n", "Changed1") == (
        "---\nsummary: A.\n---\n\nText.\n\nChanged1.\n"
    )


COPIER = """
import pathlib, sys
content, output, kind = sys.argv[1:]
for path in pathlib.Path(content, 'ambassadors').glob('*.md'):
    page = pathlib.Path(output, 'ambassadors', path.stem, 'index.html')
    page.parent.mkdir(parents=True, exist_ok=True)
    if kind != 'lazy' or not page.exists():
        page.write_text(path.read_text())
"""


def copier(content: Path, kind: str) -> Generator:
    """A generator that copies files; a lazy one leaves what is there as it is."""
    command = [sys.executable, "-c", COPIER, content]
    return Generator(
        kind,
        content,
        content,
        lambda output: [*command, output, kind],
        lambda output, changed: [*command, output, kind],
    )


def test_a_round_builds_from_nothing_then_after_a_change_then_after_none(corpus, tmp_path) -> None:
    content = Path(make_site("hugo", corpus, tmp_path / "site"))
    figures = Figures()
    before = tree(content)
    for number in range(3):
        compare.measure_round(copier(content, "eager"), tmp_path, number, figures)

    assert {what: len(runs) for what, runs in figures.runs.items()} == {
        NOTHING_THERE: 3,
        STORY_CHANGED: 3,
        ONE_CHANGED: 3,
        ANOTHER_CHANGED: 3,
        NOTHING_CHANGED: 3,
    }
    assert figures.files == PEOPLE
    changed = [path for path, data in tree(content).items() if before[path] != data]
    assert len(changed) == 9, (
        "each build has another profile changed, so that nobody remembers it from before"
    )
    assert list((tmp_path / "out").iterdir()) == []


def test_a_generator_that_does_not_build_what_changed_is_not_measured(corpus, tmp_path) -> None:
    content = make_site("hugo", corpus, tmp_path / "site")

    with pytest.raises(AssertionError, match="lazy did not build what changed"):
        compare.measure_round(copier(content, "lazy"), tmp_path, 0, Figures())


SERVER = """
import http.server, pathlib, sys, threading, time
page = pathlib.Path(sys.argv[1])
shown = page.read_bytes()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(shown)
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[2])), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print('Ready', flush=True)
while True:
    time.sleep(0.01)
    if page.read_bytes() != shown:
        shown = page.read_bytes()
        print('Built 1 page in 0.25 s.', flush=True)
"""


def test_a_server_is_measured_by_what_it_says_and_by_when_the_page_is_there(tmp_path) -> None:
    page, port = tmp_path / "page", compare._free_port()
    page.write_text("before", "utf-8")
    command = [sys.executable, "-c", SERVER, page, str(port)]
    with measure.serving(command, tmp_path, f"http://127.0.0.1:{port}", "Ready") as server:
        told, seen = server.after(page, "after", "/", "after")
        assert (told, server.page("/")) == (0.25, "after")
    assert seen > 0.001
    assert server.process.returncode is not None, "nothing is left running"


# ---------------------------------------------------------------- the table


def figures(**seconds: float) -> Figures:
    """Five runs around a median, one of them out of the way."""
    names = {"fresh": NOTHING_THERE, "one": ONE_CHANGED, "none": NOTHING_CHANGED}
    memory = int(seconds.pop("memory", 100e6))
    served = seconds.pop("served", None)
    return Figures(
        {
            names[name]: [Run(value * each, 3 * value, memory) for each in (0.9, 1, 1, 1.1, 50)]
            for name, value in seconds.items()
        },
        {SERVED: [served] * 5} if served else {},
        7,
    )


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_ours_stand_beside_hugos_full_build_with_their_ratio_and_goal() -> None:
    found = {
        3000: {
            "ours": figures(fresh=1.4, one=0.6, none=0.1, served=0.05, memory=190e6),
            "Hugo": figures(fresh=1.0, one=1.1, none=1.2, memory=400e6),
        }
    }

    table = rows(compare.main_table(found))[2:]

    assert [row[1:] for row in table] == [
        ["from nothing, all cores", "1.40 s", "1.00 s", "1.400", "≤ 1.5 reached"],
        [compare.WORDS[ONE_CHANGED], "600 ms", "1.00 s", "0.600", "≤ 0.25 missed"],
        ["nothing changed, new process", "100 ms", "1.00 s", "0.100", "≤ 0.1 reached"],
        [compare.WORDS[SERVED], "50 ms", "1.00 s", "0.050", "≤ 0.1 reached"],
        ["peak memory, largest process", "190 MB", "400 MB", "0.475", "≤ 0.5 reached"],
    ]


def test_a_size_without_a_goal_has_none_and_no_hugo_means_no_ratio() -> None:
    alone = {300: {"ours": figures(fresh=1.0)}}

    assert rows(compare.main_table(alone))[2:] == []
    assert rows(compare.main_table({300: {**alone[300], "Hugo": figures(fresh=2.0)}}))[2][-2:] == [
        "0.500",
        "",
    ]


def test_all_generators_stand_side_by_side_and_what_was_not_measured_is_a_dash() -> None:
    table = rows(
        compare.everybody_table({"ours": figures(fresh=1.0, served=0.1), "Pelican": figures(fresh=20.0)})
    )

    assert table[0] == ["", "ours", "Pelican"]
    assert ["from nothing, all cores", "1.00 s", "20.00 s"] in table
    assert [compare.WORDS[SERVED], "100 ms", "–"] in table
    assert [compare.OTHER_WORDS["processor"], "3.00 s", "60.00 s"] in table
    assert table[-1] == ["files of the site", "7", "7"]


def test_ours_at_the_largest_size_are_told_in_times_of_the_smallest() -> None:
    found = {
        3000: {"ours": figures(fresh=1.0, memory=100e6)},
        30000: {"ours": figures(fresh=12.0, memory=900e6)},
    }

    assert rows(compare.growth_table(found))[2:] == [
        ["from nothing, all cores", "12.0", "≤ 11 missed"],
        ["memory", "9.0", "≤ 11 reached"],
    ]
    assert compare.growth_table({3000: found[3000]}) == ""


def test_nothing_is_ever_put_into_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        compare.main([str(REPOSITORY / "scratch")])

    assert "inside the project" in capsys.readouterr().err
    assert not (REPOSITORY / "scratch").exists()
