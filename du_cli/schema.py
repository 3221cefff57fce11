"""JSON Schemas of the files, made from the models, for editors and for other programs.

The models are written as pydantic models from their own annotations, here and nowhere else: pydantic knows JSON Schema, and
importing it takes longer than all of a check. What it accepts, the tests hold ``dataset.reading`` against.
"""

import json
from collections.abc import Mapping
from functools import reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model
from pydantic.json_schema import GenerateJsonSchema

from du_cli.i18n import _
from du_cli.models import cases, mandate, meetings, members, policy
from du_cli.models.base import Filled, Form, Limits
from du_cli.models.record import Field as Key
from du_cli.models.record import Record, fields, once

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

MODELS: Final[Mapping[str, type[Record]]] = {
    "mandate": mandate.Mandate,
    "policy": policy.Policy,
    "members": members.Roster,
    "organisations": members.Organisations,
    "waivers": policy.Waivers,
    "case": cases.Case,
    "meeting": meetings.Meeting,
    "plan": meetings.Plan,
    "outreach": meetings.Outreach,
}

GLOBS: Final[Mapping[str, str]] = {
    "mandate": "data/mandate.yaml",
    "policy": "data/policy.yaml",
    "members": "data/members.yaml",
    "organisations": "data/organisations.yaml",
    "waivers": "data/waivers.yaml",
    "case": "data/cases/**/*.yaml",
    "meeting": "data/meetings/**/*.yaml",
    "plan": "data/plans/*.yaml",
    "outreach": "data/outreach/*.yaml",
}
"""Which files each schema is for, from the root that holds data/."""


SETTINGS: Final = ".vscode/settings.json"
"""Where an editor's settings lie, from the folder that holds data/."""


def schema_name(name: str) -> str:
    """The file name of a schema."""
    return f"{name}.schema.json"


def schemas() -> dict[str, str]:
    """Every schema's text by its file name, with descriptions in the reader's language."""
    return {schema_name(name): _text(model) for name, model in MODELS.items()}


def editor_settings() -> str:
    """Settings that tell an editor which schema each file follows (VS Code with its YAML extension)."""
    found = {f"./schemas/{schema_name(name)}": f"**/{pattern}" for name, pattern in GLOBS.items()}
    return _dump({"yaml.schemas": found, "yaml.format.enable": False})


@once
def as_pydantic(model: type[Record]) -> type[BaseModel]:
    """A model as pydantic has it, strict and without unknown keys; what ties two of its keys together is left to our own reader."""
    keys: dict[str, Any] = {field.name: (_kind(field.annotation), _declared(model, field)) for field in fields(model)}
    return create_model(model.__name__, __config__=ConfigDict(strict=True, extra="forbid"), **keys)


def _declared(model: type[Record], field: Key) -> Any:
    default = ... if field.required else getattr(model, field.name)
    return Field(default, alias=None if field.key == field.name else field.key, description=field.description)


def _kind(kind: Any) -> Any:
    """An annotation of the models in pydantic's terms."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        marks = [found for mark in kind.__metadata__ if (found := _mark(mark))]
        return Annotated[(_kind(parts[0]), *marks)] if marks else _kind(parts[0])
    if origin is tuple:
        return tuple[_kind(parts[0]), ...]  # type: ignore[misc] # made at run time
    if origin is dict:
        return dict[_kind(parts[0]), _kind(parts[1])]  # type: ignore[misc] # made at run time
    if origin is Union or origin is UnionType:
        return reduce(or_, map(_kind, parts))
    return as_pydantic(kind) if isinstance(kind, type) and issubclass(kind, Record) else kind


def _mark(mark: object) -> Any:
    match mark:
        case Form(pattern):
            return StringConstraints(pattern=pattern)
        case Limits(least, most):
            return Field(ge=least, le=most)
        case Filled():
            return Field(min_length=1)
    return None


def names_schemas(settings: bytes) -> bool:
    """Whether an editor's settings, which people write with comments too, name every schema."""
    return all(schema_name(name).encode() in settings for name in GLOBS)


def _text(model: type[Record]) -> str:
    made = as_pydantic(model).model_json_schema(schema_generator=_Plain)
    for record in (made, *made.get("$defs", {}).values()):
        record.pop("description", None)  # a class's docstring, which speaks to programmers
    return _dump({"$schema": DRAFT, **_translated(made)})


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _Plain(GenerateJsonSchema):
    """Without the titles made from names, which say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False


def _translated(value: Any) -> Any:
    """The schema with its descriptions in the reader's language, without titles."""
    if isinstance(value, list):
        return [_translated(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _(item) if key == "description" and isinstance(item, str) else _translated(item)
        for key, item in value.items()
        if key != "title" or not isinstance(item, str)
    }
