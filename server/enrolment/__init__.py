"""Phones come into a team: invitations, joining, approving, coming back."""
