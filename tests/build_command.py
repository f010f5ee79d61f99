"""
Runs build.py as a volunteer does, with its exit code and what it says: in this process, which spares each test the second
that importing takes, or as a program of its own.
"""

import io
import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import build

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD = REPOSITORY / "build.py"
TODAY = "2027-01-15"
PROGRESS = re.compile(r"^ *\d+ s  [a-z].*\n", re.MULTILINE)


def run(*arguments: object, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    given = [str(argument) for argument in arguments]
    said, complained = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(complained):
        try:
            code = build.main(given)
        except SystemExit as end:  # argparse ends the program itself
            code = end.code
    return subprocess.CompletedProcess(given, code, said.getvalue(), PROGRESS.sub("", complained.getvalue()))


def run_program(*arguments: object, folder: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, str(BUILD), *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    # A slow machine is told how far a build is; what a test asks for is the rest.
    done.stderr = PROGRESS.sub("", done.stderr)
    return done
