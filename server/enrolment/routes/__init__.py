"""Joining, inviting and approving over HTTP."""

from server.enrolment.routes import enrolments, invitations, joining, own_phone
from server.enrolment.routes.blueprint import blueprint

__all__ = ["blueprint", "enrolments", "invitations", "joining", "own_phone"]
