"""Sabotages of what keeps thousands of units from holding everybody up, and of what is looked at again
behind the clock."""

from tests.sabotage.sabotage import Sabotage

GROWN = "tests/server/directory/test_grown_trees.py"
CLOSING = "tests/server/reports/test_closing.py"

UNITS = (
    Sabotage(
        "all units are looked through for each unit that counts",
        "4.10.7",
        "server/organisation/tree.py",
        "            for before in self._came_before.get(unit, ()):",
        "            for before in [each.id for each in self.values() if unit in each.successors]:",
        (GROWN,),
    ),
    Sabotage(
        "units are read anew for each figure of a month, with the clock held",
        "5.1.5",
        "server/reports/use_cases/closing.py",
        "        with cached(read_version(db.session)):",
        "        if month:",
        (CLOSING,),
    ),
)
