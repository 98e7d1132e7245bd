"""What must not stand in an answer: what lies out of the asker's reach, and secrets."""

from collections.abc import Iterator

from tests.server.matrix.cast import Role
from tests.server.matrix.conftest import Stage
from tests.server.matrix.forms import Form
from tests.server.matrix.places import PERSON
from tests.server.matrix.reach import NEAR, PAST_PEOPLE, RECORDS, SECRET, TOTALS
from tests.wires import Answer

PLACES = {"own": "same team", "since it moved": "moved team"}
"""Where something is of which a relation of another name tells."""


def leaks(stage: Stage, role: Role, form: Form, relation: str, answer: Answer) -> Iterator[str]:
    """Each word, id or hash in the answer that the asker must not be shown."""
    told = answer.text.casefold()
    if form.repeats:
        told = told.replace(stage.targets(role)[relation].change.casefold(), "")
    shown = PLACES.get(relation, relation)
    forbidden = list(stage.hashes)
    hidden, known = [], set()
    for place, found in stage.places.items():
        values = [found.word, *vars(found.target).values()]
        is_held = form.reach is SECRET and place == shown
        # Of the people of before the team is named that they were in.
        is_named = form.names and relation in PAST_PEOPLE and place == PLACES["own"]
        if place in sight(role) or is_held or is_named:
            known.update(values)
        else:
            hidden += values
    forbidden += [value for value in hidden if value not in known]
    if role.name not in RECORDS and not form.names:
        forbidden.append(PERSON)
    for word in forbidden:
        if word.casefold() in told:
            yield word


def sight(role: Role) -> frozenset[str]:
    """The places of which the role may be told anything. A phone that waits or was turned away
    knows its own team."""
    if role.is_phone():
        return NEAR
    return frozenset(TOTALS.get(role.name, ()))
