"""What stands on the server before a journey begins: units, catalogue, Phổ Cường's team, Sơn."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from server.app.factory import create_app
from server.database.engine import db
from server.operations.demo import organisation
from server.operations.demo.roster import STORY_TEAM, read_teams
from tests.journeys.house import House

COORDINATOR, NOTE = "son", "seed.json"


@dataclass(frozen=True)
class Seed:
    """The ids and words that a journey needs; the team has no members yet."""

    team: str
    team_name: str
    password: str


def seed(house: House) -> Seed:
    """Bring the house's empty database to that state, and note the words in its folder."""
    house.flask("db", "upgrade")
    app = create_app(house.environment)
    with app.app_context():
        organisation.open_units()
        team = next(plan for plan in read_teams(Random(1)) if plan.code == STORY_TEAM)
        organisation.open_teams([team])
        organisation.announce_units([team])
        password = organisation.open_account(COORDINATOR, "Lê Hoàng Sơn", "coordinator")
        engine = db.engine
    engine.dispose()
    (house.folder / NOTE).write_text(json.dumps([team.id, team.name, password]))
    return read_seed(house.folder)


def read_seed(folder: Path) -> Seed:
    """What was noted in a folder."""
    return Seed(*json.loads((folder / NOTE).read_text()))
