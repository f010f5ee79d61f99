"""
Holds a Document against a model: gives the record, or problems in plain words on the right lines.

The rules themselves stand with the fields (`fields`, `records`); this room finds the line and the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.messages import MESSAGES
from generator.problems import RULES, Problem, nearest, quoted, shown, way_out
from generator.sources import Document

_GIVEN: dict[frozenset[str], set[str]] = {}


class Model(BaseModel):
    """The ground of every record and part of a record: frozen, closed, and named in plain words for messages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: ClassVar[str] = "this file"
    """as messages call it: 'an event'"""
    given: ClassVar[frozenset[str]] = frozenset()
    """fields that nobody writes: they come from the file itself"""

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Records come from other processes and from the cache. Which fields were given is much the same for thousands, and pydantic has a set of each: one will do."""
        given = state["__pydantic_fields_set__"]
        state["__pydantic_fields_set__"] = _GIVEN.setdefault(frozenset(given), given)
        super().__setstate__(state)

    @classmethod
    def written_fields(cls) -> list[str]:
        """The fields as they are written in a file."""
        return [info.alias or name for name, info in cls.model_fields.items() if name not in cls.given]


AnyModel = TypeVar("AnyModel", bound=Model)
Place = tuple[str | int, ...]


def validate(
    document: Document,
    model: type[AnyModel],
    context: Mapping[str, Any],
    *,
    values: Any = None,
    inside: Place = (),
    rule: str = "",
    given: Mapping[str, Any] | None = None,
) -> tuple[AnyModel | None, list[Problem]]:
    """
    Document → (record or None, problems). `values` is a part of the document that stands at the place `inside`.

    `given` are values that don't come from the file's text, such as its slug. With `rule`, all problems come under
    that one name (the hub's own files).
    """
    own = document.values if values is None else values
    if given and isinstance(own, Mapping):
        clash = [name for name in given if name in own]
        own = {**own, **given}
    else:
        clash = []
    problems = [
        _problem(
            document, model, {"type": "extra_forbidden", "loc": (name,), "input": "", "msg": ""}, inside, rule
        )
        for name in clash
    ]
    try:
        record = model.model_validate(own, context=dict(context))
    except ValidationError as error:
        found = error.errors(include_url=False)
        misspelt = {
            (*each["loc"][:-1], _meant(model, each)) for each in found if each["type"] == "extra_forbidden"
        }
        # A required field under a misspelt name is one fault, not two.
        problems += [
            _problem(document, model, each, inside, rule)
            for each in found
            if not (each["type"] == "missing" and each["loc"] in misspelt)
        ]
        return None, problems
    return (None if problems else record), problems


def _problem(
    document: Document, model: type[Model], error: ErrorDetails, inside: Place, rule: str
) -> Problem:
    place = tuple(
        part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function-"))
    )
    kind, message, instead = error["type"], error["msg"], ("", "")
    place_of_line = (*inside, *place)
    owner, found = _owner(model, place)
    if kind in RULES:
        name = kind
        instead = error.get("ctx", {}).get("instead", instead)
        named_place = error.get("ctx", {}).get("field")
        if named_place:
            place = (*place, named_place)
            place_of_line = (*inside, *place)
    elif kind == "missing":
        # A field that is there without a value has a line of its own; one that is not has that of the group around it.
        is_there = place_of_line in document.lines
        return Problem(
            document.path,
            document.line_of(place_of_line if is_there else place_of_line[:-1]),
            _shown(place[:-1]),
            rule or "missing-field",
            MESSAGES["missing-field--value" if is_there else "missing-field"].format(
                name=shown(place[-1]), help=way_to_write(found, str(place[-1]))
            ),
        )
    elif kind == "extra_forbidden":
        name = "unknown-field"
        hint = _no_such_field(str(place[-1]), owner)
        return Problem(
            document.path,
            document.line_of(place_of_line),
            _shown(place[:-1]),
            rule or name,
            f"{quoted(place[-1])} is not a field of {owner.what}. {hint}",
            instead=(str(place[-1]), "" if _is_contact(str(place[-1]), owner) else _meant(model, error)),
        )
    elif kind in ("model_type", "model_attributes_type", "dict_type"):
        name = "group"
        part = _model_in(found.annotation) if found else model
        names = ", ".join(part.written_fields()) if part else "its parts"
        there = "a list" if isinstance(error["input"], list) else "one text"
        message = f"{there} stands where a group of fields is wanted. Write under it, indented: {names}."
    elif kind in ("tuple_type", "list_type"):
        name, message = (
            "list",
            "one text stands where a list is wanted. Begin each item on a line of its own with a hyphen.",
        )
    elif kind == "string_type":
        name, message = "text", "there is something else where one text is wanted. Write one text."
    else:
        raise AssertionError(f"no words for pydantic's {kind} at {place}: {error['msg']}")
    return Problem(
        document.path,
        document.line_of(place_of_line),
        _shown((*inside, *place) if rule else place),
        rule or name,
        message,
        instead=instead,
    )


CONTACT = frozenset(
    "email e-mail mail phone telephone tel mobile whatsapp address postcode contact website url link twitter x facebook instagram "
    "linkedin tiktok snapchat discord telegram social".split()
)
"""Fields that people expect, and that a public page about a person does not have."""


def _is_contact(name: str, owner: type[Model]) -> bool:
    return name.casefold() in CONTACT and name not in owner.written_fields()


def _no_such_field(name: str, owner: type[Model]) -> str:
    if _is_contact(name, owner):
        return "People are reached through the hub only: remove it."
    return way_out(
        name, owner.written_fields(), see="Remove it; _example.md shows every field that there is."
    )


def _meant(model: type[Model], error: ErrorDetails) -> str:
    """The field that a misspelt one was to be, or ''."""
    owner, _ = _owner(model, error["loc"])
    return nearest(str(error["loc"][-1]), owner.written_fields())


def _shown(place: Place) -> str:
    """('route', 2, 'year') → route.3.year: people count from one."""
    return ".".join(
        str(part + 1) if isinstance(part, int) else shown(part, limit=40) for part in place if part != ""
    )


def _owner(model: type[Model], place: Place) -> tuple[type[Model], FieldInfo | None]:
    """The model that the last part of a place belongs to, and that field's definition if there is one."""
    owner: type[Model] = model
    found: FieldInfo | None = None
    for number, part in enumerate(place):
        if isinstance(part, int):
            continue
        found = next((info for name, info in owner.model_fields.items() if part in (name, info.alias)), None)
        last = number == len(place) - 1
        inner = _model_in(found.annotation) if found and not last else None
        if inner:
            owner = inner
    return owner, found


def _model_in(annotation: Any) -> type[Model] | None:
    return next(_models_in(annotation), None)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def way_to_write(found: FieldInfo | None, name: str) -> str:
    """What to write into a field, with an example."""
    if found is None:
        return "Add it."
    example = (found.examples or [""])[0]
    help_text = f"{found.description} " if found.description else ""
    way = MESSAGES["missing-field--example"].format(name=name, example=example) if example else "Add it."
    return help_text + way
