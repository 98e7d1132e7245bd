"""Rows of accounts, sessions, invitations, phones and enrolments."""
