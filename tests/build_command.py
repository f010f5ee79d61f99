"""Runs build.py as a volunteer does: as a program of its own, with its exit code and what it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD = REPOSITORY / "build.py"
TODAY = "2027-01-15"
PROGRESS = re.compile(r"^ *\d+ s  [a-z].*\n", re.MULTILINE)


def run(
    *arguments: object, folder: Path = REPOSITORY, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, str(BUILD), *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONWARNINGS": "error"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    # A slow machine is told how far a build is; what a test asks for is the rest.
    done.stderr = PROGRESS.sub("", done.stderr)
    return done
