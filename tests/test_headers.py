"""What hosts that read `_headers` say with each file, and that it agrees with what the pages say themselves."""

import re
from html import unescape

from sample_site import BASE_URL, ROOT_URL, files

from generator.pages import SECURITY_POLICY


def rules(**order) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in files(**order)["_headers"].decode().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
        else:
            found[line] = {}
    return found


def test_the_policy_is_that_of_the_pages_and_forbids_framing() -> None:
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', files()["index.html"].decode())
    assert own
    policy = rules(base_url=ROOT_URL)["/*"]["Content-Security-Policy"]

    assert policy == f"{unescape(own[1])}; frame-ancestors 'none'; upgrade-insecure-requests"
    assert "unsafe" not in policy


def test_every_file_is_said_to_be_what_it_is_and_to_tell_nobody() -> None:
    said = rules(base_url=ROOT_URL)["/*"]

    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Referrer-Policy"] == "no-referrer"
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(said["Permissions-Policy"].split(", "))
    assert all(part.endswith("=()") for part in said["Permissions-Policy"].split(", "))


def test_only_files_named_by_their_fingerprint_are_kept_for_ever() -> None:
    kept = [pattern for pattern, said in rules(base_url=ROOT_URL).items() if "Cache-Control" in said]

    assert kept
    for pattern in kept:
        folder = pattern.strip("/*")
        names = [path for path in files(base_url=ROOT_URL) if path.startswith(f"{folder}/")]
        assert names, pattern
        assert all(re.search(r"[0-9a-f]{12}", path) for path in names)


def test_photographs_are_not_for_image_search() -> None:
    assert rules(base_url=ROOT_URL)["/assets/photos/*"]["X-Robots-Tag"] == "noindex, noimageindex"
    pages = [
        data for path, data in files().items() if path.endswith(".html") and b'class="picture-image"' in data
    ]
    assert pages
    assert all(b"noimageindex" in page or b'content="noindex"' in page for page in pages)


def test_addresses_carry_the_base_path() -> None:
    assert all(pattern.startswith("/hub/") for pattern in rules(base_url=BASE_URL))
    assert max(len(line) for line in files()["_headers"].decode().splitlines()) < 2000


def test_the_policy_lets_in_nothing_that_is_not_ours() -> None:
    directives = dict(part.split(" ", 1) for part in SECURITY_POLICY.split("; "))

    assert directives.pop("default-src") == "'none'"
    assert directives.pop("base-uri") == "'none'"
    assert directives.pop("worker-src") == "'none'"
    assert directives.pop("require-trusted-types-for") == "'script'"
    # The forms' green button leads to where a pull request is opened.
    assert directives.pop("form-action") == "'self' https://github.com"
    assert set(directives.values()) == {"'self'"}
