"""
The words of every message that the terminal, the pull request and the form in the browser all say: the one place.

A message's name is its rule, and after two hyphens which face of the rule it is. `schema.py` publishes these for the form,
and a test holds that both say the same of the same values. A part in braces is filled in by whoever says it.
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "missing-field": "'{name}' is missing. {help}",
    "missing-field--value": "'{name}' is empty. {help}",
    "missing-field--example": "Write for example: {name}: {example}",
    "missing-field--empty": "it is empty. Write a text, or leave the field out if it is not required.",
    "too-long": "it has {length} characters; {limit} fit. Shorten it by {over}.",
    "too-long--repeats": "it has {length} characters; {limit} fit. {examples}",
    "too-few": "there {are} {count} here; {wanted} needed. Add {more} more.",
    "too-many": "there are {count} here; {limit} fit. Keep the most important ones.",
    "choice": "{value} is not one of its values. Choose from: {values}.",
    "date": "{value} is not a date. Write the year first: {example}.",
    "date--out-of-range": "the year {year} in {value} is out of range. Write a year from {earliest} to {latest}.",
    "date--no-such-day": "{value} is not a day of the calendar. Check the month and the day.",
    "date--year": "{value} is not a year. Write 2016, 2016-2019 or 2016-now.",
    "date-and-time": "{value} is not a date and time. Write the year first: {day} {time}.",
    "date-and-time--hour": "{value} has no time of the day. Write 24 hours: 00:00 to 23:59.",
    "clock-change": "{value} does not exist: the clocks go forward that night. Did you mean {later}?",
    "clock-change--offset": "{value} has an offset that {zone} does not have then. Write {right}, or leave it out.",
    "clock-change--twice": "{value} comes twice: the clocks go back that night. Write {wall}{first} or {wall}{second}.",
    "number": "{value} is not a whole number. Write digits only, such as 12.",
    "number--age": "{value} is not an age. Write 18 or 16-18.",
    "wrong-order--years": "{value} ends before it begins. Write the earlier year first.",
    "wrong-order--ages": "{value} ends before it begins. Write the earlier age first.",
    "wrong-order--ends": "it ends before it starts ({starts}). Check the day and the time.",
    "wrong-order--length": "it lasts more than a year. Use repeats for something that takes place again and again.",
    "wrong-order--wanted": "more have been found than are wanted. Check number and filled.",
    "web-address--long": "the address is longer than 500 characters. Use a shorter one.",
    "web-address--signs": "{value} has characters that an address cannot have. Copy it from the browser's address bar.",
    "web-address": "{value} is not a web address. Write it like https://example.org/page.",
    "web-address--https": "{value} does not begin with https://. {way}.",
    "web-address--user": "{value} has a name before the host. Remove everything up to the @.",
    "web-address--port": "{value} has a port number. Remove the colon and the number.",
    "web-address--host": "{host} is not a public host. Use the address of a public website in plain letters.",
    "repeats": "{value} is not understood. {examples}",
    "repeats--another-day": "the first time is not the day on which it starts ({weekday} {day}). Make starts the first of its days.",
    "goes-with--photo-alt": "a photograph needs photo_alt. Say in a few words what it shows.",
    "goes-with--photo": "there is a description but no photograph. Add photo, or remove photo_alt.",
    "goes-with--photo-consent": "a photograph needs consent.photo. Add the day on which you agreed, or remove photo.",
    "goes-with--one-time": "one of starts and ends has a time and the other has none. Give both a time, or neither.",
    "goes-with--two-places": "there is a venue as well. Keep the venue if it has a file here, else the place.",
    "goes-with--no-place": "people need to know where to come. Add a venue or a place, or write mode: online.",
    "goes-with--except": "only a repeated event has exceptions. Add repeats, or remove except.",
    "review-date": "{value} is not within {months} months of consent. Write a day up to {latest}.",
    "hidden-character--stacked": "more than three marks are stacked on one letter. Write the letter with its own marks only.",
}
