"""Fills a new database with the demonstration's teams, by the code of the tree in which it is run, and
prints {"teams": [ids], "codes": [of invitations], "password"} of the coordinator `son`."""

import json
import os
from random import Random

from server.app.factory import create_app
from server.operations.demo import organisation
from server.operations.demo.roster import read_teams

NAMES = ("INSTANCE_DIR", "PUBLIC_URL", "DATABASE_URL")


def main() -> None:
    """The settings are those of the environment."""
    app = create_app({name: os.environ[name] for name in NAMES if name in os.environ})
    with app.app_context():
        teams = read_teams(Random(1))
        organisation.open_units()
        organisation.open_teams(teams)
        codes = [organisation.invite(team)["code"] for team in teams]
        password = organisation.open_account("son", "Sơn", "coordinator")
    print(json.dumps({"teams": [each.id for each in teams], "codes": codes, "password": password}))


if __name__ == "__main__":
    main()
