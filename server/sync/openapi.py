"""Rows and changes as the API's description tells them: drawn from the tables of kinds (sync/kinds)."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from apispec import APISpec

from sync.kinds import FROM_PHONES, KINDS, Kind
from sync.kinds.fields import Spec
from sync.protocol_limits import CODE_CHARS, SAFE_INTEGER, SCHEMA, WHY_CODE_POINTS

JsonSchema = dict[str, Any]

ROUND_BODY: JsonSchema = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Round"}}},
}

_ID: JsonSchema = {"type": "string", "pattern": r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_UUID = _ID["pattern"].strip("^$")
_CODE = f"[A-Z0-9_]{{1,{CODE_CHARS}}}"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
_HASH: JsonSchema = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_WHOLE: JsonSchema = {"type": "integer", "minimum": 1, "maximum": SAFE_INTEGER}
_STATES = ["counted", "awaiting_approval", "void", "attention"]
_CHANNELS = {
    "team": "(team|device):",
    "device": "device:",
    "catalogue": "catalogue",
    "record": "(team|device):",
    "activity": "activity:",
    "publication": "(activity|unit):",
}
"""By the channel of a kind how the name of a row's begins: what waits for a phone's approval stands in
that phone's own."""


def row_refs() -> JsonSchema:
    """A row of any kind, or the note that one left a channel."""
    return {
        "anyOf": [*(_ref(f"Synced{_name(kind)}") for kind in KINDS.values()), _ref("SyncedExit")]
    }


def change_refs() -> JsonSchema:
    """A change of any kind that phones write, and whatever else they send: that gets a verdict which
    says why it is none."""
    kinds = [(KINDS[name], op) for name in FROM_PHONES for op in KINDS[name].ops]
    return {"anyOf": [_ref(f"{op.capitalize()}{_name(kind)}") for kind, op in kinds] + [{}]}


def describe_types(spec: APISpec, *types: type) -> None:
    """Adds msgspec types, each under its own name."""
    refs = "#/components/schemas/{name}"
    _, found = msgspec.json.schema_components(types, ref_template=refs)
    for name, schema in found.items():
        # As openapi-typescript reads it: no bound behind a tuple, and what may be missing without a default.
        for part in schema["properties"].values():
            if part.get("default") in ([], {}):
                del part["default"]
            for form in part.get("anyOf", ()):
                if form.get("items") is False:
                    del form["items"]
        spec.components.schema(name, schema)


def describe_kinds(spec: APISpec) -> None:
    """Adds what `row_refs` and `change_refs` refer to."""
    spec.components.schema("SyncedExit", _exit_row())
    for kind in KINDS.values():
        spec.components.schema(f"Synced{_name(kind)}", _row(kind))
        for op in kind.ops:
            spec.components.schema(f"{op.capitalize()}{_name(kind)}", _change(kind, op))


def _ref(name: str) -> JsonSchema:
    return {"$ref": f"#/components/schemas/{name}"}


def _name(kind: Kind) -> str:
    return "".join(part.capitalize() for part in kind.name.split("_"))


def _exit_row() -> JsonSchema:
    parts = {"id": _ID, "channel": {"type": "string"}, "ver": _WHOLE, "out": {"const": True}}
    return _object(parts, list(parts)) | {"description": "The note that a record left a channel."}


def _row(kind: Kind) -> JsonSchema:
    """Of an erased record no field is left."""
    specs: Mapping[str, Spec] = kind.table["fields"]
    own = _uuid_after(_CHANNELS[kind.channel])
    parts = {
        "id": _ID,
        "kind": {"const": kind.name},
        "channel": {"type": "string", "pattern": own},
        "ver": _WHOLE,
        "h": _HASH,
        "state": {"enum": _STATES},
        "f": _fields(specs, [], is_row=True),
        "erased": {"const": True},
    }
    required = [name for name in parts if name != "erased"]
    return _object(parts, required) | {"description": kind.table["about"]}


def _uuid_after(start: str) -> str:
    return f"^{start}{_UUID}$" if start.endswith(":") else f"^{start}$"


def _change(kind: Kind, op: str) -> JsonSchema:
    """A change that is taken in; any other gets a verdict that says why it is not."""
    specs = {name: rule.spec for name, rule in kind.fields.items()}
    is_edit = op == "edit"
    parts: dict[str, JsonSchema] = {
        "id": _ID,
        "no": _WHOLE,
        "author": _ID,
        "op": {"const": op},
        "kind": {"const": kind.name},
        "record": _ID,
        "channel": {
            "type": "string",
            "pattern": _uuid_after(_CHANNELS[kind.channel if kind.is_event else "team"]),
        },
        "schema": {"type": "integer", "minimum": 1, "maximum": SCHEMA},
        "at": {"type": "string", "format": "date-time"},
        "set": _fields(specs, [] if is_edit else kind.required) | {"minProperties": 1},
    }
    required = list(parts)
    if is_edit:
        parts["prev"] = {"type": "object"}
        parts["why"] = {"type": ["string", "null"], "maxLength": WHY_CODE_POINTS}
    parts["replaces"] = {"type": ["string", "null"], "pattern": _ID["pattern"]}
    about = f"What phones send to {'change' if is_edit else 'make'} a {kind.name}."
    return _object(parts, required) | {"description": about}


def _fields(specs: Mapping[str, Spec], required: list[str], is_row: bool = False) -> JsonSchema:
    fixed = {name: _field(spec, is_row) for name, spec in specs.items() if "each" not in spec}
    opened = {
        f"^{name[:-1].replace('.', '[.]')}{_CODE}$": _field(spec, is_row)
        for name, spec in specs.items()
        if "each" in spec
    }
    found = _object(fixed, required)
    return found | {"patternProperties": opened} if opened else found


def _object(parts: Mapping[str, JsonSchema], required: list[str]) -> JsonSchema:
    found: JsonSchema = {"type": "object", "properties": dict(parts), "additionalProperties": False}
    return found | {"required": required} if required else found


def _field(spec: Spec, is_row: bool) -> JsonSchema:
    """A field as its table says; what the server sets may be null where it has nothing to say."""
    kind = next(kind for kind in _TYPES if kind in spec)
    schema = _TYPES[kind](spec[kind], is_row)
    may_be_null = spec.get("nullable") or spec.get("from") == "server"
    if may_be_null and "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if may_be_null and "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return schema


def _text(of: Spec, _is_row: bool) -> JsonSchema:
    most = {"maxLength": of["most"]} if "most" in of else {}
    return {"type": "string", "minLength": of.get("least", 0), **most}


def _count(of: Spec, _is_row: bool) -> JsonSchema:
    return {"type": "integer", **({"minimum": 1, "maximum": of["most"]} if "most" in of else {})}


def _word(of: Spec, is_row: bool) -> JsonSchema:
    return {"enum": [*of["of"], *(of.get("server", ()) if is_row else ())]}


def _parts(of: Spec, is_row: bool) -> JsonSchema:
    if not of:
        return {"type": "object"}
    required = [name for name, spec in of.items() if spec.get("required")]
    return _object({name: _field(spec, is_row) for name, spec in of.items()}, required)


def _each(pattern: str, of: Spec) -> JsonSchema:
    return {"type": "array", "items": _like(pattern), "maxItems": of["most"]}


def _like(pattern: str) -> JsonSchema:
    return {"type": "string", "pattern": f"^{pattern}$"}


_TYPES: Mapping[str, Callable[[Spec, bool], JsonSchema]] = {
    "day": lambda _of, _is_row: {"type": "string", "format": "date"},
    "time": lambda _of, _is_row: _like(_TIME),
    "code": lambda _of, _is_row: _like(_CODE),
    "id": lambda _of, _is_row: _like(_UUID),
    "flag": lambda _of, _is_row: {"type": "boolean"},
    "instant": lambda _of, _is_row: {"type": "string"},
    "list": lambda _of, _is_row: {"type": "array"},
    "value": lambda _of, _is_row: {},
    "codes": lambda of, _is_row: _each(_CODE, of),
    "ids": lambda of, _is_row: _each(_UUID, of),
    "count": _count,
    "word": _word,
    "text": _text,
    "object": _parts,
}
