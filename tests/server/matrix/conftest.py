"""The town with everybody in it, kept for all tests of a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pytest
from flask import Flask

from server.auth import rate_limits
from server.guides.use_cases.importing import import_guides
from tests.applications import cheap_passwords
from tests.described import undescribed
from tests.kept import Kept, Shelf
from tests.server.matrix.cast import Role, build_cast
from tests.server.matrix.past import NOW, build_past
from tests.server.matrix.places import Place, Target, absent, build_places
from tests.server.matrix.state import OF_CONTACT, State, changed, note_writes, state
from tests.tables import Rows, read_tables
from tests.town import START, Clock, Town
from tests.wires import Answer


@dataclass
class Stage:
    """The town with everybody in it, put back whenever somebody changed something."""

    shelf: Shelf
    kept: Kept
    places: dict[str, Place]
    roles: list[Role]
    rows: Rows
    before: State
    written: list[str]

    @property
    def app(self) -> Flask:
        return self.shelf.app

    @cached_property
    def hashes(self) -> list[str]:
        """Every hash of a secret."""
        return [
            str(value)
            for rows in self.rows.values()
            for row in rows
            for name, value in row.items()
            if name in ("secret_hash", "short_hash", "token_hash", "password_hash", "code_hash")
        ]

    def targets(self, role: Role) -> dict[str, Target]:
        """What a request of the role may be about, by relation."""
        places = {relation: place.target for relation, place in self.places.items()}
        return {"own": role.own, **places, "absent": absent()}

    def ask(self, role: Role, method: str, address: str, body: object, **more: str) -> Answer:
        rate_limits.clear()  # the requests of other roles do not count
        headers = {"Sec-Fetch-Site": "same-origin", **more}
        if role.cookie:
            headers["Cookie"] = role.cookie
        if role.acting:
            headers["Acting-Member"] = role.acting
        client = self.app.test_client(use_cookies=False)
        sent: dict[str, object] = {"json": body}
        if isinstance(body, bytes):
            sent = {"data": body, "content_type": "application/octet-stream"}
        got = client.open(address, method=method, headers=headers, **sent)  # type: ignore[arg-type]
        answer = Answer(got.status_code, got.headers, got.get_data())
        got.close()  # of a download the file behind it
        return answer

    @contextmanager
    def from_here(self) -> Iterator[None]:
        """What stands there now is, meanwhile, what is put back."""
        kept, before = self.kept, self.before
        with self.app.app_context():
            self.before = state()
        self.kept = self.shelf.keep()
        self.written.clear()
        try:
            yield
        finally:
            self.kept, self.before = kept, before

    def changed(self) -> set[str]:
        """The tables that the requests since the last question changed; they are put back. To read
        them all takes as long as a request, so that is done only if anything was written."""
        if not self.written:
            return set()
        with self.app.app_context():
            after = state()
        if after != self.before:
            different = {name for name in after if after[name] != self.before[name]}
            self.shelf.put_back(self.kept, different | OF_CONTACT.keys())
        self.written.clear()
        return changed(self.before, after)


@pytest.fixture(scope="package")
def built_stage(built: Shelf, clock: Clock) -> Stage:
    app = built.app
    clock.moment = START
    built.begin()
    with app.app_context():
        import_guides()
    town = Town(app, clock)
    with cheap_passwords():
        places = build_places(town)
        places |= build_past(town, places["same team"], places["below"])
        roles = build_cast(town, places["same team"], places["below"])
    with app.app_context():
        return Stage(built, built.keep(), places, roles, read_tables(), state(), note_writes())


@pytest.fixture
def stage(built_stage: Stage, clock: Clock) -> Iterator[Stage]:
    """With everything as it was built. Whatever is answered must stand in the description."""
    clock.moment = NOW
    built_stage.shelf.put_back(built_stage.kept)
    undescribed(built_stage.app).clear()
    with cheap_passwords():
        yield built_stage
    assert undescribed(built_stage.app) == []
