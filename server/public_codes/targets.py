"""To which records of this server a code may lead. The packages that keep them stand on other floors and are
given here at the start (server/app/factory.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, current_app

from server.auth.principal import Principal
from server.database.connections import AnySession

_TARGETS = "code_targets"


@dataclass(frozen=True)
class TargetShown:
    """A record as a code shows it: what it is called, the path of its public page, None where nobody but the
    desk may read it, the unit that keeps it, and whether it is over, so that its codes lead nowhere. `contact`
    is a line for plaques: whom to ask about it, `when`: one with when and where it is; `in_app`:
    where the app shows it to who follows it by the code."""

    id: str
    title: str
    path: str | None
    unit: str
    is_over: bool = False
    contact: str = ""
    when: str = ""
    in_app: str = ""


class CodeTarget(Protocol):
    """A kind of record."""

    kind: str

    def find(self, session: AnySession, record: str) -> TargetShown | None:
        """The record with this id, or None."""

    def options(self, session: AnySession, principal: Principal) -> Sequence[TargetShown]:
        """Those to which the account may have a code lead, as the form lists them."""


def install_code_targets(app: Flask, *targets: CodeTarget) -> None:
    """Tells to which kinds of records codes may lead."""
    app.extensions[_TARGETS] = {target.kind: target for target in targets}


def code_targets() -> dict[str, CodeTarget]:
    """All kinds, by their names on the wire."""
    found: dict[str, CodeTarget] = current_app.extensions[_TARGETS]
    return found


def find_target(session: AnySession, kind: str | None, record: str | None) -> TargetShown | None:
    """The record to which a code leads, or None: there is none, or it is gone."""
    target = code_targets().get(kind or "")
    return target.find(session, record) if target is not None and record is not None else None
