"""How far each role sees, said once more and by hand: not asked of the server, which is to show
that it agrees. A role that is not named sees nothing."""

from collections.abc import Iterable, Mapping, Set

Reach = Mapping[str, Set[str]]

HERE = frozenset({"own", "same team"})
# People who were in the asker's team, which is the one that a request names with them.
PAST_PEOPLE = frozenset({"moved member", "ended member"})
# A team that moved from the asker's commune to the one below, until then and since.
MOVED = frozenset({"moved team", "since it moved"})
NEAR = HERE | PAST_PEOPLE
COMMUNES = NEAR | {"ended team"}
BELOW = frozenset({"below"}) | MOVED
AND_BELOW = COMMUNES | BELOW
ALL = AND_BELOW | {"elsewhere"}

COMMUNE, CLUSTER, PROVINCE = (f"{unit} coordinator" for unit in ("commune", "cluster", "province"))
COORDINATORS = (COMMUNE, CLUSTER, PROVINCE)
BOTH = "lead's phone with a coordinator's session"
"""Leads the team here, and coordinates the commune below."""

UNNAMED = "shared phone that does not say who holds it"
"""It has said so before. What concerns all its people it may ask as ever, like a volunteer."""
IDLE = "phone not heard of for too long"

ROLES = (
    "nobody",
    "waiting",
    "volunteer",
    "lead",
    *COORDINATORS,
    BOTH,
    "administrator",
    "revoked phone",
    UNNAMED,
    IDLE,
    "expired session",
)

UNITS: Reach = {
    COMMUNE: COMMUNES,
    CLUSTER: AND_BELOW,
    PROVINCE: AND_BELOW,
    BOTH: {"own"} | BELOW,
    "administrator": ALL,
}
# What an account keeps: only what is strictly below its own unit.
KEPT: Reach = {CLUSTER: AND_BELOW, PROVINCE: AND_BELOW, "administrator": ALL}
# Teams that somebody looks after, and phones that wait there.
CARE: Reach = {
    "lead": NEAR,
    COMMUNE: COMMUNES,
    CLUSTER: AND_BELOW,
    PROVINCE: AND_BELOW,
    BOTH: NEAR | BELOW,
}
# What a unit issued: it and who looks after the team today read it.
ISSUED: Reach = {**CARE, COMMUNE: COMMUNES | {"moved team"}}
# What waits about a session, with values of one's own: its day is to be one's own to read too.
EDITED: Reach = {**CARE, BOTH: CARE[BOTH] - {"moved team"}}
# People and their phones: the teams of today keep them, or the last one of who left.
PEOPLE: Reach = {
    **CARE,
    "lead": NEAR - {"moved member"},
    COMMUNE: COMMUNES - {"moved member"},
}
# The same for what coordinators alone do.
KEPT_PEOPLE: Reach = {
    **{name: reach for name, reach in PEOPLE.items() if name != "lead"}, BOTH: BELOW | {"moved member"},
}  # fmt: skip
RECORDS: Reach = {
    **CARE, COMMUNE: COMMUNES | {"moved team"}, "volunteer": NEAR, UNNAMED: NEAR,
}  # fmt: skip
# One of them, of a day on which the team stood there.
SESSIONS: Reach = {**RECORDS, BOTH: RECORDS[BOTH] - {"moved team"}}
TOTALS: Reach = {**RECORDS, "administrator": ALL}


# Whoever holds the code may, wherever it leads.
SECRET: Reach = dict.fromkeys(ROLES, ALL)


def those(roles: Iterable[str], relations: Iterable[str], code: str) -> dict[tuple[str, str], str]:
    """The problem that each of these roles gets in each of these relations."""
    return {(role, relation): code for role in roles for relation in relations}
