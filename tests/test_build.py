"""The front door: arguments, exit codes, and what is said on the terminal."""

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from build_command import REPOSITORY, TODAY, run, run_program
from sample_site import SAMPLE, copied

import build as program
from generator.commands import annotation
from generator.problems import Problem

DONE, CONTENT_HAS_PROBLEMS, WRONG_ARGUMENTS, MACHINE_REFUSED = 0, 1, 2, 3


@pytest.fixture
def content(tmp_path):
    return copied(tmp_path)


@pytest.fixture
def broken(content):
    """Three problems in two files; a required field under a misspelt name is one of them, not two."""
    profile = content / "ambassadors/x.md"
    profile.write_text(
        profile.read_text("utf-8").replace("subjects: [mathematics]", "subjects: [mathemattics]"), "utf-8"
    )
    event = content / "events/2027-02-06-all-day.md"
    event.write_text(
        event.read_text("utf-8").replace("title:", "titlle:").replace("cost: free\n", ""), "utf-8"
    )
    return content


def build(content, *more, **options):
    return run(
        "build", "--content", content, "--today", TODAY, "--output", content.parent / "site", *more, **options
    )


def check(content, *more, **options):
    return run("check", "--content", content, "--today", TODAY, *more, **options)


def is_a_traceback(text):
    return "Traceback" in text or 'File "' in text


# ---------------------------------------------------------------- the program


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check --content content", DONE),
        ("check --content broken", CONTENT_HAS_PROBLEMS),
        ("publish", WRONG_ARGUMENTS),
        ("check --content content --report gone/report", MACHINE_REFUSED),
    ],
)
def test_the_program_says_and_ends_as_the_functions_that_the_tests_call(
    content, command: str, code: int
) -> None:
    (content.parent / "broken").mkdir()
    (content.parent / "broken/notes.txt").write_text("x", "utf-8")
    given = [*command.split(), "--today", TODAY]

    called, started = (way(*given, folder=content.parent) for way in (run, run_program))

    assert (started.returncode, started.stdout, started.stderr) == (code, called.stdout, called.stderr)
    assert called.returncode == code


# ---------------------------------------------------------------- build


def test_a_build_says_how_many_pages_from_how_many_files(content) -> None:
    first, second = build(content), build(content)

    assert (first.returncode, first.stderr) == (DONE, "")
    last = first.stdout.splitlines()[-1]
    assert re.fullmatch(r"Built \d+ pages from 48 files in \d+\.\d s: \d+ written, 0 removed\.", last), last
    assert re.search(r": 0 written, 0 removed\.$", second.stdout.strip())


def test_a_build_names_whoever_is_not_published_and_why(content) -> None:
    said = build(content).stdout.splitlines()

    assert (
        "Not published: content/ambassadors/uma-unverified.md: not in register/verification.yml yet." in said
    )
    assert sum(line.startswith("Not published: ") for line in said) == 7


def test_build_is_what_is_meant_without_a_command(content) -> None:
    done = run("--content", content, "--today", TODAY, "--output", content.parent / "site")

    assert done.returncode == DONE
    assert (content.parent / "site/index.html").is_file()


def test_relative_paths_are_taken_from_the_current_folder(content) -> None:
    done = run(
        "build", "--content", "content", "--output", "out/site", "--today", TODAY, folder=content.parent
    )

    assert done.returncode == DONE
    assert (content.parent / "out/site/index.html").is_file()


def test_another_base_address_is_taken_with_or_without_its_slash(content) -> None:
    build(content, "--base-url", "https://example.net/there")

    assert 'href="https://example.net/there/"' in (content.parent / "site/index.html").read_text("utf-8")


def test_a_preview_shows_more(content) -> None:
    build(content, "--preview")

    assert (content.parent / "site/ambassadors/uma-unverified/index.html").is_file()
    assert "noindex" in (content.parent / "site/ambassadors/uma-unverified/index.html").read_text("utf-8")


def test_other_templates_are_used_when_named(content, tmp_path) -> None:
    templates = Path(shutil.copytree(REPOSITORY / "templates", tmp_path / "templates"))
    (templates / "404.html").write_text("Nothing at all", "utf-8")

    assert build(content, "--templates", templates).returncode == DONE
    assert (content.parent / "site/404.html").read_text("utf-8") == "Nothing at all"


def test_problems_stop_a_build_and_the_old_site_stands(content) -> None:
    build(content)
    before = {path: path.read_bytes() for path in (content.parent / "site").rglob("*") if path.is_file()}
    (content / "notes.txt").write_text("x", "utf-8")

    done = build(content)

    assert done.returncode == CONTENT_HAS_PROBLEMS
    assert "content/notes.txt:1: 'notes.txt' is not read here." in done.stderr
    assert done.stderr.endswith("\n1 problem in 1 file. Nothing was written; the site is as it was.\n")
    assert before == {
        path: path.read_bytes() for path in (content.parent / "site").rglob("*") if path.is_file()
    }


def test_every_problem_is_told_with_its_line_and_rule(broken) -> None:
    said = build(broken).stderr.splitlines()

    assert said == [
        (
            "content/ambassadors/x.md:12: subjects.1: 'mathemattics' is not in content/vocabularies/subjects.yml."
            " Did you mean 'mathematics'? [unknown-term]"
        ),
        (
            "content/events/2027-02-06-all-day.md:1: 'cost' is missing. free, or what it costs, in words."
            " Write for example: cost: free [missing-field]"
        ),
        (
            "content/events/2027-02-06-all-day.md:2: 'titlle' is not a field of an event. Did you mean 'title'?"
            " [unknown-field]"
        ),
        "",
        "3 problems in 2 files. Nothing was written; the site is as it was.",
    ]


def test_a_folder_that_is_not_ours_is_refused(content, tmp_path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/letter.txt").write_text("Dear", "utf-8")

    done = build(content)

    assert done.returncode == MACHINE_REFUSED
    assert "such as letter.txt. Name an empty folder with --output." in done.stderr
    assert not is_a_traceback(done.stderr)


def test_a_machine_that_refuses_is_told_in_one_line(content, tmp_path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")

    done = run("--content", content, "--today", TODAY, "--output", tmp_path / "file/site")

    assert done.returncode == MACHINE_REFUSED
    assert "is as it was." in done.stderr
    assert not is_a_traceback(done.stderr)


# ---------------------------------------------------------------- check


def test_check_accounts_for_every_file_and_writes_nothing(content) -> None:
    before = sorted(content.parent.rglob("*"))
    done = check(content)

    assert (done.returncode, done.stderr) == (DONE, "")
    assert done.stdout.splitlines()[-1] == "48 files: 48 rendered, 0 ignored, 0 with problems."
    assert sorted(content.parent.rglob("*")) == before


def test_check_says_what_is_wrong_and_how_much(broken) -> None:
    done = check(broken)

    assert done.returncode == CONTENT_HAS_PROBLEMS
    assert len(done.stderr.splitlines()) == 3
    assert done.stdout.endswith(
        "\n3 problems in 2 files.\n48 files: 46 rendered, 0 ignored, 2 with problems.\n"
    )


def test_check_for_programs_is_json(broken, content) -> None:
    found = json.loads(check(broken, "--format", "json").stdout)

    assert found[0] == {
        "path": "content/ambassadors/x.md",
        "line": 12,
        "field": "subjects.1",
        "rule": "unknown-term",
        "message": "'mathemattics' is not in content/vocabularies/subjects.yml. Did you mean 'mathematics'?",
    }
    assert [each["rule"] for each in found] == ["unknown-term", "missing-field", "unknown-field"]


def test_check_for_programs_is_json_also_when_all_is_well(content) -> None:
    done = check(content, "--format", "json")

    assert (done.returncode, json.loads(done.stdout), done.stderr) == (DONE, [], "")


def test_check_for_github_is_workflow_commands(broken) -> None:
    lines = check(broken, "--format", "github").stdout.splitlines()

    assert lines[0] == (
        "::error file=content/ambassadors/x.md,line=12,title=unknown-term::subjects.1: 'mathemattics' is not in "
        "content/vocabularies/subjects.yml. Did you mean 'mathematics'?"
    )
    assert len(lines) == 3


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_no_content_can_write_a_command_of_its_own(content: Path, form: str) -> None:
    profile = content / "ambassadors/x.md"
    text = profile.read_text("utf-8")
    hostile = '"a\\n::set-output name=x::y\\e[31m%0A::error::z"'
    profile.write_text(text.replace("district: wigan", f"district: {hostile}"), "utf-8")
    (content / "ambassadors/::error::a.md").write_text(text, "utf-8")

    done = check(content, "--format", form)

    said = done.stdout + done.stderr
    assert done.returncode == CONTENT_HAS_PROBLEMS
    assert "\x1b" not in said
    for line in said.splitlines():
        assert not line.startswith("::") or line.startswith("::error file=content/ambassadors/"), line
    if form == "github":
        assert "%0A::error" not in said


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("content/ambassadors/x.md", 1),
        ("content/events", 2),
        ("content/events/", 2),
        ("content", 3),
        ("content/careers", 0),
    ],
)
def test_check_can_be_asked_about_some_files(broken: Path, path: str, count: int) -> None:
    done = check("content", "--format", "json", path, folder=broken.parent)

    assert len(json.loads(done.stdout)) == count
    assert done.returncode == (CONTENT_HAS_PROBLEMS if count else DONE)


def test_check_takes_several_paths_also_whole_ones(broken) -> None:
    done = check(broken, "--format", "json", broken / "events", broken / "ambassadors/x.md")

    assert len(json.loads(done.stdout)) == 3


def test_check_says_that_a_path_is_not_there(content) -> None:
    """'No problem' about a file whose name was mistyped would be a false comfort."""
    assert "gone.md" in check(content, content / "ambassadors/gone.md").stderr


# ---------------------------------------------------------------- new


def test_new_writes_a_file_and_says_what_comes_next(content) -> None:
    done = run("new", "ambassador", "Amina", "Khan", "--content", content)

    path = content / "ambassadors/amina-khan.md"
    assert done.returncode == DONE
    assert done.stdout == f"Wrote {path}. Open it, change every line, and run: python build.py check\n"
    assert check(content).returncode == DONE


def test_new_never_overwrites(content) -> None:
    done = run("new", "ambassador", "X", "--content", content)

    assert done.returncode == WRONG_ARGUMENTS
    assert "x.md is there already; nothing was written." in done.stderr
    assert "name: X" in (content / "ambassadors/x.md").read_text("utf-8")


def test_new_needs_a_name_that_gives_a_file_name(content) -> None:
    done = run("new", "ambassador", "李伟", "--content", content)

    assert done.returncode == WRONG_ARGUMENTS
    assert "'李伟' gives no file name." in done.stderr
    assert not is_a_traceback(done.stderr)


def test_new_tells_when_the_machine_refuses(tmp_path) -> None:
    (tmp_path / "ambassadors").write_text("a file where a folder is wanted", "utf-8")

    done = run("new", "ambassador", "Ada", "--content", tmp_path)

    assert done.returncode == MACHINE_REFUSED
    assert not is_a_traceback(done.stderr)


# ---------------------------------------------------------------- wrong arguments


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publish"], "publish"),
        (["build", "--content", "nowhere"], "there is no folder 'nowhere'"),
        (["build", "--today", "15/01/2027"], "'15/01/2027' is not a day; write 2027-01-15"),
        (["build", "--today", "2027-02-30"], "'2027-02-30' is not a day"),
        (["build", "--base-url", "example.org"], "Write it like https://example.org/hub/."),
        (["build", "--base-url", "https://example.org/a?b"], "is not a base address"),
        (["build", "--templates", "nowhere"], "there is no folder 'nowhere'"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--output", "x"], "--output"),
        (["serve", "--port", "many"], "'many' is not a port from 1 to 65535"),
        (["serve", "--port", "99999"], "'99999' is not a port from 1 to 65535"),
        (["check", "--report", "-"], "name them, such as ../report"),
        (["new", "person", "Ada"], "person"),
        (["new", "ambassador"], "NAME"),
    ],
)
def test_a_wrong_argument_is_named(arguments: list[str], said: str) -> None:
    done = run(*arguments, folder=SAMPLE)

    assert done.returncode == WRONG_ARGUMENTS
    assert said in done.stderr
    assert not is_a_traceback(done.stderr)


def test_help_tells_the_commands() -> None:
    done = run("--help")

    assert done.returncode == DONE
    for command in ("build", "check", "serve", "new"):
        assert command in done.stdout


def test_today_is_the_day_in_london(content, monkeypatch):
    """At half past midnight of a summer's day in Britain it is still the day before in UTC, where runners live."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2027, 7, 1, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("build.datetime", Clock)
    asked = []
    monkeypatch.setattr("generator.commands.run", lambda options: asked.append(options.today) or 0)
    program.main(["check", "--content", str(content)])

    assert asked == [date(2027, 7, 2)]


def test_what_a_message_holds_is_no_part_of_the_command() -> None:
    problem = Problem("content/a,line=9:b.md", 1, "", "text", "100%0A::error::x")

    assert (
        annotation(problem) == "::error file=content/a%2Cline=9%3Ab.md,line=1,title=text::100%250A::error::x"
    )
