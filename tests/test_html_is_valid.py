"""Every built page is HTML as the W3C's own checker wants it."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

CHECKER = Path(__file__).parent / "tools/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.mark.slow
def test_every_page_is_valid_html(built_site, needs):
    needs(shutil.which("java"), "Java")
    needs(CHECKER.is_file(), "The HTML checker (npm ci in tests/tools)")
    assert built_site.pages

    # A larger stack, or the checker's own parser gives up on a long page.
    command = ["java", "-Xss8m", "-jar", str(CHECKER), "--stdout", "--exit-zero-always", "--errors-only"]
    command += ["--skip-non-html", "--format", "json", str(built_site.folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stderr

    faults = []
    for message in json.loads(done.stdout)["messages"]:
        path = unquote(urlsplit(message.get("url", "")).path)
        where = path.removeprefix(built_site.folder.resolve().as_posix() + "/")
        faults.append(f"{where}:{message.get('lastLine', '?')}: {message['message']}")
    shown = "\n  ".join(faults[:40])
    assert not faults, f"{len(faults)} faults, of which the first are:\n  {shown}"
