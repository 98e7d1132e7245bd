"""What the rules know of a kind of record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..refusal import ChangeRefused

Op = Literal["create", "edit"]
Fields = dict[str, Any]


Codes = Mapping[str, frozenset[str]]
"""From kind of catalogue to its codes, retired ones too, headings of services not."""


def _server_only(set_: Mapping[str, Any], op: Op) -> Fields:
    raise ChangeRefused("server_only_kind")


def _anything(whole: Mapping[str, Any]) -> None:
    """Records that the server writes need no check."""


def _any_outcome(before: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
    """Kinds without a rule between two of their fields."""


def _no_codes(set_: Mapping[str, Any], codes: Codes) -> None:
    """Kinds without a code."""


def check_code(set_: Mapping[str, Any], name: str, catalogue: str, codes: Codes) -> None:
    """A field, where it is set, names something in the catalogue. Raises ChangeRefused."""
    code = set_.get(name)
    if code is not None and code not in codes.get(catalogue, ()):
        raise ChangeRefused("unknown_code", name)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name and how its fields are checked. `check_codes` refuses codes of clean
    fields that the catalogue does not have; `owned` fields are set by the server from a change's
    author and channel; `lead_edits`: only leads change what exists; `check_settled` is what a person
    may not make of a record by settling."""

    name: str
    validate: Callable[[Mapping[str, Any], Op], Fields] = _server_only
    check_whole: Callable[[Mapping[str, Any]], None] = _anything
    check_codes: Callable[[Mapping[str, Any], Codes], None] = _no_codes
    check_settled: Callable[[Mapping[str, Any], Mapping[str, Any]], None] = _any_outcome
    owned: tuple[str, ...] = ()
    lead_edits: bool = False

    @property
    def phone_may_write(self) -> bool:
        """Whether a phone may send changes of this kind."""
        return self.validate is not _server_only

    def owned_fields(self, team: str | None, author: str | None) -> Fields:
        """The fields that the server adds to a create."""
        found = {}
        if team is not None and "team" in self.owned:
            found["team"] = team
        if author is not None and "author" in self.owned:
            found["author"] = author
        return found
