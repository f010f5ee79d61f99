"""
What each command of the front door does, and what it says on the terminal.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from generator import pipeline, report, starter, withdrawal
from generator.order import (
    CONTENT_HAS_PROBLEMS,
    DONE,
    MACHINE_REFUSED,
    WRONG_ARGUMENTS,
    summary,
    unpublished_in_words,
)
from generator.output import OutputRefused, in_words, told
from generator.problems import ContentError, Problem, counted, for_the_public, shown
from generator.screening import Leak
from generator.sources import SLUG
from generator.spreadsheet import SpreadsheetRefused
from generator.understood import Account, Understood

SLOW = 1.0
"""seconds after which a build tells how far it is"""


def run(options: argparse.Namespace) -> int:
    """The chosen command → its exit code. `options.started`: when the program began, by time.perf_counter."""
    try:
        return _COMMANDS[options.command](options)
    except ContentError as error:
        _tell(error.problems)
        print(f"\n{_count(error.problems)}. Nothing was written; the site is as it was.", file=sys.stderr)
        return CONTENT_HAS_PROBLEMS
    except (OutputRefused, Leak) as reason:
        print(reason, file=sys.stderr)
        return MACHINE_REFUSED
    except BrokenPipeError:
        raise
    except OSError as error:
        print(in_words(error), file=sys.stderr)
        return MACHINE_REFUSED


def _build(options: argparse.Namespace) -> int:
    with _Stages(options.started) as stages, told(options.output):
        built = pipeline.build(
            options.order,
            options.output,
            options.cache,
            options.seen,
            begin=stages.begin,
            count=stages.count,
        )
    if built.left_out:
        _tell(list(built.left_out))
        print(
            f"\n{_count(list(built.left_out))}. The site was built all the same, without these files, "
            "since content/register/hidden.yml hides a page.",
            file=sys.stderr,
        )
    _write_report(options, built.understood)
    if options.profile:
        print(stages.table())
    print(
        summary(
            pages=built.pages,
            files=built.account.files,
            unpublished=built.account.unpublished,
            written=built.written.written,
            removed=built.written.removed,
            seconds=time.perf_counter() - options.started,
        )
    )
    return DONE


def _check(options: argparse.Namespace) -> int:
    for path in pipeline.unknown_paths(options.paths, options.content):
        print(f"There is no {path}. It was left out.", file=sys.stderr)
    with _Stages(options.started) as stages:
        understood = pipeline.understand(options.order, begin=stages.begin)
    _write_report(options, understood)
    problems, doubts = (
        [problem for problem in found if pipeline.concerns(problem, options.paths, options.content)]
        for found in (understood.problems, understood.doubts)
    )
    if options.format == "json":
        print(json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False, indent=2))
    elif options.format == "github":
        for problem in for_the_public(problems):
            print(annotation(problem))
        for doubt in doubts:
            print(annotation(doubt, level="warning"))
    else:
        _tell(problems)
        _tell_unpublished(understood.account)
        print(
            f"\n{_count(problems)}.\n{pipeline.account_in_words(understood.account)}"
            if problems
            else pipeline.account_in_words(understood.account)
        )
    if doubts and options.format != "github":
        # A list for programs is a list of what stops a build; doubts stand beside it.
        _tell(doubts)
        print(
            f"{counted(len(doubts), 'doubt')} to look at. Doubts stop nothing.",
            file=sys.stderr,
        )
    return CONTENT_HAS_PROBLEMS if problems else DONE


def _write_report(options: argparse.Namespace, understood: Understood) -> None:
    if options.report:
        try:
            report.write_report(pipeline.report(understood), options.report)
        except OSError as error:
            raise OutputRefused(f"The report: {error.strerror} ({error.filename}).") from error


def _serve(options: argparse.Namespace) -> int:
    from generator import preview  # its web server takes longer to import than many a build takes

    if options.host not in preview.LOOPBACK and not options.let_others_in:
        print(
            f"{shown(options.host)} can be reached from other computers, and a preview shows profiles that are not published. "
            "Leave out --host, or add --let-others-in.",
            file=sys.stderr,
        )
        return WRONG_ARGUMENTS
    return preview.serve(options.order, host=options.host, port=options.port)


def _new(options: argparse.Namespace) -> int:
    try:
        path = starter.write_new(
            options.kind, " ".join(options.name), content=options.content, today=options.today
        )
    except FileExistsError as error:
        print(
            f"{error.filename} is there already; nothing was written. Choose another name, or edit that file.",
            file=sys.stderr,
        )
        return WRONG_ARGUMENTS
    except ValueError as reason:
        print(reason, file=sys.stderr)
        return WRONG_ARGUMENTS
    except OSError as error:
        print(f"{error.strerror} ({error.filename}). Nothing was written.", file=sys.stderr)
        return MACHINE_REFUSED
    print(f"Wrote {path}. Open it, change every line, and run: python build.py check")
    return DONE


def _import(options: argparse.Namespace) -> int:
    try:
        done = pipeline.import_profiles(
            options.table, options.columns, options.content, update=options.update
        )
    except SpreadsheetRefused as reason:
        print(f"{options.table}: {reason} Nothing was written.", file=sys.stderr)
        return WRONG_ARGUMENTS
    except OSError as error:
        print(
            f"{error.strerror} ({error.filename}). What was not written yet will be next time.",
            file=sys.stderr,
        )
        return MACHINE_REFUSED
    for hand in done.hands:
        print(f"{options.table}: {hand}", file=sys.stderr)
    if done.private:
        print(f"Never written, since it is private: {', '.join(map(shown, done.private))}.")
    rows = len({hand.row for hand in done.hands})
    print(
        f"{counted(done.new, 'profile')} written, {len(done.files) - done.new:,} updated, {done.unchanged:,} unchanged; "
        f"{counted(rows, 'row needs', 'rows need')} a hand."
    )
    if done.files:
        print("None is published before the hub has entered it in content/register/verification.yml.")
    return CONTENT_HAS_PROBLEMS if done.hands else DONE


def _withdraw(options: argparse.Namespace) -> int:
    slug = Path(options.slug).name.removesuffix(".md")
    if not SLUG.fullmatch(slug):
        print(
            f"'{shown(slug)}' is not the name of a profile. Write its file name in content/ambassadors/, without .md.",
            file=sys.stderr,
        )
        return WRONG_ARGUMENTS
    plan = withdrawal.plan_withdrawal(slug, options.content, label=pipeline.label_of(options.content))
    if not plan.found and plan.nearest:
        print(
            f"There is no profile '{slug}', and no file names it. Did you mean {plan.nearest}?",
            file=sys.stderr,
        )
        return WRONG_ARGUMENTS
    if not options.dry_run:
        try:
            withdrawal.carry_out(plan)
        except OSError as error:
            print(f"{error.strerror} ({error.filename}). Everything is as it was.", file=sys.stderr)
            return MACHINE_REFUSED
    print("This would be done:" if options.dry_run else "Done:")
    for line in plan.done or [f"nothing: no file of the content holds '{slug}' as a profile or in a list"]:
        print(f"  {line}")
    if plan.by_hand:
        print("\nLook at these by hand, and write each so that the person is not in it:")
        for line in dict.fromkeys(plan.by_hand):
            print(f"  {line}")
    print(f"\n{withdrawal.RUNBOOK}", end="")
    return DONE


# ---------------------------------------------------------------- words on the terminal


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _count(problems: list[Problem]) -> str:
    files = len({problem.path for problem in problems})
    return f"{counted(len(problems), 'problem')} in {counted(files, 'file')}"


def _tell_unpublished(account: Account) -> None:
    for line in unpublished_in_words(account.unpublished):
        print(line)


def _as_data(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.path,
        "line": problem.line,
        "field": problem.field,
        "rule": problem.rule,
        "message": problem.message,
    }


def annotation(problem: Problem, *, level: str = "error") -> str:
    """A workflow command that GitHub shows beside the line."""

    def escaped(text: str, *, more: str = "") -> str:
        for sign in "%\r\n" + more:
            text = text.replace(sign, f"%{ord(sign):02X}")
        return text

    field = f"{problem.field}: " if problem.field else ""
    place = f"file={escaped(problem.path, more=':,')},line={problem.line},title={escaped(problem.rule, more=':,')}"
    return f"::{level} {place}::{escaped(field + problem.message)}"


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "new": _new,
    "import": _import,
    "withdraw": _withdraw,
}


class _Stages:
    """How long each stage took; while the work is slow, what it is at: on a terminal in one line, elsewhere each stage once."""

    def __init__(self, started: float) -> None:
        self.started = self.last = started
        self.stage = "starting"
        self.more = ""
        self.seconds: dict[str, float] = {}
        self.told: set[str] = set()

    def __enter__(self) -> Self:
        # A stage may be long: the system's alarm looks at the time, also while nothing else happens.
        if sys.platform != "win32":
            signal.signal(signal.SIGALRM, lambda *_: self._show())
            signal.setitimer(signal.ITIMER_REAL, SLOW / 2, SLOW / 2)
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
        self._add()
        if self.told and sys.stderr.isatty():
            self._write("\r\x1b[K")

    def begin(self, stage: str) -> None:
        self._add()
        self.stage, self.more = stage, ""
        self._show()

    def _add(self) -> None:
        now = time.perf_counter()
        self.seconds[self.stage] = self.seconds.get(self.stage, 0) + now - self.last
        self.last = now

    def count(self, done: int) -> None:
        self.more = f", {done:,} pages"
        self._show()

    def _show(self) -> None:
        seconds = time.perf_counter() - self.started
        if seconds < SLOW:
            return
        words = f"{seconds:4.0f} s  {self.stage}"
        is_new = self.stage not in self.told
        self.told.add(self.stage)  # before it is: an alarm may come meanwhile
        if sys.stderr.isatty():
            self._write(f"\r\x1b[K{words}{self.more}")
        elif is_new:
            self._write(f"{words}\n")

    @staticmethod
    def _write(words: str) -> None:
        # Work goes on also where nobody can hear how far it is; and an alarm may come while something is being written.
        with contextlib.suppress(OSError, RuntimeError):
            print(words, end="", file=sys.stderr, flush=True)

    def table(self) -> str:
        """Where the time went, stage by stage."""
        whole = sum(self.seconds.values()) or 1
        return "\n".join(
            f"{seconds:7.2f} s  {seconds / whole:4.0%}  {stage}" for stage, seconds in self.seconds.items()
        )
