"""Inviting, joining, approving, revoking."""
