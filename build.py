#!/usr/bin/env python3
"""The front door: reads the arguments, asks the clock once, calls the generator, says how it went."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import pipeline, report, starter, withdrawal
from generator.output import OutputRefused
from generator.problems import ContentError, Problem, counted, shown
from generator.sources import SLUG
from generator.spreadsheet import SpreadsheetRefused
from generator.urls import Urls

DONE, CONTENT_HAS_PROBLEMS, WRONG_ARGUMENTS, MACHINE_REFUSED = 0, 1, 2, 3
COMMANDS = ("build", "check", "serve", "new", "import", "withdraw")
OWN_OUTPUT = Path(__file__).resolve().parent / "site"


def main(arguments: list[str]) -> int:
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in ("-h", "--help")):
        arguments = ["build", *arguments]
    options = _parser().parse_args(arguments)
    _refuse_public_report(options)
    options.today = options.today or datetime.now(ZoneInfo("Europe/London")).date()
    try:
        return int(options.run(options))
    except ContentError as error:
        _tell(error.problems)
        print(f"\n{_count(error.problems)}. Nothing was written; the site is as it was.", file=sys.stderr)
        return CONTENT_HAS_PROBLEMS
    except OutputRefused as reason:
        print(reason, file=sys.stderr)
        return MACHINE_REFUSED
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return DONE


def _refuse_public_report(options: argparse.Namespace) -> None:
    """The report names people who are not published: it is never written where the site is."""
    wanted = getattr(options, "report", None)
    output = getattr(options, "output", OWN_OUTPUT)
    if wanted and any(
        path.resolve().is_relative_to(folder.resolve())
        for path in report.report_paths(wanted)
        for folder in (output, OWN_OUTPUT)
    ):
        print(
            f"{wanted} is inside the site, which everybody can read. Write the report elsewhere, such as --report ../report.json.",
            file=sys.stderr,
        )
        sys.exit(WRONG_ARGUMENTS)


def _build(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    built = pipeline.build(_order(options), options.output)
    if built.left_out:
        _tell(list(built.left_out))
        print(
            f"\n{_count(list(built.left_out))}. The site was built all the same, without these files, "
            "since content/register/hidden.yml hides a page.",
            file=sys.stderr,
        )
    _write_report(options, built.understood)
    _tell_unpublished(built.account)
    print(pipeline.summary(built, time.perf_counter() - started))
    return DONE


def _check(options: argparse.Namespace) -> int:
    for path in pipeline.unknown_paths(options.paths, options.content):
        print(f"There is no {path}. It was left out.", file=sys.stderr)
    understood = pipeline.understand(_order(options, doubles=True))
    _write_report(options, understood)
    problems, doubts = (
        [problem for problem in found if pipeline.concerns(problem, options.paths, options.content)]
        for found in (understood.problems, understood.doubts)
    )
    if options.format == "json":
        print(json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False, indent=2))
    elif options.format == "github":
        for problem in problems:
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


def _write_report(options: argparse.Namespace, understood: pipeline.Understood) -> None:
    if options.report:
        try:
            report.write_report(pipeline.report(understood), options.report)
        except OSError as error:
            raise OutputRefused(f"The report: {error.strerror} ({error.filename}).") from error


def _serve(options: argparse.Namespace) -> int:
    from generator import (
        preview,  # livereload and its web server take longer to import than many a build takes
    )

    return preview.serve(_order(options, preview=True), host=options.host, port=options.port)


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


def _tell_unpublished(account: pipeline.Account) -> None:
    for path, why in account.unpublished:
        print(f"Not published: {path}: {why}.")


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


# ---------------------------------------------------------------- arguments


def _order(options: argparse.Namespace, *, preview: bool = False, doubles: bool = False) -> pipeline.Order:
    return pipeline.Order(
        content=options.content,
        templates=getattr(options, "templates", pipeline.OWN_TEMPLATES),
        today=options.today,
        base_url=getattr(options, "base_url", None) or "",
        preview=preview or getattr(options, "preview", False),
        jobs=getattr(options, "jobs", 1),
        doubles=doubles,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Turns the profiles and events in content/ into the site in site/."
    )
    commands = parser.add_subparsers(required=True, metavar="build|check|serve|new|import|withdraw")

    def command(name: str, run: object, help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_text, description=help_text)
        added.set_defaults(run=run)
        added.add_argument(
            "--content",
            type=_folder,
            default=pipeline.OWN_CONTENT,
            metavar="DIR",
            help="the content (default: content/)",
        )
        added.add_argument(
            "--today",
            type=_day,
            default=None,
            metavar="YYYY-MM-DD",
            help="the day to build for (default: today)",
        )
        return added

    build = command("build", _build, "Builds the site, whole or not at all.")
    build.add_argument(
        "--output",
        type=Path,
        default=OWN_OUTPUT,
        metavar="DIR",
        help="where the site is written (default: site/)",
    )
    build.add_argument(
        "--preview", action="store_true", help="also show profiles that are not published yet, marked as such"
    )
    build.add_argument(
        "--jobs",
        type=_count_of_jobs,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes at work (default: all cores)",
    )
    build.add_argument(
        "--fresh",
        action="store_true",
        help="make everything anew (no build remembers anything yet, so each one does)",
    )
    check = command("check", _check, "Checks the content and writes nothing.")
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how problems are printed"
    )
    check.add_argument("paths", nargs="*", metavar="PATH", help="only problems of these files or folders")
    serve = command("serve", _serve, "Shows the site on this computer and follows your changes.")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to serve on (default: this computer only)"
    )
    serve.add_argument("--port", type=int, default=8000, help="the port to serve on (default: 8000)")
    for each in (build, check):
        each.add_argument(
            "--report",
            type=Path,
            default=None,
            metavar="FILE",
            help="also write who is not published, whose consent ends soon, and which files rest on which consent: FILE.json and FILE.html",
        )
    for each in (build, serve):
        each.add_argument(
            "--templates",
            type=_folder,
            default=pipeline.OWN_TEMPLATES,
            metavar="DIR",
            help="the templates (default: templates/)",
        )
    for each in (build, serve, check):
        each.add_argument(
            "--base-url",
            type=_base_url,
            default=None,
            metavar="URL",
            help="where the site will be (default: as in site.yml)",
        )
    imported = command("import", _import, "Turns the hub's spreadsheet of volunteers into profile files.")
    imported.add_argument("table", type=_file, metavar="FILE.csv", help="the spreadsheet, saved as CSV UTF-8")
    imported.add_argument(
        "--columns",
        type=_file,
        metavar="FILE.yml",
        help="which heading is which field (example: docs/import-columns.yml)",
    )
    imported.add_argument(
        "--update", action="store_true", help="also change profiles that are there and say something else"
    )
    withdraw = command(
        "withdraw", _withdraw, "Takes a person out of the content, and says what a build cannot reach."
    )
    withdraw.add_argument("slug", metavar="SLUG", help="the profile's file name without .md")
    withdraw.add_argument(
        "--dry-run", action="store_true", help="only list what would be done, and write nothing"
    )
    new = command("new", _new, "Writes a starting file that explains each field.")
    new.add_argument("kind", choices=starter.KINDS, help="what to add")
    new.add_argument("name", nargs="+", metavar="NAME", help="its name, such as: Amina Khan")
    return parser


def _folder(written: str) -> Path:
    path = Path(written)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{written}'")
    return path


def _file(written: str) -> Path:
    path = Path(written)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file '{written}'")
    return path


def _base_url(written: str) -> str:
    try:
        return Urls(written if written.endswith("/") else written + "/").base_url
    except ValueError as reason:
        raise argparse.ArgumentTypeError(str(reason)) from None


def _count_of_jobs(written: str) -> int:
    if written.isascii() and written.isdigit() and 1 <= int(written) <= 256:
        return int(written)
    raise argparse.ArgumentTypeError(f"'{written}' is not a number of processes from 1 to 256")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{written}' is not a day; write 2027-01-15") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
