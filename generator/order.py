"""What is asked of the generator: from where, for which day and address."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.cache import HERE, LastBuild, fingerprint, libraries, look, summed_up, survey
from generator.problems import counted

OWN_CONTENT = HERE.parent / "content"
OWN_TEMPLATES = HERE.parent / "templates"
DONE, CONTENT_HAS_PROBLEMS, WRONG_ARGUMENTS, MACHINE_REFUSED = 0, 1, 2, 3
STOPPED, UNHEARD = 130, 141
"""how a command may end; the last two are what a shell says of a program that Ctrl-C ended, or whose reader had gone"""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is asked for: from where, for which day and address."""

    content: Path = OWN_CONTENT
    templates: Path = OWN_TEMPLATES
    today: date
    base_url: str = ""
    """'' takes that of site.yml"""
    preview: bool = False
    jobs: int = 1
    """processes at work together"""
    doubles: bool = False
    """also look for records that may be there twice: a check does, and a build has no use for it"""

    def asked(self, output: Path) -> bytes:
        """The fingerprint of all that decides, besides the files, what comes out and where."""
        places = (each.resolve().as_posix() for each in (self.content, self.templates, output))
        return fingerprint(
            *places, self.today.isoformat(), self.base_url, str(self.preview), sys.version, *libraries()
        )

    def look(self, moment: int) -> Seen:
        """
        Looks at every file that a build reads; '' is said of one that was changed so shortly before the `moment`, by the clock
        of the files, that this does not tell whether it changes again.
        """
        own = () if self.content.resolve() == OWN_CONTENT else (OWN_CONTENT,)
        return Seen(moment, survey((self.content, self.templates, HERE, *own), before=moment))


@dataclass(frozen=True)
class Seen:
    """What the system said of every file that a build reads, and when, by its own clock."""

    moment: int
    files: Mapping[str, str]


def nothing_to_do(order: Order, output: Path, last: LastBuild, seen: Seen) -> bool:
    """Whether the last build has made what this one would make."""
    return (
        last.asked == order.asked(output)
        and bool(last.seen)
        and last.seen == summed_up(seen.files)
        and last.site == look([output.absolute()])
    )


def report_paths(path: Path) -> tuple[Path, Path]:
    """What --report names → the file for programs, and the page to read."""
    data = path if path.suffix == ".json" else path.with_name(f"{path.name}.json")
    return data, data.with_suffix(".html")


def summary(
    *,
    pages: int,
    files: int,
    unpublished: Iterable[tuple[str, str]],
    written: int = 0,
    removed: int = 0,
    seconds: float,
) -> str:
    """Who is not published and why, and then: Built 214 pages from 96 files in 1.3 s: 12 written, 3 removed."""
    built = (
        f"Built {counted(pages, 'page')} from {counted(files, 'file')} in {seconds:.1f} s: "
        f"{written:,} written, {removed:,} removed."
    )
    return "\n".join([*unpublished_in_words(unpublished), built])


def unpublished_in_words(unpublished: Iterable[tuple[str, str]]) -> list[str]:
    """(path, why) of each profile that is rightly not on the public site → lines."""
    return [f"Not published: {path}: {why}." for path, why in unpublished]
