"""What must not stand in an answer: what lies out of the asker's reach, and secrets."""

from collections.abc import Iterator

from tests.server.matrix.cast import Role
from tests.server.matrix.conftest import Stage
from tests.server.matrix.forms import Form
from tests.server.matrix.places import PERSON
from tests.server.matrix.reach import HERE, RECORDS, SECRET, TOTALS
from tests.wires import Answer


def leaks(stage: Stage, role: Role, form: Form, relation: str, answer: Answer) -> Iterator[str]:
    """Each word, id or hash in the answer that the asker must not be shown."""
    told = answer.text.casefold()
    shown = "same team" if relation == "own" else relation
    forbidden = list(stage.hashes)
    for place, found in stage.places.items():
        if place not in sight(role) and not (form.reach is SECRET and place == shown):
            forbidden += [found.word, *vars(found.target).values()]
    if role.name not in RECORDS:
        forbidden.append(PERSON)
    for word in forbidden:
        if word.casefold() in told:
            yield word


def sight(role: Role) -> frozenset[str]:
    """The places of which the role may be told anything. A phone that waits or was turned away
    knows its own team."""
    if role.is_phone():
        return HERE
    return frozenset(TOTALS.get(role.name, ()))
