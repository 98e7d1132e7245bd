"""Accounts, signing in, joining, inviting and approving over HTTP."""

from server.identity.routes import (
    accounts,
    enrolments,
    invitations,
    joining,
    own_account,
    own_phone,
    resets,
    sessions,
)
from server.identity.routes.blueprint import blueprint

__all__ = [
    "accounts",
    "blueprint",
    "enrolments",
    "invitations",
    "joining",
    "own_account",
    "own_phone",
    "resets",
    "sessions",
]
