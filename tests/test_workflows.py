"""
What the workflows run is run here: the very lines of check.yml, in a repository with a branch and a merge to be checked.

A pull request may hold anything. Its code never runs, its links lead nowhere, and nothing it says becomes a command,
a heading or a link in what a reviewer reads.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from build_command import PROGRESS, REPOSITORY, TODAY
from sample_site import person_text

from generator.order import Order
from generator.pipeline import understand
from generator.problems import Problem
from scripts.report_proposal import replacement

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
PARTS = ("build.py", "generator", "templates", "scripts", "content", "requirements.txt")
QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
PROFILE = "content/ambassadors/ada-lane.md"


def git(folder: Path, *arguments: str, **more: Any) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | QUIET, capture_output=True, encoding="utf-8", **more
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def workflow(name: str) -> dict[Any, Any]:
    return yaml.safe_load((REPOSITORY / ".github/workflows" / name).read_text("utf-8"))


@dataclass
class Checked:
    """What became of a pull request: of each step its exit code, and what people read."""

    runner: Path
    codes: dict[str, int]
    said: str
    summary: str
    comment: str

    @property
    def preview(self) -> Path:
        return self.runner.parent / "temp/preview"


class Hub:
    """A repository with the real code and content, where somebody proposes a change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin"
        self.origin.mkdir()
        ignored = shutil.ignore_patterns("__pycache__")
        for part in PARTS:
            source = REPOSITORY / part
            if source.is_dir():
                shutil.copytree(source, self.origin / part, ignore=ignored)
            else:
                shutil.copy(source, self.origin / part)
        (self.origin / ".gitignore").write_text(".venv\n__pycache__/\n", "utf-8")
        git(self.origin, "init", "-q", "-b", "main")
        git(self.origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        git(self.origin, "add", "--all")
        git(self.origin, "commit", "-qm", "base")
        self.base = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "switch", "-qc", "proposal")

    def write(self, path: str, text: str) -> None:
        target = self.origin / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def merged(self) -> str:
        """The merge that GitHub would try, as a commit that no branch has."""
        git(self.origin, "add", "--all")
        git(self.origin, "commit", "-qm", "a proposal")
        git(self.origin, "switch", "-q", "--detach", "main")
        git(self.origin, "merge", "-q", "--no-ff", "-m", "merge", "proposal")
        merge = git(self.origin, "rev-parse", "HEAD")
        git(self.origin, "switch", "-q", "main")
        return merge

    def check(self) -> Checked:
        """Every `run:` of check.yml, in order, up to the first that fails, as a runner does it."""
        merge = self.merged()
        runner, temp = self.folder / "runner", self.folder / "temp"
        git(self.folder, "clone", "-q", "--depth=1", f"file://{self.origin}", str(runner))
        assert git(runner, "rev-parse", "HEAD") == self.base
        temp.mkdir()
        (runner / ".venv").symlink_to(sys.prefix)
        environment = os.environ | QUIET
        environment |= {
            "GITHUB_SHA": merge,
            "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
            "RUNNER_TEMP": str(temp),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        codes, said = {}, ""
        for step in workflow("check.yml")["jobs"]["content"]["steps"]:
            if "run" not in step or step["run"].startswith("scripts/venv "):
                continue
            day = f" --today {TODAY}" if ".py" in step["run"] and "take_proposal" not in step["run"] else ""
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"].rstrip() + day],
                cwd=runner,
                env=environment,
                capture_output=True,
                encoding="utf-8",
            )
            codes[step["name"]] = done.returncode
            said += done.stdout + done.stderr
            if done.returncode:
                break
        texts = {name: (temp / f"{name}.md") for name in ("summary", "comment")}
        read = {name: path.read_text("utf-8") if path.exists() else "" for name, path in texts.items()}
        return Checked(runner, codes, said, **read)


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


# ---------------------------------------------------------------- what is proposed


def test_a_good_profile_is_checked_and_shown_in_a_preview(hub: Hub) -> None:
    hub.write(PROFILE, person_text("Ada Lane"))

    done = hub.check()

    assert set(done.codes.values()) == {0}, done.said
    assert list(done.codes) == [
        "Fetch the proposal",
        "Take its content and nothing else",
        "Check",
        "Build the preview",
    ]
    assert "::error" not in done.said
    assert done.summary.startswith("## No problem was found\n")
    assert f"` {PROFILE}: not in register/verification.yml yet `" in done.summary
    assert "Outside content/" not in done.summary
    assert done.comment == "The check found no problem.\n"
    assert "Ada Lane" in (done.preview / "ambassadors/ada-lane/index.html").read_text("utf-8")


def test_problems_are_on_their_lines_in_the_words_of_the_terminal(hub: Hub) -> None:
    hub.write(
        PROFILE,
        person_text("Ada Lane", district="leds", subjects="[physics, mathemattics]", traits="calm, funny"),
    )

    done = hub.check()

    said = subprocess.run(
        [sys.executable, "build.py", "check", "--today", TODAY],
        cwd=done.runner,
        capture_output=True,
        encoding="utf-8",
    ).stderr
    terminal = PROGRESS.sub("", said).splitlines()
    assert len(terminal) == 3
    assert done.codes == {"Fetch the proposal": 0, "Take its content and nothing else": 0, "Check": 1}
    assert done.summary.startswith("## 3 problems to put right\n")
    annotations = [line for line in done.said.splitlines() if line.startswith("::error ")]
    for line, annotation in zip(terminal, annotations, strict=True):
        path, number, words = line.split(":", 2)
        words, rule = words.strip().rsplit(" [", 1)
        assert annotation == f"::error file={path},line={number},title={rule[:-1]}::{words}"
        assert f"- ` {line} `\n" in done.summary
        assert f"- ` {line} `\n" in done.comment
    for right in ("district: leeds", "subjects: [physics, mathematics]", "traits: [calm, funny]"):
        assert f"\n```suggestion\n{right}\n```\n" in done.comment
    assert done.summary.endswith(f"\n````markdown\n{done.comment}\n````\n\n")


def test_what_must_not_be_public_is_not_repeated_in_the_log_the_summary_and_the_review(hub: Hub) -> None:
    text = person_text("Ada Lane", summary="Ring 07700 900123 in leds or mail ada (at) example [dot] org.")
    hub.write(PROFILE, f"{text}\nMy daughter Sophie Barker came. See [this](../pages/abouts.md).\n")

    done = hub.check()

    public = done.said + done.summary + done.comment
    for private in ("07700", "900123", "ada (at)", "Sophie", "Barker"):
        assert private not in public
    for words in (
        "'…' is a telephone number. People are",
        "'…' is an e-mail address.",
        "'…' seems to name a child.",
    ):
        assert public.count(words) == 4, "an annotation, the summary, the text in it, and the text by itself"
    assert "Did you mean ../pages/about.md?" in done.summary
    assert "```suggestion" not in public, "a whole line would repeat what stands on it"


def test_whose_words_are_changed_is_named(hub: Hub) -> None:
    hub.write(PROFILE, person_text("Ada Lane"))
    changed, gone = "content/ambassadors/zofia-wrona.md", "content/ambassadors/wei-li.md"
    hub.write(changed, (REPOSITORY / changed).read_text("utf-8").replace("Zofia", "Zosia"))
    (hub.origin / gone).unlink()

    _, _, part = hub.check().summary.partition("## Changes of what is there")

    listed = re.findall(r"(?m)^- ` (.*?) `$", part.partition("\n## ")[0])
    assert listed == [gone, changed]


def test_a_person_who_seems_to_be_there_already_is_worth_a_look(hub: Hub) -> None:
    hub.write(PROFILE, person_text("Aminah Khan", district="bradford"))

    done = hub.check()

    assert done.codes["Check"] == 0
    assert "\n## Worth a look\n" in done.summary
    assert "::warning file=content/ambassadors/" in done.said


BROKEN = REPOSITORY / "tests/broken"
NOT_ON_A_LINE = {
    "file-type": "a folder is renamed, no line is changed",
    "vocabulary": "of a file's name",
}


@pytest.mark.parametrize("folder", sorted(BROKEN.iterdir()), ids=lambda folder: folder.name)
def test_what_a_message_asks_back_is_offered_as_a_replacement(folder: Path) -> None:
    for problem in understand(Order(content=folder / "content", today=date(2027, 1, 15))).problems:
        offered = replacement(problem, REPOSITORY)
        if asked := re.search(r"Did you mean '?(.+?)'?(?: \(for .*\))?\?$", problem.message):
            assert problem.rule in NOT_ON_A_LINE or (offered and asked[1] in offered), str(problem)
        elif offered is not None:
            assert problem.instead[1] in problem.message, str(problem)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("review_by: 01/06/2028", "review_by: 2028-06-01"),
        ("review_by: soon", None),
        ("review_by: 31/06/2028", None),
    ],
)
def test_a_date_that_is_only_an_example_is_never_offered(
    tmp_path: Path, written: str, line: str | None
) -> None:
    """One click would put a day into somebody's mouth on which they agreed to nothing."""
    path = tmp_path / "content/ambassadors/ada-lane.md"
    path.parent.mkdir(parents=True)
    path.write_text(person_text("Ada Lane").replace("\n---\n", f"\n{written}\n---\n", 1), "utf-8")

    [problem] = understand(Order(content=tmp_path / "content", today=date(2027, 1, 15))).problems

    assert "Write the year first: 20" in problem.message
    assert replacement(problem, tmp_path) == line


@pytest.mark.parametrize(
    ("line", "wrong", "offered"),
    [
        ("district: bradfrod", "bradfrod", "district: bradford"),
        ("district: bradfrod-on-avon", "bradfrod", None),
        ("district: bradfrod bradfrod", "bradfrod", None),
        ("district:", "bradfrod", None),
    ],
)
def test_only_a_whole_word_that_stands_there_once_is_replaced(
    tmp_path: Path, line: str, wrong: str, offered: str | None
) -> None:
    (tmp_path / "a.md").write_text(f"{line}\n", "utf-8")
    problem = Problem("a.md", 1, "district", "unknown-term", "words", instead=(wrong, "bradford"))

    assert replacement(problem, tmp_path) == offered


# ---------------------------------------------------------------- what must not happen


def test_the_code_of_a_proposal_never_runs(hub: Hub) -> None:
    trap = "open('TRAPPED', 'w'); print('::error::trapped'); raise SystemExit(0)\n"
    for path in (
        "build.py",
        "generator/pipeline.py",
        "scripts/take_proposal.py",
        "scripts/report_proposal.py",
        "content/sitecustomize.py",
    ):
        hub.write(path, trap)
    hub.write("templates/base.html", "trapped")
    hub.write(".github/workflows/check.yml", "trapped")
    hub.write(".gitattributes", "* filter=trap text eol=crlf\n")
    hub.write(PROFILE, person_text("Ada Lane"))

    done = hub.check()

    assert not list(hub.folder.rglob("TRAPPED"))
    assert "trapped" not in done.said
    assert git(done.runner, "status", "--porcelain").splitlines() == [
        "?? content/ambassadors/ada-lane.md",
        "?? content/sitecustomize.py",
    ]
    assert done.codes["Check"] == 1, "a file that the site does not read is a problem"
    assert b"\r" not in (done.runner / PROFILE).read_bytes()
    assert (
        "::notice::This changes 7 files outside content/. They were not used for this check.\n" in done.said
    )
    for path in ("build.py", ".github/workflows/check.yml", ".gitattributes", "templates/base.html"):
        assert f"- ` {path} `\n" in done.summary.partition("## Outside content/")[2]


def test_links_lead_nowhere(hub: Hub) -> None:
    secret = hub.folder / "secret.md"
    secret.write_text(person_text("Secret Person"), "utf-8")
    (hub.origin / "content/ambassadors/linked.md").symlink_to(secret)
    (hub.origin / "content/ambassadors/inside.md").symlink_to("amina-khan.md")
    shutil.rmtree(hub.origin / "content/careers")
    (hub.origin / "content/careers").symlink_to("/etc")
    (hub.origin / "content/ambassadors/zero.jpg").symlink_to("/dev/zero")

    done = hub.check()

    assert done.codes["Check"] == 1
    for path in ("ambassadors/linked.md", "ambassadors/inside.md", "ambassadors/zero.jpg", "careers"):
        assert (done.runner / "content" / path).readlink() == Path("a-link-that-was-not-taken")
        assert f"content/{path}:1: this is a link to somewhere else." in done.summary
    assert "Secret Person" not in done.said + done.summary + done.comment


def test_content_that_is_a_link_itself_is_refused(hub: Hub) -> None:
    shutil.move(hub.origin / "content", hub.origin / "elsewhere")
    (hub.origin / "content").symlink_to("elsewhere")

    done = hub.check()

    assert done.codes["Take its content and nothing else"] == 3
    assert "does not stay in content/" in done.said


def test_a_module_of_another_repository_is_a_problem_too(hub: Hub) -> None:
    git(hub.origin, "update-index", "--add", "--cacheinfo", f"160000,{hub.base},content/ambassadors/module")

    # `git add --all` would take the entry out again: its folder is not there.
    (hub.origin / "content/ambassadors/module").mkdir()
    done = hub.check()

    assert "content/ambassadors/module:1: this is a link to somewhere else." in done.summary


@pytest.mark.parametrize("name", ["..", ".", ".git/x"])
def test_a_tree_made_by_hand_does_not_leave_the_folder(hub: Hub, name: str) -> None:
    """git refuses to make such a tree; an attacker's git need not."""
    blob = git(hub.origin, "hash-object", "-w", "--stdin", input="x")
    entries = [f"100644 blob {blob}\t{name.rpartition('/')[2]}"]
    for folder in reversed(["content", *name.split("/")[:-1]]):
        raw = b"".join(
            f"{'40000' if kind == 'tree' else mode} {called}".encode() + b"\0" + bytes.fromhex(what)
            for mode, kind, what, called in (re.split(r"[ \t]", entry) for entry in entries)
        )
        tree = (
            subprocess.run(
                ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
                cwd=hub.origin,
                input=raw,
                capture_output=True,
                check=True,
            )
            .stdout.decode()
            .strip()
        )
        entries = [f"040000 tree {tree}\t{folder}"]
    top = git(hub.origin, "mktree", input=f"{entries[0]}\n")
    commit = git(hub.origin, "commit-tree", "-m", "x", top)

    done = subprocess.run(
        [sys.executable, "scripts/take_proposal.py", commit],
        cwd=hub.origin,
        capture_output=True,
        encoding="utf-8",
    )

    if name.startswith(".git"):
        assert (hub.origin / "content/.git/x").exists() is (done.returncode == 0)
    else:
        assert done.returncode == 3, done.stdout + done.stderr
    assert not (hub.origin / "x").exists()


def test_what_is_not_committed_is_not_lost(hub: Hub) -> None:
    commit = git(hub.origin, "rev-parse", "HEAD")
    hub.write(PROFILE, "mine")

    done = subprocess.run(
        [sys.executable, "scripts/take_proposal.py", commit],
        cwd=hub.origin,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 3
    assert (hub.origin / PROFILE).read_text("utf-8") == "mine"


HOSTILE = (
    "content/ambassadors/a\n::error::x.md",
    "content/ambassadors/::set-output name=a::b.md",
    "content/ambassadors/``` `\n# big.md",
    "content/ambassadors/[a](https:example.org) @everyone <b>.md",
    "content/ambassadors/\x1b[31mred.md",
    "outside\n::warning::x.txt",
    "`` @everyone.txt",
)


def test_names_and_words_of_a_contributor_are_shown_and_do_nothing(hub: Hub) -> None:
    for path in HOSTILE:
        hub.write(path, "x")
    hub.write(
        PROFILE,
        person_text(
            "Ada Lane",
            district='"leds\\n::error::z ``` @everyone <img src=x> [a](https://example.org)"',
            industry='"engineering```x"',
        ),
    )

    done = hub.check()

    assert done.codes["Check"] == 1
    for line in done.said.splitlines():
        assert not line.startswith("::") or re.match(
            r"::(error file=content/|notice::This changes 2 files)", line
        ), line
    assert "\x1b" not in done.said + done.summary + done.comment
    for text in (done.summary, done.comment):
        outside_code = re.sub(r"(?m)^(`{3,})\w*\n.*?^\1$", "", text, flags=re.DOTALL)
        outside_code = re.sub(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", "", outside_code)
        for sign in ("@everyone", "<img", "<b>", "](", "::", "# big"):
            assert sign not in outside_code, sign
        assert "`" not in outside_code
    assert done.summary.count("- `") >= len(HOSTILE) + 2


def test_a_flood_of_problems_leaves_room_in_the_summary(hub: Hub) -> None:
    for number in range(400):
        hub.write(
            f"content/ambassadors/p{number}.md", person_text(f"P{number}", district="nowhere-near-here")
        )

    done = hub.check()

    assert "and 100 more, all of them in the log of this check" in done.summary
    assert len(done.summary.encode()) < 1024 * 1024
    assert done.said.count("::error ") == 400


# ---------------------------------------------------------------- the workflows themselves


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_nothing_is_granted_at_the_top(path: Path) -> None:
    text = path.read_text("utf-8")
    read = yaml.safe_load(text)

    assert read["permissions"] == {}
    assert all(
        re.fullmatch(r"[\w/.-]+@[0-9a-f]{40} # v\d[\d.]*", use) for use in re.findall(r"uses: (.*)", text)
    )
    for job in read["jobs"].values():
        assert "permissions" in job
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a script is somebody's text in a shell"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_only_the_job_that_publishes_may_write() -> None:
    granted = {
        (path.name, job): value["permissions"]
        for path in WORKFLOWS
        for job, value in yaml.safe_load(path.read_text("utf-8"))["jobs"].items()
    }

    assert granted.pop(("publish.yml", "deploy")) == {"pages": "write", "id-token": "write"}
    assert all(each == {"contents": "read"} for each in granted.values())


def test_a_pull_request_is_checked_without_rights_and_secrets() -> None:
    read = workflow("check.yml")

    assert list(read[True]) == ["pull_request"]  # YAML reads 'on' as true
    assert "secrets" not in json.dumps(read["jobs"])
    take = read["jobs"]["content"]["steps"][0]
    assert take["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"


def test_the_site_is_published_from_main_alone_one_at_a_time() -> None:
    read = workflow("publish.yml")

    assert set(read[True]) == {"push", "schedule", "workflow_dispatch"}
    assert read[True]["push"] == {"branches": ["main"]}
    assert read["concurrency"]["cancel-in-progress"] is False
    assert {job["if"] for job in read["jobs"].values()} == {"github.ref == 'refs/heads/main'"}
    assert read["jobs"]["deploy"]["environment"]["name"] == "github-pages"
    commands = " ".join(step.get("run", "") for step in read["jobs"]["build"]["steps"])
    assert commands.index("build.py check") < commands.index("build.py build")


def test_what_a_build_remembers_is_kept_for_the_next_on_main_alone() -> None:
    steps = workflow("publish.yml")["jobs"]["build"]["steps"]
    [(place, kept)] = [
        (place, step["with"])
        for place, step in enumerate(steps)
        if step.get("uses", "").startswith("actions/cache@")
    ]

    assert kept["path"] == ".cache"
    assert kept["key"] == f"{kept['restore-keys']}${{{{ github.run_id }}}}", "each run keeps what it knows"
    assert place < min(place for place, step in enumerate(steps) if "build.py" in step.get("run", ""))
    assert "cache" not in json.dumps(workflow("check.yml"))


def test_every_list_of_packages_is_asked_about_every_week() -> None:
    read = workflow("audit.yml")
    commands = [step.get("run", "") for job in read["jobs"].values() for step in job["steps"]]
    asked = {words.split()[-1] for words in commands if "pip-audit --strict --require-hashes" in words}

    assert set(read[True]) == {"schedule", "workflow_dispatch"}
    assert asked == {path.name for path in REPOSITORY.glob("requirements*.txt")}
    assert any(command.startswith("npm audit --prefix tests/tools") for command in commands)


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("requirements*.txt")), ids=lambda path: path.name)
def test_every_package_is_one_version_with_the_hashes_of_its_files(path: Path) -> None:
    packages = re.split(r"(?m)^(?=[a-z0-9])", re.sub(r"(?m)^ *#.*\n", "", path.read_text("utf-8")))[1:]

    assert packages
    for package in packages:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,-]+\])?==\S+", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package
    assert "://" not in path.read_text("utf-8")


def test_packages_are_installed_by_their_hashes_alone() -> None:
    [command] = re.findall(r"-m pip install (?:.*\\\n)*.*", (REPOSITORY / "scripts/venv").read_text("utf-8"))

    assert "--require-hashes" in command
    assert "--only-binary :all:" in command
    assert not any("pip install" in path.read_text("utf-8") for path in WORKFLOWS)
