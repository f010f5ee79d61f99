"""The hub's own records: who is verified, which consent texts hold, which figures may be printed."""

from datetime import date

import pytest
from small_files import context, document

from generator.problems import Problem
from generator.register import Register, validate_register

TODAY = date(2027, 1, 15)
CLAIM = "statement: Sixty people came.\n  source: The hub\n  scope: One day\n  date: 2026"
EVIDENCE = "value: words\ngeography: England\nperiod: 2025\nsource: The hub\n"


def read(*files: tuple[str, str, str]) -> tuple[Register, list[Problem]]:
    """Each file is (collection, name, text)."""
    return validate_register([document(kind, text, name) for kind, name, text in files], context())


def good(*files: tuple[str, str, str]) -> Register:
    found, problems = read(*files)
    assert [str(each) for each in problems] == []
    return found


def problem(*files: tuple[str, str, str]) -> Problem:
    _, problems = read(*files)
    assert len(problems) == 1, [str(each) for each in problems]
    assert problems[0].rule == "register"
    return problems[0]


def verification(text: str) -> Register:
    return good(("register", "verification", text))


# ---------------------------------------------------------------- who is verified


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("{active: yes}", ""),
        ("{active: Yes, review_on: 2027-01-15}", ""),
        ("{active: yes, review_on: 2027-01-14}", "verification was to be reviewed by 2027-01-14"),
        ("{active: no}", "not active in register/verification.yml"),
        ("{active: false, review_on: 2030-01-01}", "not active in register/verification.yml"),
    ],
)
def test_a_volunteer_is_active_or_there_is_a_reason(entry: str, reason: str) -> None:
    assert verification(f"ada: {entry}\n").why_not_active("ada", TODAY) == reason


def test_nobody_is_active_before_the_hub_says_so() -> None:
    assert Register().why_not_active("ada", TODAY) == "not in register/verification.yml yet"
    assert verification("bob: {active: yes}").why_not_active("ada", TODAY) != ""


def test_networks_are_those_that_the_hub_confirms() -> None:
    found = verification("ada: {active: yes, networks: [Equality Champions]}\nbob: {active: yes}\n")
    assert [found.networks_of(slug) for slug in ("ada", "bob", "cyd")] == [("equality-champions",), (), ()]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("ada: {active: yes}\nbob: {active: perhaps}\n", 2, "bob.active"),
        ("ada: yes\n", 1, "ada"),
        ("ada: [yes]\n", 1, "ada"),
        ("ada:\n  active: yes\n  review_on: soon\n", 3, "ada.review_on"),
        ("ada:\n  active: yes\n  networks: [banana]\n", 3, "ada.networks.1"),
        ("ada:\n  checked_by: Bo\n", 1, ""),
        ("ada:\n  active: yes\n  dbs_number: 001234\n", 3, ""),
    ],
)
def test_a_faulty_entry_is_told_on_its_line(text: str, line: int, field: str) -> None:
    found = problem(("register", "verification", text))
    assert (found.path, found.line) == ("content/register/verification.yml", line)
    assert found.field == field or field == ""


def test_one_faulty_entry_does_not_hide_the_others() -> None:
    found, _ = read(("register", "verification", "ada: {active: perhaps}\nbob: {active: yes}\n"))
    assert set(found.verification) == {"bob"}


@pytest.mark.parametrize("field", ["dbs_number", "email", "birth_date", "name", "notes"])
def test_nothing_about_checks_or_people_is_kept_there(field: str) -> None:
    found = problem(("register", "verification", f"ada: {{active: yes, {field}: x}}\n"))
    assert f"'{field}' is not a field of an entry of the register." in found.message


# ---------------------------------------------------------------- consent texts


def consent(text: str, name: str = "2026-1") -> tuple[str, str, str]:
    return "consent-texts", name, text


def test_a_consent_text_is_called_as_it_says_or_as_its_file() -> None:
    found = good(
        consent("---\nversion: 2026-1\naccepted: no\n---\n\nWords.\n", "a"),
        consent("---\ncurrent: yes\n---\n\nWords.\n", "2027-1"),
    ).consent_texts
    assert {name: text.accepted for name, text in found.items()} == {"2026-1": False, "2027-1": True}
    assert found["2027-1"].current


def test_a_consent_text_says_from_when_it_holds() -> None:
    found = good(consent("---\nfrom: 2026-01-01\n---\n\nWords.\n"))
    assert found.consent_texts["2026-1"].from_ == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("line", "field"), [("accepted: perhaps", "accepted"), ("from: soon", "from"), ("until: 2027-01-01", "")]
)
def test_a_faulty_consent_text_is_told_on_its_line(line: str, field: str) -> None:
    found = problem(consent(f"---\nversion: 2026-1\n{line}\n---\n\nWords.\n"))
    assert (found.line, found.field) == (3, field)


def test_two_consent_texts_of_one_version_are_refused() -> None:
    text = "---\nversion: 2026-1\n---\n\nWords.\n"
    assert problem(consent(text, "a"), consent(text, "b"))


# ---------------------------------------------------------------- claims and evidence


@pytest.mark.parametrize("text", [f"- id: sixty\n  {CLAIM}\n", f"sixty:\n  {CLAIM}\n"])
def test_claims_are_a_list_or_stand_under_their_ids(text: str) -> None:
    claim = good(("register", "claims", text)).claims["sixty"]
    assert (claim.id, claim.statement, claim.date) == ("sixty", "Sixty people came.", "2026")


def test_an_empty_list_of_claims_is_no_fault() -> None:
    assert good(("register", "claims", "# nothing yet\n")).claims == {}


@pytest.mark.parametrize("part", ["statement", "source", "scope", "date"])
def test_a_figure_without_its_source_is_refused(part: str) -> None:
    lines = [
        line for line in f"- id: sixty\n  {CLAIM}".split("\n") if not line.strip().startswith(f"{part}:")
    ]
    assert problem(("register", "claims", "\n".join(lines))).message.startswith(f"'{part}' is missing.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sixty: sixty people came\n", 1),
        (f"- id: sixty\n  {CLAIM}\n- forty\n", 6),
        (f"- id: sixty\n  {CLAIM}\n  source_url: http://example.org/\n", 6),
    ],
)
def test_a_faulty_claim_is_told_on_its_line(text: str, line: int) -> None:
    assert problem(("register", "claims", text)).line == line


def test_two_claims_of_one_id_are_refused() -> None:
    row = f"- id: sixty\n  {CLAIM}\n"
    assert problem(("register", "claims", row + row)).line == 6


def test_evidence_is_called_as_its_file() -> None:
    found = good(("evidence", "welder-pay", EVIDENCE + "retrieved: 2026-11-01\n")).evidence["welder-pay"]
    assert (found.value, found.retrieved) == ("words", date(2026, 11, 1))


@pytest.mark.parametrize("part", ["value", "geography", "period", "source"])
def test_evidence_says_what_where_when_and_who(part: str) -> None:
    text = "\n".join(line for line in EVIDENCE.split("\n") if not line.startswith(f"{part}:"))
    assert problem(("evidence", "welder-pay", text)).message.startswith(f"'{part}' is missing.")


@pytest.mark.parametrize(("name", "hint"), [("claim", "Did you mean 'claims'?"), ("zzz", "Choose from: verification, claims, reviewed, hidden.")])  # fmt: skip
def test_a_file_that_the_register_does_not_know_is_refused(name: str, hint: str) -> None:
    found = problem(("register", name, "a: b\n"))
    assert (found.line, found.message) == (1, f"'{name}' is not a file of the register. {hint}")
