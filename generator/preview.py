"""
The pipeline again and again: serves the site on this computer, builds it anew when content or templates change, and
tells the browser (livereload). Content problems stand in the browser in place of the page; the last good site stays.

Pages come from memory, never from the disk, so nothing but the site can be asked for.
"""

from __future__ import annotations

import logging
import mimetypes
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import Server
from livereload.watcher import Watcher
from tornado import httpserver, ioloop, web

from generator.cache import Cache, survey
from generator.headers import EVERYWHERE
from generator.order import Order
from generator.output import KeptFile
from generator.pipeline import (
    Counter,
    Made,
    Plan,
    changes_between,
    go_on_from,
    keep_look,
    understand,
)
from generator.problems import Problem, counted
from generator.resuming import keep
from generator.screening import look_again
from generator.understood import Understood

POLL_MILLISECONDS = 300
LOOPBACK = ("127.0.0.1", "localhost", "::1")
SCRIPT = "livereload.js"
# As published, but for what would send a browser to https, which is not spoken here.
_HEADERS = {
    name: value.removesuffix("; upgrade-insecure-requests")
    for name, value in EVERYWHERE.items()
    if name != "Strict-Transport-Security"
}
_OF_PROBLEMS = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'"
"""The page of problems has its style in it, since there may be no site to take one from."""
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/calendar", ".ics")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("image/webp", ".webp")


class State:
    """The last good site, and what is wrong with the content now."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.files: Mapping[str, bytes] = {}
        self.keys: Mapping[str, bytes] = {}
        """what each of them follows from"""
        self.base_path = "/"
        self.problems: tuple[Problem, ...] = ()
        self.trouble = ""
        """a traceback: a fault of a template or of ours, not of the content"""
        self.seen: Mapping[str, str] = {}
        self.building: threading.Thread | None = None
        self.fresh = False
        """a build has ended that the browser doesn't know of"""
        self.cache = Cache()
        self.made: Made | None = None
        """what the files were made from"""

    def build(self) -> None:
        """Content → files in memory, as few anew as can be; problems leave the files as they were."""
        started = time.perf_counter()
        try:
            seen = self.order.look(time.time_ns()).files
            understood, resumed = self._understand(seen)
            self.problems, self.trouble = understood.problems, ""
            if understood.problems:
                for problem in understood.problems:
                    print(problem, file=sys.stderr)
                print(
                    f"\n{counted(len(understood.problems), 'problem')}. The last good site stays.",
                    file=sys.stderr,
                    flush=True,
                )
            else:
                pages = self._make(understood, seen, resumed=resumed)
                self.base_path = understood.site.urls.base_path
                seconds = time.perf_counter() - started
                # One piece with its end of line: the thread that is told to stop may speak in between.
                print(f"Built {counted(pages, 'page')} in {seconds:.1f} s.\n", end="", flush=True)
        except Exception:  # noqa: BLE001  a template under work, or a bug: the server goes on, and shows it whole
            self.trouble = traceback.format_exc()
            print(self.trouble, file=sys.stderr, flush=True)
        self.fresh = True

    def _understand(self, seen: Mapping[str, str]) -> tuple[Understood, bool]:
        """The content, and whether only what has changed had to be read for it."""
        again = go_on_from(self.made, self.order, self.cache, seen) if self.made else None
        return again or understand(self.order, self.cache), again is not None

    def _make(self, understood: Understood, seen: Mapping[str, str], *, resumed: bool) -> int:
        """Makes the files that may have changed since the last time; how many pages that were."""
        counter = Counter()
        plan = Plan(understood, self.order, self.cache)
        plan.keys, made = self.keys, plan.made
        changes = changes_between(self.made, made, understood.site)
        files = (
            plan.outputs(counter)
            if changes is None
            else plan.changed_outputs(changes, counter, self.files.__getitem__)
        )
        found = list(look_again(files, understood.allowed))
        fresh = {
            file.path: self.files[file.path] if isinstance(file, KeptFile) else file.data for file in found
        }
        keys = {file.path: file.key for file in found}
        self.files = fresh if changes is None else {**self.files, **fresh}
        self.keys = keys if changes is None else {**self.keys, **keys}
        self.made = made
        self.cache.save(all_of_it=changes is not None)
        if not resumed:
            keep(understood, self.cache)
        keep_look(made, seen, self.cache)
        return counter.pages

    def changed(self) -> bool:
        """Whether a file of the content or the templates is another than at the last look."""
        now = survey((self.order.content, self.order.templates))
        before, self.seen = self.seen, now
        return now != before


class _Watcher(Watcher):  # type: ignore[misc]
    """Tells livereload when a build has ended; builds in a thread, so that the server goes on answering."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self._tasks: dict[str, dict[str, object]] = {"content": {}}

    def examine(self) -> tuple[str | None, None]:
        state = self.state
        if state.building and state.building.is_alive():
            return None, None
        if state.changed():
            state.building = threading.Thread(target=state.build, daemon=True)
            state.building.start()
            return None, None
        if state.fresh:
            state.fresh = False
            # This name makes livereload tell the browser at once, also within three seconds of the last time.
            return "__livereload__", None
        return None, None


class _OwnAddress(web.RequestHandler):
    """
    Answers only a browser that asks for this host: else a page from elsewhere, whose name leads here for a moment, would
    count as ours.
    """

    def prepare(self) -> None:
        if self.request.host not in self.application.settings["hosts"]:
            self.set_status(421)
            self.finish("This preview answers only to its own address.\n")


class _Script(_OwnAddress, LiveReloadJSHandler):  # type: ignore[misc]
    pass


class _LiveReload(_OwnAddress, LiveReloadHandler):  # type: ignore[misc]
    def check_origin(self, origin: str) -> bool:
        return origin.partition("://")[2] in self.application.settings["hosts"]


class _Page(_OwnAddress):
    """One file of the site from memory, by GET or HEAD."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        self.set_header("Server", "preview")
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def get(self, *_: str) -> None:
        state: State = self.application.settings["state"]
        base = state.base_path
        path = self.request.path
        if path == "/" and base != "/":
            self.redirect(base)
            return
        is_page = path.endswith(("/", ".html"))
        if is_page and (state.problems or state.trouble):
            self.set_header("Content-Security-Policy", _OF_PROBLEMS)
            self.answer(_problem_page(state), "text/html", 500)
            return
        name = path.removeprefix(base)
        name = f"{name}index.html" if name == "" or name.endswith("/") else name
        data = state.files.get(name) if path.startswith(base) else None
        if data is None and path.startswith(base) and f"{name}/index.html" in state.files:
            self.redirect(f"{path}/")
            return
        found = data is not None
        self.answer(
            data if data is not None else state.files.get("404.html", b"Not found.\n"),
            _type(name if found else "404.html"),
            200 if found else 404,
        )

    head = get

    def answer(self, data: bytes, media_type: str, status: int) -> None:
        if media_type == "text/html":
            port = self.application.settings["port"]
            # A file of its own and not an inline script, so that the page keeps the policy it will have when published.
            data = data.replace(
                b"</head>", f'<script src="/{SCRIPT}?port={port}"></script></head>'.encode(), 1
            )
        text = media_type.startswith("text/") or "json" in media_type or "xml" in media_type
        self.set_status(status)
        self.set_header("Content-Type", f"{media_type}; charset=utf-8" if text else media_type)
        self.finish(data)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish({405: "Only GET and HEAD are answered.\n"}.get(status_code, "This cannot be answered.\n"))


def _type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _problem_page(state: State) -> bytes:
    try:
        environment = Environment(
            loader=FileSystemLoader(state.order.templates), autoescape=True, undefined=StrictUndefined
        )
        return (
            environment.get_template("problems.html")
            .render(problems=state.problems, trouble=state.trouble)
            .encode()
        )
    except TemplateError:
        return b"<!doctype html><html lang=en-GB><head><title>Problems</title></head><body><p>See the terminal.</p></body></html>"


def _say_nothing(_: web.RequestHandler) -> None:
    """Each request in the terminal would bury the problems."""


class _Preview(Server):  # type: ignore[misc]
    """livereload's server with our pages in place of a folder's files."""

    def __init__(self, state: State) -> None:
        super().__init__(watcher=_Watcher(state))
        self.state = state

    def application(self, port: int, host: str, **_: Any) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        names = {host, *(LOOPBACK if host in LOOPBACK else ())}
        application = web.Application(
            [(r"/livereload", _LiveReload), (rf"/{SCRIPT}", _Script), (r"/.*", _Page)],
            state=self.state,
            port=port,
            hosts={f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in names},
            log_function=_say_nothing,
        )
        server = httpserver.HTTPServer(
            application, max_header_size=16_384, body_timeout=5, idle_connection_timeout=30
        )
        server.listen(port, address=host)


def serve(order: Order, *, host: str, port: int) -> int:
    """Builds, serves, watches, until Ctrl-C; 3 when the address cannot be had."""
    state = State(order)
    state.changed()
    state.build()
    server = _Preview(state)
    logging.getLogger("livereload").setLevel(logging.ERROR)
    try:
        server.application(port, host)
    except OSError as error:
        print(
            f"{host}:{port} cannot be used ({error.strerror}). Choose another with --port.", file=sys.stderr
        )
        return 3
    print(
        f"Serving on http://{f'[{host}]' if ':' in host else host}:{port}{state.base_path} (Ctrl-C stops it)",
        flush=True,
    )
    ioloop.PeriodicCallback(LiveReloadHandler.poll_tasks, POLL_MILLISECONDS).start()
    LiveReloadHandler._last_reload_time = time.time()
    ioloop.IOLoop.current().start()
    return 0
