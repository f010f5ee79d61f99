"""What each kind of field makes of a text, value by value, and what it says to the ones that it refuses."""

import zoneinfo
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator import fields

LONDON = {"time_zone": "Europe/London"}


def read(kind: Any, written: Any) -> Any:
    return TypeAdapter(kind).validate_python(written, context=LONDON)


def refusal(kind: Any, written: Any) -> tuple[str, str]:
    """The rule and the message of a value that is refused."""
    with pytest.raises(ValidationError) as caught:
        read(kind, written)
    (error,) = caught.value.errors()
    return error["type"], error["msg"]


@pytest.mark.parametrize("written", ["2027-01-15", " 2027-01-15 ", "1900-01-01", "2100-12-31", "2028-02-29"])
def test_a_date_is_written_year_first(written: str) -> None:
    assert read(fields.Date, written) == date.fromisoformat(written.strip())


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("14/03/2027", "2027-03-14"),
        ("1.4.2027", "2027-04-01"),
        ("31-12-2027", "2027-12-31"),
        ("14/13/2027", "2027-03-14"),
        ("next Tuesday", "2027-03-14"),
        ("2027", "2027-03-14"),
        ("٢٠٢٧-٠١-١٥x", "2027-03-14"),
        ("2026-02-30", "Check the month and the day"),
        ("2027-02-29", "Check the month and the day"),
        ("2027-00-10", "Check the month and the day"),
        ("1899-12-31", "from 1900 to 2100"),
        ("2101-01-01", "from 1900 to 2100"),
        ("0000-01-01", "from 1900 to 2100"),
    ],
)
def test_what_is_no_date_is_refused_with_a_way_out(written: str, way_out: str) -> None:
    rule, message = refusal(fields.Date, written)
    assert rule == "date"
    assert way_out in message


@pytest.mark.parametrize(
    ("written", "in_utc"),
    [
        ("2027-01-15 10:30", "2027-01-15 10:30"),
        ("2027-07-15 10:30", "2027-07-15 09:30"),
        ("2027-07-15T9:05", "2027-07-15 08:05"),
        ("2027-07-15 10:30:00", "2027-07-15 09:30"),
        ("2027-07-15 10:30 +01:00", "2027-07-15 09:30"),
        ("2027-07-15 10:30+0100", "2027-07-15 09:30"),
        ("2027-01-15 10:30Z", "2027-01-15 10:30"),
        ("2027-03-28 00:59", "2027-03-28 00:59"),
        ("2027-03-28 02:00", "2027-03-28 01:00"),
        ("2027-10-31 00:59", "2027-10-30 23:59"),
        ("2027-10-31 01:30+01:00", "2027-10-31 00:30"),
        ("2027-10-31 01:30+00:00", "2027-10-31 01:30"),
        ("2027-10-31 01:30Z", "2027-10-31 01:30"),
        ("2027-10-31 02:00", "2027-10-31 02:00"),
    ],
)
def test_a_time_is_what_a_clock_in_london_shows(written: str, in_utc: str) -> None:
    moment = read(fields.Moment, written)
    assert moment.astimezone(UTC) == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert moment.tzinfo.key == "Europe/London"


def test_a_date_without_a_time_is_a_whole_day() -> None:
    moment = read(fields.Moment, "2027-03-28")
    assert type(moment) is date


@pytest.mark.parametrize(
    ("written", "rule", "way_out"),
    [
        ("2027-03-28 01:00", "clock-change", "2027-03-28 02:00"),
        ("2027-03-28 01:30", "clock-change", "2027-03-28 02:30"),
        ("2027-03-28 01:30+01:00", "clock-change", "2027-03-28 02:30"),
        ("2027-10-31 01:00", "clock-change", "2027-10-31 01:00+01:00 or 2027-10-31 01:00+00:00"),
        ("2027-10-31 01:59", "clock-change", "2027-10-31 01:59+01:00 or 2027-10-31 01:59+00:00"),
        ("2027-10-31 01:30+02:00", "clock-change", "Write +01:00"),
        ("2027-07-15 10:30+00:00", "clock-change", "Write +01:00"),
        ("2027-01-15 10:30+01:00", "clock-change", "Write +00:00"),
        ("2027-01-15 24:00", "date-and-time", "00:00 to 23:59"),
        ("2027-01-15 10:60", "date-and-time", "00:00 to 23:59"),
        ("2027-02-30 10:30", "date-and-time", "Check the month and the day"),
        ("2101-01-01 10:30", "date-and-time", "from 1900 to 2100"),
        ("14/03/2027 2:30pm", "date-and-time", "2027-03-14 14:30"),
        ("2027-03-14 10.30", "date-and-time", "10:30"),
        ("2027-03-14 10:30 BST", "date-and-time", "10:30"),
        ("tomorrow", "date-and-time", "2027-03-14 10:30"),
    ],
)
def test_a_time_that_is_none_or_is_unclear_is_refused_with_a_way_out(
    written: str, rule: str, way_out: str
) -> None:
    found, message = refusal(fields.Moment, written)
    assert found == rule
    assert way_out in message


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (fields.YearOrDate, "2011", "2011"),
        (fields.YearOrDate, "2011-04", "2011-04"),
        (fields.YearOrDate, "2012-02-29", "2012-02-29"),
        (fields.Year, "2016", "2016"),
        (fields.Year, "2016 to 2019", "2016-2019"),
        (fields.Year, "2016–2019", "2016-2019"),
        (fields.Year, "2016-now", "2016-now"),
        (fields.Age, "18", "18"),
        (fields.Age, "16 to 18", "16-18"),
        (fields.Age, "16 – 18", "16-18"),
        (fields.Number, "0", 0),
        (fields.Number, "1,200", 1200),
        (fields.Number, "007", 7),
        (fields.Number, "999999999", 999_999_999),
        (fields.Switch, "yes", True),
        (fields.Switch, "True", True),
        (fields.Switch, "no", False),
        (fields.Switch, "FALSE", False),
    ],
)
def test_what_people_write_is_understood(kind: Any, written: str, value: Any) -> None:
    found = read(kind, written)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("kind", "written", "rule"),
    [
        (fields.YearOrDate, "2011-13", "date"),
        (fields.YearOrDate, "2011-02-29", "date"),
        (fields.YearOrDate, "1899", "date"),
        (fields.YearOrDate, "11", "date"),
        (fields.Year, "16", "date"),
        (fields.Year, "2016-", "date"),
        (fields.Year, "now", "date"),
        (fields.Year, "1899", "date"),
        (fields.Year, "2016-2101", "date"),
        (fields.Year, "2019-2016", "wrong-order"),
        (fields.Age, "about 18", "number"),
        (fields.Age, "118", "number"),
        (fields.Age, "", "number"),
        (fields.Number, "-1", "number"),
        (fields.Number, "1.5", "number"),
        (fields.Number, "1e3", "number"),
        (fields.Number, "", "number"),
        (fields.Number, "١٢", "number"),
        (fields.Number, "1234567890", "number"),
        (fields.Number, "9" * 200_000, "number"),
        (fields.Switch, "maybe", "choice"),
        (fields.Switch, "", "choice"),
        (fields.Switch, "1", "choice"),
        (fields.Date, ["2027-01-15"], "text"),
        (fields.Number, {"a": "1"}, "text"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_one_short_line(kind: Any, written: Any, rule: str) -> None:
    found, message = refusal(kind, written)
    assert found == rule
    assert len(message) < 250
    assert "\n" not in message


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org",
        "https://www.example.org/a/b?c=d&e=%20#f",
        "https://a-b.example.co.uk/",
        "https://example.org/" + "a" * 480,
    ],
)
def test_a_public_web_address_is_kept_as_written(written: str) -> None:
    assert read(fields.WebAddress, written) == written


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("http://example.org/page", "Write https://example.org/page"),
        ("example.org", "Write https://example.org"),
        ("//example.org", "Write https://example.org"),
        ("javascript:alert(1)", "Only https://"),
        ("data:text/html,x", "Only https://"),
        ("mailto:a@example.org", "Only https://"),
        ("https://good.example@evil.example/", "Remove everything up to the @"),
        ("https://user:pass@example.org/", "Remove everything up to the @"),
        ("https://example.org:8443/", "Remove the colon"),
        ("https://example.org:/", "Remove the colon"),
        ("https://example.org:99999/", "Write it like"),
        ("https://127.0.0.1/", "not a public host"),
        ("https://[::1]/", "not a public host"),
        ("https://[::1", "Write it like"),
        ("https://2130706433/", "not a public host"),
        ("https://localhost/", "not a public host"),
        ("https:///page", "not a public host"),
        ("https://-a.example.org/", "not a public host"),
        ("https://xn--pple-43d.com/", "not a public host"),
        ("https://www.xn--pple-43d.com/", "not a public host"),
        ("https://аpple.com/", "browser's address bar"),
        ("https://example.org/a b", "browser's address bar"),
        ("https://example.org\\@evil.example", "browser's address bar"),
        ('https://example.org/"onclick=', "browser's address bar"),
        ("https://example.org/<script>", "browser's address bar"),
        ("https://example.org/" + "a" * 481, "longer than 500"),
    ],
)
def test_a_web_address_that_misleads_is_refused_with_a_way_out(written: str, way_out: str) -> None:
    rule, message = refusal(fields.WebAddress, written)
    assert rule == "web-address"
    assert way_out in message


def test_a_lone_text_is_a_list_of_one_and_repeats_count_once() -> None:
    kind = fields.several(fields.text(10), at_most=2)
    assert read(kind, "bridges") == ("bridges",)
    assert read(kind, ["a", "b", "a"]) == ("a", "b")
    assert refusal(kind, "a, b")[0] == "list"
    assert refusal(kind, ["a", "b", "c"])[0] == "too-many"
    assert refusal(fields.several(fields.text(10), at_least=1), [])[0] == "too-few"


def test_a_text_keeps_to_its_limit_and_its_lines_are_folded() -> None:
    assert read(fields.text(11), " two\n  words \t x") == "two words x"
    assert refusal(fields.text(10), "12345678901") == (
        "too-long",
        "it has 11 characters; 10 fit. Shorten it by 1.",
    )
    assert refusal(fields.text(10), " \n ")[0] == "missing-field"


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (fields.Age, "20-16"),
        (fields.Age, "１８"),
        (fields.Year, "２０１６"),
        (fields.YearOrDate, "٢٠١٦"),
        (fields.Date, "２０２７-０３-１４"),
        (fields.Moment, "2027-03-14 １０:３０"),
    ],
)
def test_ages_in_the_wrong_order_and_digits_of_other_scripts_are_refused(kind: Any, written: str) -> None:
    refusal(kind, written)


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("14/03/2027 12:15am", "2027-03-14 00:15."),
        ("14/03/2027 12:15pm", "2027-03-14 12:15."),
        ("14/03/2027 1.15 PM", "2027-03-14 13:15."),
        ("31/02/2027 10:30", "2027-03-14 10:30."),
    ],
)
def test_the_time_that_is_suggested_is_the_one_that_was_meant_and_exists(written: str, way_out: str) -> None:
    assert refusal(fields.Moment, written)[1].endswith(way_out)


def test_a_day_that_does_not_exist_is_never_suggested() -> None:
    assert "2028-06-31" not in refusal(fields.Date, "31/06/2028")[1]


def test_clock_changes_are_those_of_the_pinned_package() -> None:
    assert zoneinfo.TZPATH == ()
    assert fields.zone("Europe/London").key == "Europe/London"
