"""Signing in, inviting, joining, approving, revoking."""
