"""Signing in, joining, inviting and approving over HTTP."""

from server.identity.routes import enrolments, invitations, joining, sessions
from server.identity.routes.blueprint import blueprint

__all__ = ["blueprint", "enrolments", "invitations", "joining", "sessions"]
