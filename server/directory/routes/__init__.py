"""Units, teams and their people over HTTP."""

from server.directory.routes import data_requests, members, teams, units
from server.directory.routes.blueprint import blueprint

__all__ = ["blueprint", "data_requests", "members", "teams", "units"]
