"""
The files that a site carries besides its pages: styles, scripts, fonts and images from templates/static/.

Styles and scripts stand under the fingerprint of all of them, so that a browser may keep them for ever.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from generator.joining import join
from generator.output import OutputFile

FOLDER = "assets"
_PLAIN = ("fonts", "images")
_SITE = "site.js"
_FINDING = "find-page.js"
_ON_EVERY_PAGE = frozenset({"ended.js", "hearts.js", "kept.js"})  # what site.js imports: there already
_PRELOADED = re.compile(r"-latin(-[0-9]+)?\.woff2$")


@dataclass(frozen=True, slots=True)
class Assets:
    """Where each kind of asset will be, as output paths, and the files."""

    outputs: tuple[OutputFile, ...]
    stylesheet: str
    scripts: tuple[str, ...]
    fonts: tuple[str, ...]
    """those that every page needs at once"""


def read_assets(templates: Path) -> Assets:
    """templates/static/ → Assets. css/*.css become one stylesheet in the order of their names."""
    static = templates / "static"
    stylesheet = "\n".join(
        path.read_text("utf-8") for path in sorted((static / "css").glob("*.css"))
    ).encode()
    scripts = with_joined(
        {
            path.name: without_comments(path.read_text("utf-8"))
            for path in sorted((static / "js").glob("*.js"))
        }
    )
    digest = hashlib.sha256(stylesheet)
    for name, script in scripts.items():
        digest.update(f"{name}\0{script}".encode())
    folder = f"{FOLDER}/{digest.hexdigest()[:12]}"

    outputs = [OutputFile(f"{folder}/site.css", stylesheet)]
    outputs += [OutputFile(f"{folder}/{name}", script.encode()) for name, script in scripts.items()]
    fonts = []
    for kind in _PLAIN:
        for path in sorted((static / kind).iterdir()) if (static / kind).is_dir() else ():
            output = OutputFile(f"{FOLDER}/{kind}/{path.name}", path.read_bytes())
            outputs.append(output)
            if _PRELOADED.search(path.name):
                fonts.append(output.path)
    return Assets(
        tuple(outputs), f"{folder}/site.css", tuple(f"{folder}/{name}" for name in scripts), tuple(fonts)
    )


def with_joined(scripts: dict[str, str]) -> dict[str, str]:
    """What is fetched when somebody starts to search comes as one file, and what words need beside it as another."""
    if not {_SITE, _FINDING} <= scripts.keys():
        return scripts
    joined = join(scripts, _FINDING, apart=_ON_EVERY_PAGE)
    if joined:
        site = scripts[_SITE]
        for name in joined:
            site = site.replace(f'"./{name.removeprefix("joined-")}"', f'"./{name}"')
        scripts = {**scripts, _SITE: site}
    return dict(sorted({**scripts, **joined}.items()))


def without_comments(script: str) -> str:
    """
    A script without what only its readers need, a fifth of what a phone would fetch: indentation, and lines that are
    nothing but comment. Where a text in backticks goes over several lines, or a line also closes a comment and goes on,
    the script stays as it is: nobody need know this rule to write a script that works. Licences (`/*!`) stay.
    """
    kept = []
    in_comment = False
    for line in script.splitlines():
        text = line.strip()
        if in_comment or (text.startswith("/*") and not text.startswith("/*!")):
            in_comment = "*/" not in text
            if not in_comment and not text.endswith("*/"):
                return script
        elif text.count("`") % 2:
            return script
        elif text and not text.startswith("//"):
            kept.append(text)
    return "\n".join(kept) + "\n"
