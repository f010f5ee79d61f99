"""
Takes a person out of the content: profile, photograph, register, lists that name them, links that lead to them.

Files are edited line by line, so that everything else in them keeps its bytes; an edit after which a file does not say
exactly what it said before, without this person, is not made but told, like every mention that only a person can mend.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.hidden import NAME as HIDDEN
from generator.hidden import read_hidden
from generator.problems import nearest
from generator.records import RECORD_TYPES, reference_names
from generator.sources import Document, Source, parse_data, parse_document, read_content
from generator.urls import COLLECTIONS

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_UNFINISHED = "_withdrawal-"
"""Before the name of a file that is being written: a name that begins with _ is never published."""


@dataclass
class Withdrawal:
    """What is to be done, and what is left for somebody to do by hand."""

    slug: str
    removed: dict[str, Path] = field(default_factory=dict)
    """source path → file that goes altogether"""
    edited: dict[str, tuple[Path, bytes]] = field(default_factory=dict)
    """source path → file and what it will hold"""
    done: list[str] = field(default_factory=list)
    """file:line: what changes there, in the numbers of before"""
    by_hand: list[str] = field(default_factory=list)
    """file:line: what somebody must look at, in the numbers of afterwards"""

    nearest: str = ""
    """another profile with a name like this one, for somebody who mistyped it"""

    @property
    def found(self) -> bool:
        return bool(self.removed or self.edited or self.by_hand)


def plan_withdrawal(slug: str, content: Path, *, label: str) -> Withdrawal:
    """A profile's slug and a content folder → what to do; nothing is written."""
    contents = read_content(content, label=label)
    people = [each.slug for each in contents.sources if each.collection == "ambassadors"]
    plan = Withdrawal(slug, nearest=nearest(slug, [each for each in people if each != slug]))
    own = next(
        (each for each in contents.sources if (each.collection, each.slug) == ("ambassadors", slug)), None
    )
    profile = parse_document(own) if own else None
    name = str(profile.values.get("name", "")) if isinstance(profile, Document) else ""
    if own:
        plan.removed[own.path] = content / own.path.removeprefix(f"{label}/")
        plan.done.append(f"{own.path}:1: the profile is removed")
    pictures = _pictures(slug, profile, contents.photographs, contents.sources)
    for path in pictures:
        plan.removed[path] = contents.photographs[path]
        plan.done.append(f"{path}:1: the photograph is removed")
    known = {
        kind: {each.slug: each.path for each in contents.sources if each.collection == kind}
        for kind in COLLECTIONS
    }
    for source in contents.sources:
        if source is own:
            continue
        data = _without_person(source, slug, known, plan)
        if data != source.data:
            plan.edited[source.path] = (content / source.path.removeprefix(f"{label}/"), data)
        plan.by_hand += _mentions(source.path, data, slug, name, in_part=data != source.data)
    return plan


def _pictures(
    slug: str, profile: Any, photographs: Mapping[str, Path], sources: tuple[Source, ...]
) -> list[str]:
    """The person's pictures: the one that the profile names, and any of its name; none that another profile shows."""
    shown = {
        str(other.values.get("photo"))
        for source in sources
        if source.collection == "ambassadors"
        and source.slug != slug
        and isinstance(other := parse_document(source), Document)
    }
    named = str(profile.values.get("photo")) if isinstance(profile, Document) else ""
    return [
        path
        for path in photographs
        if path.split("/")[-2] == "ambassadors"
        and (file := path.rpartition("/")[2]) not in shown
        and (file == named or file.rpartition(".")[0] == slug)
    ]


# ---------------------------------------------------------------- one file


def _without_person(
    source: Source, slug: str, known: Mapping[str, Mapping[str, str]], plan: Withdrawal
) -> bytes:
    """A file's bytes without the person, as far as that can be done surely."""
    if (source.collection, source.slug) == ("register", HIDDEN):
        return _without_lines_that_hide(source, known, plan)
    parsed = parse_document(source) if source.collection in COLLECTIONS else parse_data(source)
    data = source.data
    if isinstance(parsed, Document):
        for place in _places(parsed, slug):
            data = _cut(source, data, place, plan)
    if source.collection in COLLECTIONS:
        data = _unlinked(source, data, slug, plan)
    return data


def _places(document: Document, slug: str) -> Iterator[tuple[str | int, ...]]:
    """Where a file names the person as a value or a key that can be taken out: last first, so that numbers hold."""
    if document.collection in RECORD_TYPES:
        for name in reference_names(RECORD_TYPES[document.collection], "ambassadors"):
            value = document.values.get(name)
            if value in (slug, [slug]):
                yield (name,)
            elif isinstance(value, list):
                yield from ((name, number) for number in reversed(range(len(value))) if value[number] == slug)
    elif document.collection == "register":
        names = {slug, f"ambassadors/{slug}", f"ambassadors/{slug}.md", f"content/ambassadors/{slug}.md"}
        rows = document.values.get("")
        if isinstance(rows, list):
            for number in reversed(range(len(rows))):
                row = rows[number]
                values = row.values() if isinstance(row, dict) else [row]
                if any(isinstance(value, str) and value in names for value in values):
                    yield ("", number)
        else:
            yield from ((key,) for key in reversed(list(document.values)) if key in names)


def _cut(source: Source, data: bytes, place: tuple[str | int, ...], plan: Withdrawal) -> bytes:
    """The bytes without the value at a place; unchanged, and told, when the file would not say the rest as before."""
    parse = parse_document if source.collection in COLLECTIONS else parse_data
    before = parse(Source(source.path, source.collection, source.slug, data))
    if not isinstance(before, Document):
        return data
    line = before.line_of(place)
    lines = _LINE.findall(data)
    one_of_several = source.collection in COLLECTIONS and len(place) == 2
    row = lines[line - 1].lstrip()
    if one_of_several and not row.startswith(b"- "):
        lines[line - 1] = _without_item(lines[line - 1], plan.slug.encode())
    else:
        del lines[line - 1 : _end_of(lines, line)]
    after = parse(Source(source.path, source.collection, source.slug, b"".join(lines)))
    if isinstance(after, Document) and (after.values, after.body) == (
        _taken_out(before.values, place),
        before.body,
    ):
        plan.done.append(f"{source.path}:{line}: {plan.slug} is taken out")
        return b"".join(lines)
    plan.by_hand.append(f"{source.path}:{line}: take {plan.slug} out here")
    return data


def _end_of(lines: list[bytes], line: int) -> int:
    """The number of the last line of the value that begins on a line: what is indented more belongs to it."""
    first = lines[line - 1]
    indent = len(first) - len(first.lstrip(b" "))
    is_field = not first.lstrip().startswith(b"- ")
    end = line
    for number in range(line, len(lines)):
        text = lines[number]
        if text.strip() and not text.startswith(b"---"):
            deeper = len(text) - len(text.lstrip(b" ")) > indent
            # The items of a list may stand under the first letter of its field.
            if not deeper and not (is_field and text[indent:].startswith(b"- ")):
                break
            end = number + 1
        elif text.strip():
            break
    # An empty line after an entry parts it from the next one, which the line before it does as well.
    if end < len(lines) and not lines[end].strip() and (line < 2 or not lines[line - 2].strip()):
        end += 1
    return end


def _without_item(row: bytes, slug: bytes) -> bytes:
    quoted = rb"""(?P<q>["']?)""" + re.escape(slug) + rb"(?P=q)"
    shorter = re.sub(rb"(?<=[\[,\s])" + quoted + rb"[ \t]*,[ \t]*", b"", row, count=1)
    if shorter == row:
        shorter = re.sub(rb",[ \t]*" + quoted + rb"(?=[ \t]*[\],\r\n]|[ \t]*$)", b"", row, count=1)
    return shorter if shorter.strip() else b""


def _taken_out(values: Mapping[str, Any], place: tuple[str | int, ...]) -> dict[str, Any]:
    first, *rest = place
    if not rest:
        return {name: value for name, value in values.items() if name != first}
    kept = [value for number, value in enumerate(values[str(first)]) if number != rest[0]]
    # A file that holds nothing any more is as empty as one that was never written.
    return {} if first == "" and not kept else {**values, str(first): kept}


def _without_lines_that_hide(
    source: Source, known: Mapping[str, Mapping[str, str]], plan: Withdrawal
) -> bytes:
    own = known["ambassadors"].get(plan.slug, f"ambassadors/{plan.slug}.md")
    only = {"ambassadors": {plan.slug: own}}
    kept = []
    for number, line in enumerate(_LINE.findall(source.data), 1):
        hides, wrong = read_hidden(Source(source.path, source.collection, source.slug, line), only)
        if own in hides.paths and not wrong and b"," not in line:
            plan.done.append(f"{source.path}:{number}: {plan.slug} is taken out")
        else:
            kept.append(line)
    return b"".join(kept)


def _unlinked(source: Source, data: bytes, slug: str, plan: Withdrawal) -> bytes:
    """[Amina](../ambassadors/amina-khan.md) → Amina: the words stay, for a person to look at."""
    folder = rb"(?:\./)?" if source.collection == "ambassadors" else rb"\.\./ambassadors/"
    link = re.compile(
        rb"\[([^\[\]\r\n]*)\]\(\s*<?"
        + folder
        + re.escape(slug.encode())
        + rb"\.md(?:#[^\s)>]*)?>?(?:\s+\"[^\"\r\n]*\")?\s*\)"
    )
    lines = _LINE.findall(data)
    for number, line in enumerate(lines, 1):
        plain, count = link.subn(rb"\1", line)
        if count:
            plan.done.append(f"{source.path}:{number}: the link is taken away, its words stay")
            plan.by_hand.append(
                f"{source.path}:{number}: the words of a link to the profile still stand here"
            )
            lines[number - 1] = plain
    return b"".join(lines)


def _mentions(path: str, data: bytes, slug: str, name: str, *, in_part: bool) -> Iterator[str]:
    """Lines that still name the person. A file that named them in its fields may know them by their first name."""
    text = data.decode("utf-8-sig", "replace")
    wanted = [(name, "the name"), (slug, "the profile's name")]
    first = name.split()[0] if name.split() else ""
    if in_part and len(first) > 1 and first != name:
        wanted.append((first, "the first name"))
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for word, what in wanted:
            if word and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line, re.IGNORECASE):
                yield f"{path}:{number}: {what} stands here"
                break


# ---------------------------------------------------------------- doing it


def carry_out(plan: Withdrawal) -> None:
    """
    Writes what is planned: all of it, or nothing if the machine refuses (OSError).

    The profile goes last: whoever runs it again after a power cut still has everything that says who it was.
    """
    before = {path: (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) for path in _touched(plan)}
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in plan.edited.values():
            beside = path.with_name(f"{_UNFINISHED}{path.name}")
            ready.append((beside, path))
            _write(beside, data, before[path][1])
        for beside, path in ready:
            beside.replace(path)
        for path in reversed(plan.removed.values()):
            path.unlink()
    except OSError:
        for path, (data, mode) in before.items():
            with contextlib.suppress(OSError):
                if not path.exists() or path.read_bytes() != data:
                    _write(path, data, mode)
        raise
    finally:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)


def _touched(plan: Withdrawal) -> Iterator[Path]:
    yield from plan.removed.values()
    yield from (path for path, _ in plan.edited.values())


def _write(path: Path, data: bytes, mode: int) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


RUNBOOK = """\
What no build can reach. Aim to have all of it done within three days.

1. Build and publish the site, then open the old address: it must answer 'not found'. If a store stands before the site, empty it.
2. The history of the repository still holds the profile and the photograph. To rewrite it, an owner uses git filter-repo with
   --invert-paths and a --path for each removed file, and all who have a copy must fetch it anew. Words in other files need
   --replace-text. Pull requests keep their own copies: ask the host's support to remove those and to empty its caches.
3. The text of pull requests, issues and their titles: edit or delete it by hand. Earlier edits stay visible until deleted too.
4. Forks and copies on other computers: ask whoever has them. Nobody can call them back.
5. Search engines: ask each one to remove the outdated address of the page and of its pictures, in its own removal tool.
6. Web archives: write to them with the address, and say that the person has withdrawn.
7. Printed sheets, saved pages, other people's copies of the open data: ask schools; those who keep copies were told to renew them.
8. Tell the person what is done and what cannot be. Do not promise that the internet forgets.
"""
