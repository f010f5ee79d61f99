"""
The hub's spreadsheet, as Excel saves it, → profile files, and for each row that needs a hand: what and where.

A second list of columns says which heading is which field. What is private (an address, a telephone number) is never
written, whatever that list says. Nothing here touches a file: `pipeline` reads and writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.front_matter import file_text
from generator.problems import nearest, quoted, shown, way_out
from generator.records import Ambassador, validate_record
from generator.site_model import reference_problems
from generator.sources import Document, Source, parse_document
from generator.starter import EXAMPLE_BODY, slug_of
from generator.validation import CONTACT

COLLECTION = "ambassadors"
STORY, KEY, FILE_NAME, PRIVATE, IGNORED = "story", "key", "file name", "private", "ignored"
ROLES = {
    STORY: "the text below the fields",
    KEY: "a number that stays with a person, and is never written: it tells two people of one name apart",
    FILE_NAME: "the profile's file name, if the hub keeps it",
    PRIVATE: "never written",
    IGNORED: "not used",
}
"""What a column may be besides a field."""
STEP_PARTS = ("step", "what", "where", "year")
"""The parts of a step of a route, as a cell gives them: 'gcse | Nine of them | Leeds | 2009; job | Welder'."""
DAYS_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


class SpreadsheetRefused(ValueError):
    """The spreadsheet or its list of columns cannot be used at all; the words say what to do."""


@dataclass(frozen=True)
class Columns:
    """Which heading is what: a field ('consent.profile' for a part of one), or one of ROLES."""

    meaning: Mapping[str, str]
    always: Mapping[str, str] = field(default_factory=dict)
    """fields that have the same text in every row"""
    day_first: bool = False


@dataclass(frozen=True)
class Hand:
    """A row that somebody has to look at: its number as the spreadsheet shows it, the column, and what to do."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}: {f'{shown(self.column)}: ' if self.column else ''}{self.message}"


@dataclass(frozen=True)
class Import:
    """What an import would write, and what it leaves to somebody's hand."""

    files: Mapping[str, str]
    """slug → text, of new and changed profiles"""
    new: int
    unchanged: int
    hands: tuple[Hand, ...]
    private: tuple[str, ...]
    """headings of what was not written because it is private"""


# ---------------------------------------------------------------- the list of columns


def read_columns(document: Document) -> Columns:
    """The file that says what each column is."""
    unknown = [name for name in document.values if name not in ("columns", "always", "dates")]
    if unknown:
        hint = way_out(unknown[0], ("columns", "always", "dates"))
        raise SpreadsheetRefused(f"{document.path}: {quoted(unknown[0])} is not read here. {hint}")
    columns, always = document.values.get("columns", {}), document.values.get("always", {})
    for name, group in (("columns", columns), ("always", always)):
        if not isinstance(group, Mapping) or not all(isinstance(each, str) for each in group.values()):
            raise SpreadsheetRefused(
                f"{document.path}: {name} is a list of lines such as 'Job title: job_title'."
            )
    dates = document.values.get("dates", "")
    if dates not in ("", "day first", "year first"):
        raise SpreadsheetRefused(
            f"{document.path}: dates: {quoted(dates)} is neither 'day first' nor 'year first'."
        )
    for target in (*columns.values(), *always):
        _must_be_known(target, document.path)
    return Columns({_folded(name): target for name, target in columns.items()}, always, dates == "day first")


def _must_be_known(target: str, path: str) -> None:
    targets = (*_targets(), *ROLES)
    if target not in targets:
        raise SpreadsheetRefused(
            f"{path}: {quoted(target)} is not a field of {Ambassador.what}. {way_out(target, targets)}"
        )


def _targets() -> tuple[str, ...]:
    parts = [f"{group}.{part}" for group in _GROUPS for part in _GROUPS[group]]
    return (*Ambassador.written_fields(), *parts)


_LISTS = frozenset(
    info.alias or name for name, info in Ambassador.model_fields.items() if "tuple" in str(info.annotation)
)
_GROUPS = {"consent": ("profile", "photo", "print", "text"), "changing": ("text", "as_of")}


def _meaning(heading: str, columns: Columns | None) -> str:
    """What a column is. Without a list, a heading is the name of its field: 'Job title' is job_title."""
    if not CONTACT.isdisjoint(re.findall(r"[a-z]+", heading.casefold().replace("e-mail", "email"))):
        return PRIVATE
    name = _folded(heading)
    if columns:
        if name not in columns.meaning:
            raise SpreadsheetRefused(
                f"the column {quoted(heading)} is not in the list of columns. Say there which field it is, or: ignored."
            )
        return columns.meaning[name]
    known = {_folded(target): target for target in (*_targets(), *ROLES)}
    if name not in known:
        guess = nearest(name, known)
        hint = (
            f"Did you mean {quoted(known[guess])}?"
            if guess
            else "Write a list of columns, and name it with --columns."
        )
        raise SpreadsheetRefused(f"the column {quoted(heading)} is not a field. {hint}")
    return known[name]


def _folded(heading: str) -> str:
    return re.sub(r"[\s_-]+", " ", heading.strip().casefold())


# ---------------------------------------------------------------- the spreadsheet


@dataclass(frozen=True)
class Row:
    number: int
    """as the spreadsheet shows it: the headings are row 1"""
    cells: Sequence[str]


def read_rows(data: bytes) -> tuple[list[str], list[Row]]:
    """The bytes of a CSV file → its headings and its rows, whichever of , ; or a tab stands between the cells."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise SpreadsheetRefused(
            "a quotation mark opens a cell and nothing closes it. Open the file in the spreadsheet program and save it as CSV again."
        ) from None
    headings = [cell.strip() for cell in table[0]] if table else []
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise SpreadsheetRefused("the file is empty. Its first row holds the headings of the columns.")
    rows = [
        Row(number, cells) for number, cells in enumerate(table[1:], 2) if any(cell.strip() for cell in cells)
    ]
    return headings, rows


def _decoded(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise SpreadsheetRefused(
            "this is a workbook, not a CSV file. In Excel choose File, Save as, 'CSV UTF-8 (Comma delimited)'."
        )
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise SpreadsheetRefused(
                "the file is saved as UTF-16. In Excel choose File, Save as, 'CSV UTF-8 (Comma delimited)'."
            )
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise SpreadsheetRefused(
            f"line {row} is not saved as UTF-8, so that accents would be lost. In Excel choose File, Save as, "
            "'CSV UTF-8 (Comma delimited)', and import that file."
        ) from None


# ---------------------------------------------------------------- rows → profiles


def plan_import(
    data: bytes,
    columns: Columns | None,
    *,
    documents: Mapping[str, Document],
    known: Mapping[str, Mapping[str, str]],
    context: Mapping[str, Any],
    update: bool,
) -> Import:
    """
    A spreadsheet and the content as it is → the profiles to write.

    A profile that is there already keeps every field that the spreadsheet does not have, and its story. It is only
    changed with `update`; one that says the same already is left as it is, to the byte.
    """
    headings, rows = read_rows(data)
    meanings = [_meaning(heading, columns) for heading in headings]
    _refuse_repeats(headings, meanings)
    heading_of = {
        meaning.partition(".")[0]: heading for heading, meaning in zip(headings, meanings, strict=True)
    }
    heading_of |= {meaning: heading for heading, meaning in zip(headings, meanings, strict=True)}
    read = [(row, _values(row, meanings, columns or Columns({})), _roles(row, meanings)) for row in rows]
    slugs, hands = _slugs(read, heading_of)
    files: dict[str, str] = {}
    new = unchanged = 0
    for row, values, roles in read:
        if row.number not in slugs:
            continue
        slug = slugs[row.number]
        path = known[COLLECTION].get(slug, "")
        there = documents.get(path)
        if path and there is None:
            hands.append(Hand(row.number, "", f"{path} cannot be read. Run: python build.py check"))
            continue
        merged = _merged(there.values if there else {}, values)
        story = roles[STORY].strip() or (there.body.strip() if there else EXAMPLE_BODY)
        if there and merged == there.values and story == there.body.strip():
            unchanged += 1
            continue
        text = file_text(merged, story)
        wrong = _problems(slug, text, heading_of, context, known, row.number)
        if wrong:
            hands += wrong
        elif there and not update:
            changed = [name for name in merged if merged[name] != there.values.get(name)] or [STORY]
            hands.append(
                Hand(
                    row.number,
                    heading_of.get(changed[0], ""),
                    f"{path} is there already and says something else. Write --update to take the spreadsheet's words.",
                )
            )
        else:
            files[slug] = text
            new += there is None
    private = tuple(
        heading for heading, meaning in zip(headings, meanings, strict=True) if meaning == PRIVATE
    )
    return Import(files, new, unchanged, tuple(sorted(hands, key=lambda hand: hand.row)), private)


def _refuse_repeats(headings: Sequence[str], meanings: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for heading, meaning in zip(headings, meanings, strict=True):
        if meaning in seen and meaning not in (PRIVATE, IGNORED):
            raise SpreadsheetRefused(
                f"the columns {quoted(seen[meaning])} and {quoted(heading)} are both {quoted(meaning)}. Keep one of them."
            )
        seen[meaning] = heading
    if "name" not in seen:
        raise SpreadsheetRefused(
            "no column is the name. Give the list of columns a line such as 'Full name: name'."
        )


def _values(row: Row, meanings: Sequence[str], columns: Columns) -> dict[str, Any]:
    """The fields of a row in the order of the fields' definitions, as a file would hold them."""
    written = dict(columns.always)
    for cell, meaning in zip(row.cells, meanings, strict=False):
        if cell.strip() and meaning not in ROLES:
            written[meaning] = _year_first(cell) if columns.day_first else cell
    values: dict[str, Any] = {}
    for name in Ambassador.written_fields():
        if name in _GROUPS:
            group = {
                part: _one_line(written[f"{name}.{part}"])
                for part in _GROUPS[name]
                if f"{name}.{part}" in written
            }
            if group:
                values[name] = group
        elif name in written:
            values[name] = _value(name, written[name])
    return values


def _value(name: str, cell: str) -> Any:
    if name not in _LISTS:
        return _one_line(cell)
    items = [_one_line(item) for item in cell.split(";") if item.strip()]
    if name == "route":
        return [
            {
                part: text
                for part, text in zip(STEP_PARTS, map(_one_line, item.split("|", 3)), strict=False)
                if text
            }
            for item in items
        ]
    return items


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _year_first(cell: str) -> str:
    found = DAYS_FIRST.fullmatch(cell.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else cell


def _roles(row: Row, meanings: Sequence[str]) -> dict[str, str]:
    given = {meaning: cell for cell, meaning in zip(row.cells, meanings, strict=False) if meaning in ROLES}
    return {role: given.get(role, "") for role in ROLES}


def _merged(there: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What is there, with the spreadsheet's fields in place; of a group, part by part."""
    merged = {**there, **values}
    for name in _GROUPS:
        if isinstance(there.get(name), Mapping) and name in values:
            merged[name] = {**there[name], **values[name]}
    return merged


# ---------------------------------------------------------------- names of files


def _slugs(
    read: Sequence[tuple[Row, dict[str, Any], dict[str, str]]], heading_of: Mapping[str, str]
) -> tuple[dict[int, str], list[Hand]]:
    """
    Row → the name of its file, and the rows that have none.

    Namesakes are numbered in the order of their keys, so that the order of the rows changes nothing. Without keys
    nobody could say next time which of them is which.
    """
    slugs: dict[int, str] = {}
    hands: list[Hand] = []
    namesakes: dict[str, list[tuple[Row, str]]] = {}
    for row, values, roles in read:
        given = roles[FILE_NAME].strip().removesuffix(".md")
        try:
            slug = slug_of(COLLECTION, given or values.get("name", ""))
        except ValueError:
            column = heading_of.get(FILE_NAME if given else "name", "")
            message = (
                f"{quoted(given or values['name'])} gives no file name. Write one in plain letters in a column that is the {FILE_NAME}."
                if given or "name" in values
                else "there is no name. Write it, or remove the row."
            )
            hands.append(Hand(row.number, column, message))
            continue
        namesakes.setdefault(slug, []).append((row, roles[KEY].strip()))
    for slug, rows in namesakes.items():
        keys = [key for _, key in rows]
        if len(rows) > 1 and (not all(keys) or len(set(keys)) < len(keys)):
            numbers = ", ".join(str(row.number) for row, _ in rows)
            hands += [
                Hand(
                    row.number,
                    heading_of["name"],
                    f"rows {numbers} would all be {slug}.md. Give each a key of its own, or remove what is there twice.",
                )
                for row, _ in rows
            ]
            continue
        for count, (row, _) in enumerate(sorted(rows, key=lambda each: _in_order(each[1])), 1):
            slugs[row.number] = slug if count == 1 else f"{slug[:57].rstrip('-')}-{count}"
    return _without_clashes(slugs, hands, heading_of)


def _without_clashes(
    slugs: dict[int, str], hands: list[Hand], heading_of: Mapping[str, str]
) -> tuple[dict[int, str], list[Hand]]:
    """'Jo Li 2' is no second Jo Li: where a numbered name is somebody's own, both rows need a hand."""
    owners: dict[str, list[int]] = {}
    for number, slug in slugs.items():
        owners.setdefault(slug, []).append(number)
    for slug, numbers in owners.items():
        if len(numbers) > 1:
            for number in numbers:
                del slugs[number]
                message = f"{slug}.md would be the file of rows {', '.join(map(str, numbers))}. Write their file names in a column of their own."
                hands.append(Hand(number, heading_of["name"], message))
    return slugs, hands


def _in_order(key: str) -> tuple[int, str]:
    """9 comes before 10."""
    return len(key) if key.isdigit() else 0, key


# ---------------------------------------------------------------- what is wrong with a row


def _problems(
    slug: str,
    text: str,
    heading_of: Mapping[str, str],
    context: Mapping[str, Any],
    known: Mapping[str, Mapping[str, str]],
    number: int,
) -> list[Hand]:
    """A row's file is held against the very rules of a file that somebody wrote."""
    parsed = parse_document(Source(f"{slug}.md", COLLECTION, slug, text.encode()))
    if not isinstance(parsed, Document):
        return [Hand(number, heading_of.get(parsed.field, ""), f"{parsed.message} [{parsed.rule}]")]
    record, problems = validate_record(parsed, context)
    if record:
        problems = reference_problems([record], {parsed.path: parsed}, known)
    return [
        Hand(
            number, _column(problem.field, problem.message, heading_of), f"{problem.message} [{problem.rule}]"
        )
        for problem in problems
    ]


def _column(place: str, message: str, heading_of: Mapping[str, str]) -> str:
    """The heading of a field, or the field itself where the spreadsheet has no such column."""
    missing = re.match(r"'([a-z_]+)' is (?:missing|empty)\.", message)
    name = f"{place}.{missing[1]}".strip(".") if missing else place
    for length in range(len(name.split(".")), 0, -1):
        shorter = ".".join(name.split(".")[:length])
        if shorter in heading_of:
            return heading_of[shorter]
    return name
