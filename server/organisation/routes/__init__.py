"""Units, teams and their people over HTTP."""

from server.organisation.routes import members, teams, units
from server.organisation.routes.blueprint import blueprint

__all__ = ["blueprint", "members", "teams", "units"]
