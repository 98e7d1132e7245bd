"""Every bound that phone and server share but those of fields, which stand in the tables of the kinds
(sync/kinds/*.json); pwa/src/rules/protocol-limits.ts is held equal by a test."""

PROTOCOL = 1
SCHEMA = 1
"""The newest form of a change."""
ROWS = 2
"""What an app says as `schema` of its envelope: which kinds of rows it can show. Up to 1 none of an
activity's or a unit's channel."""

WHY_CODE_POINTS = 120
LONGEST_TEXT = 120
"""The most code points that any field takes."""
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
CONTINUED_LINKS = 20
"""So many sessions before one are asked whether they count: a chain may be as long as somebody likes."""
PAGE_ROWS = 500
ACTIVITY_CHANNELS = 30
"""Of so many activities one phone holds what they publish."""
ACTIVITY_KEPT_DAYS = 14
"""So long after its last day it does."""
SAFE_INTEGER = 2**53 - 1
"""Beyond this a JavaScript number and a Python int no longer mean the same."""
