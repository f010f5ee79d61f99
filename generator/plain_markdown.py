"""
The Markdown that nearly every body keeps to → HTML: paragraphs, headings, flat lists, links, *emphasis* and **importance**.

It is what the whole converter makes of it, sign for sign, in a seventh of its time. Whatever could be anything else is
left to the converter.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MORE = re.compile(r"[`\\<>&_|\t\r\x02\x03\xa0]")
"""Signs that mean more than themselves"""
_BLANK_LINES = re.compile(r"\n{2,}")
_HEADING = re.compile(r"(#{1,6}) +([^\s#](?:[^#\n]*[^\s#])?)\Z")
_LISTED = re.compile(r"- +(?=[^\W\d_]|\*+\w)(.+)")
_NO_PARAGRAPH = re.compile(r"[-+=#~]|\d+\.|\*+(?!\w)")
_LINK = re.compile(r"(?<![!\]])\[([^\s\[\]()*](?:[^\n\[\]()*]*[^\s\[\]()*])?)\]\(([^\s\[\]()*\"'%]+)\)")
_EMPHASIS = re.compile(r"(?<![^\s(])(\*{1,2})(\w(?:[^*]*[\w.,;:!?)])?)\1(?![^\s.,;:!?)])")


def plain_html(
    body: str, heading: Callable[[int, str], tuple[int, str]], link: Callable[[str, str], str]
) -> str | None:
    """
    A body → its HTML before it is sanitised, or None if it is not as plain as that.

    `heading` is told each heading's level and words, and gives the level and id that it has on the page; `link` is
    told each link's words and target, and gives its HTML. Both are only asked when the whole body is known to be plain.
    """
    lines = body.split("\n")
    # A blank at an end of a line means something too.
    if _MORE.search(body) or any(line != line.strip() for line in lines):
        return None
    found: list[tuple[str, str]] = []
    for block in _BLANK_LINES.split(body.strip("\n")):
        tag = {"#": "h", "-": "ul"}.get(block[:1], "p")
        # A second list would be the first one's, with paragraphs in its items.
        if tag == "ul" and found and found[-1][0] == "ul":
            return None
        html = _heading(block) if tag == "h" else _list(block) if tag == "ul" else _paragraph(block)
        if html is None:
            return None
        found.append((tag, html))
    html = "\n".join(_with_place(html, heading) if tag == "h" else html for tag, html in found)
    return _LINK.sub(lambda written: link(written[1], written[2]), html) if "[" in html else html


def _paragraph(block: str) -> str | None:
    words = None if any(map(_NO_PARAGRAPH.match, block.split("\n"))) else _inline(block)
    return words and f"<p>{words}</p>"


def _list(block: str) -> str | None:
    items = [_LISTED.fullmatch(line) for line in block.split("\n")]
    words = [_inline(item[1]) if item else None for item in items]
    if None in words:
        return None
    return "<ul>\n" + "".join(f"<li>{each}</li>\n" for each in words) + "</ul>"


def _heading(block: str) -> str | None:
    """The marks of its level, and its words."""
    found = _HEADING.match(block)
    return found and (words := _inline(found[2])) and f"{found[1]} {words}"


def _with_place(html: str, heading: Callable[[int, str], tuple[int, str]]) -> str:
    marks, _, words = html.partition(" ")
    level, name = heading(len(marks), _LINK.sub(r"\1", _TAGS.sub("", words)))
    return f'<h{level} id="{name}">{words}</h{level}>'


_TAGS = re.compile(r"</?(?:em|strong)>")


def _inline(text: str) -> str | None:
    """Links are left as they are written."""
    if ("[" in text or "]" in text) and re.search(r"[\[\]]", _LINK.sub("", text)):
        return None
    if "*" not in text:
        return text
    html = _EMPHASIS.sub(_emphasised, text)
    return None if "*" in html else html


def _emphasised(found: re.Match[str]) -> str:
    tag = "em" if len(found[1]) == 1 else "strong"
    return f"<{tag}>{found[2]}</{tag}>"
