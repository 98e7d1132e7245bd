"""Every bound that phone and server share; pwa/src/rules/limits.ts is held equal by a test."""

PROTOCOL = 1
SCHEMA = 1

PEOPLE_MAX = 500
SERVICES_MAX = 20
REASONS_MAX = 2
COMPANIONS_MAX = 30
NOTE_CODE_POINTS = 120
PLACE_NAME_CODE_POINTS = 60
MEMBER_NAME_CODE_POINTS = 60
WHY_CODE_POINTS = 120
CODE_CHARS = 16

FIRST_DAY = "2015-01-01"
FUTURE_DAYS = 1
"""A session's day may stand this far after the server's: clocks differ around midnight."""
FIRST_MEMBERSHIP_DAYS = 30
"""A first membership reaches back this many days: people work before they are invited."""

CHANGES_PER_REQUEST = 500
CHANGES_PER_BUNDLE = 200
"""Fewer than in a request: a bundle of more is damaged to a server of before."""
HAVE_IDS = 1000
PAGE_ROWS = 500
SAFE_INTEGER = 2**53 - 1
"""Beyond this a JavaScript number and a Python int no longer mean the same."""
