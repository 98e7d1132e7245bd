"""How far each role sees, said once more and by hand: not asked of the server, which is to show
that it agrees. A role that is not named sees nothing."""

from collections.abc import Mapping, Set

Reach = Mapping[str, Set[str]]

HERE = frozenset({"own", "same team"})
AND_BELOW = HERE | {"below"}
ALL = AND_BELOW | {"elsewhere"}

COMMUNE, CLUSTER, PROVINCE = (f"{unit} coordinator" for unit in ("commune", "cluster", "province"))

ROLES = (
    "nobody",
    "waiting",
    "volunteer",
    "lead",
    COMMUNE,
    CLUSTER,
    PROVINCE,
    "administrator",
    "revoked phone",
    "expired session",
)

UNITS: Reach = {COMMUNE: HERE, CLUSTER: AND_BELOW, PROVINCE: AND_BELOW, "administrator": ALL}
# What an account keeps: only what is strictly below its own unit.
KEPT: Reach = {CLUSTER: AND_BELOW, PROVINCE: AND_BELOW, "administrator": ALL}
# Teams that somebody looks after, with their people and phones.
CARE: Reach = {"lead": HERE, COMMUNE: HERE, CLUSTER: AND_BELOW, PROVINCE: AND_BELOW}
RECORDS: Reach = {**CARE, "volunteer": HERE}
TOTALS: Reach = {**RECORDS, "administrator": ALL}


# Whoever holds the code may, wherever it leads.
SECRET: Reach = dict.fromkeys(ROLES, ALL)
