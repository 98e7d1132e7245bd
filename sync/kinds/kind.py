"""A kind of record, compiled from its table: how its fields are checked, and who may do what."""

from collections.abc import Mapping, Sequence, Set
from typing import Any, Literal

from ..formats import is_code
from ..refusal import ChangeRefused
from .fields import FieldRule, field_rule

Op = Literal["create", "edit"]
Fields = dict[str, Any]

Codes = Mapping[str, frozenset[str]]
"""From kind of catalogue to its codes, retired ones too, headings of services not."""

_COUNTED_BY: Mapping[str, Set[str]] = {
    "sessions": {"team", "day", "age_band", "place_kind", "people"},
    "turns": {"team", "day", "age_band", "place_kind", "services.*"},
    "presence": {"team", "day", "author"},
}
"""The totals that records add to, and the fields that each is counted by."""

_NONE: frozenset[str] = frozenset()
_ANY = "*"


class Kind:
    """What a table (sync/kinds/*.json) says of a kind of record. `phone_may_write`: phones send
    changes of it; `channel`: whose its records are ("team", "device", "catalogue", "activity",
    "publication": an activity's or a unit's, or "record": that of the record they are about); `is_event`: a
    phone makes its records in its own channel, and nobody edits them (PROTOCOL 5.17); `counts_for`: whose
    events count: those of the "readers" of what they are about, or whatever their "author" says; `created_by` and `edited_by`: "member", "author", "lead" or "server";
    `adds`: to which totals its records add (sync/contribution.py); `counts`: whether to any, so that they
    have a day that must fit and may be void; `tells_who`: its records
    tell who last changed what is not their own; `catalogues`: the lists whose codes stand in
    its records; `required`, `defaults` and `form` are names of fields
    in their order, those of a form with "services.*"."""

    def __init__(self, name: str, table: Mapping[str, Any]) -> None:
        fields: Mapping[str, Mapping[str, Any]] = table["fields"]
        ours = {each: spec for each, spec in fields.items() if "from" not in spec}
        self.name = name
        self.table = table
        self.channel: str = table["channel"]
        self.created_by: str = table.get("creates", "server")
        self.edited_by: str = table.get("edits", "server")
        by = {"create": self.created_by, "edit": self.edited_by}
        self.ops = tuple(op for op, who in by.items() if who != "server")
        self.phone_may_write = self.created_by != "server"
        self.is_event = self.phone_may_write and self.channel == "device"
        self.counts_for: str | None = table.get("counts_for")
        self.adds = _adds(table.get("adds", ()), fields.keys())
        self.counts = bool(self.adds)
        self.tells_who = "corrected" in fields
        self.fields = {each: field_rule(spec) for each, spec in ours.items()}
        self.required = [each for each, spec in ours.items() if spec.get("required")]
        self.defaults = {each: s["default"] for each, s in ours.items() if "default" in s}
        self.form: list[str] = table.get("form", [])
        self._open = {e[:-1]: rule for e, rule in self.fields.items() if e.endswith(_ANY)}
        owned = {each: spec["from"] for each, spec in fields.items() if "from" in spec}
        self._owned = [pair for pair in owned.items() if pair[1] in ("channel", "author")]
        self._number = [
            (start, rule.spec["least"], rule.spec["most"]) for start, rule in self._open.items()
        ]
        ids = {e: rule.spec["ids"] for e, rule in self.fields.items() if "ids" in rule.spec}
        self._without = [(name, of["without"]) for name, of in ids.items() if "without" in of]
        self._within = [
            (start, part, inner.spec["count"]["within"])
            for start, rule in self._open.items()
            for part, inner in rule.inner.items()
            if "within" in inner.spec.get("count", ())
        ]
        self._code, self._codes = _naming(self.fields, "code"), _naming(self.fields, "codes")
        self._open_codes = {
            s: (rule.spec["each"], _naming(rule.inner, "code"), _naming(rule.inner, "codes"))
            for s, rule in self._open.items()
        }
        several = [(one, some) for _, one, some in self._open_codes.values()]
        self.catalogues = {each for each, _, _ in self._open_codes.values()}.union(
            *({of for _, of in pairs} for pairs in (self._code, self._codes, *sum(several, ())))
        )

    def rule(self, name: str) -> FieldRule:
        """The rule of a field that phones set. Raises ChangeRefused where there is none."""
        found = self.fields.get(name)
        if found is None:
            start, dot, code = name.partition(".")
            found = self._open.get(start + dot) if is_code(code) else None
        if found is None or name.endswith(_ANY):
            raise ChangeRefused("unknown_field", name)
        return found

    def knows(self, name: str) -> bool:
        """Whether phones may set the field, whatever may stand in it."""
        try:
            return self.rule(name) is not None
        except ChangeRefused:
            return False

    def validate(self, set_: Mapping[str, Any], op: Op) -> Fields:
        """The clean fields of a change. A create gets its defaults and no nulls; in an edit null takes
        away what may be absent. Raises ChangeRefused."""
        if op not in self.ops:
            raise ChangeRefused("server_only_kind")
        clean: Fields = {}
        for name, value in set_.items():
            rule = self.rule(name)
            if value is not None or not (op == "create" or rule.nullable):
                clean[name] = rule.read(value, name)
            elif op == "edit":
                clean[name] = None
        if op == "edit":
            return clean
        return {**self.defaults, **{name: each for name, each in clean.items() if each is not None}}

    def check_whole(self, whole: Mapping[str, Any]) -> None:
        """What only the whole record shows: nothing required is missing, of open fields there are as
        many as there may be, and nobody is named twice. Raises ChangeRefused."""
        for name in self.required:
            if whole.get(name) is None:
                raise ChangeRefused("bad_value", name)
        for start, least, most in self._number:
            if not least <= len(named(whole, start)) <= most:
                raise ChangeRefused("bad_value", start.rstrip("."))
        for name, other in self._without:
            if whole.get(other) in whole.get(name, []):
                raise ChangeRefused("bad_value", name)

    def check_codes(self, set_: Mapping[str, Any], codes: Codes) -> None:
        """The codes of clean fields stand in the catalogue. Raises ChangeRefused."""
        for name, catalogue in self._code:
            value = set_.get(name)
            if value is not None and value not in codes.get(catalogue, _NONE):
                raise ChangeRefused("unknown_code", name)
        for name, catalogue in self._codes:
            value = set_.get(name)
            if value and not codes.get(catalogue, _NONE).issuperset(value):
                raise ChangeRefused("unknown_code", name)
        for name, done in set_.items():
            if "." not in name or done is None:
                continue
            start, dot, code = name.partition(".")
            each, one, several = self._open_codes[start + dot]
            known = code in codes.get(each, _NONE)
            for part, catalogue in one:
                known = known and done[part] in codes.get(catalogue, _NONE)
            for part, catalogue in several:
                if done[part]:
                    known = known and codes.get(catalogue, _NONE).issuperset(done[part])
            if not known:
                raise ChangeRefused("unknown_code", name)

    def check_settled(self, before: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """A person who settles one field of several makes no record in which a part is more than the
        whole (a service for more people than were there). One that is so already may stay so (PROTOCOL
        4.8), not become more so. Raises ChangeRefused."""
        was = self._excess(before)
        for name, excess in self._excess(whole).items():
            if excess > was.get(name, 0):
                raise ChangeRefused("served_too_many", name)

    def owned_fields(self, team: str | None, author: str | None) -> Fields:
        """The fields that the server adds to a create."""
        found = {}
        for name, of in self._owned:
            value = team if of == "channel" else author
            if value is not None:
                found[name] = value
        return found

    def _excess(self, whole: Mapping[str, Any]) -> dict[str, int]:
        """By open field how much more a part of it is than the whole."""
        return {
            name: max(0, done[part] - (whole.get(most) or 0))
            for start, part, most in self._within
            for name, done in named(whole, start)
        }


def named(set_: Mapping[str, Any], start: str) -> list[tuple[str, Fields]]:
    """The open fields with this start ("services."), with what stands there; those that an edit takes
    away are not among them."""
    # No other name has a dot, and to look for one costs a third.
    return [
        (name, done)
        for name, done in set_.items()
        if "." in name and done is not None and name.startswith(start)
    ]


def _adds(totals: Sequence[str], fields: Set[str]) -> frozenset[str]:
    """The totals that a table names. Raises ValueError where there is no such total, or no field that it
    is counted by."""
    for name in totals:
        if name not in _COUNTED_BY or not fields >= _COUNTED_BY[name]:
            raise ValueError(f"adds to {name}, which needs {_COUNTED_BY.get(name, 'to be known')}")
    return frozenset(totals)


def _naming(rules: Mapping[str, FieldRule], kind: str) -> list[tuple[str, str]]:
    """(field, its catalogue) of all fields that hold one code, or several."""
    return [
        (name, rule.spec[kind].get("of", name)) for name, rule in rules.items() if kind in rule.spec
    ]
