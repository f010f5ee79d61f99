"""The closed lists: what a word means, what to do about one that is not there, and what is wrong with a list."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from small_files import context, document

from generator.problems import Problem
from generator.vocabularies import (
    TERM_TYPES,
    RouteHeadline,
    Vocabularies,
    folded,
    in_vocabulary,
    validate_vocabularies,
)

SUBJECTS = """
- slug: physics
  label: Physics
- slug: computing
  label: Computer science
  aliases: [coding, ICT]
  stem: yes
- slug: art
  label: Art & design
  stem: no
"""
AREAS = """
- slug: west-yorkshire
  label: West Yorkshire
  gss: E47000003
  districts:
    - slug: bradford
      label: Bradford
      gss: E08000032
      neighbours: [leeds]
      towns: [Ilkley, Keighley]
      former: [Craven]
    - slug: leeds
      label: Leeds
      gss: E08000035
"""


def read(broken: tuple[str, ...] = (), **texts: str) -> tuple[Vocabularies, list[Problem]]:
    """Vocabularies from the text of their files; '_' in a name stands for a hyphen."""
    names = {name.replace("_", "-"): text for name, text in texts.items()}
    return validate_vocabularies(
        {name: document("vocabularies", text, name) for name, text in names.items()}, broken
    )


def good(**texts: str) -> Vocabularies:
    found, problems = read(**texts)
    assert problems == []
    return found


def wrong(**texts: str) -> list[tuple[int, str]]:
    _, problems = read(**texts)
    assert {each.rule for each in problems} <= {"vocabulary"}
    return [(each.line, each.message) for each in problems]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("computing", "computing"),
        ("Computing", "computing"),
        ("Computer science", "computing"),
        ("computer_science", "computing"),
        ("COMPUTER-SCIENCE", "computing"),
        ("  computer   science ", "computing"),
        ("ict", "computing"),
        ("Art & design", "art"),
        ("cooking", ""),
        ("", ""),
    ],
)
def test_a_word_is_found_by_slug_label_or_alias_however_it_is_written(word: str, slug: str) -> None:
    assert good(subjects=SUBJECTS)["subjects"].find(word) == slug


def test_a_town_or_a_former_name_means_its_district() -> None:
    districts = good(areas=AREAS)["districts"]
    assert [districts.find(word) for word in ("Ilkley", "craven", "Leeds", "West Yorkshire")] == [
        "bradford",
        "bradford",
        "leeds",
        "",
    ]


def test_terms_keep_the_order_of_their_file() -> None:
    subjects = good(subjects=SUBJECTS)["subjects"]
    assert subjects.in_order(["art", "physics", "nothing"]) == ("physics", "art")
    assert [term.slug for term in subjects] == ["physics", "computing", "art"]
    assert subjects.label("computing") == "Computer science"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("phisics", "Did you mean 'physics'?"),
        ("codding", "Did you mean 'computing' (for 'coding')?"),
        ("Computer sience", "Did you mean 'computing'?"),
        ("zzz", "Choose from: physics, computing, art."),
    ],
)
def test_a_word_that_is_not_there_has_a_way_out(word: str, hint: str) -> None:
    assert good(subjects=SUBJECTS)["subjects"].way_out(word) == hint


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("T Level", "t_level", True), ("T Level", "t-level", True), ("a  b", "A - b", True), ("tlevel", "t-level", False)],
)  # fmt: skip
def test_spaces_hyphens_and_capitals_make_no_difference(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


# ---------------------------------------------------------------- a field of one term


def field_of(name: str, written: Any, vocabularies: Vocabularies) -> str:
    field = TypeAdapter(in_vocabulary(name))
    return str(field.validate_python(written, context={"vocabularies": vocabularies}))


def test_what_leaves_a_field_is_always_the_slug() -> None:
    assert field_of("subjects", "Coding", good(subjects=SUBJECTS)) == "computing"


def test_an_unknown_word_is_told_with_the_file_that_it_is_not_in() -> None:
    with pytest.raises(ValidationError) as caught:
        field_of("subjects", "phisics", good(subjects=SUBJECTS))
    (error,) = caught.value.errors()
    assert error["type"] == "unknown-term"
    assert error["msg"] == "'phisics' is not in content/vocabularies/subjects.yml. Did you mean 'physics'?"


def test_a_list_that_has_a_fault_itself_makes_no_faults_in_every_profile() -> None:
    broken, problems = read(subjects=SUBJECTS + "- slug: Music!\n  label: Music\n")
    assert len(problems) == 1
    assert field_of("subjects", "Music", broken) == "music"
    unreadable, _ = read(broken=("subjects",))
    assert field_of("subjects", "Music", unreadable) == "music"


# ---------------------------------------------------------------- what is wrong with a list


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b", 1, "the file is not a list of terms. Begin each term with - slug: and its label under it."),
        ("", 1, "the file is not a list of terms. Begin each term with - slug: and its label under it."),
        ("- slug: Maths 1\n  label: Maths", 1, "'Maths 1' is not a slug. Use small letters, digits and single hyphens."),
        ("- slug: a--b\n  label: Maths", 1, "'a--b' is not a slug. Use small letters, digits and single hyphens."),
        ("- slug: a\n  lable: Maths", 2, "'lable' is not a field of a term. Did you mean 'label'?"),
        ("- slug: a\n  label: A\n  stem: perhaps", 3, "'perhaps' is neither yes nor no. Write yes or no."),
    ],
)  # fmt: skip
def test_a_list_that_is_not_one_is_told_on_its_line(text: str, line: int, message: str) -> None:
    assert wrong(subjects=text) == [(line, message)]


@pytest.mark.parametrize(
    ("more", "word", "owner"),
    [
        ("- slug: physics\n  label: Another", "physics", "physics"),
        ("- slug: another\n  label: PHYSICS", "physics", "physics"),
        ("- slug: another\n  label: Another\n  aliases: [computer_science]", "computer-science", "computing"),
        ("- slug: another\n  label: Another\n  aliases: [Coding]", "coding", "computing"),
        ("- slug: coding\n  label: Another", "coding", "computing"),
    ],
)
def test_a_word_that_means_two_terms_is_refused(more: str, word: str, owner: str) -> None:
    line = SUBJECTS.count("\n") + 1
    message = f"the word '{word}' belongs to the term '{owner}' already. Give each word to one term."
    assert wrong(subjects=SUBJECTS + more) == [(line, message)]


def test_a_term_may_say_one_word_in_several_ways() -> None:
    assert good(subjects="- slug: t-level\n  label: T Level\n  aliases: [t level, T_LEVEL]\n")


def test_two_districts_of_one_name_are_refused_even_in_two_areas() -> None:
    second = AREAS.replace("west-yorkshire", "another").replace("West Yorkshire", "Another")
    assert wrong(areas=AREAS + second.lstrip("\n"))


def test_a_headline_names_steps_that_there_are() -> None:
    steps = "- slug: degree\n  label: Degree\n  group: university\n"
    headline = "- slug: no-degree\n  label: Without a degree\n  no_step: [dgree]\n"
    (found,) = wrong(route_steps=steps, route_headlines=headline)
    assert found == (3, "'dgree' is not in content/vocabularies/route-steps.yml. Did you mean 'degree'?")


def test_a_neighbour_is_a_district_that_there_is() -> None:
    (found,) = wrong(areas=AREAS.replace("[leeds]", "[leds]"))
    assert found[1] == "'leds' is not in content/vocabularies/areas.yml. Did you mean 'leeds'?"


def test_an_area_asks_all_its_councils_for_a_coordinator_or_none() -> None:
    (found,) = wrong(areas=AREAS + "      enterprise_coordinator: vacant\n")
    assert found[1] == (
        "Bradford has no enterprise_coordinator. Write the post, or: enterprise_coordinator: vacant."
    )


def test_a_vacant_post_is_known_to_be_vacant() -> None:
    post = "      enterprise_coordinator: {post: Enterprise coordinator, as_of: 2026-11-01}\n"
    text = (
        AREAS.replace("    - slug: leeds", f"{post}    - slug: leeds")
        + "      enterprise_coordinator: vacant\n"
    )
    bradford, leeds = good(areas=text)["districts"]
    assert bradford.enterprise_coordinator.post == "Enterprise coordinator"
    assert leeds.has_coordinator_field
    assert leeds.enterprise_coordinator is None


@pytest.mark.parametrize(
    ("any_step", "no_step", "steps", "fits"),
    [
        (("degree",), (), ["gcse", "degree"], True),
        (("degree",), (), ["gcse"], False),
        ((), ("degree",), ["gcse"], True),
        ((), ("degree",), ["gcse", "degree"], False),
        (("job",), ("degree",), ["job", "degree"], False),
        ((), (), [], True),
    ],
)
def test_a_headline_fits_a_route_by_its_steps(
    any_step: tuple[str, ...], no_step: tuple[str, ...], steps: list[str], fits: bool
) -> None:
    headline = RouteHeadline(slug="a", label="A", any_step=any_step, no_step=no_step)
    assert headline.fits(steps) is fits


# ---------------------------------------------------------------- the repository's own


@pytest.mark.parametrize("name", TERM_TYPES)
def test_every_list_that_the_site_knows_is_there(name: str) -> None:
    assert context()["vocabularies"][name].terms


def test_a_list_that_is_missing_is_empty() -> None:
    found, problems = read()
    assert problems == []
    assert set(found) == {*TERM_TYPES, "districts"}
    assert not any(vocabulary.terms for vocabulary in found.values())
