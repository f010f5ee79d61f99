"""The preview as a program of its own: it serves the site, follows changes, shows problems, and lets nobody else in."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from build_command import BUILD, TODAY
from sample_site import BASE_URL, SAMPLE, copied, words_of, write_people

import build
from generator.headers import EVERYWHERE

WAIT = 60
STARTED: list[subprocess.Popen[str]] = []


@dataclass
class Preview:
    """A running preview of a copy of the sample, at http://127.0.0.1:port/hub/"""

    process: subprocess.Popen[str]
    port: int
    content: Path

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + WAIT
        while not is_so():
            assert time.monotonic() < until, "The preview did not follow."
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start(content: Path, *more: str, port: int = 0) -> Preview:
    port = port or free_port()
    command = [
        sys.executable,
        str(BUILD),
        "serve",
        "--content",
        str(content),
        "--today",
        TODAY,
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    STARTED.append(process)
    return Preview(process, port, content)


def read_until(preview: Preview, words: str) -> str:
    assert preview.process.stdout
    said = ""
    for line in preview.process.stdout:
        said += line
        if words in line:
            return said
    pytest.fail(f"The preview ended without saying '{words}':\n{said}")


@pytest.fixture(autouse=True)
def nothing_runs_on() -> Iterator[None]:
    """What a test started ends with it, also where the test failed; the one that all share goes on."""
    before = len(STARTED)
    yield
    for process in STARTED[before:]:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()
    del STARTED[before:]


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    running = start(copied(tmp_path_factory.mktemp("preview")))
    read_until(running, "Serving on")
    yield running
    running.process.kill()
    running.process.communicate()


# ---------------------------------------------------------------- what is served


def test_a_page_is_served_with_the_script_that_reloads_it(preview) -> None:
    status, headers, body = preview.ask("/hub/ambassadors/ana-oneill/")

    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Ana O'Neill" in words_of(body)
    assert b'<script src="/livereload.js?port=%d"></script></head>' % preview.port in body


def test_the_script_that_reloads_is_served(preview) -> None:
    assert preview.ask("/livereload.js")[0] == 200


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/hub/events/calendar.ics", "text/calendar; charset=utf-8"),
        ("/hub/events/feed.xml", "xml"),
        ("/hub/data/ambassadors.json", "application/json; charset=utf-8"),
        ("/hub/manifest.webmanifest", "application/manifest+json"),
        ("/hub/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_kind_of_file_is_served_as_what_it_is(preview: Preview, path: str, media_type: str) -> None:
    status, headers, _ = preview.ask(path)

    assert status == 200
    assert media_type in headers["Content-Type"]


def test_a_preview_shows_who_is_not_published_yet_and_tells_robots_to_stay_away(preview) -> None:
    assert "Uma Unverified" in words_of(preview.ask("/hub/ambassadors/uma-unverified/")[2])
    assert b"Disallow: /" in preview.ask("/hub/robots.txt")[2]


def test_an_address_without_its_slash_or_base_leads_to_the_right_one(preview) -> None:
    assert preview.ask("/hub/about")[:1] == (302,)
    assert preview.ask("/hub/about")[1]["Location"].endswith("/hub/about/")
    assert preview.ask("/")[1]["Location"].endswith("/hub/")


def test_a_wrong_address_shows_the_sites_own_page_for_it(preview) -> None:
    status, headers, body = preview.ask("/hub/ambassadors/nobody/")

    assert status == 404
    assert "This page is not here" in words_of(body)
    assert headers["Content-Type"].startswith("text/html")


def test_nothing_is_kept_by_the_browser_and_nothing_is_guessed(preview) -> None:
    headers = preview.ask("/hub/")[1]

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_page_has_the_headers_that_it_will_have_when_published(preview) -> None:
    headers = preview.ask("/hub/ambassadors/ana-oneill/")[1]

    # These two would send the browser to https, which the preview does not speak.
    expected = {
        name: value.removesuffix("; upgrade-insecure-requests")
        for name, value in EVERYWHERE.items()
        if name != "Strict-Transport-Security"
    }
    assert {name: headers.get(name) for name in expected} == expected
    assert "https" not in headers["Content-Security-Policy"].replace("https://github.com", "")


def test_head_is_answered_without_a_body(preview) -> None:
    status, headers, body = preview.ask("/hub/", "HEAD")

    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


# ---------------------------------------------------------------- who is let in


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""],
)
@pytest.mark.parametrize("path", ["/hub/", "/livereload.js", "/livereload"])
def test_only_its_own_address_is_answered(preview: Preview, host: str, path: str) -> None:
    status, _, body = preview.ask(path, headers={"Host": host.format(port=preview.port)})

    assert status in (400, 421)
    assert b"Sample Ambassadors" not in body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_each_name_of_this_computer_is_its_own_address(preview: Preview, host: str) -> None:
    assert preview.ask("/hub/", headers={"Host": host.format(port=preview.port)})[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_only_reading_is_answered(preview: Preview, method: str) -> None:
    status, headers, _ = preview.ask("/hub/", method)

    assert status in (400, 405)
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/hub/../../build.py",
        "/hub/..%2f..%2fbuild.py",
        "/hub/%2e%2e/%2e%2e/build.py",
        "/hub/..\\..\\build.py",
        "//etc/passwd",
        "/etc/passwd",
        "/hub//etc/passwd",
        "/hub/%00",
        "/hub/.made-by-build-py",
        "/build.py",
        "/content/site.yml",
        "/hub/content/site.yml",
        "/hub/ambassadors/ana-oneill.md",
        "/hub/%ff%fe",
        "/hub/?x=%2e%2e/",
    ],
)
def test_nothing_but_the_site_can_be_asked_for(preview: Preview, path: str) -> None:
    status, _, body = preview.ask(path)

    assert status in ((200,) if path.startswith("/hub/?") else (400, 404))
    assert b"argparse" not in body
    assert b"root:" not in body
    assert b"base_url:" not in body


def open_socket(preview: Preview, origin: str, host: str = "") -> str:
    """The first line that the server says to a browser that asks for the reload socket from a page of `origin`."""
    request = (
        "GET /livereload HTTP/1.1\r\n"
        f"Host: {host or f'127.0.0.1:{preview.port}'}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", preview.port), timeout=5) as connection:
        connection.sendall(request.encode())
        return connection.recv(200).decode("latin-1").splitlines()[0]


def test_a_page_of_the_preview_may_open_the_reload_socket(preview) -> None:
    assert " 101 " in open_socket(preview, f"http://127.0.0.1:{preview.port}")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1.evil.example:{port}"]
)
def test_a_page_of_another_site_may_not_open_the_reload_socket(preview: Preview, origin: str) -> None:
    assert " 403 " in open_socket(preview, origin.format(port=preview.port))


def test_a_page_whose_name_leads_here_for_a_moment_may_not_open_the_reload_socket(preview) -> None:
    """A server takes it for a page of its own where it holds the origin against nothing but the host that was asked for."""
    host = f"evil.example:{preview.port}"

    assert " 421 " in open_socket(preview, f"http://{host}", host)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has other addresses of its own at hand"
)
def test_it_listens_at_its_own_address_alone(preview) -> None:
    """Listening everywhere would mean at 127.0.0.2 too, which like all of 127.* is this computer."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", preview.port), timeout=2).close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "::", "example.org"])
def test_other_computers_are_let_in_only_if_somebody_says_so(host, capsys) -> None:
    code = build.main(["serve", "--content", str(SAMPLE), "--host", host, "--port", "1"])

    assert code == 2
    assert f"{host} can be reached from other computers" in capsys.readouterr().err


@pytest.mark.slow
def test_a_browser_that_says_nothing_is_not_waited_for(preview) -> None:
    """One that promises more and never sends it; meanwhile others are answered."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=9) as silent:
        silent.sendall(
            f"GET /hub/ HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\nContent-Length: 10\r\n\r\n".encode()
        )
        assert preview.ask("/hub/")[0] == 200
        assert silent.recv(1_000) == b""


# ---------------------------------------------------------------- following changes


def test_a_change_of_the_content_shows(preview) -> None:
    page = preview.content / "pages/about.md"
    page.write_text(page.read_text("utf-8").replace("True.", "True, and changed."), "utf-8")

    preview.wait_for(lambda: "True, and changed." in words_of(preview.ask("/hub/about/")[2]))


def test_problems_stand_in_place_of_the_page_until_they_are_mended(preview) -> None:
    profile = preview.content / "ambassadors/x.md"
    good = profile.read_text("utf-8")
    profile.write_text(good.replace("district: wigan", "district: wiggan<b>"), "utf-8")

    preview.wait_for(lambda: preview.ask("/hub/")[0] == 500)
    _, headers, body = preview.ask("/hub/ambassadors/ana-oneill/")

    assert "content/ambassadors/x.md" in words_of(body)
    assert "'wiggan<b>' is not in content/vocabularies/areas.yml" in words_of(body)
    assert b"wiggan<b>" not in body
    assert b"/livereload.js" in body
    assert headers["Content-Type"].startswith("text/html")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    # The last good site stays: its other files are served as they were.
    assert preview.ask("/hub/events/calendar.ics")[0] == 200
    assert preview.process.poll() is None

    profile.write_text(good, "utf-8")
    preview.wait_for(lambda: preview.ask("/hub/")[0] == 200)
    assert preview.ask("/hub/ambassadors/x/")[0] == 200


def test_a_new_file_and_a_deleted_one_show(preview) -> None:
    new = preview.content / "pages/new.md"
    new.write_text("---\ntitle: New\nsummary: A new page.\n---\n\nNew.\n", "utf-8")
    preview.wait_for(lambda: preview.ask("/hub/new/")[0] == 200)

    new.unlink()
    preview.wait_for(lambda: preview.ask("/hub/new/")[0] == 404)


# ---------------------------------------------------------------- beginning and end


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_within_two_seconds(tmp_path: Path, sign: signal.Signals) -> None:
    running = start(copied(tmp_path))
    read_until(running, "Serving on")
    # A browser that holds its connection open does not hold up the end.
    idle = socket.create_connection(("127.0.0.1", running.port), timeout=5)
    started = time.monotonic()

    running.process.send_signal(sign)
    rest, _ = running.process.communicate(timeout=10)
    idle.close()

    assert time.monotonic() - started < 2
    assert "Traceback" not in rest
    assert running.process.returncode == 0
    assert "Stopped." in rest


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_within_two_seconds_while_it_builds_and_others_wait_for_it(
    tmp_path: Path, sign: signal.Signals
) -> None:
    write_people(tmp_path / "content", 200)
    running = start(tmp_path / "content")
    read_until(running, "Serving on")
    page = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
    waiting = [socket.create_connection(("127.0.0.1", running.port), timeout=5) for _ in range(30)]
    for number, connection in enumerate(waiting):
        # One has not asked yet, another has and does not read what it gets.
        connection.sendall(page.encode() if number % 2 else f"{page}\r\n".encode() * 50)
    (tmp_path / "content/site.yml").write_bytes((SAMPLE / "site.yml").read_bytes())
    time.sleep(0.6)  # its watcher has seen that

    started = time.monotonic()
    running.process.send_signal(sign)
    rest, _ = running.process.communicate(timeout=10)
    for connection in waiting:
        connection.close()

    assert time.monotonic() - started < 2
    assert running.process.returncode == 0
    # The thread that builds may still say that it has.
    assert "\nStopped.\n" in rest
    assert "Traceback" not in rest


def test_it_says_where_it_serves(tmp_path) -> None:
    running = start(copied(tmp_path))
    said = read_until(running, "Serving on")
    running.process.kill()
    running.process.communicate()

    assert f"Serving on http://127.0.0.1:{running.port}/hub/ (Ctrl-C stops it)\n" in said
    assert BASE_URL.endswith("/hub/")


def test_a_port_that_is_in_use_is_told_in_one_line(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        running = start(copied(tmp_path), port=port)
        said, _ = running.process.communicate(timeout=WAIT)

    assert running.process.returncode == 3
    assert f"127.0.0.1:{port} cannot be used (Address already in use). Choose another with --port." in said
    assert "Traceback" not in said


def test_it_begins_with_content_that_has_problems_and_shows_the_site_when_they_are_mended(tmp_path) -> None:
    content = copied(tmp_path)
    (content / "notes.txt").write_text("x", "utf-8")
    running = start(content)
    try:
        read_until(running, "Serving on")
        # No good site yet, so it is at the root.
        status, _, body = running.ask("/")
        assert status == 500
        assert "'notes.txt' is not read here" in words_of(body)

        (content / "notes.txt").unlink()
        running.wait_for(lambda: running.ask("/hub/")[0] == 200)
    finally:
        running.process.kill()
        running.process.communicate()
