"""Sabotages of what keeps thousands of units from holding everybody up, and of what is looked at again
behind the clock."""

from tests.sabotage.sabotage import Sabotage

GROWN = "tests/server/directory/test_grown_trees.py"
LARGE_TEAMS = "tests/server/directory/test_large_teams.py"
DEAR_SHEETS = "tests/server/directory/test_dear_sheets.py"
CLOSING = "tests/server/reports/test_closing.py"
PERIODS = "tests/server/reports/test_periods.py"
OTHER_DAYS = "tests/server/reports/test_other_days.py"

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
    Sabotage(
        "units stand below one without an end",
        "5.1.5",
        "server/directory/use_cases/manage_units.py",
        "    if book.is_full(unit.parent_id):",
        "    if book.is_full(unit.id):",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "a unit that is over takes room",
        "5.1.5",
        "server/directory/use_cases/unit_book.py",
        "        unit.valid_to = day\n        self._lasting_under[unit.parent_id] += _lasts(unit)\n",
        "        unit.valid_to = day\n        self._lasting_under[unit.parent_id] += 1\n",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "one change takes as many units along as it likes",
        "5.1.5",
        "server/directory/use_cases/succession.py",
        "        if len(self.ended) > MOST_RENEWED:",
        "        if not self.ended:",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "an account sends as many changes of units at once as it likes",
        "5.1.5",
        "server/auth/change_lock.py",
        "    if not locks.take(place):",
        "    if not locks.take(place) and False:",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "a team that ends keeps everybody waiting as long as it takes",
        "5.1.5",
        "server/directory/use_cases/manage_teams.py",
        "        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS",
        "        budget = WriteBudget(3600.0, PROBLEMS",
        (LARGE_TEAMS,),
    ),
    Sabotage(
        "the phones of a team that ends are written one by one",
        "5.1.5",
        "server/enrolment/publish_device.py",
        "    with writer.behind():\n        for device in found:",
        "    if True:\n        for device in found:",
        (LARGE_TEAMS,),
    ),
    Sabotage(
        "a team takes in as many people as come",
        "5.1.5",
        "server/scope/unit_editing.py",
        "        if self._taken[team_id] >= MOST_MEMBERS:",
        "        if self._taken[team_id] < 0:",
        (LARGE_TEAMS,),
    ),
    Sabotage(
        "somebody of a full team who becomes its lead is sent away",
        "5.1.5",
        "server/enrolment/invitation_use.py",
        "    if all(each.valid_to is not None for each in times):",
        "    if True:",
        (LARGE_TEAMS,),
    ),
    Sabotage(
        "a change of units keeps everybody waiting as long as it takes",
        "5.1.5",
        "server/directory/use_cases/changing_units.py",
        "        budget = WriteBudget(LOCKED_SECONDS, PROBLEMS",
        "        budget = WriteBudget(3600.0, PROBLEMS",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "a change that is refused takes the writer's lock first",
        "5.1.5",
        "server/directory/use_cases/changing_units.py",
        "        change.refusals.raise_first()\n    with writing",
        "    with writing",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "what is only worked out of units is written",
        "5.1.5",
        "server/directory/use_cases/changing_units.py",
        "        book.let_go()\n",
        "",
        (DEAR_SHEETS,),
    ),
    Sabotage(
        "a month that runs is compared with a whole one",
        "4.10.7",
        "server/reports/periods.py",
        "    return today if first <= today < last else last",
        "    return last",
        (PERIODS, OTHER_DAYS),
    ),
    Sabotage(
        "what a unit did is compared with what its own name did before a merger",
        "4.10.7",
        "server/reports/use_cases/composing.py",
        '    scopes = UnitScope(unit_id, "now").scopes()\n    wheres = [',
        "    scopes = [unit_id]\n    wheres = [",
        (OTHER_DAYS,),
    ),
    Sabotage(
        "days of action are reported to whoever has their id",
        "4.10.7",
        "server/activities/use_cases/activities.py",
        "    check_unit_in_scope(principal, row.unit_id)\n    return row, ",
        "    return row, ",
        (OTHER_DAYS,),
    ),
)
