#!/usr/bin/env python3
"""
Asks every outside link of the content whether its page is still there, and names those that are not, with file and line:

    python scripts/check_outside_links.py [--content DIR]

Exit 0: none is gone. 1: some are. Who gives no answer, or does not talk to programs, is mentioned and counts as there:
that may be a bad night. The build never asks anybody; this runs once a week by itself (.github/workflows/audit.yml).
"""

from __future__ import annotations

import argparse
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"https://[^\s<>()\[\]{}\"'`|]+")
INVENTED = re.compile(r"https://([\w-]+\.)*example\.(org|com|net)(/|$)")
SECONDS = 20
AT_ONCE = 4
"""so many are asked together: we are a guest everywhere"""
GONE = (404, 410)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description="Names outside links whose pages are gone.", allow_abbrev=False
    )
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR")
    options = parser.parse_args(arguments)
    places: dict[str, list[str]] = {}
    for address, place in links_in(options.content):
        places.setdefault(address, []).append(place)
    gone = 0
    for address, words in answers(list(places), answer):
        if words:
            is_gone = words.startswith("gone")
            gone += is_gone
            for place in places[address]:
                print(f"{place}: {address}: {words}.")
    print(f"{len(places)} addresses asked, {gone} gone.")
    return 1 if gone else 0


def links_in(content: Path) -> Iterator[tuple[str, str]]:
    """A content folder → (address, file and line) of each outside link; addresses that nobody has are left out."""
    for path in sorted(content.rglob("*")):
        if path.suffix in (".md", ".yml") and path.is_file() and not path.is_symlink():
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
                for found in LINK.findall(line):
                    address = found.rstrip(".,;:!?*_").partition("#")[0]
                    if not INVENTED.match(address):
                        yield address, f"{path.relative_to(content.parent)}:{number}"


def answers(addresses: list[str], ask: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from zip(addresses, pool.map(ask, addresses), strict=True)


def answer(address: str) -> str:
    """'' if the page is there, else what became of it in words."""
    request = urllib.request.Request(address, headers={"User-Agent": "link check of a public directory"})  # noqa: S310 - LINK finds https only
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        return f"gone ({error.code})" if error.code in GONE else f"no answer for programs ({error.code})"
    except (OSError, ValueError) as reason:
        return f"no answer ({type(reason).__name__})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
