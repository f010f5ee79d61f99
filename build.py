#!/usr/bin/env python3
"""
The front door: reads the arguments, asks the clock once, and says so at once where a build has nothing to do.

Everything else is `generator.commands`, which takes longer to load than looking whether anything has changed.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.cache import Cache
from generator.order import (
    DONE,
    MACHINE_REFUSED,
    OWN_CONTENT,
    OWN_TEMPLATES,
    STOPPED,
    UNHEARD,
    WRONG_ARGUMENTS,
    Order,
    nothing_to_do,
    report_paths,
    summary,
)
from generator.urls import KIND_OF, Urls

COMMANDS = ("build", "check", "serve", "new", "import", "withdraw")
OWN_OUTPUT = Path(__file__).resolve().parent / "site"


def main(arguments: list[str]) -> int:
    started = time.perf_counter()
    if not arguments or (arguments[0] not in COMMANDS and arguments[0] not in ("-h", "--help")):
        arguments = ["build", *arguments]
    options = _parser().parse_args(arguments)
    _refuse_public_report(options)
    options.started = started
    options.today = options.today or datetime.now(ZoneInfo("Europe/London")).date()
    options.order = _order(options)
    try:
        if options.command == "build":
            output = options.output.absolute()
            folder = options.cache or output.parent / ".cache" / output.name
            options.cache, options.seen = Cache(folder, fresh=options.fresh), None
            if not (options.report or options.profile) and _done_already(options):
                return DONE
        from generator import commands  # loads the whole generator

        return commands.run(options)
    except KeyboardInterrupt:
        print("\nStopped.\n", end="", file=sys.stderr)
        # A preview has no other end.
        return DONE if options.command == "serve" else STOPPED


def _done_already(options: argparse.Namespace) -> bool:
    """Whether the last build has made what this one would; if so, says it."""
    last = options.cache.last_build()
    if last is None:
        return False
    options.seen = options.order.look(options.cache.moment())
    if not nothing_to_do(options.order, options.output, last, options.seen):
        return False
    seconds = time.perf_counter() - options.started
    print(summary(pages=last.pages, files=last.files, unpublished=last.unpublished, seconds=seconds))
    return True


def _refuse_public_report(options: argparse.Namespace) -> None:
    """The report names people who are not published: it is never written where the site is."""
    wanted = getattr(options, "report", None)
    output = getattr(options, "output", OWN_OUTPUT)
    if wanted and any(
        path.resolve().is_relative_to(folder.resolve())
        for path in report_paths(wanted)
        for folder in (output, OWN_OUTPUT)
    ):
        print(
            f"{wanted} is inside the site, which everybody can read. Write the report elsewhere, such as --report ../report.json.",
            file=sys.stderr,
        )
        sys.exit(WRONG_ARGUMENTS)


# ---------------------------------------------------------------- arguments


def _order(options: argparse.Namespace) -> Order:
    return Order(
        content=options.content,
        templates=getattr(options, "templates", OWN_TEMPLATES),
        today=options.today,
        base_url=getattr(options, "base_url", None) or "",
        preview=options.command == "serve" or getattr(options, "preview", False),
        # The preview builds in a thread, from which no process may part.
        jobs=1 if options.command == "serve" else getattr(options, "jobs", os.cpu_count() or 1),
        doubles=options.command == "check",
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Turns the profiles and events in content/ into the site in site/."
    )
    commands = parser.add_subparsers(required=True, metavar="build|check|serve|new|import|withdraw")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_text, description=help_text)
        added.set_defaults(command=name)
        added.add_argument(
            "--content",
            type=_folder,
            default=OWN_CONTENT,
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

    build = command("build", "Builds the site, whole or not at all.")
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
        help="make everything anew, whatever the last build remembers",
    )
    build.add_argument(
        "--cache",
        type=Path,
        default=None,
        metavar="DIR",
        help="where a build remembers what the next one need not do again (default: .cache/ beside the site)",
    )
    build.add_argument("--profile", action="store_true", help="say where the time went, stage by stage")
    check = command("check", "Checks the content and writes nothing.")
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how problems are printed"
    )
    check.add_argument("paths", nargs="*", metavar="PATH", help="only problems of these files or folders")
    serve = command("serve", "Shows the site on this computer and follows your changes.")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to serve on (default: this computer only)"
    )
    serve.add_argument("--port", type=_port, default=8000, help="the port to serve on (default: 8000)")
    serve.add_argument(
        "--let-others-in",
        action="store_true",
        help="needed for a --host that other computers reach: whoever does sees profiles that nobody has agreed to publish yet",
    )
    for each in (build, check):
        each.add_argument(
            "--report",
            type=_report,
            default=None,
            metavar="FILE",
            help="also write who is not published, whose consent ends soon, and which files rest on which consent: FILE.json and FILE.html",
        )
    for each in (build, serve):
        each.add_argument(
            "--templates",
            type=_folder,
            default=OWN_TEMPLATES,
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
    imported = command("import", "Turns the hub's spreadsheet of volunteers into profile files.")
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
    withdraw = command("withdraw", "Takes a person out of the content, and says what a build cannot reach.")
    withdraw.add_argument("slug", metavar="SLUG", help="the profile's file name without .md")
    withdraw.add_argument(
        "--dry-run", action="store_true", help="only list what would be done, and write nothing"
    )
    new = command("new", "Writes a starting file that explains each field.")
    new.add_argument("kind", choices=tuple(KIND_OF.values()), help="what to add")
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


def _report(written: str) -> Path:
    if written == "-":
        raise argparse.ArgumentTypeError(
            "it is two files, and nothing to print: name them, such as ../report"
        )
    return Path(written)


def _base_url(written: str) -> str:
    try:
        return Urls(written if written.endswith("/") else written + "/").base_url
    except ValueError as reason:
        raise argparse.ArgumentTypeError(str(reason)) from None


def _count_of_jobs(written: str) -> int:
    if written.isascii() and written.isdigit() and 1 <= int(written) <= 256:
        return int(written)
    raise argparse.ArgumentTypeError(f"'{written}' is not a number of processes from 1 to 256")


def _port(written: str) -> int:
    if written.isascii() and written.isdigit() and 1 <= int(written) <= 65535:
        return int(written)
    raise argparse.ArgumentTypeError(f"'{written}' is not a port from 1 to 65535")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{written}' is not a day; write 2027-01-15") from None


def program(arguments: list[str]) -> int:
    """`main` where nobody else is in this process: told to end it tidies up, and it may be that nobody hears what it says."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Python has none where it was closed before the program began.
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    try:
        code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return UNHEARD
    except OSError as error:
        print(f"What there is to say could not be written ({error.strerror}).", file=sys.stderr, flush=True)
        return MACHINE_REFUSED
    return code


if __name__ == "__main__":
    # A build makes millions of objects and next to no cycles: looking for these as often as Python does costs a tenth of it.
    gc.set_threshold(50_000, 20, 100)
    code = program(sys.argv[1:])
    # The system takes all memory back at once, where Python would take it apart piece by piece.
    os._exit(code)
