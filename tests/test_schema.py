"""The schema says of a file what the fields say, every field is asked for once, and a record goes out and comes back the same."""

from __future__ import annotations

import json

import jsonschema
import pytest
from sample_site import SAMPLE, TODAY, files, site, understood

from generator.interview import BODY, INTERVIEWS, NOT_ASKED
from generator.messages import MESSAGES
from generator.pipeline import OWN_CONTENT
from generator.problems import RULES
from generator.records import RECORD_TYPES, validate_record
from generator.schema import json_schema, may_be_opened, written
from generator.sources import Document
from generator.urls import KIND_OF

CONTENTS = (SAMPLE, OWN_CONTENT)


def all_records(content):
    found = understood(TODAY, content=content).site
    people = tuple(found.people.values())
    return found, (*people, *found.events, *found.case_studies, *found.careers, *found.organisations)


@pytest.mark.parametrize("collection", KIND_OF)
def test_a_schema_is_a_schema(collection):
    schema = json.loads(files()[f"data/schema/{KIND_OF[collection]}.json"])

    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(RECORD_TYPES[collection].written_fields())
    assert all(field.get("description") for field in schema["properties"].values())


@pytest.mark.parametrize("content", CONTENTS, ids=("sample", "own"))
def test_what_a_record_would_be_written_as_fits_the_schema_and_reads_as_the_same_record(content):
    found, records = all_records(content)
    context = {"vocabularies": found.vocabularies, "time_zone": found.settings.time_zone}
    assert records
    for record in records:
        values = written(record, found.settings.time_zone)
        jsonschema.validate(values, json_schema(type(record), found), jsonschema.Draft202012Validator)
        document = Document(
            record.path, record.collection, record.slug, values, {}, record.body, record.body_line
        )
        assert validate_record(document, context) == (record, []), record.path


def test_a_term_that_is_not_there_does_not_fit():
    schema = json_schema(RECORD_TYPES["ambassadors"], site())
    person = next(iter(site().people.values()))
    values = written(person, "Europe/London") | {"industry": "witchcraft"}

    with pytest.raises(jsonschema.ValidationError, match="witchcraft"):
        jsonschema.validate(values, schema)


@pytest.mark.parametrize("collection", INTERVIEWS)
def test_every_field_is_asked_for_once_or_named_as_not_asked(collection):
    asked = [name for step in INTERVIEWS[collection] for name in step.fields if name != BODY]

    assert len(asked) == len(set(asked))
    assert set(asked) | NOT_ASKED[collection] == set(RECORD_TYPES[collection].written_fields())
    for step in INTERVIEWS[collection]:
        assert set(step.asks) <= set(step.fields), step.name


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_is_of_a_rule(name):
    assert name.partition("--")[0] in RULES


def opened(collection, built=None):
    """The slugs of the records that the form may open."""
    return {
        path.split("/")[1]
        for path in built or files()
        if path.startswith(collection) and path.endswith("/written.json")
    }


def test_only_profiles_on_the_public_lists_may_be_opened():
    people = site().people
    open_ones = opened("ambassadors")

    assert open_ones == {person.slug for person in site().ambassadors if person.visibility == "public"}
    assert any(person.visibility == "unlisted" and slug not in open_ones for slug, person in people.items())


@pytest.mark.parametrize("collection", ["events", "case-studies"])
def test_an_event_or_a_story_may_be_opened_only_while_everybody_in_it_is_on_the_public_lists(collection):
    records = {record.slug: record for record in site().by_slug[collection].values()}
    listed = opened("ambassadors")

    assert opened(collection) == {
        slug
        for slug, record in records.items()
        if set(record.ambassadors) <= listed
        and not (collection == "events" and site().was_school_visit(record))
    }
    assert opened(collection)


def test_of_a_visit_to_a_school_that_is_over_the_form_tells_nothing():
    past = next(
        event
        for event in site().events
        if site().is_past(event) and event.place and may_be_opened(site(), event)
    )
    visit = past.model_copy(update={"place": past.place.model_copy(update={"name": "Brook Primary School"})})

    assert not may_be_opened(site(), visit)
