"""Accounts, signing in and second factors over HTTP."""

from server.accounts.routes import accounts, own_account, resets, sessions
from server.accounts.routes.blueprint import blueprint

__all__ = ["accounts", "blueprint", "own_account", "resets", "sessions"]
