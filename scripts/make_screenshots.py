#!/usr/bin/env python3
"""Makes the pictures of README.md and CONTRIBUTING.md from the repository's own content: builds it, serves it, and photographs pages in Chromium."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".github" / "images"
TODAY = "2027-01-15"
FORM = "/volunteer/?profile=amina-khan"
SHOTS = (
    ("home.png", "/", 1280, 900, "body"),
    ("profile-phone.png", "/ambassadors/amina-khan/", 360, 740, "body"),
    ("write-question.png", f"{FORM}#day", 360, 620, ".write-step"),
    ("write-look.png", f"{FORM}#look", 360, 620, ".write-step"),
    ("write-doors.png", f"{FORM}#look", 360, 620, ".write-doors"),
)
"""(file, address, width, height, what stands at the top)"""
FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        subprocess.run(
            [sys.executable, str(ROOT / "build.py"), "build", "--output", str(site), "--today", TODAY],
            check=True,
        )
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for name, path, width, height, top in SHOTS:
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(f"http://127.0.0.1:{server.server_port}{path}", wait_until="networkidle")
                page.locator(top).first.evaluate("element => element.scrollIntoView()")
                page.screenshot(path=str(PICTURES / name))
                print(f"Wrote {PICTURES / name}")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
