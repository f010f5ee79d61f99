"""The text of the smallest file of each kind that has no fault."""

from collections.abc import Mapping

LEAST: Mapping[str, Mapping[str, str]] = {
    "ambassadors": {
        "name": "Ada Lane",
        "job_title": "Tester",
        "summary": "Tests a list.",
        "what_i_do": "I stand on a list.",
        "what_i_needed": "A name.",
        "industry": "engineering",
        "district": "leeds",
        "formats": "[in-person]",
        "activities": "[careers-talk]",
        "key_stages": "[ks3]",
        "subjects": "[physics]",
        "route": "[{step: gcse}, {step: job}]",
        "consent": "{profile: 2026-10-01, text: 2026-1}",
    },
    "events": {
        "title": "A talk",
        "summary": "An event of a test.",
        "kind": "talk",
        "starts": "2027-03-14 10:30",
        "mode": "online",
        "cost": "free",
    },
    "case-studies": {"title": "A story", "summary": "What happened.", "date": "2026-10-02", "kind": "story"},
    "careers": {
        "title": "Bridge builder",
        "summary": "Builds bridges.",
        "industry": "engineering",
        "what_you_do": "You build bridges.",
        "entry_routes": "[{kind: university, text: A degree.}]",
    },
    "organisations": {"name": "Hexbridge", "kind": "employer"},
    "pages": {"title": "About", "summary": "What this is."},
}
"""The fields that a record of each kind cannot be without."""


def text_of(collection: str, **fields: str) -> str:
    """A file with the least fields of its kind; `fields` replace them or add to them, and '' leaves one out."""
    lines = {**LEAST[collection], **fields}
    return (
        "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items() if value) + "---\n\nWords.\n"
    )
