#!/usr/bin/env python3
"""
Measures finding in a browser whose processor is slowed six times, beside Pagefind on the same people.

    python benchmarks/find.py SITE [--pagefind PROGRAM] [--slow 6] [--rounds 3]

SITE is a built site (see make_corpus.py). Needs Playwright with Chromium, as the tests do. PROGRAM is Pagefind's own program
(from the packages `pagefind` and `pagefind-bin`, installed into a scratch environment, never into the project's); without
it only our own figures are printed.

What is measured, for both in turn:

- transferred for the first filtered search: bytes of code and data, gzip as a plain host sends them, from the moment
  somebody ticks a filter until the first cards stand (`filter`), and with a first word typed as well (`filter and word`);
- first search: from the first keystroke on an idle page until the first results are on the screen, everything to be fetched;
- keystroke to results: from a key going down until the frame with its results is painted, all code and data there. Only what
  changes on the screen counts, and only cards: a control that comes before them, or a card below the screen, is no result;
- keystroke, computing: what the page's thread computed in the first tenth of a second after it (script, style, layout, painting),
  which hardly feels what else the machine does; a worker's part is not in it;
- longest block: the longest task that held up the page while the data were made ready and words were typed.

The browser slows the page's own thread, where all of our work is done. Pagefind's is done in a worker, which no browser slows; it
is held back as much (SLOW_WORKER), as on a phone whose every core is slow.

The last column is a bare page that finds nothing and shows two lines of text on each keystroke: what this machine and its browser,
slowed, take for that is in all other figures too. Only what is above it is the search's.

Pagefind is given one small page for each person, with the texts that ours finds people by (name, job, employer, career)
and the same filters: less than it would index of the real pages, to its advantage.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

QUESTIONS = ("welder leeds", "softwear enginer", "siobhan", "physics bradfrod", "vet online")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
PICTURES = (".svg", ".png", ".webp", ".jpg", ".ico")
PACKED = (".html", ".js", ".css", ".json", ".svg", ".webmanifest")

# From a key going down until the frame that shows its results: the first change on the screen once there are cards.
WATCH = """
([selector, cards]) => {
  window.pressed = 0;
  window.painted = [];
  window.blocked = [];
  new PerformanceObserver((list) => blocked.push(...list.getEntries().map((each) => each.duration))).observe({ type: "longtask" });
  addEventListener("keydown", () => (window.pressed = performance.now()), true);
  const watched = document.querySelector(selector);
  const onScreen = (node) => {
    const box = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight && box.height > 0;
  };
  new MutationObserver((changes) => {
    if (!window.pressed) return;
    const pressed = window.pressed;
    requestAnimationFrame(() => setTimeout(() => {
      const now = performance.now();
      if (window.pressed !== pressed || !document.querySelector(cards)) return;
      if (!changes.some(({ target, addedNodes }) => (addedNodes.length ? [...addedNodes] : [target]).some(onScreen))) return;
      window.pressed = 0;
      painted.push(now - pressed);
    }));
  }).observe(watched, { childList: true, subtree: true, characterData: true });
}
"""
# No browser slows a worker on request, only the page's own thread. So this comes before a worker's own code and holds back
# what it says until it would have said it if it were that slow: all time since it was asked, or was free again, counts.
WORKERS = ("pagefind-worker.js",)
SLOW_WORKER = """
{
  const asked = [];
  let begun = false;
  const say = self.postMessage.bind(self);
  let free = 0;
  self.addEventListener("message", () => {
    asked.push(begun ? performance.now() : 0);
    begun = true;
  });
  self.postMessage = (...given) => {
    const until = performance.now() + (RATE - 1) * (performance.now() - Math.max(asked.shift() ?? free, free));
    while (performance.now() < until);
    free = performance.now();
    say(...given);
  };
}
"""
HARNESS = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pagefind</title>
<label>Search <input id="q"></label> <label><input type="checkbox" id="filter"> Physics</label><div class="results"><ol></ol></div>
<script type="module">
let pagefind;
let asked = 0;
const list = document.querySelector("ol");
async function show() {
  const mine = ++asked;
  pagefind ??= await import("/pagefind/pagefind.js");
  const q = document.getElementById("q").value;
  const filters = document.getElementById("filter").checked ? { subject: "physics" } : {};
  const { results } = await pagefind.search(q || null, { filters });
  const cards = await Promise.all(results.slice(0, 6).map((each) => each.data()));
  if (mine !== asked) return;
  list.replaceChildren(...cards.map(({ url, meta }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = meta.title;
    item.append(link, " " + (meta.job ?? ""));
    return item;
  }));
  document.title = String(results.length);
}
document.getElementById("q").addEventListener("input", show);
document.getElementById("filter").addEventListener("change", show);
</script></html>
"""
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<label>Search <input id="q"></label> <label><input type="checkbox" id="filter"> Physics</label><div class="results"><h2></h2><ol></ol></div>
<script type="module">
const q = document.getElementById("q");
function show() {
  document.querySelector("h2").textContent = `${q.value.length} found`;
  document.querySelector("ol").replaceChildren(...["Amina", "Bilal"].map((name) => {
    const item = document.createElement("li");
    item.textContent = `${q.value} ${name}`;
    return item;
  }));
}
q.addEventListener("input", show);
document.getElementById("filter").addEventListener("change", show);
</script></html>
"""


# ---------------------------------------------------------------- a plain host


class Sent:
    """Bytes of code and data that a host has sent, workers' included; pages, styles, fonts and pictures are apart."""

    def __init__(self) -> None:
        self.total = 0


def serve(folder: Path, slow: float) -> tuple[str, Sent, Callable[[], None]]:
    """A folder → its address, what it sends, and how to stop: a host that packs texts with gzip, and slows workers."""
    sent = Sent()
    brake = SLOW_WORKER.replace("RATE", str(slow)).encode()

    @cache
    def packed(path: Path) -> bytes:
        return gzip.compress(path.read_bytes(), 6, mtime=0)

    # Packed before anybody asks, as hosts have it.
    for path in (*folder.glob("assets/**/*"), *folder.glob("pagefind/*.*")):
        if path.suffix in PACKED:
            packed(path)

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = folder / self.path.partition("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            data = packed(path) if path.suffix in PACKED else path.read_bytes()
            size = len(data)
            if path.name in WORKERS:
                data = gzip.compress(brake + path.read_bytes())
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            if path.suffix in PACKED:
                self.send_header("Content-Encoding", "gzip")
            # As the files' names change with what is in them, hosts let browsers keep all but pages.
            self.send_header("Cache-Control", "no-store" if path.suffix == ".html" else "max-age=3600")
            self.end_headers()
            self.wfile.write(data)
            if path.suffix not in (".html", ".css", ".woff2", ".webmanifest", *PICTURES):
                sent.total += size

        def log_message(self, *_: object) -> None:
            """Nothing: the table alone is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", sent, server.shutdown


# ---------------------------------------------------------------- one of the two


def open_page(
    browser: Browser, address: str, slow: float, results: str, cards: str
) -> tuple[Page, Callable[[], float]]:
    """An address → its page, slowed and watched, and what tells how many milliseconds its thread has computed."""
    page = browser.new_page(viewport={"width": 412, "height": 915})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")

    def computed() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    page.goto(address, wait_until="networkidle")
    page.evaluate(WATCH, [results, cards])
    return page, computed


def measure(
    browser: Browser, address: str, sent: Sent, slow: float, *, box: str, tick: str, results: str, cards: str
) -> dict[str, float]:
    found: dict[str, float] = {}

    def settled(page: Page) -> None:
        page.wait_for_selector(cards, state="attached")
        page.wait_for_load_state("networkidle")

    page, _ = open_page(browser, address, slow, results, cards)
    sent.total = 0
    page.evaluate(tick)
    settled(page)
    found["filter, KB"] = sent.total / 1000
    page.focus(box)
    page.keyboard.type("w")
    settled(page)
    page.wait_for_timeout(300 * slow)
    found["filter and word, KB"] = sent.total / 1000
    page.close()

    page, computed = open_page(browser, address, slow, results, cards)
    # Nothing is asked of the page meanwhile: its thread would work on that too.
    page.evaluate("(box) => document.querySelector(box).focus()", box)
    page.keyboard.press("w")
    page.wait_for_timeout(500 * slow)
    found["first search, ms"] = page.evaluate("painted[0]")
    settled(page)
    page.wait_for_timeout(1500)
    found["longest block, ms"] = page.evaluate("Math.max(0, ...blocked)")
    page.evaluate("painted.length = 0")
    times: list[float] = []
    works: list[float] = []
    for question in QUESTIONS:
        page.fill(box, "")
        page.wait_for_timeout(800)
        page.evaluate("painted.length = 0; pressed = 0; blocked.length = 0")
        for letter in question:
            before = computed()
            page.keyboard.press("Space" if letter == " " else letter)
            page.wait_for_timeout(100)
            works.append(computed() - before)
            page.wait_for_timeout(300)
        times += page.evaluate("painted")
        found["longest block, ms"] = max(found["longest block, ms"], page.evaluate("Math.max(0, ...blocked)"))
    found["keystroke median, ms"], found["keystroke worst, ms"] = statistics.median(times), max(times)
    found["keystroke, computing, median, ms"] = statistics.median(works)
    page.close()
    return found


# ---------------------------------------------------------------- the peer


def make_pagefind(site: Path, folder: Path, program: str) -> None:
    people = json.loads((site / "data" / "ambassadors.json").read_text("utf-8"))
    rows = people["ambassadors"] if isinstance(people, dict) else people
    pages = folder / "pages"
    for number, person in enumerate(rows):
        target = pages / str(number) / "index.html"
        target.parent.mkdir(parents=True)
        filters = "".join(
            f'<i data-pagefind-filter="{name}">{html.escape(str(value))}</i>'
            for name, field in (
                ("subject", "subjects"),
                ("activity", "activities"),
                ("key-stage", "key_stages"),
                ("format", "formats"),
                ("district", "district"),
                ("industry", "industry"),
                ("language", "languages"),
            )
            for value in _listed(person.get(field))
        )
        words = " ".join(str(_word(person.get(field))) for field in ("employer", "career", "district"))
        target.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(person["name"])}</title><body data-pagefind-body><h1>{html.escape(person["name"])}</h1>'
            f'<p data-pagefind-meta="job">{html.escape(person["job_title"])}</p><p>{html.escape(words)}</p><div hidden data-pagefind-ignore="index">{filters}</div></body></html>',
            "utf-8",
        )
    subprocess.run(
        [program, "--site", pages, "--output-path", folder / "pagefind"], check=True, capture_output=True
    )
    shutil.rmtree(pages)
    (folder / "index.html").write_text(HARNESS, "utf-8")


def _listed(value: Any) -> list[Any]:
    return [_word(each) for each in (value if isinstance(value, list) else [value]) if each]


def _word(value: Any) -> Any:
    return (
        (value.get("slug") or value.get("name") or value.get("label"))
        if isinstance(value, dict)
        else value or ""
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--pagefind", default="")
    parser.add_argument("--slow", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    options = parser.parse_args()
    ours = {
        "box": "form.find-here input[name=q]",
        "tick": """document.querySelector('.filters a.facet-link[href*="/subject/physics/"]').click()""",
        "results": ".results",
        "cards": ".found .card",
    }
    others = {
        "box": "#q",
        "tick": "document.getElementById('filter').click()",
        "results": ".results",
        "cards": "ol li",
    }
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        measured = [("ours", options.site.resolve(), "/ambassadors/", ours)]
        if options.pagefind:
            make_pagefind(options.site, Path(scratch, "pagefind"), options.pagefind)
            measured.append(("Pagefind", Path(scratch, "pagefind"), "/", others))
        Path(scratch, "bare").mkdir()
        Path(scratch, "bare", "index.html").write_text(BARE, "utf-8")
        measured.append(("a bare page", Path(scratch, "bare"), "/", others))
        hosts = {name: serve(folder, options.slow) for name, folder, _, _ in measured}
        rows: dict[str, list[dict[str, float]]] = {name: [] for name in hosts}
        browser = playwright.chromium.launch(executable_path=options.chromium or None, args=["--no-sandbox"])
        for _ in range(options.rounds):
            for name, _, address, parts in measured:
                host, sent, _ = hosts[name]
                rows[name].append(measure(browser, host + address, sent, options.slow, **parts))
        browser.close()
    print("| | " + " | ".join(rows) + " |\n|---|" + "---|" * len(rows))
    for name in rows["ours"][0]:
        pick = max if "worst" in name or "block" in name else statistics.median
        print(
            f"| {name} | "
            + " | ".join(f"{pick(each[name] for each in found):.0f}" for found in rows.values())
            + " |"
        )


if __name__ == "__main__":
    main()
