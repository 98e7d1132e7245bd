"""A sign-in that is not finished reaches what finishes it and nothing else: every route, at every
stage, as an administrator, a coordinator, and a lead on whose phone a coordinator began to sign in."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import update

from server.auth.permissions import ANYONE, PERMISSIONS
from server.auth.stages import Stage as How
from server.auth.tables import AccountSession
from server.database.engine import db
from tests.server.matrix.cast import Role
from tests.server.matrix.conftest import Stage
from tests.server.matrix.forms import FORMS, Form
from tests.server.matrix.reach import BOTH, CLUSTER

OF_FACTORS = {
    "POST /api/session/confirm",
    "GET /api/account/factors",
    "POST /api/account/totp",
    "POST /api/account/totp/confirm",
    "DELETE /api/account/totp",
    "POST /api/account/passkeys/options",
    "POST /api/account/passkeys",
    "DELETE /api/account/passkeys/<>",
    "POST /api/account/recovery",
}
ALWAYS = {"GET /api/session", "DELETE /api/session"}
REACHED = {
    How.FACTOR: ALWAYS | {"POST /api/session/factor"},
    How.PASSWORD: ALWAYS | {"POST /api/session/password"},
    How.ENROL: ALWAYS | OF_FACTORS,
}
"""Said once more and by hand, beside the routes that anyone may use."""
UNFINISHED = sorted(REACHED)
NEEDING = [form for form in FORMS if PERMISSIONS[form.route] != ANYONE]


@contextmanager
def half_done(stage: Stage, how: How) -> Iterator[None]:
    """Meanwhile every session in the database is at this stage."""
    with stage.app.app_context():
        db.session.execute(update(AccountSession).values(stage=how))
        db.session.commit()
    with stage.from_here():
        yield


def named(stage: Stage, name: str) -> Role:
    return next(role for role in stage.roles if role.name == name)


def ask(stage: Stage, role: Role, form: Form, how: How) -> tuple[int, str | None]:
    """The answer at a stage. What it changed is put back."""
    address, body = form.fill(role.own, role.own)
    answer = stage.ask(role, form.method, address, body)
    if answer.code == "sign_in_unfinished":
        assert answer.json["details"] == {"stage": how.value}
    stage.changed()
    return answer.status, answer.code


@pytest.mark.parametrize("how", UNFINISHED)
@pytest.mark.parametrize("name", ["administrator", CLUSTER])
def test_an_unfinished_sign_in_reaches_what_finishes_it(stage: Stage, name: str, how: How) -> None:
    role = named(stage, name)
    wrong = []
    with half_done(stage, how):
        for form in NEEDING:
            got = ask(stage, role, form, how)
            is_reached = f"{form.method} {form.route[0]}" in REACHED[how]
            if is_reached == (got == (403, "sign_in_unfinished")):
                wrong.append(f"{form.method} {form.address}: {got}")
    assert wrong == []


@pytest.mark.parametrize("how", UNFINISHED)
def test_an_unfinished_sign_in_adds_nothing_to_a_phone(stage: Stage, how: How) -> None:
    """The phone goes on with the rights of its people, no more and no less."""
    both = named(stage, BOTH)
    phone = Role(both.name, f"device={both.cookies['device']}", both.own, both.acting)
    wrong = []
    with half_done(stage, how):
        for form in NEEDING:
            if f"{form.method} {form.route[0]}" in REACHED[how]:
                continue
            alone, got = ask(stage, phone, form, how), ask(stage, both, form, how)
            wanted = (403, "sign_in_unfinished") if alone[1] == "wrong_role" else alone
            if got not in (wanted, alone):
                wrong.append(f"{form.method} {form.address}: alone {alone}, got {got}")
    assert wrong == []


def test_a_finished_one_is_told_nowhere_that_it_is_not(stage: Stage) -> None:
    role = named(stage, "administrator")
    with half_done(stage, How.READY):
        told = {form.address: ask(stage, role, form, How.READY)[1] for form in NEEDING}
    assert "sign_in_unfinished" not in told.values()
