"""
What a field may hold: text, lists, dates, times, web addresses. Each reads text and gives a value, or says what is wrong.

Used as types in `records`, so that what a field is, its help and its limits stand in one line there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, reset_tzpath

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.messages import MESSAGES
from generator.problems import quoted, shown

EARLIEST, LATEST = 1900, 2100


def fault(
    rule: str, message: str, *, field: str = "", instead: tuple[str, str] = ("", "")
) -> PydanticCustomError:
    """
    An error that `validation` shows as it is, under the rule's name; `field` says where, for a fault of several fields.
    `instead`: what was written and what was meant, where that is plain and no mere example.
    """
    return PydanticCustomError(rule, "{message}", {"message": message, "field": field, "instead": instead})


def told(
    name: str, *, field: str = "", instead: tuple[str, str] = ("", ""), **words: object
) -> PydanticCustomError:
    """A fault in the words that the form says too; the rule is the first part of the message's name."""
    return fault(name.partition("--")[0], MESSAGES[name].format(**words), field=field, instead=instead)


def context_of(info: ValidationInfo) -> Any:
    """What `validate` was given besides the document: vocabularies, time zone."""
    if info.context is None:
        raise AssertionError("this field is validated with a context")
    return info.context


# ---------------------------------------------------------------- text


def read_text(value: Any) -> str:
    """One text: lines folded into one, spaces tidied. Text is never read as anything else."""
    if isinstance(value, str):
        return " ".join(value.split())
    what = "a list" if isinstance(value, list) else "a group of fields"
    hint = (
        "Write one text" if isinstance(value, list) else 'Put the text in quotes, such as "Engineer: bridges"'
    )
    raise fault("text", f"there is {what} where one text is wanted. {hint}.")


def text(limit: int) -> Any:
    """The type of a plain text of up to `limit` characters; an empty one counts as missing."""

    def check(value: str) -> str:
        if not value:
            raise told("missing-field--empty")
        if len(value) > limit:
            raise told("too-long", length=len(value), limit=limit, over=len(value) - limit)
        return value

    return Annotated[
        str, BeforeValidator(read_text), AfterValidator(check), Field(json_schema_extra={"maxLength": limit})
    ]


def read_list(value: Any) -> Any:
    """A list; one lone text counts as a list of one."""
    if isinstance(value, str):
        if "," in value:
            raise fault(
                "list",
                f"{quoted(value)} is one text; a list is wanted. Write [{shown(value)}].",
                instead=(value, f"[{value}]"),
            )
        return [value] if value.strip() else []
    if isinstance(value, dict):
        raise fault(
            "list", "there is a group of fields where a list is wanted. Begin each item with a hyphen."
        )
    return value


def without_repeats(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same word twice counts once; two equal steps of a route are two steps."""
    return tuple(dict.fromkeys(value)) if all(isinstance(each, str) for each in value) else value


# A slug of another record; `site_model` looks whether that record exists.
class Reference:
    """Marks a field that names a record of a collection; with `or_words`, plain words are welcome too."""

    def __init__(self, collection: str, *, or_words: bool = False) -> None:
        self.collection, self.or_words = collection, or_words


def reference(collection: str, *, or_words: bool = False) -> Any:
    return Annotated[
        str,
        BeforeValidator(read_text),
        Reference(collection, or_words=or_words),
        Field(json_schema_extra={"reference": collection, "or_words": or_words}),
    ]


# ---------------------------------------------------------------- dates and times

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})(.*)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]+([0-9]{1,2}):([0-9]{2})(?::00)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


def read_date(value: Any) -> date:
    """2027-03-14 → a date."""
    written = read_text(value)
    found = _DATE.fullmatch(written)
    if not found:
        guess = _year_first(written)
        raise told("date", value=quoted(written), example=guess or "2027-03-14", instead=(written, guess))
    return _real_date(written, found[0])


def _real_date(written: str, plain: str, *, rule: str = "date") -> date:
    """`plain` is the year, month and day in `written`."""
    year, month, day = (int(part) for part in plain.split("-"))
    if not EARLIEST <= year <= LATEST:
        message = MESSAGES["date--out-of-range"]
        raise fault(rule, message.format(year=year, value=quoted(written), earliest=EARLIEST, latest=LATEST))
    try:
        return date(year, month, day)
    except ValueError:
        raise fault(rule, MESSAGES["date--no-such-day"].format(value=quoted(written))) from None


def _year_first(written: str) -> str:
    """14/03/2027 → 2027-03-14, as people here write dates day first; '' where that gives no date."""
    found = _DAY_FIRST.fullmatch(written)
    if not found:
        return ""
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return ""


def read_moment(value: Any, info: ValidationInfo) -> date | datetime:
    """
    '2027-03-14 10:30' → an aware time in the site's zone; '2027-03-14' → a date, all day.

    A time that the clocks skip is refused; one that they show twice needs its offset (+01:00 or +00:00).
    """
    written = read_text(value)
    found = _TIME.fullmatch(written)
    if not found:
        guess, time = _year_first(written.partition(" ")[0]), _time_of_day(written)
        raise told(
            "date-and-time",
            value=quoted(written),
            day=guess or "2027-03-14",
            time=time or "10:30",
            instead=(written, f"{guess} {time}" if guess and time else ""),
        )
    day = _real_date(written, found[1], rule="date-and-time")
    if found[2] is None:
        return day
    if int(found[2]) > 23 or int(found[3]) > 59:
        raise told("date-and-time--hour", value=quoted(written))
    wall = datetime(day.year, day.month, day.day, int(found[2]), int(found[3]))
    return _in_zone(wall, found[4], zone(context_of(info)["time_zone"]), written)


def _time_of_day(written: str) -> str:
    """14/03/2027 2.30pm → 14:30; '' where there is no time."""
    found = re.search(r"([0-9]{1,2})[:.]([0-9]{2})\s*(am|pm)?", written, re.IGNORECASE)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    half = (found[3] or "").lower()
    hour = int(found[1]) % 12 + (12 if half == "pm" else 0) if half else int(found[1])
    return f"{hour:02}:{found[2]}"


def _in_zone(wall: datetime, offset: str | None, time_zone: ZoneInfo, written: str) -> datetime:
    readings = [
        candidate
        for candidate in (wall.replace(tzinfo=time_zone, fold=fold) for fold in (0, 1))
        if candidate.astimezone(UTC).astimezone(time_zone).replace(tzinfo=None) == wall
    ]
    if not readings:
        later = f"{wall + timedelta(hours=1):%Y-%m-%d %H:%M}"
        raise told("clock-change", value=quoted(written), later=later, instead=(written, later))
    if offset:
        given = timedelta(0) if offset == "Z" else _offset(offset)
        for candidate in readings:
            if candidate.utcoffset() == given:
                return candidate
        right = _offset_text(readings[0])
        raise told("clock-change--offset", value=quoted(written), zone=time_zone.key, right=right)
    if readings[0].utcoffset() != readings[-1].utcoffset():
        first, second = (_offset_text(candidate) for candidate in readings)
        shown_wall = f"{wall:%Y-%m-%d %H:%M}"
        raise told("clock-change--twice", value=quoted(written), wall=shown_wall, first=first, second=second)
    return readings[0]


def _offset(written: str) -> timedelta:
    digits = written[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if written[0] == "-" else size


def _offset_text(moment: datetime) -> str:
    digits = f"{moment:%z}"
    return f"{digits[:3]}:{digits[3:]}"


# Clock changes as the pinned tzdata package knows them, whatever the machine has: same commit, same bytes.
reset_tzpath(to=())


@lru_cache
def zone(name: str) -> ZoneInfo:
    """A time zone by name."""
    return ZoneInfo(name)


def read_year_or_date(value: Any) -> str:
    """2011, 2011-04 or 2011-04-01, as written."""
    written = read_text(value)
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", written)
    if not found:
        raise fault("date", f"{quoted(written)} is not a year or a date. Write 2011, 2011-04 or 2011-04-01.")
    _real_date(written, f"{found[1]}-{found[2] or 1}-{found[3] or 1}")
    return written


def read_year(value: Any) -> str:
    """2016, or 2016 to 2019 as '2016-2019'."""
    written = read_text(value).replace("–", "-").replace(" to ", "-").replace(" ", "")
    years = written.split("-")
    if not re.fullmatch(r"[0-9]{4}(-([0-9]{4}|now))?", written) or not all(
        EARLIEST <= int(year) <= LATEST for year in years if year != "now"
    ):
        raise told("date--year", value=quoted(read_text(value)))
    if len(years) == 2 and years[1] != "now" and years[1] < years[0]:
        raise told("wrong-order--years", value=quoted(read_text(value)))
    return written


# ---------------------------------------------------------------- numbers and switches


def read_number(value: Any) -> int:
    """1200 or 1,200 → a whole number from 0."""
    written = read_text(value)
    plain = written.replace(",", "")
    if not re.fullmatch(r"[0-9]{1,9}", plain):
        raise told("number", value=quoted(written))
    return int(plain)


def read_age(value: Any) -> str:
    """18, or 16-18."""
    written = read_text(value).replace("–", "-").replace(" to ", "-").replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,2}(-[0-9]{1,2})?", written):
        raise told("number--age", value=quoted(read_text(value)))
    first, _, last = written.partition("-")
    if last and int(last) < int(first):
        raise told("wrong-order--ages", value=quoted(read_text(value)))
    return written


def read_switch(value: Any) -> bool:
    """yes or true, no or false."""
    written = read_text(value).lower()
    if written in ("yes", "true"):
        return True
    if written in ("no", "false"):
        return False
    raise fault("choice", f"{quoted(value)} is neither yes nor no. Write yes or no.")


# ---------------------------------------------------------------- web addresses

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


def web_address(written: str) -> str:
    """
    A public web address, checked by parsing: https, a named host in plain letters, no user, port or IP number.

    Raises ValueError with what is wrong and the way out.
    """
    if len(written) > 500:
        raise ValueError(MESSAGES["web-address--long"])
    if re.search(r"[\x00-\x20\x7f\\<>\"`{}|^]", written) or not written.isascii():
        raise ValueError(MESSAGES["web-address--signs"].format(value=quoted(written)))
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(MESSAGES["web-address"].format(value=quoted(written))) from None
    if parts.scheme != "https":
        way = (
            "Write https://" + shown(written.split("://", 1)[-1].lstrip("/"))
            if parts.scheme in ("http", "")
            else "Only https:// addresses are used"
        )
        raise ValueError(MESSAGES["web-address--https"].format(value=quoted(written), way=way))
    if "@" in parts.netloc:
        raise ValueError(MESSAGES["web-address--user"].format(value=quoted(written)))
    if port is not None or parts.netloc.endswith(":"):
        raise ValueError(MESSAGES["web-address--port"].format(value=quoted(written)))
    if not _HOST.fullmatch(host) or len(host) > 253 or host.startswith("xn--") or ".xn--" in host:
        raise ValueError(MESSAGES["web-address--host"].format(host=quoted(host)))
    return written


def read_web_address(value: Any) -> str:
    try:
        return web_address(read_text(value))
    except ValueError as reason:
        raise fault("web-address", str(reason)) from None


def host_of(address: str) -> str:
    """https://www.example.org/page → example.org, as shown beside a link."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


# ---------------------------------------------------------------- the types


def _read_by(reader: Callable[..., Any], name: str) -> tuple[Any, Any]:
    """A reader, and its name for the schema: how a text of this type is read, whatever it becomes."""
    return BeforeValidator(reader), WithJsonSchema({"type": "string", "reads": name})


Date = Annotated[date, *_read_by(read_date, "date")]
Moment = Annotated[date | datetime, *_read_by(read_moment, "date-and-time")]
YearOrDate = Annotated[str, *_read_by(read_year_or_date, "year-or-date")]
Year = Annotated[str, *_read_by(read_year, "year")]
Age = Annotated[str, *_read_by(read_age, "age")]
Number = Annotated[int, *_read_by(read_number, "number")]
Switch = Annotated[bool, *_read_by(read_switch, "switch")]
WebAddress = Annotated[str, *_read_by(read_web_address, "web-address")]


def several(item: Any, *, at_least: int = 0, at_most: int = 60) -> Any:
    """A list of `item`, given as a list or as one lone text; the same word twice counts once."""

    def check(value: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(value) < at_least:
            wanted = "one is" if at_least == 1 else f"at least {at_least} are"
            are = "is" if len(value) == 1 else "are"
            raise told("too-few", are=are, count=len(value), wanted=wanted, more=at_least - len(value))
        if len(value) > at_most:
            raise told("too-many", count=len(value), limit=at_most)
        return value

    return Annotated[
        tuple[item, ...],
        BeforeValidator(read_list),
        AfterValidator(without_repeats),
        AfterValidator(check),
        Field(json_schema_extra={"minItems": at_least, "maxItems": at_most}),
    ]


def choice(*values: str) -> Any:
    """One of a few fixed words that the generator itself acts on."""

    def check(written: str) -> str:
        if written.lower() in values:
            return written.lower()
        raise told("choice", value=quoted(written), values=", ".join(values))

    return Annotated[
        str,
        BeforeValidator(read_text),
        AfterValidator(check),
        Field(json_schema_extra={"enum": list(values)}),
    ]
