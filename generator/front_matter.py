"""Writes fields and a story as the text of a file: what `sources` parses from it are the same fields and the same story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"\w(?:[\w '’./()+&;!?–-]*[\w.)!?’])?")
"""What stands without quotes, also inside brackets. A colon, a comma or a # would be read as more than a letter."""


def file_text(values: Mapping[str, Any], body: str) -> str:
    """Fields (texts, lists, groups of texts) and a story → a file."""
    lines = [line for name, value in values.items() for line in _lines(name, value)]
    return "\n".join(["---", *lines, "---", "", body.strip("\n"), ""])


def in_quotes(text: str) -> str:
    """Any text as YAML reads it back, whatever signs are in it."""
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def _lines(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        yield f"{name}:"
        yield from (f"  - {_flow(item)}" for item in value)
    else:
        yield f"{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    # YAML reads null as no value at all.
    return value if _PLAIN.fullmatch(value) and value.casefold() != "null" else in_quotes(value)
