"""The table of permissions played out: every route as everybody, about what is the asker's own,
the team's, below, elsewhere and nowhere. Each answer has the right status, and nothing in it that
lies out of the asker's reach; what is refused changes nothing, and each change leaves its row in
the audit trail."""

from collections.abc import Iterator

import pytest

from server.auth.permissions import PERMISSIONS
from server.auth.principal import Kind
from sync.problems import PROBLEMS
from tests.described import described
from tests.server.matrix.cast import Role
from tests.server.matrix.conftest import Stage
from tests.server.matrix.forms import FORMS, Form
from tests.server.matrix.leaks import leaks
from tests.server.matrix.reach import UNNAMED
from tests.server.matrix.state import is_traced

WITHOUT_A_NAME = {
    ("/api/sync/v1", "POST"),
    ("/api/sync/v1/have", "POST"),
    ("/api/blobs/<>", "GET"),
    ("/api/exports/help-sessions.csv", "GET"),
    ("/api/exports/help-sessions.xlsx", "GET"),
}
"""Where a phone need not say who holds it."""
AT_THE_GATE = "own"
"""What they are asked about whom the table does not let in, and what they would get if it did: the
gate looks at nothing else."""


def is_let_in(role: Role, form: Form) -> bool:
    """Whether the table of permissions has the role for the form's route."""
    return bool(_kinds_at(role, form) & PERMISSIONS[form.route])


def _kinds_at(role: Role, form: Form) -> set[Kind]:
    return {Kind.LEAD} if role.name == UNNAMED and form.route in WITHOUT_A_NAME else role.kinds


def refusal(role: Role, form: Form, relation: str) -> str | None:
    """The problem that the role must get, None if it must not get any."""
    if not is_let_in(role, form):
        if role.kinds == {Kind.NOBODY}:
            return "unauthenticated"
        if role.name == UNNAMED and Kind.LEAD in PERMISSIONS[form.route]:
            return "acting_member_required"
        return "device_revoked" if Kind.REVOKED in role.kinds else "wrong_role"
    for key in ((role.name, relation), (role.name, "*"), ("*", relation)):
        if key in form.but:
            return form.but[key]
    if form.reach is None or relation in form.reach.get(role.name, ()):
        return None
    return form.absent if relation == "absent" else "not_found"


def play(stage: Stage, form: Form, role: Role) -> Iterator[str]:
    """All that goes wrong when somebody sends a form about everything."""
    success = described(stage.app).success(*form.route)
    asked = set()
    for relation, target in stage.targets(role).items():
        if not is_let_in(role, form) and relation != AT_THE_GATE:
            continue
        address, body = form.fill(role.own, target)
        if (address, str(body)) in asked:
            continue
        asked.add((address, str(body)))
        answer = stage.ask(role, form.method, address, body, **form.headers)
        code = refusal(role, form, relation)
        wanted = PROBLEMS[code].status if code else success
        if (answer.status, answer.code) != (wanted, code):
            yield f"{relation}: wanted {wanted} {code}, got {answer.status} {answer.body[:200]!r}"
        for word in leaks(stage, role, form, relation, answer):
            yield f"{relation}: {word} is in the answer"
        changed = stage.changed()
        if code or form.changes is False:
            if changed:
                yield f"{relation}: changed {sorted(changed)}"
        elif form.changes and not (is_traced(changed) if form.traced else changed):
            yield f"{relation}: changed nothing, or left no trace"


@pytest.mark.parametrize("route", PERMISSIONS, ids=" ".join)
def test_everybody_about_everything(stage: Stage, route: tuple[str, str]) -> None:
    forms = [form for form in FORMS if form.route == route]
    assert forms, "this route has no line in forms.py"
    wrong = [
        f"{form.address} as {role.name}{' on a shared phone' * bool(role.acting)}: {each}"
        for form in forms
        for role in stage.roles
        for each in play(stage, form, role)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_form_is_for_a_route_that_is_not_there() -> None:
    assert {form.route for form in FORMS} <= PERMISSIONS.keys()


def test_no_form_stands_twice() -> None:
    asked = [(form.method, form.address, str(form.body)) for form in FORMS]
    assert len(asked) == len(set(asked))
