"""
What was written: reads the content folder and parses each file into text values with their lines.

Content is not trusted. Only ordinary files are opened, each within its size; YAML is walked as events, so that no
anchor, tag or deep nest is ever constructed; every value stays text until a field reads it.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.messages import MESSAGES
from generator.problems import Problem, nearest, quoted, shown
from generator.urls import COLLECTIONS, RESERVED_NAMES

TEXT_LIMIT = 64 * 1024
HUB_FILE_LIMIT = 8 * 1024 * 1024
"""for the hub's own lists: the register of 30,000 volunteers is one file"""
FOLDER_LIMIT = 100_000
"""files in one folder: 30,000 volunteers with a photograph each are 60,000"""
FRONT_MATTER_LIMIT = 16 * 1024
FRONT_MATTER_DEPTH = 8
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
DATED_SLUG = re.compile(r"\d{4}-\d{2}-\d{2}-" + SLUG.pattern)
PHOTOGRAPH_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
OTHER_PICTURES = (".heic", ".heif", ".gif", ".svg", ".tif", ".tiff", ".bmp", ".avif")
WITH_PHOTOGRAPHS = ("ambassadors", "case-studies")

IGNORED_NAMES = {
    ".gitkeep": "keeps an empty folder in git",
    ".gitignore": "is for git",
    ".DS_Store": "is left by macOS",
    "Thumbs.db": "is left by Windows",
    "README.md": "explains its folder",
}
EXAMPLE = "a name that begins with _ is never published"

# A mark that opens or steers hidden text: bidi controls, zero-width spaces, tag characters, letters that show nothing,
# and the like; or more marks on one letter than any language writes.
_ALONE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff"
)
_STACKED = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
# One set of signs that each begins with: the search passes over everything else as fast as it can.
HIDDEN = re.compile(f"[{_ALONE}{_STACKED}](?:(?<=[{_ALONE}])|(?<=[{_STACKED}])[{_STACKED}]{{3,}})")


BLACK_FLAG = "\U0001f3f4"
"""the sign from which the flags of England, Scotland and Wales are made"""


@dataclass(frozen=True, slots=True)
class Source:
    """One text file of the content: its bytes, not yet understood."""

    path: str
    """posix, from the repository's root: what messages show"""
    collection: str
    """the kind, from the folder: one of COLLECTIONS, or 'vocabularies', 'register', 'evidence', 'consent-texts', 'settings'"""
    slug: str
    """from the file's name"""
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything found in a content folder."""

    sources: tuple[Source, ...]
    photographs: Mapping[str, Path]
    """source path → where the picture lies"""
    ignored: tuple[tuple[str, str], ...]
    """(path, why)"""
    problems: tuple[Problem, ...]
    file_count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file understood as text: values with the line each stands on, and the body."""

    path: str
    collection: str
    slug: str
    values: Mapping[str, Any]
    """field → text, list or mapping of texts; a field left empty is not here"""
    lines: Mapping[tuple[str | int, ...], int]
    """place of a value, such as ('route', 2, 'year') → line in the file"""
    body: str = ""
    body_line: int = 1

    def line_of(self, place: tuple[str | int, ...]) -> int:
        """The line of a value, or of the nearest thing around it."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return 1


# ---------------------------------------------------------------- reading


def read_content(folder: Path, *, label: str, skip: frozenset[str] = frozenset()) -> Contents:
    """
    Reads every file under a content folder, in order of name.

    `label` is how messages call the folder ('content'). `skip` holds top-level names that are not read.
    What cannot be read is a problem by name; nothing is passed over in silence.
    """
    reader = _Reader(folder, label)
    reader.read_folder("", skip)
    return Contents(
        tuple(reader.sources),
        reader.photographs,
        tuple(reader.ignored),
        tuple(reader.problems),
        reader.file_count,
    )


def read_again(folder: Path, path: str, *, label: str) -> Source | None:
    """One file of a record that was read before; None where it is no longer an ordinary file, or too long."""
    place = path.removeprefix(f"{label}/")
    collection, _, name = place.rpartition("/")
    reader = _Reader(folder, label)
    try:
        if stat.S_ISREG((folder / place).lstat().st_mode):
            reader.read_text(name, name.removesuffix(".md"), collection, place, set())
    except OSError:
        return None
    return reader.sources[0] if reader.sources else None


@dataclass
class _Reader:
    folder: Path
    label: str
    sources: list[Source] = field(default_factory=list)
    photographs: dict[str, Path] = field(default_factory=dict)
    ignored: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    file_count: int = 0

    def problem(self, relative: str, rule: str, message: str) -> None:
        self.problems.append(Problem(self.path(relative), 1, "", rule, message))

    def path(self, relative: str) -> str:
        """As messages and reports show it: a file's name may hold what steers a terminal."""
        return shown(f"{self.label}/{relative}", limit=400)

    def read_folder(self, relative: str, skip: frozenset[str] = frozenset()) -> None:
        try:
            with os.scandir(self.folder / relative) as found:
                entries = sorted(islice(found, FOLDER_LIMIT + 1), key=lambda entry: entry.name)
        except OSError as error:
            self.file_count += 1
            self.problem(
                relative.rstrip("/"),
                "unsafe-file",
                f"the folder cannot be read ({error.strerror}). Make it readable.",
            )
            return
        if len(entries) > FOLDER_LIMIT:
            self.too_many(relative.rstrip("/"))
            return
        names = {entry.name for entry in entries}
        for entry in entries:
            if not relative and entry.name in skip:
                continue
            place = f"{relative}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if f"{place}/" in _FOLDERS or entry.name.startswith("_"):
                    self.read_folder(f"{place}/") if not entry.name.startswith("_") else self.ignore_tree(
                        place
                    )
                else:
                    self.unknown_folder(place)
                continue
            self.file_count += 1
            try:
                self.read_entry(entry, relative, place, names)
            except OSError as error:
                self.problem(
                    place,
                    "unsafe-file",
                    f"the file cannot be read ({error.strerror}). Make it readable, or remove it.",
                )

    def too_many(self, place: str) -> None:
        self.file_count += 1
        message = f"the folder holds more than {FOLDER_LIMIT:,} files. Remove those that are no content."
        self.problem(place, "file-size", message)

    def ignore_tree(self, place: str) -> None:
        found = sorted(islice((self.folder / place).rglob("*"), FOLDER_LIMIT + 1))
        if len(found) > FOLDER_LIMIT:
            self.too_many(place)
            return
        for path in found:
            if not path.is_dir():
                self.file_count += 1
                self.ignored.append((self.path(path.relative_to(self.folder).as_posix()), EXAMPLE))

    def unknown_folder(self, place: str) -> None:
        self.file_count += 1
        guess = nearest(place, [name.rstrip("/") for name in _FOLDERS])
        hint = (
            f"Did you mean {quoted(guess)}?"
            if guess
            else "Put each file directly into the folder of its kind."
        )
        self.problem(place, "file-type", f"{quoted(place)} is not a folder that the site reads. {hint}")

    def read_entry(self, entry: os.DirEntry[str], relative: str, place: str, names: set[str]) -> None:
        name = entry.name
        if any(0xDC80 <= ord(character) <= 0xDCFF for character in name):
            self.problem(
                shown(place),
                "file-name",
                "the file's name is not UTF-8. Rename it with plain letters, digits and hyphens.",
            )
            return
        mode = entry.stat(follow_symlinks=False).st_mode
        if not stat.S_ISREG(mode):
            what = "a link to somewhere else" if stat.S_ISLNK(mode) else "not an ordinary file"
            self.problem(place, "unsafe-file", f"this is {what}. Put the file itself here.")
            return
        if name in IGNORED_NAMES:
            self.ignored.append((f"{self.label}/{place}", IGNORED_NAMES[name]))
            return
        if name.startswith("_"):
            self.ignored.append((self.path(place), EXAMPLE))
            return
        self.read_known(name, relative, place, names)

    def read_known(self, name: str, relative: str, place: str, names: set[str]) -> None:
        collection, ending = _FOLDERS[relative]
        stem, dot, suffix = name.rpartition(".")
        suffix = dot + suffix
        if relative == "" and name != "site.yml":
            self.problem(
                place,
                "file-type",
                f"{quoted(name)} is not read here. Only site.yml and the folders of each kind are.",
            )
        elif suffix == ending:
            self.read_text(name, stem, collection, place, names)
        elif suffix.lower() in PHOTOGRAPH_ENDINGS and collection in WITH_PHOTOGRAPHS:
            if self.name_is_good(stem, suffix, collection, place, names, picture=True):
                self.photographs[f"{self.label}/{place}"] = self.folder / place
        elif suffix.lower() in OTHER_PICTURES:
            self.problem(
                place,
                "photo-type",
                f"a picture ending in {suffix} is not used. Save it as a JPEG, PNG or WebP file.",
            )
        else:
            hint = (
                f"Name it {quoted(stem + ending)}."
                if suffix.lower() in (ending, ".txt", ".markdown", ".yaml", ".yml")
                else (
                    f"Only files ending in {ending} belong here; remove it, or begin its name with _ to set it aside."
                )
            )
            self.problem(place, "file-type", f"{quoted(name)} is not a file that the site reads. {hint}")

    def read_text(self, name: str, stem: str, collection: str, place: str, names: set[str]) -> None:
        if collection in COLLECTIONS and not self.name_is_good(stem, ".md", collection, place, names):
            return
        data = self.read_bytes(
            place, HUB_FILE_LIMIT if collection in ("register", "vocabularies") else TEXT_LIMIT
        )
        if data is not None:
            self.sources.append(Source(f"{self.label}/{place}", collection, stem, data))

    def name_is_good(
        self, stem: str, suffix: str, collection: str, place: str, names: set[str], *, picture: bool = False
    ) -> bool:
        wanted = DATED_SLUG if collection == "events" and not picture else SLUG
        if wanted.fullmatch(stem) and suffix == suffix.lower():
            if not picture and (stem in RESERVED_NAMES or stem in COLLECTIONS[collection].reserved):
                self.problem(
                    place,
                    "reserved-name",
                    f"the name {quoted(stem)} is needed by the site itself. Choose another: {stem}-2{suffix}.",
                )
                return False
            return True
        plain = plain_name(stem)
        suggestion = f"{plain or 'a-plain-name'}{suffix.lower()}"
        if wanted is DATED_SLUG and SLUG.fullmatch(plain or "-"):
            if not re.match(r"\d{4}-\d{2}-\d{2}-", plain):
                message = f"an event's file name begins with its date. Rename it to 2027-03-14-{suggestion}, with the event's own date."
            else:
                message = f"{quoted(stem + suffix)} cannot be an address. Rename it to {quoted(suggestion)}."
            self.problem(place, "file-name", message)
        elif suggestion in names:
            self.problem(
                place,
                "same-name",
                f"{quoted(stem + suffix)} would have the same address as {quoted(suggestion)}. Remove or rename one.",
            )
        else:
            self.problem(
                place,
                "file-name",
                f"{quoted(stem + suffix)} cannot be an address. Use up to 60 small letters, digits and hyphens: {quoted(suggestion)}.",
            )
        return False

    def read_bytes(self, place: str, limit: int) -> bytes | None:
        # O_NOFOLLOW and O_NONBLOCK: the file may have become a link or a pipe since it was listed.
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NOFOLLOW", 0)
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
        )
        descriptor = os.open(self.folder / place, flags)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            self.problem(place, "file-size", f"the file is larger than {limit // 1024} KiB. Shorten it.")
            return None
        return data


_FOLDERS: dict[str, tuple[str, str]] = {
    "": ("settings", ".yml"),
    **{f"{collection}/": (collection, ".md") for collection in COLLECTIONS},
    "vocabularies/": ("vocabularies", ".yml"),
    "register/": ("register", ".yml"),
    "register/evidence/": ("evidence", ".yml"),
    "register/consent-texts/": ("consent-texts", ".md"),
}
"""folder, from the content root → (kind of file, its ending)"""


_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"}
)
"""What is no plain letter with a mark, and so does not come apart by itself."""


def plain_name(stem: str) -> str:
    """'Siobhán Łukasz' → siobhan-lukasz; '' where nothing plain is left."""
    plain = stem.lower().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", decomposed).strip("-")[:60].strip("-")


# ---------------------------------------------------------------- parsing


class FrontMatter(YAMLHandler):
    """Splits a file at its two lines of three hyphens; only whole lines count, so that `---` may stand inside a text."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


_front_matter = FrontMatter()


class Unreadable(Exception):
    """A file that cannot be understood at all: the one thing that is wrong, and its line."""

    def __init__(self, line: int, rule: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.line, self.rule, self.message, self.field = line, rule, message, field


def parse_document(source: Source) -> Document | Problem:
    """A Markdown file with front matter → its Document, or the one reason why it cannot be understood."""
    try:
        text = decode(source.data)
        if not _front_matter.FM_BOUNDARY.match(text):
            raise Unreadable(
                1,
                "no-front-matter",
                "the file does not begin with its fields. Write --- on the first line, the fields under it, and --- again.",
            )
        try:
            front_matter, body = _front_matter.split(text)
        except ValueError:
            raise Unreadable(
                1,
                "no-front-matter",
                "the fields begin but do not end. Write --- on a line of its own after the last field.",
            ) from None
        values, lines = parse_yaml(front_matter, first_line=1)
        if not isinstance(values, dict):
            raise Unreadable(
                2,
                "front-matter-syntax",
                "the fields are not written as 'field: value'. Write one field a line, such as name: Ada.",
            )
        body_line = 1 + text.count("\n", 0, len(text) - len(body))
        return Document(source.path, source.collection, source.slug, values, lines, body, body_line)
    except Unreadable as reason:
        return Problem(source.path, reason.line, reason.field, reason.rule, reason.message)


def parse_words(source: Source) -> Document | Problem:
    """A Markdown file whose fields may be left out altogether: a consent text is words first of all."""
    if source.data.lstrip(b"\xef\xbb\xbf").startswith(b"---"):
        return parse_document(source)
    try:
        return Document(source.path, source.collection, source.slug, {}, {}, decode(source.data))
    except Unreadable as reason:
        return Problem(source.path, reason.line, reason.field, reason.rule, reason.message)


def parse_data(source: Source) -> Document | Problem:
    """A YAML file → a Document whose values are under '' when the file holds a list."""
    try:
        values, lines = parse_yaml(decode(source.data), first_line=1, limit=HUB_FILE_LIMIT)
        if not isinstance(values, dict):
            values = {"": values} if values is not None else {}
            lines = {("", *place): line for place, line in lines.items()}
        return Document(source.path, source.collection, source.slug, values, lines)
    except Unreadable as reason:
        return Problem(source.path, reason.line, reason.field, reason.rule, reason.message)


def decode(data: bytes) -> str:
    """UTF-8 bytes → text in normal form C with simple line ends; raises Unreadable for anything else or hidden characters."""
    # Without its mark UTF-16 is known by the empty half of its first letter.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:2].count(0) == 1:
        raise Unreadable(1, "not-utf-8", "the file is saved as UTF-16. Save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            line,
            "not-utf-8",
            f"byte {error.start + 1} (0x{data[error.start]:02X}) is not UTF-8. Save the file as UTF-8.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = HIDDEN.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        raise Unreadable(line, "hidden-character", hidden_message(hidden))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def hidden_message(hidden: re.Match[str]) -> str:
    """What HIDDEN found → what it is and what to do about it."""
    if len(hidden.group()) > 1:
        return MESSAGES["hidden-character--stacked"]
    if hidden.string[: hidden.start()].endswith(BLACK_FLAG):
        return MESSAGES["hidden-character--flag"]
    name = unicodedata.name(hidden.group(), "control character").lower()
    return MESSAGES["hidden-character"].format(code=f"{ord(hidden.group()):04X}", name=name)


def parse_yaml(
    text: str, *, first_line: int, limit: int = FRONT_MATTER_LIMIT
) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    """
    YAML → (texts, lists and mappings; place → line). Raises Unreadable at the first thing that cannot be understood.

    Values keep their text: `no` is 'no', `10:30` is '10:30'. A field without a value is left out, its line kept.
    `first_line` is the file's line on which `text` begins, 1 for the rest of a line after the opening hyphens.
    """
    if len(text) > limit or (len(text) * 4 > limit and len(text.encode()) > limit):
        raise Unreadable(
            1,
            "front-matter-size",
            f"the fields take more than {limit // 1024} KiB. Shorten them; the story goes below the second ---.",
        )
    nested = _NESTED.search(text)
    if nested:
        line = first_line + text.count("\n", 0, nested.start())
        raise Unreadable(
            line, "front-matter-size", "lists are nested too deeply. Write them as the example file does."
        )
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        unclosed = str(error.context or "").startswith(_OPENED)
        mark = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
        rows, at = text.split("\n"), mark.line if mark else 0
        if _has_no_colon(rows, at):
            at -= 1
            message = "a line has no colon after its field. Write field: value, or indent a line that continues a text."
        else:
            message = _syntax_message(str(error.problem or ""), rows, at)
        raise Unreadable(first_line + at, "front-matter-syntax", message) from None
    except yaml.YAMLError:
        raise Unreadable(
            first_line,
            "front-matter-syntax",
            "the fields cannot be read as YAML. Compare them with _example.md in the same folder.",
        ) from None
    return builder.result, builder.lines


_OPENED = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
"""Faults of something that opens on one line and is only missed on a later one: the first is the one to mend."""
_NESTED = re.compile(r"[\[{](?:[ \t]*[\[{]){7}|^[ \t]*(?:[-?:][ \t]+){8}", re.MULTILINE)


class _Builder:
    """Builds values from YAML events with a stack of its own, never deeper than FRONT_MATTER_DEPTH."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.result: Any = None
        self.stack: list[tuple[Any, tuple[str | int, ...]]] = []
        self.key: str | None = None
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_features(event, line)
            # The file itself has no such character: here it was written as an escape, such as "\\u202e".
            hidden = HIDDEN.search(event.value) if event.style == '"' else None
            if hidden:
                raise Unreadable(line, "hidden-character", hidden_message(hidden))
            plain_and_empty = event.value == "" and event.style is None
            self.put(None if plain_and_empty else event.value, line)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self.refuse_features(event, line)
            if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
                raise Unreadable(
                    line,
                    "front-matter-syntax",
                    "a field's name cannot be a list or group. Write name: value.",
                )
            if len(self.stack) >= FRONT_MATTER_DEPTH:
                raise Unreadable(
                    line,
                    "front-matter-size",
                    "lists are nested too deeply. Write them as the example file does.",
                )
            container: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
            self.stack.append((container, self.put(container, line)))
            self.key = None
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.stack.pop()
            self.key = None
        elif isinstance(event, yaml.AliasEvent):
            raise Unreadable(
                line,
                "yaml-feature",
                f"'*{shown(event.anchor)}' refers to another place. Write the value out, or put the text in quotes.",
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Unreadable(line, "front-matter-syntax", "there is a second set of fields. Keep one.")

    def put(self, value: Any, line: int) -> tuple[str | int, ...]:
        if not self.stack:
            self.result = value
            return ()
        container, place = self.stack[-1]
        if isinstance(container, list):
            place = (*place, len(container))
            container.append("" if value is None else value)
            self.lines[place] = line
        elif self.key is None:
            self.take_key(value or "", container, place, line)
        else:
            place = (*place, self.key)
            if value is not None:
                container[self.key] = value
            self.key = None
        return place

    def take_key(self, key: str, container: dict[str, Any], place: tuple[str | int, ...], line: int) -> None:
        if key == "<<":
            raise Unreadable(line, "yaml-feature", "'<<' merges another group. Write the fields out.")
        first = self.lines.get((*place, key))
        if first is not None:
            raise Unreadable(
                line,
                "repeated-field",
                f"it is already given on line {first}. Keep one of the two.",
                field=shown(key),
            )
        self.key = key
        self.lines[(*place, key)] = line

    def refuse_features(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            raise Unreadable(
                line,
                "yaml-feature",
                f"'&{shown(event.anchor)}' names a place to refer to. Remove it, or put the text in quotes.",
            )
        if event.tag is not None and event.tag != "!":
            raise Unreadable(
                line,
                "yaml-feature",
                "a text that begins with ! has a meaning of its own in YAML. Put it in quotes, or remove the !.",
            )


def _has_no_colon(rows: list[str], at: int) -> bool:
    """Whether the line above is a word alone where a field is wanted: the parser only stumbles at the next colon."""
    above = rows[at - 1] if 0 < at < len(rows) else ""
    return bool(re.fullmatch(r"[\w-]+[ \t]*", above)) and bool(re.match(r"[\w-]+:", rows[at]))


def _syntax_message(problem: str, rows: list[str], at: int) -> str:
    """What YAML's parser met → what a volunteer can do about it."""
    row = rows[at] if at < len(rows) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return "the line begins with a tab. Use spaces."
    before = next((each for each in reversed(rows[:at]) if each.strip()), "")
    if "mapping values are not allowed" in problem and _indent(row) > _indent(before):
        return "the line begins further to the right than the line above. Begin both at the same place."
    if "mapping values are not allowed" in problem:
        name, _, value = row.strip().partition(": ")
        if value:
            return f"a text with a colon in it needs quotes. Write {shown(name)}: {_in_quotes(shown(value, limit=60))}"
        return "the line is indented as part of the line above. Move it to the left, or put the text above in quotes."
    early = _ENDS_EARLY.match(row)
    if early:
        name, mark, words = early["name"].strip(), early["mark"], early["words"]
        what = (
            "an apostrophe inside single quotes" if mark == "'" else "a quotation mark inside double quotes"
        )
        return f"{what} ends the text. Write {shown(name)}: {_in_quotes(shown(words, limit=60))}"
    if "unexpected end of stream" in problem or "quoted scalar" in problem:
        return "a quotation mark opens a text and nothing closes it. Add the closing mark, or remove the opening one."
    if "cannot start any token" in problem:
        name, _, value = row.strip().partition(":")
        if value.strip():
            return f"a text that begins with {quoted(value.strip()[0])} needs quotes. Write {shown(name)}: {_in_quotes(shown(value.strip(), limit=60))}"
        return "the line begins with a sign that has a meaning of its own. Put the text in quotes."
    if "expected ',' or" in problem:
        return "a list in brackets is not closed, or a comma is missing. Write [one, two, three]."
    if "escape" in problem:
        return "a backslash inside double quotes has a meaning of its own. Use single quotes around the text."
    if "could not find expected ':'" in problem:
        return (
            "a line has no colon after its field. Write field: value, or indent a line that continues a text."
        )
    if (
        "did not find expected key" in problem
        or "block mapping" in problem
        or "block collection" in problem
        or "'-' indicator" in problem
    ):
        return "the line does not line up with the lines above. Give fields of one group the same indent, and check the quotes above."
    if "alias" in problem or "anchor" in problem:
        return "a text that begins with * or & needs quotes. Write it between two quotation marks."
    return "the line cannot be read. Compare it with _example.md in the same folder; a text with special signs needs quotes."


def _in_quotes(value: str) -> str:
    """A text as YAML takes it: in double quotes, or in single ones where it has double quotes or backslashes itself."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


_ENDS_EARLY = re.compile(
    r"""[ \t]*(?:-[ \t]+)?(?P<name>[\w-]+):[ \t]+(?P<mark>['"])(?P<words>(?:(?!(?P=mark)).)*(?P=mark)[^\s'",\]}].*)(?P=mark)[ \t]*$"""
)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def example_sources(folder: Path, *, label: str) -> Iterator[Source]:
    """The `_example.md` files, which are validated by a test and never published."""
    for collection in COLLECTIONS:
        path = folder / collection / "_example.md"
        if path.is_file():
            yield Source(f"{label}/{collection}/_example.md", collection, "_example", path.read_bytes())
