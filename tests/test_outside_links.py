"""Outside links are found with their places; a page that is gone is named, and a bad night is no fault."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts import check_outside_links
from scripts.check_outside_links import answer, links_in, main


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/a.md").write_text(
        "See [one](https://one.test/a#part), <https://two.test/b>.\n\nhttps://www.example.org/x and https://one.test/a.\n",
        "utf-8",
    )
    (tmp_path / "content/a.yml").write_text("website: https://three.test\nnot: http://four.test\n", "utf-8")
    (tmp_path / "content/a.jpg").write_bytes(b"https://five.test")
    return tmp_path / "content"


def test_links_are_found_with_their_places(content: Path) -> None:
    assert list(links_in(content)) == [
        ("https://three.test", "content/a.yml:1"),
        ("https://one.test/a", "content/pages/a.md:1"),
        ("https://two.test/b", "content/pages/a.md:1"),
        ("https://one.test/a", "content/pages/a.md:3"),
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (200, ""),
        (204, ""),
        (404, "gone (404)"),
        (410, "gone (410)"),
        (403, "no answer for programs (403)"),
        (500, "no answer for programs (500)"),
    ],
)
def test_only_a_page_that_is_gone_is_gone(host: str, code: int, words: str) -> None:
    assert answer(f"{host}/{code}") == words


def test_a_host_that_is_not_there_gives_no_answer() -> None:
    assert answer("http://127.0.0.1:9/") == "no answer (URLError)"


def test_every_place_of_a_gone_page_is_named(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"https://one.test/a": "gone (404)", "https://two.test/b": "no answer (URLError)"}
    monkeypatch.setattr(check_outside_links, "answer", lambda address: words.get(address, ""))

    assert main(["--content", str(content)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/pages/a.md:1: https://one.test/a: gone (404).",
        "content/pages/a.md:3: https://one.test/a: gone (404).",
        "content/pages/a.md:1: https://two.test/b: no answer (URLError).",
        "3 addresses asked, 1 gone.",
    ]


def test_a_bad_night_is_no_fault(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_outside_links, "answer", lambda _: "no answer (URLError)")

    assert main(["--content", str(content)]) == 0
