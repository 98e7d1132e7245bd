"""The kinds of activities, as their table names them (sync/kinds/published/activity.json)."""

from sync.kinds import KINDS

ACTIVITY_KINDS: tuple[str, ...] = tuple(
    KINDS["activity"].table["fields"]["activity_kind"]["word"]["of"]
)
HELPING = frozenset(KINDS["activity"].table["helping"])
"""Those on whose days teams go out to help: their sessions then belong to it. What a team did on the day of a
meeting is no result of the meeting."""
CLUB = "cau_lac_bo"
"""A series, whose meetings are its parts."""
