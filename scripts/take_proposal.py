"""
Puts the content of a proposed commit in the place of this checkout's own, and nothing else of that commit:

    python scripts/take_proposal.py COMMIT

A pull request is checked with the code of the branch it asks to join. What it changes outside content/ is never
written to the disk, so it cannot run. It is read from git's store: a checkout would follow its attributes and make
its links. A link or a submodule becomes a link that leads nowhere: the check then says what it says of links.

Uses what comes with Python, so that it runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
CONTENT = "content"
NOWHERE = "a-link-that-was-not-taken"


class Refused(Exception):
    """The commit cannot be taken; the words say why."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        take(arguments[0], ROOT)
    except Refused as reason:
        print(reason, file=sys.stderr)
        return 3
    return 0


def take(commit: str, root: Path) -> None:
    """Replaces content/ under `root` by that of a commit, from git's store alone."""
    if _git(root, "status", "--porcelain", "--", CONTENT):
        raise Refused("content/ has changes that are not committed. They would be lost.")
    # Files come first and never over anything: no path can lead through a link of the same commit.
    entries = sorted(_entries(root, commit), key=lambda entry: not entry[0])
    if not entries:
        raise Refused("The proposed commit has no folder 'content'.")
    shutil.rmtree(root / CONTENT, ignore_errors=True)
    with subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as store:
        for is_file, blob, path in entries:
            target = root / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                if not is_file:
                    target.symlink_to(NOWHERE)
                elif store.stdin and store.stdout:
                    with target.open("xb") as file:
                        file.write(_blob(store.stdin, store.stdout, blob))
            except (FileExistsError, NotADirectoryError):
                raise Refused("The proposed commit has two things at one place in content/.") from None


def _entries(root: Path, commit: str) -> Iterator[tuple[bool, str, str]]:
    """(whether it is an ordinary file, its name in git's store, its path) of everything under content/."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", f"{commit}^{{tree}}", "--", CONTENT)
    for entry in listed.split(b"\0")[:-1]:
        about, _, name = entry.partition(b"\t")
        mode, kind, blob = about.decode().split(" ")
        path = os.fsdecode(name)
        first, *parts = path.split("/")
        if first != CONTENT or not parts or any(part in ("", ".", "..") for part in parts):
            raise Refused("The proposed commit has a path that does not stay in content/.")
        yield kind == "blob" and mode in ("100644", "100755"), blob, path


def _blob(ask: IO[bytes], answer: IO[bytes], name: str) -> bytes:
    ask.write(f"{name}\n".encode())
    ask.flush()
    header = answer.readline().split()
    if len(header) != 3:
        raise Refused("The proposed commit is not here as a whole. Fetch it first.")
    data = answer.read(int(header[2]))
    answer.read(1)
    return data


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise Refused("git does not have that commit. Fetch it first.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
