"""What is written as a file is read back as the same fields and the same story."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.front_matter import file_text
from generator.sources import HIDDEN, Document, Source, parse_document

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda text: text.strip() and not HIDDEN.search(text))
NASTY = st.sampled_from(
    ["no", "null", "~", "---", "10:30", "a: b", "a #b", "#", "- a", "[a]", "{a: b}", "'", '"', "\\", "&a", "*a", "!a", "%", "@", "`", "اردو", "👩‍🔬", "?", "|", ">-", "<<", "a,b", "1_000", "=", "x "]
)  # fmt: skip
TEXT = NASTY | WORDS
NAME = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True)
GROUP = st.dictionaries(NAME, TEXT, min_size=1, max_size=4)
VALUE = TEXT | st.lists(TEXT, min_size=1, max_size=4) | GROUP | st.lists(GROUP, min_size=1, max_size=30)


def normal(value):
    """As `sources` has it: normal form C."""
    if isinstance(value, dict):
        return {name: normal(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [normal(each) for each in value]
    return unicodedata.normalize("NFC", value)


@given(st.dictionaries(NAME, VALUE, min_size=1, max_size=6), TEXT)
def test_any_fields_and_story_come_back_as_they_were(values: dict, body: str) -> None:
    text = file_text(values, body)

    read = parse_document(Source("content/ambassadors/ada.md", "ambassadors", "ada", text.encode()))

    assert isinstance(read, Document), read
    assert read.values == normal(values)
    assert read.body.strip() == normal(body).strip()


def test_plain_words_stand_without_quotes() -> None:
    values = {
        "name": "Siobhán O'Neill",
        "formats": ["in-person"],
        "consent": {"profile": "2026-10-01"},
        "route": [{"step": "gcse", "what": "Maths, and art"}],
    }

    assert file_text(values, "Words.").splitlines()[1:6] == [
        "name: Siobhán O'Neill",
        "formats: [in-person]",
        "consent: {profile: 2026-10-01}",
        "route:",
        '  - {step: gcse, what: "Maths, and art"}',
    ]
