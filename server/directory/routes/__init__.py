"""Units, teams and their people over HTTP."""

from server.directory.routes import members, teams, units
from server.directory.routes.blueprint import blueprint

__all__ = ["blueprint", "members", "teams", "units"]
