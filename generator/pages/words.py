"""Dates, times and numbers in the words of the pages. Names are our own, since those of the system depend on its locale."""

from __future__ import annotations

from datetime import date, datetime

from generator.recurrence import Occurrence
from generator.views import When

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(moment: date) -> str:
    """14 March 2027"""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def month(moment: date) -> str:
    """March 2027"""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def weekday(moment: date) -> str:
    """Saturday 14 March 2027"""
    return f"{WEEKDAYS[moment.weekday()]} {day(moment)}"


def clock(moment: datetime) -> str:
    """10:30am, 3pm, noon, midnight"""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def span(occurrence: Occurrence) -> str:
    """The words of a time: 'Saturday 14 March 2027, 10:30am to 3pm'."""
    starts, ends = occurrence.starts, occurrence.ends
    if not isinstance(starts, datetime):
        return weekday(starts) if ends == starts else f"{weekday(starts)} to {weekday(ends)}"
    text = f"{weekday(starts)}, {clock(starts)}"
    if not isinstance(ends, datetime) or ends == starts:
        return text
    if occurrence.last_day == starts.date():
        return f"{text} to {clock(ends)}"
    return f"{text} to {weekday(ends)}, {clock(ends)}"


def when(occurrence: Occurrence) -> When:
    starts = occurrence.starts
    return When(
        text=span(occurrence),
        starts=starts.isoformat(timespec="minutes") if isinstance(starts, datetime) else starts.isoformat(),
        ends=occurrence.ends.isoformat(timespec="minutes")
        if isinstance(occurrence.ends, datetime)
        else occurrence.ends.isoformat(),
        day=str(starts.day),
        month=MONTHS[starts.month - 1][:3],
        year=str(starts.year),
        weekday=WEEKDAYS[starts.weekday()][:3],
    )


def year_or_date(written: str) -> str:
    """2011-04 → April 2011; 2011 → 2011; 2011-04-01 → 1 April 2011"""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return written
    return month(date(parts[0], parts[1], 1)) if len(parts) == 2 else day(date(*parts))


def lower_first(words: str) -> str:
    """'Careers talk' → 'careers talk', but 'STEM club' stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def shortened(words: str, limit: int = 155) -> str:
    """At most `limit` characters, cut between words: for descriptions."""
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"
