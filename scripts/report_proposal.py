"""
Checks a proposed content (see take_proposal.py) and says what it found where people read it:

    python scripts/report_proposal.py COMMIT [--summary FILE] [--comment FILE] [--today YYYY-MM-DD]

On the output: every problem as an annotation on its line. In the summary: all of them in the words of the terminal
(but for a telephone number or a child's name itself, since all of this is public), and what else a reviewer should know. In the comment: text that can be pasted into a review, with a replacement
wherever the message names one. Exit 0: no problem. 1: problems.

Everything that a contributor wrote stands in code spans and fences longer than any in it, where Markdown, HTML and
@names do nothing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import pipeline  # noqa: E402 - the repository is no installed package
from generator.commands import annotation  # noqa: E402
from generator.order import Order  # noqa: E402
from generator.problems import Problem, counted, for_the_public, shown  # noqa: E402
from generator.understood import Understood  # noqa: E402

SUMMARY_LIMIT = 300
"""A job's summary holds 1 MiB: so many messages fit at their longest, and the log has all."""
WORDS_LIMIT = 50_000
HUB_FILES = ("content/register/", "content/vocabularies/", "content/site.yml")


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    understood = pipeline.understand(Order(today=options.today, doubles=True))
    problems = for_the_public(understood.problems)
    changed = changed_files(options.commit)
    for problem in problems:
        print(annotation(problem))
    for doubt in understood.doubts:
        print(annotation(doubt, level="warning"))
    outside = [path for path in changed if not path.startswith("content/")]
    if outside:
        print(
            f"::notice::This changes {counted(len(outside), 'file')} outside content/. They were not used for this check."
        )
    words = comment(problems, ROOT)
    if options.summary:
        with options.summary.open("a", encoding="utf-8") as file:
            file.write(summary(understood, problems, options.commit, words))
    if options.comment:
        options.comment.write_text(words, "utf-8")
    return 1 if understood.problems else 0


def changed_files(commit: str, *, kinds: str = "ACDMT") -> list[str]:
    """
    What a merge changes in the branch it joins; NUL keeps names apart, whatever they hold. `kinds`: git's letters for what
    happened to a file (M: it was there and says something else now, D: it is gone).
    """
    listed = subprocess.run(
        ["git", "diff", "--name-only", "--no-renames", f"--diff-filter={kinds}", "-z", f"{commit}^1", commit],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return [name.decode("utf-8", "replace") for name in listed.split(b"\0")[:-1]]


# ---------------------------------------------------------------- Markdown that content cannot write


def code(text: str) -> str:
    """One line of anybody's text as a code span that it cannot end."""
    plain = shown(text, limit=1_000)
    ticks = "`" * (_longest_run(plain) + 1)
    return f"{ticks} {plain} {ticks}"


def fenced(text: str, kind: str) -> str:
    """Lines of anybody's text as a block of code that they cannot end."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}{kind}\n{text}\n{ticks}\n"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


# ---------------------------------------------------------------- the summary


def summary(understood: Understood, problems: Sequence[Problem], commit: str, words: str) -> str:
    """What a volunteer and a reviewer read; `words`: the text for a review, to be copied from here."""
    doubts, changed = understood.doubts, changed_files(commit)
    parts = [
        f"## {counted(len(problems), 'problem')} to put right\n" if problems else "## No problem was found\n"
    ]
    parts += _listed(map(str, problems))
    if problems:
        parts.append(
            "\nPut these right in the same files and save: the check runs again by itself. "
            "Nothing is wrong with your account, and nobody has to be asked. "
            "Every rule with an example is in `docs/rules.md`.\n"
        )
    else:
        parts.append(
            "The preview is under *Artifacts* at the foot of this page. Unpack it, and in its folder run "
            "`python -m http.server`; then open `http://localhost:8000/`.\n"
        )
    if doubts:
        parts.append("\n## Worth a look\n")
        parts += _listed(map(str, doubts))
    mine = {path for path in changed if path.startswith("content/")}
    waiting = [(path, why) for path, why in understood.account.unpublished if path in mine]
    if waiting:
        parts.append("\n## Not published yet\n")
        parts += _listed(f"{path}: {why}" for path, why in waiting)
    old = [
        path
        for path in changed_files(commit, kinds="DMT")
        if path.startswith("content/") and not path.startswith(HUB_FILES)
    ]
    if old:
        parts.append("\n## Changes of what is there\n\nDo they come from the person whose text it is?\n")
        parts += _listed(old)
    hub = [path for path in changed if path.startswith(HUB_FILES)]
    if hub:
        parts.append(
            "\n## The hub's own files\n\nThis changes files that only the hub's staff may approve:\n"
        )
        parts += _listed(hub)
    outside = [path for path in changed if not path.startswith("content/")]
    if outside:
        parts.append(
            "\n## Outside content/\n\nThis changes files that are no content. They were **not used** for this check, "
            "and a developer has to read them:\n"
        )
        parts += _listed(outside)
    if problems:
        parts.append("\n## For a review, to be copied\n")
        fits = len(words) <= WORDS_LIMIT
        parts.append(fenced(words, "markdown") if fits else "It is long: see *Artifacts*, `comment`.\n")
    return "\n".join(parts) + "\n"


def _listed(texts: Iterable[str]) -> list[str]:
    every = list(texts)
    lines = [f"- {code(text)}" for text in every[:SUMMARY_LIMIT]]
    if len(every) > SUMMARY_LIMIT:
        lines.append(f"- and {len(every) - SUMMARY_LIMIT:,} more, all of them in the log of this check")
    return lines


# ---------------------------------------------------------------- the comment


def comment(problems: Sequence[Problem], root: Path) -> str:
    """Text for a review. A replacement is offered where the problem names it and its word stands once on the line."""
    if not problems:
        return "The check found no problem.\n"
    parts = [
        f"Thank you! The check found {counted(len(problems), 'thing')} to put right. Every one says what to do.\n"
    ]
    for problem in problems[:SUMMARY_LIMIT]:
        parts.append(f"- {code(str(problem))}\n")
        replaced = replacement(problem, root)
        if replaced is not None:
            parts.append(fenced(replaced, "suggestion"))
    return "\n".join(parts)


def replacement(problem: Problem, root: Path) -> str | None:
    """The line as it should be, or None where the problem does not say so or the word is not on it, as a whole and once."""
    wrong, right = problem.instead
    line = _line(root / problem.path, problem.line)
    if not wrong or not right or line is None:
        return None
    places = list(re.finditer(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", line))
    if len(places) != 1:
        return None
    return line[: places[0].start()] + right + line[places[0].end() :]


def _line(path: Path, number: int) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    lines = path.read_text("utf-8", "replace").splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return line if line.isprintable() and len(line) <= 2_000 else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Checks a proposed content and says what it found.", allow_abbrev=False
    )
    parser.add_argument("commit", help="the proposed merge: its first parent is the branch that it joins")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="the job's summary, added to")
    parser.add_argument("--comment", type=Path, metavar="FILE", help="the text for a review, written anew")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=datetime.now(ZoneInfo("Europe/London")).date(),
        metavar="YYYY-MM-DD",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
