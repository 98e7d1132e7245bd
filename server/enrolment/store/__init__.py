"""Rows of invitations, and of people called the same."""
