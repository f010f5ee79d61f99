"""
When a repeated event takes place: plain words or an RRULE → a rule → its next times.

Rules are worked out in wall time, so that a club that meets at 16:00 meets at 16:00 on both sides of a clock change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Annotated, Any

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, BeforeValidator, Field

from generator.fields import read_text, told
from generator.problems import quoted

Moment = date | datetime
LAST_YEAR = 2100

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES = {day: day[:2].upper() for day in DAYS}
_POSITIONS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_SINGLE = {"daily": "day", "weekly": "week", "fortnightly": "2 weeks", "monthly": "month", "yearly": "year"}
EXAMPLES = "Write for example: weekly until 2027-07-20, every 2 weeks, or monthly on the second tuesday."
_WORDS = re.compile(
    r"(?:(?P<single>daily|weekly|fortnightly|monthly|yearly)|every (?:(?P<number>[1-9][0-9]?) )?(?P<unit>day|week|month|year)s?)"
    r"(?: on (?:the (?P<position>first|second|third|fourth|last) )?(?P<days>[a-z, ]+?))?"
    r"(?: until (?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2})| (?P<times>[1-9][0-9]{0,2}) times)?"
)
# A rule that names seconds or minutes, or more than a few parts, is a mistake or an attack, never an event.
_RULE = re.compile(
    r"(?:RRULE:)?(?:(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|(?:INTERVAL|COUNT)=[1-9][0-9]{0,2}|(?:UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]{1,60});?){1,8}"
)


def read_rule(written: str) -> str:
    """'every 2 weeks until 2027-07-20' → 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20270720'; '' stays ''."""
    if not written:
        return ""
    if "=" in written:
        return _checked(written.upper().replace(" ", "").removeprefix("RRULE:").rstrip(";"), written)
    found = _WORDS.fullmatch(re.sub(r"\s+", " ", written.strip().lower()))
    if not found:
        raise told("repeats", value=quoted(written), examples=EXAMPLES)
    parts = _frequency(found, written) + _on(found, written)
    if found["until"]:
        parts.append("UNTIL=" + found["until"].replace("-", ""))
    if found["times"]:
        parts.append(f"COUNT={int(found['times'])}")
    return _checked(";".join(parts), written)


def _frequency(found: re.Match[str], written: str) -> list[str]:
    single = _SINGLE.get(found["single"] or "", "")
    number, unit = (
        (int(found["number"] or 1), found["unit"])
        if not single
        else (2, "week")
        if single == "2 weeks"
        else (1, single)
    )
    if number == 0:
        raise told("repeats--never", value=quoted(written), examples=EXAMPLES)
    return [f"FREQ={_UNITS[unit]}", *([f"INTERVAL={number}"] if number > 1 else [])]


def _on(found: re.Match[str], written: str) -> list[str]:
    if not found["days"]:
        return []
    words = [word for word in re.split(r",\s*|\s+and\s+|\s+", found["days"]) if word and word != "and"]
    days = [next((day for day in DAYS if word.rstrip("s") in (day, day[:3])), "") for word in words]
    monthly = found["single"] == "monthly" or found["unit"] == "month"
    if not all(days) or (bool(found["position"]) != monthly):
        raise told("repeats", value=quoted(written), examples=EXAMPLES)
    position = str(_POSITIONS[found["position"]]) if found["position"] else ""
    return ["BYDAY=" + ",".join(position + _CODES[day] for day in days)]


_PARTS = {
    "DAILY": {"INTERVAL", "BYDAY"},
    "WEEKLY": {"INTERVAL", "BYDAY", "WKST"},
    "MONTHLY": {"INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": {"INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
}
"""What each frequency is used with. Others, such as days of the month of a daily rule, may fit no day at all, and a
library that looks for one looks through eight thousand years."""


_WHICH = re.compile(r"([0-9]+)[A-Z]")


def _is_used_here(rule: str) -> bool:
    if not _RULE.fullmatch(rule):
        return False
    parts = dict(part.split("=", 1) for part in rule.split(";") if part)
    # A library that looks for the eighth Monday of a December looks beyond its table of days.
    most = 5 if parts.get("FREQ") == "MONTHLY" or "BYMONTH" in parts else 53
    return parts.keys() - {"FREQ", "UNTIL", "COUNT"} <= _PARTS.get(parts.get("FREQ", ""), set()) and all(
        int(number) <= most for number in _WHICH.findall(parts.get("BYDAY", ""))
    )


def _checked(rule: str, written: str) -> str:
    if not _is_used_here(rule):
        raise told("repeats--unused", value=quoted(written), examples=EXAMPLES)
    try:
        _expander(rule, datetime(2024, 1, 1, 12))
        endless = ";".join(part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT=")))
        # Five years from here hold a leap day and every weekday of every month.
        first = next(_expander(f"{endless};UNTIL=20281231", datetime(2024, 1, 1, 12)), None)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise told("repeats--unreadable", value=quoted(written), examples=EXAMPLES) from None
    if first is None:
        raise told("repeats--never", value=quoted(written), examples=EXAMPLES)
    return rule


def _expander(rule: str, start: datetime) -> Iterator[datetime]:
    """
    The wall times of a rule, to LAST_YEAR at most. COUNT is counted here, since a rule may not have both a count and an end.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    count = int(parts.pop("COUNT", "0")) or None
    # An UNTIL of a day includes that day; a time in UNTIL would need a zone, so only its day is used.
    written = parts.pop("UNTIL", f"{LAST_YEAR}1231")[:8]
    datetime.strptime(written, "%Y%m%d")
    until = min(written, f"{LAST_YEAR}1231")
    plain = ";".join(f"{name}={value}" for name, value in parts.items())
    found = rrulestr(f"RRULE:{plain};UNTIL={until}T235959", dtstart=start)
    return islice(iter(found), count)


def _read_repeats(value: Any) -> str:
    written = read_text(value)
    if len(written) > 200:
        raise told("too-long--repeats", length=len(written), limit=200, examples=EXAMPLES)
    read_rule(written)
    return written


Repeats = Annotated[
    str,
    BeforeValidator(_read_repeats),
    AfterValidator(read_rule),
    Field(json_schema_extra={"reads": "repeats"}),
]
"""A field: plain words or an RRULE → the rule."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event takes place: two dates for all day, or two aware times."""

    starts: Moment
    ends: Moment

    @property
    def last_day(self) -> date:
        """The day on which it ends; something that ends at midnight sharp ends on the day before."""
        if not isinstance(self.ends, datetime):
            return self.ends
        ends = self.ends - timedelta(microseconds=1) if self.ends > self.starts else self.ends
        return ends.date()


def occurrences(
    starts: Moment, ends: Moment | None, rule: str, exceptions: Iterable[date] = ()
) -> Iterator[Occurrence]:
    """All times of an event in order; a rule without an end goes on to the end of LAST_YEAR."""
    if not rule:
        yield Occurrence(starts, ends if ends is not None else starts)
        return
    left_out = frozenset(exceptions)
    first = (
        starts.replace(tzinfo=None)
        if isinstance(starts, datetime)
        else datetime(starts.year, starts.month, starts.day)
    )
    for wall in _expander(rule, first):
        if wall.date() not in left_out:
            yield _at(wall, starts, ends)


def _at(wall: datetime, starts: Moment, ends: Moment | None) -> Occurrence:
    if not isinstance(starts, datetime):
        length = (ends - starts) if ends is not None else timedelta(0)
        return Occurrence(wall.date(), wall.date() + length)
    start = _exists(wall.replace(tzinfo=starts.tzinfo))
    if not isinstance(ends, datetime):
        return Occurrence(start, start)
    wall_length = ends.replace(tzinfo=None) - starts.replace(tzinfo=None)
    return Occurrence(start, _exists((wall + wall_length).replace(tzinfo=ends.tzinfo)))


def _exists(moment: datetime) -> datetime:
    """A wall time that the clocks skip moves on by the hour that is skipped, as calendars do."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def next_occurrences(
    starts: Moment, ends: Moment | None, rule: str, exceptions: Iterable[date], *, today: date, limit: int
) -> tuple[Occurrence, ...]:
    """Up to `limit` times that have not ended before `today`."""
    found = occurrences(starts, ends, rule, exceptions)
    return tuple(islice((each for each in found if each.last_day >= today), limit))


def last_occurrence(
    starts: Moment, ends: Moment | None, rule: str, exceptions: Iterable[date], *, today: date
) -> Occurrence | None:
    """The latest time that ended before `today`."""
    latest = None
    for each in occurrences(starts, ends, rule, exceptions):
        if each.last_day >= today:
            break
        latest = each
    return latest


_UNIT_WORDS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def in_words(rule: str) -> str:
    """FREQ=WEEKLY;INTERVAL=2 → 'Every 2 weeks'; '' for no rule."""
    if not rule:
        return ""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    unit, number = _UNIT_WORDS.get(parts.get("FREQ", ""), ""), int(parts.get("INTERVAL", "1"))
    if not unit:
        return "Repeats"
    words = f"Every {unit}" if number == 1 else f"Every {number} {unit}s"
    return words + _day_words(parts.get("BYDAY", ""))


def _day_words(byday: str) -> str:
    names = {code: day.capitalize() for day, code in _CODES.items()}
    positions = {str(number): word for word, number in _POSITIONS.items()}
    words = []
    for each in filter(None, byday.split(",")):
        position, day = each[:-2].lstrip("+"), names.get(each[-2:], "")
        if not day or (position and position not in positions):
            return ""
        words.append(f"the {positions[position]} {day}" if position else day)
    return f" on {' and '.join(words)}" if words else ""
