"""
Scripts that are always fetched together, as one file: on a slow phone each module of its own takes the page's thread some
milliseconds while somebody waits for a first answer, and packs worse.

A module becomes a function that gives what it exports, so no name of one is in another's way. This knows the few ways in
which our own scripts import and export (tests/test_assets.py holds them to it), not the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

_IMPORT = re.compile(r'import (?:\{ (?P<names>[\w$, ]+) \} from )?"\./(?P<file>[\w-]+\.js)";')
_WHOLE = re.compile(r'import [\w$]+ from "\./[\w-]+\.js";')  # a library: it stays a file of its own
_EXPORT = re.compile(r"export (?P<what>(?:async )?(?:function\*?|class|const|let) (?P<name>[\w$]+))")
_LATER = re.compile(r'import\("\./(?P<file>[\w-]+\.js)"\)')


def join(scripts: Mapping[str, str], entry: str, *, apart: Set[str]) -> dict[str, str]:
    """
    A script and all that it imports → joined files by name: `joined-` and the script's. What it imports later is joined
    too, and takes from the first what is in it. `apart`: those that other scripts of a page have in common with them.
    Empty where one of them is written in a way that is not known here.
    """
    try:
        first = _Joined(scripts, entry, apart)
        parts = [_Joined(scripts, name, apart, first) for name in first.later if name not in first.held]
        return {f"joined-{each.entry}": each.text() for each in (first, *parts)}
    except UnknownWriting:
        return {}


class UnknownWriting(Exception):
    """A script imports or exports in another way."""


class _Joined:
    def __init__(
        self, scripts: Mapping[str, str], entry: str, apart: Set[str], before: _Joined | None = None
    ) -> None:
        self.entry = entry
        self.before = before
        self.held: dict[str, list[str]] = {}  # script → what it exports
        self.bodies: list[str] = []
        self.outside: dict[str, set[str]] = {}  # file → what is taken from it
        self.later: dict[str, None] = {}
        self.whole: list[str] = []
        self._take(scripts, entry, apart)

    def _take(self, scripts: Mapping[str, str], name: str, apart: Set[str]) -> None:
        self.held[name] = []
        lines = []
        for line in scripts[name].splitlines():
            if not line.startswith("import "):
                lines.append(line)
                continue
            if _WHOLE.fullmatch(line):
                self.whole.append(line)
                continue
            known = _IMPORT.fullmatch(line)
            if not known:
                raise UnknownWriting(line)
            file = known["file"]
            names = {each.strip() for each in (known["names"] or "").split(",")} - {""}
            if file in apart:
                self.outside.setdefault(f"./{file}", set()).update(names)
            elif self.before and file in self.before.held:
                self.outside.setdefault(f"./joined-{self.before.entry}", set()).update(names)
            elif file not in self.held:
                self._take(scripts, file, apart)
        body = "\n".join(lines)
        exports = [found["name"] for found in _EXPORT.finditer(body)]
        body = _EXPORT.sub(r"\g<what>", body)
        if re.search(r"^export\b", body, re.MULTILINE):
            raise UnknownWriting(name)
        self.held[name] = exports
        self.later |= dict.fromkeys(found["file"] for found in _LATER.finditer(body))
        body = _LATER.sub(r'import("./joined-\g<file>")', body)
        gives = f"const {{ {', '.join(exports)} }} = " if exports else ""
        self.bodies.append(f"{gives}(() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n")

    def text(self) -> str:
        exports = [name for names in self.held.values() for name in names]
        taken = [name for names in self.outside.values() for name in names]
        if len({*exports, *taken}) < len(exports) + len(taken):
            raise UnknownWriting(f"two scripts joined with {self.entry} export the same name")
        imports = [
            f'import {{ {", ".join(sorted(names))} }} from "{file}";\n' if names else f'import "{file}";\n'
            for file, names in sorted(self.outside.items())
        ]
        return "".join(
            [
                *(f"{line}\n" for line in self.whole),
                *imports,
                *self.bodies,
                f"export {{ {', '.join(exports)} }};\n",
            ]
        )
